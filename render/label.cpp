// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/label.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "render/style.h"

namespace whocites::render {
namespace {

constexpr std::size_t kTooltipColumns = 300;
constexpr std::size_t kTooltipPieces = 5;

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<std::string> name_lines(std::string_view name, std::size_t columns) {
  std::vector<std::string> lines = wrap(shown(name), columns);
  if (lines.empty() || lines.front().empty()) lines = {"(no name)"};
  if (lines.size() > kLabelLines) {
    lines.resize(kLabelLines);
    lines.back() = ellipsize(lines.back() + " …", columns);
    if (!lines.back().ends_with("…")) lines.back() += "…";
  }
  return lines;
}

std::string bold(const std::vector<std::string>& lines) {
  std::string html;
  for (const std::string& line : lines) {
    if (!html.empty()) html += "<BR/>";
    html += "<B>" + html_text(line) + "</B>";
  }
  return html;
}

void add_line(std::string& text, std::string_view heading, std::string_view value) {
  if (value.empty()) return;
  if (!text.empty()) text += "\n";
  text += heading;
  text += ellipsize(shown(value), kTooltipColumns);
}

std::string evidence_line(const Evidence& evidence) {
  std::string line = evidence.text.empty()
                         ? std::string("(no sentence kept)")
                         : "“" + ellipsize(shown(evidence.text), kTooltipColumns) + "”";
  if (const std::string place = place_text(evidence.place); !place.empty()) line += " " + place;
  if (evidence.date) line += ", " + to_string(*evidence.date);
  if (evidence.confidence) line += ", confidence " + number_text(*evidence.confidence);
  return line;
}

void add_citation(std::string& text, const Network& network, const Citation& citation) {
  const auto from = network.vertex_of(citation.from);
  const auto to = network.vertex_of(citation.to);
  if (!from || !to) return;
  add_line(text, "",
           label_of(network.node(*from)) + " " + std::string(verb_of(citation.relation)) + " " +
               label_of(network.node(*to)));
  std::size_t shown_count = 0;
  for (const Evidence& evidence : citation.evidence) {
    if (++shown_count > kTooltipPieces) break;
    text += "\n" + evidence_line(evidence);
  }
  if (citation.evidence.size() > kTooltipPieces) {
    text += "\n… and " + std::to_string(citation.evidence.size() - kTooltipPieces) + " more";
  }
  if (citation.judgements.empty()) {
    text += "\nconfidence " + number_text(confidence_of(citation));
    return;
  }
  const Judgement& last = citation.judgements.back();
  std::string verdict(name_of(last.verdict));
  if (!last.who.empty()) verdict += " by " + last.who;
  if (!last.why.empty()) verdict += ": " + last.why;
  add_line(text, "", verdict);
}

}  // namespace

std::string shown(std::string_view text) {
  std::string clean = printable(collapse_space(to_valid_utf8(text)));
  // Not characters of XML 1.0.
  clean = replace_all(std::move(clean), "\xEF\xBF\xBE", "\xEF\xBF\xBD");
  clean = replace_all(std::move(clean), "\xEF\xBF\xBF", "\xEF\xBF\xBD");
  return clean;
}

std::string date_words(const Date& date) {
  const std::string text = to_string(date);
  std::string words;
  for (const std::string_view part : split(text, '/')) {
    if (!words.empty()) words += " to ";
    const bool approximate = part.ends_with('~');
    words += approximate ? "about " : "";
    words += approximate ? part.substr(0, part.size() - 1) : part;
  }
  return words;
}

std::string markup_text(std::string_view text) {
  std::string result;
  for (const char c : shown(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string html_text(std::string_view text) {
  return replace_all(markup_text(text), "\\", "\\\\");
}

std::string plain_text(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n')) {
    if (!result.empty()) result += "\\n";
    result += replace_all(replace_all(shown(line), "&", "&amp;"), "\\", "\\\\");
  }
  return result;
}

std::string name_text(std::string_view text) { return replace_all(shown(text), "&", "&amp;"); }

std::string data_text(std::string_view text) {
  std::string clean = to_valid_utf8(text);
  clean = replace_all(std::move(clean), std::string_view("\0", 1), "\xEF\xBF\xBD");
  return replace_all(std::move(clean), "\\", "\\\\");
}

NodeLabel node_label_lines(const Node& node, std::string_view whole) {
  // label_of() adds the date to an article without a title; here it has a line of its own.
  // Its outlet says more of it than its key, but not than its address.
  const bool by_outlet = node.kind == Kind::Article && node.facts.title.empty() && !whole.empty() &&
                         (node.facts.date || node.facts.url.empty());
  const bool untitled = by_outlet || (node.kind == Kind::Article && node.facts.title.empty() &&
                                      node.facts.date.has_value());
  NodeLabel label;
  const std::string name = untitled ? "untitled article" : label_of(node);
  label.name = name_lines(by_outlet ? whole : name, kLabelColumns);
  const auto add_small = [&](std::string_view text) {
    for (std::string& line : wrap(shown(text), kLabelColumns + 4)) {
      label.small.push_back(std::move(line));
    }
  };
  if (by_outlet) {
    add_small(name);
  } else if (!whole.empty()) {
    add_small(ellipsize(shown(whole), 60));
  }
  if (node.facts.date) add_small(date_words(*node.facts.date));
  if (!node.facts.unresolved) return label;
  std::string guess = "unresolved";
  if (!node.facts.suggestions.empty()) {
    const Suggestion& best = node.facts.suggestions.front();
    guess += "; perhaps " + ellipsize(shown(best.name.empty() ? best.key : best.name), 60);
  }
  add_small(guess);
  return label;
}

std::string node_label(const Node& node, std::string_view whole) {
  const NodeLabel label = node_label_lines(node, whole);
  std::string html = bold(label.name);
  for (const std::string& line : label.small) {
    html += "<BR/><FONT POINT-SIZE=\"9\" COLOR=\"" + std::string(kFaintTextColour) + "\">" +
            html_text(line) + "</FONT>";
  }
  return html;
}

std::string group_label(const Node& group) {
  return bold(name_lines(label_of(group), kLabelColumns + 8));
}

std::string edge_label(const std::vector<const Citation*>& citations) {
  std::string html;
  for (const Citation* citation : citations) {
    if (!html.empty()) html += ", ";
    const std::string words(verb_of(citation->relation));
    if (is_rejected(*citation)) {
      html += "<S>" + words + "</S> (rejected)";
    } else {
      html += words + (is_confirmed(*citation) ? " ✓" : "");
    }
  }
  return html;
}

std::string node_tooltip(const Network& network, const Node& node) {
  std::string text;
  add_line(text, std::string(name_of(node.kind)) + ": ", label_of(node));
  add_line(text, "key: ", node.key);
  if (node.facts.date) add_line(text, "date: ", date_words(*node.facts.date));
  if (node.part_of) {
    if (const auto whole = network.vertex_of(*node.part_of)) {
      add_line(text, "part of: ", label_of(network.node(*whole)));
    }
  }
  add_line(text, "by: ", join(node.facts.authors, ", "));
  add_line(text, "country: ", node.facts.country);
  add_line(text, "address: ", node.facts.url);
  if (node.facts.unresolved) {
    add_line(text, "", "unresolved: this name was cited and matches nothing known");
    for (const Suggestion& guess : node.facts.suggestions) {
      add_line(text, "perhaps: ", guess.name.empty() ? guess.key : guess.name);
    }
  }
  for (const std::string& note : node.facts.notes) add_line(text, "note: ", note);
  return text;
}

std::string edge_tooltip(const Network& network, const std::vector<const Citation*>& citations) {
  std::string text;
  for (const Citation* citation : citations) add_citation(text, network, *citation);
  return text;
}

std::string key_of(const Network& network, NodeId id) {
  const auto vertex = network.vertex_of(id);
  return vertex ? network.node(*vertex).key : std::string();
}

std::string place_text(const Place& place) {
  if (place.line == 0 || place.file.empty()) return place.file;
  return place.file + ":" + std::to_string(place.line);
}

std::string number_text(double number) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

std::string link_target(std::string_view url) {
  if (!starts_with_ignoring_case(url, "http://") && !starts_with_ignoring_case(url, "https://")) {
    return {};
  }
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F ||
        std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos) {
      result += '%';
      result += kHex[byte >> 4];
      result += kHex[byte & 15];
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

}  // namespace whocites::render
