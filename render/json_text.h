// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// JSON written piece by piece, so that values which came as JSON text stay exactly as they came
// (1.10 does not become 1.1, nor a large integer a rounded one).
namespace whocites::render {

// A JSON string with its quotes; ill-formed UTF-8 becomes U+FFFD.
std::string json_string(std::string_view text);
std::string json_list(const std::vector<std::string>& texts);
// "null" for what JSON has no number for.
std::string json_number(double number);
// `json` on one line when it is well-formed JSON; else a JSON string with that text.
std::string json_value(std::string_view json);

// An object on one line whose members are in the order in which they were added.
class JsonObject {
 public:
  JsonObject& add(std::string_view name, const std::string& json) {
    text_ += text_.empty() ? "{" : ",";
    text_ += json_string(name) + ":" + json;
    return *this;
  }
  // Leaves the member out when the text is empty.
  JsonObject& add_text(std::string_view name, std::string_view text) {
    return text.empty() ? *this : add(name, json_string(text));
  }
  // Leaves the member out when there is no JSON.
  JsonObject& add_json(std::string_view name, const std::string& json) {
    return json.empty() ? *this : add(name, json);
  }
  JsonObject& add_texts(std::string_view name, const std::vector<std::string>& texts) {
    return texts.empty() ? *this : add(name, json_list(texts));
  }

  bool empty() const { return text_.empty(); }
  std::string text() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

// [ … ] of what `to_json` makes of each item.
template <class Items, class ToJson>
std::string list_json(const Items& items, const ToJson& to_json) {
  std::string list = "[";
  for (const auto& item : items) {
    if (list.size() > 1) list += ",";
    list += to_json(item);
  }
  return list + "]";
}

}  // namespace whocites::render
