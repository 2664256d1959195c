// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/network.h"

struct Agnode_s;
struct Agraph_s;

namespace whocites::render {

class FrameWriter;
struct Box;

// Time as columns, the oldest first, each as wide as it needs: what comes when, not how long it
// took. A date that is known less well than a column says stands in a column of its own after all
// that it may mean, so that nothing seems older than it is.
struct TimeColumns {
  std::vector<std::string> names;                   // "2009-02-08"; "no date known"
  std::vector<std::optional<std::size_t>> of_node;  // by vertex; absent: not drawn
  bool first_is_undated = false;
  // A column is as many steps wide as its nodes cite one another, what is cited on the left.
  std::vector<std::size_t> first_step;  // of each column; one more at the end: of all steps
  std::vector<std::size_t> step;        // by vertex, from the left; 0 where it is not drawn
};

// Days, months or years: the finest that makes at most kMostColumns; years in any case.
TimeColumns time_columns(const Network& network, const std::vector<bool>& drawn);
inline constexpr std::size_t kMostColumns = 16;
inline constexpr std::size_t kMostSteps = 24;  // of all columns, but two for each in any case

// Makes "dot" put each node at its step, with the older ones on the left though arrows point at
// them.
void add_columns(Agraph_s& graph, const TimeColumns& columns);

// The nodes of a picture by vertex; nullptr for what is not drawn.
std::vector<Agnode_s*> nodes_of(Agraph_s& graph, const TimeColumns& columns);
// How wide a step must be at least for the head of its column, in points.
double head_width(const TimeColumns& columns, std::size_t step);

// The heads of the columns above a picture whose places are in its attributes, and guides between
// them. `picture` grows by the heads.
void add_column_heads(FrameWriter& writer, Agraph_s& graph, const TimeColumns& columns,
                      Box& picture);

}  // namespace whocites::render
