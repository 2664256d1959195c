// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/path.h"

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"
#include "graph/algorithms/k_shortest.h"
#include "graph/algorithms/time_path.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kMostPaths = 1000;

// Which chains are asked for, and what to say of them.
struct Chains {
  ShortestPaths found;
  std::string verdict;
};

Result<Chains> find_chains(const SourceGraph& graph, const Arguments& arguments, VertexId from,
                           VertexId to, const Work& work) {
  const Result<std::optional<std::uint64_t>> number = arguments.number("k");
  if (!number) return fail(number.error());
  Chains chains;
  if (arguments.has("in-time")) {
    const std::optional<TimePath> path = time_path(graph, from, to, work);
    if (!path) return chains;
    chains.found.paths.push_back(path->path);
    chains.verdict = path->certain
                         ? "certain in time: each is dated, and none after the one that cites it"
                         : "possible in time, not certain: a date is not known, or not well enough";
  } else if (*number) {
    if (**number == 0 || **number > kMostPaths) {
      return fail(ErrorCode::BadRequest,
                  "--k takes a number from 1 to " + std::to_string(kMostPaths));
    }
    chains.found =
        k_shortest_paths(graph.graph(), from, to, static_cast<std::size_t>(**number), work);
  } else {
    const std::size_t most = arguments.has("all-shortest") ? kMostPaths : 1;
    chains.found = all_shortest_paths(graph.graph(), from, to, most, work);
    chains.found.cut = chains.found.cut && most > 1;
  }
  return chains;
}

std::string_view certainty(const SourceGraph& graph, EdgeId edge) {
  const auto [from, to] = graph.graph().ends(edge);
  const bool certain = in_time(graph.date(from), graph.date(to)) == InTime::Certain;
  return certain ? "certain" : "possible";
}

void add_path(const SourceGraph& graph, const Shown& shown, const std::vector<EdgeId>& path,
              std::size_t number, bool in_time, Answer& answer) {
  std::int64_t step = 0;
  for (const EdgeId edge : path) {
    const auto [from, to] = graph.graph().ends(edge);
    const Citation& citation = shown.citation(edge);
    ++step;
    std::vector<Cell> cells{number_cell(number),
                            step,
                            shown.label(from),
                            std::string(name_of(citation.relation)),
                            shown.label(to),
                            confidence_cell(citation),
                            text_cell(best_evidence(citation)),
                            shown.node(from).key,
                            shown.node(to).key};
    if (in_time) {
      cells.insert(cells.end(),
                   {date_cell(shown.node(from).facts.date), date_cell(shown.node(to).facts.date),
                    std::string(certainty(graph, edge))});
    }
    answer.table.add(std::move(cells), std::to_string(number) + "." + std::to_string(step));
    if (step == 1) answer.tree.push_back(printable(shown.label(from)));
    answer.tree.push_back(std::string(2 * static_cast<std::size_t>(step), ' ') +
                          std::string(verb_of(citation.relation)) + " " +
                          printable(shown.label(to)));
  }
}

// What to say when there is no chain, and where to look instead.
std::string nothing_found(const SourceGraph& graph, const Node& from, const Node& to,
                          bool in_time) {
  if (from.id == to.id) return "that is one and the same node";
  const VertexId start = *graph.vertex_of(from.id);
  const VertexId target = *graph.vertex_of(to.id);
  const auto ask = [](const Node& a, const Node& b) {
    return "whocites path '" + printable(a.key) + "' '" + printable(b.key) + "'";
  };
  std::string text = printable(label_of(from)) + " does not draw on " + printable(label_of(to));
  if (in_time && shortest_path(graph.graph(), start, target)) {
    return text + " by any chain that agrees with the known dates; there is one against them: " +
           ask(from, to);
  }
  text += ", as far as this store knows";
  if (shortest_path(graph.graph(), target, start)) {
    text += "; but the other way round: " + ask(to, from);
  }
  return text;
}

Result<Answer> answer_of(const WholeGraph& whole, const Arguments& arguments, const Node& from,
                         const Node& to) {
  const SourceGraph& graph = whole.graph();
  const VertexId start = whole.vertex(from);
  const VertexId target = whole.vertex(to);
  const bool in_time = arguments.has("in-time");
  const Result<Chains> chains = whole.ask("searching", [&](const Work& work) {
    return find_chains(graph, arguments, start, target, work);
  });
  if (!chains) return fail(chains.error());
  std::vector<EdgeId> edges;
  for (const auto& path : chains->found.paths) edges.insert(edges.end(), path.begin(), path.end());
  const Result<Shown> shown = Shown::make(whole.reader(), graph, {start, target}, edges);
  if (!shown) return fail(shown.error());
  Answer answer;
  answer.table.columns = {"path",       "step",     "from",     "relation", "to",
                          "confidence", "evidence", "from_key", "to_key"};
  if (in_time) {
    answer.table.columns.insert(answer.table.columns.end(), {"from_date", "to_date", "in_time"});
  }
  answer.table.below = {"evidence"};
  answer.table.hidden = {"from_key", "to_key"};
  for (std::size_t i = 0; i < chains->found.paths.size(); ++i) {
    add_path(graph, *shown, chains->found.paths[i], i + 1, in_time, answer);
  }
  if (!edges.empty() && !chains->verdict.empty()) answer.remarks.push_back(chains->verdict);
  if (chains->found.cut) answer.remarks.push_back("there are more paths than these");
  if (edges.empty()) answer.nothing = nothing_found(graph, from, to, in_time);
  answer.network = shown->network();
  answer.drawing.emphasised = {shown->in_network(start), shown->in_network(target)};
  highlight(*shown, edges, answer.drawing);
  return answer;
}

Result<int> run_path(Session& session, const Arguments& arguments) {
  if (arguments.has("all-shortest") + arguments.has("k") + arguments.has("in-time") > 1) {
    return fail(ErrorCode::BadRequest, "--all-shortest, --k and --in-time are three questions",
                "ask one of them");
  }
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Node> from = whole->find(arguments.positional[0]);
  if (!from) return fail(from.error());
  const Result<Node> to = whole->find(arguments.positional[1]);
  if (!to) return fail(to.error());
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  Result<Answer> answer = answer_of(*whole, arguments, *from, *to);
  if (!answer) return fail(answer.error());
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_path() {
  return {
      .name = "path",
      .group = "Ask",
      .arguments = "A B",
      .summary = "the shortest chain by which A draws on B",
      .options = {{"all-shortest", "", "every shortest chain"},
                  {"k", "N", "the N shortest chains that meet nothing twice"},
                  {"in-time", "", "only by what was published no later than what cites it"}},
      .min_positional = 2,
      .max_positional = 2,
      .filters = true,
      .long_work = true,
      .run = run_path,
  };
}

}  // namespace whocites::cli
