// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/format.h"
#include "render/theme.h"

namespace whocites::render {

// Writes an SVG document piece by piece: what charts are made of. Lengths are pixels, downwards.
// Texts are made safe for XML.
class SvgWriter {
 public:
  explicit SvgWriter(const Theme& theme) : theme_(theme) {}

  enum class Anchor : std::uint8_t { Start, Middle, End };
  struct Text {
    double x = 0;
    double y = 0;  // of the baseline
    double size = 11;
    Anchor anchor = Anchor::Start;
    bool bold = false;
    const char* colour = nullptr;  // absent: that of the theme's text
    double turned = 0;             // degrees, clockwise
  };
  void text(const Text& at, std::string_view words);
  // `tooltip` is its title, which is read out too; empty: none.
  void rectangle(double x, double y, double width, double height, const std::string& fill,
                 std::string_view tooltip = {}, const char* outline = nullptr);
  void line(double x1, double y1, double x2, double y2);

  // The document, as wide and high as that, with title and description for those who do not see it.
  std::string finish(double width, double height, const DrawOptions& options,
                     const std::string& content) const;

  // What stands above and below a chart: title and subtitle from `y` on, notes and the command.
  // Returns where the next thing can stand.
  double head(const DrawOptions& options, double left, double width);
  double foot(const DrawOptions& options, double left, double y, double width);

 private:
  double block(const std::vector<std::string>& lines, const Text& first);

  const Theme& theme_;
  std::string body_;
};

// How wide a text is at most, in pixels.
double text_width(std::string_view words, double size);

}  // namespace whocites::render
