// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/records.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

namespace whocites::cli {

// Two nodes that may be one, a name that may be an outlet of the built-in list, or two articles
// that an import found to have one text, of which nobody has decided yet.
struct OpenPair {
  Node node;                  // the unresolved name, or the less cited of two outlets
  std::optional<Node> other;  // absent when it is only listed:
  std::optional<NodeRecord> listed;
  double score = 0;  // 0 to 1, how much speaks for it
  std::string reason;
  std::uint64_t cited_by = 0;  // citations that `node` gets
  std::string put_off;         // the day on which a person said "later"; empty: never
  Sameness of = Sameness::Thing;

  const std::string& other_key() const { return other ? other->key : listed->key; }
  std::string other_name() const { return other ? label_of(*other) : listed->facts.title; }
};

struct OpenPairs {
  std::vector<OpenPair> pairs;  // best first, those put off last
  bool more = false;            // only the most cited names were looked at
};

// How many unresolved names, and how many outlets, are looked at.
inline constexpr std::size_t kMostReviewed = 20'000;

// What waits for a person. Names are compared by ingest::match_names(); an unresolved name also
// with what its import suggested. O(names that are looked at · names that share letters with them +
// decisions on texts).
Result<OpenPairs> open_pairs(const Reader& reader, const SourceGraph& graph);

// Adds the articles of one text, at most kMostReviewed pairs, in the order in which they were
// found.
Result<void> add_open_prints(const Reader& reader, OpenPairs& open);

// What a person said about a pair of which nothing is decided: the day of "later" or "no", as JSON;
// empty: nothing.
std::string word_on(const Node& node, const std::string& key);

// The records that store a person's word on a pair: that the two are the same, are not, or that it
// is to be asked later (`today` is kept).
std::vector<Record> same_records(const OpenPair& pair);
std::vector<Record> not_same_records(const OpenPair& pair);
std::vector<Record> later_records(const OpenPair& pair, const std::string& today);

}  // namespace whocites::cli
