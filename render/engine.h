// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "graph/network.h"
#include "render/format.h"

namespace whocites::render {

// A program of Graphviz that places nodes, and what its pictures are good for.
struct EngineRow {
  Engine engine;
  const char* name;  // for --layout and for Graphviz
  std::string_view summary;
  bool frames;  // draws what is part of one thing in a frame
};
inline constexpr std::array<EngineRow, 6> kEngines{{
    {Engine::Dot, "dot", "layers, from whoever cites to what is cited", true},
    {Engine::Neato, "neato", "those that cite one another close together; up to some hundreds",
     false},
    {Engine::Fdp, "fdp", "likewise, with frames", true},
    {Engine::Sfdp, "sfdp", "likewise, of thousands", false},
    {Engine::Twopi, "twopi", "rings around the one that most have to do with", false},
    {Engine::Circo, "circo", "circles as circles", false},
}};
const EngineRow& row_of(Engine engine);  // Requires: not Auto
std::optional<Engine> engine_named(std::string_view name);

// The engine for a network's shape and size, where the options leave the choice: dot while its
// layers can be read and are ready in about a second; then twopi for a star, circo for few nodes of
// which most go round in circles, neato for bundles of citations in all directions, sfdp for all
// else. Always dot for columns of time, and one that draws frames for sets.
Engine engine_for(const Network& network, const DrawOptions& options);

}  // namespace whocites::render
