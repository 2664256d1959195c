// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The structure that a store gives, against the network that it gives.
#include "graph/source_graph.h"

#include <gtest/gtest.h>

#include "storage/reader.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

std::string brief(const SourceGraph& graph) {
  std::string text;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const VertexId vertex(v);
    const auto date = graph.date(vertex);
    const auto whole = graph.part_of(vertex);
    text += std::to_string(graph.node(vertex).value) + " " +
            std::string(name_of(graph.kind(vertex))) + (graph.is_unresolved(vertex) ? "?" : "") +
            (date ? " " + to_string(date->earliest) + "/" + to_string(date->latest) : "") +
            (whole ? " < " + std::to_string(graph.node(*whole).value) : "") + "\n";
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const auto [from, to] = graph.graph().ends(EdgeId(e));
    const CitationClass& about = graph.citation(EdgeId(e));
    text += std::to_string(graph.node(from).value) + " " + std::string(name_of(about.relation)) +
            " " + std::to_string(graph.node(to).value) + " " + std::to_string(about.confidence) +
            (about.rejected ? " rejected\n" : "\n");
  }
  return text;
}

Filter random_filter(RandomData& random, const std::vector<NodeId>& known) {
  Filter filter;
  if (random.chance(0.3)) filter.kinds = {Kind::Article, Kind::Publication, Kind::Outlet};
  if (random.chance(0.3)) filter.relations = {random.relation(), random.relation()};
  if (random.chance(0.3)) {
    filter.outlets = {known[random.below(static_cast<std::uint32_t>(known.size()))]};
  }
  if (random.chance(0.3)) filter.since = Date{random.partial_date(), {}}.earliest();
  filter.include_undated = random.chance(0.5);
  filter.include_rejected = random.chance(0.5);
  if (random.chance(0.3)) filter.min_confidence = 0.5;
  return filter;
}

TEST(SourceGraphOfAStore, TellsWhatTheNetworkTellsUnderAnyFilter) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    const auto store = make_memory_store();
    std::vector<NodeId> known;
    for (int batch = 0; batch < 12; ++batch) {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    const auto reader = Reader::make(*store);
    ASSERT_THAT(reader, IsOk());
    const auto whole = reader->source_graph();
    ASSERT_THAT(whole, IsOk());
    for (int question = 0; question < 4; ++question) {
      Filter filter = random_filter(random, known);
      const auto network = reader->network(filter);
      ASSERT_THAT(network, IsOk());
      // Whoever asks names representatives.
      for (NodeId& outlet : filter.outlets) {
        const auto node = reader->node(outlet);
        ASSERT_THAT(node, IsOk());
        if (*node) outlet = (*node)->id;
      }
      ASSERT_EQ(brief(filtered(*whole, filter)), brief(source_graph_of(*network)));
    }
  }
}

TEST(SourceGraphOfAStore, ExcerptGivesTheAskedInFull) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    const auto store = make_memory_store();
    std::vector<NodeId> known;
    for (int batch = 0; batch < 12; ++batch) {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    const auto reader = Reader::make(*store);
    ASSERT_THAT(reader, IsOk());
    const auto network = reader->network({.include_rejected = true});
    ASSERT_THAT(network, IsOk());
    std::vector<NodeId> nodes{NodeId(4000)};
    std::vector<Reader::Ends> ends{{NodeId(4000), NodeId(4000), Relation::Links}};
    for (const Node& node : network->nodes) nodes.push_back(node.id);
    for (const Citation& citation : network->citations) {
      ends.push_back({citation.from, citation.to, citation.relation});
    }
    const auto excerpt = reader->excerpt(nodes, ends);
    ASSERT_THAT(excerpt, IsOk());
    ASSERT_EQ(excerpt->nodes, network->nodes);
    ASSERT_EQ(excerpt->citations, network->citations);
  }
}

}  // namespace
}  // namespace whocites::testing
