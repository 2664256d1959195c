// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/network.h"
#include "render/dot_graph.h"
#include "render/format.h"
#include "render/time_axis.h"

struct Agraph_s;

namespace whocites::render {

struct Box;

// Writes title, subtitle and the heads of columns of time above, and legend, notes and the command
// below a picture whose positions are kept in its attributes (Layout::keep_in_attributes). The
// legend shows only kinds, relations and marks that occur, drawn by the same styles as the picture
// itself. Afterwards the graph is laid out again by "nop2". Returns the bounds of the whole.
Box add_title_and_legend(Agraph_s& graph, const Network& network, const DrawOptions& options,
                         Grouping grouping, const TimeColumns& columns);

}  // namespace whocites::render
