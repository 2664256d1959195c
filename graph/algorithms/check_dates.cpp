// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/check_dates.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace whocites {
namespace {

bool comes_first(const ForwardCitation& a, const ForwardCitation& b) {
  return std::tuple(b.certain, b.seconds, a.edge) < std::tuple(a.certain, a.seconds, b.edge);
}

// Absent when the citation does not go forward.
std::optional<ForwardCitation> compare(const DateSpan& citing, const DateSpan& cited, EdgeId edge) {
  if (cited.earliest > citing.latest) {
    return ForwardCitation{edge, true, (cited.earliest - citing.latest).count()};
  }
  if (cited.earliest <= citing.earliest) return std::nullopt;
  return ForwardCitation{edge, false, (cited.earliest - citing.earliest).count()};
}

}  // namespace

std::string_view name_of(InTime in_time) {
  switch (in_time) {
    case InTime::Certain:
      return "certain";
    case InTime::Possible:
      return "possible";
    case InTime::Impossible:
      break;
  }
  return "impossible";
}

InTime in_time(const SourceGraph& graph, VertexId citing, VertexId cited) {
  const auto later = graph.date(citing);
  const auto earlier = graph.date(cited);
  if (!later || !earlier) return InTime::Possible;
  if (earlier->latest <= later->earliest) return InTime::Certain;
  return earlier->earliest > later->latest ? InTime::Impossible : InTime::Possible;
}

ForwardCitations forward_citations(const SourceGraph& graph, std::size_t most) {
  ForwardCitations result;
  // Twice as many are held at times, so that sorting them costs little for each.
  const auto shrink = [&] {
    const auto middle = result.first.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(result.first.begin(), middle, result.first.end(), comes_first);
    result.first.resize(most);
  };
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  for (std::uint32_t v = 0; v < count; ++v) {
    const auto citing = graph.date(VertexId(v));
    if (!citing) continue;
    std::uint32_t edge = graph.graph().first_edge(VertexId(v)).value;
    for (const VertexId to : graph.graph().cites(VertexId(v))) {
      const EdgeId here(edge++);
      const auto cited = graph.date(to);
      if (!cited) continue;
      ++result.dated_count;
      const auto forward = compare(*citing, *cited, here);
      if (!forward) continue;
      ++(forward->certain ? result.certain_count : result.possible_count);
      if (most == 0) continue;
      result.first.push_back(*forward);
      if (result.first.size() / 2 > most) shrink();
    }
  }
  if (result.first.size() > most) shrink();
  std::sort(result.first.begin(), result.first.end(), comes_first);
  return result;
}

}  // namespace whocites
