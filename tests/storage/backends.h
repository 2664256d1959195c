// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "storage/store.h"
#include "tests/support/temp_dir.h"

namespace whocites::testing {

// The ways to keep a store; every statement of the contract is tested on each.
struct Backend {
  std::string_view name;
  bool is_kept;  // outlives the object that opened it
  std::unique_ptr<Store> (*open)(const std::string& path);
};

inline std::unique_ptr<Store> open_in(const std::string& path) {
  auto opened = open_rocksdb_store(path, OpenMode::Write, {.sync = false});
  if (!opened) ADD_FAILURE() << to_string(opened.error());
  return opened ? std::move(*opened) : nullptr;
}

inline constexpr std::array<Backend, 2> kBackends{{
    {"memory", false, [](const std::string&) { return make_memory_store(); }},
    {"rocksdb", true, open_in},
}};

class OnEachBackend : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override { reopen(); }
  void reopen() {
    if (owned_ && !GetParam().is_kept) return;
    owned_.reset();
    owned_ = GetParam().open(dir_ / "store");
    ASSERT_NE(owned_, nullptr);
  }
  Store& store() { return *owned_; }

 private:
  TempDir dir_;
  std::unique_ptr<Store> owned_;
};

inline std::string backend_name(const ::testing::TestParamInfo<Backend>& info) {
  return std::string(info.param.name);
}

}  // namespace whocites::testing
