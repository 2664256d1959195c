// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "serve/server.h"

// What `whocites serve` answers (docs/serve.md). Nothing here changes a store.
namespace whocites::cli {

struct Served {
  std::string store;          // its folder; opened anew for each answer, which so is up to date
  std::string title;          // of the page
  std::chrono::seconds time;  // for one answer
};

struct Endpoint {
  std::string_view method;
  std::string_view path;
  std::string_view summary;
  Result<serve::Response> (*answer)(const Served& served, const serve::Request& request);
};

std::span<const Endpoint> endpoints();

// The answer, or the failure as JSON with its message and hint: 400 for a wrong request, 404 for
// what is not there, 405, 500, 504 when it takes too long.
serve::Response answer(const Served& served, const serve::Request& request);

// How many nodes a drawing may have that a browser asks for.
inline constexpr std::size_t kMostServedNodes = 300;

// Each in a file that says what it is about.
Result<serve::Response> answer_page(const Served&, const serve::Request&);
Result<serve::Response> answer_start(const Served&, const serve::Request&);
Result<serve::Response> answer_search(const Served&, const serve::Request&);
Result<serve::Response> answer_node(const Served&, const serve::Request&);
Result<serve::Response> answer_neighbors(const Served&, const serve::Request&);
Result<serve::Response> answer_graph(const Served&, const serve::Request&);
Result<serve::Response> answer_trace(const Served&, const serve::Request&);
Result<serve::Response> answer_corroborate(const Served&, const serve::Request&);
Result<serve::Response> answer_render(const Served&, const serve::Request&);

}  // namespace whocites::cli
