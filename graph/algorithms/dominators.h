// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/path.h"
#include "graph/citation_graph.h"

namespace whocites {

// Which vertex stands on every way from a set of starts to another one. With the origins as starts
// and the citations followed backwards: on what each vertex's story hangs, and what hangs on it
// (Allesina & Bodini, Who dominates whom in the ecosystem?, Journal of Theoretical Biology 230,
// 2004, ask the same of food).
struct Dominators {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;        // nothing but the starts together
  static constexpr std::uint32_t kNotReached = 0xFFFFFFFE;  // no way leads there

  // Of each vertex the nearest other one that is on every way to it; these form a tree.
  std::vector<std::uint32_t> immediate;
  // What is reached, each vertex after its immediate dominator.
  std::vector<VertexId> order;

  bool reached(VertexId vertex) const { return immediate[vertex.value] != kNotReached; }
};

// Several starts are as one start before them all, so a start is dominated by nothing. Repeated
// starts count once; no start reaches nothing. Pure. In practice linear, and faster than the
// algorithm with the better bound; at worst O(edges × log vertices + vertices²), on graphs made for
// it. 24 bytes a vertex meanwhile. Means nothing when the work is stopped. Requires: starts are
// vertices; follow is Cites or CitedBy. Source: Georgiadis, Tarjan & Werneck, Finding dominators in
// practice, JGAA 10(1), 2006 (SEMI-NCA), after Lengauer & Tarjan, TOPLAS 1(1), 1979; without
// recursion.
Dominators dominators(const CitationGraph& graph, std::span<const VertexId> starts, Follow follow,
                      const Work& work = {});

}  // namespace whocites
