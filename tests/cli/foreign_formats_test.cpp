// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const char* const kUndirected =
    R"({"directed":false,"nodes":[{"id":1,"type":"outlet","label":"Le Monde"},{"id":2}],)"
    R"("links":[{"source":2,"target":1}]})";

TEST(ForeignFormats, MapNamesAndKeepNumberedNodesOfTwoFilesApart) {
  const Tool tool;
  const std::string one = tool.file("one.json", kUndirected);
  const std::string two = tool.file("two.json", kUndirected);
  const Ran ran = tool({"import", one, two, "--map", "type=kind", "--as-written"});
  EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.out, HasSubstr("2 outlets, 2 publications, 2 citations"));
  EXPECT_THAT(tool.column({"cites", "two#2"}, "key"), ElementsAre("two#1"));
}

TEST(ForeignFormats, PutAnotherPrefixBeforeNumbers) {
  const Tool tool;
  const std::string file = tool.file("one.json", kUndirected);
  EXPECT_EQ(tool({"import", file, "--prefix", "", "--as-written"}).code, 0);
  EXPECT_THAT(tool.column({"cites", "2"}, "key"), ElementsAre("1"));
}

TEST(ForeignFormats, CountUndirectedEdgesAsLeftOut) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("one.json", kUndirected)});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("one.json:1:91: 1 undirected edge is left out"));
  EXPECT_THAT(ran.err, HasSubstr("--as-written"));
}

TEST(ForeignFormats, AreAnotherImportWithOtherOptions) {
  const Tool tool;
  const std::string file = tool.file("one.json", kUndirected);
  EXPECT_EQ(tool({"import", file}).code, 3);
  EXPECT_THAT(tool({"import", file}).err, HasSubstr("already imported as batch 1"));
  EXPECT_THAT(tool({"import", file, "--as-written"}).out, HasSubstr("batch 2"));
}

struct Refusal {
  std::string name;
  std::vector<std::string> words;
  std::string message;
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class RefusedOption : public ::testing::TestWithParam<Refusal> {};

TEST_P(RefusedOption, SaysWhatIsWrong) {
  const Tool tool;
  std::vector<std::string> words{"import", tool.file("one.json", kUndirected)};
  words.insert(words.end(), GetParam().words.begin(), GetParam().words.end());
  const Ran ran = tool(words);
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    ForeignFormats, RefusedOption,
    ::testing::Values(
        Refusal{"NoField", {"--map", "type=knid"}, "no field is called 'knid'"},
        Refusal{"NearField", {"--map", "type=cited"}, "did you mean 'cites'?"},
        Refusal{"NoSign", {"--map", "type"}, "--map takes THEIRS=OURS, not 'type'"},
        Refusal{"NothingOnOneSide", {"--map", "=kind"}, "--map takes THEIRS=OURS, not '=kind'"},
        Refusal{"NoFormat", {"--from", "gexff"}, "'gexff' is not an input format"}),
    [](const auto& row) { return row.param.name; });

// The writer of large inputs is the second opinion on that of small ones, and the other way round.
class BothWriters : public ::testing::TestWithParam<std::string> {};

TEST_P(BothWriters, StoreTheSame) {
  const fs::path corpus = fs::path(WHOCITES_SOURCE_DIR) / "tests/fuzz/corpus" / GetParam();
  std::vector<std::string> words{"import", "--no-sync", "--from", GetParam()};
  for (const fs::directory_entry& entry : fs::directory_iterator(corpus)) {
    words.push_back(entry.path().string());
  }
  const Tool small;
  const Tool large;
  const Ran one = small(words);
  words.insert(words.end(), {"--memory", "64M"});
  const Ran other = large(words);
  EXPECT_EQ(one.code, other.code) << one.err << "\n" << other.err;
  const std::string stored = small({"export", "--to", "jsonl"}).out;
  EXPECT_EQ(stored, large({"export", "--to", "jsonl"}).out);
  EXPECT_THAT(stored, HasSubstr("\"kind\":\"citation\"")) << "no citation in " << corpus;
}

INSTANTIATE_TEST_SUITE_P(ForeignFormats, BothWriters,
                         ::testing::Values("bibtex", "ris", "csl-json", "crossref", "openalex",
                                           "doi-pairs", "graphml", "gexf", "dot", "pajek", "gml",
                                           "edges", "cytoscape", "jgf", "node-link"),
                         [](const auto& row) {
                           std::string name = row.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace whocites::testing
