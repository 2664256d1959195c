// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/reached_picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/drawing.h"
#include "cli/whole_picture.h"
#include "graph/algorithms/corroborate.h"
#include "graph/algorithms/path.h"
#include "graph/algorithms/trace.h"
#include "render/formats.h"

namespace whocites::cli {
namespace {

// Findings in the order in which they are added, each once.
class Findings {
 public:
  void add(VertexId vertex) {
    if (known_.insert(vertex).second) list_.push_back(vertex);
  }
  void add(std::span<const VertexId> vertices) {
    for (const VertexId vertex : vertices) add(vertex);
  }
  std::vector<VertexId> take() { return std::move(list_); }

 private:
  std::set<VertexId> known_;
  std::vector<VertexId> list_;
};

template <class T>
std::span<const T> first_of(const std::vector<T>& list, std::size_t most) {
  return std::span(list).first(std::min(list.size(), most));
}

// How many nodes the picture of this answer may have.
Result<std::size_t> most_drawn(const Arguments& arguments) {
  const Result<std::optional<std::uint64_t>> most = arguments.number("max-nodes");
  if (!most) return fail(most.error());
  if (*most) return static_cast<std::size_t>(**most);
  if (!arguments.has("svg")) return kMostDrawn;
  const Result<const render::Format*> format = picture_format(arguments.text("svg"));
  if (!format) return fail(format.error());
  return (*format)->max_nodes;
}

// The part of the graph that was reached, and what that is part of.
SourceGraph part_of(const SourceGraph& graph, std::span<const VertexId> vertices) {
  std::vector<bool> taken(graph.vertex_count());
  for (const VertexId vertex : vertices) {
    std::optional<VertexId> at = vertex;
    while (at && !taken[at->value]) {
      taken[at->value] = true;
      at = graph.part_of(*at);
    }
  }
  // A whole is there for its name alone, unless it was reached itself.
  std::vector<bool> reached(graph.vertex_count());
  for (const VertexId vertex : vertices) reached[vertex.value] = true;
  std::vector<bool> edges(graph.edge_count());
  for (const VertexId vertex : vertices) {
    for (const CitationGraph::Arc arc : graph.graph().out_arcs(vertex)) {
      edges[arc.edge.value] = reached[arc.vertex.value];
    }
  }
  return induced(graph, taken, edges);
}

Result<Shown> draw_collapsed(const WholeGraph& whole, const Reached& reached, std::size_t most,
                             Answer& answer) {
  const SourceGraph part = part_of(whole.graph(), reached.vertices);
  const std::size_t by_themselves =
      std::min(reached.findings.size(), std::max<std::size_t>(1, most / 3));
  std::vector<VertexId> kept;
  for (const VertexId vertex : std::span(reached.findings).first(by_themselves)) {
    kept.push_back(*part.vertex_of(whole.graph().node(vertex)));
  }
  if (by_themselves < reached.findings.size()) {
    answer.drawing.notes.push_back("Of " + std::to_string(reached.findings.size()) +
                                   " nodes on the chains that were found " +
                                   std::to_string(by_themselves) + " are drawn as they are.");
  }
  answer.drawing.max_nodes = most;
  Result<render::Fitted> picture = part_picture(whole.reader(), part, kept, answer.drawing);
  if (!picture) return fail(picture.error());
  answer.drawing = std::move(picture->options);
  answer.network = picture->network;
  return Shown::of(whole.graph(), std::move(picture->network), answer.drawing);
}

}  // namespace

Reached what_to_draw(const SourceGraph& graph, const Trace& traced) {
  Reached reached;
  for (const TracedVertex& vertex : traced.reached) reached.vertices.push_back(vertex.vertex);
  Findings findings;
  findings.add(traced.start);
  for (const End& end : traced.ends) {
    for (const EdgeId edge : end.chain) findings.add(graph.graph().cited(edge));
    findings.add(end.members);
  }
  reached.findings = findings.take();
  return reached;
}

Reached what_to_draw(const SourceGraph& graph, const Corroboration& found) {
  Reached reached;
  std::map<VertexId, VertexId> nearer;  // from each, one step of a shortest way to what was asked
  for (const ReachedVertex& vertex :
       reach(graph.graph(), found.asked, kNoDepthLimit, Follow::Cites)) {
    reached.vertices.push_back(vertex.vertex);
    for (const VertexId cited : graph.graph().cites(vertex.vertex)) {
      nearer.try_emplace(cited, vertex.vertex);
    }
  }
  for (const VertexId vertex : found.asked) nearer.erase(vertex);
  Findings findings;
  const auto add_with_way = [&](VertexId vertex) {
    findings.add(vertex);
    for (auto at = nearer.find(vertex); at != nearer.end(); at = nearer.find(at->second)) {
      findings.add(at->second);
    }
  };
  // Something of everything first.
  constexpr std::size_t kFirst = 5;
  for (const ChokePoint& point : first_of(found.choke_points, kFirst)) {
    add_with_way(point.members.front());
  }
  for (const SourceOrigin& origin : first_of(found.origins, kFirst)) {
    add_with_way(origin.members.front());
  }
  for (const auto& chain : found.levels[0].chains) findings.add(chain);
  findings.add(found.asked);
  for (const ChokePoint& point : found.choke_points) add_with_way(point.members.front());
  for (const SourceOrigin& origin : found.origins) {
    add_with_way(origin.members.front());
    findings.add(origin.members);
  }
  for (const PrintSet& prints : found.prints) findings.add(prints.on_chains);
  reached.findings = findings.take();
  return reached;
}

Result<Shown> draw_reached(const Arguments& arguments, const WholeGraph& whole,
                           const Reached& reached, Answer& answer) {
  const Result<std::size_t> most = most_drawn(arguments);
  if (!most) return fail(most.error());
  if (*most > 0 && arguments.has("svg") && reached.vertices.size() > *most) {
    return draw_collapsed(whole, reached, *most, answer);
  }
  Shown shown(whole.graph());
  const bool is_cut = !arguments.has("svg") && reached.vertices.size() > kMostDrawn;
  shown.add(std::span(reached.vertices).first(is_cut ? kMostDrawn : reached.vertices.size()));
  shown.add_between();
  if (auto read = shown.read(whole.reader()); !read) return fail(read.error());
  answer.network = shown.network();
  return shown;
}

}  // namespace whocites::cli
