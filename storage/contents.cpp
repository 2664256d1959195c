// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/contents.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace whocites {
namespace {

// How many judged citations are read at once.
constexpr std::size_t kAtOnce = 4096;

template <class Rows, class Same>
std::size_t place_in(const Rows& rows, Same same) {
  return static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), same) - rows.begin());
}

void count_nodes(const SourceGraph& graph, Contents& contents) {
  std::array<std::uint64_t, 256> of_byte{};  // as kinds stand in the column
  for (const std::uint8_t kind : graph.columns().kind) ++of_byte[kind];
  for (std::size_t byte = 0; byte < of_byte.size(); ++byte) {
    if (of_byte[byte] == 0) continue;
    const auto kind = static_cast<Kind>(byte & ~std::size_t{SourceGraph::kUnresolvedBit});
    const auto same = [&](const auto& row) { return row.kind == kind; };
    contents.of_kind[place_in(kKinds, same)] += of_byte[byte];
    if ((byte & SourceGraph::kUnresolvedBit) != 0) contents.unresolved += of_byte[byte];
  }
  contents.nodes = graph.vertex_count();
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const bool is_undated = graph.columns().date[v] == SourceGraph::kNone;
    if (is_undated && graph.kind(VertexId(v)) == Kind::Article) ++contents.undated_articles;
  }
}

void count_citations(const SourceGraph& graph, Contents& contents) {
  const SourceGraph::Columns& columns = graph.columns();
  std::vector<std::uint64_t> of_class(std::max<std::size_t>(256, columns.classes.size()), 0);
  for (const std::uint8_t one : columns.edge_class) ++of_class[one];
  for (const std::uint32_t one : columns.wide_edge_class) ++of_class[one];
  for (std::size_t i = 0; i < columns.classes.size(); ++i) {
    const CitationClass& one = columns.classes[i];
    const auto same = [&](const RelationName& row) { return row.relation == one.relation; };
    contents.of_relation[place_in(kRelations, same)] += of_class[i];
    if (one.rejected) contents.rejected += of_class[i];
  }
  contents.citations = graph.edge_count();
}

// Which citation of a part of the graph a stored one is shown as.
class Places {
 public:
  static Result<Places> make(const Reader& reader, const SourceGraph& part) {
    Places places(part);
    std::vector<NodeId> decided;
    const auto note = [&](NodeId id) {
      decided.push_back(id);
      return true;
    };
    if (auto done = reader.store().scan_decided(NodeId(0), note); !done) return fail(done.error());
    for (const NodeId id : decided) {
      const Result<std::optional<Node>> node = reader.node(id);
      if (!node) return fail(node.error());
      if (*node && (*node)->id != id) places.stands_for_[id] = (*node)->id;
    }
    return places;
  }

  std::optional<VertexId> vertex(NodeId node) const {
    const auto at = stands_for_.find(node);
    return part_->vertex_of(at == stands_for_.end() ? node : at->second);
  }
  bool has(VertexId from, const Adjacent& to) const {
    const std::optional<VertexId> cited = vertex(to.peer);
    if (!cited) return false;
    const CitationGraph& graph = part_->graph();
    const std::uint32_t end =
        graph.first_edge(from).value + static_cast<std::uint32_t>(graph.cites(from).size());
    for (EdgeId edge = graph.find_edge(from, *cited);
         edge.value < end && graph.cited(edge) == *cited; ++edge.value) {
      if (part_->citation(edge).relation == to.relation) return true;
    }
    return false;
  }

 private:
  explicit Places(const SourceGraph& part) : part_(&part) {}

  const SourceGraph* part_;
  std::unordered_map<NodeId, NodeId> stands_for_;  // only where that is another node
};

Result<void> count_evidence(const Reader& reader, const Places& places, bool all_count,
                            const Work& work, Contents& contents) {
  Pace pace(work, reader.store().next_node().value);
  const auto add = [&](NodeId from, BatchId batch, std::span<const Store::Link> links) {
    if (!reader.view().sees(batch)) return pace.goes_on();
    const std::optional<VertexId> citing = all_count ? VertexId(0) : places.vertex(from);
    if (!citing) return pace.goes_on();
    for (const Store::Link& link : links) {
      if (all_count || places.has(*citing, link.to)) contents.evidence += link.evidence_count;
    }
    return pace.goes_on();
  };
  if (auto done = reader.store().scan_links(add); !done) return done;
  if (work.is_stopped()) return interrupted();
  return {};
}

// Of those that somebody judged: the last word counts, of all that are shown as one.
Result<void> count_confirmed(const Reader& reader, const SourceGraph& part, const Places& places,
                             Contents& contents) {
  std::set<CitationId> judged;
  const auto note = [&](NodeId from, const Adjacent& to, const Judgement& judgement) {
    if (!reader.view().sees(judgement.batch)) return true;
    const std::optional<VertexId> citing = places.vertex(from);
    if (!citing || !places.has(*citing, to)) return true;
    judged.insert({part.node(*citing), part.node(*places.vertex(to.peer)), to.relation});
    return true;
  };
  if (auto done = reader.store().scan_judgements(note); !done) return done;
  const std::vector<CitationId> all(judged.begin(), judged.end());
  for (std::size_t begin = 0; begin < all.size(); begin += kAtOnce) {
    const auto some = std::span(all).subspan(begin, std::min(kAtOnce, all.size() - begin));
    std::vector<NodeId> ends;
    for (const CitationId& id : some) ends.insert(ends.end(), {id.from, id.to});
    const Result<Network> read = reader.excerpt(ends, {some.begin(), some.end()});
    if (!read) return fail(read.error());
    contents.confirmed += static_cast<std::uint64_t>(
        std::count_if(read->citations.begin(), read->citations.end(),
                      [](const Citation& citation) { return is_confirmed(citation); }));
  }
  return {};
}

}  // namespace

Result<Contents> count_contents(const Reader& reader, const SourceGraph& whole,
                                const SourceGraph& part, const Work& work) {
  Contents contents;
  count_nodes(part, contents);
  count_citations(part, contents);
  const Result<Places> places = Places::make(reader, part);
  if (!places) return fail(places.error());
  // Then every node that is stored is seen, each for itself, and nothing that is seen is left out:
  // no citation has to be looked up.
  const bool all_count = reader.sees_all() && part.vertex_count() == whole.vertex_count() &&
                         part.edge_count() == whole.edge_count() &&
                         whole.vertex_count() + 1 == reader.store().next_node().value;
  if (auto done = count_evidence(reader, *places, all_count, work, contents); !done) {
    return fail(done.error());
  }
  if (auto done = count_confirmed(reader, part, *places, contents); !done) {
    return fail(done.error());
  }
  return contents;
}

}  // namespace whocites
