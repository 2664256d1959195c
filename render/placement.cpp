// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/placement.h"

#include <charconv>
#include <string>

#include <graphviz/cgraph.h>

#include "render/attributes.h"
#include "render/gvc_session.h"

namespace whocites::render {
namespace {

// "12.5,7", as Graphviz writes it.
std::optional<Point> read_point(std::string_view text) {
  Point point;
  const char* const end = text.data() + text.size();
  const auto x = std::from_chars(text.data(), end, point.x);
  if (x.ec != std::errc() || x.ptr == end || *x.ptr != ',') return std::nullopt;
  const auto y = std::from_chars(x.ptr + 1, end, point.y);
  return y.ec == std::errc() ? std::optional(point) : std::nullopt;
}

}  // namespace

Result<std::vector<Point>> place_nodes(const GraphWalk& walk) {
  std::vector<Point> points;
  if (walk.node_count() > kMostPlaced || walk.node_count() == 0) return points;
  GvcSession session;
  GraphHandle graph = session.open_graph("places");
  // Without overlap removal, which needs a library that not every Graphviz was built with.
  Attributes(graph.get()).set("overlap", "true").set("splines", "false").set("K", "1");
  std::vector<Agnode_t*> nodes;
  for (std::size_t i = 0; i < walk.node_count(); ++i) {
    std::string name = std::to_string(i);
    nodes.push_back(agnode(graph.get(), name.data(), 1));
  }
  const auto join = [&](const Citation& citation) {
    agedge(graph.get(), nodes[*walk.place_of(citation.from)], nodes[*walk.place_of(citation.to)],
           nullptr, 1);
    return true;
  };
  if (auto done = walk.citations(join); !done) return fail(done.error());
  Result<Layout> layout = session.lay_out(*graph, "sfdp");
  if (!layout) {
    abandon(std::move(graph));
    return points;
  }
  layout->keep_in_attributes();
  for (Agnode_t* node : nodes) {
    const char* const place = agget(node, const_cast<char*>("pos"));
    const std::optional<Point> point = read_point(place != nullptr ? place : "");
    if (!point) return std::vector<Point>();
    points.push_back(*point);
  }
  return points;
}

}  // namespace whocites::render
