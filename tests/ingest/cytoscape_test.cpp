// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Cytoscape : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Cytoscape, GivesTheseRecordsAndRejections) {
  testing::expect_reads("cytoscape", GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Good, Cytoscape,
    ::testing::Values(
        FormatCase{
            "Elements",
            R"({"data":{"title":"A study"},"elements":{"nodes":[{"data":{"id":"n1","name":"Le Monde","kind":"outlet"},"position":{"x":1,"y":2},"selected":false}],"edges":[{"data":{"id":"e1","source":"n2","target":"n1","interaction":"pp"}}]}})",
            {"ignored: is said of the graph, not of a node or an edge",
             "outlet key=f#n1 title=Le Monde", "f#n2 mentions f#n1 at=f:1 interaction=\"pp\""}},
        FormatCase{
            "AList",
            R"([{"group":"nodes","data":{"id":"a","label":"A"}},{"data":{"id":"ab","source":"a","target":"b"}}])",
            {"publication key=a title=A", "a mentions b at=f:1"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"({"format_version":"1.0","generated_by":"whocites","directed":true,"multigraph":true,"data":{},"elements":{"nodes":[{"data":{"id":"n0","label":"T","key":"a","kind":"article","title":"T"}}],"edges":[{"data":{"id":"e0","source":"n0","target":"n0","interaction":"quotes","relation":"quotes","weight":1}}]}})",
            {"article key=a title=T", "a quotes a at=f:1"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Cytoscape,
    ::testing::Values(
        FormatCase{
            "Undirected",
            R"({"directed":false,"elements":{"edges":[{"data":{"source":"a","target":"b"}}]}})",
            {},
            {"f:1:40: 1 undirected edge is left out: it does not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{
            "NoData",
            R"({"elements":{"nodes":[{"id":"a"},{"data":{"id":"b"}}],"edges":[{"data":{"source":"a"}},5]}})",
            {"publication key=b"},
            {"f:1:23: an element without 'data'", "f:1:64: an edge needs 'source' and 'target'",
             "f:1:88: an element must be an object, not a number"}},
        FormatCase{
            "NoId", R"({"elements":{"nodes":[{"data":{}}]}})", {}, {"f:1:23: a node without 'id'"}},
        FormatCase{"CutOff",
                   R"({"elements":{"nodes":[{"data":{"id":"b"}},{"da)",
                   {"publication key=b"},
                   {"f:1:47: not well-formed JSON: the input ends within a value that starts in "
                    "line 1 [the input ends within the document: was it cut off?]"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: not well-formed JSON: invalid literal"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
