// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/neighborhood.h"

#include <map>
#include <set>
#include <tuple>

namespace whocites {
namespace {

// What was met so far, each node and citation once.
class Gathering {
 public:
  Gathering(const Reader& reader, const Filter& filter) : reader_(reader), filter_(filter) {}

  // Whether the node is (now) part of it; `always` takes it whatever the filter says.
  Result<bool> take(NodeId id, bool always = false) {
    if (nodes_.contains(id)) return true;
    if (refused_.contains(id)) return false;
    Result<std::optional<Node>> node = reader_.node(id);
    if (!node) return fail(node.error());
    if (!*node || (!always && !admits(filter_, **node))) {
      refused_.insert(id);
      return false;
    }
    nodes_.emplace(id, std::move(**node));
    return true;
  }

  // The citations of `id` that the filter admits, those to refused nodes left out.
  Result<std::vector<Citation>> follow(NodeId id, Direction direction) {
    Result<std::vector<Citation>> citations = reader_.citations(id, direction);
    if (!citations) return citations;
    std::vector<Citation> followed;
    for (Citation& citation : *citations) {
      if (!admits(filter_, citation)) continue;
      const Result<bool> taken = take(direction == Direction::Cites ? citation.to : citation.from);
      if (!taken) return fail(taken.error());
      if (!*taken) continue;
      citations_.try_emplace({citation.from, citation.to, citation.relation}, citation);
      followed.push_back(std::move(citation));
    }
    return followed;
  }

  // At the edge of the depth nodes are not followed, but what joins them to others is shown.
  Result<void> join(NodeId id) {
    const Result<std::vector<Adjacent>> cited = reader_.adjacent(id, Direction::Cites);
    if (!cited) return fail(cited.error());
    for (const Adjacent& to : *cited) {
      if (!nodes_.contains(to.peer) || citations_.contains({id, to.peer, to.relation})) continue;
      Result<std::optional<Citation>> citation = reader_.citation(id, to.peer, to.relation);
      if (!citation) return fail(citation.error());
      if (!*citation || !admits(filter_, **citation)) continue;
      citations_.try_emplace({id, to.peer, to.relation}, std::move(**citation));
    }
    return {};
  }

  Result<Network> finish() {
    std::set<NodeId> wholes;
    for (const auto& [id, node] : nodes_) {
      if (node.part_of) wholes.insert(*node.part_of);
    }
    for (NodeId whole : wholes) {
      if (const Result<bool> taken = take_whole(whole); !taken) return fail(taken.error());
    }
    std::vector<Node> nodes;
    for (auto& [id, node] : nodes_) nodes.push_back(std::move(node));
    std::vector<Citation> citations;
    for (auto& [ends, citation] : citations_) citations.push_back(std::move(citation));
    return make_network(std::move(nodes), std::move(citations));
  }

  const std::map<NodeId, Node>& nodes() const { return nodes_; }

 private:
  Result<bool> take_whole(NodeId id) {
    refused_.erase(id);
    return take(id, true);
  }

  const Reader& reader_;
  const Filter& filter_;
  std::map<NodeId, Node> nodes_;
  std::set<NodeId> refused_;
  std::map<std::tuple<NodeId, NodeId, Relation>, Citation> citations_;
};

}  // namespace

Result<Network> neighborhood(const Reader& reader, const std::vector<NodeId>& starts,
                             const NeighborhoodOptions& options) {
  Gathering gathering(reader, options.filter);
  std::vector<NodeId> frontier;
  for (NodeId start : starts) {
    const Result<bool> taken = gathering.take(start, true);
    if (!taken) return fail(taken.error());
    if (*taken) frontier.push_back(start);
  }
  std::set<NodeId> met(frontier.begin(), frontier.end());
  for (std::uint64_t step = 0; !frontier.empty(); ++step) {
    if (options.depth && step >= *options.depth) break;
    std::vector<NodeId> next;
    for (NodeId at : frontier) {
      for (Direction direction : {Direction::Cites, Direction::CitedBy}) {
        if (!(direction == Direction::Cites ? options.cites : options.cited_by)) continue;
        const Result<std::vector<Citation>> followed = gathering.follow(at, direction);
        if (!followed) return fail(followed.error());
        for (const Citation& citation : *followed) {
          const NodeId end = direction == Direction::Cites ? citation.to : citation.from;
          if (met.insert(end).second) next.push_back(end);
        }
      }
    }
    frontier = std::move(next);
  }
  for (NodeId id : met) {
    if (auto joined = gathering.join(id); !joined) return fail(joined.error());
  }
  return gathering.finish();
}

Result<Network> direct_citations(const Reader& reader, const Node& node, Direction direction,
                                 const Filter& filter) {
  Gathering gathering(reader, filter);
  std::vector<NodeId> sources{node.id};
  if (node.kind == Kind::Outlet) {
    const Result<std::vector<Node>> parts = reader.parts_of(node.id);
    if (!parts) return fail(parts.error());
    for (const Node& part : *parts) sources.push_back(part.id);
  }
  for (NodeId source : sources) {
    const Result<bool> taken = gathering.take(source, source == node.id);
    if (!taken) return fail(taken.error());
    if (!*taken) continue;
    const Result<std::vector<Citation>> followed = gathering.follow(source, direction);
    if (!followed) return fail(followed.error());
  }
  return gathering.finish();
}

}  // namespace whocites
