// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/in_time.h"
#include "graph/source_graph.h"

// Ways along which a story can have travelled: nothing draws on what was published later.
// Pure functions; safe on several threads.
namespace whocites {

// Whether the one can have drawn on the other. Two of the same day, known to the day or better,
// are in time, unlike in check_dates.h; two of the same month only possibly.
InTime in_time(const std::optional<DateSpan>& citing, const std::optional<DateSpan>& cited);

struct TimePath {
  std::vector<EdgeId> path;
  bool certain = false;  // every citation is; else the way as a whole is possible
  friend bool operator==(const TimePath&, const TimePath&) = default;
};

// The shortest way from `from` to `to` of citations that are all certain; when there is none, the
// shortest that is possible; absent when there is none either. Of several of one length that whose
// first differing citation has the lower edge id. Empty and certain when from == to.
//
// A way is possible as a whole when dates could be given to its vertices, each within what is known
// of it, so that none is later than the one before: an undated article between one of 2020 and a
// report of 2021 does not excuse them. So the search keeps for each vertex the latest moment at
// which it can have been read, and looks at a vertex again only for a later one.
// O(vertices + edges) for the first; for the second times the moments kept for one vertex, which
// are more than one only where dates are unknown or vague. 12 bytes a vertex, 24 for each moment.
// Means nothing when the work is stopped.
// Source: Wu, Cheng, Ke, Huang, Huang & Wu, Efficient Algorithms for Temporal Path Computation,
// TKDE 2016 (latest departure, there with durations).
std::optional<TimePath> time_path(const SourceGraph& graph, VertexId from, VertexId to,
                                  const Work& work = {});

}  // namespace whocites
