// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites {

using Timestamp = std::chrono::sys_seconds;

// A date as far as it is known: a year, a month, a day or an instant, each possibly approximate.
// Parts that are not known are absent; nothing is filled in.
struct PartialDate {
  int year = 0;                       // 0 … 9999
  std::optional<unsigned> month;      // 1 … 12
  std::optional<unsigned> day;        // 1 … the month's last; only with a month
  std::optional<int> second_of_day;   // 0 … 86399 (local to `offset_minutes`); only with a day
  std::optional<int> offset_minutes;  // offset from UTC; absent: local time of an unknown place
  bool approximate = false;           // EDTF's "~"

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// A date, or a closed interval "start/end".
// Source: ISO 8601-2:2019, Extended Date/Time Format, level 0, and from level 1 the qualifier "~".
struct Date {
  PartialDate start;
  std::optional<PartialDate> end;

  // First and last second that the date may mean. A month spans all of its days. An instant
  // without an offset is read as UTC; an approximate date is not widened.
  Timestamp earliest() const;
  Timestamp latest() const;

  friend bool operator==(const Date&, const Date&) = default;
};

// Reads `2019`, `2019-03`, `2019-03-04`, `2019-03-04T05:06[:07][Z|±hh[:mm]]`, each with an
// optional `~`, and `A/B`. BadRequest, naming what is wrong, for anything else: a day that the
// month does not have, an interval that ends before it starts. Surrounding space is not accepted.
Result<Date> parse_date(std::string_view text);

// The same notation back: parse_date(to_string(d)) == d for every valid d.
std::string to_string(const Date& date);

// "2026-11-24T05:06:07Z".
std::string to_string(Timestamp time);

// Finds a date written the way people write it, when `text` is nothing but that date (a weekday,
// a time of day, "Published on", "Updated:" and the like around it allowed): `25 February 2020`,
// `Feb. 25, 2020`, `2020-02-25`, `25.02.2020`, `25/02/2020` where one of the numbers is over 12,
// `February 2020`. Absent when the text is not such a date, or can be read in two ways.
// Knows the month names of English, German, French, Spanish, Italian, Portuguese and Russian.
std::optional<Date> find_written_date(std::string_view text);

}  // namespace whocites
