// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/trace.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/page.h"
#include "cli/reached_picture.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kUsualLines = 1'000;
constexpr std::size_t kForwardTold = 3;

// The whole of what was reached as a tree: under each node what it cites, once in full; later
// mentions of a node only name it. Laid out first, and read from the store only then.
class Tree {
 public:
  Tree(const SourceGraph& graph, const Trace& traced, std::size_t most_lines)
      : graph_(graph), most_lines_(most_lines) {
    for (const End& end : traced.ends) {
      for (VertexId member : end.members) {
        classes_[member] = name_of(classify(graph, end.shape, member));
      }
    }
    lines_.push_back({"", traced.start, std::nullopt, false});
    seen_.insert(traced.start);
    branch(traced.start);
  }

  bool is_cut() const { return is_cut_; }
  void add_to(Shown& shown) const {
    for (const Line& line : lines_) {
      shown.add(line.vertex);
      if (line.edge) shown.add(*line.edge);
    }
  }
  std::vector<std::string> text(const Shown& shown) const {
    std::vector<std::string> text;
    for (const Line& line : lines_) {
      std::string words = line.lead;
      if (line.edge) words += std::string(verb_of(graph_.citation(*line.edge).relation)) + " ";
      text.push_back(words + name(line.vertex, shown) + (line.is_above ? "  (see above)" : ""));
    }
    return text;
  }

 private:
  struct Line {
    std::string lead;
    VertexId vertex;
    std::optional<EdgeId> edge;
    bool is_above;  // it is told further up what this one cites
  };

  std::string name(VertexId vertex, const Shown& shown) const {
    const std::string date = shown.date(vertex);
    std::string text = printable(shown.label(vertex));
    if (!date.empty() && label_of(shown.node(vertex)).find(date) == std::string::npos) {
      text += ", " + date;
    }
    if (const auto at = classes_.find(vertex); at != classes_.end()) {
      text += "  [" + std::string(at->second) + "]";
    }
    return text;
  }

  // Iterative: chains may be longer than the stack is deep.
  void branch(VertexId start) {
    struct Level {
      CitationGraph::Arcs arcs;
      std::size_t next = 0;
      std::string indent;
    };
    std::vector<Level> levels{{graph_.graph().out_arcs(start), 0, ""}};
    while (!levels.empty()) {
      Level& level = levels.back();
      if (level.next == level.arcs.size()) {
        levels.pop_back();
        continue;
      }
      if (lines_.size() >= most_lines_) {
        is_cut_ = true;
        return;
      }
      const CitationGraph::Arc arc = level.arcs[level.next++];
      const bool last = level.next == level.arcs.size();
      const bool first_time = seen_.insert(arc.vertex).second;
      const bool is_above = !first_time && !graph_.graph().cites(arc.vertex).empty();
      lines_.push_back({level.indent + (last ? "└ " : "├ "), arc.vertex, arc.edge, is_above});
      if (first_time) {
        std::string deeper = level.indent + (last ? "  " : "│ ");
        levels.push_back({graph_.graph().out_arcs(arc.vertex), 0, std::move(deeper)});
      }
    }
  }

  const SourceGraph& graph_;
  std::size_t most_lines_;
  bool is_cut_ = false;
  std::map<VertexId, std::string_view> classes_;
  std::set<VertexId> seen_;
  std::vector<Line> lines_;
};

// "6 ends: 4 dead ends, 1 unresolved, 1 primary source; 9 chains".
std::string summary(const SourceGraph& graph, const Trace& traced) {
  std::map<EndClass, std::size_t> counts;
  for (const End& end : traced.ends) ++counts[classify(graph, end.shape, end.members.front())];
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

// "in time, so that nothing cites what came later: 2 ends for certain, 1 perhaps (a date …)".
std::string time_summary(const Trace& traced) {
  std::map<InTime, std::size_t> counts;
  for (const End& end : traced.ends) ++counts[end.in_time];
  std::vector<std::string> words;
  const auto tell = [&](InTime in_time, const char* how) {
    const std::size_t count = counts[in_time];
    if (count == 0) return;
    words.push_back((words.empty() ? counted(count, "end", "ends") : std::to_string(count)) + how);
  };
  tell(InTime::Certain, " for certain");
  tell(InTime::Possible, " perhaps (a date is not known, or two overlap)");
  tell(InTime::Impossible, " by no chain");
  return "in time, so that nothing cites what came later: " + join(words, ", ");
}

// The vertex with the earliest date that is known; approximate dates count as they stand.
std::optional<VertexId> earliest(const SourceGraph& graph, const Trace& traced) {
  std::optional<VertexId> first;
  for (const TracedVertex& reached : traced.reached) {
    const auto date = graph.date(reached.vertex);
    if (!date || (first && graph.date(*first)->earliest <= date->earliest)) continue;
    first = reached.vertex;
  }
  return first;
}

void add_meanings(const SourceGraph& graph, const Trace& traced, Answer& answer) {
  std::set<EndClass> meant;
  for (const End& end : traced.ends) {
    const EndClass end_class = classify(graph, end.shape, end.members.front());
    if (!meant.insert(end_class).second) continue;
    answer.remarks.push_back(std::string(name_of(end_class)) + ": " +
                             std::string(meaning_of(end_class)));
  }
}

void add_forward(const Shown& shown, const SourceGraph& graph, const Trace& traced,
                 Answer& answer) {
  const std::size_t told = std::min(kForwardTold, traced.forward.size());
  for (const EdgeId edge : std::span(traced.forward).first(told)) {
    const auto [from, to] = graph.graph().ends(edge);
    answer.remarks.push_back("forward in time: " + printable(shown.sentence(edge)) + " (" +
                             shown.date(from) + " → " + shown.date(to) +
                             "); see: " + printable(explain_command(shown, graph, edge)));
  }
  if (traced.forward_count > told) {
    answer.remarks.push_back(std::to_string(traced.forward_count - told) +
                             " more go forward in time; see: whocites check-dates");
  }
}

void add_row(const Shown& shown, const SourceGraph& graph, VertexId start, const End& end,
             Table& table) {
  std::vector<std::string> keys;
  for (VertexId member : end.members) keys.push_back(shown.node(member).key);
  const bool one = end.members.size() == 1;
  const Node& first = shown.node(end.members.front());
  const std::string cursor = keys.front();
  table.add(
      {std::string(name_of(classify(graph, end.shape, end.members.front()))),
       shown.labels(end.members, " ↔ "), std::move(keys),
       one ? date_cell(first.facts.date) : Cell(), number_cell(end.chain.size()),
       end.chain_count.digits, std::string(name_of(end.in_time)), shown.chain(start, end.chain)},
      cursor);
}

Result<void> draw(const Arguments& arguments, const WholeGraph& whole, const Node& node,
                  const Trace& traced, Answer& answer) {
  const SourceGraph& graph = whole.graph();
  if (!answer.remarks.empty()) answer.drawing.subtitle = answer.remarks.front();
  answer.drawing.title = "Where does " + label_of(node) + " come from?";
  const Result<Shown> drawn = draw_reached(arguments, whole, what_to_draw(graph, traced), answer);
  if (!drawn) return fail(drawn.error());
  mark_asked(*drawn, {{traced.start}}, answer.drawing);
  mark_ends(graph, *drawn, traced, answer.drawing);
  if (arguments.text("format") == "dot") note_cut(traced.reached.size(), answer.drawing);
  return {};
}

Result<int> answer_trace(Session& session, const Arguments& arguments, const WholeGraph& whole,
                         const Node& node) {
  const SourceGraph& graph = whole.graph();
  const auto answered = whole.ask(
      "tracing", [&](const Work& work) { return trace(graph, whole.vertex(node), work); });
  if (!answered) return fail(answered.error());
  const Trace& traced = *answered;
  Answer answer;
  const auto first_of = [](const End& end) { return end.members.front(); };
  const Result<Page> page =
      page_of(session, kUsualRows, traced.ends.size(),
              by_vertex_in(whole.reader(), graph, traced.ends, first_of), answer);
  if (!page) return fail(page.error());
  const auto ends = std::span(traced.ends).subspan(page->begin, page->size());
  const bool as_tree = arguments.text("format") == "tree";
  std::optional<Tree> tree;
  if (as_tree) {
    tree.emplace(graph, traced, session.limit().value_or(kUsualLines));
  }

  Shown shown(graph);
  shown.add(traced.start);
  for (const End& end : ends) {
    shown.add(end.members);
    shown.add_chain(end.chain);
  }
  if (tree) tree->add_to(shown);
  shown.add_chain(std::span(traced.forward).first(std::min(kForwardTold, traced.forward.size())));
  const auto first = earliest(graph, traced);
  if (first) shown.add(*first);
  if (auto read = shown.read(whole.reader()); !read) return fail(read.error());

  answer.table.columns = {"end", "name", "keys", "date", "steps", "chains", "in_time", "chain"};
  answer.table.below = {"chain"};
  for (const End& end : ends) add_row(shown, graph, traced.start, end, answer.table);
  if (traced.reached.size() == 1) {
    answer.remarks = {printable(label_of(node)) + " cites nothing, as far as this store knows"};
  } else {
    answer.remarks.push_back(summary(graph, traced));
    add_meanings(graph, traced, answer);
    answer.remarks.push_back(time_summary(traced));
    add_forward(shown, graph, traced, answer);
    if (first) {
      answer.remarks.push_back("earliest known date: " + shown.date(*first) + ", " +
                               printable(label_of(shown.node(*first))));
    }
  }
  if (tree) {
    answer.tree = tree->text(shown);
    answer.table.rows.clear();
    answer.rest.reset();
    if (tree->is_cut()) {
      answer.remarks.insert(
          answer.remarks.begin(),
          "cut after " + counted(answer.tree.size(), "line", "lines") + "; --limit N shows more");
    }
  }
  if (wants_picture(arguments)) {
    if (auto drawn = draw(arguments, whole, node, traced, answer); !drawn) {
      return fail(drawn.error());
    }
  }
  return session.print(std::move(answer));
}

Result<int> run_trace(Session& session, const Arguments& arguments) {
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Node> node = whole->find(arguments.positional.front());
  if (!node) return fail(node.error());
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  return answer_trace(session, arguments, *whole, *node);
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
      .long_work = true,
      .run = run_trace,
  };
}

}  // namespace whocites::cli
