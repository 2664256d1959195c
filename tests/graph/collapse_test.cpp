// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/collapse.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

// "A; circle B 2; A>B 3": groups but single ones with their sort and count, then lines.
std::string brief(const Network& network, const CollapseOptions& options) {
  const SourceGraph graph = source_graph_of(network);
  const Collapsed collapsed = collapse(graph, options);
  static constexpr const char* kSorts[] = {"", "circle ", "leaves ", "outlet "};
  std::string text;
  const auto key = [&](const CollapsedGroup& group) { return network.node(group.leader).key; };
  for (const CollapsedGroup& group : collapsed.groups) {
    text += kSorts[static_cast<std::size_t>(group.sort)] + key(group);
    if (group.sort != CollapsedGroup::Sort::Single) text += " " + std::to_string(group.count);
    text += "; ";
  }
  for (const CollapsedLine& line : collapsed.lines) {
    text += key(collapsed.groups[line.from]) + ">" + key(collapsed.groups[line.to]) + " " +
            std::to_string(line.citations) + "; ";
  }
  return text;
}

struct Case {
  const char* name;
  const char* graph;
  std::size_t most;
  const char* expected;
};

class Collapse : public testing::TestWithParam<Case> {};

TEST_P(Collapse, LeavesWhatIsExpected) {
  CollapseOptions options;
  options.most_groups = GetParam().most;
  options.most_outlets = GetParam().most;
  EXPECT_EQ(brief(network_of(GetParam().graph), options), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Collapse,
    testing::Values(
        Case{"Nothing", "", 1, ""}, Case{"WhatFits", "A -> B, B -> A", 2, "A; B; A>B 1; B>A 1; "},
        Case{"WhatStandsAloneIsLeftOut", "A -> B, C", 3, "A; B; A>B 1; "},
        Case{"ACircle", "A -> B -> C -> B, D -> C", 3, "A; circle B 2; D; A>B 1; D>B 1; "},
        Case{"ParallelCitationsAreOneLine", "A -> B, A -quotes-> B, C -> D -> C", 3,
             "A; B; circle C 2; A>B 2; "},
        Case{"Leaves", "A -> X, B -> X, C -> X, X -> Y, X -> Z", 4,
             "leaves A 3; X; leaves Y 2; A>X 3; X>Y 2; "},
        Case{"LeavesOfAPairAreNotEachOthers", "A -> B, C -> D", 2, "A; B; A>B 1; "},
        Case{"Outlets", "A < O, B < O, C < P, D < P, A -> C, B -> C, B -> D, D -> A", 2,
             "outlet O 2; outlet P 2; O>P 3; P>O 1; "},
        Case{"TheBusiestWhenOutletsDoNotHelp", "A -> B, A -> C, B -> C, C -> D, D -> E, E -> F", 3,
             "A; B; C; A>B 1; A>C 1; B>C 1; "}),
    [](const auto& row) { return row.param.name; });

TEST(CollapseKeep, LeavesWhatIsAskedForAlone) {
  const Network network = network_of("A -> B -> C -> A, D -> A, E -> A, F -> A");
  CollapseOptions options;
  options.most_groups = 4;
  options.keep = {vertex(network, "B"), vertex(network, "E")};
  const std::string text = brief(network, options);
  EXPECT_NE(text.find("B; "), std::string::npos) << text;
  EXPECT_NE(text.find(" E; "), std::string::npos) << text;
  EXPECT_NE(text.find("circle A 2; "), std::string::npos) << text;
}

TEST(CollapseOnlyOutlets, LeavesOutWhatHasNone) {
  CollapseOptions options;
  options.only_outlets = true;
  const Network network = network_of("A < O, B < P, A -> B, A -> X:person, A -> O");
  EXPECT_EQ(brief(network, options), "outlet O 1; outlet P 1; O>P 1; ");
}

TEST(CollapseProperties, HoldOnRandomGraphs) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const CitationGraph graph = test::random_graph(seed);
    SourceGraphBuilder builder;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      builder.add({.node = NodeId(v + 1), .kind = Kind::Article});
    }
    std::uint64_t between = 0;
    for (const auto& [from, to] : graph.edge_list()) {
      builder.add(NodeId(from.value + 1), NodeId(to.value + 1), {});
      between += from != to;
    }
    const SourceGraph source = builder.build();
    for (std::size_t most = 1; most <= 8; ++most) {
      CollapseOptions options;
      options.most_groups = options.most_outlets = most;
      const Collapsed collapsed = collapse(source, options);
      EXPECT_LE(collapsed.groups.size(), most) << seed;
      std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
      std::uint64_t drawn = 0;
      for (const CollapsedLine& line : collapsed.lines) {
        EXPECT_NE(line.from, line.to) << seed;
        EXPECT_TRUE(pairs.insert({line.from, line.to}).second) << seed;
        drawn += line.citations;
      }
      // Citations inside of circles are the only ones that vanish without being counted.
      EXPECT_LE(drawn + collapsed.dropped_citations, between) << seed;
      if (collapsed.circles == 0 && collapsed.dropped_groups == 0) {
        EXPECT_EQ(drawn, between) << seed;
      }
    }
  }
}

TEST(CollapseOfFindings, KeepsThemTheirLinesAndWhatTouchesThem) {
  // 0 -> 1 is found; 2 cites 0. 3 .. 8 cite one another much more.
  SourceGraphBuilder builder;
  for (std::uint32_t v = 0; v <= 8; ++v) builder.add({.node = NodeId(v + 1)});
  builder.add(NodeId(1), NodeId(2), {});
  builder.add(NodeId(3), NodeId(1), {});
  for (std::uint32_t from = 4; from <= 9; ++from) {
    for (std::uint32_t to = 4; to < from; ++to) builder.add(NodeId(from), NodeId(to), {});
  }
  CollapseOptions options;
  options.most_groups = 3;
  options.most_outlets = 1;
  options.lines_per_group = 0;
  options.keep = {VertexId(0), VertexId(1)};
  const Collapsed collapsed = collapse(builder.build(), options);
  std::vector<VertexId> leaders;
  for (const CollapsedGroup& group : collapsed.groups) leaders.push_back(group.leader);
  EXPECT_EQ(leaders, (std::vector{VertexId(0), VertexId(1), VertexId(2)}));
  ASSERT_EQ(collapsed.lines.size(), 2U);
  EXPECT_EQ(collapsed.lines[0].to, 1U);
}

}  // namespace
}  // namespace whocites
