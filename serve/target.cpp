// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/target.h"

#include <charconv>

#include "base/text.h"

namespace whocites::serve {
namespace {

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      plain += ' ';
    } else if (text[i] != '%') {
      plain += text[i];
    } else {
      unsigned byte = 0;
      const std::string_view digits = text.substr(i + 1, 2);
      const auto [end, failure] =
          std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
      if (failure != std::errc() || digits.size() != 2 || end != digits.data() + 2) return {};
      plain += static_cast<char>(byte);
      i += 2;
    }
  }
  return plain;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return std::nullopt;
  const std::size_t mark = text.find('?');
  std::optional<std::string> path = decoded(text.substr(0, mark), false);
  if (!path) return std::nullopt;
  Target target{std::move(*path), {}};
  if (mark == text.npos) return target;
  for (const std::string_view pair : split(text.substr(mark + 1), '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    std::optional<std::string> name = decoded(pair.substr(0, equals), true);
    std::optional<std::string> value =
        equals == pair.npos ? std::string() : decoded(pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    target.parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return target;
}

}  // namespace whocites::serve
