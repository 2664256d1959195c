// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/algorithms/path.h"

namespace whocites {

// The `limit` shortest ways from `from` to `to` that meet no vertex twice: shorter ones first,
// those of one length ascending by edge ids, so the answer never depends on chance. Two ways differ
// when one citation does. Fewer when there are no more; `cut` says that there are. One empty way
// when from == to.
//
// Each way found is varied at each of its vertices: what remains with that beginning and another
// next citation is searched from both ends. O(limit × length) such searches, each O(vertices +
// edges) at most; memory O(vertices + limit × length²). Means nothing when the work is stopped.
// Sources: Yen, Finding the K shortest loopless paths in a network, 1971; Lawler 1972 (no variation
// is tried twice).
ShortestPaths k_shortest_paths(const CitationGraph& graph, VertexId from, VertexId to,
                               std::size_t limit, const Work& work = {});

}  // namespace whocites
