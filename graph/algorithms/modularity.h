// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/citation_graph.h"

// How well a division into groups fits a graph. Pure functions; safe on several threads.
//
// `weight` says how many citations an edge stands for; empty: one each. `group` gives the group of
// each vertex. Citations of oneself are left out everywhere: they tell nothing of whom one keeps
// company with.
namespace whocites {

// The citations of each group, by where they lead.
struct GroupTies {
  std::vector<std::uint64_t> inside;    // from a member to another one
  std::vector<std::uint64_t> leaving;   // from a member to another group
  std::vector<std::uint64_t> arriving;  // from another group to a member
};
// O(vertices + edges), 24 bytes a group. Requires: `group` and `weight` fit the graph, every group
// < group_count.
GroupTies group_ties(const CitationGraph& graph, std::span<const std::uint64_t> weight,
                     std::span<const std::uint32_t> group, std::size_t group_count);

// The share of citations that stay inside groups, less the share that would if everybody cited and
// was cited as often, but at random: sum over the groups of inside/m - resolution * (ends/2m)^2, m
// being all citations and `ends` those ends of them that lie in the group. Directions are taken
// off. At most 1; 0 when there are no citations. A higher resolution favours smaller groups.
// O(groups). Source: Newman & Girvan, Physical Review E 69, 026113, 2004; Reichardt & Bornholdt,
// Physical Review E 74, 016110, 2006 (the resolution).
double modularity(const GroupTies& ties, double resolution = 1);

// How often each vertex is cited by the others of its group. O(vertices + edges), 8 bytes a vertex.
// Requires: as above.
std::vector<std::uint64_t> cited_inside(const CitationGraph& graph,
                                        std::span<const std::uint64_t> weight,
                                        std::span<const std::uint32_t> group);

}  // namespace whocites
