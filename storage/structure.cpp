// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/structure.h"

#include <algorithm>
#include <future>
#include <map>
#include <tuple>

#include "base/joined_sets.h"
#include "storage/detail/link_rows.h"
#include "storage/detail/node_outlines.h"

namespace whocites::storage::detail {
namespace {

constexpr std::uint32_t kNone = SourceGraph::kNone;

using Group = std::vector<std::uint32_t>;  // nodes that are the same, by number

// The nodes that decisions make the same, as Reader::same_as() has it: of each pair the last word
// that is seen.
Result<std::vector<Group>> same_nodes(const Store& store, const View& view) {
  std::map<std::pair<NodeId, NodeId>, bool> last_word;
  const auto note = [&](const IdentityDecision& decision) {
    if (view.sees(decision.batch)) last_word[std::minmax(decision.a, decision.b)] = decision.same;
    return true;
  };
  if (auto done = store.scan_identities(Sameness::Thing, note); !done) return fail(done.error());
  JoinedSets<std::uint32_t> sets;
  for (const auto& [pair, same] : last_word) {
    if (same) sets.join(pair.first.value, pair.second.value);
  }
  return sets.groups();
}

// Which vertex each node is, and which nodes each vertex.
struct Vertices {
  std::vector<std::uint32_t> of;         // by node; kNone: not seen
  std::vector<std::uint32_t> node;       // by vertex: the representative
  std::map<std::uint32_t, Group> likes;  // of vertices that are several nodes: those
};

Vertices number_vertices(NodeOutlines& outlines, const std::vector<Group>& groups) {
  std::map<std::uint32_t, std::uint32_t> stands_for;  // only where that is another node
  std::map<std::uint32_t, Group> likes;
  for (const Group& group : groups) {
    Group seen;
    for (const std::uint32_t node : group) {
      if (node < outlines.end() && outlines.is_seen(node)) seen.push_back(node);
    }
    if (seen.empty()) continue;
    std::stable_sort(seen.begin(), seen.end(), [&](std::uint32_t a, std::uint32_t b) {
      return outlines.is_unresolved(a) < outlines.is_unresolved(b);
    });
    outlines.unite(seen);
    for (const std::uint32_t node : group) stands_for[node] = seen.front();
    likes[seen.front()] = group;
  }
  Vertices vertices;
  vertices.of.assign(outlines.end(), kNone);
  for (std::uint32_t node = 0; node < outlines.end(); ++node) {
    if (!outlines.is_seen(node)) continue;
    if (const auto at = stands_for.find(node); at != stands_for.end() && at->second != node)
      continue;
    vertices.of[node] = static_cast<std::uint32_t>(vertices.node.size());
    vertices.node.push_back(node);
  }
  for (const auto& [node, other] : stands_for) {
    if (node < outlines.end()) vertices.of[node] = vertices.of[other];
  }
  for (auto& [node, group] : likes) vertices.likes[vertices.of[node]] = std::move(group);
  return vertices;
}

// The last word of people on citations, by vertices.
using Verdicts = std::map<std::tuple<std::uint32_t, std::uint32_t, Relation>, std::uint32_t>;

// Judgements of one batch on citations that decisions unite count in the order of those citations;
// those on what has no evidence do not count.
Result<Verdicts> read_verdicts(const Store& store, const View& view, const Vertices& vertices,
                               const LinkRows& links, CitationClasses& classes) {
  struct Word {
    BatchId batch;
    Verdict verdict;
  };
  std::map<Verdicts::key_type, Word> last;
  const std::uint32_t end = static_cast<std::uint32_t>(vertices.of.size());
  const auto note = [&](NodeId from, const Adjacent& to, const Judgement& judgement) {
    if (!view.sees(judgement.batch) || from.value >= end || to.peer.value >= end) return true;
    if (!links.contains(from, to, classes)) return true;
    const Verdicts::key_type ends{vertices.of[from.value], vertices.of[to.peer.value], to.relation};
    const Word word{judgement.batch, judgement.verdict};
    const auto [at, fresh] = last.try_emplace(ends, word);
    if (!fresh && at->second.batch <= word.batch) at->second = word;
    return true;
  };
  if (auto done = store.scan_judgements(note); !done) return fail(done.error());
  Verdicts verdicts;
  for (const auto& [ends, word] : last) {
    verdicts[ends] = classes.judged(std::get<Relation>(ends), word.verdict);
  }
  return verdicts;
}

// Gives the row of each vertex in turn, its ends as vertices; rows of nodes that are the same
// united.
class RowMaker {
 public:
  RowMaker(const LinkRows& links, const Vertices& vertices,
           const std::vector<CitationClass>& classes)
      : links_(links), vertices_(vertices), classes_(classes), like_(vertices.likes.begin()) {}

  // Lives until the next call. Requires: called with 0, 1, 2, …
  const std::vector<LinkRows::Link>& row(std::uint32_t vertex) {
    row_.clear();
    if (like_ != vertices_.likes.end() && like_->first == vertex) {
      for (const std::uint32_t node : like_->second) append(node);
      ++like_;
    } else {
      append(vertices_.node[vertex]);
    }
    if (!vertices_.likes.empty()) unite();
    return row_;
  }

 private:
  void append(std::uint32_t node) {
    if (node >= vertices_.of.size()) return;
    const std::uint32_t end = links_.begin(node + 1);
    for (std::uint32_t at = links_.begin(node); at < end; ++at) {
      LinkRows::Link link = links_[at];
      link.to = vertices_.of[link.to];
      if (link.to != kNone) row_.push_back(link);
    }
  }
  void unite() {
    const auto rank = [&](const LinkRows::Link& link) {
      return std::tuple(link.to, classes_[link.edge_class].relation,
                        -classes_[link.edge_class].confidence);
    };
    const auto before = [&](const LinkRows::Link& a, const LinkRows::Link& b) {
      return rank(a) < rank(b);
    };
    const auto same = [&](const LinkRows::Link& a, const LinkRows::Link& b) {
      return a.to == b.to && classes_[a.edge_class].relation == classes_[b.edge_class].relation;
    };
    if (!std::is_sorted(row_.begin(), row_.end(), before)) {
      std::sort(row_.begin(), row_.end(), before);
    }
    row_.erase(std::unique(row_.begin(), row_.end(), same), row_.end());
  }

  const LinkRows& links_;
  const Vertices& vertices_;
  const std::vector<CitationClass>& classes_;
  std::map<std::uint32_t, Group>::const_iterator like_;
  std::vector<LinkRows::Link> row_;
};

void fill_nodes(const GraphImage::Parts& parts, const NodeOutlines& outlines,
                const Vertices& vertices) {
  for (std::size_t v = 0; v < vertices.node.size(); ++v) {
    const NodeOutlines::Outline outline = outlines[vertices.node[v]];
    parts.node[v] = NodeId(vertices.node[v]);
    parts.kind[v] = outline.kind;
    parts.date[v] = outline.date;
    parts.whole[v] = outline.part_of < vertices.of.size() ? vertices.of[outline.part_of] : kNone;
    if (parts.whole[v] == v) parts.whole[v] = kNone;
  }
  std::copy(outlines.dates().begin(), outlines.dates().end(), parts.dates.begin());
}

void fill_rows(const GraphImage::Parts& parts, RowMaker rows) {
  std::uint32_t at = 0;
  for (std::uint32_t v = 0; v < parts.node.size(); ++v) {
    parts.cites_begin[v] = at;
    for (const LinkRows::Link& link : rows.row(v)) {
      parts.cited[at] = VertexId(link.to);
      if (parts.wide_edge_class.empty()) {
        parts.edge_class[at] = static_cast<std::uint8_t>(link.edge_class);
      } else {
        parts.wide_edge_class[at] = link.edge_class;
      }
      ++at;
    }
  }
  parts.cites_begin[parts.node.size()] = at;
}

void apply(const Verdicts& verdicts, const GraphImage::Parts& parts) {
  for (const auto& [ends, edge_class] : verdicts) {
    const auto [from, to, relation] = ends;
    if (from == kNone || to == kNone) continue;
    const auto row = parts.cited.subspan(parts.cites_begin[from],
                                         parts.cites_begin[from + 1] - parts.cites_begin[from]);
    const auto [first, last] = std::equal_range(row.begin(), row.end(), VertexId(to));
    for (auto at = first; at != last; ++at) {
      const auto edge = static_cast<std::size_t>(at - row.begin()) + parts.cites_begin[from];
      const bool is_narrow = parts.wide_edge_class.empty();
      const std::uint32_t now = is_narrow ? parts.edge_class[edge] : parts.wide_edge_class[edge];
      if (parts.classes[now].relation != relation) continue;
      if (is_narrow) {
        parts.edge_class[edge] = static_cast<std::uint8_t>(edge_class);
      } else {
        parts.wide_edge_class[edge] = edge_class;
      }
    }
  }
}

}  // namespace

Result<GraphImage> read_structure(const Store& store, const View& view, const Work& work) {
  // Runs later, on this thread, where the system gives no other.
  auto reading = std::async(std::launch::async | std::launch::deferred,
                            [&] { return NodeOutlines::read(store, view, work); });
  CitationClasses classes;
  const Result<LinkRows> links = LinkRows::read(store, view, classes, work);
  Result<NodeOutlines> outlines = reading.get();
  if (!outlines) return fail(outlines.error());
  if (!links) return fail(links.error());
  const Result<std::vector<Group>> groups = same_nodes(store, view);
  if (!groups) return fail(groups.error());
  const Vertices vertices = number_vertices(*outlines, *groups);
  const Result<Verdicts> verdicts = read_verdicts(store, view, vertices, *links, classes);
  if (!verdicts) return fail(verdicts.error());

  const bool all_count = vertices.node.size() + 1 == vertices.of.size();
  std::uint64_t edges = links->size();
  if (!all_count) {
    edges = 0;
    RowMaker rows(*links, vertices, classes.list());
    for (std::uint32_t v = 0; v < vertices.node.size(); ++v) edges += rows.row(v).size();
  }
  GraphImage image({.vertices = vertices.node.size(),
                    .edges = edges,
                    .dates = outlines->dates().size(),
                    .classes = classes.list().size()});
  const GraphImage::Parts parts = image.parts();
  for (std::size_t i = 0; i < parts.classes.size(); ++i) {
    parts.classes[i].relation = classes.list()[i].relation;
    parts.classes[i].rejected = classes.list()[i].rejected;
    parts.classes[i].confidence = classes.list()[i].confidence;
  }
  if (work.is_stopped()) return interrupted();
  fill_nodes(parts, *outlines, vertices);
  fill_rows(parts, RowMaker(*links, vertices, classes.list()));
  apply(*verdicts, parts);
  if (work.is_stopped()) return interrupted();
  reverse_rows(parts.cites_begin, parts.cited, parts.cited_by_begin, parts.citing);
  return image;
}

}  // namespace whocites::storage::detail
