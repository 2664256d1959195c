// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/main_path.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "graph/algorithms/detail/components.h"

namespace whocites {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

// The graph between loops and single vertices, *steps* 0 … count-1. A step cites lower ones only,
// so that counting up goes from the oldest to the newest.
class Steps {
 public:
  // None when the work is stopped.
  Steps(const CitationGraph& graph, const MainPathOptions& options, const Work& work)
      : graph_(graph), step_of_(detail::components_of(graph, work).of_vertex) {
    const std::uint32_t count =
        step_of_.empty() ? 0 : *std::max_element(step_of_.begin(), step_of_.end()) + 1;
    first_.assign(count + 1, 0);
    for (const std::uint32_t step : step_of_) ++first_[step + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    members_.resize(step_of_.size());
    std::vector<std::uint32_t> at(first_.begin(), first_.end() - 1);
    for (std::uint32_t v = 0; v < step_of_.size(); ++v) members_[at[step_of_[v]]++] = VertexId(v);
    seen_.assign(count, 0);
    counts_.assign(count, true);
    if (work.is_stopped()) return;
    if (options.from) keep_drawing_on(step_of_[options.from->value]);
    if (options.to) keep_drawn_on_by(step_of_[options.to->value]);
  }

  std::uint32_t count() const { return static_cast<std::uint32_t>(first_.size() - 1); }
  bool counts(std::uint32_t step) const { return counts_[step]; }
  std::uint32_t step_of(VertexId vertex) const { return step_of_[vertex.value]; }
  std::span<const VertexId> members(std::uint32_t step) const {
    return std::span(members_).subspan(first_[step], first_[step + 1] - first_[step]);
  }

  // Each other step of the part that `step` cites / is cited by, once.
  template <class Visit>
  void for_each_cited(std::uint32_t step, Visit visit) {
    for_each([&](VertexId v) { return graph_.cites(v); }, step, visit);
  }
  template <class Visit>
  void for_each_citing(std::uint32_t step, Visit visit) {
    for_each([&](VertexId v) { return graph_.cited_by(v); }, step, visit);
  }

  // The first citation of one step by another. Requires: there is one.
  EdgeId citation(std::uint32_t citing, std::uint32_t cited) const {
    EdgeId best(kNone);
    for (const VertexId member : members(citing)) {
      std::uint32_t edge = graph_.first_edge(member).value;
      for (const VertexId peer : graph_.cites(member)) {
        if (step_of(peer) == cited) best = std::min(best, EdgeId(edge));
        ++edge;
      }
    }
    return best;
  }

 private:
  template <class Row, class Visit>
  void for_each(Row row, std::uint32_t step, Visit visit) {
    ++visit_;
    seen_[step] = visit_;
    for (const VertexId member : members(step)) {
      for (const VertexId peer : row(member)) {
        const std::uint32_t other = step_of(peer);
        if (seen_[other] == visit_ || !counts_[other]) continue;
        seen_[other] = visit_;
        visit(other);
      }
    }
  }

  void keep_drawing_on(std::uint32_t start) {
    std::vector<bool> reached(count(), false);
    reached[start] = true;
    for (std::uint32_t step = start; step < count(); ++step) {
      if (reached[step]) for_each_citing(step, [&](std::uint32_t other) { reached[other] = true; });
    }
    restrict_to(reached);
  }
  void keep_drawn_on_by(std::uint32_t start) {
    std::vector<bool> reached(count(), false);
    reached[start] = counts_[start];
    for (std::uint32_t step = start + 1; step-- > 0;) {
      if (reached[step]) for_each_cited(step, [&](std::uint32_t other) { reached[other] = true; });
    }
    restrict_to(reached);
  }
  void restrict_to(const std::vector<bool>& reached) {
    for (std::uint32_t step = 0; step < count(); ++step) {
      if (!reached[step]) counts_[step] = false;
    }
  }

  const CitationGraph& graph_;
  std::vector<std::uint32_t> step_of_;  // of each vertex
  std::vector<std::uint32_t> first_;    // of each step, into members_
  std::vector<VertexId> members_;
  std::vector<std::uint32_t> seen_;  // in which visit a step was met last; there are few per step
  std::uint32_t visit_ = 0;
  std::vector<bool> counts_;  // whether a step belongs to the part that is looked at
};

// How many paths lead to each step and how many lead on, by which a citation weighs the product.
class Flow {
 public:
  Flow(Steps& steps, PathWeight weight, const Work& work)
      : steps_(steps), before_(steps.count()), after_(steps.count()) {
    Pace pace(work, 2 * std::size_t{steps.count()});
    for (std::uint32_t step = 0; step < steps.count() && pace.goes_on(); ++step) {
      if (!steps.counts(step)) continue;
      PathCount sum;
      steps.for_each_cited(step, [&](std::uint32_t cited) { sum += before_[cited]; });
      before_[step] = begins(sum, weight) ? sum + PathCount(1) : sum;
    }
    for (std::uint32_t step = steps.count(); step-- > 0 && pace.goes_on();) {
      if (!steps.counts(step)) continue;
      PathCount sum;
      bool is_source = true;
      steps.for_each_citing(step, [&](std::uint32_t citing) { sum += after_[citing]; });
      steps.for_each_cited(step, [&](std::uint32_t) { is_source = false; });
      if (is_source || weight != PathWeight::Spc) total_ += sum;
      after_[step] = ends(sum, weight) ? sum + PathCount(1) : sum;
    }
  }

  PathCount weight(std::uint32_t cited, std::uint32_t citing) const {
    return before_[cited] * after_[citing];
  }
  // All paths of at least one citation.
  PathCount total() const { return total_; }

 private:
  static bool begins(PathCount sum, PathWeight weight) {
    return sum.is_zero() || weight != PathWeight::Spc;
  }
  static bool ends(PathCount sum, PathWeight weight) {
    return sum.is_zero() || weight == PathWeight::Spnp;
  }

  Steps& steps_;
  std::vector<PathCount> before_;
  std::vector<PathCount> after_;
  PathCount total_;
};

struct Link {
  std::uint32_t cited = kNone;
  std::uint32_t citing = kNone;
  PathCount weight;
};

class Search {
 public:
  Search(Steps& steps, const Flow& flow, const Work& work)
      : steps_(steps), flow_(flow), work_(work) {}

  // The chosen steps, oldest first; empty when there is no citation between steps.
  std::vector<std::uint32_t> local() {
    const Link start = heaviest([&](std::uint32_t step) {
      bool is_source = true;
      steps_.for_each_cited(step, [&](std::uint32_t) { is_source = false; });
      return is_source;
    });
    return start.cited == kNone ? Path{} : onward({start.cited, start.citing});
  }
  std::vector<std::uint32_t> key_route() {
    const Link key = heaviest([](std::uint32_t) { return true; });
    if (key.cited == kNone) return {};
    Path path{key.cited};
    for (Link link = key; link.cited != kNone;) {
      const std::uint32_t at = link.cited;
      link = {};
      steps_.for_each_cited(at, [&](std::uint32_t cited) { consider({cited, at, {}}, link); });
      if (link.cited != kNone) path.push_back(link.cited);
    }
    std::reverse(path.begin(), path.end());
    path.push_back(key.citing);
    return onward(std::move(path));
  }
  std::vector<std::uint32_t> global() {
    std::vector<PathCount> sum(steps_.count());
    Path via(steps_.count(), kNone);
    std::uint32_t last = kNone;
    Pace pace(work_, steps_.count());
    for (std::uint32_t step = 0; step < steps_.count() && pace.goes_on(); ++step) {
      if (!steps_.counts(step)) continue;
      steps_.for_each_cited(step, [&](std::uint32_t cited) {
        const PathCount reached = sum[cited] + flow_.weight(cited, step);
        const bool is_more = via[step] == kNone || reached.exceeds(sum[step]);
        if (!is_more && (sum[step].exceeds(reached) || !is_lower(cited, via[step]))) return;
        sum[step] = reached;
        via[step] = cited;
      });
      if (via[step] == kNone) continue;
      const bool is_more = last == kNone || sum[step].exceeds(sum[last]);
      if (is_more || (!sum[last].exceeds(sum[step]) && is_lower(step, last))) last = step;
    }
    Path path;
    for (std::uint32_t step = last; step != kNone; step = via[step]) path.push_back(step);
    std::reverse(path.begin(), path.end());
    return path;
  }

 private:
  using Path = std::vector<std::uint32_t>;

  bool is_lower(std::uint32_t a, std::uint32_t b) const {
    return steps_.members(a).front() < steps_.members(b).front();
  }
  // Takes the candidate for the best link if it is the better one.
  void consider(Link candidate, Link& best) const {
    candidate.weight = flow_.weight(candidate.cited, candidate.citing);
    if (best.cited != kNone && !candidate.weight.exceeds(best.weight)) {
      if (best.weight.exceeds(candidate.weight)) return;
      const bool same_cited = candidate.cited == best.cited;
      if (same_cited ? !is_lower(candidate.citing, best.citing)
                     : !is_lower(candidate.cited, best.cited)) {
        return;
      }
    }
    best = candidate;
  }
  template <class Admits>
  Link heaviest(Admits admits) {
    Link best;
    Pace pace(work_, steps_.count());
    for (std::uint32_t step = 0; step < steps_.count() && pace.goes_on(); ++step) {
      if (!steps_.counts(step) || !admits(step)) continue;
      steps_.for_each_citing(step, [&](std::uint32_t citing) {
        consider({step, citing, {}}, best);
      });
    }
    return best;
  }
  Path onward(Path path) {
    for (;;) {
      const std::uint32_t at = path.back();
      Link best;
      steps_.for_each_citing(at, [&](std::uint32_t citing) { consider({at, citing, {}}, best); });
      if (best.citing == kNone) return path;
      path.push_back(best.citing);
    }
  }

  Steps& steps_;
  const Flow& flow_;
  const Work& work_;
};

std::vector<std::uint32_t> chosen(Search search, PathSearch how) {
  switch (how) {
    case PathSearch::Local:
      return search.local();
    case PathSearch::Global:
      return search.global();
    case PathSearch::KeyRoute:
      return search.key_route();
  }
  return {};
}

}  // namespace

MainPath main_path(const CitationGraph& graph, const MainPathOptions& options, const Work& work) {
  Steps steps(graph, options, work.stage(0, 0.3));
  if (work.is_stopped()) return {};
  const Flow flow(steps, options.weight, work.stage(0.3, 0.8));
  if (work.is_stopped()) return {};
  MainPath result;
  result.path_count = flow.total();
  for (std::uint32_t step = 0; step < steps.count(); ++step) {
    const std::size_t size = steps.members(step).size();
    if (size < 2 || !steps.counts(step)) continue;
    ++result.loop_count;
    result.loop_member_count += size;
  }
  std::optional<std::uint32_t> before;
  const Work rest = work.stage(0.8, 1);
  for (const std::uint32_t step : chosen(Search(steps, flow, rest), options.search)) {
    if (work.is_stopped()) return {};
    const auto members = steps.members(step);
    MainPath::Step entry{{members.begin(), members.end()}, {}, {}};
    if (before) {
      entry.citation = steps.citation(step, *before);
      entry.weight = flow.weight(*before, step);
    }
    result.steps.push_back(std::move(entry));
    before = step;
  }
  return result;
}

std::vector<PathCount> path_weights(const CitationGraph& graph, const MainPathOptions& options) {
  Steps steps(graph, options, {});
  const Flow flow(steps, options.weight, {});
  std::vector<PathCount> weights;
  weights.reserve(graph.edge_count());
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const std::uint32_t citing = steps.step_of(VertexId(v));
    for (const VertexId peer : graph.cites(VertexId(v))) {
      const std::uint32_t cited = steps.step_of(peer);
      const bool counts = citing != cited && steps.counts(citing) && steps.counts(cited);
      weights.push_back(counts ? flow.weight(cited, citing) : PathCount());
    }
  }
  return weights;
}

}  // namespace whocites
