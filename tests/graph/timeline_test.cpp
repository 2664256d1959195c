// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/timeline.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "graph/algorithms/outlets.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

DateSpan span(const std::string& text) {
  const Date date = parse_date(text).value();
  return {date.earliest(), date.latest()};
}

struct PeriodRow {
  const char* date;
  const char* by_year;
  const char* by_month;
  const char* by_day;
};
void PrintTo(const PeriodRow& row, std::ostream* os) { *os << row.date; }

class PeriodOf : public testing::TestWithParam<PeriodRow> {};

TEST_P(PeriodOf, HoldsTheDateAndInventsNothing) {
  const auto period = [&](PeriodLength length) {
    return to_string(period_of(span(GetParam().date), length));
  };
  EXPECT_EQ(period(PeriodLength::Year), GetParam().by_year);
  EXPECT_EQ(period(PeriodLength::Month), GetParam().by_month);
  EXPECT_EQ(period(PeriodLength::Day), GetParam().by_day);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, PeriodOf,
    testing::Values(PeriodRow{"2021-03-04", "2021", "2021-03", "2021-03-04"},
                    PeriodRow{"2021-03-04T23:59:59Z", "2021", "2021-03", "2021-03-04"},
                    PeriodRow{"2021-03-04T23:30-01:00", "2021", "2021-03", "2021-03-05"},
                    PeriodRow{"2021-03", "2021", "2021-03", "2021-03"},
                    PeriodRow{"2021-02~", "2021", "2021-02", "2021-02"},
                    PeriodRow{"2021", "2021", "2021", "2021"},
                    PeriodRow{"0000", "0000", "0000", "0000"},
                    PeriodRow{"2021-03-04/2021-03-05", "2021", "2021-03", "2021-03"},
                    PeriodRow{"2021-03/2021-04", "2021", "2021", "2021"},
                    PeriodRow{"2020-12-31/2021-01-01", "2020/2021", "2020/2021", "2020/2021"}));

std::string rows_of(const Network& network, const TimelineOptions& options) {
  std::string text;
  for (const TimelineRow& row : timeline(source_graph_of(network), options)) {
    text += row.period ? to_string(*row.period) : "-";
    if (options.per_outlet) text += " " + (row.outlet ? network.node(*row.outlet).key : "-");
    text += " " + std::to_string(row.articles) + " " + std::to_string(row.publications) + " " +
            std::to_string(row.citations) + "; ";
  }
  return text;
}

const char* const kStory =
    "A@2021-03-04 -> B@2021-03 -> C@2021, A -> C, D@2021-03-09 -> A, E -> A, P:publication@2019, "
    "B -> P, A < O, D < O, B < Q, O -> P, H:person";

TEST(Timeline, CountsWhatIsKnownLessWellByItself) {
  const Network network = network_of(kStory);
  EXPECT_EQ(rows_of(network, {PeriodLength::Year, false, nullptr}),
            "2019 0 1 0; 2021 4 0 5; - 1 0 1; ");
  EXPECT_EQ(rows_of(network, {PeriodLength::Month, false, nullptr}),
            "2019 0 1 0; 2021 1 0 0; 2021-03 3 0 5; - 1 0 1; ");
  EXPECT_EQ(rows_of(network, {PeriodLength::Day, false, nullptr}),
            "2019 0 1 0; 2021 1 0 0; 2021-03 1 0 2; 2021-03-04 1 0 2; 2021-03-09 1 0 1; - 1 0 1; ");
}

TEST(Timeline, TellsOutletsApartWhenAsked) {
  EXPECT_EQ(rows_of(network_of(kStory), {PeriodLength::Month, true, nullptr}),
            "2019 - 0 1 0; 2021 - 1 0 0; 2021-03 O 2 0 3; 2021-03 Q 1 0 2; - - 1 0 1; ");
}

TEST(Timeline, CountsOnlyTheseWhenAsked) {
  const Network network = network_of(kStory);
  std::vector<bool> only(network.nodes.size(), false);
  EXPECT_EQ(rows_of(network, {PeriodLength::Year, false, &only}), "");
  only[test::vertex(network, "A").value] = only[test::vertex(network, "O").value] = true;
  EXPECT_EQ(rows_of(network, {PeriodLength::Year, false, &only}), "2021 1 0 2; ");
}

TEST(Timeline, OfNothingIsEmpty) {
  EXPECT_TRUE(timeline(source_graph_of(Network()), {}).empty());
  EXPECT_TRUE(timeline(source_graph_of(network_of("O:outlet, P:person")), {}).empty());
}

TEST(Timeline, AgreesWithCountingEachByItself) {
  static const char* const kDates[] = {"2020", "2021-03", "2021-03-04", "2020/2021", "2021-03-05"};
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const CitationGraph structure = test::random_graph(seed);
    SourceGraphBuilder builder;
    for (std::uint32_t v = 0; v < structure.vertex_count(); ++v) {
      SourceGraphBuilder::Vertex vertex{NodeId(v + 1), kKinds[random() % 3].kind, false, {}, {}};
      if (random() % 4 != 0) vertex.date = span(kDates[random() % 5]);
      if (random() % 2 != 0) vertex.part_of = NodeId(random() % 8 + 1);
      builder.add(vertex);
    }
    for (const auto& [from, to] : structure.edge_list()) {
      builder.add(NodeId(from.value + 1), NodeId(to.value + 1), {});
    }
    const SourceGraph graph = builder.build();
    TimelineOptions options;
    options.length = static_cast<PeriodLength>(seed % 3);
    options.per_outlet = seed % 2 == 0;
    const auto outlets = outlets_of(graph, Level::Outlet);
    std::map<std::tuple<bool, Period, std::uint32_t>, TimelineRow> expected;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      const Kind kind = graph.kind(VertexId(v));
      if (kind == Kind::Outlet) continue;
      const auto date = graph.date(VertexId(v));
      const Period period = date ? period_of(*date, options.length) : Period();
      const std::uint32_t outlet = options.per_outlet ? outlets[v] : 0;
      TimelineRow& row = expected[{!date, period, outlet}];
      if (date) row.period = period;
      if (options.per_outlet && outlet != SourceGraph::kNone) row.outlet = VertexId(outlet);
      ++(kind == Kind::Article ? row.articles : row.publications);
      for (const auto& edge : structure.edge_list()) row.citations += edge.first.value == v ? 1 : 0;
    }
    std::vector<TimelineRow> rows;
    for (const auto& [key, row] : expected) rows.push_back(row);
    ASSERT_EQ(timeline(graph, options), rows);
  }
}

}  // namespace
}  // namespace whocites
