// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/source_graph.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <unordered_map>

namespace whocites {
namespace {

std::optional<std::uint32_t> position_of(std::span<const NodeId> nodes, NodeId node) {
  if (nodes.empty() || node < nodes.front() || node > nodes.back()) return std::nullopt;
  // Most stores have no gaps, and then the place is known.
  const std::size_t guess = node.value - nodes.front().value;
  if (guess < nodes.size() && nodes[guess] == node) return static_cast<std::uint32_t>(guess);
  const auto at = std::lower_bound(nodes.begin(), nodes.end(), node);
  if (*at != node) return std::nullopt;
  return static_cast<std::uint32_t>(at - nodes.begin());
}

using ClassKey = std::pair<std::uint32_t, double>;
ClassKey key_of(const CitationClass& citation) {
  return {static_cast<std::uint32_t>(citation.relation) * 2 + (citation.rejected ? 1 : 0),
          citation.confidence};
}

DateSpan span_of(const Date& date) { return {date.earliest(), date.latest()}; }

}  // namespace

struct SourceGraphBuilder::Content {
  std::vector<NodeId> node;
  std::vector<std::uint8_t> kind;
  std::vector<std::uint32_t> whole;
  std::vector<std::uint32_t> date;
  std::vector<DateSpan> dates;
  std::vector<std::uint32_t> cites_begin;  // of the vertices up to the last that cites
  std::vector<VertexId> cited;
  std::vector<std::uint32_t> edge_class;
  std::vector<std::uint8_t> narrow_edge_class;
  std::vector<CitationClass> classes;
  std::map<ClassKey, std::uint32_t> class_of;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> dates_from;  // by first second

  void begin_rows(std::size_t until) {
    cites_begin.resize(std::max(until, cites_begin.size()),
                       static_cast<std::uint32_t>(cited.size()));
  }
};

std::optional<VertexId> SourceGraph::vertex_of(NodeId node) const {
  const auto at = position_of(columns_.node, node);
  return at ? std::optional(VertexId(*at)) : std::nullopt;
}

SourceGraphBuilder::SourceGraphBuilder() : content_(std::make_shared<Content>()) {}

void SourceGraphBuilder::reserve(std::size_t vertex_count, std::size_t edge_count) {
  content_->node.reserve(vertex_count);
  content_->kind.reserve(vertex_count);
  content_->date.reserve(vertex_count);
  part_of_.reserve(vertex_count);
  content_->cites_begin.reserve(vertex_count + 1);
  content_->cited.reserve(edge_count);
  content_->edge_class.reserve(edge_count);
}

void SourceGraphBuilder::add(const Vertex& vertex) {
  Content& content = *content_;
  assert((content.node.empty() || content.node.back() < vertex.node) && "nodes must ascend");
  content.node.push_back(vertex.node);
  const std::uint8_t unresolved = vertex.unresolved ? SourceGraph::kUnresolvedBit : 0;
  content.kind.push_back(static_cast<std::uint8_t>(vertex.kind) | unresolved);
  part_of_.push_back(vertex.part_of.value_or(NodeId(SourceGraph::kNone)));
  if (!vertex.date) {
    content.date.push_back(SourceGraph::kNone);
    return;
  }
  auto& alike = content.dates_from[vertex.date->earliest.time_since_epoch().count()];
  const auto known = std::find_if(alike.begin(), alike.end(), [&](std::uint32_t at) {
    return content.dates[at] == *vertex.date;
  });
  if (known != alike.end()) {
    content.date.push_back(*known);
    return;
  }
  alike.push_back(static_cast<std::uint32_t>(content.dates.size()));
  content.date.push_back(alike.back());
  content.dates.push_back(*vertex.date);
}

std::uint32_t SourceGraphBuilder::class_of(const CitationClass& citation) {
  const auto next = static_cast<std::uint32_t>(content_->classes.size());
  const auto [at, fresh] = content_->class_of.try_emplace(key_of(citation), next);
  if (fresh) content_->classes.push_back(citation);
  return at->second;
}

void SourceGraphBuilder::add(NodeId from, NodeId to, const CitationClass& citation) {
  const auto citing = position_of(content_->node, from);
  const auto cited = position_of(content_->node, to);
  assert(citing && cited && "an end of a citation was not added");
  assert(content_->cites_begin.size() <= *citing + std::size_t{1} && "citations must ascend");
  content_->begin_rows(*citing + std::size_t{1});
  content_->cited.emplace_back(*cited);
  content_->edge_class.push_back(class_of(citation));
}

SourceGraph SourceGraphBuilder::build() {
  const std::shared_ptr<Content> content = std::exchange(content_, std::make_shared<Content>());
  content->whole.reserve(part_of_.size());
  for (const NodeId whole : part_of_) {
    content->whole.push_back(position_of(content->node, whole).value_or(SourceGraph::kNone));
  }
  part_of_.clear();
  SourceGraph::Columns columns{.node = content->node,
                               .kind = content->kind,
                               .whole = content->whole,
                               .date = content->date,
                               .dates = content->dates,
                               .edge_class = {},
                               .wide_edge_class = {},
                               .classes = content->classes};
  if (content->classes.size() <= 256) {
    content->narrow_edge_class.assign(content->edge_class.begin(), content->edge_class.end());
    columns.edge_class = content->narrow_edge_class;
    content->edge_class = {};
  } else {
    columns.wide_edge_class = content->edge_class;
  }
  content->class_of.clear();
  content->dates_from.clear();
  content->begin_rows(content->node.size() + 1);
  CitationGraph graph(std::move(content->cites_begin), std::move(content->cited));
  return SourceGraph(std::move(graph), columns, content);
}

SourceGraph source_graph_of(const Network& network) {
  SourceGraphBuilder builder;
  builder.reserve(network.nodes.size(), network.citations.size());
  for (const Node& node : network.nodes) {
    std::optional<DateSpan> date;
    if (node.facts.date) date = span_of(*node.facts.date);
    builder.add({node.id, node.kind, node.facts.unresolved, date, node.part_of});
  }
  for (const Citation& citation : network.citations) {
    builder.add(citation.from, citation.to,
                {citation.relation, is_rejected(citation), confidence_of(citation)});
  }
  return builder.build();
}

namespace {

// Columns of a part of a graph, of which it shares the tables.
struct Induced {
  SourceGraph whole_graph;
  std::vector<NodeId> node;
  std::vector<std::uint8_t> kind;
  std::vector<std::uint32_t> whole;
  std::vector<std::uint32_t> date;
  std::vector<std::uint8_t> edge_class;
  std::vector<std::uint32_t> wide_edge_class;
};

// Where each vertex goes; kNone: nowhere.
std::vector<std::uint32_t> places(const std::vector<bool>& vertices) {
  std::vector<std::uint32_t> place(vertices.size(), SourceGraph::kNone);
  std::uint32_t next = 0;
  for (std::size_t v = 0; v < vertices.size(); ++v) {
    if (vertices[v]) place[v] = next++;
  }
  return place;
}

}  // namespace

SourceGraph induced(const SourceGraph& graph, const std::vector<bool>& vertices,
                    const std::vector<bool>& edges) {
  const auto part = std::make_shared<Induced>();
  part->whole_graph = graph;
  const SourceGraph::Columns& from = graph.columns();
  const CitationGraph::Rows& rows = graph.graph().rows();
  const std::vector<std::uint32_t> place = places(vertices);
  const bool is_narrow = !from.edge_class.empty();
  std::vector<std::uint32_t> begin;
  std::vector<VertexId> cited;
  cited.reserve(graph.edge_count());
  if (is_narrow) part->edge_class.reserve(graph.edge_count());
  for (std::size_t v = 0; v < place.size(); ++v) {
    if (place[v] == SourceGraph::kNone) continue;
    part->node.push_back(from.node[v]);
    part->kind.push_back(from.kind[v]);
    part->date.push_back(from.date[v]);
    const std::uint32_t whole = from.whole[v];
    part->whole.push_back(whole == SourceGraph::kNone ? whole : place[whole]);
    begin.push_back(static_cast<std::uint32_t>(cited.size()));
    for (std::uint32_t edge = rows.cites_begin[v]; edge < rows.cites_begin[v + 1]; ++edge) {
      const std::uint32_t to = place[rows.cited[edge].value];
      if (!edges[edge] || to == SourceGraph::kNone) continue;
      cited.emplace_back(to);
      if (is_narrow) part->edge_class.push_back(from.edge_class[edge]);
      if (!is_narrow) part->wide_edge_class.push_back(from.wide_edge_class[edge]);
    }
  }
  begin.push_back(static_cast<std::uint32_t>(cited.size()));
  const SourceGraph::Columns columns{.node = part->node,
                                     .kind = part->kind,
                                     .whole = part->whole,
                                     .date = part->date,
                                     .dates = from.dates,
                                     .edge_class = part->edge_class,
                                     .wide_edge_class = part->wide_edge_class,
                                     .classes = from.classes};
  return SourceGraph(CitationGraph(std::move(begin), std::move(cited)), columns, part);
}

}  // namespace whocites
