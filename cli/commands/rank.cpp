// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "cli/charts.h"
#include "cli/commands/parts.h"
#include "cli/commands/rank_measures.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

// What is ranked: the nodes themselves, or those that they count for.
class Ranked {
 public:
  Ranked(SourceGraph source, Level level) : source_(std::move(source)) {
    if (level == Level::Article) return;
    grouped_ = level_graph(source_, representatives(source_, level));
  }

  const SourceGraph& source() const { return source_; }
  const CitationGraph& graph() const { return grouped_ ? grouped_->between : source_.graph(); }
  EdgeWeights weights() const { return grouped_ ? EdgeWeights(grouped_->weight) : EdgeWeights(); }
  NodeId node(VertexId vertex) const {
    return source_.node(grouped_ ? grouped_->leader[vertex.value] : vertex);
  }
  // Absent for one that counts for another.
  std::optional<VertexId> vertex_of(NodeId node) const {
    const auto vertex = source_.vertex_of(node);
    if (!vertex || !grouped_) return vertex;
    const VertexId group = grouped_->group[vertex->value];
    return grouped_->leader[group.value] == *vertex ? std::optional(group) : std::nullopt;
  }

 private:
  SourceGraph source_;
  std::optional<LevelGraph> grouped_;
};

// Higher values come first, equal ones in the order of vertices. What has the value 0 has no place.
struct ByValue {
  const std::vector<double>& value;
  bool operator()(VertexId a, VertexId b) const {
    return value[a.value] != value[b.value] ? value[a.value] > value[b.value] : a < b;
  }
};

std::size_t place_count(const std::vector<double>& value) {
  return static_cast<std::size_t>(
      std::count_if(value.begin(), value.end(), [](double one) { return one > 0; }));
}

std::vector<VertexId> at_places(const std::vector<double>& value, const Page& page) {
  std::vector<VertexId> order;
  for (std::uint32_t v = 0; v < value.size(); ++v) {
    if (value[v] > 0) order.emplace_back(v);
  }
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(page.end);
  std::partial_sort(order.begin(), end, order.end(), ByValue{value});
  return {order.begin() + static_cast<std::ptrdiff_t>(page.begin), end};
}

// The place, from 0, of the node whose key is the cursor.
Result<std::optional<std::size_t>> place_of(const Reader& reader, const std::string& cursor,
                                            const Ranked& ranked,
                                            const std::vector<double>& value) {
  const Result<std::optional<NodeId>> node = reader.store().find_key(cursor);
  if (!node) return fail(node.error());
  const auto vertex = *node ? ranked.vertex_of(**node) : std::nullopt;
  if (!vertex || value[vertex->value] <= 0) return std::nullopt;
  std::size_t better = 0;
  for (std::uint32_t v = 0; v < value.size(); ++v) {
    better += ByValue{value}(VertexId(v), *vertex) ? 1 : 0;
  }
  return better;
}

// The citations between those that are shown, for a picture.
std::vector<CitationId> citations_between(const SourceGraph& source,
                                          const std::vector<VertexId>& shown) {
  std::vector<VertexId> sorted = shown;
  std::sort(sorted.begin(), sorted.end());
  std::vector<CitationId> found;
  for (const VertexId from : sorted) {
    const auto cited = source.graph().cites(from);
    for (std::size_t i = 0; i < cited.size(); ++i) {
      if (!std::binary_search(sorted.begin(), sorted.end(), cited[i])) continue;
      const EdgeId edge(source.graph().first_edge(from).value + static_cast<std::uint32_t>(i));
      found.push_back({source.node(from), source.node(cited[i]), source.citation(edge).relation});
    }
  }
  return found;
}

Cell share_cell(const std::vector<double>& values, VertexId vertex) {
  if (values.empty()) return {};
  return values[vertex.value];
}

Cell outlet_name(const Network& network, const Node& node) {
  if (node.kind != Kind::Article || !node.part_of) return {};
  const auto outlet = network.vertex_of(*node.part_of);
  return outlet ? Cell(label_of(network.node(*outlet))) : Cell();
}

void add_row(Table& table, const Network& network, const Node& node, std::size_t place,
             const RankChoice& choice, const Ranking& ranking, VertexId vertex) {
  const double value = ranking.value[vertex.value];
  Cell times;
  if (ranking.total > 0) {
    times = value * static_cast<double>(ranking.value.size()) / ranking.total;
  }
  const bool is_count = choice.measure == Measure::InDegree;
  const Cell other = share_cell(ranking.other, vertex);
  table.add(
      {number_cell(place), label_of(node), outlet_name(network, node), date_cell(node.facts.date),
       is_count ? number_cell(static_cast<std::uint64_t>(value)) : Cell(value),
       share_cell(ranking.margin, vertex), times, choice.measure == Measure::Hubs ? other : Cell(),
       choice.measure == Measure::Hits ? other : Cell(), std::string(name_of(node.kind)), node.key},
      node.key);
}

// What stands first, what that means, how it was found, and what to look at next.
std::vector<std::string> remarks(const Network& network, const Node& first,
                                 const RankChoice& choice, const Ranking& ranking,
                                 VertexId vertex) {
  std::vector<std::string> lines;
  lines.push_back("first: " + printable(full_label(network, *network.vertex_of(first.id))) + ", " +
                  first_means(choice, ranking, vertex));
  lines.push_back(ranking.method);
  if (!ranking.margin.empty() && ranking.margin[vertex.value] > ranking.value[vertex.value] / 2) {
    lines.push_back("too rough to tell who is first: ask for more --samples, or --exact");
  }
  if (choice.level != Level::Article) {
    lines.push_back("what has no known " +
                    std::string(choice.level == Level::Outlet ? "outlet" : "owner") +
                    " counts for itself; citations inside one are left out");
  }
  const bool is_plain = first.key.find_first_of(" '\"\\$`&;()<>|*?!#~") == std::string::npos;
  if (is_plain) {
    lines.push_back("next: whocites " + std::string(next_command(choice.measure)) + " " +
                    printable(first.key));
  }
  return lines;
}

Result<int> run_rank(Session& session, const Arguments& arguments) {
  const Result<RankChoice> chosen = rank_choice(arguments);
  if (!chosen) return fail(chosen.error());
  RankChoice choice = *chosen;
  const Result<std::uint64_t> seed = seed_option(arguments);
  if (!seed) return fail(seed.error());
  choice.sample.seed = *seed;
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const Reader& reader = whole->reader();
  const Ranked ranked(whole->graph(), choice.level);
  const auto answered = whole->ask("ranking", [&](const Work& work) {
    return ranking_by(choice, ranked.graph(), ranked.weights(), work);
  });
  if (!answered) return fail(answered.error());
  const Ranking& ranking = *answered;

  Answer answer;
  const Result<Page> page = page_of(
      session, kFewRows, place_count(ranking.value),
      [&](const std::string& cursor) { return place_of(reader, cursor, ranked, ranking.value); },
      answer);
  if (!page) return fail(page.error());
  const std::vector<VertexId> shown = at_places(ranking.value, *page);
  std::vector<NodeId> nodes;
  for (const VertexId vertex : shown) nodes.push_back(ranked.node(vertex));
  const bool drawn = choice.level == Level::Article && wants_picture(arguments);
  const Result<Network> network = reader.excerpt(
      nodes, drawn ? citations_between(ranked.source(), shown) : std::vector<CitationId>{});
  if (!network) return fail(network.error());

  answer.table.columns = {"place",         "name",      "outlet", "date", "value", "margin",
                          "times_average", "authority", "hub",    "kind", "key"};
  answer.table.hidden = {"kind", "key"};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Node& node = network->node(*network->vertex_of(nodes[i]));
    add_row(answer.table, *network, node, page->begin + i + 1, choice, ranking, shown[i]);
  }
  if (!shown.empty() && page->begin == 0) {
    const Node& first = network->node(*network->vertex_of(nodes.front()));
    answer.remarks = remarks(*network, first, choice, ranking, shown.front());
  }
  answer.nothing = "nothing to rank: no citations";
  if (drawn) answer.network = *network;
  answer.drawing.title = "Who matters most";
  if (!answer.remarks.empty()) answer.drawing.subtitle = answer.remarks.front();
  answer.chart = [method = ranking.method](const Table& rows) {
    return bar_chart(rows, "name", "value", method);
  };
  return session.print(std::move(answer));
}

}  // namespace

Command describe_rank() {
  return {
      .name = "rank",
      .group = "Ask",
      .arguments = "",
      .summary = "who matters most, by one of several measures of position",
      .options = rank_options(),
      .filters = true,
      .long_work = true,
      .run = run_rank,
  };
}

}  // namespace whocites::cli
