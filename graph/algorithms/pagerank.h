// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.h"
#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"

namespace whocites {

// How it is worked out; the answer is the same but for what the tolerance allows.
enum class PageRankMethod : std::uint8_t {
  // Sweeps where at least four citations of five lead the same way in the order of vertices, as
  // they do where what came first is cited; else Rounds. The number of threads has no say.
  Best,
  Rounds,  // all values anew from those of the round before, on several threads
  // One value after the other, each from the newest ones there are, on one thread: a graph without
  // circles in the right order is solved by the first sweep, where rounds would be 60 or more.
  Sweeps,
};

struct PageRankOptions {
  double damping = 0.85;  // how often a citation is followed; from 0 to below 1
  RoundLimits limits = {};
  EdgeWeights weights = {};
  PageRankMethod method = PageRankMethod::Best;
};

// Where somebody is found who follows one citation after another at random, and now and then
// begins anew anywhere: the share of time at each vertex. A citation counts as often as it is
// there (or as its weight says); one who comes to a vertex that cites nothing begins anew. The
// values sum to 1; empty for an empty graph. When the work is stopped they mean nothing.
//
// O(vertices + edges) for each round or sweep; 24 bytes of memory a vertex, and with weights 8 an
// edge. The change shrinks at least by the damping each time, so that 150 rounds always converge
// with the defaults. The same to the last bit for any number of threads.
// Source: Page, Brin, Motwani & Winograd, The PageRank citation ranking, 1999; sums over those who
// cite as in Beamer, Asanović & Patterson, Reducing PageRank communication via propagation
// blocking, IPDPS 2017; sweeps as in Arasu, Novak, Tomkins & Tomlin, PageRank computation and the
// structure of the web, WWW 2002.
Scores pagerank(const CitationGraph& graph, const PageRankOptions& options = {},
                const Work& work = {});

// The same with every citation turned round: high for what draws on much, and on what draws on
// much. Source: Chepelianskii, Towards physical laws for software architecture, arXiv:1003.5455.
Scores cheirank(const CitationGraph& graph, const PageRankOptions& options = {},
                const Work& work = {});

}  // namespace whocites
