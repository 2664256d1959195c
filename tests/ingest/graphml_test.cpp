// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;
using testing::options;
using testing::repeated;

class Graphml : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Graphml, GivesTheseRecordsAndRejections) { testing::expect_reads("graphml", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Graphml,
    ::testing::Values(
        FormatCase{"TypedAttributes",
                   R"(<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="kind" attr.type="string"/>
<key id="d1" for="node" attr.name="Title" attr.type="string"/>
<key id="d2" for="node" attr.name="words" attr.type="int"/>
<key id="d3" for="edge" attr.name="confidence" attr.type="double"/>
<graph edgedefault="directed">
<node id="n0"><data key="d0">article</data><data key="d1">Ferry &amp; port</data><data key="d2">300</data></node>
<node id="Le Monde"/>
<edge source="n0" target="Le Monde"><data key="d3">0.5</data></edge>
</graph></graphml>)",
                   {"article key=f#n0 title=Ferry & port words=300", "publication key=Le Monde",
                    "f#n0 mentions Le Monde confidence=0.5 at=f:9"}},
        FormatCase{
            "DefaultsAreOfWhatDoesNotSay",
            R"(<graphml><key id="k" for="node" attr.name="kind"><default>outlet</default></key>
<graph edgedefault="directed"><node id="a"/><node id="b"><data key="k">person</data></node></graph></graphml>)",
            {"outlet key=a", "person key=b"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"(<graphml><key id="node-key" for="node" attr.name="key"/><key id="node-kind" for="node" attr.name="kind"/>
<key id="node-properties" for="node" attr.name="properties"/>
<key id="edge-relation" for="edge" attr.name="relation"/><key id="edge-weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="edge-evidence" for="edge" attr.name="evidence"/><key id="edge-more_evidence" for="edge" attr.name="more_evidence"/>
<key id="edge-judgements" for="edge" attr.name="judgements"/>
<graph edgedefault="directed">
<node id="n0"><data key="node-key">https://example.org/a</data><data key="node-kind">article</data><data key="node-properties">{"words":1.50e3}</data></node>
<node id="n1"><data key="node-key">o</data><data key="node-kind">outlet</data></node>
<edge source="n0" target="n1"><data key="edge-relation">quotes</data><data key="edge-weight">1</data><data key="edge-evidence">one</data><data key="edge-more_evidence">[{"evidence":"two","confidence":0.25,"properties":{"x":1}}]</data><data key="edge-judgements">[{"verdict":"confirmed","who":"ann","when":"2026-11-24T05:06:07Z"}]</data></edge>
</graph></graphml>)",
            {"article key=https://example.org/a words=1.50e3", "outlet key=o",
             "https://example.org/a quotes o evidence=one at=f:9",
             "https://example.org/a quotes o evidence=two confidence=0.25 at=f:9 x=1",
             "confirmed https://example.org/a quotes o who=ann when=2026-11-24T05:06:07Z"}},
        FormatCase{
            "AnEdgeBeforeItsNode",
            R"(<graphml><key id="k" for="node" attr.name="key"/><graph edgedefault="directed">
<edge source="n0" target="n1"/><node id="n0"><data key="k">a</data></node><node id="n1"><data key="k">b</data></node></graph></graphml>)",
            {"f#n0 mentions f#n1 at=f:2", "publication key=a aliases=f#n0",
             "publication key=b aliases=f#n1"}},
        FormatCase{
            "AsWritten",
            R"(<graphml><graph edgedefault="undirected"><edge source="a" target="b"/></graph></graphml>)",
            {"a mentions b at=f:1"},
            {},
            "",
            options(true, {})},
        FormatCase{
            "Mapped",
            R"(<graphml><key id="t" for="node" attr.name="type"/><key id="s" for="node" attr.name="since"/><graph edgedefault="directed"><node id="a"><data key="t">Outlet</data><data key="s">2020</data></node></graph></graphml>)",
            {"outlet key=a date=2020"},
            {},
            "",
            options(false, {"type=kind", "since=date"})},
        FormatCase{
            "ValuesThatOurFieldCannotHave",
            R"(<graphml><key id="k" for="node" attr.name="kind"/><key id="d" for="node" attr.name="date"/><graph edgedefault="directed"><node id="a"><data key="k">journal</data><data key="d">spring</data></node></graph></graphml>)",
            {R"(publication key=a kind="journal" date="spring")"}},
        FormatCase{
            "LabelsOfYEd",
            R"(<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/><graph edgedefault="directed"><node id="n0"><data key="d6"><y:ShapeNode><y:Fill color="#FF"/><y:NodeLabel>Le Monde</y:NodeLabel></y:ShapeNode></data></node></graph></graphml>)",
            {"publication key=f#n0 title=Le Monde"}},
        FormatCase{
            "GraphDataIsSetAside",
            R"(<graphml><key id="g" for="graph" attr.name="title"/><graph edgedefault="directed"><data key="g">A study</data><node id="a"/></graph></graphml>)",
            {"publication key=a", "ignored: is said of the graph, not of a node or an edge"}},
        FormatCase{
            "NestedGraphs",
            R"(<graphml><graph edgedefault="directed"><node id="a"><graph edgedefault="directed"><node id="b"/><edge source="a" target="b"/></graph></node></graph></graphml>)",
            {"publication key=a", "publication key=b", "a mentions b at=f:1"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Graphml,
    ::testing::Values(
        FormatCase{
            "EdgesThatSayOtherwise",
            R"(<graphml><graph edgedefault="undirected"><edge source="a" target="b" directed="true"/><edge source="b" target="c"/><edge source="c" target="d"/></graph></graphml>)",
            {"a mentions b at=f:1"},
            {"f:1:87: 2 undirected edges are left out: they do not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{
            "MappedToWhatItCannotBe",
            R"(<graphml><key id="s" for="node" attr.name="since"/><graph edgedefault="directed"><node id="a"><data key="s">long ago</data></node></graph></graphml>)",
            {"publication key=a since=\"long ago\""},
            {"f:1:82: 'long ago' is not a date: the year must have 4 digits; kept as the property "
             "'since' [write it as 2019, 2019-03, 2019-03-04 or 2019-03-04T05:06Z, with ~ after it "
             "when it is approximate, and / between the two ends of an interval]"},
            "",
            options(false, {"since=date"})},
        FormatCase{
            "Hyperedge",
            R"(<graphml><graph edgedefault="directed"><node id="a"/><hyperedge><endpoint node="a"/></hyperedge></graph></graphml>)",
            {"publication key=a"},
            {"f:1:54: a hyperedge: it joins more than two nodes [write an edge for each "
             "citation]"}},
        FormatCase{
            "NodeWithoutId",
            R"(<graphml><graph edgedefault="directed"><node/><node id="b"/></graph></graphml>)",
            {"publication key=b"},
            {"f:1:40: a node without 'id'"}},
        FormatCase{
            "EdgeWithOneEnd",
            R"(<graphml><graph edgedefault="directed"><node id="b"/><edge source="b"/></graph></graphml>)",
            {"publication key=b"},
            {"f:1:54: an edge needs 'source' and 'target'"}},
        FormatCase{
            "BrokenMoreEvidence",
            R"(<graphml><key id="m" for="edge" attr.name="more_evidence"/><graph edgedefault="directed"><edge source="a" target="b"><data key="m">[1,{"confidence":7}]</data></edge></graph></graphml>)",
            {"a mentions b at=f:1"},
            {"f:1:90: 'more_evidence' must be a JSON list of objects",
             "f:1:90: 'confidence' must be between 0 and 1, not 7"}},
        FormatCase{"CutOff",
                   R"(<graphml><graph edgedefault="directed"><node id="a"/><node id="b)",
                   {"publication key=a"},
                   {"f:1:54: not well-formed XML: unclosed token [the input ends within the "
                    "document: was it cut off?]"}},
        FormatCase{
            "TagsThatDoNotMatch",
            R"(<graphml><graph edgedefault="directed"><node id="a"/></node></graph></graphml>)",
            {"publication key=a"},
            {"f:1:56: not well-formed XML: mismatched tag"}},
        FormatCase{
            "EntitiesOfItsOwn",
            R"(<!DOCTYPE graphml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><graphml><graph edgedefault="directed"><node id="&b;"/></graph></graphml>)",
            {},
            {},
            "f:1:31: the document declares an entity of its own, 'a' [write what it stands for in "
            "its place]"},
        FormatCase{
            "ExternalEntity",
            R"(<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml><graph edgedefault="directed"><node id="a"><desc>&x;</desc></node></graph></graphml>)",
            {},
            {},
            "f:1:58: the document declares an entity of its own, 'x' [write what it stands for in "
            "its place]"},
        FormatCase{
            "UnknownEntity",
            R"(<graphml><graph edgedefault="directed"><node id="a"/><node id="&eacute;"/></graph></graphml>)",
            {"publication key=a"},
            {"f:1:54: not well-formed XML: undefined entity"}},
        FormatCase{"NotXml", "graphml?", {}, {}, "f:1:1: not well-formed XML: syntax error"},
        FormatCase{"DeepNesting",
                   "<graphml>" + repeated("<graph edgedefault=\"directed\">", 300),
                   {},
                   {},
                   "f:1:7660: more than 256 elements inside one another"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
