// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <vector>

#include "graph/algorithms/corroborate.h"
#include "graph/algorithms/detail/contraction.h"

// Which nodes have what others have written, so that corroborate() counts them once.
namespace whocites::detail {

// What `republishes` joins, among the vertices of `part`.
std::vector<Copy> find_copies(const SourceGraph& graph, std::span<const VertexId> part);

// The groups of which at least two are on the chains.
std::vector<PrintSet> prints_among(const SourceGraph& graph, const std::vector<bool>& in_part,
                                   std::span<const std::vector<VertexId>> prints);

// For each vertex the one that it counts as: the original that it copies, directly or not, or the
// first print of its text. Of a set the lowest that republishes nothing and has no earlier print,
// else the lowest. Itself when it is no copy.
std::vector<VertexId> originals(std::size_t vertex_count, const std::vector<Copy>& copies,
                                const std::vector<PrintSet>& prints);

// A print that cites nothing, and the one of its text by which chains go on from it.
using Mates = std::map<VertexId, VertexId>;

// Prints that cite nothing are no origins of their own: where one of the text names a source its
// origins are theirs, else one of them is the origin of all. Takes them out of `origins`.
Mates join_silent_prints(const CitationGraph& graph, const std::vector<PrintSet>& prints,
                         const std::vector<VertexId>& original, Origins& origins);

}  // namespace whocites::detail
