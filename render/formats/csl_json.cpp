// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// CSL-JSON. Source: citation-style-language/schema, csl-data.json.
#include "base/text.h"
#include "render/bibliography.h"
#include "render/formats.h"
#include "render/json_text.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

std::string part_list(const PartialDate& date) {
  return list_json(date_parts(date), [](int part) { return std::to_string(part); });
}

std::string date_object(const Date& date) {
  std::string parts = "[" + part_list(date.start);
  if (date.end) parts += "," + part_list(*date.end);
  JsonObject object;
  object.add("date-parts", parts + "]");
  if (date.start.approximate) object.add("circa", "true");
  return object.text();
}

std::string author(const std::string& name) {
  return JsonObject().add("literal", json_string(name)).text();
}

std::string item(const GraphWalk& walk, const Reference& reference) {
  const Node& node = *reference.node;
  const NodeFacts& facts = node.facts;
  const bool is_article = node.kind == Kind::Article;
  JsonObject object;
  object.add("id", json_string(node.key))
      .add("type", is_article ? "\"article-newspaper\"" : "\"document\"")
      .add_text("title", facts.title);
  if (!facts.authors.empty()) object.add("author", list_json(facts.authors, author));
  if (facts.date) object.add("issued", date_object(*facts.date));
  return object.add_text("container-title", reference.whole)
      .add_text("URL", facts.url)
      .add_text("language", facts.language)
      .add_text("note", join(keyed_note_lines(walk, reference), "\n"))
      .text();
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  const char* separator = "[\n";
  const auto write = [&](const Reference& reference) {
    out << separator << item(walk, reference);
    separator = ",\n";
    return out.good();
  };
  if (auto done = visit_references(walk, write); !done) return done;
  return put(out, *separator == '[' ? "[]\n" : "\n]\n");
}

}  // namespace

const Format csl_json_format{.name = "csl-json",
                             .summary = "articles and publications for Zotero and citeproc",
                             .extensions = {".csl.json"},
                             .write = write_walked<stream>,
                             .stream = stream};

}  // namespace whocites::render
