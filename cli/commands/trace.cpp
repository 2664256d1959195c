// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

std::string chain_text(const Network& network, VertexId start, const std::vector<EdgeId>& chain) {
  std::string text = full_label(network, start);
  for (EdgeId edge : chain) text += " → " + full_label(network, network.graph.ends(edge).second);
  return text;
}

// The whole of what was reached as a tree: under each node what it cites, once in full; later
// mentions of a node only name it.
class Tree {
 public:
  Tree(const Network& network, const Trace& traced) : network_(network) {
    for (const End& end : traced.ends) {
      for (VertexId member : end.members) classes_[member] = name_of(classify(network, end));
    }
    lines_.push_back(name(traced.start));
    shown_.insert(traced.start);
    branch(traced.start, "");
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::string name(VertexId vertex) const {
    const Node& node = network_.node(vertex);
    std::string text = printable(full_label(network_, vertex));
    if (node.facts.date && label_of(node).find(to_string(*node.facts.date)) == std::string::npos)
      text += ", " + to_string(*node.facts.date);
    if (const auto at = classes_.find(vertex); at != classes_.end()) {
      text += "  [" + std::string(at->second) + "]";
    }
    return text;
  }

  // Iterative: chains may be longer than the stack is deep.
  void branch(VertexId start, const std::string& indent) {
    struct Level {
      std::vector<CitationGraph::Arc> arcs;
      std::size_t next = 0;
      std::string indent;
    };
    std::vector<Level> levels{{distinct(start), 0, indent}};
    while (!levels.empty()) {
      Level& level = levels.back();
      if (level.next == level.arcs.size()) {
        levels.pop_back();
        continue;
      }
      const CitationGraph::Arc arc = level.arcs[level.next++];
      const bool last = level.next == level.arcs.size();
      const bool first_time = shown_.insert(arc.vertex).second;
      const bool has_more = !first_time && !network_.graph.cites(arc.vertex).empty();
      lines_.push_back(level.indent + (last ? "└ " : "├ ") +
                       std::string(verb_of(network_.citation(arc.edge).relation)) + " " +
                       name(arc.vertex) + (has_more ? "  (see above)" : ""));
      if (first_time) {
        std::string deeper = level.indent + (last ? "  " : "│ ");
        levels.push_back({distinct(arc.vertex), 0, std::move(deeper)});
      }
    }
  }

  std::vector<CitationGraph::Arc> distinct(VertexId vertex) const {
    const auto arcs = network_.graph.out_arcs(vertex);
    return {arcs.begin(), arcs.end()};
  }

  const Network& network_;
  std::map<VertexId, std::string_view> classes_;
  std::set<VertexId> shown_;
  std::vector<std::string> lines_;
};

// "6 ends: 4 dead ends, 1 unresolved, 1 primary source".
std::string summary(const Network& network, const Trace& traced) {
  std::map<EndClass, std::size_t> counts;
  for (const End& end : traced.ends) ++counts[classify(network, end)];
  std::vector<std::string> words;
  for (const EndClassName& row : kEndClasses) {
    const auto at = counts.find(row.end_class);
    if (at == counts.end()) continue;
    words.push_back(std::to_string(at->second) + " " + std::string(row.name) +
                    (at->second == 1 || row.end_class == EndClass::Unresolved ? "" : "s"));
  }
  return counted(traced.ends.size(), "end", "ends") + ": " + join(words, ", ") + "; " +
         traced.chain_count.digits + (traced.chain_count.digits == "1" ? " chain" : " chains") +
         (traced.chain_count.capped ? " or more" : "");
}

// The earliest date that is known of anything reached; approximate dates count as they stand.
std::optional<std::string> earliest(const Network& network, const Trace& traced) {
  const Node* first = nullptr;
  for (const TracedVertex& reached : traced.reached) {
    const Node& node = network.node(reached.vertex);
    if (!node.facts.date) continue;
    if (first == nullptr || node.facts.date->earliest() < first->facts.date->earliest()) {
      first = &node;
    }
  }
  if (first == nullptr) return std::nullopt;
  return "earliest known date: " + to_string(*first->facts.date) + ", " +
         printable(label_of(*first));
}

Result<int> run_trace(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  NeighborhoodOptions options;
  options.filter = *filter;
  Result<Network> network = neighborhood(*reader, {node->id}, options);
  if (!network) return fail(network.error());
  const VertexId start = *network->vertex_of(node->id);
  const Trace traced = trace(network->graph, start);
  Answer answer;
  answer.table.columns = {"end", "name", "keys", "date", "steps", "chains", "chain"};
  answer.table.below = {"chain"};
  std::set<std::string_view> meanings;
  for (const End& end : traced.ends) {
    const EndClass end_class = classify(*network, end);
    std::vector<std::string> names;
    std::vector<std::string> keys;
    for (VertexId member : end.members) {
      names.push_back(full_label(*network, member));
      keys.push_back(network->node(member).key);
    }
    const bool one = end.members.size() == 1;
    const Node& first = network->node(end.members.front());
    answer.table.add({std::string(name_of(end_class)), join(names, " ↔ "), keys,
                      one ? date_cell(first.facts.date) : Cell(), number_cell(end.chain.size()),
                      end.chain_count.digits, chain_text(*network, start, end.chain)},
                     keys.front());
    if (meanings.insert(name_of(end_class)).second) {
      answer.remarks.push_back(std::string(name_of(end_class)) + ": " +
                               std::string(meaning_of(end_class)));
    }
  }
  answer.remarks.insert(answer.remarks.begin(), summary(*network, traced));
  if (auto first = earliest(*network, traced)) answer.remarks.push_back(*first);
  if (traced.reached.size() == 1) {
    answer.remarks = {printable(label_of(*node)) + " cites nothing, as far as this store knows"};
  }
  answer.tree = Tree(*network, traced).take();
  answer.drawing.emphasised = {start};
  answer.network = std::move(*network);
  return session.print(std::move(answer));
}

}  // namespace

Command describe_trace() {
  return {
      .name = "trace",
      .group = "Ask",
      .arguments = "X",
      .summary = "every chain from X back to where it ends: where did this start?",
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .run = run_trace,
  };
}

}  // namespace whocites::cli
