// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <algorithm>
#include <cmath>

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

// Up to so many pairs all rows are made, and those beyond --limit counted; more are not made.
constexpr std::size_t kFewPairs = 10'000;

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
  const Reader& reader;
  const SourceGraph& graph;
  const OutletMatrix& matrix;
  std::optional<std::uint64_t> limit;
  bool goes_on = false;  // with --after
};

Result<Answer> pair_rows(const Question& asked) {
  const OutletMatrix& matrix = asked.matrix;
  Answer answer;
  answer.table.columns = {"citing_outlet", "cited_outlet", "citations", "citing_nodes",
                          "cited_back",    "citing_key",   "cited_key"};
  answer.table.hidden = {"citing_key", "cited_key"};
  std::size_t shown = matrix.pairs.size();
  if (shown > kFewPairs && asked.limit && !asked.goes_on && *asked.limit < shown) {
    shown = static_cast<std::size_t>(*asked.limit) + 1;
    answer.usual_limit = asked.limit;
    answer.remarks.push_back(std::to_string(matrix.pairs.size()) + " pairs in all");
  }
  const std::vector<std::uint32_t> order = most_citing_pairs(matrix, shown);
  std::vector<std::uint32_t> named;
  for (const std::uint32_t place : order) {
    named.push_back(matrix.pairs[place].from);
    named.push_back(matrix.pairs[place].to);
  }
  const Result<Names> names = Names::make(asked.reader, asked.graph, matrix, named);
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
  const std::vector<OutletTotal> totals = outlet_totals(asked.matrix);
  std::vector<std::uint32_t> named;
  for (const OutletTotal& total : totals) named.push_back(total.outlet);
  const Result<Names> names = Names::make(asked.reader, asked.graph, asked.matrix, named);
  if (!names) return fail(names.error());
  std::uint64_t all = 0;
  std::uint64_t own = 0;
  for (const OutletTotal& total : totals) {
    all += total.cites;
    own += total.cites_itself;
    const std::string key = names->key(total.outlet);
    answer.table.add(
        {names->name(total.outlet), number_cell(total.cites), number_cell(total.cites_itself),
         share_cell(total.cites_itself, total.cites), number_cell(total.cited),
         number_cell(total.cited_outlets), number_cell(total.citing_outlets), text_cell(key)},
        key);
  }
  answer.nothing = "no citations from or to an outlet";
  if (all != 0) {
    answer.remarks.push_back("outlets cite themselves in " + std::to_string(own) + " of " +
                             counted(all, "citation", "citations"));
  }
  return answer;
}

Result<Answer> square(const Question& asked, std::uint64_t size) {
  std::vector<OutletTotal> totals = outlet_totals(asked.matrix);
  if (totals.size() > size) totals.resize(static_cast<std::size_t>(size));
  std::vector<std::uint32_t> named;
  for (const OutletTotal& total : totals) named.push_back(total.outlet);
  const Result<Names> names = Names::make(asked.reader, asked.graph, asked.matrix, named);
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
  return answer;
}

Result<int> run_outlets(Session& session, const Arguments& arguments) {
  const Result<Level> level = level_option(arguments, Level::Outlet);
  if (!level) return fail(level.error());
  const Result<std::optional<std::uint64_t>> size = arguments.number("matrix");
  if (!size) return fail(size.error());
  const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
  if (!limit) return fail(limit.error());
  if (*size && arguments.has("totals")) {
    return fail(ErrorCode::BadRequest, "--matrix and --totals are two questions: ask one");
  }
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<SourceGraph> graph = session.source_graph(*reader, *filter);
  if (!graph) return fail(graph.error());
  const OutletMatrix matrix = outlet_citations(*graph, *level);
  const Question asked{*reader, *graph, matrix, *limit, arguments.has("after")};
  Result<Answer> answer = *size                     ? square(asked, **size)
                          : arguments.has("totals") ? total_rows(asked)
                                                    : pair_rows(asked);
  if (!answer) return fail(answer.error());
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
      .run = run_outlets,
  };
}

}  // namespace whocites::cli
