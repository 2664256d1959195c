// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/check_dates.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

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

// The citation that a cursor names, if it is a row; absent without --after.
Result<std::optional<ForwardCitation>> after_option(const Session& session,
                                                    const WholeGraph& whole) {
  const std::optional<std::string> cursor = session.after();
  if (!cursor) return std::nullopt;
  const Result<std::optional<EdgeId>> edge = edge_at(whole.reader(), whole.graph(), *cursor);
  if (!edge) return fail(edge.error());
  const auto forward = *edge ? forward_citation(whole.graph(), **edge) : std::nullopt;
  if (!forward) return fail(session.no_such_row());
  return forward;
}

Result<int> run_check_dates(Session& session, const Arguments& arguments) {
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const SourceGraph& graph = whole->graph();
  const Result<std::optional<ForwardCitation>> after = after_option(session, *whole);
  if (!after) return fail(after.error());
  const auto most =
      std::min<std::uint64_t>(session.limit().value_or(kUsualRows), graph.edge_count());
  const auto found = whole->ask("checking dates", [&](const Work& work) {
    return forward_citations(graph, most, *after, work);
  });
  if (!found) return fail(found.error());
  Shown shown(graph);
  for (const ForwardCitation& forward : found->first) shown.add(forward.edge);
  if (auto read = shown.read(whole->reader()); !read) return fail(read.error());
  Answer answer;
  const std::uint64_t left =
      found->certain_count + found->possible_count - found->before - found->first.size();
  answer.rest = Answer::Rest{left != 0, left};
  answer.table.columns = {"certainty", "citing",     "citing_date", "relation",
                          "cited",     "cited_date", "later_by",    "place",
                          "evidence",  "citing_key", "cited_key"};
  answer.table.below = {"place", "evidence"};
  answer.table.hidden = {"citing_key", "cited_key"};
  for (const ForwardCitation& forward : found->first) add_row(shown, graph, forward, answer.table);
  answer.remarks.push_back(verdict(*found));
  if (!found->first.empty()) {
    answer.remarks.push_back(
        "a wrong date, an article that was changed later, or a citation that is none; check "
        "next: " +
        printable(explain_command(shown, graph, found->first.front().edge)));
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
      .long_work = true,
      .run = run_check_dates,
  };
}

}  // namespace whocites::cli
