// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/rank_measures.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <numeric>

#include "cli/commands/parts.h"
#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/hits.h"
#include "graph/algorithms/katz.h"
#include "graph/algorithms/pagerank.h"

namespace whocites::cli {
namespace {

struct MeasureRow {
  std::string_view name;
  Measure measure;
  std::string_view title;
  std::string_view options;  // its own ones, each between spaces
};

constexpr std::array<MeasureRow, 9> kMeasures{{
    {"pagerank", Measure::PageRank, "PageRank", " damping rounds "},
    {"cheirank", Measure::CheiRank, "CheiRank", " damping rounds "},
    {"hits", Measure::Hits, "authorities after HITS", " rounds "},
    {"hubs", Measure::Hubs, "hubs after HITS", " rounds "},
    {"in-degree", Measure::InDegree, "citations counted", " "},
    {"katz", Measure::Katz, "Katz", " alpha rounds "},
    {"betweenness", Measure::Betweenness, "betweenness", " samples exact "},
    {"closeness", Measure::Closeness, "closeness", " samples exact "},
    {"harmonic", Measure::Harmonic, "harmonic closeness", " samples exact "},
}};

const MeasureRow& row_of(Measure measure) {
  return *std::find_if(kMeasures.begin(), kMeasures.end(),
                       [&](const MeasureRow& row) { return row.measure == measure; });
}

std::string number(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), value >= 1000 ? "%.0f" : "%.3g", value);
  return text.data();
}

Result<Measure> measure_option(const Arguments& arguments) {
  if (!arguments.has("by")) return Measure::PageRank;
  const std::string name = arguments.text("by");
  std::string names;
  for (const MeasureRow& row : kMeasures) {
    if (row.name == name) return row.measure;
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  return fail(ErrorCode::BadRequest, "--by does not know '" + name + "'", "measures: " + names);
}

Result<void> check_own_options(const Arguments& arguments, Measure measure) {
  for (const char* name : {"damping", "alpha", "rounds", "samples", "exact"}) {
    const std::string word = " " + std::string(name) + " ";
    if (!arguments.has(name) || row_of(measure).options.find(word) != std::string_view::npos) {
      continue;
    }
    std::string with;
    for (const MeasureRow& row : kMeasures) {
      if (row.options.find(word) == std::string_view::npos) continue;
      with += (with.empty() ? "" : ", ") + std::string(row.name);
    }
    return fail(
        ErrorCode::BadRequest,
        "--" + std::string(name) + " means nothing for " + std::string(row_of(measure).name),
        "it goes with " + with);
  }
  if (arguments.has("samples") && arguments.has("exact")) {
    return fail(ErrorCode::BadRequest, "--samples and --exact contradict each other");
  }
  return {};
}

std::string convergence_text(const Convergence& convergence) {
  const std::string rounds = counted(convergence.rounds, "round", "rounds");
  if (convergence.converged) return "converged after " + rounds;
  return "NOT converged after " + rounds + " (the last changed " + number(convergence.change) +
         " of 1): the order may still change, raise --rounds";
}

std::string sample_text(const SampledScores& scores, std::size_t count) {
  if (scores.is_exact()) return "exact, from all " + std::to_string(count);
  return "estimated from " + std::to_string(scores.samples) + " of " + std::to_string(count) +
         ": about 19 of 20 values are within their margin; --samples N for more, --exact for all";
}

// HITS works out both; the one that was asked for first. What is below the tolerance is on its way
// to 0.
void take_hits(Ranking& ranking, Hits found, bool hubs, double tolerance) {
  for (auto* values : {&found.authority, &found.hub}) {
    for (double& value : *values) value = value < tolerance ? 0 : value;
  }
  ranking.value = std::move(hubs ? found.hub : found.authority);
  ranking.other = std::move(hubs ? found.authority : found.hub);
  ranking.total = 1;
  ranking.method = convergence_text(found.convergence);
}

void take_scores(Ranking& ranking, Scores scores, const std::string& with) {
  ranking.value = std::move(scores.value);
  ranking.total = 1;
  ranking.method = with + ": " + convergence_text(scores.convergence);
}

void take_sampled(Ranking& ranking, SampledScores scores) {
  ranking.method = sample_text(scores, scores.value.size());
  ranking.value = std::move(scores.value);
  ranking.margin = std::move(scores.margin);
}

void count_citations(Ranking& ranking, const CitationGraph& graph, EdgeWeights weights) {
  ranking.value.assign(graph.vertex_count(), 0);
  for (std::size_t edge = 0; edge < graph.edge_count(); ++edge) {
    const VertexId cited = graph.rows().cited[edge];
    ranking.value[cited.value] += weights.empty() ? 1 : static_cast<double>(weights[edge]);
  }
  ranking.total = std::accumulate(ranking.value.begin(), ranking.value.end(), 0.0);
  ranking.method = "every citation counts once";
}

void take_katz(Ranking& ranking, const RankChoice& choice, const CitationGraph& graph,
               EdgeWeights weights, const Work& work) {
  const double alpha = choice.alpha ? *choice.alpha : safe_katz_alpha(graph, weights);
  Scores scores = katz(graph, {alpha, choice.limits, weights}, work);
  const bool endless = !scores.convergence.converged && choice.alpha;
  take_scores(ranking, std::move(scores), ", alpha " + number(alpha));
  if (endless) ranking.method += "; where there are circles alpha may be too large";
}

}  // namespace

std::vector<Option> rank_options() {
  return {
      {"by", "MEASURE",
       "pagerank (default), cheirank, hits, hubs, in-degree, katz, betweenness, closeness, "
       "harmonic"},
      {"level", "LEVEL", "article (default): every node; outlet; owner"},
      {"damping", "D", "pagerank, cheirank: how often a citation is followed (default: 0.85)"},
      {"alpha", "A", "katz: what each further citation on the way counts"},
      {"rounds", "N", "give up after so many (default: 1000)"},
      {"samples", "N", "betweenness, closeness, harmonic: search from so many"},
      {"exact", "", "the same: search from all, however long it takes"},
  };
}

Result<RankChoice> rank_choice(const Arguments& arguments) {
  RankChoice choice;
  const Result<Measure> measure = measure_option(arguments);
  if (!measure) return fail(measure.error());
  choice.measure = *measure;
  const Result<Level> level = level_option(arguments, Level::Article);
  if (!level) return fail(level.error());
  choice.level = *level;
  if (auto fits = check_own_options(arguments, *measure); !fits) return fail(fits.error());
  const Result<std::optional<double>> damping = arguments.real("damping");
  if (!damping) return fail(damping.error());
  choice.damping = damping->value_or(choice.damping);
  if (choice.damping < 0 || choice.damping >= 1) {
    return fail(ErrorCode::BadRequest, "--damping takes a number from 0 to below 1");
  }
  const Result<std::optional<double>> alpha = arguments.real("alpha");
  if (!alpha) return fail(alpha.error());
  choice.alpha = *alpha;
  if (choice.alpha && *choice.alpha < 0) {
    return fail(ErrorCode::BadRequest, "--alpha takes a number that is not negative");
  }
  const Result<std::optional<std::uint64_t>> rounds = arguments.number("rounds");
  if (!rounds) return fail(rounds.error());
  choice.limits.rounds = rounds->value_or(choice.limits.rounds);
  const Result<std::optional<std::uint64_t>> samples = arguments.number("samples");
  if (!samples) return fail(samples.error());
  choice.sample.samples = *samples;
  if (*rounds == 0U || *samples == 0U) {
    return fail(ErrorCode::BadRequest, "--rounds and --samples take a number from 1 on");
  }
  if (arguments.has("exact")) choice.sample.samples = std::numeric_limits<std::size_t>::max();
  return choice;
}

Ranking ranking_by(const RankChoice& choice, const CitationGraph& graph, EdgeWeights weights,
                   const Work& work) {
  Ranking ranking;
  const std::string damping = ", damping " + number(choice.damping);
  switch (choice.measure) {
    case Measure::PageRank:
      take_scores(ranking, pagerank(graph, {choice.damping, choice.limits, weights}, work),
                  damping);
      break;
    case Measure::CheiRank:
      take_scores(ranking, cheirank(graph, {choice.damping, choice.limits, weights}, work),
                  damping);
      break;
    case Measure::Hits:
    case Measure::Hubs:
      take_hits(ranking, hits(graph, choice.limits, weights, work), choice.measure == Measure::Hubs,
                choice.limits.tolerance);
      break;
    case Measure::InDegree:
      count_citations(ranking, graph, weights);
      break;
    case Measure::Katz:
      take_katz(ranking, choice, graph, weights, work);
      break;
    case Measure::Betweenness:
      take_sampled(ranking, betweenness(graph, choice.sample, work));
      break;
    case Measure::Closeness:
      take_sampled(ranking, closeness(graph, choice.sample, work));
      break;
    case Measure::Harmonic:
      take_sampled(ranking, harmonic(graph, choice.sample, work));
      break;
  }
  const bool listed = ranking.method.starts_with(",");
  ranking.method =
      std::string(row_of(choice.measure).title) + (listed ? "" : ": ") + ranking.method;
  return ranking;
}

std::string first_means(const RankChoice& choice, const Ranking& ranking, VertexId first) {
  const double value = ranking.value[first.value];
  const double average = ranking.total / static_cast<double>(ranking.value.size());
  const std::string times = number(value / average) + " times the average";
  switch (choice.measure) {
    case Measure::PageRank:
      return "most drawn on, where a citation by what is itself much cited counts more; " + times;
    case Measure::CheiRank:
      return "draws on most, where drawing on what itself draws on much counts more; " + times;
    case Measure::Hits:
      return "the strongest authority, cited by those who cite what others cite too; " + times;
    case Measure::Hubs:
      return "the strongest hub, citing what is cited most; " + times;
    case Measure::InDegree:
      return "cited " + counted(static_cast<std::uint64_t>(value), "time", "times") + ", of " +
             counted(static_cast<std::uint64_t>(ranking.total), "citation", "citations") +
             " in all";
    case Measure::Katz:
      return "most drawn on, directly or through others; " + times;
    case Measure::Betweenness:
      return "on the shortest chains between " + number(100 * value) +
             " % of all that might draw on each other";
    case Measure::Closeness:
    case Measure::Harmonic:
      return "those who draw on it are most and nearest; 1 would mean that all others cite it";
  }
  return {};
}

std::string_view next_command(Measure measure) {
  switch (measure) {
    case Measure::CheiRank:
    case Measure::Hubs:
      return "cites";
    case Measure::Betweenness:
      return "neighbors";
    default:
      return "cited-by";
  }
}

}  // namespace whocites::cli
