// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/selection.h"

#include "cli/long_work.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {

std::vector<Option> selection_options() {
  return {{"depth", "N", "steps from the named nodes (default: as far as it goes)"},
          {"direction", "WHICH", "cites, cited-by or both (default: cites)"}};
}

Result<Selection> select(const Session& session, const Reader& reader, const Arguments& arguments) {
  const Result<Filter> filter = session.filter(reader);
  if (!filter) return fail(filter.error());
  Selection selection;
  if (arguments.positional.empty()) {
    Result<Network> whole =
        do_long_work(session, arguments, "reading the store",
                     [&](const Work& work) { return reader.network(*filter, {}, work); });
    if (!whole) return fail(whole.error());
    selection.network = std::move(*whole);
    return selection;
  }
  NeighborhoodOptions options;
  options.filter = *filter;
  const std::string direction = arguments.has("direction") ? arguments.text("direction") : "cites";
  if (direction != "cites" && direction != "cited-by" && direction != "both") {
    return fail(ErrorCode::BadRequest,
                "--direction takes cites, cited-by or both, not '" + direction + "'");
  }
  options.cites = direction != "cited-by";
  options.cited_by = direction != "cites";
  const Result<std::optional<std::uint64_t>> depth = arguments.number("depth");
  if (!depth) return fail(depth.error());
  options.depth = *depth;
  std::vector<NodeId> starts;
  for (const std::string& name : arguments.positional) {
    const Result<Node> node = find_node(reader, name);
    if (!node) return fail(node.error());
    starts.push_back(node->id);
  }
  Result<Network> part = neighborhood(reader, starts, options);
  if (!part) return fail(part.error());
  selection.network = std::move(*part);
  for (NodeId start : starts) selection.named.push_back(*selection.network.vertex_of(start));
  return selection;
}

}  // namespace whocites::cli
