// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Pajek : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Pajek, GivesTheseRecordsAndRejections) { testing::expect_reads("pajek", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Pajek,
    ::testing::Values(
        FormatCase{"LabelsAreKeys",
                   R"(*Network media
*Vertices 3
1 "Le Monde" 0.1 0.2 ic Red
2 AFP
3 "https://example.org/a%22b"
*Arcs
1 2 1
3 1 0.5 l "quotes"
)",
                   {"ignored: is said of the graph, not of a node or an edge",
                    "publication key=Le Monde title=Le Monde x=0.1 y=0.2 ic=\"Red\"",
                    "publication key=AFP title=AFP", "publication key=https://example.org/a\"b",
                    "Le Monde mentions AFP at=f:7 weight=1",
                    "https://example.org/a\"b quotes Le Monde confidence=0.5 at=f:8"}},
        FormatCase{"Lists",
                   "*vertices 3\n*arcslist\n1 2 3\n",
                   {"f#1 mentions f#2 at=f:3", "f#1 mentions f#3 at=f:3"}},
        FormatCase{"Matrix",
                   "*Vertices 2\n1 a\n2 b\n*Matrix\n0 1\n2.5 0\n",
                   {"publication key=a title=a", "publication key=b title=b", "a mentions b at=f:5",
                    "b mentions a at=f:6 weight=2.5"}},
        FormatCase{"NamedRelations",
                   R"(*Vertices 2
1 a
2 b
*Arcs :1 "quotes"
1 2
*Arcs :2 "loves"
2 1
)",
                   {"publication key=a title=a", "publication key=b title=b", "a quotes b at=f:5",
                    "b mentions a at=f:7 relation=\"loves\""}},
        FormatCase{"TheSameLabelTwice",
                   "*Vertices 2\n1 \"Smith\"\n2 \"Smith\"\n*Arcs\n1 2\n",
                   {"publication key=Smith title=Smith", "publication key=f#2 title=Smith",
                    "Smith mentions f#2 at=f:5"}},
        FormatCase{"CommentsLatin1AndPartitions",
                   "% made by hand\n*Vertices 1\n1 \"Caf\xE9\"\n*Partition x\n1\n",
                   {"publication key=Café title=Café",
                    "ignored: is said of the graph, not of a node or an edge",
                    "ignored: is said of the graph, not of a node or an edge"}},
        FormatCase{"AVertexWithoutALabel",
                   "*Vertices 2\n1\n2 b\n*Arcs\n2 1\n",
                   {"publication key=f#1", "publication key=b title=b", "b mentions f#1 at=f:5"}},
        FormatCase{"UnclosedQuote", "*Vertices 1\n1 \"a b\n", {"publication key=a b title=a b"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Pajek,
    ::testing::Values(
        FormatCase{"EdgesAreUndirected",
                   "*Vertices 2\n1 a\n2 b\n*Edges\n1 2 1\n*Edgeslist\n1 2\n",
                   {"publication key=a title=a", "publication key=b title=b"},
                   {"f:5:1: 2 undirected edges are left out: they do not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"NoNumber",
                   "*Vertices 1\nx \"y\"\n",
                   {},
                   {"f:2:1: a vertex begins with its number, not with 'x'"}},
        FormatCase{
            "ArcsOfNoVertex",
            "*Vertices 1\n1 a\n*Arcs\n1 b\n1\n-1 2\n",
            {"publication key=a title=a"},
            {"f:4:1: expected the number of a vertex, not 'b'", "f:5:1: a line needs two vertices",
             "f:6:1: expected the number of a vertex, not '-1'"}},
        FormatCase{"NoNumberInMatrix",
                   "*Vertices 1\n1 a\n*Matrix\nx\n",
                   {"publication key=a title=a"},
                   {"f:4:1: expected a number in the matrix, not 'x'"}},
        FormatCase{"LineBeforeVertices",
                   "hello\n*Vertices 1\n1 a\n",
                   {"publication key=a title=a"},
                   {"f:1:1: a line in front of '*Vertices'"}},
        FormatCase{"NoVertices",
                   "hello\n",
                   {},
                   {"f:1:1: a line in front of '*Vertices'"},
                   "f:1:1: no '*Vertices' in this network"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
