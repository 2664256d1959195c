// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/graph_walk.h"

namespace whocites::render {

enum class ThemeName : std::uint8_t { Light, Dark, Print };

// What a question found out about a node: a badge on it, and an outline of its own.
enum class MarkKind : std::uint8_t {
  Asked,           // what the question was about
  Origin,          // where chains end
  CircularOrigin,  // likewise, in a circle that cites nothing outside it
  DeadEnd,         // likewise, but it is no source: it names none, or nobody knows what it is
  ChokePoint,      // what every chain passes
  Loop,            // in a circle
  Several,         // stands for several nodes
  OneText,         // has its text in common with others, so that they count as one source
};
struct Mark {
  VertexId vertex;
  MarkKind kind = MarkKind::Origin;
  std::string words = {};  // on the badge; empty: those of the kind
};

// Nodes that are drawn inside one frame, whatever they are part of.
struct FramedSet {
  std::string label;
  std::vector<VertexId> members;
};

// Which of Graphviz's programs places the nodes.
enum class Engine : std::uint8_t { Auto, Dot, Neato, Fdp, Sfdp, Twopi, Circo };

// How to draw. The defaults draw any network; nothing here changes what is in it.
struct DrawOptions {
  std::string title = {};                 // written above the picture; empty: none
  std::vector<VertexId> emphasised = {};  // drawn with a heavy outline: what the question was about
  std::vector<EdgeId> highlighted = {};   // drawn heavy: chains that were found
  std::string highlight_words = "heavy: a chain that was found";  // what the legend says of them
  bool legend = true;
  std::size_t max_nodes = 300;  // what is more than this is collapsed, as the picture then says

  // For pictures. Vertices and edges that the network does not have are not looked at.
  std::string subtitle = {};               // what the picture shows in a sentence or two
  std::string command = {};                // that made it; below the picture and in its metadata
  std::string as_of = {};                  // the time of the store's last entry; likewise
  std::vector<std::string> notes = {};     // below the legend: what was left out, and how to see it
  std::vector<Mark> marks = {};            // several on one node stand below one another
  std::vector<FramedSet> sets = {};        // disjoint; empty: frames are what nodes are part of
  std::vector<EdgeId> looping = {};        // citations of a circle, drawn heavy and with a sign
  std::vector<std::uint64_t> weight = {};  // by edge: how many citations it stands for; empty: one
  ThemeName theme = ThemeName::Light;
  bool by_date = false;  // columns of time, oldest first; what has no date in a column of its own
  Engine engine = Engine::Auto;
  std::chrono::milliseconds timeout{20'000};  // for a layout; a plainer one follows. TimedOut
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
