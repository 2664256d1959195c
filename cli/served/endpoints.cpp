// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/served/endpoints.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "render/json_text.h"
#include "render/page.h"

namespace whocites::cli {
namespace {

constexpr std::array<Endpoint, 9> kEndpoints{{
    {"GET", "/", "the page", answer_page},
    {"GET", "/api/start", "what to show first: everything, or what is cited most", answer_start},
    {"GET", "/api/search", "nodes by name", answer_search},
    {"GET", "/api/node", "what is known of one node", answer_node},
    {"GET", "/api/neighbors", "what a node cites, or what cites it", answer_neighbors},
    {"POST", "/api/graph", "nodes and what joins them, placed for drawing", answer_graph},
    {"GET", "/api/trace", "where the chains from a node end", answer_trace},
    {"GET", "/api/corroborate", "one source or many?", answer_corroborate},
    {"GET", "/api/render", "a picture", answer_render},
}};

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::BadRequest:
      return 400;
    case ErrorCode::TimedOut:
      return 504;
    default:
      return 500;
  }
}

serve::Response failure(int status, const std::string& message, const std::string& hint) {
  return {.status = status,
          .body = render::JsonObject()
                      .add("error", render::json_string(message))
                      .add_text("hint", hint)
                      .text() +
                  "\n"};
}

}  // namespace

std::span<const Endpoint> endpoints() { return kEndpoints; }

serve::Response answer(const Served& served, const serve::Request& request) {
  const auto is_asked = [&](const Endpoint& row) { return row.path == request.path; };
  const auto* const row = std::find_if(kEndpoints.begin(), kEndpoints.end(), is_asked);
  if (row == kEndpoints.end()) return failure(404, "there is nothing at this address", "");
  if (row->method != request.method) {
    return failure(405, "this takes " + std::string(row->method), "");
  }
  const Result<serve::Response> answered = row->answer(served, request);
  if (answered) return *answered;
  const Error& error = answered.error();
  return failure(status_of(error.code), to_string(error), error.hint);
}

Result<serve::Response> answer_page(const Served& served, const serve::Request&) {
  return serve::Response{.type = "text/html; charset=utf-8",
                         .body = render::page_for_server(served.title)};
}

}  // namespace whocites::cli
