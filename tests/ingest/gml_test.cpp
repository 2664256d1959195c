// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;
using testing::repeated;

class Gml : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Gml, GivesTheseRecordsAndRejections) { testing::expect_reads("gml", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Gml,
    ::testing::Values(FormatCase{"Directed",
                                 R"(Creator "x"
graph [
 directed 1
 node [ id 1 label "Le &quot;M&#233;&quot;" kind "outlet" graphics [ x 1.5 ] ]
 node [ id 2 label "B" ]
 edge [ source 2 target 1 value 3 ]
]
)",
                                 {"ignored: is said of the graph, not of a node or an edge",
                                  "outlet key=f#1 title=Le \"Mé\" graphics.x=1.5",
                                  "publication key=f#2 title=B",
                                  "f#2 mentions f#1 at=f:6 value=3"}},
                      FormatCase{"TextOverLines",
                                 "graph [ directed 1 node [ id a label \"one\ntwo\" ] ]",
                                 {"publication key=a title=one\ntwo"}},
                      FormatCase{"CommentsAndLatin1",
                                 "# c\ngraph [ directed 1 # d\n node [ id a label \"\xE9\" ] ]",
                                 {"publication key=a title=é"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Gml,
    ::testing::Values(
        FormatCase{"UndirectedUnlessItSaysSo",
                   "graph [ node [ id 1 ] edge [ source 1 target 1 ] ]",
                   {"publication key=f#1"},
                   {"f:1:28: 1 undirected edge is left out: it does not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"NoId", "graph [ node [ label \"x\" ] ]", {}, {"f:1:14: a node without 'id'"}},
        FormatCase{"OneEnd",
                   "graph [ directed 1 edge [ source 1 ] ]",
                   {},
                   {"f:1:25: an edge needs 'source' and 'target'"}},
        FormatCase{"NoValue",
                   "graph [ directed 1 node [ id 1 label ] ]",
                   {"publication key=f#1"},
                   {"f:1:38: 'label' has no value"}},
        FormatCase{"StrayBracket",
                   "] graph [ node [ id x ] ]",
                   {"publication key=x"},
                   {"f:1:1: a ']' that closes nothing"}},
        FormatCase{"NeverClosed",
                   "graph [ node [ id x ]\n node [ id y",
                   {"publication key=x"},
                   {"f:2:7: the list 'node' is never closed [was the input cut off?]"}},
        FormatCase{"UnclosedQuote",
                   "graph [ node [ id x label \"y ] ]",
                   {},
                   {"f:1:27: a quote that is never closed",
                    "f:1:14: the list 'node' is never closed [was the input cut off?]"}},
        FormatCase{"NoGraph", "node [ id 1 ]", {}, {}, "f:1:1: no 'graph [' in this input"},
        FormatCase{"DeepNesting",
                   "graph [ node [ id x ] " + repeated("a [ ", 100),
                   {"publication key=x"},
                   {},
                   "f:1:277: more than 64 lists inside one another"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
