// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/k_shortest.h"

#include <algorithm>
#include <set>

#include "graph/algorithms/detail/two_ended_search.h"

namespace whocites {
namespace {

struct Candidate {
  std::vector<EdgeId> path;
  std::size_t branch = 0;  // where it leaves the ways found before

  friend bool operator<(const Candidate& a, const Candidate& b) {
    if (a.path.size() != b.path.size()) return a.path.size() < b.path.size();
    return a.path < b.path;
  }
};

// What a variation may use: not the vertices before the branch, and from the branch not the
// citations by which the ways found before go on.
class Variation {
 public:
  explicit Variation(const CitationGraph& graph)
      : graph_(graph), closed_(graph.vertex_count(), false) {}

  void close(VertexId vertex) { closed_[vertex.value] = true; }
  void open(VertexId vertex) { closed_[vertex.value] = false; }
  void branch_at(VertexId vertex, std::vector<EdgeId> taken) {
    branch_ = vertex;
    taken_ = std::move(taken);
    std::sort(taken_.begin(), taken_.end());
  }

  bool pair(VertexId from, VertexId to) const {
    if (closed_[from.value] || closed_[to.value]) return false;
    if (from != branch_ || taken_.empty()) return true;
    EdgeId e = graph_.find_edge(from, to);
    const std::uint32_t end =
        graph_.first_edge(from).value + static_cast<std::uint32_t>(graph_.cites(from).size());
    for (; e.value < end && graph_.cited(e) == to; ++e.value) {
      if (edge(e)) return true;
    }
    return false;
  }
  bool edge(EdgeId e) const { return !std::binary_search(taken_.begin(), taken_.end(), e); }

 private:
  const CitationGraph& graph_;
  std::vector<bool> closed_;
  VertexId branch_;
  std::vector<EdgeId> taken_;
};

class Yen {
 public:
  Yen(const CitationGraph& graph, VertexId from, VertexId to, const Work& work)
      : graph_(graph), from_(from), to_(to), work_(work), search_(graph, work), variation_(graph) {}

  ShortestPaths run(std::size_t limit) {
    ShortestPaths result;
    add_variation({}, 0, from_, result.paths);
    while (!candidates_.empty() && !work_.is_stopped()) {
      if (result.paths.size() == limit) {
        result.cut = true;
        break;
      }
      Candidate best = std::move(candidates_.extract(candidates_.begin()).value());
      result.paths.push_back(best.path);
      vary(best, result.paths);
      work_.tell(static_cast<double>(result.paths.size()) / static_cast<double>(limit));
    }
    return result;
  }

 private:
  // Every way not found yet that begins like `last` up to its branch or further.
  void vary(const Candidate& last, const std::vector<std::vector<EdgeId>>& found) {
    VertexId at = from_;
    std::vector<VertexId> before;
    for (std::size_t i = 0; i < last.path.size(); ++i) {
      if (i >= last.branch) add_variation(last.path, i, at, found);
      variation_.close(at);
      before.push_back(at);
      at = graph_.cited(last.path[i]);
    }
    for (const VertexId vertex : before) variation_.open(vertex);
  }

  // The shortest way that shares the first `branch` citations of `path`, which end at `at`, and
  // then takes a citation that no way found takes from there.
  void add_variation(const std::vector<EdgeId>& path, std::size_t branch, VertexId at,
                     const std::vector<std::vector<EdgeId>>& found) {
    const auto end = path.begin() + static_cast<std::ptrdiff_t>(branch);
    std::vector<EdgeId> taken;
    for (const auto& other : found) {
      if (other.size() > branch && std::equal(path.begin(), end, other.begin())) {
        taken.push_back(other[branch]);
      }
    }
    variation_.branch_at(at, std::move(taken));
    if (!search_.run(at, to_, variation_)) return;
    detail::NearingWalk walk(graph_, search_, variation_, at);
    if (!walk.next()) return;
    Candidate candidate{{path.begin(), end}, branch};
    candidate.path.insert(candidate.path.end(), walk.path().begin(), walk.path().end());
    candidates_.insert(std::move(candidate));
  }

  const CitationGraph& graph_;
  VertexId from_;
  VertexId to_;
  const Work& work_;
  detail::TwoEndedSearch search_;
  Variation variation_;
  std::set<Candidate> candidates_;
};

}  // namespace

ShortestPaths k_shortest_paths(const CitationGraph& graph, VertexId from, VertexId to,
                               std::size_t limit, const Work& work) {
  return Yen(graph, from, to, work).run(limit);
}

}  // namespace whocites
