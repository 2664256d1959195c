// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/records.h"
#include "storage/store.h"

namespace whocites {

// "text (in part)": how a log calls the reading of a source of which only a part was brought, so
// that the source itself can be imported all the same. Not looked at when batches are compared.
inline constexpr std::string_view kInPart = " (in part)";

// Puts together, in a store of its own, what batches of another store said (StorePart) and `ours`
// does not have, ready for merge_store(). Nothing is resolved or recognised: records name nodes by
// their keys, and what the batch decided comes as its decision.
//
// A thing is known when a batch of ours of the same making, taken back or not, says the very same:
// of the same time, person, action, sources and, unless a purge removed one, summary. So what was
// brought once is not brought again, whatever part of a batch comes each time.
class Replay {
 public:
  // `ours` may be null: then everything is new. `fresh` is empty; both must outlive this.
  Replay(const Store* ours, Store& fresh) : ours_(ours), fresh_(fresh) {}

  // What follows was said by this batch. Its origin must be set; its id and counts are not used.
  Result<void> begin(Batch entry);
  // BadRequest when no store could hold it. The kind of a node must be told.
  Result<void> accept(Record record);
  // After the last record.
  Result<void> finish();

  std::uint64_t new_count() const { return new_; }      // things that ours does not have
  std::uint64_t known_count() const { return known_; }  // that it has
  // Batches of ours, taken back there, that said some of the known things; ascending.
  std::vector<BatchId> taken_back() const;

 private:
  struct Citing {
    const std::string& from;
    const std::string& to;
    Relation relation;
  };
  Result<void> find_alike();
  Result<bool> is_known(const NodeRecord& node);
  Result<bool> is_known(const CitationRecord& citation);
  Result<bool> is_known(const JudgementRecord& judgement);
  Result<bool> is_known(const IdentityRecord& decision);
  Result<bool> is_known(const IgnoredRecord& text);
  Result<std::optional<Citation>> citation_here(const Citing& citing) const;
  Result<std::optional<NodeId>> find_here(const std::string& key) const;
  bool is_alike(BatchId batch);
  Result<Citation> citation_of(const Citing& citing);

  Result<void> add(NodeRecord node);
  Result<void> add(CitationRecord citation);
  Result<void> add(JudgementRecord judgement);
  Result<void> add(IdentityRecord decision);
  Result<void> add(IgnoredRecord text);
  template <class Thing>
  Result<void> take(Thing thing);
  Result<void> add_wholes();
  Result<NodeId> obtain(const std::string& key);
  std::size_t size() const;
  Result<void> commit();

  const Store* ours_;
  Store& fresh_;
  std::unordered_map<std::string, std::vector<BatchId>> made_;  // batches of ours, by making
  bool has_log_ = false;
  std::unordered_set<BatchId> withdrawn_;   // of ours
  std::unordered_set<BatchId> taken_back_;  // of these, those that were met
  Batch entry_;
  std::vector<BatchId> alike_;                       // batches of ours of the making of entry_
  std::optional<std::vector<KeptText>> texts_here_;  // of those batches
  Changes changes_;
  std::vector<std::string> wholes_;  // by assertion of changes_: the key of what it is part of
  std::unordered_map<std::string, NodeId> new_keys_;  // of changes_
  std::uint64_t new_ = 0;
  std::uint64_t known_ = 0;
};

}  // namespace whocites
