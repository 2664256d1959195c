// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/network.h"

// Small graphs to test with, and slow, obvious twins of the algorithms.
namespace whocites::test {

// Builds a network from a sentence:
//   "A -> B -> C, A -quotes-> B, D, A < O"
// A cites B, B cites C, A quotes B, D stands alone, A is part of O. A node may say more where it
// is first named or later: "A:person" (kind; else article, or outlet right of "<"), "A@2019-03"
// (date), "A?" (unresolved), in this order. Names become keys and titles; ids count from 1 in order
// of first mention, so the first node named is vertex 0. Throws std::invalid_argument, naming the
// part, when the sentence is malformed.
Network network_of(std::string_view sentence);

// The vertex with this key. Throws std::invalid_argument when there is none.
VertexId vertex(const Network& network, std::string_view key);

// "A B C": the keys of these vertices, as given.
std::string keys(const Network& network, const std::vector<VertexId>& vertices);

// "A -> B -> C" for citations that join up, "A" for none when `start` is A. A break shows as
// "A -> B | C -> D".
std::string chain(const Network& network, VertexId start, const std::vector<EdgeId>& path);

// A graph of at most 8 vertices, the same for the same seed on every machine: seed 0 is empty, 1 a
// single vertex; the others vary in density and have self-citations, parallel citations, circles
// and parts that do not hang together.
CitationGraph random_graph(std::uint32_t seed);

// How many seeds a test against a twin runs over; it prints the seed that fails.
inline constexpr std::uint32_t kSeedCount = 1500;

// Whether these citations lead from `from` to `to` without a break.
bool is_path(const CitationGraph& graph, VertexId from, VertexId to,
             const std::vector<EdgeId>& path);

// distances[a][b]: citations on a shortest way from a to b, by Floyd and Warshall; absent when
// there is none. 0 on the diagonal.
using Distances = std::vector<std::vector<std::optional<std::uint32_t>>>;
Distances all_distances(const CitationGraph& graph);

// Every sequence of citations of exactly `length` from `from` to `to`, ascending.
std::vector<std::vector<EdgeId>> all_walks(const CitationGraph& graph, VertexId from, VertexId to,
                                           std::uint32_t length);

// The vertices that reach `vertex` and are reached from it, ascending, itself included.
std::vector<VertexId> circle_around(const CitationGraph& graph, const Distances& distances,
                                    VertexId vertex);

}  // namespace whocites::test
