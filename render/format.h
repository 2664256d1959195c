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
#include "graph/network.h"

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
  bool is_picture;                           // laid out by Graphviz, limited by max_nodes
  // Writes `network`. The same network and options give the same bytes, for pictures with the
  // same Graphviz and fonts. Io when `out` fails; BadRequest when it is too large to lay out.
  Result<void> (*write)(const Network& network, const DrawOptions& options, std::ostream& out);
  // Carries all that a store holds, decisions included: written unmerged, it can be imported again
  // without loss.
  bool keeps_everything = false;
};

std::span<const Format> formats();
const Format* format_named(std::string_view name);              // nullptr when there is none
const Format* format_of_extension(std::string_view file_name);  // by its ending; nullptr likewise

}  // namespace whocites::render
