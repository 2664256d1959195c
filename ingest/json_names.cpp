// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_names.h"

#include <array>
#include <charconv>

#include "base/text.h"
#include "ingest/json_slices.h"
#include "ingest/reference_records.h"

namespace whocites::ingest {
namespace {

std::string person(std::string_view object) {
  std::string given;
  std::string particle;
  std::string family;
  std::string suffix;
  std::string whole;
  for (const JsonMember& member : json_members(object)) {
    if (json_type(member.value) != JsonType::String) continue;
    const std::string text = collapse_space(json_string_value(member.value));
    if (member.name == "given") given = text;
    if (member.name == "non-dropping-particle" || member.name == "dropping-particle") {
      particle += (particle.empty() ? "" : " ") + text;
    }
    if (member.name == "family") family = text;
    if (member.name == "suffix") suffix = text;
    if (member.name == "literal" || member.name == "name") whole = text;
  }
  if (!whole.empty()) return whole;
  std::string name;
  for (const std::string& part : {given, particle, family}) {
    if (!part.empty()) name += (name.empty() ? "" : " ") + part;
  }
  return suffix.empty() ? name : name + ", " + suffix;
}

// Numbers of one date; CSL allows them in quotes.
std::optional<Date> date_of_parts(std::string_view list) {
  std::array<int, 3> parts{};
  std::size_t i = 0;
  for (const std::string_view element : json_elements(list)) {
    if (i == parts.size()) break;
    const std::string text =
        json_type(element) == JsonType::String ? json_string_value(element) : std::string(element);
    std::from_chars(text.data(), text.data() + text.size(), parts[i]);
    ++i;
  }
  return date_of(parts[0], parts[1], parts[1] != 0 ? parts[2] : 0);
}

}  // namespace

std::vector<std::string> json_people(std::string_view list) {
  std::vector<std::string> people;
  if (json_type(list) != JsonType::Array) return people;
  for (const std::string_view element : json_elements(list)) {
    if (json_type(element) != JsonType::Object) continue;
    std::string name = person(element);
    if (!name.empty()) people.push_back(std::move(name));
  }
  return people;
}

std::optional<Date> json_date(std::string_view object) {
  if (json_type(object) != JsonType::Object) return std::nullopt;
  bool is_about = false;
  std::optional<Date> found;
  for (const JsonMember& member : json_members(object)) {
    if (member.name == "circa") is_about = member.value != "false" && member.value != "0";
    if (member.name == "date-parts" && json_type(member.value) == JsonType::Array) {
      const auto dates = json_elements(member.value);
      if (dates.empty() || json_type(dates[0]) != JsonType::Array) continue;
      found = date_of_parts(dates[0]);
      if (!found || dates.size() < 2 || json_type(dates[1]) != JsonType::Array) continue;
      if (const auto end = date_of_parts(dates[1]); end && end->earliest() >= found->earliest()) {
        found->end = end->start;
      }
    } else if ((member.name == "raw" || member.name == "literal") && !found &&
               json_type(member.value) == JsonType::String) {
      const std::string text = json_string_value(member.value);
      const Result<Date> exact = parse_date(trim(text));
      found = exact ? std::optional(*exact) : find_written_date(text);
    }
  }
  if (found && is_about) found->start.approximate = true;
  return found;
}

std::string json_first_text(std::string_view value) {
  if (json_type(value) == JsonType::String) return json_string_value(value);
  if (json_type(value) != JsonType::Array) return {};
  for (const std::string_view element : json_elements(value)) {
    if (json_type(element) == JsonType::String) return json_string_value(element);
  }
  return {};
}

}  // namespace whocites::ingest
