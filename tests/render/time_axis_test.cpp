// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/time_axis.h"

#include <gmock/gmock.h>

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
