// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/json_graph.h"

#include <algorithm>
#include <iterator>

namespace whocites::ingest {

std::optional<std::string_view> JsonObjectReader::take(std::string_view name) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const JsonMember& one) { return one.name == name; });
  if (found == members_.end()) return std::nullopt;
  const std::string_view value = found->value;
  members_.erase(found);
  if (json_type(value) == JsonType::Null) return std::nullopt;
  return value;
}

std::string JsonObjectReader::take_text(std::string_view name) {
  const std::optional<std::string_view> value = take(name);
  if (!value) return {};
  return json_type(*value) == JsonType::String ? json_string_value(*value) : std::string(*value);
}

std::vector<GraphAttribute> JsonObjectReader::attributes(std::string_view inside) {
  std::vector<GraphAttribute> attributes;
  const auto nested = std::find_if(members_.begin(), members_.end(), [&](const JsonMember& one) {
    return one.name == inside && json_type(one.value) == JsonType::Object;
  });
  if (nested != members_.end()) {
    attributes = json_attributes(nested->value);
    members_.erase(nested);
  }
  for (JsonMember& member : members_) {
    attributes.push_back({std::move(member.name), std::string(member.value), true});
  }
  members_.clear();
  return attributes;
}

bool has_member(std::string_view head, std::string_view name) {
  const std::string quoted_name = '"' + std::string(name) + '"';
  for (std::size_t at = head.find(quoted_name); at != head.npos;
       at = head.find(quoted_name, at + 1)) {
    const std::size_t next = head.find_first_not_of(" \t\r\n", at + quoted_name.size());
    if (next != head.npos && head[next] == ':') return true;
  }
  return false;
}

}  // namespace whocites::ingest
