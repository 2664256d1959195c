// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/field_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/edit_distance.h"
#include "base/text.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

tl::unexpected<FieldFault> wrong(const Field& field, std::string message, std::string hint = {}) {
  return tl::unexpected<FieldFault>(FieldFault{std::move(message), std::move(hint), field.text});
}

tl::unexpected<FieldFault> wrong_type(const Field& field, std::string_view wanted) {
  return wrong(field, quoted(field.name) + " must be " + std::string(wanted) + ", not " +
                          std::string(name_of(json_type(field.text))));
}

bool is_json_string(const Field& field) {
  return field.is_json && json_type(field.text) == JsonType::String;
}

bool is_json_number(const Field& field) {
  return field.is_json && json_type(field.text) == JsonType::Number;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// What a byte can be in a name; a table, because each byte of millions of names is looked at.
constexpr unsigned char kControlByte = 1;
constexpr unsigned char kHighByte = 2;  // of a character beyond ASCII
constexpr unsigned char kInkByte = 4;
constexpr std::array<unsigned char, 256> kByteSorts = [] {
  std::array<unsigned char, 256> sorts{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const unsigned char ink = byte == ' ' ? 0 : kInkByte;
    sorts[byte] = byte < 0x20 || byte == 0x7F ? kControlByte : byte >= 0x80 ? kHighByte : ink;
  }
  return sorts;
}();

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Plain text as JSON, when that is what it must be.
FieldResult<Field> as_json(const Field& field) {
  if (field.is_json) return field;
  const std::string_view text = trim(field.text);
  if (const auto fault = find_json_fault(text)) {
    return tl::unexpected<FieldFault>(FieldFault{
        quoted(field.name) + " is not well-formed JSON: " + fault->message, {}, field.text});
  }
  return Field{field.name, text, true};
}

FieldResult<double> read_number(const Field& field) {
  if (field.is_json && !is_json_number(field)) return wrong_type(field, "a number");
  const std::string_view text = trim(field.text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    const bool comma = std::count(text.begin(), text.end(), ',') == 1;
    return wrong(field, quoted(field.name) + " must be a number, not " + quoted(text),
                 comma ? "write the decimal sign as a point" : "");
  }
  return number;
}

template <class Rows>
std::vector<std::string_view> names_of(const Rows& rows) {
  std::vector<std::string_view> names;
  for (const auto& row : rows) names.push_back(row.name);
  return names;
}

template <class T>
FieldResult<T> read_name(const Field& field, std::optional<T> (*named)(std::string_view),
                         std::string_view what, const std::vector<std::string_view>& known) {
  const FieldResult<std::string> text = read_text(field);
  if (!text) return tl::unexpected(text.error());
  const std::string name = ascii_lower(trim(*text));
  if (const auto found = named(name)) return *found;
  return wrong(field, "unknown " + std::string(what) + " " + quoted(name), hint_for(name, known));
}

FieldResult<std::string> read_member_text(const JsonMember& member) {
  return read_text({member.name, member.value, true});
}

FieldResult<Suggestion> read_suggestion(const Field& field) {
  if (json_type(field.text) != JsonType::Object) return wrong_type(field, "objects");
  Suggestion suggestion;
  for (const JsonMember& member : json_members(field.text)) {
    if (member.name == "score") {
      const FieldResult<double> score = read_share({"score", member.value, true});
      if (!score) return tl::unexpected(score.error());
      suggestion.score = *score;
      continue;
    }
    if (member.name != "key" && member.name != "name") {
      return tl::unexpected<FieldFault>(FieldFault{"a suggestion has no " + quoted(member.name),
                                                   "it has key, name and score",
                                                   member.name_slice});
    }
    FieldResult<std::string> text = read_member_text(member);
    if (!text) return tl::unexpected(text.error());
    (member.name == "key" ? suggestion.key : suggestion.name) = std::move(*text);
  }
  return suggestion;
}

std::vector<std::string> split_entries(std::string_view text) {
  std::vector<std::string> entries;
  for (const std::string_view entry : split(text, ';')) {
    if (const std::string_view name = trim(entry); !name.empty()) entries.emplace_back(name);
  }
  return entries;
}

// "[]", "["…", "[{…": what people write around a name ("[Staff]") is not a list.
bool begins_like_json_array(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const std::string_view inside = trim_json(text.substr(1));
  return !inside.empty() && std::string_view("\"{]").find(inside.front()) != inside.npos;
}

}  // namespace

bool is_blank(const Field& field) {
  if (!field.is_json) return trim(field.text).empty();
  if (json_type(field.text) == JsonType::String) return trim(json_string_value(field.text)).empty();
  return json_type(field.text) == JsonType::Null;
}

FieldResult<std::string> read_text(const Field& field) {
  if (field.is_json && !is_json_string(field)) return wrong_type(field, "a text");
  std::string text = field.is_json ? json_string_value(field.text) : std::string(field.text);
  if (text.find('\0') != text.npos) {
    return wrong(field, quoted(field.name) + " contains the character U+0000");
  }
  return text;
}

FieldResult<std::string> read_reference(const Field& field) {
  if (is_json_number(field) && is_digits(field.text)) return std::string(field.text);
  FieldResult<std::string> text = read_text(field);
  if (text && std::any_of(text->begin(), text->end(), is_control)) {
    return wrong(field, quoted(field.name) + " contains a control character");
  }
  return text;
}

bool is_plain_reference(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) found |= kByteSorts[static_cast<unsigned char>(c)];
  if ((found & kControlByte) != 0) return false;
  if ((found & kHighByte) == 0) return (found & kInkByte) != 0;
  return is_valid_utf8(text) && !trim(text).empty();
}

FieldResult<std::optional<std::vector<std::string_view>>> read_json_array(const Field& field) {
  const std::string_view text = field.is_json ? field.text : trim(field.text);
  if (field.is_json ? json_type(text) != JsonType::Array : !begins_like_json_array(text)) {
    return std::nullopt;
  }
  const FieldResult<Field> json = as_json(field);
  if (!json) return tl::unexpected(json.error());
  return json_elements(json->text);
}

FieldResult<std::vector<std::string>> read_list(const Field& field) {
  const auto elements = read_json_array(field);
  if (!elements) return tl::unexpected(elements.error());
  if (!*elements) {
    if (!field.is_json) return split_entries(field.text);
    if (!is_json_string(field)) return wrong_type(field, "a list of texts");
    FieldResult<std::string> text = read_text(field);
    if (!text) return tl::unexpected(text.error());
    return std::vector<std::string>{std::move(*text)};
  }
  std::vector<std::string> texts;
  for (const std::string_view element : **elements) {
    const Field entry{field.name, element, true};
    if (is_blank(entry)) continue;
    if (!is_json_string(entry)) {
      return wrong(entry, quoted(field.name) + " must be a list of texts, and one of them is " +
                              std::string(name_of(json_type(element))));
    }
    FieldResult<std::string> text = read_text(entry);
    if (!text) return tl::unexpected(text.error());
    texts.push_back(std::move(*text));
  }
  return texts;
}

FieldResult<std::optional<Date>> read_date(const Field& field) {
  if (is_blank(field)) return std::nullopt;
  FieldResult<std::string> text = is_json_number(field) && is_digits(field.text)
                                      ? FieldResult<std::string>(field.text)
                                      : read_text(field);
  if (!text) return tl::unexpected(text.error());
  const std::string_view date_text = trim(*text);
  const Result<Date> date = parse_date(date_text);
  if (date) return *date;
  if (const auto meant = find_written_date(date_text)) {
    return wrong(field, date.error().message, "write it as " + to_string(*meant));
  }
  return wrong(field, date.error().message, date.error().hint);
}

FieldResult<double> read_share(const Field& field) {
  const FieldResult<double> number = read_number(field);
  if (!number) return number;
  if (!(*number >= 0 && *number <= 1)) {
    return wrong(field, quoted(field.name) + " must be between 0 and 1, not " +
                            std::string(trim(field.text)));
  }
  return number;
}

FieldResult<std::uint64_t> read_count(const Field& field) {
  if (field.is_json && !is_json_number(field)) return wrong_type(field, "a whole number");
  const std::string_view text = trim(field.text);
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong(field, quoted(field.name) + " must be a whole number from 0, not " + quoted(text));
  }
  return count;
}

FieldResult<bool> read_boolean(const Field& field) {
  if (field.is_json && json_type(field.text) != JsonType::Boolean) {
    return wrong_type(field, "true or false");
  }
  const std::string text = ascii_lower(trim(field.text));
  if (text == "true" || text == "yes" || text == "1") return true;
  if (text == "false" || text == "no" || text == "0") return false;
  return wrong(field, quoted(field.name) + " must be true or false, not " + quoted(text));
}

FieldResult<std::vector<Property>> read_properties(const Field& field) {
  const FieldResult<Field> json = as_json(field);
  if (!json) return tl::unexpected(json.error());
  if (json_type(json->text) != JsonType::Object) return wrong_type(*json, "an object");
  std::vector<Property> properties;
  for (JsonMember& member : json_members(json->text)) {
    properties.push_back({std::move(member.name), std::string(member.value)});
  }
  return properties;
}

FieldResult<std::vector<Suggestion>> read_suggestions(const Field& field) {
  const FieldResult<Field> json = as_json(field);
  if (!json) return tl::unexpected(json.error());
  if (json_type(json->text) != JsonType::Array) return wrong_type(*json, "a list");
  std::vector<Suggestion> suggestions;
  for (const std::string_view element : json_elements(json->text)) {
    FieldResult<Suggestion> suggestion = read_suggestion({field.name, element, true});
    if (!suggestion) return tl::unexpected(suggestion.error());
    suggestions.push_back(std::move(*suggestion));
  }
  return suggestions;
}

FieldResult<Kind> read_kind(const Field& field) {
  return read_name<Kind>(field, kind_named, "kind", names_of(kKinds));
}

FieldResult<Relation> read_relation(const Field& field) {
  return read_name<Relation>(field, relation_named, "relation", names_of(kRelations));
}

FieldResult<Verdict> read_verdict(const Field& field) {
  return read_name<Verdict>(field, verdict_named, "verdict",
                            {name_of(Verdict::Confirmed), name_of(Verdict::Rejected)});
}

std::string property_json(const Field& field) {
  return field.is_json ? std::string(field.text) : to_json_string(field.text);
}

std::string hint_for(std::string_view name, std::span<const std::string_view> known) {
  const std::string_view* nearest = nullptr;
  // Two slips in a short word make another word.
  std::size_t least = std::min<std::size_t>(2, length_in_characters(name) / 3) + 1;
  std::string list;
  for (const std::string_view& candidate : known) {
    list += (list.empty() ? "" : ", ") + std::string(candidate);
    const std::size_t distance = edit_distance(name, candidate, least);
    if (distance < least) {
      least = distance;
      nearest = &candidate;
    }
  }
  const std::string meant = nearest ? "did you mean " + quoted(*nearest) + "? " : std::string();
  return meant + "one of: " + list;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShownColumns = 60;
  constexpr std::size_t kShownBytes = 1000;  // of a text of many megabytes
  return "'" + ellipsize(printable(text.substr(0, kShownBytes)), kShownColumns) + "'";
}

}  // namespace whocites::ingest
