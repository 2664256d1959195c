// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/similar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "graph/algorithms/common.h"

namespace whocites {
namespace {

constexpr std::array<std::pair<Likeness, std::string_view>, 3> kNames{{
    {Likeness::Cocitation, "cocitation"},
    {Likeness::Coupling, "coupling"},
    {Likeness::AdamicAdar, "adamic-adar"},
}};

// From a vertex to what it shares: to what cites it, or to what it cites.
Follow outward(Likeness likeness) {
  return likeness == Likeness::Cocitation ? Follow::CitedBy : Follow::Cites;
}
Follow back(Likeness likeness) {
  return likeness == Likeness::Cocitation ? Follow::Cites : Follow::CitedBy;
}

std::span<const VertexId> row(const CitationGraph& graph, VertexId vertex, Follow follow) {
  return follow == Follow::Cites ? graph.cites(vertex) : graph.cited_by(vertex);
}

// Calls `visit` for each distinct vertex of an ascending row.
template <class Visit>
void for_each_distinct(std::span<const VertexId> row, Visit visit) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i == 0 || row[i] != row[i - 1]) visit(row[i]);
  }
}

std::uint32_t distinct_count(std::span<const VertexId> row) {
  std::uint32_t count = 0;
  for_each_distinct(row, [&](VertexId) { ++count; });
  return count;
}

bool is_more_alike(const Similar& a, const Similar& b) {
  if (a.weight != b.weight) return a.weight > b.weight;
  if (a.shared_count != b.shared_count) return a.shared_count > b.shared_count;
  if (a.cosine != b.cosine) return a.cosine > b.cosine;
  return a.vertex < b.vertex;
}

}  // namespace

std::string_view name_of(Likeness likeness) {
  for (const auto& [value, name] : kNames) {
    if (value == likeness) return name;
  }
  return {};
}

std::optional<Likeness> likeness_named(std::string_view name) {
  for (const auto& [value, known] : kNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

SimilarVertices similar(const CitationGraph& graph, VertexId vertex, const SimilarOptions& options,
                        const Work& work) {
  const bool weighted = options.likeness == Likeness::AdamicAdar;
  const Follow to_shared = outward(options.likeness);
  const Follow to_others = back(options.likeness);
  std::vector<std::uint32_t> count(graph.vertex_count(), 0);
  std::vector<double> weight(weighted ? graph.vertex_count() : 0, 0.0);
  std::vector<VertexId> touched;
  SimilarVertices result;
  const auto all_shared = row(graph, vertex, to_shared);
  Pace pace(work, all_shared.size());
  for_each_distinct(all_shared, [&](VertexId middle) {
    if (!pace.goes_on()) return;
    const auto others = row(graph, middle, to_others);
    if (others.size() > options.hub_limit) {
      ++result.hub_count;
      return;
    }
    const std::uint32_t sharers = weighted ? distinct_count(others) : 0;
    for_each_distinct(others, [&](VertexId other) {
      if (other == vertex) return;
      if (count[other.value]++ == 0) touched.push_back(other);
      // At least this vertex and the other share it, so the logarithm is not 0.
      if (weighted) weight[other.value] += 1 / std::log(static_cast<double>(sharers));
    });
  });

  result.total = touched.size();
  const double own = distinct_count(all_shared);
  result.found.reserve(touched.size());
  for (const VertexId other : touched) {
    const double theirs = distinct_count(row(graph, other, to_shared));
    const std::uint32_t both = count[other.value];
    result.found.push_back(
        {other, both, both / std::sqrt(own * theirs), weighted ? weight[other.value] : 0});
  }
  if (options.limit < result.found.size()) {
    const auto cut = result.found.begin() + static_cast<std::ptrdiff_t>(options.limit);
    std::nth_element(result.found.begin(), cut, result.found.end(), is_more_alike);
    result.found.erase(cut, result.found.end());
  }
  std::sort(result.found.begin(), result.found.end(), is_more_alike);
  return result;
}

std::vector<VertexId> shared(const CitationGraph& graph, VertexId a, VertexId b,
                             Likeness likeness) {
  return in_common(graph, {&a, 1}, {&b, 1}, outward(likeness));
}

}  // namespace whocites
