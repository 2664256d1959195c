// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/windows.h"

#include <algorithm>
#include <charconv>

namespace whocites::cli {
namespace {

// 0 for what is no number of a row.
std::size_t row_number(const std::string& cursor) {
  std::size_t number = 0;
  const auto [end, failure] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
  return failure == std::errc() && end == cursor.data() + cursor.size() ? number : 0;
}

}  // namespace

std::vector<VertexId> with_parts(const SourceGraph& graph, NodeId node) {
  const auto vertex = graph.vertex_of(node);
  if (!vertex) return {};
  if (graph.kind(*vertex) != Kind::Outlet) return {*vertex};
  std::vector<VertexId> all;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    if (v == vertex->value || graph.columns().whole[v] == vertex->value) all.emplace_back(v);
  }
  return all;
}

Result<Window> Window::make(const Arguments& arguments, std::uint64_t usual_limit, Answer& answer) {
  const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
  if (!limit) return fail(limit.error());
  answer.usual_limit = limit->value_or(usual_limit);
  Window window;
  if (arguments.has("after")) {
    const std::size_t after = row_number(arguments.text("after"));
    if (after == 0) return Window{0, 0};  // a row that no list has
    window.first = after - 1;
  }
  const std::size_t lead = arguments.has("after") ? 2 : 1;
  const std::size_t room = window.last - window.first - lead;
  if (*answer.usual_limit < room) {
    window.last = window.first + lead + static_cast<std::size_t>(*answer.usual_limit);
  }
  return window;
}

}  // namespace whocites::cli
