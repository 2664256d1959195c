// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/picture_label.h"

#include <array>

#include "base/text.h"
#include "render/label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

struct MarkWords {
  MarkKind mark;
  std::string_view badge;
  std::string_view meaning;
};

constexpr std::array<MarkWords, 8> kMarks{{
    {MarkKind::Asked, "ASKED ABOUT", "what was asked about"},
    {MarkKind::Origin, "ORIGIN", "origin: where the story is first known from"},
    {MarkKind::CircularOrigin, "CIRCULAR ORIGIN",
     "circular origin: they cite one another and nothing else"},
    {MarkKind::DeadEnd, "DEAD END", "end of a chain that is no source: it names none"},
    {MarkKind::ChokePoint, "CHOKE POINT", "choke point: all that hang on it have it from here"},
    {MarkKind::Loop, "IN A CIRCLE", "in a circle: it ends up citing itself"},
    {MarkKind::Several, "SEVERAL", "stands for several"},
    {MarkKind::OneText, "ONE TEXT", "one text: these are prints of it and count once"},
}};

const MarkWords& row_of(MarkKind mark) { return kMarks[static_cast<std::size_t>(mark)]; }

std::string bold(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) {
    html += (html.empty() ? "<B>" : "<BR/><B>") + html_text(line) + "</B>";
  }
  return html;
}

}  // namespace

std::string_view words_of(MarkKind mark) { return row_of(mark).badge; }
std::string_view meaning_of(MarkKind mark) { return row_of(mark).meaning; }

std::string badge(std::string_view words, const Paint& paint) {
  std::string html;
  for (const std::string& line : wrap(shown(words), kLabelColumns + 4)) {
    if (!html.empty()) html += "<BR/>";
    html += "<FONT POINT-SIZE=\"9\" COLOR=\"" + std::string(paint.line) + "\"><B>" +
            html_text(line) + "</B></FONT>";
  }
  return "<TR><TD BORDER=\"1\" COLOR=\"" + std::string(paint.line) + "\" BGCOLOR=\"" + paint.fill +
         "\" STYLE=\"rounded\" CELLPADDING=\"3\">" + html + "</TD></TR>";
}

std::string picture_label(const Node& node, std::string_view whole,
                          const std::vector<const Mark*>& marks, const Theme& theme) {
  const NodeLabel label = node_label_lines(node, whole);
  std::string html = bold(label.name);
  for (const std::string& line : label.small) {
    html += "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"" + std::string(theme.faint_text) + "\">" +
            html_text(line) + "</FONT>";
  }
  if (marks.empty()) return html;
  std::string table =
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\"><TR><TD CELLPADDING=\"0\">" + html +
      "</TD></TR>";
  for (const Mark* mark : marks) {
    table += badge(mark->words.empty() ? words_of(mark->kind) : mark->words, theme.of(mark->kind));
  }
  return table + "</TABLE>";
}

}  // namespace whocites::render
