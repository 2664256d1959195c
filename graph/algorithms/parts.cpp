// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/parts.h"

#include <algorithm>
#include <numeric>

#include "graph/algorithms/detail/components.h"
#include "graph/algorithms/weak_components.h"

namespace whocites {

Parts parts_of(const std::vector<std::uint32_t>& labels) {
  const auto count = static_cast<std::uint32_t>(labels.size());
  std::vector<std::uint32_t> size(count, 0);
  std::vector<std::uint32_t> order;  // labels, by their lowest vertex
  for (const std::uint32_t label : labels) {
    if (size[label]++ == 0) order.push_back(label);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
  Parts parts;
  parts.begin.push_back(0);
  std::vector<std::uint32_t> number(count, 0);
  for (const std::uint32_t label : order) {
    number[label] = static_cast<std::uint32_t>(parts.count());
    parts.begin.push_back(parts.begin.back() + size[label]);
  }
  std::vector<std::uint32_t> next(parts.begin.begin(), parts.begin.end() - 1);
  parts.part.resize(count);
  parts.members.resize(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    parts.part[v] = number[labels[v]];
    parts.members[next[parts.part[v]]++] = VertexId(v);
  }
  return parts;
}

Parts weak_parts(const CitationGraph& graph, const Work& work) {
  return parts_of(weak_components(graph, work));
}

Parts strong_parts(const CitationGraph& graph, const Work& work) {
  return parts_of(detail::components_of(graph, work).of_vertex);
}

}  // namespace whocites
