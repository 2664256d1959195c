// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The files for other programs. That those read them is tested in other_readers_test.cpp.
#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "render/format.h"
#include "render/rdf_text.h"
#include "render/xml_text.h"
#include "tests/support/golden.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using tests::rendered;

struct Golden {
  const char* format;
  const char* file;
};
class Export : public testing::TestWithParam<Golden> {};

INSTANTIATE_TEST_SUITE_P(
    Table, Export,
    testing::Values(Golden{"graphml", "small.graphml"}, Golden{"gexf", "small.gexf"},
                    Golden{"gexf-1.2", "small.1.2.gexf"}, Golden{"pajek", "small.net"},
                    Golden{"node-link", "small.node-link.json"}, Golden{"cytoscape", "small.cyjs"},
                    Golden{"jgf", "small.jgf"}, Golden{"csl-json", "small.csl.json"},
                    Golden{"bibtex", "small.bib"}, Golden{"ris", "small.ris"},
                    Golden{"turtle", "small.ttl"}, Golden{"ntriples", "small.nt"},
                    Golden{"neo4j-nodes", "small.neo4j-nodes.csv"},
                    Golden{"neo4j-relationships", "small.neo4j-relationships.csv"},
                    Golden{"matrix", "small.matrix.csv"}, Golden{"mermaid", "small.mmd"},
                    Golden{"evidence", "small.evidence.csv"}),
    [](const auto& row) {
      std::string name(row.param.format);
      std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
      return name;
    });

// Places depend on how the machine rounds; that there are some is another test.
std::string without_places(const std::string& text) {
  return std::regex_replace(text, std::regex("\n *<viz:position[^\n]*"), "");
}

TEST_P(Export, WritesTheSmallNetwork) {
  const std::string written = rendered(GetParam().format, tests::small_network());
  EXPECT_TRUE(tests::equals_golden(
      std::string(WHOCITES_SOURCE_DIR) + "/tests/render/golden/" + GetParam().file,
      without_places(written)));
}

TEST(Gexf, GivesEachNodeAPlaceOfItsOwn) {
  const std::string written = rendered("gexf", tests::circle_network());
  const std::regex place("<viz:position x=\"(-?[0-9.]+)\" y=\"(-?[0-9.]+)\"");
  std::set<std::pair<std::string, std::string>> places;
  for (std::sregex_iterator at(written.begin(), written.end(), place), end; at != end; ++at) {
    places.insert({(*at)[1], (*at)[2]});
  }
  EXPECT_EQ(places.size(), tests::circle_network().nodes.size());
}

TEST(Gexf, LeavesManyNodesUnplaced) {
  EXPECT_THAT(rendered("gexf", tests::random_network(1501, 0, 10, 1)), Not(HasSubstr("position")));
}

// Gephi refuses a file that mixes intervals with timestamps, and takes whole days only.
TEST(Gexf, TellsTimeAsIntervalsOfWholeDays) {
  tests::NetworkBuilder make;
  make.article("year", "", "2019");
  make.article("about", "", "2019-03~");
  make.article("instant", "", "2019-03-04T23:30:00-05:00");
  make.article("between", "", "2018/2019");
  for (const char* format : {"gexf", "gexf-1.2"}) {
    const std::string written = rendered(format, make.network());
    EXPECT_THAT(written, Not(HasSubstr("timestamp=")));
    for (const char* start :
         {"\"2019-01-01\"", "\"2019-03-01\"", "\"2019-03-05\"", "\"2018-01-01\""}) {
      EXPECT_THAT(written, HasSubstr(std::string(" start=") + start)) << format;
    }
  }
}

TEST(Matrix, CountsAddUpAndNamesAreNoFormulas) {
  tests::NetworkBuilder make;
  make.node(Kind::Outlet, "o1", "=SUM(A1)");
  make.node(Kind::Outlet, "o2", "Twin");
  make.node(Kind::Outlet, "o3", "Twin");
  make.node(Kind::Person, "p", "Someone");
  make.node(Kind::Publication, "weekly", "A weekly").part_of = make.id_of("o2");
  make.article("a", "A", "", "o1");
  make.article("b", "B", "", "weekly");
  make.cite("a", "b", Relation::Links);
  make.cite("a", "b", Relation::Quotes);
  make.cite("b", "o3", Relation::Links);
  make.cite("a", "p", Relation::Quotes);
  EXPECT_EQ(rendered("matrix", make.network()),
            "citing outlet,'=SUM(A1),Twin (o2),Twin (o3),(no outlet)\n"
            "'=SUM(A1),0,2,0,1\n"
            "Twin (o2),0,0,1,0\n"
            "Twin (o3),0,0,0,0\n"
            "(no outlet),0,0,0,0\n");
}

TEST(EvidenceTable, HasARowForEachPieceOfEvidenceAndNoFormulas) {
  tests::NetworkBuilder make;
  make.node(Kind::Outlet, "o", "=1+1");
  make.article("a", "@home", "2019-03~", "o");
  make.article("b", "B", "");
  Citation& citation = make.cite("a", "b", Relation::Quotes, "-x");
  citation.evidence.push_back({{}, "again", {"f.txt", 3}, {}, 0.25, {}});
  citation.judgements.push_back({{}, Verdict::Rejected, "+ann", {}, "no, \"never\""});
  EXPECT_EQ(rendered("evidence", make.network()),
            "citing,published by,published,relation,cited,published by,published,words,confidence,"
            "file,line,verdict,judged by,reason,citing key,cited key\n"
            "'@home,'=1+1,2019-03~,quotes,B,,,'-x,1,,,rejected,'+ann,\"no, \"\"never\"\"\",a,b\n"
            "'@home,'=1+1,2019-03~,quotes,B,,,again,0.25,f.txt,3,rejected,'+ann,"
            "\"no, \"\"never\"\"\",a,b\n");
}

TEST(Mermaid, RefusesMoreLinesThanMermaidDraws) {
  EXPECT_THAT(rendered("mermaid", tests::random_network(600, 0, 900, 2)),
              HasSubstr("too many for Mermaid"));
}

TEST(Rdf, ABareCitationIsNoDerivation) {
  const auto derivations = [](Relation relation, Kind cited) {
    tests::NetworkBuilder make;
    make.article("a", "A", "");
    make.node(cited, "b", "B");
    make.cite("a", "b", relation);
    const std::string written = rendered("ntriples", make.network());
    std::string found;
    for (const char* name : {"wasQuotedFrom", "wasDerivedFrom", "hadPrimarySource"}) {
      if (written.find(std::string("prov#") + name) != std::string::npos) {
        found += std::string(" ") + name;
      }
    }
    return found;
  };
  EXPECT_EQ(derivations(Relation::Mentions, Kind::Article), "");
  EXPECT_EQ(derivations(Relation::Links, Kind::Publication), "");
  EXPECT_EQ(derivations(Relation::Reports, Kind::Article), "");
  EXPECT_EQ(derivations(Relation::Quotes, Kind::Article), " wasQuotedFrom");
  EXPECT_EQ(derivations(Relation::Quotes, Kind::Person), "");
  EXPECT_EQ(derivations(Relation::Republishes, Kind::Article), " wasQuotedFrom");
  EXPECT_EQ(derivations(Relation::BasedOn, Kind::Article), " wasDerivedFrom");
  EXPECT_EQ(derivations(Relation::BasedOn, Kind::Publication), " wasDerivedFrom hadPrimarySource");
}

TEST(Rdf, ARejectedCitationIsNotStated) {
  tests::NetworkBuilder make;
  make.article("a", "A", "");
  make.article("b", "B", "");
  make.cite("a", "b", Relation::BasedOn).judgements = {{BatchId(2), Verdict::Rejected, "", {}, ""}};
  const std::string written = rendered("ntriples", make.network());
  EXPECT_THAT(written, Not(HasSubstr("<urn:whocites:node:a> <http://purl.org/spar/cito/")));
  EXPECT_THAT(written, Not(HasSubstr("wasDerivedFrom")));
  EXPECT_THAT(written, HasSubstr("rejected"));
}

struct Written {
  std::string_view from;
  std::string_view to;
};

TEST(RdfText, NodesHaveIris) {
  for (const Written& row :
       std::vector<Written>{{"https://a.example/x?q=1#y", "<https://a.example/x?q=1#y>"},
                            {"http://a.example/a b<>\"{}|^`\\",
                             "<http://a.example/a%20b%3C%3E%22%7B%7D%7C%5E%60%5C>"},
                            {"10.1000/182", "<https://doi.org/10.1000/182>"},
                            {"person:ann-lee", "<urn:whocites:node:person:ann-lee>"},
                            {"A b/é\n", "<urn:whocites:node:A%20b%2F%C3%A9%0A>"},
                            {"", "<urn:whocites:node:>"},
                            {"\xFF", "<urn:whocites:node:%EF%BF%BD>"}}) {
    EXPECT_EQ(rdf_node(row.from), row.to);
  }
}

TEST(RdfText, DatesHaveTheTypeThatTheyAre) {
  const std::string xsd = "^^<http://www.w3.org/2001/XMLSchema#";
  const std::string edtf = "^^<http://id.loc.gov/datatypes/edtf/EDTF>";
  for (const auto& [date, type] :
       std::vector<std::pair<std::string, std::string>>{{"2019", xsd + "gYear>"},
                                                        {"2019-03", xsd + "gYearMonth>"},
                                                        {"2019-03-04", xsd + "date>"},
                                                        {"2019-03-04T05:06:07Z", xsd + "dateTime>"},
                                                        {"2019-03-04T05:06:07", edtf},
                                                        {"2019~", edtf},
                                                        {"2018/2019", edtf}}) {
    EXPECT_EQ(rdf_date(parse_date(date).value()), "\"" + date + "\"" + type);
  }
}

TEST(XmlText, IsWhatAReaderGetsBack) {
  for (const Written& row : std::vector<Written>{{"a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;'"},
                                                 {"]]>", "]]&gt;"},
                                                 {"\t\n\r", "&#9;&#10;&#13;"},
                                                 {"\x01\x1F", "\uFFFD\uFFFD"},
                                                 {"\uFFFE\uFFFFa", "\uFFFD\uFFFDa"},
                                                 {"\u0085\u2028", "&#133;&#8232;"},
                                                 {"\xC3(", "\uFFFD("},
                                                 {"שלום 👩", "שלום 👩"}}) {
    EXPECT_EQ(xml_text(row.from), row.to);
  }
}

}  // namespace
}  // namespace whocites::render
