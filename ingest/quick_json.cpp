// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/quick_json.h"

#include <simdjson.h>

#include <string>

#include "ingest/field_values.h"

namespace whocites::ingest {
namespace {

// Longer lines are not the usual ones, and would need as much memory in each thread many times.
constexpr std::size_t kMostBytes = std::size_t{64} << 10;
constexpr std::size_t kMostDepth = 32;  // well below kMaxJsonDepth, however brackets are counted

// simdjson 3.0 takes an escaped low surrogate that stands alone for a character.
bool may_have_surrogates(std::string_view text) {
  for (std::size_t at = text.find('\\'); at != text.npos; at = text.find('\\', at + 1)) {
    const std::string_view escape = text.substr(at, 3);
    if (escape == "\\ud" || escape == "\\uD") return true;
  }
  return false;
}

// Sets a text that has not been set; false when it has, or when the value is no name as it stands.
bool set_reference(std::string_view& text, const simdjson::dom::element& value) {
  std::string_view given;
  if (!text.empty() || value.get(given) != simdjson::SUCCESS) return false;
  text = given;
  return is_plain_reference(given);
}

bool set_relation(std::optional<Relation>& relation, const simdjson::dom::element& value) {
  std::string_view name;
  if (relation || value.get(name) != simdjson::SUCCESS) return false;
  relation = relation_named(name);
  return relation.has_value();
}

bool says_citation(const simdjson::dom::element& value) {
  std::string_view kind;
  return value.get(kind) == simdjson::SUCCESS && kind == "citation";
}

}  // namespace

struct QuickJson::Parser {
  simdjson::dom::parser parser{kMostBytes};
  simdjson::dom::element value;
  std::string padded;
  bool is_allocated = false;
};

QuickJson::QuickJson() : parser_(std::make_unique<Parser>()) {
  parser_->is_allocated = parser_->parser.allocate(kMostBytes, kMostDepth) == simdjson::SUCCESS;
}
QuickJson::~QuickJson() = default;

bool QuickJson::is_well_formed(std::string_view text) {
  if (!parser_->is_allocated || text.size() > kMostBytes || may_have_surrogates(text)) return false;
  std::string& padded = parser_->padded;
  padded.assign(text);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  return parser_->parser.parse(padded.data(), text.size(), false).get(parser_->value) ==
         simdjson::SUCCESS;
}

std::optional<BareCitation> QuickJson::bare_citation() const {
  simdjson::dom::object object;
  if (parser_->value.get(object) != simdjson::SUCCESS) return std::nullopt;
  BareCitation citation;
  std::optional<Relation> relation;
  bool has_kind = false;
  for (const auto& [name, value] : object) {
    if (name == "from") {
      if (!set_reference(citation.from, value)) return std::nullopt;
    } else if (name == "to") {
      if (!set_reference(citation.to, value)) return std::nullopt;
    } else if (name == "relation") {
      if (!set_relation(relation, value)) return std::nullopt;
    } else if (name == "kind" && !has_kind && says_citation(value)) {
      has_kind = true;
    } else {
      return std::nullopt;
    }
  }
  if (citation.from.empty() || citation.to.empty()) return std::nullopt;
  citation.relation = relation.value_or(Relation::Mentions);
  return citation;
}

}  // namespace whocites::ingest
