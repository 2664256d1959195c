// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace whocites {
namespace {

constexpr std::uint32_t kNoOutlet = std::numeric_limits<std::uint32_t>::max();

struct Tally {
  std::uint64_t citation_count = 0;
  std::uint64_t article_count = 0;
  std::uint32_t last_citing = kNoOutlet;  // a vertex's citations come together
};

std::optional<VertexId> to_optional(std::uint32_t outlet) {
  if (outlet == kNoOutlet) return std::nullopt;
  return VertexId(outlet);
}

auto order_of(const OutletCitations& row) {
  const auto number = [](std::optional<VertexId> v) { return v ? v->value : kNoOutlet; };
  return std::tuple(std::numeric_limits<std::uint64_t>::max() - row.citation_count,
                    number(row.from), number(row.to));
}

}  // namespace

std::optional<VertexId> outlet_of(const Network& network, VertexId vertex) {
  const Node& node = network.node(vertex);
  if (node.kind == Kind::Outlet) return vertex;
  if (!node.part_of) return std::nullopt;
  const auto owner = network.vertex_of(*node.part_of);
  if (!owner || network.node(*owner).kind != Kind::Outlet) return std::nullopt;
  return owner;
}

std::vector<OutletCitations> outlet_citations(const Network& network) {
  const auto vertex_count = static_cast<std::uint32_t>(network.graph.vertex_count());
  std::vector<std::uint32_t> outlet(vertex_count, kNoOutlet);
  for (std::uint32_t v = 0; v < vertex_count; ++v) {
    if (const auto found = outlet_of(network, VertexId(v))) outlet[v] = found->value;
  }

  std::unordered_map<std::uint64_t, Tally> tallies;  // by both outlets
  for (std::uint32_t v = 0; v < vertex_count; ++v) {
    for (const VertexId cited : network.graph.cites(VertexId(v))) {
      Tally& tally = tallies[std::uint64_t{outlet[v]} << 32 | outlet[cited.value]];
      ++tally.citation_count;
      if (tally.last_citing != v) ++tally.article_count;
      tally.last_citing = v;
    }
  }

  std::vector<OutletCitations> rows;
  rows.reserve(tallies.size());
  for (const auto& [pair, tally] : tallies) {
    rows.push_back({to_optional(static_cast<std::uint32_t>(pair >> 32)),
                    to_optional(static_cast<std::uint32_t>(pair)), tally.citation_count,
                    tally.article_count});
  }
  std::sort(rows.begin(), rows.end(), [](const OutletCitations& a, const OutletCitations& b) {
    return order_of(a) < order_of(b);
  });
  return rows;
}

}  // namespace whocites
