// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "storage/detail/tally.h"
#include "storage/verify.h"

namespace whocites::storage::detail {

// What was found so far.
class Findings {
 public:
  Findings(VerifyResult& result, std::size_t limit) : result_(result), limit_(limit) {}

  void add(std::string_view part, std::string what) {
    ++result_.finding_count;
    if (result_.findings.size() < limit_) {
      result_.findings.push_back({std::string(part), std::move(what)});
    }
  }
  // Whether `done` succeeded. Damage becomes a finding; `failed` is set by anything else.
  template <class T>
  bool accept(std::string_view part, const Result<T>& done, std::optional<Error>& failed) {
    if (done) return true;
    if (done.error().code == ErrorCode::Damaged) {
      add(part, done.error().message);
    } else if (!failed) {
      failed = done.error();
    }
    return false;
  }

 private:
  VerifyResult& result_;
  std::size_t limit_;
};

// The log, its digests, withdrawals and texts. Marks in `logged` the batches that there are.
Result<void> verify_log(const Store& store, Findings& findings, VerifyResult& result,
                        std::vector<bool>& logged);

// Everything else but the files.
Result<void> verify_rows(const Store& store, Findings& findings, VerifyResult& result,
                         const std::vector<bool>& logged);

}  // namespace whocites::storage::detail
