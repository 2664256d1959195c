// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/timeline.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "cli/about.h"
#include "cli/charts.h"
#include "cli/commands/parts.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"
#include "graph/algorithms/path.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<PeriodLength> length_option(const Arguments& arguments) {
  static constexpr std::array<std::pair<std::string_view, PeriodLength>, 3> kNames{
      {{"year", PeriodLength::Year}, {"month", PeriodLength::Month}, {"day", PeriodLength::Day}}};
  const std::string name = arguments.has("by") ? arguments.text("by") : "month";
  for (const auto& [known, length] : kNames) {
    if (known == name) return length;
  }
  return fail(ErrorCode::BadRequest, "--by takes year, month or day, not '" + name + "'");
}

// What the question is about: absent, all.
struct Subject {
  std::vector<NodeId> nodes;
  std::string name;
  std::string cut = {};  // that more answer to the text than were looked at; else empty
};

Result<std::optional<Subject>> subject_of(const Reader& reader, const Filter& filter,
                                          const Arguments& arguments) {
  if (!arguments.positional.empty() && arguments.has("about")) {
    return fail(ErrorCode::BadRequest, "X and --about are two questions: ask one");
  }
  if (!arguments.positional.empty()) {
    const Result<Node> node = find_node(reader, arguments.positional.front());
    if (!node) return fail(node.error());
    return Subject{{node->id}, printable(label_of(*node))};
  }
  if (!arguments.has("about")) return std::nullopt;
  Result<About> about = nodes_about(reader, filter, arguments);
  if (!about) return fail(about.error());
  return Subject{std::move(about->nodes), "'" + printable(arguments.text("about")) + "'",
                 std::move(about->cut)};
}

// The subject and all that draws on it, directly or through others.
std::vector<bool> spread_of(const SourceGraph& graph, const Subject& subject, const Work& work) {
  std::vector<VertexId> starts;
  for (const NodeId node : subject.nodes) {
    const std::vector<VertexId> own = with_parts(graph, node);
    starts.insert(starts.end(), own.begin(), own.end());
  }
  std::vector<bool> spread(graph.vertex_count(), false);
  for (const auto& [vertex, distance] :
       reach(graph.graph(), starts, kNoDepthLimit, Follow::CitedBy, work)) {
    spread[vertex.value] = true;
  }
  return spread;
}

std::string verdict(const std::vector<TimelineRow>& rows, const std::optional<Subject>& subject) {
  TimelineRow all;
  std::uint64_t undated = 0;
  const TimelineRow* last = nullptr;
  for (const TimelineRow& row : rows) {
    all.articles += row.articles;
    all.publications += row.publications;
    all.citations += row.citations;
    if (row.period) last = &row;
    if (!row.period) undated += row.articles + row.publications;
  }
  std::string text = counted(all.articles, "article", "articles") + " and " +
                     counted(all.publications, "publication", "publications");
  if (subject) text += " that are or draw on " + subject->name + ", directly or through others";
  if (last != nullptr) {
    text += ", from " + to_string(*rows.front().period) + " to " + to_string(*last->period);
  }
  if (undated != 0) text += "; " + std::to_string(undated) + " without a known date";
  return text;
}

Result<Answer> answer_of(const Reader& reader, const SourceGraph& graph,
                         const std::vector<TimelineRow>& rows, const TimelineOptions& options,
                         const std::optional<Subject>& subject) {
  std::vector<VertexId> outlets;
  for (const TimelineRow& row : rows) {
    if (row.outlet) outlets.push_back(*row.outlet);
  }
  const Result<Shown> shown = Shown::make(reader, graph, outlets);
  if (!shown) return fail(shown.error());
  Answer answer;
  answer.table.columns = {"period"};
  if (options.per_outlet) answer.table.columns.emplace_back("outlet");
  for (const char* name : {"articles", "publications", "citations"}) {
    answer.table.columns.emplace_back(name);
  }
  if (options.per_outlet) answer.table.columns.emplace_back("outlet_key");
  answer.table.hidden = {"outlet_key"};
  for (const TimelineRow& row : rows) {
    const std::string period = row.period ? to_string(*row.period) : "undated";
    const std::string key = row.outlet ? shown->node(*row.outlet).key : "";
    std::vector<Cell> cells{row.period ? Cell(period) : Cell()};
    if (options.per_outlet) {
      cells.push_back(row.outlet ? Cell(label_of(shown->node(*row.outlet))) : Cell());
    }
    cells.insert(cells.end(), {number_cell(row.articles), number_cell(row.publications),
                               number_cell(row.citations)});
    if (options.per_outlet) cells.push_back(text_cell(key));
    answer.table.add(std::move(cells), options.per_outlet ? period + "#" + key : period);
  }
  answer.nothing = subject ? "nothing published is or draws on " + subject->name
                           : "no articles and no publications";
  if (!rows.empty()) {
    answer.remarks.push_back(verdict(rows, subject));
    answer.drawing.title = "What was published when";
    answer.drawing.subtitle = answer.remarks.front();
    const std::string series = options.per_outlet ? "outlet" : "";
    answer.chart = [series](const Table& table) {
      return column_chart(table, "period", series, {"articles", "publications"},
                          "articles and publications");
    };
  }
  if (subject && !subject->cut.empty()) answer.remarks.push_back(subject->cut);
  return answer;
}

Result<int> run_timeline(Session& session, const Arguments& arguments) {
  TimelineOptions options;
  const Result<PeriodLength> length = length_option(arguments);
  if (!length) return fail(length.error());
  options.length = *length;
  options.per_outlet = arguments.has("per-outlet");
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<std::optional<Subject>> subject =
      subject_of(whole->reader(), whole->filter(), arguments);
  if (!subject) return fail(subject.error());
  // A node that is named is looked at whatever it is; what a text finds is filtered.
  if (!arguments.positional.empty()) whole->keep((*subject)->nodes);
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const SourceGraph& graph = whole->graph();
  std::vector<bool> spread;
  const auto rows = whole->ask("counting", [&](const Work& work) {
    if (*subject) {
      spread = spread_of(graph, **subject, work.stage(0, 0.7));
      options.only = &spread;
    }
    return timeline(graph, options, work.stage(0.7, 1));
  });
  if (!rows) return fail(rows.error());
  Result<Answer> answer = answer_of(whole->reader(), graph, *rows, options, *subject);
  if (!answer) return fail(answer.error());
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_timeline() {
  std::vector<Option> options = about_options("what is or draws on what 'search TEXT' finds");
  options.insert(options.begin(), {{"by", "LENGTH", "year, month or day (default: month)"},
                                   {"per-outlet", "", "count each outlet by itself"}});
  return {
      .name = "timeline",
      .group = "Ask",
      .arguments = "[X]",
      .summary = "what was published when; with X, what is or draws on X",
      .options = std::move(options),
      .max_positional = 1,
      .filters = true,
      .long_work = true,
      .run = run_timeline,
  };
}

}  // namespace whocites::cli
