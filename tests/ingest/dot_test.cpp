// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;
using testing::options;
using testing::repeated;

class Dot : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Dot, GivesTheseRecordsAndRejections) { testing::expect_reads("dot", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Dot,
    ::testing::Values(
        FormatCase{
            "Names",
            R"(digraph { "Le Monde" -> AFP; AFP -> Reuters [relation=quotes, evidence="as \"Reuters\" had it"] })",
            {"Le Monde mentions AFP at=f:1",
             "AFP quotes Reuters evidence=as \"Reuters\" had it at=f:1"}},
        FormatCase{"NodesAndDefaults",
                   "digraph g { node [kind=outlet shape=box]; edge [relation=reports]; a "
                   "[label=\"A\\nB\"]; subgraph cluster_x { node [kind=person]; p "
                   "[label=<<b>P</b>>]; } a -> p -> b }",
                   {"outlet key=a title=A\nB", "person key=p", "a reports p at=f:1",
                    "p reports b at=f:1"}},
        FormatCase{
            "GroupsAsEnds",
            "digraph { {A B} -> {C; D} -> E }",
            {"publication key=A", "publication key=B", "publication key=C", "publication key=D",
             "A mentions C at=f:1", "A mentions D at=f:1", "B mentions C at=f:1",
             "B mentions D at=f:1", "C mentions E at=f:1", "D mentions E at=f:1"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"(digraph "who cites whom" { graph [linelength=0]; node [fontname=x]; "A" [key="https://example.org/a", kind=article, label=<<b>A</b>>, title="A \\ B", color=red, tooltip=t]; "B" [key=b, kind=outlet, label=<B>]; A -> B [key=quotes, relation=quotes, confidence=0.5, label=<quotes>, penwidth=2] })",
            {"article key=https://example.org/a title=A \\ B", "outlet key=b",
             "https://example.org/a quotes b confidence=0.5 at=f:1"}},
        FormatCase{
            "IdsThatAreKeys",
            R"(digraph { graph [ids=keys]; n1 -> "a\\b"; n1 [kind=outlet]; "a\\b" [kind=person] })",
            {"n1 mentions a\\b at=f:1", "outlet key=n1", "person key=a\\b"}},
        FormatCase{"CommentsPortsAndPieces",
                   R"(/* c */ digraph { // x
# 1 "line"
a:p:ne -> b:s [note="one" + " two"]; c [bold] })",
                   {"a mentions b at=f:3 note=\"one two\"", "publication key=c bold=\"true\""}},
        FormatCase{
            "StrictAndNumbers", "strict digraph 7 { -1.5 -> 2 ; }", {"f#-1.5 mentions f#2 at=f:1"}},
        FormatCase{
            "Labels",
            "digraph { label=\"A study\"; rankdir=LR; a }",
            {"ignored: is said of the graph, not of a node or an edge", "publication key=a"}},
        FormatCase{"UndirectedAsWritten",
                   "graph { a -- b }",
                   {"a mentions b at=f:1"},
                   {},
                   "",
                   options(true, {})},
        FormatCase{
            "Latin1", "digraph { a [label=\"caf\xE9\"] }", {"publication key=a title=café"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Dot,
    ::testing::Values(
        FormatCase{"Undirected",
                   "graph { a -- b -- c }",
                   {},
                   {"f:1:9: 2 undirected edges are left out: they do not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"WrongArrow",
                   "digraph { a -- b }",
                   {"a mentions b at=f:1"},
                   {"f:1:13: '--' in a directed graph, read as '->'"}},
        FormatCase{"BrokenStatement",
                   "digraph { a -> ; b -> c [x=]; d -> e }",
                   {"b mentions c at=f:1", "d mentions e at=f:1"},
                   {"f:1:16: expected a node, an edge or an attribute, found ';'",
                    "f:1:28: expected a value, found ']'"}},
        FormatCase{"UnclosedQuote",
                   "digraph { a -> b; c [label=\"d }\n",
                   {"a mentions b at=f:1", "publication key=c"},
                   {"f:1:28: expected a value, found a quote that is never closed",
                    "f:2:1: the input ends within the graph [was it cut off?]"}},
        FormatCase{"UnclosedGraph",
                   "digraph { a -> b",
                   {"a mentions b at=f:1"},
                   {"f:1:17: the input ends within the graph [was it cut off?]"}},
        FormatCase{"UnclosedList",
                   "digraph { a [x=1; }",
                   {"publication key=a x=\"1\""},
                   {"f:1:19: expected the name of an attribute, or ']', found '}'"}},
        FormatCase{"StrayBrackets",
                   "digraph { ] a -> b }",
                   {},
                   {"f:1:11: expected a node, an edge or an attribute, found ']'"}},
        FormatCase{"NotDot", "hello world", {}, {}, "f:1:1: no 'graph' or 'digraph' in this input"},
        FormatCase{"TextBehind",
                   "digraph { a -> b } rest of it",
                   {"a mentions b at=f:1"},
                   {"f:1:20: expected 'graph' or 'digraph', found 'rest'"}},
        FormatCase{"DeepNesting",
                   "digraph { a; " + repeated("{", 300),
                   {"publication key=a"},
                   {"f:1:269: more than 256 subgraphs inside one another",
                    "f:1:314: the input ends within the graph [was it cut off?]"}}),
    testing::case_name);

}  // namespace
}  // namespace whocites
