// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <algorithm>
#include <cmath>

#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/page.h"
#include "cli/whole_graph.h"
#include "cli/whole_picture.h"

namespace whocites::cli {
namespace {

// All rows are shown unless --limit says otherwise.
constexpr std::uint64_t kAllRows = UINT64_MAX;

// The names and keys of some outlets of a matrix, by their place in it; nothing for "no outlet".
class Names {
 public:
  static Result<Names> make(const Reader& reader, const SourceGraph& graph,
                            const OutletMatrix& matrix, const std::vector<std::uint32_t>& places) {
    std::vector<NodeId> ids;
    for (const std::uint32_t place : places) {
      if (place < matrix.outlets.size()) ids.push_back(graph.node(matrix.outlets[place]));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    Result<Network> shown = reader.excerpt(ids, {});
    if (!shown) return fail(shown.error());
    return Names(graph, matrix, std::move(*shown));
  }

  Cell name(std::uint32_t place) const {
    const Node* node = node_at(place);
    return node == nullptr ? Cell() : Cell(label_of(*node));
  }
  std::string key(std::uint32_t place) const {
    const Node* node = node_at(place);
    return node == nullptr ? std::string() : node->key;
  }

 private:
  Names(const SourceGraph& graph, const OutletMatrix& matrix, Network shown)
      : graph_(&graph), matrix_(&matrix), shown_(std::move(shown)) {}

  const Node* node_at(std::uint32_t place) const {
    if (place >= matrix_->outlets.size()) return nullptr;
    const auto vertex = shown_.vertex_of(graph_->node(matrix_->outlets[place]));
    return vertex ? &shown_.node(*vertex) : nullptr;
  }

  const SourceGraph* graph_;
  const OutletMatrix* matrix_;
  Network shown_;
};

Cell share_cell(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  return std::round(static_cast<double>(part) / static_cast<double>(whole) * 1000) / 1000;
}

struct Question {
  const Session& session;
  const WholeGraph& whole;
  const OutletMatrix& matrix;
};

// The place in the matrix of the outlet with this key, "" being that of no outlet.
Result<std::optional<std::uint32_t>> place_of(const Question& asked, const std::string& key) {
  const std::vector<VertexId>& outlets = asked.matrix.outlets;
  if (key.empty()) return static_cast<std::uint32_t>(outlets.size());
  const auto vertex = vertex_with_key(asked.whole.reader(), asked.whole.graph(), key);
  if (!vertex) return fail(vertex.error());
  if (!*vertex) return std::nullopt;
  const auto at = std::lower_bound(outlets.begin(), outlets.end(), **vertex);
  if (at == outlets.end() || *at != **vertex) return std::nullopt;
  return static_cast<std::uint32_t>(at - outlets.begin());
}

// The row of "FROM#TO" among pairs that are ordered by the citations in them.
Result<std::optional<std::size_t>> row_of_pair(const Question& asked, const std::string& cursor) {
  for (const auto& [citing, cited] : parted(cursor)) {
    const Result<std::optional<std::uint32_t>> from = place_of(asked, citing);
    if (!from) return fail(from.error());
    const Result<std::optional<std::uint32_t>> to = place_of(asked, cited);
    if (!to) return fail(to.error());
    if (!*from || !*to) continue;
    if (const auto row = rank_of_pair(asked.matrix, **from, **to)) return *row;
  }
  return std::nullopt;
}

Result<Answer> pair_rows(const Question& asked) {
  const OutletMatrix& matrix = asked.matrix;
  Answer answer;
  answer.table.columns = {"citing_outlet", "cited_outlet", "citations", "citing_nodes",
                          "cited_back",    "citing_key",   "cited_key"};
  answer.table.hidden = {"citing_key", "cited_key"};
  const Result<Page> page = page_of(
      asked.session, kAllRows, matrix.pairs.size(),
      [&](const std::string& cursor) { return row_of_pair(asked, cursor); }, answer);
  if (!page) return fail(page.error());
  std::vector<std::uint32_t> order = most_citing_pairs(matrix, page->end);
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(page->begin));
  std::vector<std::uint32_t> named;
  for (const std::uint32_t place : order) {
    named.push_back(matrix.pairs[place].from);
    named.push_back(matrix.pairs[place].to);
  }
  const Result<Names> names = Names::make(asked.whole.reader(), asked.whole.graph(), matrix, named);
  if (!names) return fail(names.error());
  const std::size_t none = matrix.outlets.size();
  for (const std::uint32_t place : order) {
    const OutletPair& pair = matrix.pairs[place];
    Cell back;
    if (pair.from != pair.to && pair.from != none && pair.to != none) {
      back = number_cell(matrix.citations(pair.to, pair.from));
    }
    const std::string from = names->key(pair.from);
    const std::string to = names->key(pair.to);
    answer.table.add(
        {names->name(pair.from), names->name(pair.to), number_cell(pair.citation_count),
         number_cell(pair.citing_count), back, text_cell(from), text_cell(to)},
        from + "#" + to);
  }
  std::uint64_t without = 0;
  for (const OutletPair& pair : matrix.pairs) {
    if (pair.from == none || pair.to == none) without += pair.citation_count;
  }
  if (without != 0) {
    answer.remarks.push_back(counted(without, "citation has", "citations have") +
                             " an end of which no outlet is known (left blank)");
  }
  answer.nothing = "no citations";
  return answer;
}

Result<Answer> total_rows(const Question& asked) {
  Answer answer;
  answer.table.columns = {"outlet", "cites",         "cites_itself",   "self_share",
                          "cited",  "cited_outlets", "citing_outlets", "key"};
  answer.table.hidden = {"key"};
  const std::vector<OutletTotal> all = outlet_totals(asked.matrix);
  const auto vertex_of = [&](const OutletTotal& total) {
    return asked.matrix.outlets[total.outlet];
  };
  const Result<Page> page =
      page_of(asked.session, kAllRows, all.size(),
              by_vertex_in(asked.whole.reader(), asked.whole.graph(), all, vertex_of), answer);
  if (!page) return fail(page.error());
  const auto shown = std::span(all).subspan(page->begin, page->size());
  std::vector<std::uint32_t> named;
  for (const OutletTotal& total : shown) named.push_back(total.outlet);
  const Result<Names> names =
      Names::make(asked.whole.reader(), asked.whole.graph(), asked.matrix, named);
  if (!names) return fail(names.error());
  for (const OutletTotal& total : shown) {
    const std::string key = names->key(total.outlet);
    answer.table.add(
        {names->name(total.outlet), number_cell(total.cites), number_cell(total.cites_itself),
         share_cell(total.cites_itself, total.cites), number_cell(total.cited),
         number_cell(total.cited_outlets), number_cell(total.citing_outlets), text_cell(key)},
        key);
  }
  answer.nothing = "no citations from or to an outlet";
  std::uint64_t citations = 0;
  std::uint64_t own = 0;
  for (const OutletTotal& total : all) {
    citations += total.cites;
    own += total.cites_itself;
  }
  if (citations != 0) {
    answer.remarks.push_back("outlets cite themselves in " + std::to_string(own) + " of " +
                             counted(citations, "citation", "citations"));
  }
  return answer;
}

Result<Answer> square(const Question& asked, std::uint64_t size) {
  std::vector<OutletTotal> totals = outlet_totals(asked.matrix);
  if (totals.size() > size) totals.resize(static_cast<std::size_t>(size));
  std::vector<std::uint32_t> named;
  for (const OutletTotal& total : totals) named.push_back(total.outlet);
  const Result<Names> names =
      Names::make(asked.whole.reader(), asked.whole.graph(), asked.matrix, named);
  if (!names) return fail(names.error());
  Answer answer;
  answer.table.columns = {"citing"};
  for (const std::uint32_t to : named) answer.table.columns.push_back(names->key(to));
  for (const std::uint32_t from : named) {
    std::vector<Cell> cells{names->key(from)};
    for (const std::uint32_t to : named) {
      cells.push_back(number_cell(asked.matrix.citations(from, to)));
    }
    answer.table.add(std::move(cells), names->key(from));
  }
  answer.nothing = "no citations from or to an outlet";
  render::HeatMap map{"citing", "cited", {}, {}};
  for (const std::uint32_t from : named) {
    const Cell name = names->name(from);
    map.names.push_back(std::holds_alternative<std::string>(name) ? std::get<std::string>(name)
                                                                  : names->key(from));
    map.values.emplace_back();
    for (const std::uint32_t to : named) {
      map.values.back().push_back(asked.matrix.citations(from, to));
    }
  }
  answer.chart = [map](const Table&) { return map; };
  return answer;
}

Result<int> run_outlets(Session& session, const Arguments& arguments) {
  const Result<Level> level = level_option(arguments, Level::Outlet);
  if (!level) return fail(level.error());
  const Result<std::optional<std::uint64_t>> size = arguments.number("matrix");
  if (!size) return fail(size.error());
  if (*size && arguments.has("totals")) {
    return fail(ErrorCode::BadRequest, "--matrix and --totals are two questions: ask one");
  }
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const auto matrix = whole->ask("counting citations", [&](const Work& work) {
    return outlet_citations(whole->graph(), *level, work);
  });
  if (!matrix) return fail(matrix.error());
  const Question asked{session, *whole, *matrix};
  Result<Answer> answer = *size                     ? square(asked, **size)
                          : arguments.has("totals") ? total_rows(asked)
                                                    : pair_rows(asked);
  if (!answer) return fail(answer.error());
  answer->drawing.title = "Which outlet cites which";
  if (session.draws() && !answer->chart) {
    if (auto read = read_picture_options(arguments, answer->drawing); !read)
      return fail(read.error());
    Result<render::Fitted> drawn =
        outlet_picture(whole->reader(), whole->graph(), *level, answer->drawing);
    if (!drawn) return fail(drawn.error());
    answer->network = std::move(drawn->network);
    answer->drawing = std::move(drawn->options);
  }
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_outlets() {
  return {
      .name = "outlets",
      .group = "Ask",
      .arguments = "",
      .summary = "which outlet cites which, counted; articles count for their outlet",
      .options = {{"level", "LEVEL", "outlet or owner (default: outlet)"},
                  {"totals", "", "one row an outlet: what it cites, and how much is its own"},
                  {"matrix", "N", "the square table of the N outlets that cite most"}},
      .filters = true,
      .long_work = true,
      .run = run_outlets,
  };
}

}  // namespace whocites::cli
