// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/svg_finish.h"

#include "render/label.h"
#include "render/xml_text.h"

namespace whocites::render {
namespace {

std::string element(std::string_view name, std::string_view text) {
  if (text.empty()) return {};
  const std::string tag(name);
  return "<dc:" + tag + ">" + xml_text(shown(text)) + "</dc:" + tag + ">\n";
}

std::string title_of(const DrawOptions& options) {
  return options.title.empty() ? "who cites whom" : options.title;
}

}  // namespace

std::string made_by(const DrawOptions& options) {
  if (options.command.empty()) return {};
  std::string text = "Made by: " + options.command;
  if (!options.as_of.empty()) text += "; the store as of " + options.as_of;
  return text;
}

std::string svg_role() {
  return "role=\"graphics-document document\" aria-labelledby=\"picture-title\" "
         "aria-describedby=\"picture-description\"";
}

std::string svg_description(const DrawOptions& options, const std::string& content) {
  std::string description = options.subtitle;
  if (!description.empty() && !description.ends_with('.')) description += '.';
  description += (description.empty() ? "" : " ") + content;
  for (const std::string& note : options.notes) description += " " + note;
  return "<title id=\"picture-title\">" + xml_text(shown(title_of(options))) +
         "</title>\n<desc id=\"picture-description\">" + xml_text(shown(description)) +
         "</desc>\n<metadata>\n"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<rdf:Description rdf:about=\"\">\n" +
         element("title", title_of(options)) + element("description", description) +
         element("date", options.as_of) + element("source", options.command) +
         "<dc:creator>whocites</dc:creator>\n<dc:format>image/svg+xml</dc:format>\n"
         "</rdf:Description>\n</rdf:RDF>\n</metadata>\n";
}

std::string finished_svg(std::string svg, const DrawOptions& options, const std::string& content) {
  const std::size_t root = svg.find("<svg ");
  if (root == std::string::npos) return svg;
  const std::size_t end = svg.find('>', root);
  if (end == std::string::npos) return svg;
  svg.insert(end + 1, "\n" + svg_description(options, content));
  svg.insert(root + 5, svg_role() + " ");
  return svg;
}

}  // namespace whocites::render
