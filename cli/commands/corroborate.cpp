// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/corroborate.h"

#include <algorithm>

#include "base/text.h"
#include "cli/about.h"
#include "cli/commands/corroborate_words.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/page.h"
#include "cli/reached_picture.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

// What is asked about: the nodes that are named, and the articles that --about finds.
struct Asked {
  std::vector<NodeId> nodes;
  std::string cut;  // that more articles match than were looked at; else empty
};

Result<Asked> find_asked(const Reader& reader, const Filter& filter, const Arguments& arguments) {
  Asked asked;
  for (const std::string& name : arguments.positional) {
    const Result<Node> node = find_node(reader, name);
    if (!node) return fail(node.error());
    asked.nodes.push_back(node->id);
  }
  if (!arguments.has("about")) return asked;
  Filter articles = filter;
  articles.kinds = {Kind::Article};
  Result<About> about = nodes_about(reader, articles, arguments);
  if (!about) return fail(about.error());
  if (about->nodes.empty()) {
    return fail(ErrorCode::NotFound, "no article is called '" + arguments.text("about") + "'",
                "--about looks in titles and names, as 'whocites search' does");
  }
  asked.nodes.insert(asked.nodes.end(), about->nodes.begin(), about->nodes.end());
  asked.cut = std::move(about->cut);
  return asked;
}

// The articles that have one text, as far as they are in the graph.
Result<std::vector<std::vector<VertexId>>> find_prints(const Reader& reader,
                                                       const SourceGraph& graph) {
  const Result<std::vector<std::vector<NodeId>>> prints = reader.prints();
  if (!prints) return fail(prints.error());
  std::vector<std::vector<VertexId>> found;
  for (const std::vector<NodeId>& group : *prints) {
    std::vector<VertexId> members;
    for (const NodeId node : group) {
      if (const std::optional<VertexId> vertex = graph.vertex_of(node)) members.push_back(*vertex);
    }
    if (members.size() > 1) found.push_back(std::move(members));
  }
  return found;
}

// Puts the rows together. Lists that pass `most` are cut: one row more tells of it.
class Rows {
 public:
  Rows(const SourceGraph& graph, const Corroboration& found, std::size_t most)
      : graph_(graph), found_(found), most_(most) {
    table_.columns = {"what", "name", "class", "date", "asked", "chains", "detail", "keys"};
    table_.below = {"detail"};
    table_.hidden = {"keys"};
  }

  void add_to(Shown& shown) const {
    shown.add(found_.asked);
    for (const IndependentChains& level : found_.levels) shown.add(level.bottlenecks);
    for (const auto& chain : found_.levels[0].chains) {
      shown.add(chain);
      shown.add_chain(steps_of(graph_.graph(), chain));
    }
    for (const PrintSet& print : first(found_.prints)) shown.add(first(print.members));
    for (const PrintSet& print : found_.prints) {  // sentences name any of them
      shown.add(print.members.front());
      shown.add(
          std::span(print.on_chains).first(std::min(kMostPrintsNamed, print.on_chains.size())));
      if (print.first) shown.add(*print.first);
      shown.add(std::span(print.maybe_before)
                    .first(std::min(kMostPrintsNamed, print.maybe_before.size())));
    }
    for (const SourceOrigin& origin : first(found_.origins)) shown.add(named(origin.members));
    for (const ChokePoint& point : first(found_.choke_points)) shown.add(named(point.members));
    for (const Copy& copy : first(found_.copies)) {
      shown.add(copy.copy);
      shown.add(copy.original);
    }
  }

  Table take(const Shown& shown) {
    for (const IndependentChains& level : found_.levels) add_level(shown, level);
    for (const SourceOrigin& origin : first(found_.origins)) add_origin(shown, origin);
    for (const ChokePoint& point : first(found_.choke_points)) add_choke_point(shown, point);
    std::size_t number = 0;
    for (const auto& chain : found_.levels[0].chains) add_chain(shown, chain, ++number);
    if (found_.asked.size() > 1) {
      for (const VertexId vertex : first(found_.asked)) add_asked(shown, vertex);
    }
    for (const Copy& copy : first(found_.copies)) add_copy(shown, copy);
    for (const PrintSet& print : first(found_.prints)) add_prints(shown, print);
    return std::move(table_);
  }

 private:
  template <class T>
  std::span<const T> first(const std::vector<T>& list) const {
    return std::span(list).first(std::min(list.size(), most_));
  }
  static std::span<const VertexId> named(const std::vector<VertexId>& members) {
    constexpr std::size_t kMostMembers = 1'000;
    return std::span(members).first(std::min(members.size(), kMostMembers));
  }
  static std::vector<std::string> keys(const Shown& shown, std::span<const VertexId> vertices) {
    std::vector<std::string> keys;
    for (const VertexId vertex : vertices) keys.push_back(shown.node(vertex).key);
    return keys;
  }

  void add_level(const Shown& shown, const IndependentChains& level) {
    static constexpr const char* kNames[] = {"by article", "by outlet", "by owner"};
    const auto at = static_cast<std::size_t>(level.level);
    std::string detail;
    if (level.at_most > level.chains.size()) {
      detail = "at most " + std::to_string(level.at_most) + ", of which only " +
               std::to_string(level.chains.size()) + " could be shown";
    }
    std::vector<std::string> bottlenecks;
    for (const VertexId vertex : named(level.bottlenecks)) {
      bottlenecks.push_back(text_or_label(shown, found_, vertex));
    }
    const std::string hangs_on = join(bottlenecks, ", ");
    if (!hangs_on.empty() && hangs_on != told_ && !stands_for_prints(level)) {
      told_ = hangs_on;
      detail +=
          (detail.empty() ? "" : "; ") + std::string("without ") + hangs_on + " none would be left";
    }
    table_.add({std::string("independent ") + kNames[at], Cell(), Cell(), Cell(), Cell(),
                number_cell(level.chains.size()), text_cell(detail),
                keys(shown, named(level.bottlenecks))},
               kNames[at] + 3);
  }

  // Whether the outlet or owner that it hangs on is merely that of one of several prints.
  bool stands_for_prints(const IndependentChains& level) const {
    const auto& articles = found_.levels[0].bottlenecks;
    return level.level != Level::Article &&
           std::any_of(articles.begin(), articles.end(), [&](VertexId vertex) {
             const PrintSet* print = prints_of(found_, vertex);
             return print != nullptr && !print->first;
           });
  }

  void add_origin(const Shown& shown, const SourceOrigin& origin) {
    const VertexId member = origin.members.front();
    const bool one = origin.members.size() == 1;
    const bool is_text = prints_of(found_, member) != nullptr;
    std::string detail;
    const ChokePoint* point = as_choke_point(origin);
    if (point != nullptr && found_.origins.size() > 1) {
      detail = "and to nothing else: " + listed(shown, point->falls);
    }
    table_.add({std::string("origin"), origin_label(shown, origin),
                std::string(name_of(classify(graph_, origin.shape, member))),
                one && !is_text ? date_cell(shown.node(member).facts.date) : Cell(),
                number_cell(origin.asked_count), Cell(), text_cell(detail),
                keys(shown, named(origin.members))},
               "origin#" + shown.node(member).key);
  }

  std::string origin_label(const Shown& shown, const SourceOrigin& origin) const {
    return origin.members.size() == 1 ? text_or_label(shown, found_, origin.members.front())
                                      : shown.labels(named(origin.members), " ↔ ");
  }

  std::string point_label(const Shown& shown, const ChokePoint& point) const {
    if (point.is_origin && point.members.size() > 1) {  // in a circle, or with copies
      for (const SourceOrigin& origin : found_.origins) {
        if (origin.members.front() == point.members.front()) return origin_label(shown, origin);
      }
    }
    return text_or_label(shown, found_, point.members.front());
  }

  // The choke point that is this origin as a whole; nullptr when too few hang on it.
  const ChokePoint* as_choke_point(const SourceOrigin& origin) const {
    for (const ChokePoint& point : found_.choke_points) {
      if (point.is_origin && point.members.front() == origin.members.front()) return &point;
    }
    return nullptr;
  }

  std::string listed(const Shown& shown, const std::vector<VertexId>& vertices) const {
    return shown.labels(first(vertices), ", ") + (vertices.size() > most_ ? ", …" : "");
  }

  void add_choke_point(const Shown& shown, const ChokePoint& point) {
    if (point.is_origin) return;  // told with the origin
    const VertexId member = point.members.front();
    const std::uint64_t others = point.falls_in_all - point.falls.size();
    std::string detail =
        prints_of(found_, member) != nullptr ? "one text; falls with it: " : "falls with it: ";
    detail += listed(shown, point.falls);
    if (others != 0) detail += "; and " + counted(others, "other", "others") + " on the chains";
    table_.add({std::string("choke point"), shown.labels(named(point.members), " = "), Cell(),
                date_cell(shown.node(member).facts.date), number_cell(point.falls.size()), Cell(),
                detail, keys(shown, named(point.members))},
               "choke#" + shown.node(member).key);
  }

  void add_chain(const Shown& shown, const std::vector<VertexId>& chain, std::size_t number) {
    table_.add({"chain " + std::to_string(number), shown.label(chain.front()), Cell(), Cell(),
                Cell(), Cell(), chain_text(shown, chain), keys(shown, chain)},
               "chain#" + std::to_string(number));
  }

  // "A → B = C → D": where no citation leads on, the two have one text.
  std::string chain_text(const Shown& shown, const std::vector<VertexId>& chain) const {
    std::string text = shown.label(chain.front());
    for (std::size_t i = 1; i < chain.size(); ++i) {
      const EdgeId step = graph_.graph().find_edge(chain[i - 1], chain[i]);
      text += step.value < graph_.edge_count() ? " → " : " = ";
      text += shown.label(chain[i]);
    }
    return text;
  }

  void add_asked(const Shown& shown, VertexId vertex) {
    std::vector<std::string> hangs_on;
    for (const ChokePoint& point : first(found_.choke_points)) {
      if (point.is_origin && found_.origins.size() == 1) continue;  // so do all
      if (!std::binary_search(point.falls.begin(), point.falls.end(), vertex)) continue;
      hangs_on.push_back(point_label(shown, point));
    }
    const bool silent = graph_.graph().cites(vertex).empty();
    const Node& node = shown.node(vertex);
    table_.add({std::string("asked"), shown.label(vertex), Cell(), date_cell(node.facts.date),
                Cell(), Cell(),
                silent ? Cell(std::string("names no source, as far as this store knows"))
                       : text_cell(hangs_on.empty() ? "" : "hangs on " + join(hangs_on, "; ")),
                std::vector<std::string>{node.key}},
               "asked#" + node.key);
  }

  void add_copy(const Shown& shown, const Copy& copy) {
    const Node& node = shown.node(copy.copy);
    table_.add({std::string("copy"), shown.label(copy.copy), Cell(), date_cell(node.facts.date),
                Cell(), Cell(), "counts as what it republishes: " + shown.label(copy.original),
                std::vector<std::string>{node.key, shown.node(copy.original).key}},
               "copy#" + node.key + "#" + shown.node(copy.original).key);
  }

  void add_prints(const Shown& shown, const PrintSet& print) {
    const std::string detail = "counted as one: prints of one text, " + order_of(shown, print) +
                               maybe_before(shown, graph_, print);
    const VertexId member = print.members.front();
    table_.add({std::string("one text"), listed(shown, print.members), Cell(), Cell(), Cell(),
                Cell(), detail, keys(shown, first(print.members))},
               "print#" + shown.node(member).key);
  }

  const SourceGraph& graph_;
  const Corroboration& found_;
  std::size_t most_;
  std::string told_;  // what the level before hangs on
  Table table_;
};

Result<void> draw(const Arguments& arguments, const WholeGraph& whole, const Corroboration& found,
                  Answer& answer) {
  const SourceGraph& graph = whole.graph();
  answer.drawing.title = "One source or many?";
  const Result<Shown> drawn = draw_reached(arguments, whole, what_to_draw(graph, found), answer);
  if (!drawn) return fail(drawn.error());
  mark_asked(*drawn, found.asked, answer.drawing);
  mark_sources(graph, *drawn, found, answer.drawing);
  if (arguments.text("format") == "dot") note_cut(found.reached_count, answer.drawing);
  return {};
}

Result<int> run_corroborate(Session& session, const Arguments& arguments) {
  if (arguments.positional.empty() && !arguments.has("about")) {
    return fail(ErrorCode::BadRequest, "'corroborate' needs X… or --about TEXT",
                "see 'whocites help corroborate'");
  }
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Asked> asked = find_asked(whole->reader(), whole->filter(), arguments);
  if (!asked) return fail(asked.error());
  whole->keep(asked->nodes);
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const SourceGraph& graph = whole->graph();
  std::vector<VertexId> vertices;
  for (const NodeId node : asked->nodes) vertices.push_back(*graph.vertex_of(node));
  const auto prints = find_prints(whole->reader(), graph);
  if (!prints) return fail(prints.error());
  const auto answered = whole->ask("comparing sources", [&](const Work& work) {
    return corroborate(graph, vertices, *prints, work);
  });
  if (!answered) return fail(answered.error());
  const Corroboration& found = *answered;

  // A page that goes on from a cursor needs the rows before it too.
  const std::uint64_t most = session.limit().value_or(kUsualRows) + 1;
  Rows rows(graph, found, arguments.has("after") ? found.reached_count + most : most);
  Shown shown(graph);
  rows.add_to(shown);
  if (auto read = shown.read(whole->reader()); !read) return fail(read.error());
  Answer answer;
  answer.table = rows.take(shown);
  answer.usual_limit = kUsualRows;
  answer.remarks = words_about(shown, graph, found);
  // Evidence comes beneath: on a terminal the verdict stands above the table.
  session.remark(answer.remarks.front());
  answer.drawing.subtitle = answer.remarks.front();
  answer.remarks.erase(answer.remarks.begin());
  if (!asked->cut.empty()) answer.remarks.push_back(asked->cut);
  if (wants_picture(arguments)) {
    if (auto drawn = draw(arguments, *whole, found, answer); !drawn) return fail(drawn.error());
  }
  return session.print(std::move(answer));
}

}  // namespace

Command describe_corroborate() {
  return {
      .name = "corroborate",
      .group = "Ask",
      .arguments = "[X…]",
      .summary = "one source or many? origins, choke points and independent chains of X…",
      .options = about_options("all articles whose title or name matches, as in 'search'"),
      .max_positional = 1'000,
      .filters = true,
      .long_work = true,
      .run = run_corroborate,
  };
}

}  // namespace whocites::cli
