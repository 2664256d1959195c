// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/flat_fields.h"

#include <array>

#include "render/label.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

constexpr std::array<Field, 15> kNodeFields{{{"key", FieldType::Text},
                                             {"kind", FieldType::Text},
                                             {"name", FieldType::Text},
                                             {"date", FieldType::Text},
                                             {"outlet", FieldType::Text},
                                             {"url", FieldType::Text},
                                             {"lang", FieldType::Text},
                                             {"country", FieldType::Text},
                                             {"authors", FieldType::Text},
                                             {"domains", FieldType::Text},
                                             {"aliases", FieldType::Text},
                                             {"notes", FieldType::Text},
                                             {"unresolved", FieldType::Truth},
                                             {"suggestions", FieldType::Text},
                                             {"properties", FieldType::Text}}};

constexpr std::array<Field, 12> kCitationFields{{{"relation", FieldType::Text},
                                                 {"weight", FieldType::Real},
                                                 {"date", FieldType::Text},
                                                 {"evidence", FieldType::Text},
                                                 {"confidence", FieldType::Real},
                                                 {"file", FieldType::Text},
                                                 {"line", FieldType::Whole},
                                                 {"begin", FieldType::Whole},
                                                 {"end", FieldType::Whole},
                                                 {"properties", FieldType::Text},
                                                 {"more_evidence", FieldType::Text},
                                                 {"judgements", FieldType::Text}}};

std::string list_text(const std::vector<std::string>& texts) {
  return texts.empty() ? std::string() : json_list(texts);
}

std::string date_text(const std::optional<Date>& date) {
  return date ? to_string(*date) : std::string();
}

std::string count_text(std::uint64_t count, bool known) {
  return known ? std::to_string(count) : std::string();
}

}  // namespace

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::Real:
      return "double";
    case FieldType::Whole:
      return "long";
    case FieldType::Truth:
      return "boolean";
    case FieldType::Text:
      break;
  }
  return "string";
}

std::span<const Field> node_fields() { return kNodeFields; }
std::span<const Field> citation_fields() { return kCitationFields; }

std::vector<std::string> node_values(const GraphWalk& walk, const Node& node) {
  const NodeFacts& facts = node.facts;
  return {node.key,
          std::string(whocites::name_of(node.kind)),
          facts.title,
          date_text(facts.date),
          node.part_of ? std::string(walk.key_of(*node.part_of)) : std::string(),
          facts.url,
          facts.language,
          facts.country,
          list_text(facts.authors),
          list_text(facts.domains),
          list_text(facts.aliases),
          list_text(facts.notes),
          facts.unresolved ? "true" : "",
          suggestions_json(facts.suggestions),
          properties_json(facts.properties)};
}

std::vector<std::string> citation_values(const Citation& citation) {
  static const Evidence kNone;
  const Evidence& first = citation.evidence.empty() ? kNone : citation.evidence.front();
  const Place& place = first.place;
  const bool has_span = place.begin != 0 || place.end != 0;
  return {std::string(whocites::name_of(citation.relation)),
          number_text(confidence_of(citation)),
          date_text(first.date),
          first.text,
          first.confidence ? number_text(*first.confidence) : "",
          place.file,
          count_text(place.line, place.line != 0),
          count_text(place.begin, has_span),
          count_text(place.end, has_span),
          properties_json(first.properties),
          more_evidence_json(citation),
          judgements_json(citation.judgements)};
}

}  // namespace whocites::render
