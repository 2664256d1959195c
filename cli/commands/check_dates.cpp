// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/check_dates.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/shown.h"

namespace whocites::cli {
namespace {

// --after goes no further than this.
constexpr std::size_t kMostPaged = 100'000;

bool has_time(const Date& date) { return date.start.second_of_day.has_value(); }

// Days of the calendar unless both dates tell the time: the last second of a day and the first of
// the next are a day apart.
std::string duration(std::int64_t seconds, const Date& citing, const Date& cited) {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kDay = 24 * kHour;
  const auto units = [](std::int64_t number, const char* one, const char* many) {
    return counted(static_cast<std::uint64_t>(number), one, many);
  };
  const bool by_day = !has_time(citing) || !has_time(cited);
  if (by_day) return units((seconds + kDay - 1) / kDay, "day", "days");
  if (seconds >= kDay) return units(seconds / kDay, "day", "days");
  if (seconds >= kHour) return units(seconds / kHour, "hour", "hours");
  if (seconds >= kMinute) return units(seconds / kMinute, "minute", "minutes");
  return units(seconds, "second", "seconds");
}

bool is_approximate(const Date& date) {
  return date.start.approximate || (date.end && date.end->approximate);
}

std::string certainty(const Node& from, const Node& to, bool certain) {
  if (!certain) return "possible";
  return is_approximate(*from.facts.date) || is_approximate(*to.facts.date) ? "likely" : "certain";
}

const Evidence* first_evidence(const Citation& citation) {
  return citation.evidence.empty() ? nullptr : &citation.evidence.front();
}

void add_row(const Shown& shown, const SourceGraph& graph, const ForwardCitation& forward,
             Table& table) {
  const auto [from, to] = graph.graph().ends(forward.edge);
  const Node& citing = shown.node(from);
  const Node& cited = shown.node(to);
  const Citation& citation = shown.citation(forward.edge);
  const Evidence* evidence = first_evidence(citation);
  const std::string relation(name_of(citation.relation));
  table.add({certainty(citing, cited, forward.certain), shown.label(from),
             date_cell(citing.facts.date), relation, shown.label(to), date_cell(cited.facts.date),
             duration(forward.seconds, *citing.facts.date, *cited.facts.date),
             evidence == nullptr ? Cell() : place_cell(evidence->place),
             text_cell(best_evidence(citation)), citing.key, cited.key},
            citing.key + "#" + cited.key + "#" + relation);
}

std::string verdict(const ForwardCitations& found) {
  const std::string of =
      " of " + counted(found.dated_count, "citation", "citations") + " with both dates known";
  if (found.certain_count + found.possible_count == 0) {
    return "No citation goes forward in time," + of + ".";
  }
  std::string text =
      counted(found.certain_count, "citation goes", "citations go") + " forward in time";
  if (found.possible_count != 0) {
    text += ", and " + std::to_string(found.possible_count) + " may, as their dates overlap";
  }
  return text + "," + of + ".";
}

Result<int> run_check_dates(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<SourceGraph> graph = session.source_graph(*reader, *filter);
  if (!graph) return fail(graph.error());
  const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
  if (!limit) return fail(limit.error());
  std::size_t most = std::min<std::uint64_t>(limit->value_or(kUsualRows), kMostPaged) + 1;
  if (arguments.has("after")) most = kMostPaged;
  const ForwardCitations found = forward_citations(*graph, most);
  Shown shown(*graph);
  for (const ForwardCitation& forward : found.first) shown.add(forward.edge);
  if (auto read = shown.read(*reader); !read) return fail(read.error());
  Answer answer;
  answer.table.columns = {"certainty", "citing",     "citing_date", "relation",
                          "cited",     "cited_date", "later_by",    "place",
                          "evidence",  "citing_key", "cited_key"};
  answer.table.below = {"place", "evidence"};
  answer.table.hidden = {"citing_key", "cited_key"};
  answer.usual_limit = kUsualRows;
  for (const ForwardCitation& forward : found.first) {
    add_row(shown, *graph, forward, answer.table);
  }
  answer.remarks.push_back(verdict(found));
  if (!found.first.empty()) {
    answer.remarks.push_back(
        "a wrong date, an article that was changed later, or a citation that is none; check "
        "next: " +
        printable(explain_command(shown, *graph, found.first.front().edge)));
  }
  answer.network = shown.take();
  return session.print(std::move(answer));
}

}  // namespace

Command describe_check_dates() {
  return {
      .name = "check-dates",
      .group = "Ask",
      .arguments = "",
      .summary = "citations that go forward in time: of something published later",
      .filters = true,
      .run = run_check_dates,
  };
}

}  // namespace whocites::cli
