// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/verify.h"

#include <algorithm>

#include "storage/detail/verify_rows.h"
#include "storage/graph_file.h"

namespace whocites {
namespace storage::detail {
namespace {

std::string named(const Batch& batch) { return "batch " + std::to_string(batch.id.value); }

class LogCheck {
 public:
  LogCheck(const Store& store, Findings& findings, VerifyResult& result, std::vector<bool>& logged)
      : store_(store), findings_(findings), result_(result), logged_(logged) {}

  Result<void> run() {
    logged_.assign(store_.next_batch().value, false);
    const auto visit = [&](const Batch& batch) {
      check(batch);
      return !failed_;
    };
    findings_.accept("log", store_.scan_batches(visit), failed_);
    check_end();
    if (!failed_) check_withdrawals();
    if (failed_) return fail(*failed_);
    return {};
  }

 private:
  void add(std::string what) { findings_.add("log", std::move(what)); }

  void check(const Batch& batch) {
    ++result_.batches;
    for (; next_ < batch.id; next_ = BatchId(next_.value + 1)) {
      add("batch " + std::to_string(next_.value) + " is missing");
    }
    next_ = BatchId(batch.id.value + 1);
    if (batch.id.value == 0 || batch.id >= store_.next_batch()) {
      return add(named(batch) + " is not below the next one, " +
                 std::to_string(store_.next_batch().value));
    }
    logged_[batch.id.value] = true;
    if (name_of(batch.action) == "unknown") add(named(batch) + " did what is in no list");
    if (batch.target) {
      withdrawals_.push_back(batch);
      const std::uint32_t target = batch.target->value;
      if (target >= batch.id.value || !logged_[target]) {
        add(named(batch) + " withdraws batch " + std::to_string(target) +
            ", which is not before it");
      }
    }
    look_up(batch);
  }

  void look_up(const Batch& batch) {
    const Result<std::optional<Batch>> found = store_.batch(batch.id);
    if (findings_.accept("log", found, failed_) && *found != batch) {
      add(named(batch) + " is another one when looked up");
    }
    for (const SourceFile& source : batch.sources) {
      const Result<std::vector<BatchId>> same = store_.find_digest(source.digest);
      if (findings_.accept("log", same, failed_) &&
          std::find(same->begin(), same->end(), batch.id) == same->end()) {
        add(named(batch) + " is not found by the digest of its source " + source.name);
      }
    }
    findings_.accept("log", store_.texts(batch.id), failed_);
  }

  void check_end() {
    for (; next_ < store_.next_batch(); next_ = BatchId(next_.value + 1)) {
      add("batch " + std::to_string(next_.value) + " is missing");
    }
  }

  void check_withdrawals() {
    const Result<std::vector<Batch>> known = store_.withdrawals();
    if (!findings_.accept("log", known, failed_)) return;
    for (const Batch& batch : withdrawals_) {
      if (std::find(known->begin(), known->end(), batch) == known->end()) {
        add(named(batch) + " withdraws another and is not among those that do");
      }
    }
    for (const Batch& batch : *known) {
      if (std::find(withdrawals_.begin(), withdrawals_.end(), batch) == withdrawals_.end()) {
        add(named(batch) + " is among those that withdraw another and does not");
      }
    }
  }

  const Store& store_;
  Findings& findings_;
  VerifyResult& result_;
  std::vector<bool>& logged_;
  BatchId next_{1};
  std::vector<Batch> withdrawals_;
  std::optional<Error> failed_;
};

}  // namespace

Result<void> verify_log(const Store& store, Findings& findings, VerifyResult& result,
                        std::vector<bool>& logged) {
  return LogCheck(store, findings, result, logged).run();
}

}  // namespace storage::detail

Result<VerifyResult> verify_store(const Store& store, const VerifyOptions& options) {
  using namespace storage::detail;  // NOLINT
  VerifyResult result;
  Findings findings(result, options.max_findings);
  std::optional<Error> failed;
  if (options.files) findings.accept("files", store.check_files(), failed);
  if (failed) return fail(*failed);
  std::vector<bool> logged;
  if (auto done = verify_log(store, findings, result, logged); !done) return fail(done.error());
  if (auto done = verify_rows(store, findings, result, logged); !done) return fail(done.error());
  if (!options.files) return result;
  const Result<std::optional<std::string>> wrong = check_graph_file(store);
  if (findings.accept("graph", wrong, failed) && *wrong) findings.add("graph", **wrong);
  if (failed) return fail(*failed);
  return result;
}

}  // namespace whocites
