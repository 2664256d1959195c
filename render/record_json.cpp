// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/record_json.h"

#include <algorithm>
#include <array>
#include <span>

#include "render/label.h"

namespace whocites::render {
namespace {

// The names that a reader of own records gives a meaning to; docs/jsonl.md lists them.
constexpr std::array<std::string_view, 19> kNodeFields{
    "kind",    "key",        "id",          "title",   "name",      "date",    "outlet",
    "part_of", "url",        "lang",        "authors", "country",   "domains", "aliases",
    "notes",   "unresolved", "suggestions", "cites",   "properties"};
constexpr std::array<std::string_view, 12> kCitationFields{
    "kind", "from",  "to",  "relation", "evidence",   "file",
    "line", "begin", "end", "date",     "confidence", "properties"};

std::span<const std::string_view> fields_of(RecordSort sort) {
  if (sort == RecordSort::Node) return kNodeFields;
  return kCitationFields;
}

bool has_title(Kind kind) { return kind == Kind::Article || kind == Kind::Publication; }

}  // namespace

JsonObject node_json(const Network& network, const Node& node) {
  const NodeFacts& facts = node.facts;
  JsonObject object;
  object.add("kind", json_string(name_of(node.kind))).add("key", json_string(node.key));
  object.add_text(has_title(node.kind) ? "title" : "name", facts.title);
  if (facts.date) object.add("date", json_string(to_string(*facts.date)));
  if (node.part_of) {
    object.add_text(node.kind == Kind::Article ? "outlet" : "part_of",
                    key_of(network, *node.part_of));
  }
  object.add_text("url", facts.url)
      .add_text("lang", facts.language)
      .add_texts("authors", facts.authors)
      .add_text("country", facts.country)
      .add_texts("domains", facts.domains)
      .add_texts("aliases", facts.aliases)
      .add_texts("notes", facts.notes);
  if (facts.unresolved) object.add("unresolved", "true");
  if (!facts.suggestions.empty()) object.add("suggestions", suggestions_json(facts.suggestions));
  add_properties(object, facts.properties, RecordSort::Node);
  return object;
}

void add_evidence(JsonObject& object, const Evidence& evidence) {
  const Place& place = evidence.place;
  object.add_text("file", place.file);
  if (place.line != 0) object.add("line", std::to_string(place.line));
  if (place.begin != 0 || place.end != 0) {
    object.add("begin", std::to_string(place.begin)).add("end", std::to_string(place.end));
  }
  if (evidence.date) object.add("date", json_string(to_string(*evidence.date)));
  if (evidence.confidence) object.add("confidence", json_number(*evidence.confidence));
}

void add_ends(JsonObject& object, const Network& network, const Citation& citation) {
  object.add("from", json_string(key_of(network, citation.from)))
      .add("to", json_string(key_of(network, citation.to)))
      .add("relation", json_string(name_of(citation.relation)));
}

void add_properties(JsonObject& object, const std::vector<Property>& properties, RecordSort sort) {
  const std::span<const std::string_view> taken = fields_of(sort);
  JsonObject clashing;
  for (const Property& property : properties) {
    const bool clashes = std::find(taken.begin(), taken.end(), property.name) != taken.end();
    (clashes ? clashing : object).add(property.name, json_value(property.json));
  }
  if (!clashing.empty()) object.add("properties", clashing.text());
}

std::string properties_json(const std::vector<Property>& properties) {
  if (properties.empty()) return {};
  JsonObject object;
  for (const Property& property : properties) {
    object.add(property.name, json_value(property.json));
  }
  return object.text();
}

std::string suggestions_json(const std::vector<Suggestion>& suggestions) {
  if (suggestions.empty()) return {};
  std::string list;
  for (const Suggestion& guess : suggestions) {
    list += list.empty() ? "[" : ",";
    list += JsonObject()
                .add("key", json_string(guess.key))
                .add("name", json_string(guess.name))
                .add("score", json_number(guess.score))
                .text();
  }
  return list + "]";
}

}  // namespace whocites::render
