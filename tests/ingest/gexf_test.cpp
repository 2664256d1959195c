// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Gexf : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Gexf, GivesTheseRecordsAndRejections) { testing::expect_reads("gexf", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Gexf,
    ::testing::Values(
        FormatCase{
            "Attributes",
            R"(<gexf version="1.3"><graph defaultedgetype="directed"><attributes class="node"><attribute id="0" title="kind" type="string"/><attribute id="1" title="words" type="integer"><default>7</default></attribute></attributes>
<nodes><node id="0" label="Le Monde"><attvalues><attvalue for="0" value="outlet"/></attvalues></node><node id="a1" label="B"/></nodes>
<edges><edge id="e" source="a1" target="0" weight="2.5" label="cites"/></edges></graph></gexf>)",
            {"outlet key=f#0 title=Le Monde words=7", "publication key=f#a1 title=B words=7",
             "f#a1 mentions f#0 at=f:3 label=\"cites\" weight=2.5"}},
        FormatCase{
            "OwnTermsLoseNothing",
            R"(<gexf version="1.3" xmlns:viz="v"><graph defaultedgetype="directed" mode="dynamic"><attributes class="node"><attribute id="key" title="key" type="string"/><attribute id="kind" title="kind" type="string"/><attribute id="date" title="date" type="string"/></attributes><attributes class="edge"><attribute id="relation" title="relation" type="string"/></attributes>
<nodes><node id="n0" label="untitled article, 2020-02" start="2020-02-01"><attvalues><attvalue for="key" value="article:a"/><attvalue for="kind" value="article"/><attvalue for="date" value="2020-02"/></attvalues><viz:color r="1" g="2" b="3"/></node></nodes>
<edges><edge id="e0" source="n0" target="n0" weight="0.5" label="quotes" kind="quotes" start="2020-02-01"><attvalues><attvalue for="relation" value="quotes"/></attvalues></edge></edges></graph></gexf>)",
            {"article key=article:a date=2020-02", "article:a quotes article:a at=f:3"}},
        FormatCase{
            "HowItIsDrawnIsKeptOfOthers",
            R"(<gexf xmlns:viz="v"><graph defaultedgetype="directed"><nodes><node id="x" label="X" start="2001"><viz:size value="4.5"/><viz:color r="1" g="2" b="3"/></node></nodes></graph></gexf>)",
            {R"(publication key=x title=X start="2001" viz={"size":{"value":4.5},"color":{"r":1,"g":2,"b":3}})"}},
        FormatCase{
            "ValuesOverTime",
            R"(<gexf><graph defaultedgetype="directed"><attributes class="node"><attribute id="p" title="date" type="integer"/></attributes><nodes><node id="x"><attvalues><attvalue for="p" value="1" start="2000" end="2001"/><attvalue for="p" value="2" start="2001"/></attvalues><spells><spell start="2000" end="2001"/></spells></node></nodes></graph></gexf>)",
            {R"(publication key=x date=[{"value":1,"start":2000,"end":2001},{"value":2,"start":2001}] spells=[{"start":2000,"end":2001}])"}},
        FormatCase{
            "NestedNodes",
            R"(<gexf><graph defaultedgetype="directed"><nodes><node id="p"><nodes><node id="c"/></nodes></node></nodes></graph></gexf>)",
            {"publication key=c pid=\"p\"", "publication key=p"}},
        FormatCase{
            "MetaIsSetAside",
            R"(<gexf><meta><creator>Gephi</creator><description>A study</description></meta><graph defaultedgetype="directed"><nodes><node id="x"/></nodes></graph></gexf>)",
            {"ignored: is said of the graph, not of a node or an edge",
             "ignored: is said of the graph, not of a node or an edge", "publication key=x"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Gexf,
    ::testing::Values(
        FormatCase{
            "Mutual",
            R"(<gexf><graph defaultedgetype="undirected"><edges><edge source="a" target="b" type="mutual"/><edge source="a" target="c" type="directed"/><edge source="a" target="d"/></edges></graph></gexf>)",
            {"b mentions a at=f:1", "a mentions b at=f:1", "a mentions c at=f:1"},
            {"f:1:138: 1 undirected edge is left out: it does not say which end cites the other "
             "[with --as-written an edge cites from its first end to its second]"}},
        FormatCase{"NodeWithoutId",
                   "<gexf><graph><nodes><node label=\"x\"/></nodes></graph></gexf>",
                   {},
                   {"f:1:21: a node without 'id'"}},
        FormatCase{"EdgeWithOneEnd",
                   "<gexf><graph><edges><edge target=\"x\"/></edges></graph></gexf>",
                   {},
                   {"f:1:21: an edge needs 'source' and 'target'"}},
        FormatCase{"UndirectedUnlessItSaysSo",
                   R"(<gexf><graph><edges><edge source="x" target="y"/></edges></graph></gexf>)",
                   {},
                   {"f:1:21: 1 undirected edge is left out: it does not say which end cites the "
                    "other [with --as-written an edge cites from its first end to its second]"}},
        FormatCase{
            "CutOff",
            R"(<gexf><graph defaultedgetype="directed"><nodes><node id="x"/></nodes><edges><edge source=)",
            {"publication key=x"},
            {"f:1:77: not well-formed XML: unclosed token [the input ends within the document: was "
             "it cut off?]"}},
        FormatCase{"WrongEncoding",
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><gexf><graph><nodes><node "
                   "id=\"a\"/><node id=\"\xFF\"/></nodes></graph></gexf>",
                   {"publication key=a"},
                   {"f:1:83: not well-formed XML: not well-formed (invalid token)"}},
        FormatCase{"Empty",
                   "",
                   {},
                   {},
                   "f:1:1: not well-formed XML: no element found [the input ends within the "
                   "document: was it cut off?]"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
