// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/model.h"

// The values of a record's fields: one meaning, and one message for each mistake, whether a value
// comes from JSON, from a cell or from the command line.
namespace whocites::ingest {

// A named value as an input gives it. All views are the caller's.
struct Field {
  std::string_view name;  // as written, for messages
  std::string_view text;  // a JSON value without space around it, or plain text
  bool is_json = false;
};

// What is wrong with a value. `at` is the wrong part of its text, a view into it.
struct FieldFault {
  std::string message;
  std::string hint = {};
  std::string_view at = {};
};
template <class T>
using FieldResult = tl::expected<T, FieldFault>;

// Not known: JSON null, or text of nothing but space.
bool is_blank(const Field& field);

// Text as it is. A list of one meaning is read from a JSON array of texts, from one JSON text, or
// from plain text, where semicolons part the entries unless it is a JSON array itself.
FieldResult<std::string> read_text(const Field& field);
FieldResult<std::vector<std::string>> read_list(const Field& field);
// A name for a node: text without control characters, or a JSON integer, as digits.
FieldResult<std::string> read_reference(const Field& field);
// Whether plain text is valid UTF-8, not blank, and a name for a node just as it stands.
bool is_plain_reference(std::string_view text);
FieldResult<std::optional<Date>> read_date(const Field& field);
FieldResult<double> read_share(const Field& field);  // 0 … 1
FieldResult<std::uint64_t> read_count(const Field& field);
FieldResult<bool> read_boolean(const Field& field);
// The members of a JSON object, each kept as it came.
FieldResult<std::vector<Property>> read_properties(const Field& field);
// A JSON array of {"key","name","score"}.
FieldResult<std::vector<Suggestion>> read_suggestions(const Field& field);
// The JSON array that the value is; absent when it is none. A cell that begins like a list of
// texts or objects is taken at its word: what is then wrong in it is a fault.
FieldResult<std::optional<std::vector<std::string_view>>> read_json_array(const Field& field);

// The one of a closed list that the value names, in any case.
FieldResult<Kind> read_kind(const Field& field);
FieldResult<Relation> read_relation(const Field& field);
FieldResult<Verdict> read_verdict(const Field& field);

// The value as a property keeps it: JSON as it came, plain text as a JSON string.
std::string property_json(const Field& field);

// "did you mean 'quotes'? one of: …" for a name that is not in a list.
std::string hint_for(std::string_view name, std::span<const std::string_view> known);
// A value as a message shows it: short, harmless, in quotes.
std::string quoted(std::string_view text);

}  // namespace whocites::ingest
