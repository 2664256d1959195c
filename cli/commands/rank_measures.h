// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "cli/command.h"
#include "graph/algorithms/sampling.h"
#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"
#include "graph/source_graph.h"

// What `rank` ranks by: the measures with their options, and how each is put into words.
namespace whocites::cli {

enum class Measure : std::uint8_t {
  PageRank,
  CheiRank,
  Hits,
  Hubs,
  InDegree,
  Katz,
  Betweenness,
  Closeness,
  Harmonic,
};

// What the command line asks for.
struct RankChoice {
  Measure measure = Measure::PageRank;
  Level level = Level::Article;
  double damping = 0.85;
  std::optional<double> alpha = {};
  RoundLimits limits = {};
  SampleOptions sample = {};
};
std::vector<Option> rank_options();
// BadRequest for unknown names, numbers out of range, and options that do not go with the measure.
Result<RankChoice> rank_choice(const Arguments& arguments);

// One value for each vertex, and what is to be said of them.
struct Ranking {
  std::vector<double> value;
  std::vector<double> other;   // hits: the hubs; hubs: the authorities; else empty
  std::vector<double> margin;  // empty when exact
  double total = 0;            // of the values, where their sum means something; else 0
  std::string method;          // a remark: how it was worked out, and whether it can be relied on
};
// When the work is stopped it means nothing.
Ranking ranking_by(const RankChoice& choice, const CitationGraph& graph, EdgeWeights weights,
                   const Work& work);

// "cited 12 times, of 90 citations in all": what it means that a vertex is first.
std::string first_means(const RankChoice& choice, const Ranking& ranking, VertexId first);
// The command that shows more of the one that is first.
std::string_view next_command(Measure measure);

}  // namespace whocites::cli
