// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/copies.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "base/joined_sets.h"
#include "base/sorted.h"

namespace whocites::detail {
namespace {

bool can_be_copied(Kind kind) { return kind == Kind::Article || kind == Kind::Publication; }

// The one that was certainly published before all others; absent when dates do not tell. It is the
// one that is soonest past.
std::optional<VertexId> first_of(const SourceGraph& graph, std::span<const VertexId> members) {
  std::optional<VertexId> first;
  for (const VertexId one : members) {
    const std::optional<DateSpan> date = graph.date(one);
    if (date && (!first || date->latest < graph.date(*first)->latest)) first = one;
  }
  const bool is_certain = first && std::all_of(members.begin(), members.end(), [&](VertexId other) {
                            return other == *first || is_certainly_before(graph, *first, other);
                          });
  return is_certain ? first : std::nullopt;
}

// Whether a print has another origin than the silent ones of its text: a reprint that cites but the
// original has none. What became no origin hands on to its mate.
class OtherOrigin {
 public:
  OtherOrigin(const CitationGraph& graph, const Origins& origins, const Mates& mates,
              const std::vector<VertexId>& silent)
      : graph_(graph), origins_(origins), mates_(mates), silent_(silent) {}

  bool is_below(VertexId start) const {
    std::set<VertexId> seen{start};
    std::vector<VertexId> open{start};
    while (!open.empty()) {
      const VertexId at = open.back();
      open.pop_back();
      const auto mate = mates_.find(at);
      const bool is_origin = origins_.of_vertex[at.value] != Components::kNone;
      const bool is_own = std::find(silent_.begin(), silent_.end(), at) != silent_.end();
      if (is_origin && !is_own && mate == mates_.end()) return true;
      if (mate != mates_.end() && seen.insert(mate->second).second) open.push_back(mate->second);
      for (const VertexId cited : graph_.cites(at)) {
        if (seen.insert(cited).second) open.push_back(cited);
      }
    }
    return false;
  }

 private:
  const CitationGraph& graph_;
  const Origins& origins_;
  const Mates& mates_;
  const std::vector<VertexId>& silent_;
};

}  // namespace

std::vector<Copy> find_copies(const SourceGraph& graph, std::span<const VertexId> part) {
  std::vector<Copy> copies;
  for (const VertexId vertex : part) {
    if (!can_be_copied(graph.kind(vertex))) continue;
    for (const CitationGraph::Arc arc : graph.graph().out_arcs(vertex)) {
      const bool copied = graph.citation(arc.edge).relation == Relation::Republishes &&
                          arc.vertex != vertex && can_be_copied(graph.kind(arc.vertex));
      if (copied) copies.push_back({vertex, arc.vertex});
    }
  }
  return copies;
}

std::vector<PrintSet> prints_among(const SourceGraph& graph, const std::vector<bool>& in_part,
                                   std::span<const std::vector<VertexId>> prints) {
  std::vector<PrintSet> found;
  for (const std::vector<VertexId>& group : prints) {
    PrintSet set;
    set.members = group;
    sort_and_unite(set.members);
    std::copy_if(set.members.begin(), set.members.end(), std::back_inserter(set.on_chains),
                 [&](VertexId vertex) { return in_part[vertex.value]; });
    if (set.on_chains.size() < 2) continue;
    set.first = first_of(graph, set.on_chains);
    if (set.first) {
      std::copy_if(set.members.begin(), set.members.end(), std::back_inserter(set.maybe_before),
                   [&](VertexId vertex) {
                     return !in_part[vertex.value] &&
                            !is_certainly_before(graph, *set.first, vertex);
                   });
    }
    found.push_back(std::move(set));
  }
  std::sort(found.begin(), found.end(),
            [](const PrintSet& a, const PrintSet& b) { return a.members < b.members; });
  return found;
}

std::vector<VertexId> originals(std::size_t vertex_count, const std::vector<Copy>& copies,
                                const std::vector<PrintSet>& prints) {
  std::vector<VertexId> original;
  original.reserve(vertex_count);
  for (std::uint32_t v = 0; v < vertex_count; ++v) original.emplace_back(v);
  if (copies.empty() && prints.empty()) return original;
  JoinedSets<std::uint32_t> sets;        // of one origin
  std::map<std::uint32_t, bool> in_set;  // whether it is certainly not the first
  for (const Copy& copy : copies) {
    sets.join(copy.copy.value, copy.original.value);
    in_set[copy.copy.value] = true;
    in_set.try_emplace(copy.original.value, false);
  }
  for (const PrintSet& print : prints) {
    std::optional<VertexId> before;
    for (const VertexId member : print.on_chains) {
      if (before) sets.join(before->value, member.value);
      before = member;
      const bool is_later = print.first && *print.first != member;
      in_set[member.value] = in_set[member.value] || is_later;
    }
  }
  std::map<std::uint32_t, std::uint32_t> chosen;  // by the lowest of the set
  for (const auto& [vertex, is_later] : in_set) {
    if (!is_later) chosen.try_emplace(sets.lowest(vertex), vertex);
  }
  for (const auto& [vertex, is_later] : in_set) {
    chosen.try_emplace(sets.lowest(vertex), vertex);
    original[vertex] = VertexId(chosen.at(sets.lowest(vertex)));
  }
  return original;
}

Mates join_silent_prints(const CitationGraph& graph, const std::vector<PrintSet>& prints,
                         const std::vector<VertexId>& original, Origins& origins) {
  Mates mates;
  for (const PrintSet& print : prints) {
    std::vector<VertexId> silent;
    std::vector<VertexId> citing;
    for (const VertexId member : print.on_chains) {
      (graph.cites(member).empty() ? silent : citing).push_back(member);
    }
    if (silent.empty()) continue;
    const OtherOrigin other(graph, origins, mates, silent);
    const auto speaking = std::find_if(citing.begin(), citing.end(),
                                       [&](VertexId vertex) { return other.is_below(vertex); });
    const VertexId leader = original[silent.front().value];
    const bool leads = std::find(silent.begin(), silent.end(), leader) != silent.end();
    const VertexId end = speaking != citing.end() ? *speaking : leads ? leader : silent.front();
    for (const VertexId vertex : silent) {
      if (vertex != end) mates.emplace(vertex, end);
    }
  }
  if (mates.empty()) return mates;
  std::erase_if(origins.members,
                [&](const auto& members) { return mates.contains(members.front()); });
  std::fill(origins.of_vertex.begin(), origins.of_vertex.end(), Components::kNone);
  for (std::uint32_t o = 0; o < origins.members.size(); ++o) {
    for (const VertexId member : origins.members[o]) origins.of_vertex[member.value] = o;
  }
  return mates;
}

}  // namespace whocites::detail
