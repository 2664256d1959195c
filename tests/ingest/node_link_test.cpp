// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class NodeLink : public ::testing::TestWithParam<FormatCase> {};

TEST_P(NodeLink, GivesTheseRecordsAndRejections) { testing::expect_reads("node-link", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, NodeLink,
    ::testing::Values(
        FormatCase{
            "Networkx",
            R"({"directed":true,"multigraph":true,"graph":{"name":"A study"},"nodes":[{"id":"Le Monde","kind":"outlet"},{"id":1,"name":"One","weight":2.5}],"links":[{"source":1,"target":"Le Monde","relation":"quotes","key":0}]})",
            {"ignored: is said of the graph, not of a node or an edge", "outlet key=Le Monde",
             "publication key=f#1 title=One weight=2.5", "f#1 quotes Le Monde at=f:1 key=0"}},
        FormatCase{
            "EdgesBeforeNodes",
            R"({"edges":[{"source":"a","target":"b"}],"nodes":[{"id":"a","key":"https://example.org/a"}]})",
            {"a mentions b at=f:1", "publication key=https://example.org/a aliases=a"}},
        FormatCase{
            "D3ByNumber",
            R"({"nodes":[{"name":"A"},{"name":"B"}],"links":[{"source":0,"target":1,"value":3}]})",
            {"publication key=f#0 title=A", "publication key=f#1 title=B",
             "f#0 mentions f#1 at=f:1 value=3"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"({"directed":true,"multigraph":true,"graph":{},"nodes":[{"id":"a","kind":"article","title":"T","authors":["Ann Lee"],"aliases":["x;y"],"properties":{"n":[1]}}],"links":[{"source":"a","target":"b","key":"quotes","relation":"quotes","weight":0.5,"evidence":"one","confidence":0.5,"more_evidence":[{"evidence":"two","line":3,"file":"g"}],"judgements":[{"verdict":"rejected","when":"2026-11-24T05:06:07Z","why":"no"}]}]})",
            {"article key=a title=T authors=Ann Lee aliases=x;y n=[1]",
             "a quotes b evidence=one confidence=0.5 at=f:1", "a quotes b evidence=two at=g:3",
             "rejected a quotes b when=2026-11-24T05:06:07Z why=no"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, NodeLink,
    ::testing::Values(
        FormatCase{
            "Graphology",
            R"({"options":{"type":"mixed","multi":true},"nodes":[{"key":"Le Monde","attributes":{"label":"Le Monde","kind":"outlet"}}],"edges":[{"key":"e","source":"a","target":"b","attributes":{"weight":1}},{"source":"a","target":"c","undirected":true}]})",
            {"outlet key=Le Monde", "a mentions b at=f:1 weight=1"},
            {"f:1:194: 1 undirected edge is left out: it does not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{
            "Undirected",
            R"({"directed":false,"nodes":[{"id":"a"}],"links":[{"source":"a","target":"a"}]})",
            {"publication key=a"},
            {"f:1:49: 1 undirected edge is left out: it does not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"NoEnds",
                   R"({"nodes":[7,{"id":"a"}],"links":[{"source":"a"},"x"]})",
                   {"publication key=a"},
                   {"f:1:11: a node must be an object, not a number",
                    "f:1:34: a link needs 'source' and 'target'",
                    "f:1:49: a link must be an object, not a text"}},
        FormatCase{"BrokenNode",
                   R"({"nodes":[{"id":"a",},{"id":"b"}],"links":[]})",
                   {"publication key=b"},
                   {"f:1:21: not well-formed JSON: unexpected '}'; expected string literal"}},
        FormatCase{"CutOff",
                   R"({"nodes":[{"id":"a"},{"id":"b")",
                   {"publication key=a"},
                   {"f:1:31: not well-formed JSON: the input ends within a value that starts in "
                    "line 1 [the input ends within the document: was it cut off?]"}},
        FormatCase{"BrokenBrackets",
                   R"({"nodes":[{"id":"a"}},"links":[]})",
                   {"publication key=a"},
                   {"f:1:21: not well-formed JSON: expected ',' between two elements"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: not well-formed JSON: invalid literal"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
