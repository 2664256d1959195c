// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/record_json.h"

#include <algorithm>
#include <array>
#include <span>

#include "render/json_lines.h"
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

std::string evidence_json(const Evidence& evidence) {
  JsonObject object;
  object.add_text("text", evidence.text);
  add_evidence(object, evidence);
  if (evidence.batch.value != 0) object.add("batch", std::to_string(evidence.batch.value));
  return object.add_json("properties", properties_json(evidence.properties)).text();
}

void add_piece(JsonObject& object, const Evidence& evidence) {
  object.add_text("evidence", evidence.text);
  add_evidence(object, evidence);
  object.add_json("properties", properties_json(evidence.properties));
}

bool has_title(Kind kind) { return kind == Kind::Article || kind == Kind::Publication; }

void add_facts(JsonObject& object, Kind kind, const NodeFacts& facts, std::string_view part_of) {
  object.add_text(has_title(kind) ? "title" : "name", facts.title);
  if (facts.date) object.add("date", json_string(to_string(*facts.date)));
  object.add_text(kind == Kind::Article ? "outlet" : "part_of", part_of);
  object.add_text("url", facts.url)
      .add_text("lang", facts.language)
      .add_texts("authors", facts.authors)
      .add_text("country", facts.country)
      .add_texts("domains", facts.domains)
      .add_texts("aliases", facts.aliases)
      .add_texts("notes", facts.notes);
  if (facts.unresolved) object.add("unresolved", "true");
  if (!facts.suggestions.empty()) object.add("suggestions", suggestions_json(facts.suggestions));
}

void add_place(JsonObject& object, const Place& place) {
  object.add_text("file", place.file);
  if (place.line != 0) object.add("line", std::to_string(place.line));
  if (place.begin != 0 || place.end != 0) {
    object.add("begin", std::to_string(place.begin)).add("end", std::to_string(place.end));
  }
}

template <class Pair>
JsonObject joining(const Pair& record, std::string_view kind) {
  return JsonObject()
      .add("kind", json_string(kind))
      .add("from", json_string(record.from))
      .add("to", json_string(record.to))
      .add("relation", json_string(name_of(record.relation)));
}

std::string line_of(const NodeRecord& record) {
  const Kind kind = record.facts.kind.value_or(Kind::Publication);
  JsonObject object;
  if (record.facts.kind) object.add("kind", json_string(name_of(kind)));
  object.add("key", json_string(record.key));
  add_facts(object, kind, record.facts, record.part_of);
  add_properties(object, record.facts.properties, RecordSort::Node);
  return object.text();
}

std::string line_of(const CitationRecord& record) {
  JsonObject object = joining(record, "citation");
  object.add_text("evidence", record.evidence.text);
  add_evidence(object, record.evidence);
  add_properties(object, record.evidence.properties, RecordSort::Citation);
  return object.text();
}

std::string line_of(const JudgementRecord& record) {
  JsonObject object = joining(record, "judgement");
  add_judgement(object, record.judgement);
  return object.text();
}

std::string line_of(const IdentityRecord& record) {
  return JsonObject()
      .add("kind", json_string(record_name(record.of, record.same)))
      .add("a", json_string(record.a))
      .add("b", json_string(record.b))
      .add_text("reason", record.reason)
      .text();
}

std::string line_of(const IgnoredRecord& record) {
  JsonObject object;
  add_place(object, record.place);
  return object.add_text("reason", record.reason).add_text("text", record.text).text();
}

}  // namespace

std::string record_json(const Record& record) {
  return std::visit([](const auto& one) { return line_of(one); }, record);
}

void add_facts(JsonObject& object, const GraphWalk& walk, const Node& node) {
  const auto part_of = node.part_of ? walk.key_of(*node.part_of) : std::string_view();
  add_facts(object, node.kind, node.facts, part_of);
}

JsonObject node_json(const GraphWalk& walk, const Node& node) {
  JsonObject object;
  object.add("kind", json_string(name_of(node.kind))).add("key", json_string(node.key));
  add_facts(object, walk, node);
  add_properties(object, node.facts.properties, RecordSort::Node);
  return object;
}

void add_evidence(JsonObject& object, const Evidence& evidence) {
  add_place(object, evidence.place);
  if (evidence.date) object.add("date", json_string(to_string(*evidence.date)));
  if (evidence.confidence) object.add("confidence", json_number(*evidence.confidence));
}

void add_ends(JsonObject& object, const GraphWalk& walk, const Citation& citation) {
  object.add("from", json_string(walk.key_of(citation.from)))
      .add("to", json_string(walk.key_of(citation.to)))
      .add("relation", json_string(name_of(citation.relation)));
}

std::string citation_json(const GraphWalk& walk, const Citation& citation) {
  JsonObject object;
  add_ends(object, walk, citation);
  object.add("confidence", json_number(confidence_of(citation)));
  if (!citation.judgements.empty()) {
    object.add("verdict", json_string(name_of(citation.judgements.back().verdict)));
  }
  object.add("evidence", list_json(citation.evidence, evidence_json));
  return object.add_json("judgements", judgements_json(citation.judgements)).text();
}

Result<void> write_records(std::ostream& out, const GraphWalk& walk) {
  return write_lists(
      out, walk, {"nodes", "citations"},
      [&](const Node& node) {
        return node_json(walk, node).add_texts("merged", node.merged).text();
      },
      [&](const Citation& citation) { return citation_json(walk, citation); });
}

void add_citation(JsonObject& object, const Citation& citation) {
  object.add("relation", json_string(name_of(citation.relation)))
      .add("weight", json_number(confidence_of(citation)));
  if (!citation.evidence.empty()) add_piece(object, citation.evidence.front());
  object.add_json("more_evidence", more_evidence_json(citation))
      .add_json("judgements", judgements_json(citation.judgements));
}

std::string more_evidence_json(const Citation& citation) {
  if (citation.evidence.size() < 2) return {};
  const std::span<const Evidence> others = std::span(citation.evidence).subspan(1);
  return list_json(others, [](const Evidence& evidence) {
    JsonObject object;
    add_piece(object, evidence);
    return object.text();
  });
}

void add_judgement(JsonObject& object, const Judgement& judgement) {
  object.add("verdict", json_string(name_of(judgement.verdict)))
      .add_text("who", judgement.who)
      .add("when", json_string(to_string(judgement.when)))
      .add_text("why", judgement.why);
}

std::string judgements_json(const std::vector<Judgement>& judgements) {
  if (judgements.empty()) return {};
  return list_json(judgements, [](const Judgement& judgement) {
    JsonObject object;
    add_judgement(object, judgement);
    return object.text();
  });
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
  return list_json(suggestions, [](const Suggestion& guess) {
    return JsonObject()
        .add("key", json_string(guess.key))
        .add("name", json_string(guess.name))
        .add("score", json_number(guess.score))
        .text();
  });
}

}  // namespace whocites::render
