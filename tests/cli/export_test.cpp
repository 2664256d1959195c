// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Everything that a store can hold.
void fill(const Tool& tool) {
  tool.import("harbour.jsonl", kHarbour);
  tool.import(
      "rich.jsonl",
      R"({"kind":"article","key":"rich","title":"A, \"B\"\nC <b>","date":"2019-03~","lang":"he","authors":["Ann, Lee","שלום"],"notes":["one\ntwo"],"aliases":["x;y"],"url":"https://a.example/?q=1,2","n":1.50,"big":12345678901234567890,"yes":true,"nil":null,"text":"t","list":[1,"a",{"b":[]}],"object":{"z":1,"a":2}})"
      "\n"
      R"({"kind":"citation","from":"rich","to":"Crual Gazzete","relation":"quotes","evidence":"she said \"no\"\nand left","file":"f, g.txt","line":3,"begin":0,"end":9,"date":"2019","confidence":0.25,"page":7})"
      "\n"
      R"({"kind":"citation","from":"rich","to":"bridge","relation":"disputes"})"
      "\n");
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"confirm", "rich", "bridge", "--why", "seen, \"really\""},
           {"reject", "bridge", "pillar"},
           {"reject", "mayor", "bridge", "--instead", "quotes"},
           {"same", "mayor", "rich", "--why", "one text, two titles"},
           {"not-same", "bridge", "pillar", "--why", "no"},
           {"note", "report", "ask for the PDF"},
           {"alias", "report", "The Institute's paper"},
           {"set", "post", "--country", "GB", "--domain", "post.example"}}) {
    const Ran ran = tool(words);
    ASSERT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  }
}

std::string exported(const Tool& tool, const std::string& format) {
  const Ran ran = tool({"export", "--to", format});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out;
}

TEST(Export, JsonLinesRoundTrip) {
  const Tool tool;
  fill(tool);
  const std::string lines = exported(tool, "jsonl");
  for (const char* part : {"\"kind\":\"same\"", "\"kind\":\"not-same\"", "\"kind\":\"judgement\"",
                           "\"notes\":", "\"unresolved\":true", "12345678901234567890", "1.50"}) {
    EXPECT_THAT(lines, HasSubstr(part));
  }
  const Tool copy;
  copy.import("copy.jsonl", lines);
  EXPECT_EQ(exported(copy, "jsonl"), lines);
  EXPECT_EQ(copy({"list", "--format", "csv"}).out, tool({"list", "--format", "csv"}).out);
  EXPECT_EQ(copy({"cites", "mayor", "--include-rejected", "--format", "csv"}).out,
            tool({"cites", "mayor", "--include-rejected", "--format", "csv"}).out);
}

TEST(Export, TablesRoundTrip) {
  const Tool tool;
  fill(tool);
  const std::string folder = tool.path("tables");
  ASSERT_EQ(tool({"export", "--to", "csv", "-o", folder}).code, 0);
  EXPECT_EQ(read_file(folder + "/nodes.csv"), exported(tool, "csv-nodes"));
  EXPECT_EQ(read_file(folder + "/citations.csv"), exported(tool, "csv-citations"));
  const Tool copy;
  const Ran ran = copy({"import", folder + "/nodes.csv", folder + "/citations.csv"});
  ASSERT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_EQ(exported(copy, "csv-nodes"), exported(tool, "csv-nodes"));
  EXPECT_EQ(exported(copy, "csv-citations"), exported(tool, "csv-citations"));
  EXPECT_EQ(exported(copy, "jsonl"), exported(tool, "jsonl"));
}

TEST(Export, MergedActsUponTheDecisions) {
  const Tool tool;
  fill(tool);
  const Ran ran = tool({"export", "--to", "jsonl", "--merged"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out.find("\"kind\":\"same\""), std::string::npos);
  EXPECT_EQ(ran.out.find("\"key\":\"rich\""), std::string::npos);
}

TEST(Export, ASelectionIsWhatItDrawsOn) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const Ran ran = tool({"export", "bridge", "--to", "jsonl"});
  EXPECT_THAT(ran.out, HasSubstr("\"key\":\"report\""));
  EXPECT_EQ(ran.out.find("\"key\":\"mayor\""), std::string::npos);
  const Ran one = tool({"export", "bridge", "--to", "jsonl", "--depth", "1"});
  EXPECT_EQ(one.out.find("\"key\":\"report\""), std::string::npos);
}

TEST(Export, JsonIsOneDocument) {
  const Tool tool;
  fill(tool);
  const nlohmann::json document = nlohmann::json::parse(exported(tool, "json"));
  EXPECT_TRUE(document.is_object());
}

TEST(Export, TwoTablesNeedAFolder) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  for (const std::string pair : {"csv", "neo4j"}) {
    const Ran ran = tool({"export", "--to", pair});
    EXPECT_EQ(ran.code, 2) << pair;
    EXPECT_THAT(ran.err, HasSubstr("-o FOLDER, or --to " + pair + "-nodes or"));
  }
  const std::string folder = tool.path("case");
  ASSERT_EQ(tool({"export", "--to", "neo4j", "-o", folder}).code, 0);
  EXPECT_EQ(read_file(folder + "/nodes.csv"), exported(tool, "neo4j-nodes"));
  EXPECT_EQ(read_file(folder + "/relationships.csv"), exported(tool, "neo4j-relationships"));
}

TEST(Export, AFormatThatDoesNotExistListsThoseThatDo) {
  const Ran ran = Tool()({"export", "--to", "graphlm"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("formats: csv, neo4j, dot,"));
  EXPECT_THAT(ran.err, HasSubstr("graphml"));
}

TEST(Export, FiltersHoldForWhatIsStreamed) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const Ran all = tool({"export", "--to", "ntriples"});
  EXPECT_THAT(all.out, HasSubstr("schema.org/Article"));
  const Ran some = tool({"export", "--to", "ntriples", "--kind", "publication"});
  EXPECT_EQ(some.code, 0) << some.err;
  EXPECT_THAT(some.out, HasSubstr("schema.org/CreativeWork"));
  EXPECT_EQ(some.out.find("schema.org/Article"), std::string::npos);
}

TEST(Export, TheFileNameTellsTheFormat) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const std::string path = tool.path("all.jsonl");
  EXPECT_EQ(tool({"export", "-o", path}).code, 0);
  EXPECT_EQ(read_file(path), exported(tool, "jsonl"));
}

struct Picture {
  const char* ending;
  const char* begin;
};
class Render : public ::testing::TestWithParam<Picture> {};

TEST_P(Render, WritesThePicture) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const std::string path = tool.path(std::string("story") + GetParam().ending);
  const Ran ran = tool({"render", "mayor", "-o", path, "--title", "Who cites <whom>?"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("story"));
  EXPECT_THAT(read_file(path), StartsWith(GetParam().begin));
}
INSTANTIATE_TEST_SUITE_P(, Render,
                         ::testing::Values(Picture{".svg", "<?xml"}, Picture{".png", "\x89PNG"},
                                           Picture{".pdf", "%PDF"}, Picture{".dot", "digraph"}),
                         [](const auto& row) { return std::string(row.param.ending + 1); });

}  // namespace
}  // namespace whocites::testing
