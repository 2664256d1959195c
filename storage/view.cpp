// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/view.h"

#include <algorithm>

namespace whocites {

Result<View> load_view(const Store& store, std::optional<Timestamp> as_of) {
  if (!as_of) return load_view_after(store, View().last);
  BatchId last(0);
  const auto note = [&](const Batch& batch) {
    if (batch.time <= *as_of) last = std::max(last, batch.id);
    return true;
  };
  if (auto done = store.scan_batches(note); !done) return fail(done.error());
  return load_view_after(store, last);
}

Result<View> load_view_after(const Store& store, BatchId last) {
  View view;
  view.last = last;
  const Result<std::vector<Batch>> entries = store.withdrawals();
  if (!entries) return fail(entries.error());
  // From the newest on: by the time an entry is met, all that could withdraw it have been.
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
    if (view.sees(entry->id)) view.withdrawn.insert(*entry->target);
  }
  return view;
}

std::optional<Node> resolve(const StoredNode& stored, const View& view) {
  Node node;
  node.id = stored.id;
  node.key = stored.key;
  for (const Assertion& assertion : stored.assertions) {
    if (!view.sees(assertion.batch)) continue;
    if (node.batches.empty()) {
      node.facts = assertion.facts;
    } else {
      merge_into(node.facts, assertion.facts);
    }
    node.batches.push_back(assertion.batch);
    if (assertion.part_of) node.part_of = assertion.part_of;
  }
  if (node.batches.empty()) return std::nullopt;
  node.kind = node.facts.kind.value_or(Kind::Publication);
  return node;
}

std::optional<Citation> resolve(Citation stored, const View& view) {
  std::erase_if(stored.evidence, [&](const Evidence& e) { return !view.sees(e.batch); });
  std::erase_if(stored.judgements, [&](const Judgement& j) { return !view.sees(j.batch); });
  if (stored.evidence.empty()) return std::nullopt;
  return stored;
}

}  // namespace whocites
