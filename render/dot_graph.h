// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/network.h"
#include "render/format.h"
#include "render/gvc_session.h"

namespace whocites::render {

// Citations that a picture draws as one line: all of one pair of nodes, accepted and rejected ones
// apart. Never empty.
using Line = std::vector<EdgeId>;

// The lines of a picture, in the order of their first citation.
std::vector<Line> lines_of(const Network& network);

// By vertex: whether a picture draws it as a node. What others are part of is drawn as a frame
// around them, and as a node besides only when it cites, is cited or is emphasised.
std::vector<bool> drawn_nodes(const Network& network, const DrawOptions& options);
// The relation of at least half of the lines, if there is one: its lines carry no words, the
// others do. Absent too when there are so many lines that none carries any.
std::optional<Relation> silent_relation(const Network& network);
// By line: whether it carries words.
std::vector<bool> labelled_lines(const Network& network, const std::vector<Line>& lines);

// How wide a line is that stands for `weight` citations, by the logarithm between the least and the
// most that one does: up to 5 points. Requires: 0 < least <= weight <= most.
double line_width(std::uint64_t weight, std::uint64_t least, std::uint64_t most);

// How a picture shows what a node is part of: by a frame around the parts, or, where Graphviz
// cannot place the frames, by the name in the node's label.
enum class Grouping : std::uint8_t { Frames, Names };

// The network as a cgraph graph for a picture: drawn_nodes(), joined by lines_of().
GraphHandle build_picture_graph(GvcSession& session, const Network& network,
                                const DrawOptions& options, Grouping grouping);

// The same for other programs: every node and every citation is there once, with what is known of
// it in attributes of its own (docs/dot.md), besides those that draw it.
GraphHandle build_exchange_graph(GvcSession& session, const Network& network,
                                 const DrawOptions& options);

}  // namespace whocites::render
