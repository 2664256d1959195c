// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <vector>

namespace whocites {

// Memory for `bytes`, on pages of 2 MiB where that is much and the system has them; nullptr when
// there is none. To be given back with free_huge(). Both are safe from any thread.
void* allocate_huge(std::size_t bytes);
void free_huge(void* memory) noexcept;

// For a vector that is read at random: a table of ordinary pages is itself too large to stay near
// the processor, and every other look would be two.
template <class T>
struct HugePages {
  using value_type = T;

  HugePages() = default;
  template <class U>
  explicit HugePages(const HugePages<U>&) {}

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) throw std::bad_alloc();
    void* const memory = allocate_huge(count * sizeof(T));
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) noexcept { free_huge(memory); }

  friend bool operator==(const HugePages&, const HugePages&) { return true; }
};

template <class T>
using HugeVector = std::vector<T, HugePages<T>>;

}  // namespace whocites
