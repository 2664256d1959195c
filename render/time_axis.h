// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
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
};

// Days, months or years: the finest that makes at most kMostColumns; years in any case.
TimeColumns time_columns(const Network& network, const std::vector<bool>& drawn);
inline constexpr std::size_t kMostColumns = 16;

// Holds the nodes of each column together when "dot" lays the graph out from left to right;
// `node_of` tells the node of a vertex that is drawn. Lines then must not place anything
// (constraint=false).
void add_columns(Agraph_s& graph, const TimeColumns& columns,
                 const std::function<Agnode_s*(VertexId)>& node_of);

// The heads of the columns above a picture whose places are in its attributes, and guides between
// them. `picture` grows by the heads.
void add_column_heads(FrameWriter& writer, Agraph_s& graph, const TimeColumns& columns,
                      Box& picture);

}  // namespace whocites::render
