// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/similar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "graph/algorithms/common.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

std::set<VertexId> set_of(std::span<const VertexId> row) { return {row.begin(), row.end()}; }

TEST(InCommon, IsWhatBothCiteOrWhatCitesBoth) {
  const Network network =
      network_of("A -> C, B -> C, A -> D, B -> E, F -> A, F -> B, B -quotes-> C, A -> A");
  const std::vector a{vertex(network, "A")};
  const std::vector b{vertex(network, "B")};
  const auto both = [&](Follow follow) {
    return test::keys(network, in_common(network.graph, a, b, follow));
  };
  EXPECT_EQ(both(Follow::Cites), "C");
  EXPECT_EQ(both(Follow::CitedBy), "F");
  EXPECT_EQ(both(Follow::Both), "C F");
  EXPECT_EQ(test::keys(network, in_common(network.graph, a, a, Follow::Cites)), "A C D");
  EXPECT_TRUE(in_common(network.graph, a, {}, Follow::Both).empty());
}

TEST(InCommon, AgreesWithSets) {
  for (std::uint32_t seed = 1; seed < 300; ++seed) {
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    const std::vector<VertexId> a{VertexId(seed % count), VertexId(seed / 2 % count)};
    const std::vector<VertexId> b{VertexId(seed / 3 % count)};
    std::set<VertexId> of_a;
    for (const VertexId v : a) {
      for (const VertexId c : graph.cited_by(v)) of_a.insert(c);
    }
    std::vector<VertexId> expected;
    for (const VertexId c : set_of(graph.cited_by(b[0]))) {
      if (of_a.contains(c)) expected.push_back(c);
    }
    ASSERT_EQ(in_common(graph, a, b, Follow::CitedBy), expected) << seed;
  }
}

// "B 2 0.82 …": key, shared, cosine (with Adamic-Adar the weight).
std::string alike(const char* sentence, Likeness likeness, std::size_t limit = 99,
                  std::size_t hub_limit = 99) {
  const Network network = network_of(sentence);
  const auto answer = similar(network.graph, vertex(network, "X"), {likeness, limit, hub_limit});
  std::string text;
  for (const Similar& one : answer.found) {
    char number[32];
    std::snprintf(number, sizeof number, "%.2f",
                  likeness == Likeness::AdamicAdar ? one.weight : one.cosine);
    text +=
        network.node(one.vertex).key + " " + std::to_string(one.shared_count) + " " + number + "; ";
  }
  return text + std::to_string(answer.total) + "/" + std::to_string(answer.hub_count);
}

TEST(SimilarVertices, AreCitedTogetherDrawOnTheSameOrOnTheSameRareOnes) {
  EXPECT_EQ(alike("P -> X, P -> Y, Q -> X, Q -> Y, Q -> Z, R -> Z", Likeness::Cocitation),
            "Y 2 1.00; Z 1 0.50; 2/0");
  EXPECT_EQ(alike("X -> P, Y -> P, X -> Q, Y -> Q, Z -> Q, Z -> R", Likeness::Coupling),
            "Y 2 1.00; Z 1 0.50; 2/0");
  // Of the two that share one source with X, the one whose source is rarer comes first.
  EXPECT_EQ(alike("X -> P, Y -> P, X -> Q, Z -> Q, W -> Q", Likeness::AdamicAdar),
            "Y 1 1.44; Z 1 0.91; W 1 0.91; 3/0");
}

TEST(SimilarVertices, CountParallelCitationsOnceAndNeverThemselves) {
  EXPECT_EQ(
      alike("P -> X, P -quotes-> X, P -> Y, P -links-> Y, X -> X, X -> Y", Likeness::Cocitation),
      "Y 2 1.00; 1/0");
  EXPECT_EQ(alike("X -> P, X -quotes-> P, Y -> P", Likeness::AdamicAdar), "Y 1 1.44; 1/0");
}

TEST(SimilarVertices, OfOneThatNothingIsSharedWithAreNone) {
  for (const Likeness likeness : {Likeness::Cocitation, Likeness::Coupling, Likeness::AdamicAdar}) {
    EXPECT_EQ(alike("X, A -> B", likeness), "0/0");
    EXPECT_EQ(alike("X -> X", likeness), "0/0");
  }
}

TEST(SimilarVertices, PassHubsOverAndSaySo) {
  const char* const sentence = "X -> P, Y -> P, Z -> P, X -> Q, Y -> Q";
  EXPECT_EQ(alike(sentence, Likeness::Coupling, 99, 3), "Y 2 1.00; Z 1 0.71; 2/0");
  EXPECT_EQ(alike(sentence, Likeness::Coupling, 99, 2), "Y 1 0.50; 1/1");
}

TEST(SimilarVertices, AgreeWithSets) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    const VertexId x(seed % count);
    const Likeness likeness = static_cast<Likeness>(seed % 3);
    const auto links = [&](VertexId v) {
      return set_of(likeness == Likeness::Cocitation ? graph.cited_by(v) : graph.cites(v));
    };
    std::vector<Similar> expected;
    for (std::uint32_t y = 0; y < count; ++y) {
      Similar one{VertexId(y), 0, 0, 0};
      for (const VertexId middle : links(x)) {
        if (!links(one.vertex).contains(middle)) continue;
        ++one.shared_count;
        if (likeness == Likeness::AdamicAdar) {
          one.weight += 1 / std::log(static_cast<double>(set_of(graph.cited_by(middle)).size()));
        }
      }
      if (one.shared_count == 0 || one.vertex == x) continue;
      one.cosine = one.shared_count / std::sqrt(static_cast<double>(links(x).size()) *
                                                static_cast<double>(links(one.vertex).size()));
      ASSERT_EQ(shared(graph, x, one.vertex, likeness).size(), one.shared_count);
      expected.push_back(one);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const Similar& a, const Similar& b) {
      return std::tuple(-a.weight, b.shared_count, -a.cosine) <
             std::tuple(-b.weight, a.shared_count, -b.cosine);
    });
    const std::size_t limit = seed % 7;
    const SimilarVertices answer = similar(graph, x, {likeness, limit, 99});
    ASSERT_EQ(answer.total, expected.size());
    expected.resize(std::min(expected.size(), limit));
    ASSERT_EQ(answer.found, expected);
  }
}

TEST(LikenessNames, AreFoundByName) {
  for (const Likeness likeness : {Likeness::Cocitation, Likeness::Coupling, Likeness::AdamicAdar}) {
    EXPECT_EQ(likeness_named(name_of(likeness)), likeness);
  }
  EXPECT_EQ(likeness_named("Cocitation"), std::nullopt);
  EXPECT_EQ(likeness_named(""), std::nullopt);
}

}  // namespace
}  // namespace whocites
