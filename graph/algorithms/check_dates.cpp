// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/check_dates.h"

#include <algorithm>
#include <mutex>
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

// What is found in a part of the graph.
class Collection {
 public:
  Collection(std::size_t most, const std::optional<ForwardCitation>& after)
      : most_(most), after_(after) {}

  void look_at(const SourceGraph& graph, VertexId vertex) {
    const auto citing = graph.date(vertex);
    if (!citing) return;
    std::uint32_t edge = graph.graph().first_edge(vertex).value;
    for (const VertexId to : graph.graph().cites(vertex)) {
      const EdgeId here(edge++);
      const auto cited = graph.date(to);
      if (!cited) continue;
      ++found_.dated_count;
      if (const auto forward = compare(*citing, *cited, here)) count(*forward);
    }
  }
  void add(const Collection& other) {
    found_.dated_count += other.found_.dated_count;
    found_.certain_count += other.found_.certain_count;
    found_.possible_count += other.found_.possible_count;
    found_.before += other.found_.before;
    for (const ForwardCitation& forward : other.found_.first) hold(forward);
  }
  ForwardCitations take() {
    if (found_.first.size() > most_) shrink();
    std::sort(found_.first.begin(), found_.first.end(), comes_first);
    return std::move(found_);
  }

 private:
  void count(const ForwardCitation& forward) {
    ++(forward.certain ? found_.certain_count : found_.possible_count);
    if (after_ && !comes_first(*after_, forward)) {
      ++found_.before;
    } else {
      hold(forward);
    }
  }
  // Twice as many are held at times, so that sorting them costs little for each.
  void hold(const ForwardCitation& forward) {
    if (most_ == 0) return;
    found_.first.push_back(forward);
    if (found_.first.size() / 2 > most_) shrink();
  }
  void shrink() {
    const auto middle = found_.first.begin() + static_cast<std::ptrdiff_t>(most_);
    std::nth_element(found_.first.begin(), middle, found_.first.end(), comes_first);
    found_.first.resize(most_);
  }

  std::size_t most_;
  std::optional<ForwardCitation> after_;
  ForwardCitations found_;
};

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

std::optional<ForwardCitation> forward_citation(const SourceGraph& graph, EdgeId edge) {
  const auto [from, to] = graph.graph().ends(edge);
  const auto citing = graph.date(from);
  const auto cited = graph.date(to);
  return citing && cited ? compare(*citing, *cited, edge) : std::nullopt;
}

ForwardCitations forward_citations(const SourceGraph& graph, std::size_t most,
                                   const std::optional<ForwardCitation>& after, const Work& work) {
  constexpr std::size_t kBlock = std::size_t{1} << 16;
  Collection all(most, after);
  std::mutex adding;
  std::size_t done = 0;
  for_blocks(graph.vertex_count(), kBlock, work, [&](std::size_t begin, std::size_t end) {
    Collection some(most, after);
    for (std::size_t v = begin; v < end; ++v) {
      some.look_at(graph, VertexId(static_cast<std::uint32_t>(v)));
    }
    const std::scoped_lock lock(adding);
    all.add(some);
    done += end - begin;
    work.tell(static_cast<double>(done) / static_cast<double>(graph.vertex_count()));
  });
  return all.take();
}

}  // namespace whocites
