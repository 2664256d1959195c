// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_slices.h"

#include <algorithm>
#include <cstdint>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace whocites::ingest {
namespace {

using nlohmann::json;

constexpr std::string_view kSpace = " \t\n\r";

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t start = text.find(before);
  if (start == text.npos) return {};
  text.remove_prefix(start + before.size());
  return text.substr(0, text.find(after));
}

// nlohmann: "[json.…] parse error at …: syntax error while parsing value - unexpected '}'; last
// read: '…'; expected …". Only the cause is for people; the rest repeats the input or the place.
std::string cause_of(const json::exception& error) {
  const std::string_view all = error.what();
  if (all.find("number overflow") != all.npos) return "a number is too large";
  const std::string_view cause = between(all, " - ", "; last read:");
  const std::size_t end = all.rfind("; expected ");
  if (cause.find("; expected ") != cause.npos || end == all.npos) return std::string(cause);
  return std::string(cause) + std::string(all.substr(end));
}

// How far before the end of what was read the fault starts. nlohmann starts its record of a token
// anew only at strings and numbers.
std::size_t token_length(std::string_view cause, const std::string& last_token) {
  if (cause.starts_with("unexpected string") || cause.starts_with("unexpected number")) {
    return last_token.size();
  }
  if (cause.starts_with("unexpected false")) return 5;
  const bool is_word = cause.starts_with("unexpected true") || cause.starts_with("unexpected null");
  return is_word ? 4 : 1;
}

// Follows the structure only; keeps where it broke.
class Checker final : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth_ <= kMaxJsonDepth; }
  bool start_array(std::size_t) override { return ++depth_ <= kMaxJsonDepth; }
  bool end_object() override { return --depth_, true; }
  bool end_array() override { return --depth_, true; }
  // `position` counts the bytes read: up to the faulty one, or to the end of a token that is well
  // formed but stands in the wrong place.
  bool parse_error(std::size_t position, const std::string& last_token,
                   const json::exception& error) override {
    std::string cause = cause_of(error);
    const std::size_t back = token_length(cause, last_token);
    fault_ = JsonFault{position - std::min(position, back), std::move(cause)};
    return false;
  }

  std::optional<JsonFault> fault() const { return fault_; }

 private:
  std::size_t depth_ = 0;
  std::optional<JsonFault> fault_;
};

std::size_t after_space(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kSpace, at), text.size());
}

// One past the closing quote of the string that starts at `at`.
std::size_t after_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

std::size_t after_nested(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = after_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

std::size_t after_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') return after_string(text, at);
  if (text[at] == '{' || text[at] == '[') return after_nested(text, at);
  return std::min(text.find_first_of(",]} \t\n\r", at), text.size());
}

// Where one bracket too many opens.
std::size_t too_deep_at(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = after_string(text, at);
      continue;
    }
    if ((c == '{' || c == '[') && ++depth > kMaxJsonDepth) return at;
    if (c == '}' || c == ']') --depth;
    ++at;
  }
  return 0;
}

void append_utf8(std::string& out, std::uint32_t c) {
  const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return push(c);
  if (c < 0x800) {
    push(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12));
    push(0x80 | ((c >> 6) & 0x3F));
  } else {
    push(0xF0 | (c >> 18));
    push(0x80 | ((c >> 12) & 0x3F));
    push(0x80 | ((c >> 6) & 0x3F));
  }
  push(0x80 | (c & 0x3F));
}

std::uint32_t hex_of(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

// The escape at `at`; returns one past it. A surrogate comes with its second half: nlohmann has
// refused any that stands alone.
std::size_t append_escape(std::string& out, std::string_view text, std::size_t at) {
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kMeanings = "\b\f\n\r\t";
  const char letter = text[at + 1];
  if (letter != 'u') {
    const std::size_t row = kLetters.find(letter);
    out.push_back(row == kLetters.npos ? letter : kMeanings[row]);
    return at + 2;
  }
  std::uint32_t c = hex_of(text.substr(at + 2, 4));
  at += 6;
  if (c >= 0xD800 && c < 0xDC00) {
    c = 0x10000 + ((c - 0xD800) << 10) + (hex_of(text.substr(at + 2, 4)) - 0xDC00);
    at += 6;
  }
  append_utf8(out, c);
  return at;
}

}  // namespace

std::optional<JsonFault> find_json_fault(std::string_view text) {
  // nlohmann takes a NUL for the end of the text, and reports bad UTF-8 only inside strings.
  if (const std::size_t nul = text.find('\0'); nul != text.npos) {
    return JsonFault{nul, "a NUL byte"};
  }
  if (const auto bad = first_invalid_utf8(text)) return JsonFault{*bad, "invalid UTF-8"};
  Checker checker;
  if (json::sax_parse(text.begin(), text.end(), &checker)) return std::nullopt;
  if (checker.fault()) return checker.fault();
  return JsonFault{too_deep_at(text),
                   "nested more than " + std::to_string(kMaxJsonDepth) + " levels deep"};
}

std::vector<JsonMember> json_members(std::string_view object) {
  std::vector<JsonMember> members;
  std::size_t at = after_space(object, 1);
  while (at < object.size() && object[at] == '"') {
    const std::size_t name_end = after_string(object, at);
    const std::string_view name = object.substr(at, name_end - at);
    const std::size_t start = after_space(object, after_space(object, name_end) + 1);
    const std::size_t end = after_value(object, start);
    members.push_back({json_string_value(name), name, object.substr(start, end - start)});
    at = after_space(object, after_space(object, end) + 1);
  }
  return members;
}

std::vector<std::string_view> json_elements(std::string_view array) {
  std::vector<std::string_view> elements;
  std::size_t at = after_space(array, 1);
  while (at < array.size() && array[at] != ']') {
    const std::size_t end = after_value(array, at);
    elements.push_back(array.substr(at, end - at));
    at = after_space(array, after_space(array, end) + 1);
  }
  return elements;
}

std::string json_string_value(std::string_view string) {
  string = string.substr(1, string.size() - 2);
  std::string out;
  out.reserve(string.size());
  for (std::size_t at = 0; at < string.size();) {
    const std::size_t escape = std::min(string.find('\\', at), string.size());
    out.append(string, at, escape - at);
    at = escape < string.size() ? append_escape(out, string, escape) : escape;
  }
  return out;
}

JsonType json_type(std::string_view value) {
  switch (value.front()) {
    case '{':
      return JsonType::Object;
    case '[':
      return JsonType::Array;
    case '"':
      return JsonType::String;
    case 't':
    case 'f':
      return JsonType::Boolean;
    case 'n':
      return JsonType::Null;
    default:
      return JsonType::Number;
  }
}

std::string_view name_of(JsonType type) {
  switch (type) {
    case JsonType::Object:
      return "an object";
    case JsonType::Array:
      return "a list";
    case JsonType::String:
      return "a text";
    case JsonType::Number:
      return "a number";
    case JsonType::Boolean:
      return "true or false";
    case JsonType::Null:
      return "null";
  }
  return "";
}

std::string_view trim_json(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kSpace);
  if (start == text.npos) return {};
  return text.substr(start, text.find_last_not_of(kSpace) - start + 1);
}

std::string to_json_string(std::string_view text) { return json(text).dump(); }

}  // namespace whocites::ingest
