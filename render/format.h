// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/graph_walk.h"

namespace whocites::render {

// How to draw. The defaults draw any network; nothing here changes what is in it.
struct DrawOptions {
  std::string title = {};                 // written above the picture; empty: none
  std::vector<VertexId> emphasised = {};  // drawn with a heavy outline: what the question was about
  std::vector<EdgeId> highlighted = {};   // drawn heavy: a path, a loop
  bool legend = true;
  std::size_t max_nodes = 1500;  // more than this is refused with what to do (layout time explodes)
};

// One way of handing a network on. A row of the table in formats.cpp.
struct Format {
  std::string_view name;                     // for --to
  std::string_view summary;                  // one line of help
  std::vector<std::string_view> extensions;  // with the dot, lower case
  bool is_picture = false;                   // laid out, limited by DrawOptions::max_nodes
  // Writes `network`. The same network and options give the same bytes, for pictures with the
  // same Graphviz and fonts. Io when `out` fails; BadRequest when it is too large to lay out.
  Result<void> (*write)(const Network& network, const DrawOptions& options, std::ostream& out);
  // The same bytes from a walk, so that a whole store need not be held; null where a format must
  // see all of it at once. Takes of memory what the walk takes, and what docs/formats.md says.
  Result<void> (*stream)(const GraphWalk& walk, std::ostream& out) = nullptr;
  // Carries all that a store holds, decisions included: written unmerged, it can be imported again
  // without loss.
  bool keeps_everything = false;
  // How many nodes a picture may have unless a person asks for another limit.
  std::size_t max_nodes = DrawOptions().max_nodes;
};

// Format::write of a format that streams.
template <Result<void> (*Stream)(const GraphWalk& walk, std::ostream& out)>
Result<void> write_walked(const Network& network, const DrawOptions&, std::ostream& out) {
  return Stream(NetworkWalk(network), out);
}

std::span<const Format> formats();
const Format* format_named(std::string_view name);              // nullptr when there is none
const Format* format_of_extension(std::string_view file_name);  // by its longest ending; likewise

}  // namespace whocites::render
