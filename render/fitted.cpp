// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/fitted.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace whocites::render {
namespace {

using Sort = CollapsedGroup::Sort;

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

// Makes the leader's node one that stands for its group.
void make_stand_in(Node& node, const CollapsedGroup& group) {
  if (group.sort != Sort::Circle && group.sort != Sort::Leaves) return;
  const std::uint64_t others = group.count - 1;
  node.facts.title = label_of(node) + " and " + counted(others, "other", "others");
  node.facts.date.reset();
  node.facts.unresolved = false;
  node.part_of.reset();
}

std::string badge_of(const CollapsedGroup& group) {
  const std::string count = std::to_string(group.count);
  switch (group.sort) {
    case Sort::Circle:
      return "CIRCLE OF " + count;
    case Sort::Outlet:
      return group.count == 1 ? "1 ARTICLE" : count + " ARTICLES";
    case Sort::Leaves:
      return count + " TOGETHER";
    case Sort::Single:
      break;
  }
  return {};
}

std::string note_of(const Collapsed& collapsed) {
  std::vector<std::string> done;
  if (collapsed.circles != 0) done.push_back(counted(collapsed.circles, "circle", "circles"));
  if (collapsed.leaves != 0) {
    done.push_back(counted(collapsed.leaves, "bundle", "bundles") + " of nodes with one neighbour");
  }
  if (collapsed.outlets != 0) {
    done.push_back(counted(collapsed.outlets, "outlet", "outlets") + " for their articles");
  }
  std::string note = "Collapsed to fit: " + counted(collapsed.vertex_count, "node", "nodes") +
                     " drawn as " + std::to_string(collapsed.groups.size());
  if (!done.empty()) note += ", among them " + join(done, ", ");
  if (collapsed.dropped_groups != 0 || collapsed.dropped_citations != 0) {
    note += "; the " + counted(collapsed.dropped_groups, "smallest group", "smallest groups") +
            " and " + counted(collapsed.dropped_citations, "citation", "citations") +
            " are not drawn";
  }
  return note +
         ". See more with --max-nodes N, or part of it with --outlet, --since, --kind or "
         "names of nodes.";
}

Citation bundle(const SourceGraph& graph, const CollapsedLine& line, NodeId from, NodeId to) {
  Citation citation;
  citation.from = from;
  citation.to = to;
  citation.relation = graph.citation(line.first).relation;
  Evidence evidence;
  evidence.confidence = graph.citation(line.first).confidence;
  citation.evidence.push_back(std::move(evidence));
  return citation;
}

// The parallel citations of two single nodes, of which `first` is the first.
std::vector<Citation> all_between(const SourceGraph& graph, EdgeId first,
                                  const std::function<const Citation*(EdgeId)>& citation_of) {
  const auto ends = graph.graph().ends(first);
  std::vector<Citation> citations;
  for (EdgeId edge = first; edge.value < graph.edge_count() && graph.graph().ends(edge) == ends;
       ++edge.value) {
    if (const Citation* citation = citation_of(edge)) citations.push_back(*citation);
  }
  return citations;
}

// The weights, in the order that the network gives to its citations.
void add_weights(Fitted& fitted, const std::map<std::pair<NodeId, NodeId>, std::uint64_t>& weight) {
  fitted.options.weight.clear();
  for (const Citation& citation : fitted.network.citations) {
    const auto at = weight.find({citation.from, citation.to});
    fitted.options.weight.push_back(at != weight.end() ? at->second : 1);
  }
}

}  // namespace

CollapseOptions collapse_options(std::size_t max_nodes) {
  CollapseOptions options;
  options.most_groups = max_nodes;
  options.most_outlets = std::max<std::size_t>(1, max_nodes / 10);
  return options;
}

Fitted fitted(const SourceGraph& graph, const Collapsed& collapsed, std::vector<Node> nodes,
              const std::function<const Citation*(EdgeId)>& citation_of, DrawOptions options) {
  std::map<NodeId, const CollapsedGroup*> group_of;
  for (const CollapsedGroup& group : collapsed.groups) group_of[graph.node(group.leader)] = &group;
  for (Node& node : nodes) {
    if (const auto at = group_of.find(node.id); at != group_of.end()) {
      make_stand_in(node, *at->second);
    }
  }
  std::vector<Citation> citations;
  std::map<std::pair<NodeId, NodeId>, std::uint64_t> weight;
  for (const CollapsedLine& line : collapsed.lines) {
    const CollapsedGroup& from = collapsed.groups[line.from];
    const CollapsedGroup& to = collapsed.groups[line.to];
    std::vector<Citation> found;
    if (from.sort == Sort::Single && to.sort == Sort::Single) {
      found = all_between(graph, line.first, citation_of);
    }
    if (found.empty()) {
      const NodeId citing = graph.node(from.leader);
      const NodeId cited = graph.node(to.leader);
      found.push_back(bundle(graph, line, citing, cited));
      weight[{citing, cited}] = line.citations;
    }
    citations.insert(citations.end(), found.begin(), found.end());
  }
  Fitted result{make_network(std::move(nodes), std::move(citations)), std::move(options)};
  add_weights(result, weight);
  for (const CollapsedGroup& group : collapsed.groups) {
    const auto vertex = result.network.vertex_of(graph.node(group.leader));
    if (!vertex || group.sort == Sort::Single) continue;
    result.options.marks.push_back({*vertex, MarkKind::Several, badge_of(group)});
  }
  result.options.notes.push_back(note_of(collapsed));
  return result;
}

Fitted fitted(const Network& network, const DrawOptions& options) {
  if (network.nodes.size() <= options.max_nodes) return {network, options};
  const SourceGraph graph = source_graph_of(network);
  CollapseOptions how = collapse_options(options.max_nodes);
  how.keep = options.emphasised;
  for (const Mark& mark : options.marks) {
    if (mark.kind != MarkKind::Loop) how.keep.push_back(mark.vertex);
  }
  const Collapsed collapsed = collapse(graph, how);
  if (collapsed.groups.size() == collapsed.vertex_count) return {network, options};
  DrawOptions plain = options;
  plain.emphasised.clear();
  plain.marks.clear();
  plain.highlighted.clear();
  plain.looping.clear();
  std::set<NodeId> wanted;
  for (const CollapsedGroup& group : collapsed.groups) {
    std::optional<NodeId> at = graph.node(group.leader);
    for (int step = 0; at && step < 4; ++step) {
      if (!wanted.insert(*at).second) break;
      const auto vertex = network.vertex_of(*at);
      at = vertex ? network.node(*vertex).part_of : std::nullopt;
    }
  }
  std::vector<Node> nodes;
  for (const Node& node : network.nodes) {
    if (wanted.contains(node.id)) nodes.push_back(node);
  }
  const auto citation_of = [&](EdgeId edge) { return &network.citation(edge); };
  Fitted result = fitted(graph, collapsed, std::move(nodes), citation_of, std::move(plain));
  const auto moved = [&](VertexId vertex) {
    return result.network.vertex_of(network.node(vertex).id);
  };
  for (const VertexId vertex : options.emphasised) {
    if (const auto at = moved(vertex)) result.options.emphasised.push_back(*at);
  }
  for (const Mark& mark : options.marks) {
    const auto at = moved(mark.vertex);
    if (at && mark.kind != MarkKind::Loop) {
      result.options.marks.push_back({*at, mark.kind, mark.words});
    }
  }
  return result;
}

}  // namespace whocites::render
