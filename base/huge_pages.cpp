// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/huge_pages.h"

#include <sys/mman.h>

#include <cstdlib>

namespace whocites {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;

}  // namespace

void* allocate_huge(std::size_t bytes) {
  if (bytes < kHugePage) return std::malloc(bytes == 0 ? 1 : bytes);
  const std::size_t size = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  if (size < bytes) return nullptr;
  void* const memory = std::aligned_alloc(kHugePage, size);
  // Advice: where it is not taken the memory is the same.
  if (memory != nullptr) ::madvise(memory, size, MADV_HUGEPAGE);
  return memory;
}

void free_huge(void* memory) noexcept { std::free(memory); }

}  // namespace whocites
