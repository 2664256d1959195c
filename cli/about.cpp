// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/about.h"

#include "base/text.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

constexpr std::uint64_t kUsualMost = 1'000;
constexpr std::uint64_t kLargestMost = 1'000'000;

}  // namespace

std::vector<Option> about_options(std::string_view help) {
  return {{"about", "TEXT", help},
          {"most", "N", "of what --about finds, look at the best N (default: 1000)"}};
}

Result<About> nodes_about(const Reader& reader, const Filter& filter, const Arguments& arguments) {
  const Result<std::optional<std::uint64_t>> most = arguments.number("most");
  if (!most) return fail(most.error());
  if (*most && (**most == 0 || **most > kLargestMost)) {
    return fail(ErrorCode::BadRequest, "--most takes a number from 1 to 1000000");
  }
  const std::uint64_t wanted = most->value_or(kUsualMost);
  SearchOptions options;
  options.filter = filter;
  options.limit = static_cast<std::size_t>(wanted + 1);  // one more tells that there are more
  options.max_rated = std::max(options.limit, options.max_rated);
  options.misspellings = false;
  const std::string text = arguments.text("about");
  const Result<SearchAnswer> found = search(reader, text, options);
  if (!found) return fail(found.error());
  About about;
  for (const SearchHit& hit : found->hits) {
    if (about.nodes.size() < wanted) about.nodes.push_back(hit.node.id);
  }
  if (found->more || found->hits.size() > wanted) {
    about.cut = "only " + std::to_string(about.nodes.size()) + " of those that answer to '" +
                printable(text) +
                "' were looked at: --most N looks at more, a longer text finds fewer";
  }
  return about;
}

}  // namespace whocites::cli
