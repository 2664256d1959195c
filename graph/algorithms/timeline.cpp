// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/timeline.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "graph/algorithms/outlets.h"

namespace whocites {
namespace {

constexpr std::uint32_t kNone = SourceGraph::kNone;

std::chrono::year_month_day day_of(Timestamp time) {
  return std::chrono::floor<std::chrono::days>(time);
}

// The periods of all dates, each once and ascending, and the place there of each date.
struct Calendar {
  std::vector<Period> periods;
  std::vector<std::uint32_t> of_date;
};

Calendar make_calendar(std::span<const DateSpan> dates, PeriodLength length) {
  Calendar calendar;
  std::vector<Period> of_date;
  of_date.reserve(dates.size());
  for (const DateSpan& date : dates) of_date.push_back(period_of(date, length));
  calendar.periods = of_date;
  std::sort(calendar.periods.begin(), calendar.periods.end());
  calendar.periods.erase(std::unique(calendar.periods.begin(), calendar.periods.end()),
                         calendar.periods.end());
  for (const Period& period : of_date) {
    const auto at = std::lower_bound(calendar.periods.begin(), calendar.periods.end(), period);
    calendar.of_date.push_back(static_cast<std::uint32_t>(at - calendar.periods.begin()));
  }
  return calendar;
}

bool has_date_of_publication(Kind kind) {
  return kind == Kind::Article || kind == Kind::Publication;
}

// The vertices that count, with where they are counted.
struct Counted {
  std::uint32_t period;  // place in Calendar::periods; kNone: not known
  std::uint32_t outlet;
  std::uint32_t vertex;
  friend auto operator<=>(const Counted&, const Counted&) = default;
};

void count(const SourceGraph& graph, VertexId vertex, TimelineRow& row) {
  ++(graph.kind(vertex) == Kind::Article ? row.articles : row.publications);
  row.citations += graph.graph().cites(vertex).size();
}

}  // namespace

std::string to_string(const Period& period) {
  std::array<char, 40> text{};
  if (period.last_year != period.year) {
    std::snprintf(text.data(), text.size(), "%04d/%04d", period.year, period.last_year);
  } else if (period.day != 0) {
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", period.year, period.month,
                  period.day);
  } else if (period.month != 0) {
    std::snprintf(text.data(), text.size(), "%04d-%02u", period.year, period.month);
  } else {
    std::snprintf(text.data(), text.size(), "%04d", period.year);
  }
  return text.data();
}

Period period_of(const DateSpan& date, PeriodLength length) {
  const std::chrono::year_month_day first = day_of(date.earliest);
  const std::chrono::year_month_day last = day_of(date.latest);
  Period period{static_cast<int>(first.year()), 0, 0, static_cast<int>(last.year())};
  if (first.year() != last.year() || length == PeriodLength::Year) return period;
  if (first.month() != last.month()) return period;
  period.month = static_cast<unsigned>(first.month());
  if (first == last && length == PeriodLength::Day) period.day = static_cast<unsigned>(first.day());
  return period;
}

std::vector<TimelineRow> timeline(const SourceGraph& graph, const TimelineOptions& options,
                                  const Work& work) {
  const Calendar calendar = make_calendar(graph.columns().dates, options.length);
  const auto undated = static_cast<std::uint32_t>(calendar.periods.size());
  std::vector<std::uint32_t> outlets;
  if (options.per_outlet) outlets = outlets_of(graph, Level::Outlet);
  std::vector<TimelineRow> all(options.per_outlet ? 0 : undated + 1);
  std::vector<Counted> counted;
  Pace pace(work, graph.vertex_count());
  for (std::uint32_t v = 0; v < graph.vertex_count() && pace.goes_on(); ++v) {
    const VertexId vertex(v);
    if (options.only != nullptr && !(*options.only)[v]) continue;
    if (!has_date_of_publication(graph.kind(vertex))) continue;
    const std::uint32_t date = graph.columns().date[v];
    const std::uint32_t period = date == kNone ? undated : calendar.of_date[date];
    if (options.per_outlet) {
      counted.push_back({period, outlets[v], v});
    } else {
      count(graph, vertex, all[period]);
    }
  }
  std::sort(counted.begin(), counted.end());

  std::vector<TimelineRow> rows;
  const auto period_at = [&](std::uint32_t place) {
    return place == undated ? std::nullopt : std::optional(calendar.periods[place]);
  };
  for (std::uint32_t place = 0; place < all.size(); ++place) {
    all[place].period = period_at(place);
    if (all[place].articles + all[place].publications != 0) rows.push_back(all[place]);
  }
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const Counted& one = counted[i];
    if (i == 0 || counted[i - 1].period != one.period || counted[i - 1].outlet != one.outlet) {
      TimelineRow row;
      row.period = period_at(one.period);
      if (one.outlet != kNone) row.outlet = VertexId(one.outlet);
      rows.push_back(row);
    }
    count(graph, VertexId(one.vertex), rows.back());
  }
  return rows;
}

}  // namespace whocites
