// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/engine.h"

#include <algorithm>

#include "graph/algorithms/circles.h"
#include "render/dot_graph.h"

namespace whocites::render {
namespace {

// Beyond these the layers of dot are a thicket, and take more than about a second.
constexpr std::size_t kMostLayeredNodes = 350;
constexpr std::size_t kMostLayeredLines = 700;
// Circles are drawn as such when there are no more nodes, and when they are most of them.
constexpr std::size_t kMostCircling = 40;
constexpr std::size_t kLeastCircling = 5;

struct Shape {
  std::size_t nodes = 0;
  std::size_t lines = 0;
  std::size_t busiest = 0;  // lines of the node that has the most
};

Shape shape_of(const Network& network, const DrawOptions& options) {
  const std::vector<bool> drawn = drawn_nodes(network, options);
  Shape shape;
  shape.nodes = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  std::vector<std::size_t> degree(network.nodes.size());
  for (const Line& line : lines_of(network)) {
    const auto [from, to] = network.graph.ends(line.front());
    ++degree[from.value];
    ++degree[to.value];
    ++shape.lines;
  }
  for (const std::size_t lines : degree) shape.busiest = std::max(shape.busiest, lines);
  return shape;
}

}  // namespace

const EngineRow& row_of(Engine engine) {
  return *std::find_if(kEngines.begin(), kEngines.end(),
                       [engine](const EngineRow& row) { return row.engine == engine; });
}

std::optional<Engine> engine_named(std::string_view name) {
  for (const EngineRow& row : kEngines) {
    if (row.name == name) return row.engine;
  }
  return std::nullopt;
}

Engine engine_for(const Network& network, const DrawOptions& options) {
  if (options.by_date) return Engine::Dot;
  if (options.engine != Engine::Auto) return options.engine;
  const Shape shape = shape_of(network, options);
  if (!options.sets.empty()) {
    return shape.lines <= kMostLayeredLines ? Engine::Dot : Engine::Fdp;
  }
  const bool few = shape.nodes >= kLeastCircling && shape.nodes <= kMostCircling;
  if (few && options.weight.empty()) {
    const Circles found = circles(network.graph, 0);
    const bool circling = 4 * found.member_count >= 3 * shape.nodes;
    return circling && shape.lines <= 2 * shape.nodes ? Engine::Circo : Engine::Dot;
  }
  // Where most cite one another there are no layers to be seen.
  if (!options.weight.empty() && 2 * shape.lines > 3 * shape.nodes) return Engine::Neato;
  if (shape.nodes <= kMostLayeredNodes && shape.lines <= kMostLayeredLines) {
    const bool star = shape.nodes > 60 && 10 * shape.busiest >= 9 * shape.lines;
    return star ? Engine::Twopi : Engine::Dot;
  }
  return Engine::Sfdp;
}

}  // namespace whocites::render
