// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/whole_graph.h"
#include "graph/algorithms/main_path.h"

namespace whocites::cli {
namespace {

Result<MainPathOptions> main_path_options(const Arguments& arguments) {
  MainPathOptions options;
  const std::string weight = arguments.has("by") ? arguments.text("by") : "spc";
  if (weight != "spc" && weight != "splc" && weight != "spnp") {
    return fail(ErrorCode::BadRequest, "'" + weight + "' is no way to weigh citations",
                "--by takes spc, splc or spnp");
  }
  if (weight == "splc") options.weight = PathWeight::Splc;
  if (weight == "spnp") options.weight = PathWeight::Spnp;
  if (arguments.has("global") && arguments.has("key-route")) {
    return fail(ErrorCode::BadRequest, "--global and --key-route exclude each other");
  }
  if (arguments.has("global")) options.search = PathSearch::Global;
  if (arguments.has("key-route")) options.search = PathSearch::KeyRoute;
  return options;
}

// The node of --from or --to; absent when the option is not given.
Result<std::optional<Node>> end_option(WholeGraph& whole, const Arguments& arguments,
                                       const std::string& name) {
  if (!arguments.has(name)) return std::nullopt;
  Result<Node> node = whole.find(arguments.text(name));
  if (!node) return fail(node.error());
  return std::move(*node);
}

Result<Network> shown(const Reader& reader, const SourceGraph& source, const MainPath& path) {
  std::vector<NodeId> nodes;
  std::vector<CitationId> ends;
  for (const MainPath::Step& step : path.steps) {
    for (const VertexId member : step.members) nodes.push_back(source.node(member));
    if (!step.citation) continue;
    const auto [from, to] = source.graph().ends(*step.citation);
    ends.push_back({source.node(from), source.node(to), source.citation(*step.citation).relation});
  }
  return reader.excerpt(nodes, ends);
}

std::optional<EdgeId> edge_in(const Network& network, const SourceGraph& source, EdgeId edge) {
  const auto [from, to] = source.graph().ends(edge);
  const auto a = network.vertex_of(source.node(from));
  const auto b = network.vertex_of(source.node(to));
  if (!a || !b) return std::nullopt;
  for (const CitationGraph::Arc& arc : network.graph.out_arcs(*a)) {
    const bool is_it =
        arc.vertex == *b && network.citation(arc.edge).relation == source.citation(edge).relation;
    if (is_it) return arc.edge;
  }
  return std::nullopt;
}

// How many members of a loop are named in its row.
constexpr std::size_t kNamedMembers = 5;

struct StepText {
  std::string name;
  std::string date;
  std::vector<std::string> keys;
};

StepText text_of(const Network& network, const SourceGraph& source, const MainPath::Step& step) {
  StepText text;
  std::vector<std::string> names;
  std::vector<std::string> dates;
  for (const VertexId member : step.members) {
    const auto vertex = network.vertex_of(source.node(member));
    if (!vertex) continue;
    const Node& node = network.node(*vertex);
    text.keys.push_back(node.key);
    if (names.size() == kNamedMembers) continue;
    names.push_back(full_label(network, *vertex));
    dates.push_back(node.facts.date ? to_string(*node.facts.date) : "undated");
  }
  text.name = join(names, " ↔ ");
  text.date = step.members.size() == 1 && dates == std::vector<std::string>{"undated"}
                  ? std::string()
                  : join(dates, " ↔ ");
  if (step.members.size() > names.size()) {
    text.name += " ↔ " + counted(step.members.size() - names.size(), "more", "more");
    text.date += " ↔ …";
  }
  return text;
}

std::string percent(double share) {
  const double tenths = std::round(share * 1000) / 10;
  if (share > 0 && tenths < 0.1) return "less than 0.1 %";
  std::string text = std::to_string(tenths);
  text.resize(text.find('.') + 2);
  return text + " %";
}

std::string what_paths(PathWeight weight) {
  switch (weight) {
    case PathWeight::Spc:
      return "chains from what cites nothing to what nothing cites";
    case PathWeight::Splc:
      return "chains from anywhere to what nothing cites";
    case PathWeight::Spnp:
      return "chains from anywhere to anywhere";
  }
  return {};
}

std::vector<std::string> remarks(const MainPath& path, const MainPathOptions& options,
                                 const StepText& first, const StepText& last) {
  double most = 0;
  for (const MainPath::Step& step : path.steps) {
    if (step.citation) most = std::max(most, step.weight.share_of(path.path_count));
  }
  const auto dated = [](const StepText& step) {
    return printable(step.name) + (step.date.empty() ? "" : " (" + step.date + ")");
  };
  std::vector<std::string> lines{
      "the main line runs from " + dated(first) + " to " + dated(last) + " in " +
      counted(path.steps.size() - 1, "citation", "citations") + "; of " + path.path_count.text() +
      " " + what_paths(options.weight) + ", up to " + percent(most) + " share one of them"};
  if (path.loop_count > 0) {
    lines.push_back(counted(path.loop_count, "loop", "loops") + " of " +
                    std::to_string(path.loop_member_count) + " that cite one another " +
                    (path.loop_count == 1 ? "counts" : "count") +
                    " as one step each (↔), since nobody in them is first: see 'whocites circles'");
  }
  lines.emplace_back(
      "oldest first; each step cites the one above it. What many chains share is where a story was "
      "handed down, not proof that it is right: read the evidence of the first steps");
  return lines;
}

Result<int> run_mainpath(Session& session, const Arguments& arguments) {
  Result<MainPathOptions> options = main_path_options(arguments);
  if (!options) return fail(options.error());
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<std::optional<Node>> from = end_option(*whole, arguments, "from");
  if (!from) return fail(from.error());
  const Result<std::optional<Node>> to = end_option(*whole, arguments, "to");
  if (!to) return fail(to.error());
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const SourceGraph& source = whole->graph();
  if (*from) options->from = whole->vertex(**from);
  if (*to) options->to = whole->vertex(**to);

  const auto found = whole->ask("weighing chains", [&](const Work& work) {
    return main_path(whole->structure(), *options, work);
  });
  if (!found) return fail(found.error());
  const MainPath& path = *found;
  Result<Network> network = shown(whole->reader(), source, path);
  if (!network) return fail(network.error());
  Answer answer;
  answer.table.columns = {"step", "date", "name", "by", "share", "chains", "evidence", "keys"};
  answer.table.below = {"evidence"};
  answer.table.hidden = {"chains", "keys"};
  std::vector<StepText> texts;
  for (const MainPath::Step& step : path.steps) {
    texts.push_back(text_of(*network, source, step));
    const StepText& text = texts.back();
    Cell by;
    Cell share;
    Cell chains;
    Cell evidence;
    if (step.citation) {
      share = percent(step.weight.share_of(path.path_count));
      chains = step.weight.text();
      if (const auto edge = edge_in(*network, source, *step.citation)) {
        const Citation& citation = network->citation(*edge);
        by = std::string(verb_of(citation.relation));
        evidence = text_cell(best_evidence(citation));
        answer.drawing.highlighted.push_back(*edge);
      }
    }
    answer.table.add({number_cell(texts.size()), text_cell(text.date), text.name, by, share, chains,
                      evidence, text.keys},
                     text.keys.front());
  }
  answer.nothing = *from && *to ? "no main path: the one of --to does not draw on the one of --from"
                   : *from      ? "no main path: nothing draws on the one of --from"
                   : *to        ? "no main path: the one of --to draws on nothing"
                                : "no main path: nothing here cites anything but itself";
  if (!path.steps.empty()) {
    answer.remarks = remarks(path, *options, texts.front(), texts.back());
  }
  answer.network = std::move(*network);
  return session.print(std::move(answer));
}

}  // namespace

Command describe_mainpath() {
  return {
      .name = "mainpath",
      .group = "Ask",
      .arguments = "",
      .summary = "the line along which a story was handed down, oldest first",
      .options = {{"by", "WEIGHT", "spc, splc or spnp: which chains count (default: spc)"},
                  {"global", "", "the heaviest line in all, not the heaviest next step"},
                  {"key-route", "", "through the heaviest citation of all"},
                  {"from", "X", "only what draws on X"},
                  {"to", "X", "only what X draws on"}},
      .filters = true,
      .long_work = true,
      .run = run_mainpath,
  };
}

}  // namespace whocites::cli
