// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace whocites {
namespace {

// Names a table's tests after its rows.
struct RowName {
  template <class Info>
  std::string operator()(const Info& row) const {
    return row.param.name;
  }
};

template <class Row>
requires requires(const Row& row) { row.name; }
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

using testing::HasSubstr;

// ---- Reading ----

// A text with the instants it spans; the same text comes back unless `printed` says otherwise.
struct GoodDate {
  std::string name;
  std::string text;
  std::string earliest;
  std::string latest;
  std::string printed = {};
};

class ParseGoodDate : public testing::TestWithParam<GoodDate> {};

TEST_P(ParseGoodDate, SpansAndPrints) {
  const GoodDate& expected = GetParam();
  const Result<Date> date = parse_date(expected.text);
  ASSERT_TRUE(date) << date.error().message;
  EXPECT_EQ(to_string(date->earliest()), expected.earliest);
  EXPECT_EQ(to_string(date->latest()), expected.latest);
  EXPECT_EQ(to_string(*date), expected.printed.empty() ? expected.text : expected.printed);
}

INSTANTIATE_TEST_SUITE_P(
    Edtf, ParseGoodDate,
    testing::Values(
        GoodDate{"Year", "2019", "2019-01-01T00:00:00Z", "2019-12-31T23:59:59Z"},
        GoodDate{"YearZero", "0000", "0000-01-01T00:00:00Z", "0000-12-31T23:59:59Z"},
        GoodDate{"LastYear", "9999", "9999-01-01T00:00:00Z", "9999-12-31T23:59:59Z"},
        GoodDate{"Month", "2019-03", "2019-03-01T00:00:00Z", "2019-03-31T23:59:59Z"},
        GoodDate{"ShortMonth", "2019-02", "2019-02-01T00:00:00Z", "2019-02-28T23:59:59Z"},
        GoodDate{"LeapMonth", "2020-02", "2020-02-01T00:00:00Z", "2020-02-29T23:59:59Z"},
        GoodDate{"Day", "2019-03-04", "2019-03-04T00:00:00Z", "2019-03-04T23:59:59Z"},
        GoodDate{"LeapDay", "2020-02-29", "2020-02-29T00:00:00Z", "2020-02-29T23:59:59Z"},
        GoodDate{"LeapDayOf400", "2000-02-29", "2000-02-29T00:00:00Z", "2000-02-29T23:59:59Z"},
        GoodDate{"ApproximateYear", "2019~", "2019-01-01T00:00:00Z", "2019-12-31T23:59:59Z"},
        GoodDate{"ApproximateMonth", "2019-03~", "2019-03-01T00:00:00Z", "2019-03-31T23:59:59Z"},
        GoodDate{"LocalInstant", "2019-03-04T05:06:07", "2019-03-04T05:06:07Z",
                 "2019-03-04T05:06:07Z"},
        GoodDate{"MinuteGetsItsSeconds", "2019-03-04T05:06", "2019-03-04T05:06:00Z",
                 "2019-03-04T05:06:00Z", "2019-03-04T05:06:00"},
        GoodDate{"Utc", "2019-03-04T05:06:07Z", "2019-03-04T05:06:07Z", "2019-03-04T05:06:07Z"},
        GoodDate{"East", "2019-03-04T05:06:07+05:30", "2019-03-03T23:36:07Z",
                 "2019-03-03T23:36:07Z"},
        GoodDate{"WestInWholeHours", "2019-12-31T23:00:00-02", "2020-01-01T01:00:00Z",
                 "2020-01-01T01:00:00Z", "2019-12-31T23:00:00-02:00"},
        GoodDate{"EastOfYearZero", "0000-01-01T00:00:00+01:00", "-001-12-31T23:00:00Z",
                 "-001-12-31T23:00:00Z"},
        GoodDate{"ApproximateInstant", "2019-03-04T05:06:07Z~", "2019-03-04T05:06:07Z",
                 "2019-03-04T05:06:07Z"},
        GoodDate{"Interval", "2019-03/2020", "2019-03-01T00:00:00Z", "2020-12-31T23:59:59Z"},
        GoodDate{"IntervalOfOneDay", "2019-03-04/2019-03-04", "2019-03-04T00:00:00Z",
                 "2019-03-04T23:59:59Z"},
        GoodDate{"IntervalIntoItsOwnYear", "2019/2019-03", "2019-01-01T00:00:00Z",
                 "2019-03-31T23:59:59Z"},
        GoodDate{"ApproximateInterval", "2019~/2020-01~", "2019-01-01T00:00:00Z",
                 "2020-01-31T23:59:59Z"}),
    RowName{});

struct BadDate {
  std::string name;
  std::string text;
  std::string problem;
};

class ParseBadDate : public testing::TestWithParam<BadDate> {};

TEST_P(ParseBadDate, NamesTheProblem) {
  const Result<Date> date = parse_date(GetParam().text);
  ASSERT_FALSE(date) << to_string(*date);
  EXPECT_EQ(date.error().code, ErrorCode::BadRequest);
  EXPECT_THAT(date.error().message, HasSubstr(GetParam().problem));
  EXPECT_FALSE(date.error().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Edtf, ParseBadDate,
    testing::Values(BadDate{"Empty", "", "the year must have 4 digits"},
                    BadDate{"Word", "yesterday", "the year must have 4 digits"},
                    BadDate{"ShortYear", "201", "the year must have 4 digits"},
                    BadDate{"Year10000", "10000", "unexpected '0' after '1000'"},
                    BadDate{"NegativeYear", "-0044", "the year must have 4 digits"},
                    BadDate{"OneDigitMonth", "2019-3", "the month must have 2 digits"},
                    BadDate{"MonthZero", "2019-00", "there is no month 00"},
                    BadDate{"Month13", "2019-13", "there is no month 13"},
                    BadDate{"OneDigitDay", "2019-03-4", "the day must have 2 digits"},
                    BadDate{"DayZero", "2019-03-00", "there is no day 00"},
                    BadDate{"Day32", "2019-03-32", "there is no day 32"},
                    BadDate{"February31", "2019-02-31", "2019-02 has 28 days"},
                    BadDate{"April31", "2019-04-31", "2019-04 has 30 days"},
                    BadDate{"NotALeapYear", "2019-02-29", "2019-02 has 28 days"},
                    BadDate{"NotALeapCentury", "1900-02-29", "1900-02 has 28 days"},
                    BadDate{"Hour25", "2019-03-04T25:00", "there is no hour 25"},
                    BadDate{"Hour24", "2019-03-04T24:00", "there is no hour 24"},
                    BadDate{"Minute60", "2019-03-04T05:60", "there is no minute 60"},
                    BadDate{"LeapSecond", "2019-03-04T05:06:60Z", "there is no second 60"},
                    BadDate{"HourAlone", "2019-03-04T05", "the minutes are missing"},
                    BadDate{"TimeOfMonth", "2019-03T05:06", "unexpected 'T05:06' after '2019-03'"},
                    BadDate{"Offset24", "2019-03-04T05:06+24:00", "there is no offset of hours 24"},
                    BadDate{"BasicFormat", "20190304", "unexpected '0304' after '2019'"},
                    BadDate{"TrailingSpace", "2019 ", "unexpected ' ' after '2019'"},
                    BadDate{"LeadingSpace", " 2019", "the year must have 4 digits"},
                    BadDate{"TwoTildes", "2019~~", "unexpected '~' after '2019~'"},
                    BadDate{"TildeBeforeMonth", "2019~-03", "unexpected '-03' after '2019~'"},
                    BadDate{"Uncertain", "2019?", "unexpected '?'"},
                    BadDate{"Nul", std::string("2019\0", 5), "unexpected '\u2400'"},
                    BadDate{"ReversedInterval", "2020/2019", "the interval ends before it starts"},
                    BadDate{"IntervalReversedByOffset",
                            "2019-03-04T05:00+00:00/2019-03-04T05:00+01:00",
                            "the interval ends before it starts"},
                    BadDate{"OpenEnd", "2019/", "the year must have 4 digits"},
                    BadDate{"OpenStart", "/2019", "the year must have 4 digits"},
                    BadDate{"UnknownEnd", "2019/..", "the year must have 4 digits"},
                    BadDate{"ThreeEnds", "2019/2020/2021", "unexpected '/2021' after '2019/2020'"},
                    BadDate{"BadEnd", "2019/2020-02-30", "2020-02 has 29 days"},
                    BadDate{"BadStart", "2019-13/2020", "there is no month 13"}),
    RowName{});

TEST(ParseDate, FillsNothingIn) {
  const Result<Date> month = parse_date("2019-03");
  ASSERT_TRUE(month);
  EXPECT_EQ(month->start.month, 3u);
  EXPECT_FALSE(month->start.day);
  EXPECT_FALSE(month->start.second_of_day);
  EXPECT_FALSE(month->start.offset_minutes);
  EXPECT_FALSE(month->end);
}

TEST(ParseDate, KeepsUtcApartFromAnUnknownPlace) {
  EXPECT_NE(parse_date("2019-03-04T05:06Z"), parse_date("2019-03-04T05:06"));
  EXPECT_EQ(parse_date("2019-03-04T05:06Z"), parse_date("2019-03-04T05:06:00+00:00"));
}

TEST(ParseDate, DoesNotRepeatAHostileText) {
  const Result<Date> date = parse_date(std::string(5000, 'x') + "\x1b[2J");
  ASSERT_FALSE(date);
  EXPECT_LT(date.error().message.size(), 200u);
  EXPECT_THAT(parse_date("\x1b[2J").error().message, testing::Not(HasSubstr("\x1b")));
}

// ---- Round trip ----

std::vector<PartialDate> valid_days() {
  std::vector<PartialDate> days;
  for (const int year : {0, 1, 4, 1582, 1900, 1970, 2000, 2019, 2020, 9999}) {
    PartialDate date;
    date.year = year;
    days.push_back(date);
    for (unsigned month = 1; month <= 12; ++month) {
      const auto last = std::chrono::year{year} / std::chrono::month{month} / std::chrono::last;
      date.month = month;
      date.day = std::nullopt;
      days.push_back(date);
      for (unsigned day = 1; day <= static_cast<unsigned>(last.day()); ++day) {
        date.day = day;
        days.push_back(date);
      }
    }
  }
  return days;
}

TEST(DateRoundTrip, EveryDayOfSomeYears) {
  for (PartialDate date : valid_days()) {
    for (const bool approximate : {false, true}) {
      date.approximate = approximate;
      const Date whole{date, std::nullopt};
      EXPECT_EQ(parse_date(to_string(whole)), whole) << to_string(whole);
    }
  }
}

TEST(DateRoundTrip, EveryKindOfInstant) {
  PartialDate date{2020, 2, 29, 0, std::nullopt, false};
  for (int second = 0; second < 86400; second += 997) {
    date.second_of_day = second;
    for (const std::optional<int> offset :
         {std::optional<int>{}, {0}, {1}, {-1}, {330}, {-570}, {1439}, {-1439}}) {
      date.offset_minutes = offset;
      const Date whole{date, std::nullopt};
      EXPECT_EQ(parse_date(to_string(whole)), whole) << to_string(whole);
    }
  }
}

TEST(DateRoundTrip, IntervalsInOrder) {
  const std::vector<PartialDate> days = valid_days();
  for (std::size_t i = 0; i + 41 < days.size(); i += 13) {
    const Date whole{days[i], days[i + 41]};
    EXPECT_EQ(parse_date(to_string(whole)).has_value(), whole.earliest() <= whole.latest());
    if (whole.earliest() <= whole.latest()) {
      EXPECT_EQ(parse_date(to_string(whole)), whole) << to_string(whole);
    }
  }
}

TEST(TimestampPrinting, CountsFromTheEpoch) {
  EXPECT_EQ(to_string(Timestamp{}), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_string(Timestamp{std::chrono::seconds{-1}}), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_string(Timestamp{std::chrono::seconds{1582607106}}), "2020-02-25T05:05:06Z");
}

// ---- Dates in prose ----

struct WrittenDate {
  std::string name;
  std::string text;
  std::string date;  // empty: no date is found
};

class FindWrittenDate : public testing::TestWithParam<WrittenDate> {};

TEST_P(FindWrittenDate, FindsWhatAReaderWould) {
  const std::optional<Date> date = find_written_date(GetParam().text);
  EXPECT_EQ(date ? to_string(*date) : "", GetParam().date) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    English, FindWrittenDate,
    testing::Values(WrittenDate{"DayFirst", "25 February 2020", "2020-02-25"},
                    WrittenDate{"MonthFirst", "Feb. 25, 2020", "2020-02-25"},
                    WrittenDate{"YearFirst", "2020 February 25", "2020-02-25"},
                    WrittenDate{"MonthAndYear", "May 2020", "2020-05"},
                    WrittenDate{"Weekday", "Tuesday, 25 February 2020", "2020-02-25"},
                    WrittenDate{"ShortWeekday", "Tue, 25 Feb 2020", "2020-02-25"},
                    WrittenDate{"Ordinal", "the 2nd of May 2020", "2020-05-02"},
                    WrittenDate{"UpperCase", "FEBRUARY 25, 2020", "2020-02-25"},
                    WrittenDate{"SurroundingSpace", "\n  25\u00a0February  2020\t", "2020-02-25"},
                    WrittenDate{"PublishedOnAtTime", "Published on 25 February 2020 at 14:05",
                                "2020-02-25"},
                    WrittenDate{"Updated", "Updated: May 3, 2020", "2020-05-03"},
                    WrittenDate{"LastModified", "Last modified \u2014 3 May 2020", "2020-05-03"},
                    WrittenDate{"HalfOfDay", "May 3, 2020, 2:05 p.m. ET", "2020-05-03"},
                    WrittenDate{"WholeHour", "2 pm on May 3, 2020", "2020-05-03"},
                    WrittenDate{"TimeBeforeDash", "14:05 - 25 May 2020", "2020-05-25"},
                    WrittenDate{"MailHeader", "Tue, 25 Feb 2020 14:05:06 -0500", "2020-02-25"},
                    WrittenDate{"Bullet", "25 May 2020 \u2022 14:05 GMT", "2020-05-25"}),
    RowName{});

INSTANTIATE_TEST_SUITE_P(
    Numbers, FindWrittenDate,
    testing::Values(
        WrittenDate{"Iso", "2020-02-25", "2020-02-25"},
        WrittenDate{"IsoInstant", "2020-02-25T14:05:06.789+01:00", "2020-02-25"},
        WrittenDate{"IsoWithSpace", "2020-02-25 14:05", "2020-02-25"},
        WrittenDate{"YearFirstSlashes", "2020/02/25", "2020-02-25"},
        WrittenDate{"Dots", "25.02.2020", "2020-02-25"},
        WrittenDate{"DotsAreDayFirst", "03.04.2020", "2020-04-03"},
        WrittenDate{"DotsWithTime", "25.02.2020, 14.05 Uhr", "2020-02-25"},
        WrittenDate{"DayFirst", "25/02/2020", "2020-02-25"},
        WrittenDate{"MonthFirst", "02/25/2020", "2020-02-25"},
        WrittenDate{"BothTheSame", "04/04/2020", "2020-04-04"},
        WrittenDate{"Ambiguous", "03/04/2020", ""},
        WrittenDate{"AmbiguousDashes", "03-04-2020", ""},
        WrittenDate{"DotsMonthFirst", "02.25.2020", ""},
        WrittenDate{"BothOver12", "25/13/2020", ""}, WrittenDate{"MixedMarks", "25/02-2020", ""},
        WrittenDate{"YearMonthOrRange", "2011-12", ""}, WrittenDate{"ShortYear", "25/02/20", ""},
        WrittenDate{"NoSuchDay", "2020-02-30", ""}, WrittenDate{"FourNumbers", "10.20.30.2020", ""},
        WrittenDate{"PhoneNumber", "+1 202-555-0143", ""}),
    RowName{});

INSTANTIATE_TEST_SUITE_P(
    Languages, FindWrittenDate,
    testing::Values(
        WrittenDate{"German", "Dienstag, 25. M\u00e4rz 2020, 14:05 Uhr", "2020-03-25"},
        WrittenDate{"GermanUpdated", "Zuletzt aktualisiert am 3. J\u00e4nner 2020", "2020-01-03"},
        WrittenDate{"French", "25 f\u00e9vrier 2020", "2020-02-25"},
        WrittenDate{"FrenchFirst", "Publi\u00e9 le 1er ao\u00fbt 2020 \u00e0 14h05", "2020-08-01"},
        WrittenDate{"FrenchShortWeekday", "mar. 25 f\u00e9vr. 2020", "2020-02-25"},
        WrittenDate{"FrenchDecomposed", "25 fe\u0301vrier 2020", "2020-02-25"},
        WrittenDate{"Spanish", "25 de febrero de 2020", "2020-02-25"},
        WrittenDate{"SpanishWeekday", "mi\u00e9rcoles, 1 de enero de 2020", "2020-01-01"},
        WrittenDate{"Italian", "Pubblicato il 25 gennaio 2020 alle ore 14:05", "2020-01-25"},
        WrittenDate{"Portuguese", "ter\u00e7a-feira, 3 de mar\u00e7o de 2020", "2020-03-03"},
        WrittenDate{"PortugueseUpdated", "Atualizado em 25 de dezembro de 2020", "2020-12-25"},
        WrittenDate{"Russian", "25 февраля 2020", "2020-02-25"},
        WrittenDate{"RussianYear", "Опубликовано: 9 Мая 2020 г.", "2020-05-09"},
        WrittenDate{"RussianMay", "май 2020", "2020-05"}),
    RowName{});

INSTANTIATE_TEST_SUITE_P(
    NotADate, FindWrittenDate,
    testing::Values(
        WrittenDate{"Empty", "", ""}, WrittenDate{"Space", "  ", ""},
        WrittenDate{"YearInProse", "In 2020 we went", ""}, WrittenDate{"BareYear", "2020", ""},
        WrittenDate{"MonthAlone", "May", ""},
        WrittenDate{"MarchOnWashington", "March on Washington", ""},
        WrittenDate{"NoYear", "February 25", ""}, WrittenDate{"TwoDigitYear", "25 February 20", ""},
        WrittenDate{"February31", "31 February 2020", ""},
        WrittenDate{"February29", "29 February 2019", ""}, WrittenDate{"DayZero", "0 May 2020", ""},
        WrittenDate{"DateInProse", "On 25 February 2020 the council met", ""},
        WrittenDate{"TwoDates", "25 February 2020 - 26 February 2020", ""},
        WrittenDate{"DaysOfAFair", "25-26 February 2020", ""},
        WrittenDate{"TwoMonths", "May June 2020", ""},
        WrittenDate{"LongYear", "25 February 20200", ""}, WrittenDate{"Price", "May 2020 $", ""},
        WrittenDate{"ForeignScript", "2020年2月25日", ""},
        WrittenDate{"InvalidBytes", "25 May\xff 2020", ""}, WrittenDate{"TimeAlone", "14:05", ""},
        WrittenDate{"Overlong", "25 February 2020" + std::string(200, '.'), ""}),
    RowName{});

}  // namespace
}  // namespace whocites
