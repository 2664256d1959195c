// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/main_path_count.h"
#include "graph/citation_graph.h"

// Main path analysis: the line along which what is known was handed down, from the cited to the
// citing. Pure functions; safe on several threads.
//
// Vertices that reach one another have no first and last; each such loop counts as one step.
// Parallel citations count as one, self-citations not at all. A *source* cites nothing, a *sink* is
// cited by nothing, of the part that is looked at.
// Sources: Hummon & Doreian, Connectivity in a citation network, Social Networks 11, 1989;
// Batagelj, Efficient algorithms for citation network analysis, arXiv:cs/0309023, 2003 (the
// counting); Liu & Lu, An integrated approach for main path analysis, JASIST 63, 2012 (global, key
// route).
namespace whocites {

// A citation weighs as much as there are paths through it, among those
enum class PathWeight : std::uint8_t {
  Spc,   // from a source to a sink: search path count
  Splc,  // from anywhere to a sink: search path link count
  Spnp,  // from anywhere to anywhere: search path node pair
};

enum class PathSearch : std::uint8_t {
  Local,     // from the heaviest citation of a source on, always along the heaviest
  Global,    // of which the weights have the largest sum
  KeyRoute,  // through the heaviest citation of all, from there both ways along the heaviest
};

struct MainPathOptions {
  PathWeight weight = PathWeight::Spc;
  PathSearch search = PathSearch::Local;
  std::optional<VertexId> from = {};  // only what draws on this one, and itself
  std::optional<VertexId> to = {};    // only what this one draws on, and itself
};

struct MainPath {
  struct Step {
    std::vector<VertexId> members;   // ascending; several are a loop
    std::optional<EdgeId> citation;  // of the step before, the first by edge id; absent in step 1
    PathCount weight;                // of that citation
  };
  std::vector<Step> steps;  // oldest first; empty when nothing cites anything else
  PathCount path_count;     // all paths that were counted
  // Loops in the part that is looked at, and the vertices in them.
  std::uint64_t loop_count = 0;
  std::uint64_t loop_member_count = 0;
};

// O(vertices + edges), about 50 bytes a vertex. Of paths that weigh the same (within what
// PathCount::exceeds() tells apart) the one through the lowest vertex is taken, at each step.
// Means nothing when the work is stopped. Requires: `from` and `to` are vertices of the graph.
MainPath main_path(const CitationGraph& graph, const MainPathOptions& options = {},
                   const Work& work = {});

// The weight of each edge; parallel ones have the same, those inside a loop and outside of the part
// none. O(vertices + edges), 16 bytes an edge. `options.search` is not looked at.
std::vector<PathCount> path_weights(const CitationGraph& graph, const MainPathOptions& options);

}  // namespace whocites
