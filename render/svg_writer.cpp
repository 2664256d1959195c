// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/svg_writer.h"

#include <cmath>

#include "base/text.h"
#include "render/frame_writer.h"
#include "render/label.h"
#include "render/style.h"
#include "render/svg_finish.h"
#include "render/xml_text.h"

namespace whocites::render {
namespace {

// A hundredth of a pixel is finer than anybody sees.
std::string pixels(double length) { return number_text(std::round(length * 100) / 100); }

std::string attribute(std::string_view name, const std::string& value) {
  return " " + std::string(name) + "=\"" + value + "\"";
}

constexpr double kTitleSize = 18;
constexpr double kSubtitleSize = 12;
constexpr double kFootSize = 10;

}  // namespace

double text_width(std::string_view words, double size) {
  return width_of(TextBlock{{std::string(words)}, size});
}

void SvgWriter::text(const Text& at, std::string_view words) {
  static constexpr const char* kAnchors[] = {"start", "middle", "end"};
  body_ += "<text" + attribute("x", pixels(at.x)) + attribute("y", pixels(at.y)) +
           attribute("font-size", pixels(at.size)) +
           attribute("fill", at.colour != nullptr ? at.colour : theme_.text);
  if (at.anchor != Anchor::Start) {
    body_ += attribute("text-anchor", kAnchors[static_cast<std::size_t>(at.anchor)]);
  }
  if (at.bold) body_ += attribute("font-weight", "bold");
  if (at.turned != 0) {
    body_ += attribute(
        "transform", "rotate(" + pixels(at.turned) + " " + pixels(at.x) + " " + pixels(at.y) + ")");
  }
  body_ += ">" + xml_text(shown(words)) + "</text>\n";
}

void SvgWriter::rectangle(double x, double y, double width, double height, const std::string& fill,
                          std::string_view tooltip, const char* outline) {
  body_ += "<rect" + attribute("x", pixels(x)) + attribute("y", pixels(y)) +
           attribute("width", pixels(width)) + attribute("height", pixels(height)) +
           attribute("fill", fill);
  if (outline != nullptr) body_ += attribute("stroke", outline);
  body_ += tooltip.empty() ? "/>\n" : "><title>" + xml_text(shown(tooltip)) + "</title></rect>\n";
}

void SvgWriter::line(double x1, double y1, double x2, double y2) {
  body_ += "<line" + attribute("x1", pixels(x1)) + attribute("y1", pixels(y1)) +
           attribute("x2", pixels(x2)) + attribute("y2", pixels(y2)) +
           attribute("stroke", theme_.group.line) + "/>\n";
}

double SvgWriter::block(const std::vector<std::string>& lines, const Text& first) {
  Text at = first;
  for (const std::string& line : lines) {
    at.y += at.size * kLineHeight;
    text(at, line);
  }
  return at.y;
}

double SvgWriter::head(const DrawOptions& options, double left, double width) {
  double y = block(wrap(shown(options.title), columns_in(width, kTitleSize, true)),
                   {.x = left, .y = 8, .size = kTitleSize, .bold = true});
  if (!options.subtitle.empty()) {
    y = block(wrap(shown(options.subtitle), columns_in(width, kSubtitleSize, false)),
              {.x = left, .y = y + 4, .size = kSubtitleSize});
  }
  return y + 16;
}

double SvgWriter::foot(const DrawOptions& options, double left, double y, double width) {
  std::vector<std::string> texts = options.notes;
  if (!options.command.empty()) texts.push_back(made_by(options));
  for (const std::string& words : texts) {
    y = block(wrap(shown(words), columns_in(width, kFootSize, false)),
              {.x = left, .y = y + 2, .size = kFootSize, .colour = theme_.faint_text});
  }
  return y + 12;
}

std::string SvgWriter::finish(double width, double height, const DrawOptions& options,
                              const std::string& content) const {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg " + svg_role() +
         attribute("width", pixels(width)) + attribute("height", pixels(height)) +
         attribute("viewBox", "0 0 " + pixels(width) + " " + pixels(height)) +
         attribute("font-family", kFont) + " xmlns=\"http://www.w3.org/2000/svg\">\n" +
         svg_description(options, content) + "<rect width=\"100%\" height=\"100%\"" +
         attribute("fill", theme_.paper) + "/>\n" + body_ + "</svg>\n";
}

}  // namespace whocites::render
