// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/known_batches.h"

#include <algorithm>
#include <map>

namespace whocites::storage::detail {
namespace {

// What stays the same of an entry wherever it is merged to and whatever is purged. The summary is
// compared apart: a purge removes it.
Hash128 fields_of(const Batch& entry) {
  const Timestamp made = entry.origin ? entry.origin->time : entry.time;
  Hasher128 hash;
  hash.add(static_cast<std::uint64_t>(made.time_since_epoch().count()));
  hash.add(static_cast<std::uint64_t>(entry.action)).add(entry.who);
  hash.add(entry.sources.size());
  for (const SourceFile& source : entry.sources) {
    hash.add(source.name).add(source.digest).add(source.format);
  }
  hash.add(entry.node_count).add(entry.citation_count).add(entry.rejected_count);
  return hash.add(std::uint64_t{entry.target.has_value()}).hash();
}

Result<std::vector<Batch>> log_of(const Store& store) {
  std::vector<Batch> entries;
  const auto collect = [&](const Batch& batch) {
    entries.push_back(batch);
    return true;
  };
  if (auto done = store.scan_batches(collect); !done) return fail(done.error());
  return entries;
}

bool has_purge(const std::vector<Batch>& log) {
  return std::any_of(log.begin(), log.end(),
                     [](const Batch& batch) { return batch.action == Action::Purge; });
}

// Whether `small` is what a purge left of `large`; both sorted.
bool is_rest_of(const BatchContent& small, const BatchContent& large) {
  return std::includes(large.items.begin(), large.items.end(), small.items.begin(),
                       small.items.end());
}

class Matching {
 public:
  Matching(const Store& ours, const Store& theirs) : ours_(ours), theirs_(theirs) {}

  Result<MergePlan> run() {
    Result<std::vector<Batch>> our_log = log_of(ours_);
    if (!our_log) return fail(our_log.error());
    Result<std::vector<Batch>> their_log = log_of(theirs_);
    if (!their_log) return fail(their_log.error());
    our_log_ = std::move(*our_log);
    plan_.log = std::move(*their_log);
    plan_.places.resize(theirs_.next_batch().value);
    find_candidates();
    if (auto done = read_contents(); !done) return fail(done.error());
    for (const Batch& entry : plan_.log) place(entry);
    return std::move(plan_);
  }

 private:
  void find_candidates() {
    std::map<Hash128, std::vector<std::size_t>> by_fields;
    for (std::size_t i = 0; i < our_log_.size(); ++i) {
      by_fields[fields_of(our_log_[i])].push_back(i);
    }
    our_request_.wanted.resize(ours_.next_batch().value);
    their_request_.wanted.resize(theirs_.next_batch().value);
    taken_.resize(our_log_.size());
    for (const Batch& entry : plan_.log) {
      const auto at = by_fields.find(fields_of(entry));
      if (at == by_fields.end()) continue;
      candidates_[entry.id] = at->second;
      their_request_.wanted.at(entry.id.value) = true;
      for (std::size_t i : at->second) our_request_.wanted.at(our_log_[i].id.value) = true;
    }
  }

  Result<void> read_contents() {
    const bool purged = has_purge(our_log_) || has_purge(plan_.log);
    our_request_.keep_items = their_request_.keep_items = purged;
    Result<StoreContent> theirs = content_of(theirs_, their_request_);
    if (!theirs) return fail(theirs.error());
    plan_.theirs = std::move(*theirs);
    if (candidates_.empty()) return {};
    Result<StoreContent> ours = content_of(ours_, our_request_);
    if (!ours) return fail(ours.error());
    our_content_ = std::move(*ours);
    for (StoreContent* content : {&plan_.theirs, &our_content_}) {
      for (BatchContent& one : content->batches) std::sort(one.items.begin(), one.items.end());
    }
    return {};
  }

  // In order: the batch that an entry withdraws has its place before the entry.
  void place(const Batch& entry) {
    const auto at = candidates_.find(entry.id);
    if (at == candidates_.end()) return;
    for (std::size_t i : at->second) {
      if (taken_[i] || !is_same(our_log_[i], entry)) continue;
      taken_[i] = true;
      plan_.places[entry.id.value] = our_log_[i].id;
      return;
    }
  }

  bool is_same(const Batch& ours, const Batch& theirs) const {
    if (theirs.target && plan_.places[theirs.target->value] != ours.target) return false;
    const BatchContent& our_content = our_content_.batches[ours.id.value];
    const BatchContent& their_content = plan_.theirs.batches[theirs.id.value];
    if (our_content.sum == their_content.sum && ours.summary == theirs.summary) return true;
    const bool alike =
        ours.summary == theirs.summary || ours.summary.empty() || theirs.summary.empty();
    if (!alike) return false;
    const bool we_purged = was_purged_after(our_log_, ours.id);
    const bool they_purged = was_purged_after(plan_.log, theirs.id);
    if (we_purged && is_rest_of(our_content, their_content)) return true;
    return they_purged && is_rest_of(their_content, our_content);
  }

  static bool was_purged_after(const std::vector<Batch>& log, BatchId id) {
    return std::any_of(log.rbegin(), log.rend(), [&](const Batch& batch) {
      return batch.action == Action::Purge && batch.id > id;
    });
  }

  const Store& ours_;
  const Store& theirs_;
  std::vector<Batch> our_log_;
  MergePlan plan_;
  ContentRequest our_request_;
  ContentRequest their_request_;
  StoreContent our_content_;
  std::map<BatchId, std::vector<std::size_t>> candidates_;  // places in our_log_
  std::vector<bool> taken_;                                 // by place in our_log_
};

}  // namespace

Result<MergePlan> compare_logs(const Store& ours, const Store& theirs) {
  return Matching(ours, theirs).run();
}

}  // namespace whocites::storage::detail
