// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/source_graph.h"

// An article cannot draw on a later one: which citations go forward in time. Pure functions.
namespace whocites {

// Whether something can draw on something else, by their dates of publication. A date is a span (a
// year is 366 days long), and every moment of it counts.
enum class InTime : std::uint8_t {
  Certain,     // both dates are known, and the cited one ends before the citing one begins
  Possible,    // a date is not known, or the spans have moments in common
  Impossible,  // both are known, and the cited one begins after the citing one has ended
};
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
  std::vector<ForwardCitation> first;  // certain ones first, then by most seconds, then by edge
};
// All of them are counted, the first `most` given. O(vertices + edges + most × log most).
ForwardCitations forward_citations(const SourceGraph& graph, std::size_t most);

}  // namespace whocites
