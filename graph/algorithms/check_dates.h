// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/in_time.h"
#include "graph/source_graph.h"

// An article cannot draw on a later one: which citations go forward in time. Pure functions.
namespace whocites {

// A date is a span (a year is 366 days long), and every moment of it counts: certain when the cited
// one ends before the citing one begins, impossible when it begins after that has ended, possible
// when the spans have moments in common, as those of one day have.
std::string_view name_of(InTime in_time);  // "certain", "possible", "impossible"
InTime in_time(const SourceGraph& graph, VertexId citing, VertexId cited);

struct ForwardCitation {
  EdgeId edge;
  // True: the cited is later however the dates are read. False: it begins later, but its span and
  // that of the citing overlap.
  bool certain = false;
  // By how many seconds the cited is later at least: from the end of the citing date to the
  // beginning of the cited one when certain, else from beginning to beginning.
  std::int64_t seconds = 0;
  friend bool operator==(const ForwardCitation&, const ForwardCitation&) = default;
};

struct ForwardCitations {
  std::uint64_t certain_count = 0;
  std::uint64_t possible_count = 0;
  std::uint64_t dated_count = 0;       // citations of which both ends have a date
  std::uint64_t before = 0;            // how many come before the first that is given
  std::vector<ForwardCitation> first;  // certain ones first, then by most seconds, then by edge
};
// All of them are counted; of those that come after the citation `after`, which goes forward itself
// (of all, when it is absent), the first `most` given. `before` is how many come no later than
// `after`. The same for any number of threads; means nothing when the work is stopped.
// O(vertices + edges + most × log most); 24 bytes for each of `most`, twice for each thread.
ForwardCitations forward_citations(const SourceGraph& graph, std::size_t most,
                                   const std::optional<ForwardCitation>& after = {},
                                   const Work& work = {});

// How the citation goes forward in time; absent when it does not, for certain or possibly.
// O(log vertices).
std::optional<ForwardCitation> forward_citation(const SourceGraph& graph, EdgeId edge);

}  // namespace whocites
