// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<int> run_list(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  if (!arguments.positional.empty()) {
    const std::string& name = arguments.positional.front();
    const std::optional<Kind> kind = kind_named(name);
    if (!kind && name != "all" && name != "unresolved") {
      return fail(ErrorCode::BadRequest, "'" + name + "' is not a kind",
                  "kinds: " + kind_names() + "; or 'unresolved', or 'all'");
    }
    if (kind) filter->kinds = {*kind};
  }
  const bool unresolved = arguments.has("unresolved") || (!arguments.positional.empty() &&
                                                          arguments.positional[0] == "unresolved");
  Answer answer;
  answer.table.columns = {"key", "kind", "name", "outlet", "date", "country", "unresolved"};
  std::optional<Error> failure;
  const auto add = [&](const Node& node) {
    if (unresolved && !node.facts.unresolved) return true;
    Cell open;
    if (node.facts.unresolved) open = true;
    const Result<Cell> outlet = outlet_cell(*reader, node);
    if (!outlet) {
      failure = outlet.error();
      return false;
    }
    answer.table.add({node.key, std::string(name_of(node.kind)), name_cell(node), *outlet,
                      date_cell(node.facts.date), text_cell(node.facts.country), open});
    return true;
  };
  if (auto done = reader->scan(*filter, add); !done) return fail(done.error());
  if (failure) return fail(*failure);
  answer.nothing = "nothing of that kind";
  return session.print(std::move(answer));
}

Result<int> run_search(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  SearchOptions options;
  options.filter = *filter;
  const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
  if (!limit) return fail(limit.error());
  const std::uint64_t wanted = limit->value_or(20);
  // A later page is cut from all that is found.
  options.limit = arguments.has("after") || wanted == SIZE_MAX ? SIZE_MAX : wanted + 1;
  options.misspellings = !arguments.has("exact");
  const std::string text = join(arguments.positional, " ");
  const Result<SearchAnswer> found = search(*reader, text, options);
  if (!found) return fail(found.error());
  Answer answer;
  answer.table.columns = {"key", "kind", "name", "outlet", "date", "match"};
  for (const SearchHit& hit : found->hits) {
    const Result<Cell> outlet = outlet_cell(*reader, hit.node);
    if (!outlet) return fail(outlet.error());
    answer.table.add({hit.node.key, std::string(name_of(hit.node.kind)), name_cell(hit.node),
                      *outlet, date_cell(hit.node.facts.date), std::string(name_of(hit.match))});
  }
  answer.usual_limit = wanted;
  if (found->more) {
    answer.remarks.push_back("so many names are like this that not all were looked at: say more");
  }
  answer.nothing = "nothing is called '" + printable(text) + "', or nearly so";
  return session.print(std::move(answer));
}

}  // namespace

Command describe_list() {
  return {
      .name = "list",
      .group = "Ask",
      .arguments = "[KIND|unresolved|all]",
      .summary = "all nodes of a kind",
      .options = {{"unresolved", "", "only names that nothing is known of"}},
      .max_positional = 1,
      .filters = true,
      .is_drawn = false,
      .run = run_list,
  };
}

Command describe_search() {
  return {
      .name = "search",
      .group = "Ask",
      .arguments = "TEXT…",
      .summary = "nodes by name: whole, beginning, words, or misspelt",
      .options = {{"exact", "", "no misspellings"}},
      .min_positional = 1,
      .max_positional = SIZE_MAX,
      .filters = true,
      .is_drawn = false,
      .run = run_search,
  };
}

}  // namespace whocites::cli
