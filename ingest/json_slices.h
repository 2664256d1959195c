// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// JSON read as slices of its own text, so that a value can be kept exactly as it came (1.10 stays
// 1.10) and every part of it knows its place. Source: RFC 8259.
namespace whocites::ingest {

// More brackets inside one another than this is no record of anybody.
inline constexpr std::size_t kMaxJsonDepth = 64;

// The first thing that is wrong in a text, `offset` bytes from its start.
struct JsonFault {
  std::size_t offset = 0;
  std::string message;
};

// Absent when all of `text` is one well-formed JSON value, in valid UTF-8, with a nesting of at
// most kMaxJsonDepth, numbers within the range of a double and no raw NUL. O(n).
std::optional<JsonFault> find_json_fault(std::string_view text);

// The functions below require well-formed JSON without white space around it. What they return are
// views into it, and they read no deeper than one level.
struct JsonMember {
  std::string name;
  std::string_view name_slice;  // with its quotes
  std::string_view value;
};
std::vector<JsonMember> json_members(std::string_view object);
std::vector<std::string_view> json_elements(std::string_view array);
std::string json_string_value(std::string_view string);  // escapes resolved

enum class JsonType { Object, Array, String, Number, Boolean, Null };
JsonType json_type(std::string_view value);
std::string_view name_of(JsonType type);  // with its article: "an object", "null"

// White space as JSON has it, taken off both ends.
std::string_view trim_json(std::string_view text);
// A JSON string that says `text`. Requires: valid UTF-8.
std::string to_json_string(std::string_view text);

}  // namespace whocites::ingest
