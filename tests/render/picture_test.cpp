// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <set>
#include <thread>

#include "render/format.h"
#include "tests/support/graph_builder.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::rendered;

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// Of the network; those of the legend have ids of their own.
std::size_t edges_in(std::string_view svg) { return count_of(svg, "<g id=\"edge"); }
std::size_t nodes_in(std::string_view svg) { return count_of(svg, "<g id=\"node"); }

TEST(Svg, IsWellFormedAndTitled) {
  const std::string svg = rendered("svg", tests::small_network(), {.title = "Ferry & \"Aurora\""});
  EXPECT_EQ(tests::xml_fault(svg), "");
  EXPECT_THAT(svg, HasSubstr("<title>Ferry &amp; &quot;Aurora&quot;</title>"));
  EXPECT_THAT(svg, HasSubstr(">Ferry &amp; &quot;Aurora&quot;</text>"));
}

TEST(Svg, SatisfiesXmllint) {
  if (std::system("command -v xmllint > /dev/null") != 0) GTEST_SKIP() << "no xmllint";
  for (const tests::HostileText& row : tests::hostile_texts()) {
    DrawOptions options;
    options.title = row.text;
    const std::string svg = rendered("svg", tests::hostile_network(row.text), options);
    EXPECT_EQ(tests::piped_through("xmllint --nonet --noout -", svg), "") << row.name;
  }
}

TEST(Svg, NamesNodesGroupsDatesAndGuesses) {
  const std::string svg = rendered("svg", tests::small_network());
  for (const char* words :
       {">Harbour Media<", ">The Harbour Gazette<", ">Ferry &quot;Aurora&quot; to be sold<",
        ">2021&#45;03&#45;04<", ">untitled article<", ">about 2021&#45;03&#45;05<",
        ">unresolved; perhaps The Harbour<", ">Mara Quill<"}) {
    EXPECT_THAT(svg, HasSubstr(words));
  }
}

TEST(Svg, ExplainsLinesInTooltips) {
  const std::string svg = rendered("svg", tests::small_network());
  EXPECT_THAT(svg, HasSubstr("relays Ferry &quot;Aurora&quot; to be sold"));
  EXPECT_THAT(svg, HasSubstr("“The Gazette said the ferry is sold.” article.txt:3"));
  EXPECT_THAT(svg, HasSubstr("other.html, 2021&#45;03&#45;06, confidence 0.75"));
  EXPECT_THAT(svg, HasSubstr("confirmed by ann: read both"));
}

TEST(Svg, LabelsMergedConfirmedAndRejectedLines) {
  const std::string svg = rendered("svg", tests::small_network());
  EXPECT_THAT(svg, HasSubstr(">mentions, quotes<"));
  EXPECT_THAT(svg, HasSubstr(">relays ✓<"));
  EXPECT_THAT(svg, HasSubstr("text-decoration=\"line-through\""));
}

TEST(Svg, LegendTellsOnlyWhatOccurs) {
  tests::NetworkBuilder make;
  make.node(Kind::Person, "p", "P");
  make.node(Kind::Outlet, "o", "O");
  make.cite("o", "p", Relation::Quotes);
  const std::string svg = rendered("svg", make.network());
  for (const char* words : {">person<", ">outlet<", ">quotes<",
                            ">An arrow points from whoever cites to what is cited.<"}) {
    EXPECT_THAT(svg, HasSubstr(words));
  }
  for (const char* words : {">article<", ">publication<", ">relays<", "dashed", "doubtful",
                            "rejected", "confirmed", "frame", "heavy"}) {
    EXPECT_THAT(svg, Not(HasSubstr(words)));
  }
}

TEST(Dot, DrawsCitationsBothWaysApart) {
  const auto count = [](const std::string& text) {
    std::size_t found = 0;
    for (std::size_t at = text.find(":s -> "); at != std::string::npos;
         at = text.find(":s -> ", at + 1)) {
      ++found;
    }
    return found;
  };
  EXPECT_EQ(count(rendered("dot", test::network_of("A -> B, B -> A"))), 1U);
  EXPECT_EQ(count(rendered("dot", test::network_of("A -> B, A -> C, B -> C"))), 0U);
  EXPECT_EQ(count(rendered("dot", test::network_of("A -> A"))), 0U);
}

TEST(Svg, LegendCanBeLeftOut) {
  const std::string svg = rendered("svg", tests::small_network(), {.legend = false});
  EXPECT_THAT(svg, Not(HasSubstr("legend")));
  EXPECT_THAT(svg, Not(HasSubstr("An arrow points")));
}

TEST(Svg, EmphasisIsDrawnAndExplained) {
  DrawOptions options;
  const Network network = tests::small_network();
  const std::string plain = rendered("svg", network);
  options.emphasised = {VertexId(0)};
  options.highlighted = {EdgeId(0)};
  const std::string svg = rendered("svg", network, options);
  EXPECT_THAT(plain, Not(HasSubstr("stroke-width=\"3\"")));
  EXPECT_EQ(count_of(svg, "stroke-width=\"3\""), 6U);  // a page with its dog-ear, an arrow; twice
  EXPECT_THAT(svg, HasSubstr(">heavy outline: asked about<"));
  EXPECT_THAT(svg, HasSubstr(">heavy: a chain that was found<"));
}

struct Address {
  const char* url;
  const char* link;  // nullptr: none
};

TEST(Svg, LinksOnlyToTheWeb) {
  const std::vector<Address> table{
      {"https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2"},
      {"HTTP://example.org/", "HTTP://example.org/"},
      {"https://example.org/a b\"<>\\N", "https://example.org/a%20b%22%3C%3E%5CN"},
      {"https://example.org/ü", "https://example.org/%C3%BC"},
      {"javascript:alert(1)", nullptr},
      {" https://example.org/", nullptr},
      {"data:text/html,x", nullptr},
      {"//example.org/", nullptr},
      {"file:///etc/passwd", nullptr},
      {"", nullptr},
  };
  for (const Address& row : table) {
    tests::NetworkBuilder make;
    make.article("a", "A", "").facts.url = row.url;
    const std::string svg = rendered("svg", make.network());
    if (row.link == nullptr) {
      EXPECT_THAT(svg, Not(HasSubstr("xlink:href="))) << row.url;
    } else {
      EXPECT_THAT(svg, HasSubstr("xlink:href=\"" + std::string(row.link) + "\"")) << row.url;
    }
  }
}

TEST(Svg, ScriptsNeverGetIn) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const std::string svg = rendered("svg", tests::hostile_network(row.text));
    EXPECT_THAT(svg, Not(HasSubstr("<script"))) << row.name;
    EXPECT_THAT(svg, Not(HasSubstr("href=\"javascript"))) << row.name;
  }
}

struct Shown {
  const char* title;
  const char* text;
};

TEST(Svg, ShowsLabelsLetterByLetter) {
  const std::vector<Shown> table{
      {"\\N \\G \\l", ">\\N \\G \\l<"},
      {"C:\\temp\\", ">C:\\temp\\<"},
      {"AT&T &amp;", ">AT&amp;T &amp;amp;<"},
      {"<B>x</B>", ">&lt;B&gt;x&lt;/B&gt;<"},
      {"a \t\n b", ">a b<"},
      {"ab\u202Ec", ">abc<"},
      {"עיתון", ">עיתון<"},
      {"%N {a|b}", ">%N {a|b}<"},
      {"\x01", ">␁<"},
  };
  for (const Shown& row : table) {
    tests::NetworkBuilder make;
    make.node(Kind::Outlet, "o", row.title);
    EXPECT_THAT(rendered("svg", make.network()), HasSubstr(row.text)) << row.title;
  }
}

TEST(Svg, DrawsAnOutletOnceUnlessItTakesPartItself) {
  tests::NetworkBuilder make;
  make.node(Kind::Outlet, "o", "The Outlet");
  make.article("a", "A", "", "o");
  make.article("b", "B", "", "o");
  make.cite("a", "b", Relation::Reports);
  const std::string apart = rendered("svg", make.network(), {.legend = false});
  EXPECT_EQ(nodes_in(apart), 2U);
  EXPECT_EQ(count_of(apart, ">The Outlet</text>"), 1U);
  make.cite("a", "o", Relation::Mentions);
  const std::string taking_part = rendered("svg", make.network(), {.legend = false});
  EXPECT_EQ(nodes_in(taking_part), 3U);
  EXPECT_EQ(count_of(taking_part, ">The Outlet</text>"), 2U);
}

TEST(Svg, DrawsSelfCitationsAndParallelOnes) {
  tests::NetworkBuilder make;
  make.node(Kind::Outlet, "o", "O");
  make.node(Kind::Outlet, "p", "P");
  make.cite("o", "o", Relation::Quotes);
  make.cite("o", "o", Relation::Links);
  for (const RelationName& row : kRelations) make.cite("o", "p", row.relation);
  make.cite("p", "o", Relation::Quotes);
  const std::string svg = rendered("svg", make.network(), {.legend = false});
  EXPECT_EQ(edges_in(svg), 3U);
  EXPECT_THAT(svg, HasSubstr(">links to, quotes<"));
}

TEST(Svg, DrawsEveryLineOfRandomNetworks) {
  for (std::uint32_t seed = 0; seed < 25; ++seed) {
    Network network = tests::random_network(10 + 4 * seed, 3 + seed, 15 + 6 * seed, seed);
    const auto edges = network.graph.edge_list();
    const std::set<CitationGraph::Edge> pairs(edges.begin(), edges.end());
    const std::string svg = rendered("svg", network, {.legend = false});
    EXPECT_THAT(svg, Not(StartsWith("error"))) << seed;
    EXPECT_EQ(edges_in(svg), pairs.size()) << seed;
  }
}

TEST(Svg, SaysSoWhenThereIsNothing) {
  EXPECT_THAT(rendered("svg", Network{}), HasSubstr(">Nothing to draw: no node matches.<"));
}

TEST(Svg, IsDrawnOneAtATimeFromManyThreads) {
  const Network network = tests::relayed_network();
  const std::string alone = rendered("svg", network);
  std::vector<std::string> drawn(4);
  std::vector<std::thread> threads;
  for (std::string& target : drawn) {
    threads.emplace_back([&] { target = rendered("svg", network); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(drawn, testing::Each(alone));
}

TEST(Png, HasTwiceTheDotsOfTheScreen) {
  const std::string png = rendered("png", tests::relayed_network());
  const std::string svg = rendered("svg", tests::relayed_network());
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(png.at(at)); };
  const int width = byte(16) << 24 | byte(17) << 16 | byte(18) << 8 | byte(19);
  const int points = std::atoi(svg.c_str() + svg.find("width=\"") + 7);
  EXPECT_NEAR(width, 2 * points, 4);
}

TEST(Pdf, CarriesOnlyAStatedDate) {
  EXPECT_THAT(rendered("pdf", tests::small_network()), Not(HasSubstr("/CreationDate")));
  setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
  EXPECT_THAT(rendered("pdf", tests::small_network()),
              HasSubstr("/CreationDate (D:20010909014640Z)"));
  for (const char* wrong : {"", "soon", "-1", "1 ", "99999999999999999999"}) {
    setenv("SOURCE_DATE_EPOCH", wrong, 1);
    EXPECT_THAT(rendered("pdf", tests::small_network()), Not(HasSubstr("/CreationDate"))) << wrong;
  }
  unsetenv("SOURCE_DATE_EPOCH");
}

}  // namespace
}  // namespace whocites::render
