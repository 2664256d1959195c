// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/time_path.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/date.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

std::optional<DateSpan> span(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const Date date = parse_date(text).value();
  return DateSpan{date.earliest(), date.latest()};
}

struct PairRow {
  const char* citing;
  const char* cited;
  InTime in_time;
};
void PrintTo(const PairRow& row, std::ostream* os) { *os << row.citing << " cites " << row.cited; }

class InTimePair : public testing::TestWithParam<PairRow> {};

TEST_P(InTimePair, IsJudged) {
  EXPECT_EQ(in_time(span(GetParam().citing), span(GetParam().cited)), GetParam().in_time);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, InTimePair,
    testing::Values(PairRow{"2021", "2020", InTime::Certain},
                    PairRow{"2020", "2021", InTime::Impossible},
                    PairRow{"2021-03-12", "2021-03-12", InTime::Certain},
                    PairRow{"2021-03-12", "2021-03-13", InTime::Impossible},
                    PairRow{"2021-03", "2021-03", InTime::Possible},
                    PairRow{"2021-03-12", "2021", InTime::Possible},
                    PairRow{"2021", "2021-03-12", InTime::Possible},
                    PairRow{"2021-03-12T10:00Z", "2021-03-12T10:01Z", InTime::Impossible},
                    PairRow{"2021-03-12T10:00Z", "2021-03-12", InTime::Possible},
                    PairRow{"", "2021", InTime::Possible}, PairRow{"2021", "", InTime::Possible},
                    PairRow{"", "", InTime::Possible}));

struct PathRow {
  const char* name;
  const char* network;
  const char* answer;  // from A to Z
};

class TimePathOf : public testing::TestWithParam<PathRow> {};

TEST_P(TimePathOf, IsFound) {
  const Network network = network_of(GetParam().network);
  const VertexId start = vertex(network, "A");
  const auto found = time_path(source_graph_of(network), start, vertex(network, "Z"));
  const std::string text = found ? (found->certain ? "certain: " : "possible: ") +
                                       test::chain(network, start, found->path)
                                 : "none";
  EXPECT_EQ(text, GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TimePathOf,
    testing::Values(PathRow{"CertainThoughAPossibleOneIsShorter",
                            "A@2021 -> B@2020 -> C@2019 -> Z@2018, A -> D -> Z",
                            "certain: A -> B -> C -> Z"},
                    PathRow{"ShorterOneAgainstTime",
                            "A@2020 -> B@2021 -> Z@2019, A -> C@2020 -> D@2019 -> Z",
                            "possible: A -> C -> D -> Z"},
                    PathRow{"UndatedBetween", "A@2021 -> B -> Z@2020", "possible: A -> B -> Z"},
                    PathRow{"UndatedBetweenDoesNotExcuse", "A@2020 -> B -> Z@2021", "none"},
                    PathRow{"LaterIsNotReachedThroughEarlier",
                            "A@2020 -> B@2019 -> C -> Z@2020, A -> D -> E -> C",
                            "possible: A -> D -> E -> C -> Z"},
                    PathRow{"OnlyAgainstTime", "A@2020 -> Z@2021", "none"},
                    PathRow{"NoWay", "A@2020, Z@2019", "none"},
                    PathRow{"Undated", "A -> Z", "possible: A -> Z"}),
    [](const auto& row) { return row.param.name; });

TEST(TimePath, FromOneToItselfIsEmptyAndCertain) {
  const auto found = time_path(source_graph_of(network_of("A -> A")), VertexId(0), VertexId(0));
  EXPECT_EQ(found, (TimePath{{}, true}));
}

// Years 2000 to 2003, months of 2001, or no date, by chance of the seed.
SourceGraph random_dated(std::uint32_t seed) {
  const CitationGraph graph = test::random_graph(seed);
  SourceGraphBuilder builder;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    static const char* const kDates[] = {"2000", "2001", "2002",    "2003",       "2001-03",
                                         "",     "",     "2001-05", "2001-03-04", ""};
    builder.add(
        {NodeId(v + 1), Kind::Article, false, span(kDates[(seed * 7 + v * v * 3 + v) % 10]), {}});
  }
  for (const auto& [from, to] : graph.edge_list()) {
    builder.add(NodeId(from.value + 1), NodeId(to.value + 1), {});
  }
  return builder.build();
}

// The twin: every way without a loop, judged as a whole by its known dates, each pair of them.
class EveryWay {
 public:
  EveryWay(const SourceGraph& graph, VertexId to) : graph_(graph), to_(to) {}

  void go(VertexId at) {
    met_.push_back(at);
    if (at == to_) judge();
    for (const auto arc : graph_.graph().out_arcs(at)) {
      if (std::find(met_.begin(), met_.end(), arc.vertex) != met_.end()) continue;
      way_.push_back(arc.edge);
      go(arc.vertex);
      way_.pop_back();
    }
    met_.pop_back();
  }
  std::optional<TimePath> best() const { return certain_ ? certain_ : possible_; }

 private:
  void judge() {
    bool certain = true;
    bool possible = true;
    for (std::size_t i = 0; i + 1 < met_.size(); ++i) {
      certain =
          certain && in_time(graph_.date(met_[i]), graph_.date(met_[i + 1])) == InTime::Certain;
      for (std::size_t j = i + 1; j < met_.size(); ++j) {
        possible =
            possible && in_time(graph_.date(met_[i]), graph_.date(met_[j])) != InTime::Impossible;
      }
    }
    if (certain) keep(certain_, true);
    if (possible) keep(possible_, false);
  }
  void keep(std::optional<TimePath>& best, bool certain) const {
    const bool better = !best || way_.size() < best->path.size() ||
                        (way_.size() == best->path.size() && way_ < best->path);
    if (better) best = TimePath{way_, certain};
  }

  const SourceGraph& graph_;
  VertexId to_;
  std::vector<VertexId> met_;
  std::vector<EdgeId> way_;
  std::optional<TimePath> certain_;
  std::optional<TimePath> possible_;
};

TEST(TimePath, AgreesWithJudgingEveryWay) {
  std::size_t certain = 0;
  std::size_t possible = 0;
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const SourceGraph graph = random_dated(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    for (std::uint32_t a = 0; a < count; ++a) {
      EveryWay twin(graph, VertexId(seed % count));
      twin.go(VertexId(a));
      const auto found = time_path(graph, VertexId(a), VertexId(seed % count));
      ASSERT_EQ(found, twin.best()) << a;
      if (found && !found->path.empty()) ++(found->certain ? certain : possible);
    }
  }
  EXPECT_GT(certain, 100U);
  EXPECT_GT(possible, 100U);
}

}  // namespace
}  // namespace whocites
