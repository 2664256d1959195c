// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/json_text.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "render/label.h"

namespace whocites::render {

std::string json_string(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string json_list(const std::vector<std::string>& texts) {
  return list_json(texts, json_string);
}

std::string json_number(double number) {
  return std::isfinite(number) ? number_text(number) : "null";
}

std::string json_value(std::string_view json) {
  if (!nlohmann::json::accept(json)) return json_string(json);
  std::string line(json);
  // In well-formed JSON a raw line end stands only between tokens.
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return line;
}

}  // namespace whocites::render
