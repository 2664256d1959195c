// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "render/engine.h"
#include "render/fitted.h"
#include "tests/support/graph_builder.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using tests::rendered;

TEST(Marks, AreWordsAndExplained) {
  const Network network = test::network_of("A -> B -> C -> B");
  DrawOptions options;
  options.marks = {{VertexId(1), MarkKind::CircularOrigin, ""},
                   {VertexId(1), MarkKind::ChokePoint, "ALL 3 HANG ON THIS"},
                   {VertexId(0), MarkKind::Asked, ""},
                   {VertexId(2), MarkKind::OneText, "ONE TEXT, 2 PRINTS"}};
  options.looping = {EdgeId(1), EdgeId(2)};
  for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark, ThemeName::Print}) {
    options.theme = theme;
    const std::string svg = rendered("svg", network, options);
    for (const char* words :
         {">CIRCULAR ORIGIN<", ">ALL 3 HANG ON THIS<", ">ASKED ABOUT<", ">↻ mentions<",
          ">circular origin: they cite one another and nothing else<", "Marked circular origin: B.",
          ">ONE TEXT, 2 PRINTS<", ">one text: these are prints of it and count once<",
          "Marked all 3 hang on this: B."}) {
      EXPECT_THAT(svg, HasSubstr(words));
    }
    EXPECT_EQ(tests::xml_fault(svg), "");
  }
}

TEST(Svg, TellsWhatItIsToThoseWhoDoNotSeeIt) {
  const std::string svg = rendered("svg", test::network_of("A -> B"),
                                   {.title = "T & t",
                                    .subtitle = "A draws on B",
                                    .command = "whocites trace A",
                                    .as_of = "2026-01-01T00:00:00Z"});
  for (const char* part :
       {"role=\"graphics-document document\"", "<title id=\"picture-title\">T &amp; t</title>",
        "A draws on B. 2 nodes, 1 citation.", "<dc:source>whocites trace A</dc:source>",
        "<dc:date>2026-01-01T00:00:00Z</dc:date>"}) {
    EXPECT_THAT(svg, HasSubstr(part));
  }
}

TEST(Svg, FramesOnlyWhatHoldsSeveral) {
  tests::NetworkBuilder make;
  make.node(Kind::Outlet, "o", "Many");
  make.node(Kind::Outlet, "p", "One");
  make.article("a", "A", "", "o");
  make.article("b", "B", "", "o");
  make.article("c", "", "2020", "p");
  make.cite("a", "c", Relation::Reports);
  make.cite("b", "c", Relation::Reports);
  const std::string svg = rendered("svg", make.network(), {.legend = false});
  EXPECT_THAT(svg, HasSubstr("class=\"cluster\""));
  EXPECT_THAT(svg, HasSubstr(">One<"));  // in the place of the title that there is not
}

TEST(Svg, FramesSetsThatAQuestionFound) {
  const Network network = test::network_of("A -> B, C -> D, A -> C");
  DrawOptions options;
  options.sets = {{"Community 1: two & more", {VertexId(0), VertexId(1)}},
                  {"Community 2", {VertexId(2), VertexId(3)}}};
  const std::string svg = rendered("svg", network, options);
  for (const char* part : {"class=\"cluster\"", ">Community 1: two &amp; more<", ">Community 2<",
                           ">frame: a group that was found, with its name<"}) {
    EXPECT_THAT(svg, HasSubstr(part));
  }
  options.engine = Engine::Neato;  // which draws no frames: then nodes say it
  options.legend = false;
  const std::string plain = rendered("svg", network, options);
  EXPECT_THAT(plain, Not(HasSubstr("class=\"cluster\"")));
  EXPECT_THAT(plain, HasSubstr(">Community 2<"));
}

TEST(Png, HasNoMorePixelsThanCanBePacked) {
  const std::string png =
      rendered("png", tests::random_network(250, 20, 500, 5), {.engine = Engine::Dot});
  const auto number = [&](std::size_t at) {
    double value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value * 256 + static_cast<unsigned char>(png[at + i]);
    return value;
  };
  ASSERT_GT(png.size(), 24U);
  EXPECT_LE(number(16) * number(20), 25e6);  // width and height, PNG 1.2, 4.1.1
  EXPECT_GT(number(16) * number(20), 5e6);
}

TEST(Engines, AllDrawEveryLine) {
  const Network network = test::network_of("A -> B, B -> A, A -> C, C -> D, D -> D, E < O, E -> A");
  for (const EngineRow& row : kEngines) {
    const std::string svg = rendered("svg", network, {.legend = false, .engine = row.engine});
    std::size_t edges = 0;
    for (std::size_t at = svg.find("<g id=\"edge"); at != std::string::npos;
         at = svg.find("<g id=\"edge", at + 1)) {
      ++edges;
    }
    EXPECT_EQ(edges, 6U) << row.name;
    EXPECT_EQ(engine_named(row.name), row.engine);
  }
  EXPECT_FALSE(engine_named("auto"));
}

TEST(Engines, AreChosenByShapeAndSize) {
  std::string star = "A0 -> H";
  for (int i = 1; i < 80; ++i) star += ", A" + std::to_string(i) + " -> H";
  EXPECT_EQ(engine_for(test::network_of("A -> B -> C"), {}), Engine::Dot);
  EXPECT_EQ(engine_for(test::network_of("A -> B -> C -> D -> E -> F -> A"), {}), Engine::Circo);
  EXPECT_EQ(engine_for(test::network_of(star), {}), Engine::Twopi);
  EXPECT_EQ(engine_for(tests::random_network(300, 30, 1'500, 1), {}), Engine::Sfdp);
  EXPECT_EQ(engine_for(test::network_of(star), {.by_date = true}), Engine::Dot);
  EXPECT_EQ(engine_for(test::network_of(star), {.engine = Engine::Neato}), Engine::Neato);
}

TEST(Fitted, SaysWhatItCollapsed) {
  const Network network = tests::random_network(900, 30, 3'000, 7);
  DrawOptions options;
  options.max_nodes = 100;
  const std::string svg = rendered("svg", network, options);
  EXPECT_THAT(svg, HasSubstr("Collapsed to fit: "));
  EXPECT_THAT(svg, HasSubstr("See more with --max-nodes N"));
  EXPECT_THAT(svg, HasSubstr("ARTICLES<"));
  EXPECT_THAT(svg, HasSubstr(">with a number: so many citations, the wider the more<"));
}

TEST(Fitted, KeepsWhatWasAskedAbout) {
  const Network network = tests::random_network(200, 10, 500, 3);
  DrawOptions options;
  options.max_nodes = 40;
  options.emphasised = {VertexId(50)};
  const Fitted small = fitted(network, options);
  ASSERT_EQ(small.options.emphasised.size(), 1U);
  EXPECT_EQ(small.network.node(small.options.emphasised.front()).key, network.nodes[50].key);
  EXPECT_EQ(small.options.weight.size(), small.network.citations.size());
}

TEST(Fitted, IsTheNetworkItselfWhenItFits) {
  const Network network = tests::circle_network();
  const Fitted same = fitted(network, {});
  EXPECT_EQ(same.network.nodes, network.nodes);
  EXPECT_TRUE(same.options.notes.empty());
}

TEST(Timeouts, AreAnErrorWhenNothingCanBePlaced) {
  DrawOptions options;
  options.timeout = std::chrono::milliseconds(0);
  const std::string drawn = rendered("svg", test::network_of("A -> B"), options);
  EXPECT_THAT(drawn, HasSubstr("error"));
}

}  // namespace
}  // namespace whocites::render
