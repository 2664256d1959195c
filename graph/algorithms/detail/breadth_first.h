// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/iterator_facade.hpp>

#include "base/sorted.h"
#include "graph/algorithms/path.h"
#include "graph/bgl_adapter.h"

// Breadth-first search as the algorithms of this folder need it: bounded in depth, stoppable, in
// either direction or both, and repeatable without paying again for what was not touched. The
// search is Boost's; its queue is ours, and ends the search by calling itself empty, which spares
// an exception thrown out of a visitor.
namespace whocites::detail {

// One citation on the way from a vertex to its neighbour, in whichever direction it is followed.
struct Step {
  VertexId from;
  VertexId to;
  EdgeId edge;
  friend bool operator==(const Step&, const Step&) = default;
};

// A CitationGraph seen along one direction, or with the directions taken off; a Boost
// IncidenceGraph. The steps of a vertex: what it cites, then what cites it.
struct FollowView {
  const CitationGraph* graph = nullptr;
  Follow follow = Follow::Cites;
};

class StepIterator
    : public boost::iterator_facade<StepIterator, Step, boost::forward_traversal_tag, Step> {
 public:
  using Arcs = CitationGraph::Arcs;

  StepIterator() = default;
  StepIterator(VertexId from, Arcs first, Arcs second, std::size_t position)
      : from_(from), first_(first), second_(second), position_(position) {}

 private:
  friend class boost::iterator_core_access;
  Step dereference() const {
    const CitationGraph::Arc arc =
        position_ < first_.size() ? first_[position_] : second_[position_ - first_.size()];
    return {from_, arc.vertex, arc.edge};
  }
  bool equal(const StepIterator& other) const { return position_ == other.position_; }
  void increment() { ++position_; }

  VertexId from_;
  Arcs first_;
  Arcs second_;
  std::size_t position_ = 0;
};

inline VertexId source(const Step& step, const FollowView&) { return step.from; }
inline VertexId target(const Step& step, const FollowView&) { return step.to; }

inline std::pair<StepIterator, StepIterator> out_edges(VertexId vertex, const FollowView& view) {
  StepIterator::Arcs first;
  StepIterator::Arcs second;
  if (view.follow != Follow::CitedBy) first = view.graph->out_arcs(vertex);
  if (view.follow != Follow::Cites) second = view.graph->in_arcs(vertex);
  return {StepIterator(vertex, first, second, 0),
          StepIterator(vertex, first, second, first.size() + second.size())};
}

inline std::size_t out_degree(VertexId vertex, const FollowView& view) {
  const auto [begin, end] = out_edges(vertex, view);
  return static_cast<std::size_t>(std::distance(begin, end));
}

}  // namespace whocites::detail

template <>
struct boost::graph_traits<whocites::detail::FollowView> {
  using vertex_descriptor = whocites::VertexId;
  using edge_descriptor = whocites::detail::Step;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;
  using out_edge_iterator = whocites::detail::StepIterator;
  using degree_size_type = std::size_t;
};

namespace whocites::detail {

class BreadthFirst {
 public:
  // O(vertices). Requires: `graph` outlives this.
  BreadthFirst(const CitationGraph& graph, Follow follow)
      : view_{&graph, follow},
        colors_(graph.vertex_count(), boost::white_color),
        distance_(graph.vertex_count(), 0),
        via_(graph.vertex_count()) {}

  // Forgets the previous search and starts at `starts` (repeats allowed), going no further than
  // `depth_limit` steps. Calls `on_step(step)` for every citation that is looked at; the search
  // ends after the vertex for which it returned false. O(what it touches and touched before).
  template <class OnStep>
  void run(std::span<const VertexId> starts, std::uint32_t depth_limit, OnStep on_step);
  void run(std::span<const VertexId> starts, std::uint32_t depth_limit) {
    run(starts, depth_limit, [](const Step&) { return true; });
  }

  // The vertices reached, nearest first, in the order in which they were found.
  const std::vector<VertexId>& order() const { return order_; }
  bool reached(VertexId vertex) const { return colors_[vertex.value] != boost::white_color; }
  // Requires: reached(vertex), here and below.
  std::uint32_t distance(VertexId vertex) const { return distance_[vertex.value]; }
  // The step that found `vertex`. Means nothing for a start.
  const Step& via(VertexId vertex) const { return via_[vertex.value]; }
  // The citations from a start to `vertex`, in the order in which they are followed.
  std::vector<EdgeId> path_to(VertexId vertex) const {
    std::vector<EdgeId> path;
    for (; distance(vertex) > 0; vertex = via(vertex).from) path.push_back(via(vertex).edge);
    std::reverse(path.begin(), path.end());
    return path;
  }

 private:
  // A Boost Buffer. Vertices come nearest first, so the first one at the limit ends the search.
  struct Queue {
    using value_type = VertexId;
    using size_type = std::size_t;

    void push(VertexId vertex) { search.order_.push_back(vertex); }
    void pop() { ++head; }
    const VertexId& top() const { return search.order_[head]; }
    size_type size() const { return search.order_.size() - head; }
    bool empty() const { return stopped || size() == 0 || search.distance(top()) >= depth_limit; }

    BreadthFirst& search;
    std::uint32_t depth_limit;
    std::size_t head = 0;
    bool stopped = false;
  };

  template <class OnStep>
  struct Visitor : boost::default_bfs_visitor {
    Visitor(BreadthFirst& s, Queue& q, OnStep& f) : search(&s), queue(&q), on_step(&f) {}
    void examine_edge(const Step& step, const FollowView&) {
      if (!queue->stopped && !(*on_step)(step)) queue->stopped = true;
    }
    void tree_edge(const Step& step, const FollowView&) {
      search->distance_[step.to.value] = search->distance_[step.from.value] + 1;
      search->via_[step.to.value] = step;
    }

    BreadthFirst* search;
    Queue* queue;
    OnStep* on_step;
  };

  FollowView view_;
  std::vector<boost::default_color_type> colors_;
  std::vector<std::uint32_t> distance_;
  std::vector<Step> via_;
  std::vector<VertexId> order_;
};

template <class OnStep>
void BreadthFirst::run(std::span<const VertexId> starts, std::uint32_t depth_limit,
                       OnStep on_step) {
  for (const VertexId vertex : order_) colors_[vertex.value] = boost::white_color;
  order_.clear();
  std::vector<VertexId> sources(starts.begin(), starts.end());
  sort_and_unite(sources);
  assert((sources.empty() || sources.back().value < colors_.size()) && "no such vertex");
  for (const VertexId vertex : sources) distance_[vertex.value] = 0;

  Queue queue{*this, depth_limit};
  boost::breadth_first_visit(view_, sources.begin(), sources.end(), queue,
                             Visitor<OnStep>(*this, queue, on_step),
                             boost::make_iterator_property_map(colors_.begin(), VertexIndexMap{}));
}

}  // namespace whocites::detail
