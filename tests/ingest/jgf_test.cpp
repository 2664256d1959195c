// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Jgf : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Jgf, GivesTheseRecordsAndRejections) { testing::expect_reads("jgf", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Jgf,
    ::testing::Values(
        FormatCase{
            "Version2",
            R"({"graph":{"directed":true,"label":"A study","nodes":{"a":{"label":"Le Monde","metadata":{"kind":"outlet"}},"b":{}},"edges":[{"source":"b","target":"a","relation":"quotes","metadata":{"evidence":"x"}}]}})",
            {"ignored: is said of the graph, not of a node or an edge",
             "outlet key=a title=Le Monde", "publication key=b", "b quotes a evidence=x at=f:1"}},
        FormatCase{
            "Version1AndSeveral",
            R"({"graphs":[{"nodes":[{"id":"a"}],"edges":[{"source":"a","target":"b"}]},{"directed":false,"nodes":[{"id":"c"}],"edges":[{"source":"c","target":"a","directed":true}]}]})",
            {"publication key=a", "a mentions b at=f:1", "publication key=c",
             "c mentions a at=f:1"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"({"graph":{"type":"citations","directed":true,"nodes":{"article:a":{"label":"untitled article, 2020","metadata":{"kind":"article","date":"2020","properties":{"label":"x"}}}},"edges":[{"source":"a","target":"b","relation":"quotes","directed":true,"metadata":{"relation":"quotes","weight":1,"evidence":"e"}}]}})",
            {"article key=article:a date=2020 label=\"x\"", "a quotes b evidence=e at=f:1"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Jgf,
    ::testing::Values(
        FormatCase{
            "Undirected",
            R"({"graph":{"directed":false,"nodes":{"a":{}},"edges":[{"source":"a","target":"a"}]}})",
            {"publication key=a"},
            {"f:1:54: 1 undirected edge is left out: it does not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"NoEnds",
                   R"({"graph":{"nodes":{"a":1},"edges":[{"source":"a"},3]}})",
                   {},
                   {"f:1:24: a node must be an object, not a number",
                    "f:1:36: an edge needs 'source' and 'target'",
                    "f:1:51: an edge must be an object, not a number"}},
        FormatCase{"NoId",
                   R"({"graph":{"nodes":[{"label":"x"},{"id":"y"}]}})",
                   {"publication key=y"},
                   {"f:1:20: a node without 'id'"}},
        FormatCase{"CutOff",
                   R"({"graph":{"nodes":{"a":{}},"edges":[{"sou)",
                   {"publication key=a"},
                   {"f:1:42: not well-formed JSON: the input ends within a value that starts in "
                    "line 1 [the input ends within the document: was it cut off?]"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: not well-formed JSON: invalid literal"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
