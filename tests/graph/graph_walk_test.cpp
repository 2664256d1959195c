// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_walk.h"

#include <gtest/gtest.h>

#include "tests/support/sample_networks.h"

namespace whocites {
namespace {

TEST(NetworkWalk, GivesTheNetworkBack) {
  for (const Network& network :
       {Network{}, tests::small_network(), tests::random_network(40, 5, 100, 3)}) {
    const NetworkWalk walk(network);
    const auto collected = collect(walk);
    ASSERT_TRUE(collected);
    EXPECT_EQ(collected->nodes, network.nodes);
    EXPECT_EQ(collected->citations, network.citations);
    EXPECT_EQ(collected->identities, network.identities);
    EXPECT_EQ(walk.node_count(), network.nodes.size());
  }
}

TEST(NetworkWalk, NamesPlacesAndKeysOfItsNodesOnly) {
  const Network network = tests::small_network();
  const NetworkWalk walk(network);
  for (std::size_t place = 0; place < network.nodes.size(); ++place) {
    EXPECT_EQ(walk.place_of(network.nodes[place].id), place);
    EXPECT_EQ(walk.key_of(network.nodes[place].id), network.nodes[place].key);
  }
  EXPECT_EQ(walk.place_of(NodeId(999)), std::nullopt);
  EXPECT_EQ(walk.key_of(NodeId(999)), "");
}

TEST(NetworkWalk, RowsAreNodesWithWhatTheyCite) {
  const Network network = tests::small_network();
  std::vector<std::string> rows;
  const auto row = [&](const Node& node, std::span<const Citation> cites) {
    rows.push_back(node.key + " " + std::to_string(cites.size()));
    return rows.size() < 5;
  };
  ASSERT_TRUE(NetworkWalk(network).rows(row));
  EXPECT_EQ(rows,
            (std::vector<std::string>{"organization:harbour-media 0", "harbour-gazette.example 0",
                                      "https://hg.example/ferry?a=1&b=2 3",
                                      "article:2021-03-05-1 3", "publication:fleet-report 0"}));
}

}  // namespace
}  // namespace whocites
