// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/filter.h"

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

Timestamp first_of(const char* date) { return parse_date(date)->earliest(); }
Timestamp last_of(const char* date) { return parse_date(date)->latest(); }

struct NodeRow {
  const char* name;
  const char* node;  // as network_of() reads it; the first node counts
  Filter filter;
  bool admitted;
};

class NodeFilter : public testing::TestWithParam<NodeRow> {};

TEST_P(NodeFilter, Decides) {
  const Network network = test::network_of(GetParam().node);
  EXPECT_EQ(admits(GetParam().filter, network.nodes.front()), GetParam().admitted);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, NodeFilter,
    testing::Values(
        NodeRow{"DefaultAdmitsAnything", "A?", {}, true},
        NodeRow{"KindListed", "A", {.kinds = {Kind::Outlet, Kind::Article}}, true},
        NodeRow{"KindNotListed", "A:person", {.kinds = {Kind::Outlet, Kind::Article}}, false},
        NodeRow{"PartOfTheOutlet", "A < O", {.outlets = {NodeId(2)}}, true},
        NodeRow{"TheOutletItself", "O:outlet", {.outlets = {NodeId(1)}}, true},
        NodeRow{"PartOfAnotherOutlet", "A < O, P:outlet", {.outlets = {NodeId(3)}}, false},
        NodeRow{"PartOfNothing", "A, O:outlet", {.outlets = {NodeId(2)}}, false},
        NodeRow{"DayInside",
                "A@2020-02-25",
                {.since = first_of("2020-02-25"), .until = last_of("2020-02-25")},
                true},
        NodeRow{"DayBefore", "A@2020-02-24", {.since = first_of("2020-02-25")}, false},
        NodeRow{"DayAfter", "A@2020-02-26", {.until = last_of("2020-02-25")}, false},
        NodeRow{"YearThatOnlyMayBeInside", "A@2020", {.since = first_of("2020-02-25")}, false},
        NodeRow{"YearThatMayBeAfter", "A@2020", {.until = last_of("2020-02-25")}, false},
        NodeRow{
            "YearInside", "A@2020", {.since = first_of("2020"), .until = last_of("2020")}, true},
        NodeRow{"IntervalInside", "A@2020-02/2020-03", {.since = first_of("2020")}, true},
        NodeRow{"IntervalThatReachesOut", "A@2019-12/2020-03", {.since = first_of("2020")}, false},
        NodeRow{"Undated", "A", {.since = first_of("2020")}, false},
        NodeRow{"UndatedIncluded", "A", {.since = first_of("2020"), .include_undated = true}, true},
        NodeRow{"DatedOutsideThoughUndatedIncluded",
                "A@2019",
                {.since = first_of("2020"), .include_undated = true},
                false},
        NodeRow{"UndatedPublication", "A:publication", {.until = last_of("2020")}, false},
        NodeRow{"OutletHasNoDate", "A:outlet", {.since = first_of("2020")}, true},
        NodeRow{"PersonsDateDoesNotCount", "A:person@1900", {.since = first_of("2020")}, true},
        NodeRow{"OrganizationHasNoDate", "A:organization", {.until = last_of("2020")}, true}),
    [](const auto& row) { return row.param.name; });

Citation citation(std::optional<double> confidence, std::optional<Verdict> verdict = {}) {
  Citation result{NodeId(1), NodeId(2), Relation::Quotes, {Evidence{}}, {}};
  result.evidence[0].confidence = confidence;
  if (verdict) result.judgements.push_back({BatchId(2), *verdict, "ed", {}, "read both"});
  return result;
}

struct CitationRow {
  const char* name;
  Citation citation;
  Filter filter;
  bool admitted;
};

class CitationFilter : public testing::TestWithParam<CitationRow> {};

TEST_P(CitationFilter, Decides) {
  EXPECT_EQ(admits(GetParam().filter, GetParam().citation), GetParam().admitted);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CitationFilter,
    testing::Values(
        CitationRow{"Default", citation(0.01), {}, true},
        CitationRow{"RelationListed", citation(1), {.relations = {Relation::Quotes}}, true},
        CitationRow{"RelationNotListed", citation(1), {.relations = {Relation::Links}}, false},
        CitationRow{"JustConfident", citation(0.5), {.min_confidence = 0.5}, true},
        CitationRow{"NotConfident", citation(0.49), {.min_confidence = 0.5}, false},
        CitationRow{"AssertedOutright", citation({}), {.min_confidence = 1}, true},
        CitationRow{"Confirmed", citation(0.1, Verdict::Confirmed), {.min_confidence = 1}, true},
        CitationRow{"Rejected", citation(1, Verdict::Rejected), {}, false},
        CitationRow{
            "RejectedIncluded", citation(1, Verdict::Rejected), {.include_rejected = true}, true}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites
