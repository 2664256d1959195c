// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/corroborate.h"

#include <algorithm>
#include <bit>
#include <map>

#include "base/sorted.h"
#include "graph/algorithms/detail/contraction.h"
#include "graph/algorithms/detail/copies.h"
#include "graph/algorithms/detail/flat_search.h"
#include "graph/algorithms/disjoint_paths.h"
#include "graph/algorithms/dominators.h"

namespace whocites {
namespace {

using detail::Components;
using detail::Contraction;
using detail::FlatSearch;
using detail::Mates;
using detail::Origins;

// Counts for each origin the asked that go back to it: up to 64 of them at once, a bit for each,
// handed from component to component of the graph in which copies are one. Citations lead to lower
// numbers, so going down the numbers every component has all its bits before it hands them on.
void count_asked(const Contraction& contraction, std::span<const VertexId> asked,
                 std::vector<SourceOrigin>& origins, const Work& work) {
  const Components components = detail::components_of(contraction.graph, work.stage(0, 0.5));
  if (work.is_stopped()) return;
  std::vector<std::uint64_t> bits(components.count());
  constexpr std::size_t kBatch = 64;
  for (std::size_t first = 0; first < asked.size() && !work.is_stopped(); first += kBatch) {
    std::fill(bits.begin(), bits.end(), 0);
    const std::size_t size = std::min(kBatch, asked.size() - first);
    for (std::size_t i = 0; i < size; ++i) {
      const std::uint32_t group = contraction.group[asked[first + i].value];
      bits[components.of_vertex[group]] |= std::uint64_t{1} << i;
    }
    for (auto c = static_cast<std::uint32_t>(components.count()); c-- > 0;) {
      if (bits[c] == 0) continue;
      for (const VertexId member : components.members(c)) {
        for (const VertexId cited : contraction.graph.cites(member)) {
          bits[components.of_vertex[cited.value]] |= bits[c];
        }
      }
    }
    for (std::uint32_t o = 0; o < origins.size(); ++o) {
      const VertexId origin = contraction.vertex_of_origin(o);
      const std::uint64_t reached = bits[components.of_vertex[origin.value]];
      origins[o].asked_count += static_cast<std::uint32_t>(std::popcount(reached));
    }
  }
}

std::vector<SourceOrigin> describe_origins(const CitationGraph& graph, const Origins& origins) {
  std::vector<SourceOrigin> described;
  for (const auto& members : origins.members) {
    const bool circular = detail::is_circular(graph, members);
    described.push_back({circular ? EndShape::CircularOrigin : EndShape::Origin, members, 0});
  }
  return described;
}

// ---- independent chains ----

std::vector<VertexId> groups_of(const Contraction& contraction, std::span<const VertexId> asked) {
  std::vector<VertexId> groups;
  for (const VertexId vertex : asked) groups.emplace_back(contraction.group[vertex.value]);
  sort_and_unite(groups);
  return groups;
}

// What real chains are found in.
struct Citations {
  const CitationGraph& graph;
  const Origins& origins;
  const Mates& mates;
  std::span<const VertexId> asked;
};

// A real chain of citations that stays within the groups of `path`, from an asked article to a
// member of the origin that is its last vertex. Empty when there is none.
std::vector<VertexId> chain_within(const Citations& citations, const Contraction& contraction,
                                   const std::vector<VertexId>& path) {
  std::vector<std::uint32_t> groups;
  for (const VertexId step : path) groups.push_back(step.value);
  std::sort(groups.begin(), groups.end());
  const auto is_within = [&](VertexId vertex) {
    return std::binary_search(groups.begin(), groups.end(), contraction.group[vertex.value]);
  };
  const std::uint32_t goal = path.back().value - contraction.group_count();
  // Paths are few and short beside the graph, so what was seen is kept by itself.
  std::map<VertexId, VertexId> found_from;
  std::vector<VertexId> queue;
  for (const VertexId start : citations.asked) {
    if (is_within(start) && found_from.emplace(start, start).second) queue.push_back(start);
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    VertexId at = queue[head];
    if (citations.origins.of_vertex[at.value] == goal) {
      std::vector<VertexId> chain{at};
      for (; found_from.at(at) != at; at = found_from.at(at)) chain.push_back(found_from.at(at));
      std::reverse(chain.begin(), chain.end());
      return chain;
    }
    const auto go_on_to = [&](VertexId next) {
      if (is_within(next) && found_from.emplace(next, at).second) queue.push_back(next);
    };
    for (const VertexId cited : citations.graph.cites(at)) go_on_to(cited);
    const auto mate = citations.mates.find(at);
    if (mate != citations.mates.end()) go_on_to(mate->second);
  }
  return {};
}

IndependentChains independent_chains(const Citations& citations, const Contraction& contraction,
                                     std::uint32_t bound, const Work& work) {
  IndependentChains found;
  const bool single = citations.asked.size() == 1;
  std::vector<VertexId> starts = groups_of(contraction, citations.asked);
  // Several that fall into one group are still several: their group has room for one chain only,
  // which a start of its own before it says.
  Contraction widened;
  const CitationGraph* flow_graph = &contraction.graph;
  std::vector<bool> targets = contraction.targets();
  if (!single && starts.size() == 1) {
    std::vector<CitationGraph::Edge> edges = contraction.graph.edge_list();
    const VertexId before(static_cast<std::uint32_t>(contraction.graph.vertex_count()));
    edges.emplace_back(before, starts.front());
    widened.graph = CitationGraph(contraction.graph.vertex_count() + 1, std::move(edges));
    flow_graph = &widened.graph;
    targets.push_back(false);
    starts = {before};
  }
  const DisjointPaths flow = disjoint_paths(*flow_graph, starts, targets, work);
  found.at_most = std::min(bound, static_cast<std::uint32_t>(flow.paths.size()));
  for (const auto& path : flow.paths) {
    if (work.is_stopped()) return {};
    std::vector<VertexId> chain = chain_within(citations, contraction, path);
    if (!chain.empty() && found.chains.size() < found.at_most) {
      found.chains.push_back(std::move(chain));
    }
  }
  std::sort(found.chains.begin(), found.chains.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  for (const VertexId vertex : flow.cut) {
    const bool is_group = vertex.value < contraction.group_count();
    found.bottlenecks.push_back(
        is_group ? contraction.leader[vertex.value]
                 : citations.origins.members[vertex.value - contraction.group_count()].front());
  }
  return found;
}

// ---- choke points ----

class Choking {
 public:
  Choking(const Contraction& contraction, const Origins& origins, std::span<const VertexId> part,
          std::span<const VertexId> asked, const Work& work)
      : contraction_(contraction), origins_(origins), part_(part), asked_(asked) {
    std::vector<VertexId> ends;
    for (std::uint32_t o = 0; o < origins.members.size(); ++o) {
      ends.push_back(contraction.vertex_of_origin(o));
    }
    tree_ = dominators(contraction.graph, ends, Follow::CitedBy, work);
    if (!work.is_stopped()) count();
  }

  std::vector<ChokePoint> find(bool single) {
    const std::uint32_t enough = single ? 1 : 2;
    std::vector<std::uint32_t> chosen;
    for (const VertexId vertex : tree_.order) {
      if (asked_below_[vertex.value] >= enough && !is_plain_origin(vertex)) {
        chosen.push_back(vertex.value);
      }
    }
    std::stable_sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
      return asked_below_[a] > asked_below_[b];
    });
    if (chosen.size() > kMostChokePoints) chosen.resize(kMostChokePoints);
    std::vector<ChokePoint> points;
    for (const std::uint32_t vertex : chosen) points.push_back(describe(vertex));
    fill_members(chosen, points);
    fill_falls(chosen, points);
    return points;
  }

 private:
  // How many asked articles and how many nodes hang on each vertex, its own group not counted.
  void count() {
    asked_below_.assign(contraction_.graph.vertex_count(), 0);
    below_.assign(contraction_.graph.vertex_count(), 0);
    std::vector<std::uint32_t> asked_at(contraction_.graph.vertex_count(), 0);
    for (const VertexId vertex : asked_) ++asked_at[contraction_.group[vertex.value]];
    std::vector<std::uint32_t> size(contraction_.graph.vertex_count(), 0);
    for (const VertexId vertex : part_) ++size[contraction_.group[vertex.value]];
    for (auto at = tree_.order.rbegin(); at != tree_.order.rend(); ++at) {
      const std::uint32_t above = tree_.immediate[at->value];
      if (above == Dominators::kNone) continue;
      asked_below_[above] += asked_below_[at->value] + asked_at[at->value];
      below_[above] += below_[at->value] + size[at->value];
    }
  }

  // An origin of one node is told by that node, not by the end behind it.
  bool is_plain_origin(VertexId vertex) const {
    return vertex.value >= contraction_.group_count() &&
           origins_.members[vertex.value - contraction_.group_count()].size() == 1;
  }

  ChokePoint describe(std::uint32_t vertex) const {
    ChokePoint point;
    point.falls_in_all = below_[vertex];
    if (vertex >= contraction_.group_count()) {
      point.is_origin = true;
      point.members = origins_.members[vertex - contraction_.group_count()];
    } else {
      const VertexId leader = contraction_.leader[vertex];
      const std::uint32_t origin = origins_.of_vertex[leader.value];
      point.members = {leader};
      point.is_origin = origin != Components::kNone && origins_.members[origin].size() == 1;
    }
    return point;
  }

  void fill_members(const std::vector<std::uint32_t>& chosen, std::vector<ChokePoint>& points) {
    std::map<std::uint32_t, std::size_t> place;
    for (std::size_t i = 0; i < chosen.size(); ++i) place.emplace(chosen[i], i);
    if (contraction_.group_count() == part_.size()) return;  // nothing is a copy
    for (const VertexId vertex : part_) {
      const auto at = place.find(contraction_.group[vertex.value]);
      if (at == place.end() || points[at->second].members.front() == vertex) continue;
      points[at->second].members.push_back(vertex);
    }
  }

  void fill_falls(const std::vector<std::uint32_t>& chosen, std::vector<ChokePoint>& points) {
    constexpr std::uint32_t kNone = Dominators::kNone;
    std::vector<std::uint32_t> place(contraction_.graph.vertex_count(), kNone);
    for (std::uint32_t i = 0; i < chosen.size(); ++i) place[chosen[i]] = i;
    // The nearest chosen vertex above each, so that a walk up meets no others.
    std::vector<std::uint32_t> above(contraction_.graph.vertex_count(), kNone);
    for (const VertexId vertex : tree_.order) {
      const std::uint32_t next = tree_.immediate[vertex.value];
      if (next == kNone) continue;
      above[vertex.value] = place[next] != kNone ? next : above[next];
    }
    for (const VertexId vertex : asked_) {
      for (std::uint32_t at = above[contraction_.group[vertex.value]]; at != kNone;
           at = above[at]) {
        points[place[at]].falls.push_back(vertex);
      }
    }
  }

  const Contraction& contraction_;
  const Origins& origins_;
  std::span<const VertexId> part_;
  std::span<const VertexId> asked_;
  Dominators tree_;
  std::vector<std::uint32_t> asked_below_;
  std::vector<std::uint64_t> below_;
};

}  // namespace

bool is_certainly_before(const SourceGraph& graph, VertexId a, VertexId b) {
  const std::optional<DateSpan> first = graph.date(a);
  const std::optional<DateSpan> second = graph.date(b);
  return first && second && first->latest < second->earliest;
}

const PrintSet* prints_of(const Corroboration& found, VertexId vertex) {
  const auto at = std::find_if(found.prints.begin(), found.prints.end(), [&](const PrintSet& set) {
    return std::binary_search(set.on_chains.begin(), set.on_chains.end(), vertex);
  });
  return at != found.prints.end() ? &*at : nullptr;
}

Corroboration corroborate(const SourceGraph& graph, std::span<const VertexId> asked,
                          std::span<const std::vector<VertexId>> prints, const Work& work) {
  const CitationGraph& structure = graph.graph();
  Corroboration result;
  result.asked.assign(asked.begin(), asked.end());
  sort_and_unite(result.asked);

  std::vector<VertexId> part =
      detail::search_cited(structure, result.asked, work.stage(0, 0.1)).order;
  if (work.is_stopped()) return result;
  std::sort(part.begin(), part.end());
  result.reached_count = part.size();
  std::vector<bool> in_part(structure.vertex_count(), false);
  for (const VertexId vertex : part) in_part[vertex.value] = true;

  Origins origins;
  {
    const Components components = detail::components_of(structure, in_part, work.stage(0.1, 0.2));
    if (work.is_stopped()) return result;
    origins = detail::origins_of(structure, components);
  }
  result.copies = detail::find_copies(graph, part);
  result.prints = detail::prints_among(graph, in_part, prints);
  const std::vector<VertexId> original =
      detail::originals(structure.vertex_count(), result.copies, result.prints);
  const Mates mates = detail::join_silent_prints(structure, result.prints, original, origins);
  const Citations citations{structure, origins, mates, result.asked};
  result.origins = describe_origins(structure, origins);

  std::uint32_t bound = 0xFFFFFFFF;
  double begin = 0.2;
  for (const Level level : {Level::Article, Level::Outlet, Level::Owner}) {
    const double end = level == Level::Article ? 0.6 : begin + 0.2;
    const Work own = work.stage(begin, end);
    begin = end;
    std::vector<VertexId> leader = original;
    if (level != Level::Article) {
      const std::vector<VertexId> outlet = representatives(graph, level);
      for (VertexId& vertex : leader) vertex = outlet[vertex.value];
    }
    const Contraction contraction =
        detail::contract(structure, part, leader, origins, own.stage(0, 0.4));
    if (work.is_stopped()) return result;
    IndependentChains& chains = result.levels[static_cast<std::size_t>(level)];
    chains = independent_chains(citations, contraction, bound, own.stage(0.4, 0.6));
    if (work.is_stopped()) return result;
    chains.level = level;
    bound = chains.at_most;
    if (level != Level::Article) continue;
    count_asked(contraction, result.asked, result.origins, own.stage(0.6, 0.8));
    if (work.is_stopped()) return result;
    Choking choking(contraction, origins, part, result.asked, own.stage(0.8, 1));
    if (work.is_stopped()) return result;
    result.choke_points = choking.find(result.asked.size() == 1);
  }
  std::stable_sort(result.origins.begin(), result.origins.end(),
                   [](const auto& a, const auto& b) { return a.asked_count > b.asked_count; });
  return result;
}

}  // namespace whocites
