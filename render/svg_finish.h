// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "render/format.h"

namespace whocites::render {

// What readers who do not see a picture are told of it, as elements for the beginning of an SVG
// document: its title and description, and as metadata (Dublin Core, as SVG 1.1, chapter 21) the
// title, the time of the data and the command that made it. Texts are made safe for XML.
std::string svg_description(const DrawOptions& options, const std::string& content);
// "Made by: whocites trace X; the store as of 2026-01-01T00:00:00Z"; empty without a command.
std::string made_by(const DrawOptions& options);

// For the root element: the role, and which elements name and describe it.
std::string svg_role();

// Graphviz's SVG with these, and with the colour of the paper behind all of it. Unchanged when it
// does not begin as Graphviz's does.
std::string finished_svg(std::string svg, const DrawOptions& options, const std::string& content);

}  // namespace whocites::render
