// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/shown.h"
#include "render/format.h"

namespace whocites {
struct Circle;
struct Corroboration;
struct Trace;
}  // namespace whocites

// What a question found out, as marks on its picture. Nodes and citations that the picture does not
// have (Shown) are left out.
namespace whocites::cli {

// Reads --title, --theme, --layout, --by-date, --max-nodes and --timeout. BadRequest for what they
// do not take.
Result<void> read_picture_options(const Arguments& arguments, render::DrawOptions& drawing);

// The format of a picture at `path`, by its ending; SVG for "-", a device and a pipe, whose names
// do not end like anything. BadRequest for other endings.
Result<const render::Format*> picture_format(const std::string& path);

void mark_asked(const Shown& shown, std::span<const VertexId> asked, render::DrawOptions& drawing);
// Where chains end, by class, and what goes round in a circle.
void mark_ends(const SourceGraph& graph, const Shown& shown, const Trace& traced,
               render::DrawOptions& drawing);
void mark_sources(const SourceGraph& graph, const Shown& shown, const Corroboration& found,
                  render::DrawOptions& drawing);
// The members of circles, as origins where they cite nothing outside, and the citations of their
// shortest loops.
void mark_circles(const SourceGraph& graph, const Shown& shown, std::span<const Circle> circles,
                  render::DrawOptions& drawing);
bool cites_itself_alone(const CitationGraph& graph, const Circle& circle);
void highlight(const Shown& shown, std::span<const EdgeId> chain, render::DrawOptions& drawing);

// Says on the picture that of `all` nodes only those nearest to what was asked are drawn, when
// there are more than kMostDrawn.
void note_cut(std::uint64_t all, render::DrawOptions& drawing);

// Of a network by itself: its circles.
void mark_circles(const Network& network, render::DrawOptions& drawing);

}  // namespace whocites::cli
