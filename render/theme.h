// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "graph/model.h"
#include "render/format.h"

// The colours of pictures and charts. Nothing is told by colour alone: shapes, lines, outlines and
// words say the same. Text keeps a contrast of 4.5:1 on everything that it may stand on, lines and
// outlines 3:1 on the paper (WCAG 2.1, success criteria 1.4.3 and 1.4.11); a test computes it.
// All colours are #RRGGBB.
namespace whocites::render {

struct Paint {
  const char* fill;
  const char* line;  // an outline, or the text on it
};

struct Theme {
  ThemeName id;
  std::string_view name;     // for --theme
  std::string_view summary;  // one line of help
  const char* paper;
  const char* text;
  const char* faint_text;
  Paint group;  // frame around what is part of one thing
  const char* rejected;
  const char* loop;                       // lines of a circle
  std::array<Paint, 5> kinds;             // in the order of kKinds
  std::array<const char*, 10> relations;  // in the order of kRelations
  std::array<Paint, 8> marks;             // by MarkKind: fill of the badge, its words
  std::array<const char*, 6> series;      // of a chart, told apart by names and order too
  Paint heat;                             // from the least to the most of a heat map

  const Paint& of(Kind kind) const;
  const char* of(Relation relation) const;
  const Paint& of(MarkKind mark) const { return marks[static_cast<std::size_t>(mark)]; }
};

// How well two colours (#RRGGBB) can be told apart, 1 to 21. Source: WCAG 2.1, contrast ratio.
double contrast(std::string_view one, std::string_view other);
// That of the theme's text and paper which is read better on `fill`.
const char* readable_ink(const Theme& theme, std::string_view fill);

std::span<const Theme> themes();
const Theme& theme_of(ThemeName id);
const Theme* theme_named(std::string_view name);  // nullptr when there is none

}  // namespace whocites::render
