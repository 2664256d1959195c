// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/path.h"

// What two have in common. Pure functions; safe on several threads.
namespace whocites {

// What is one citation away from some of `starts` (repeats allowed): ascending, each once, the
// starts too where they are. O(citations of the starts × log). Requires, here and below: every
// vertex < vertex_count(). Not all is found when the work is stopped.
std::vector<VertexId> one_step(const CitationGraph& graph, std::span<const VertexId> starts,
                               Follow follow, const Work& work = {});

// What is one citation away from some of `a` and from some of `b`: with Follow::Cites what both
// draw on, with Follow::CitedBy what draws on both. Ascending, each once. O(citations of both ×
// log).
std::vector<VertexId> in_common(const CitationGraph& graph, std::span<const VertexId> a,
                                std::span<const VertexId> b, Follow follow, const Work& work = {});

}  // namespace whocites
