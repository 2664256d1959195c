// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Edges : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Edges, GivesTheseRecordsAndRejections) { testing::expect_reads("edges", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Edges,
    ::testing::Values(
        FormatCase{"Snap",
                   "# Directed graph\n# FromNodeId\tToNodeId\n0\t1\n1\t2\n",
                   {"f#0 mentions f#1 at=f:3", "f#1 mentions f#2 at=f:4"}},
        FormatCase{"Names",
                   "Le Monde\tAFP\nAFP\tReuters\n",
                   {"Le Monde mentions AFP at=f:1", "AFP mentions Reuters at=f:2"}},
        FormatCase{"WeightsAndTimes",
                   "1 2 5 1289241911\n2 3 -1 1289241911\n",
                   {"f#1 mentions f#2 date=2010-11-08T18:45:11Z at=f:1 weight=5",
                    "f#2 mentions f#3 date=2010-11-08T18:45:11Z at=f:2 weight=-1"}},
        FormatCase{"Konect", "% asym weighted\n1 2 0.5\n", {"f#1 mentions f#2 at=f:2 weight=0.5"}},
        FormatCase{"CommasAndWords", "a,b,friend\n", {"a mentions b at=f:1 column 3=\"friend\""}},
        FormatCase{"Latin1", "caf\xE9\tb\n", {"café mentions b at=f:1"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Edges,
    ::testing::Values(
        FormatCase{"KonectSymmetric",
                   "% sym unweighted\n1 2\n",
                   {},
                   {"f:2:1: 1 undirected edge is left out: it does not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"SnapUndirected",
                   "# Undirected graph: x\n1 2\n",
                   {},
                   {"f:2:1: 1 undirected edge is left out: it does not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"Header",
                   R"(Source,Target,Type,Relation,note
a,"b, c",Directed,quotes,x
a,d,Undirected,,
)",
                   {"a quotes b, c at=f:2 note=\"x\""},
                   {"f:3:1: 1 undirected edge is left out: it does not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"OneNode",
                   "a b\nc\n",
                   {"a mentions b at=f:1"},
                   {"f:2:1: a line with one node: an edge has two"}},
        FormatCase{"OneEnd", "a,b\n,c\n", {"a mentions b at=f:1"}, {"f:2:1: an edge with one end"}},
        FormatCase{"Empty", "", {}, {}, "f:1:1: no line of this input names two nodes"},
        FormatCase{
            "OnlyComments", "# x\n% y\n", {}, {}, "f:3:1: no line of this input names two nodes"},
        FormatCase{"OneColumn", "a\nb\n", {}, {}, "f:1:1: no line of this input names two nodes"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
