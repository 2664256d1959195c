// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "render/time_axis.h"

namespace whocites::render {

// With more nodes or lines than these dot's columns are a thicket, and higher than a page: it keeps
// room for each line in each column that the line crosses.
inline constexpr std::size_t kMostDotNodes = 30;
inline constexpr std::size_t kMostDotLines = 40;

// Columns of as many steps more as make the whole about as high as wide: in a step stand what was
// published about the same time.
TimeColumns shortened(const Network& network, TimeColumns columns);

// Places the nodes in their steps, each near those that it cites and that cite it, and draws lines
// as curves from side to side, which are to be drawn before the nodes ("outputorder"). The
// barycentre heuristic of layered drawings, a fixed number of sweeps, after which the nodes of a
// step are moved apart by the least sum of squares. Requires: sizes of nodes are in the graph's
// attributes; sets places and bounds in them. O(lines × log). Sources: Sugiyama, Tagawa, Toda,
// Methods for Visual Understanding of Hierarchical System Structures, 1981; Ayer et al., An
// Empirical Distribution Function for Sampling with Incomplete Information, 1955 (pool adjacent
// violators).
void place_in_columns(Agraph_s& graph, const TimeColumns& columns);

}  // namespace whocites::render
