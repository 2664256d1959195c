// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/model.h"

// What things look like. Shape and line tell kinds and relations apart without colour; the colours
// are those of Okabe & Ito (2008), "Color universal design", which colour-blind readers tell apart:
// light tints as fills, so that dark text on them keeps a contrast over 10:1, darkened for lines.
namespace whocites::render {

struct KindStyle {
  Kind kind;
  const char* shape;
  const char* style;
  const char* fill;
  const char* border;
};

struct RelationStyle {
  Relation relation;
  const char* line;
  const char* colour;  // #RRGGBB
  const char* arrowhead;
  bool doubled;  // two thin lines
};

const KindStyle& style_of(Kind kind);
const RelationStyle& style_of(Relation relation);

// Verdana has the metrics of DejaVu Sans, so a reader without it sees labels that fit.
inline constexpr const char* kFont = "DejaVu Sans,Verdana,sans-serif";
inline constexpr const char* kTextColour = "#1A1A1A";
inline constexpr const char* kFaintTextColour = "#4D4D4D";  // 8:1 on white

// Citations below this are drawn thin and pale.
inline constexpr double kLowConfidence = 0.5;
// A node's or group's name breaks into lines of this many columns, and is cut after some lines.
inline constexpr std::size_t kLabelColumns = 28;
inline constexpr std::size_t kLabelLines = 5;

}  // namespace whocites::render
