// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/time_axis.h"

#include <gmock/gmock.h>

#include <map>

#include "render/time_placement.h"
#include "tests/support/graph_builder.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TimeColumns columns_of(const Network& network) {
  return time_columns(network, std::vector<bool>(network.nodes.size(), true));
}

TEST(TimeColumns, StandInOrder) {
  const TimeColumns columns =
      columns_of(test::network_of("A@2009-02-10 -> B@2009-02-08, C@2009-02-09 -> B"));
  EXPECT_THAT(columns.names, ElementsAre("2009-02-08", "2009-02-09", "2009-02-10"));
  EXPECT_THAT(columns.of_node, ElementsAre(2, 0, 1));
  EXPECT_FALSE(columns.first_is_undated);
}

TEST(TimeColumns, MakeNothingLookOlderThanItIs) {
  const TimeColumns columns = columns_of(
      test::network_of("A@2009-02 -> B@2009-02-08, C@2009 -> B, D@2009-02-28 -> B, E -> B"));
  EXPECT_THAT(columns.names, ElementsAre("no date known", "2009-02-08", "within 2009-02",
                                         "2009-02-28", "within 2009"));
}

TEST(TimeColumns, AreMonthsOrYearsWhereDaysAreTooMany) {
  std::string months = "X@2001-01-01 -> Y@2001-01-02";
  std::string years = months;
  for (int i = 1; i <= 28; ++i) {
    const std::string number = (i < 10 ? "0" : "") + std::to_string(i);
    months += ", M" + number + "@2001-0" + std::to_string(1 + i % 7) + "-" + number + " -> X";
    years += ", Y" + number + "@20" + number + "-0" + std::to_string(1 + i % 9) + " -> X";
  }
  EXPECT_EQ(columns_of(test::network_of(months)).names.size(), 7U);
  EXPECT_EQ(columns_of(test::network_of(years)).names.front(), "2001");
}

TEST(TimeColumns, AreAsManyStepsWideAsTheirNodesCiteOneAnother) {
  const TimeColumns columns =
      columns_of(test::network_of("A@2009 -> B@2009 -> C@2009, D@2010 -> A, A -> C"));
  EXPECT_THAT(columns.step, ElementsAre(2, 1, 0, 3));
  EXPECT_THAT(columns.first_step, ElementsAre(0, 3, 4));
}

TEST(TimeColumns, HaveStepsForWhatGoesRoundInACircle) {
  const TimeColumns columns = columns_of(test::network_of("A@2009 -> B@2009 -> A, C@2009 -> C"));
  EXPECT_THAT(columns.step, ElementsAre(1, 0, 0));
  EXPECT_THAT(columns.first_step, ElementsAre(0, 2));
}

TEST(TimeColumns, AreCutIntoStepsOfWhatCameAboutTheSameTime) {
  std::string many = "H@2010-01-01 -> H";
  for (int i = 1; i <= 28; ++i) {
    for (const char* month : {"03", "04"}) {
      const std::string day = (i < 10 ? "0" : "") + std::to_string(i);
      many += ", N" + day + "M" + month + "@2010-" + month + "-" + day + " -> H";
    }
  }
  const Network network = test::network_of(many);
  TimeColumns columns;
  columns.names = {"2010"};
  columns.of_node.assign(network.nodes.size(), 0);
  columns.step.assign(network.nodes.size(), 0);
  columns.first_step = {0, 1};
  const TimeColumns cut = shortened(network, columns);
  ASSERT_GT(cut.first_step.back(), 3U);
  for (std::size_t a = 0; a < network.nodes.size(); ++a) {
    for (std::size_t b = 0; b < network.nodes.size(); ++b) {
      if (cut.step[a] >= cut.step[b]) continue;
      EXPECT_LE(network.nodes[a].facts.date->latest(), network.nodes[b].facts.date->latest());
    }
  }
}

// Where the boxes of an SVG stand: the middle of the first text of each node, by that text.
std::map<std::string, double> columns_in(const std::string& svg) {
  std::map<std::string, double> x_of;
  for (std::size_t at = svg.find("class=\"node\""); at != std::string::npos;
       at = svg.find("class=\"node\"", at + 1)) {
    const std::size_t text = svg.find("<text", at);
    const std::size_t x = svg.find(" x=\"", text) + 4;
    const std::size_t begin = svg.find('>', text) + 1;
    x_of.try_emplace(svg.substr(begin, svg.find('<', begin) - begin), std::stod(svg.substr(x)));
  }
  return x_of;
}

TEST(SvgByDate, PutsTheOlderOnTheLeft) {
  // Few are placed by dot, many by our own hand.
  for (const int count : {10, 70}) {
    std::string text = "N0@2001 -> N0";
    for (int i = 1; i < count; ++i) {
      text += ", N" + std::to_string(i) + "@200" + std::to_string(2 + i % 7) + " -> N0";
    }
    const std::string svg =
        tests::rendered("svg", test::network_of(text), {.legend = false, .by_date = true});
    EXPECT_EQ(tests::xml_fault(svg), "");
    const auto x_of = columns_in(svg);
    ASSERT_EQ(x_of.count("N0"), 1U) << svg;
    for (int i = 1; i < count; ++i) {
      const double x = x_of.at("N" + std::to_string(i));
      EXPECT_LT(x_of.at("N0"), x);
      if (i + 1 == count || i % 7 == 6) continue;
      EXPECT_LT(x, x_of.at("N" + std::to_string(i + 1))) << i;
    }
    EXPECT_THAT(svg, Not(HasSubstr("Columns of time could not be placed")));
  }
}

TEST(SvgByDate, DrawsHeadsAndEveryLine) {
  const std::string svg =
      tests::rendered("svg", tests::circle_network(), {.legend = false, .by_date = true});
  EXPECT_THAT(svg, HasSubstr(">2009&#45;02&#45;08<"));
  EXPECT_THAT(svg, HasSubstr("column of time"));
  EXPECT_THAT(svg, Not(HasSubstr("Columns of time could not be placed")));
  EXPECT_EQ(tests::xml_fault(svg), "");
}

}  // namespace
}  // namespace whocites::render
