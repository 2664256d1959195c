// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/format.h"
#include "render/theme.h"

// The labels of pictures, HTML-like and coloured; those of graphs for other programs are plain
// (render/label.h).
namespace whocites::render {

// The words of a badge, where a mark has none of its own: "ORIGIN".
std::string_view words_of(MarkKind mark);
// What the legend says of it.
std::string_view meaning_of(MarkKind mark);

// Before the words of a line that is part of a circle.
inline constexpr std::string_view kLoopSign = "↻";

// Name, `whole` (what the node is part of, where no frame tells it), date, and what an unresolved
// name may mean; then a badge for each mark.
std::string picture_label(const Node& node, std::string_view whole,
                          const std::vector<const Mark*>& marks, const Theme& theme);

// A badge as rows of a table, to stand in a label.
std::string badge(std::string_view words, const Paint& paint);

}  // namespace whocites::render
