// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <graphviz/cgraph.h>

#include <memory>

#include "base/text.h"
#include "render/format.h"
#include "tests/support/golden.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using tests::rendered;

struct Close {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using Graph = std::unique_ptr<Agraph_t, Close>;

Graph read_back(const std::string& dot) { return Graph(agmemread(dot.c_str())); }

std::string value(void* object, const char* name) {
  const char* text = agget(object, const_cast<char*>(name));
  return text != nullptr ? text : "";
}

// What docs/dot.md tells a reader to do.
std::string undoubled(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\\\", at)) != std::string::npos; ++at) {
    text.erase(at, 1);
  }
  return text;
}

// What no DOT file can hold is replaced.
std::string holdable(std::string_view text) {
  std::string clean = to_valid_utf8(text);
  for (std::size_t at = 0; (at = clean.find('\0', at)) != std::string::npos;) {
    clean.replace(at, 1, "\xEF\xBF\xBD");
  }
  return clean;
}

Agnode_t* node_named(const Graph& graph, const std::string& name) {
  return agnode(graph.get(), const_cast<char*>(name.c_str()), 0);
}

TEST(Dot, WritesTheSmallNetwork) {
  EXPECT_TRUE(tests::equals_golden(
      std::string(WHOCITES_SOURCE_DIR) + "/tests/render/golden/small.dot",
      rendered("dot", tests::small_network(), {.title = "Ferry & \"Aurora\""})));
}

TEST(Dot, NodesSurviveReadingBack) {
  const Graph graph = read_back(rendered("dot", tests::small_network()));
  ASSERT_NE(graph, nullptr);
  EXPECT_EQ(agnnodes(graph.get()), 7);
  Agnode_t* story = node_named(graph, "https://hg.example/ferry?a=1&b=2");
  ASSERT_NE(story, nullptr);
  EXPECT_EQ(value(story, "kind"), "article");
  EXPECT_EQ(value(story, "title"), "Ferry \"Aurora\" to be sold");
  EXPECT_EQ(value(story, "date"), "2021-03-04");
  EXPECT_EQ(value(story, "url"), "https://www.hg.example/ferry?a=1&b=2#top");
  EXPECT_EQ(value(story, "outlet"), "harbour-gazette.example");
  EXPECT_EQ(value(node_named(graph, "publication:harbor-gazzete"), "unresolved"), "true");
}

TEST(Dot, ParallelCitationsSurviveReadingBack) {
  const Graph graph = read_back(rendered("dot", tests::small_network()));
  ASSERT_NE(graph, nullptr);
  EXPECT_EQ(agnedges(graph.get()), 6);
  Agnode_t* from = node_named(graph, "article:2021-03-05-1");
  Agnode_t* to = node_named(graph, "https://hg.example/ferry?a=1&b=2");
  ASSERT_TRUE(from != nullptr && to != nullptr);
  Agedge_t* edge = agedge(graph.get(), from, to, const_cast<char*>("reports"), 0);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(value(edge, "relation"), "reports");
  EXPECT_EQ(value(edge, "weight"), "1");
  EXPECT_THAT(value(edge, "judgements"), HasSubstr(R"("verdict":"confirmed")"));
  EXPECT_EQ(value(edge, "evidence"), "The Gazette said the ferry is sold.");
  EXPECT_EQ(value(edge, "file"), "article.txt");
  EXPECT_EQ(value(edge, "line"), "3");
  EXPECT_THAT(value(edge, "more_evidence"), HasSubstr(R"("file":"other.html")"));
  Agnode_t* person = node_named(graph, "person:mara-quill");
  EXPECT_NE(agedge(graph.get(), to, person, const_cast<char*>("quotes"), 0), nullptr);
  EXPECT_NE(agedge(graph.get(), to, person, const_cast<char*>("mentions"), 0), nullptr);
}

TEST(Dot, PutsPartsIntoTheClusterOfTheWhole) {
  const Graph graph = read_back(rendered("dot", tests::small_network()));
  ASSERT_NE(graph, nullptr);
  Agraph_t* owner = agsubg(graph.get(), const_cast<char*>("cluster_organization:harbour-media"), 0);
  ASSERT_NE(owner, nullptr);
  Agraph_t* outlet = agsubg(owner, const_cast<char*>("cluster_harbour-gazette.example"), 0);
  ASSERT_NE(outlet, nullptr);
  EXPECT_EQ(agnnodes(outlet), 2);
  EXPECT_EQ(agnnodes(owner), 3);
}

TEST(Dot, HostileTextsSurviveReadingBack) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const Graph graph = read_back(rendered("dot", tests::hostile_network(row.text)));
    ASSERT_NE(graph, nullptr) << row.name;
    EXPECT_EQ(agnnodes(graph.get()), 3) << row.name;
    EXPECT_EQ(agnedges(graph.get()), 2) << row.name;
    for (Agnode_t* node = agfstnode(graph.get()); node; node = agnxtnode(graph.get(), node)) {
      EXPECT_EQ(undoubled(value(node, "title")), holdable(row.text)) << row.name;
      EXPECT_THAT(undoubled(value(node, "key")), HasSubstr(holdable(row.text))) << row.name;
    }
  }
}

TEST(Dot, KeysThatDifferOnlyInWhatCannotBeWrittenStayApart) {
  tests::NetworkBuilder make;
  make.node(Kind::Person, std::string("a\0", 2));
  make.node(Kind::Person, "a\xFF");
  make.cite(std::string("a\0", 2), "a\xFF", Relation::Quotes);
  const Graph graph = read_back(rendered("dot", make.network()));
  ASSERT_NE(graph, nullptr);
  EXPECT_EQ(agnnodes(graph.get()), 2);
  EXPECT_NE(node_named(graph, "a\xEF\xBF\xBD (2)"), nullptr);
}

TEST(Dot, ANameThatGraphvizWouldMisreadIsMarked) {
  tests::NetworkBuilder make;
  make.node(Kind::Person, "%5 x");
  const Graph graph = read_back(rendered("dot", make.network()));
  ASSERT_NE(node_named(graph, "_%5 x"), nullptr);
  EXPECT_EQ(value(node_named(graph, "_%5 x"), "key"), "%5 x");
}

TEST(Dot, HasNoPositions) {
  EXPECT_THAT(rendered("dot", tests::small_network()), Not(HasSubstr("pos=")));
}

class GraphvizTools : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(OnPath, GraphvizTools,
                         testing::Values("dot -Tcanon", "gc -n", "dot -Tsvg"), [](const auto& row) {
                           std::string name(row.param);
                           std::erase_if(name, [](char c) { return c == ' ' || c == '-'; });
                           return name;
                         });

TEST_P(GraphvizTools, ReadWhatIsWritten) {
  const std::string tool(GetParam());
  if (std::system(("command -v " + tool.substr(0, tool.find(' ')) + " > /dev/null").c_str()) != 0) {
    GTEST_SKIP() << tool << " is not installed";
  }
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const std::string output =
        tests::piped_through(tool, rendered("dot", tests::hostile_network(row.text)));
    EXPECT_THAT(output, Not(StartsWith("exit"))) << row.name;
    EXPECT_THAT(output, Not(HasSubstr("Error:"))) << row.name;
  }
}

}  // namespace
}  // namespace whocites::render
