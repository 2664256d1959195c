// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/chart.h"

#include <gmock/gmock.h>

#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::vector<Chart> charts_of(const std::string& text) {
  return {BarChart{text, {{text, 3, "3"}, {"b", 0, "0"}}},
          ColumnChart{text, {text, "2020"}, {{text, {1, 2}}, {"b", {0, 4}}}},
          HeatMap{text, "cited", {text, "b"}, {{0, 12'345}, {7, 1}}}};
}

TEST(Charts, AreWellFormedWhateverTheirTexts) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    for (const Chart& chart : charts_of(row.text)) {
      const std::string svg = draw_chart(chart, {.title = row.text, .command = row.text});
      EXPECT_EQ(tests::xml_fault(svg), "") << row.name;
      EXPECT_THAT(svg, Not(HasSubstr("<script"))) << row.name;
    }
  }
}

TEST(Charts, OfNothingAreDrawn) {
  for (const Chart& chart :
       std::vector<Chart>{BarChart{"m", {}}, ColumnChart{"m", {}, {}}, HeatMap{"a", "b", {}, {}}}) {
    EXPECT_EQ(tests::xml_fault(draw_chart(chart, {})), "");
  }
}

TEST(Charts, SayTheirNumbers) {
  const std::vector<Chart> charts = charts_of("a");
  EXPECT_THAT(draw_chart(charts[0], {}), AllOf(HasSubstr("<title>a: 3</title>"), HasSubstr(">3<")));
  EXPECT_THAT(draw_chart(charts[1], {}), HasSubstr("<title>b, 2020: 4</title>"));
  EXPECT_THAT(draw_chart(charts[2], {}),
              AllOf(HasSubstr("<title>a → b: 12345</title>"), HasSubstr(">12345<")));
}

TEST(Charts, AreNamedAndDescribed) {
  for (const Chart& chart : charts_of("a")) {
    const std::string svg = draw_chart(
        chart, {.title = "T", .subtitle = "S", .command = "whocites rank", .as_of = "2026"});
    for (const char* part : {"<title id=\"picture-title\">T</title>", "<desc", "role=\"graphics",
                             "<dc:date>2026</dc:date>", "<dc:source>whocites rank</dc:source>"}) {
      EXPECT_THAT(svg, HasSubstr(part));
    }
  }
}

TEST(ColumnCharts, DrawManySeriesAsSixWithTheRestTogether) {
  ColumnChart chart{"m", {"2020"}, {}};
  for (int i = 1; i <= 9; ++i) chart.series.push_back({"s" + std::to_string(i), {10}});
  const std::string svg = draw_chart(chart, {});
  EXPECT_THAT(svg, HasSubstr("<title>4 others, 2020: 40</title>"));
  EXPECT_THAT(svg, Not(HasSubstr("s6")));
  EXPECT_THAT(svg, HasSubstr(">90<"));
}

}  // namespace
}  // namespace whocites::render
