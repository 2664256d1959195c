// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "graph/source_graph.h"

// Coverage over time. Pure functions; safe on several threads.
namespace whocites {

enum class PeriodLength : std::uint8_t { Year, Month, Day };

// A day, a month, a year, or years from one to another; months and days of the proleptic Gregorian
// calendar, UTC. Ascending by beginning; of those that begin alike a year comes before years,
// before its first month, before that month's first day.
struct Period {
  int year = 0;
  unsigned month = 0;  // 0: the whole year
  unsigned day = 0;    // 0: the whole month
  int last_year = 0;   // year, but where a date spans several
  friend auto operator<=>(const Period&, const Period&) = default;
};
std::string to_string(const Period& period);  // "2021", "2021-03", "2021-03-04", "2019/2021"

// Where a date is counted: in the period of that length that it lies in; one that is known less
// well, in the shortest month, year or years that hold it. Nothing is filled in.
Period period_of(const DateSpan& date, PeriodLength length);

struct TimelineRow {
  std::optional<Period> period;    // absent: date not known
  std::optional<VertexId> outlet;  // with TimelineOptions::per_outlet; absent: not known
  std::uint64_t articles = 0;
  std::uint64_t publications = 0;  // cited works
  std::uint64_t citations = 0;     // by these
  friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

struct TimelineOptions {
  PeriodLength length = PeriodLength::Month;
  bool per_outlet = false;
  const std::vector<bool>* only = nullptr;  // count these vertices; absent: all
};

// What was published when: articles and publications, as nothing else has a date of publication,
// and their citations. Ascending by period, what has no date last; then by outlet, what has none
// last. Periods in which nothing was published have no row. O(vertices × log vertices), 16 bytes
// a vertex; without per_outlet O(vertices + dates × log dates). Means nothing when the work is
// stopped.
std::vector<TimelineRow> timeline(const SourceGraph& graph, const TimelineOptions& options,
                                  const Work& work = {});

}  // namespace whocites
