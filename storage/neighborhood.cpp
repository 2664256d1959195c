// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/neighborhood.h"

#include <set>

#include "storage/detail/gathering.h"

namespace whocites {

using storage::detail::Gathering;

// All that is one step away is read together.
Result<Network> neighborhood(const Reader& reader, const std::vector<NodeId>& starts,
                             const NeighborhoodOptions& options) {
  Gathering gathering(reader, options.filter, options.evidence);
  if (auto taken = gathering.take(starts, true); !taken) return fail(taken.error());
  std::set<NodeId> frontier;
  for (NodeId start : starts) {
    if (gathering.has(start)) frontier.insert(start);
  }
  std::set<NodeId> met = frontier;
  for (std::uint64_t step = 0; !frontier.empty(); ++step) {
    if (options.depth && step >= *options.depth) break;
    const std::vector<NodeId> ids(frontier.begin(), frontier.end());
    frontier.clear();
    for (Direction direction : {Direction::Cites, Direction::CitedBy}) {
      if (!(direction == Direction::Cites ? options.cites : options.cited_by)) continue;
      const Result<std::vector<CitationId>> followed = gathering.follow(ids, direction);
      if (!followed) return fail(followed.error());
      for (const CitationId& id : *followed) {
        const NodeId end = direction == Direction::Cites ? id.to : id.from;
        if (met.insert(end).second) frontier.insert(end);
      }
    }
  }
  if (options.evidence) {
    if (auto joined = gathering.join(); !joined) return fail(joined.error());
  }
  return gathering.finish();
}

}  // namespace whocites
