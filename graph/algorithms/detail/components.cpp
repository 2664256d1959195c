// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/components.h"

#include <algorithm>

namespace whocites::detail {
namespace {

constexpr std::uint32_t kUnseen = 0;

struct Frame {
  std::uint32_t vertex;
  std::uint32_t next;  // the citation to look at
  std::uint32_t low;   // the lowest open index that was met below
};

// `index` holds for an open vertex its place on the way, from 1; for one that is closed without
// being the first of its component, the lowest place it leads back to; for one whose component is
// complete, a number counted down from vertex_count - 1. There are never more open vertices than
// numbers left, so the second kind is never above the third, and one comparison tells them apart.
// Vertices outside the part hold kNone, which is above them all.
class Search {
 public:
  Search(const CitationGraph& graph, std::vector<std::uint32_t> index, const Work& work)
      : rows_(graph.rows()),
        index_(std::move(index)),
        pace_(work, index_.size()),
        next_component_(static_cast<std::uint32_t>(index_.size()) - 1) {}

  std::vector<std::uint32_t> run() {
    const auto count = static_cast<std::uint32_t>(index_.size());
    for (std::uint32_t v = 0; v < count; ++v) {
      if (index_[v] == kUnseen && !search_from(v)) return {};
    }
    for (std::uint32_t& number : index_) {
      if (number != Components::kNone) number = count - 1 - number;
    }
    return std::move(index_);
  }

 private:
  void open(std::uint32_t vertex) {
    goes_on_ = pace_.goes_on();
    index_[vertex] = next_index_;
    frames_.push_back({vertex, rows_.cites_begin[vertex], next_index_});
    ++next_index_;
  }

  // False when it was stopped.
  bool search_from(std::uint32_t start) {
    open(start);
    while (!frames_.empty() && goes_on_) {
      Frame& frame = frames_.back();
      const std::uint32_t end = rows_.cites_begin[frame.vertex + 1];
      std::uint32_t low = frame.low;
      std::uint32_t at = frame.next;
      // A vertex that was gone into is looked at once more afterwards, when it holds its low.
      for (; at < end; ++at) {
        const std::uint32_t seen = index_[rows_.cited[at].value];
        if (seen == kUnseen) break;
        low = std::min(low, seen);
      }
      frame.low = low;
      frame.next = at;
      if (at < end) {
        open(rows_.cited[at].value);
      } else {
        const std::uint32_t vertex = frame.vertex;
        frames_.pop_back();
        close(vertex, low);
      }
    }
    return goes_on_;
  }

  void close(std::uint32_t vertex, std::uint32_t low) {
    const std::uint32_t own = index_[vertex];
    if (low < own) {
      index_[vertex] = low;
      waiting_.push_back(vertex);
      return;
    }
    --next_index_;
    while (!waiting_.empty() && index_[waiting_.back()] >= own) {
      index_[waiting_.back()] = next_component_;
      waiting_.pop_back();
      --next_index_;
    }
    index_[vertex] = next_component_;
    --next_component_;
  }

  const CitationGraph::Rows& rows_;
  std::vector<std::uint32_t> index_;
  Pace pace_;  // of opening vertices
  bool goes_on_ = true;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> waiting_;  // closed vertices whose component is not complete
  std::uint32_t next_index_ = 1;
  std::uint32_t next_component_;
};

Components collect(std::vector<std::uint32_t> of_vertex) {
  Components components;
  std::uint32_t count = 0;
  std::size_t taken = 0;
  for (const std::uint32_t component : of_vertex) {
    if (component == Components::kNone) continue;
    count = std::max(count, component + 1);
    ++taken;
  }
  components.begin.assign(count + std::size_t{1}, 0);
  for (const std::uint32_t component : of_vertex) {
    if (component != Components::kNone) ++components.begin[component + 1];
  }
  for (std::uint32_t c = 0; c < count; ++c) components.begin[c + 1] += components.begin[c];
  components.member.resize(taken);
  std::vector<std::uint32_t> next(components.begin.begin(), components.begin.end() - 1);
  for (std::uint32_t v = 0; v < of_vertex.size(); ++v) {
    const std::uint32_t component = of_vertex[v];
    if (component != Components::kNone) components.member[next[component]++] = VertexId(v);
  }
  components.of_vertex = std::move(of_vertex);
  return components;
}

}  // namespace

Components components_of(const CitationGraph& graph, const Work& work) {
  std::vector<std::uint32_t> index(graph.vertex_count(), kUnseen);
  return collect(Search(graph, std::move(index), work).run());
}

Components components_of(const CitationGraph& graph, const std::vector<bool>& part,
                         const Work& work) {
  std::vector<std::uint32_t> index(graph.vertex_count(), Components::kNone);
  for (std::uint32_t v = 0; v < index.size(); ++v) {
    if (part[v]) index[v] = kUnseen;
  }
  return collect(Search(graph, std::move(index), work).run());
}

bool cites_itself(const CitationGraph& graph, VertexId vertex) {
  const auto cited = graph.cites(vertex);
  return std::binary_search(cited.begin(), cited.end(), vertex);
}

bool is_circular(const CitationGraph& graph, std::span<const VertexId> members) {
  return members.size() > 1 || cites_itself(graph, members.front());
}

bool leads_out(const CitationGraph& graph, const Components& components, std::uint32_t component) {
  for (const VertexId member : components.members(component)) {
    for (const VertexId cited : graph.cites(member)) {
      if (components.of_vertex[cited.value] != component) return true;
    }
  }
  return false;
}

}  // namespace whocites::detail
