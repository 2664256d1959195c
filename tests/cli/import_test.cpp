// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const kArticle =

    "Ferry stays in port\n"
    "3 May 2022\n\n"
    "The ferry to Sandholm stays in port, Reuters reported on Monday. According to Le Monde, the "
    "engine failed twice.\n";

TEST(Import, ReadsTextFromTheInput) {
  const Tool tool;
  const Ran ran =
      tool({"import", "-", "--title", "Ferry stays in port", "--outlet", "The Guardian"}, kArticle);
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 1 article, 3 outlets, 2 citations"));
  EXPECT_THAT(tool.column({"cites", "Ferry stays in port"}, "name"),
              ElementsAre("Reuters", "Le Monde"));
}

TEST(Import, TellsWhatItLeftOut) {
  const Tool tool;
  const Ran ran = tool(
      {"import", "--title", "Ferry stays in port",
       tool.file(
           "ferry.txt",
           "We could not load this page. Please enable JavaScript and try again.\n\n"
           "Ferry stays in port\n3 May 2022\n\nReuters reported that the ferry stays in port.\n")});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("left out: \"We could not load this page."));
  const Ran explained = tool({"explain", "Ferry stays in port"});
  EXPECT_THAT(explained.out, HasSubstr("We could not load this page."));
  EXPECT_THAT(explained.out, HasSubstr("ferry.txt:"));
}

// A text that links to a page, and the page.
const char* const kLinking = "The figures of the port are at https://example.org/report in full.\n";
const char* const kLinkedPage =
    "<html><head><title>Figures of the port</title>"
    "<link rel=\"canonical\" href=\"https://example.org/report\"></head><body><article><p>The port "
    "was closed on Monday, Reuters reported. It had been open for a hundred years, and the city "
    "had no plan to close it.</p></article></body></html>\n";

TEST(Import, TakesALinkedPageInAnyOrder) {
  for (const bool page_first : {true, false}) {
    const Tool tool;
    const std::string text = tool.file("text.txt", kLinking);
    const std::string page = tool.file("page.html", kLinkedPage);
    const Ran first = tool({"import", page_first ? page : text});
    const Ran second = tool({"import", page_first ? text : page});
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(second.code, 0) << second.err;
    const nlohmann::json node = tool.json({"show", "https://example.org/report"});
    EXPECT_EQ(node.at("kind"), "article");
    EXPECT_EQ(node.at("name"), "Figures of the port");
    EXPECT_THAT(tool.column({"cited-by", "https://example.org/report"}, "kind"),
                ElementsAre("article"));
  }
}

// An editorial that is called like its journal, alone and beside another article of it.
TEST(Import, TakesNoArticleForAnOutlet) {
  const Tool tool;
  tool.import(
      "editorial.jsonl",
      "{\"kind\":\"article\",\"key\":\"e\",\"title\":\"Harbour Review\","
      "\"outlet\":\"Harbour Review\"}\n"
      "{\"kind\":\"article\",\"key\":\"f\",\"title\":\"Fog\",\"outlet\":\"Harbour Review\"}\n"
      "{\"kind\":\"article\",\"key\":\"g\",\"title\":\"Tide\",\"outlet\":\"e\"}\n");
  EXPECT_EQ(tool.json({"show", "e"}).at("part_of_name"), "Harbour Review");
  EXPECT_EQ(tool.json({"show", "f"}).at("part_of"), "outlet:harbour-review");
  EXPECT_EQ(tool.json({"show", "g"}).at("part_of"), "outlet:e");
}

TEST(Import, CountsSourcesWithoutAName) {
  const Tool tool;
  const Ran ran =
      tool({"import", "-"},
           "A senior official said the bridge was closed. \"We know nothing about it at all,\" a "
           "source said. The Dunmore Gazette reported that the bridge was old.\n");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("2 sources are cited without a name\n"));
  EXPECT_THAT(ran.err, HasSubstr("unresolved: Dunmore Gazette"));
  EXPECT_THAT(ran.err, Not(HasSubstr("unresolved: a")));
  EXPECT_THAT(ran.err, Not(HasSubstr("unresolved: A")));
  const Ran again = tool({"import", "-", "--again", "--title", "The bridge"},
                         "\"We know nothing about it at all,\" a source said.\n");
  EXPECT_THAT(again.err, HasSubstr("1 source is cited without a name\n"));
}

TEST(Import, ReadsSeveralFilesAsOneBatch) {
  const Tool tool;
  const std::string nodes = tool.file("articles.csv", "key,title,date\na,One,2020\nb,Two,2021\n");
  const std::string links = tool.file("links.csv", "from,to,relation\nb,a,quotes\n");
  const std::string lines =
      tool.file("more.jsonl", R"({"kind":"article","key":"c","cites":["a"]})");
  const Ran ran = tool({"import", nodes, links, lines});
  EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 3 articles, 2 citations"));
  const nlohmann::json log = tool.json({"log"});
  ASSERT_EQ(log.size(), 1u);
  EXPECT_THAT(log[0].at("sources"), ElementsAre(nodes, links, lines));
  EXPECT_THAT(tool.column({"cited-by", "a"}, "key"), ElementsAre("b", "c"));
}

TEST(Import, DryRunStoresNothingAndNeedsNoStore) {
  const Tool tool;
  const Ran ran = tool({"import", "--dry-run", tool.file("harbour.jsonl", kHarbour)});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("b.txt:7"));
  EXPECT_THAT(ran.err, HasSubstr("would store: 3 articles, 2 outlets, 1 publication, "
                                 "1 unresolved name, 5 citations; nothing was stored"));
  EXPECT_FALSE(std::filesystem::exists(tool.path("store.db")));
  tool.import("first.jsonl", R"({"kind":"outlet","key":"post","name":"The Harbour Post"})");
  EXPECT_EQ(tool({"--read-only", "import", "--dry-run", tool.path("harbour.jsonl")}).code, 0);
  EXPECT_EQ(tool.json({"list"}).size(), 1u);
}

TEST(Import, IsIdempotent) {
  const Tool tool;
  const std::string file = tool.file("harbour.jsonl", kHarbour);
  EXPECT_EQ(tool({"import", file}).code, 0);
  const std::string before = tool({"export", "--to", "jsonl"}).out;
  const Ran again = tool({"import", file});
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.out, "");
  EXPECT_THAT(again.err, HasSubstr("already imported as batch 1, nothing to do"));
  const nlohmann::json told = tool.json({"import", file});
  EXPECT_EQ(told.at("batch"), nullptr);
  EXPECT_EQ(told.at("nodes"), 0);
  EXPECT_EQ(tool.json({"log"}).size(), 1u);
  EXPECT_EQ(tool({"import", "--again", file}).code, 0);
  EXPECT_EQ(tool.json({"log"}).size(), 2u);
  EXPECT_EQ(tool.json({"cites", "bridge"}).size(), 1u);
}

TEST(Import, KeepsTheSourceOnDemand) {
  const Tool tool;
  EXPECT_EQ(tool({"import", "-", "--keep-text", "--title", "Ferry"}, kArticle).code, 0);
  EXPECT_THAT(tool({"explain", "Ferry"}).out, HasSubstr("kept source"));
  EXPECT_EQ(tool({"purge", "--text", "1", "--yes"}).code, 0);
  EXPECT_THAT(tool({"explain", "Ferry"}).out, Not(HasSubstr("kept source")));
}

TEST(Import, SaysWhatItStored) {
  const Tool tool;
  const nlohmann::json told = tool.json({"import", tool.file("harbour.jsonl", kHarbour)});
  EXPECT_EQ(told.at("batch"), 1);
  EXPECT_EQ(told.at("nodes"), 7);
  EXPECT_EQ(told.at("citations"), 5);
  EXPECT_EQ(told.at("rejected"), 0);
}

TEST(Import, TakesWhatTheInputDoesNotSay) {
  const Tool tool;
  EXPECT_EQ(tool({"import", "-", "--title", "T", "--date", "2020-05", "--url",
                  "https://a.example/x", "--outlet", "Le Monde"},
                 "Reuters reported that it rains.\n")
                .code,
            0);
  const nlohmann::json node = tool.json({"show", "https://a.example/x"});
  EXPECT_EQ(node.at("name"), "T");
  EXPECT_EQ(node.at("date"), "2020-05");
  EXPECT_EQ(node.at("part_of"), "lemonde.fr");
  EXPECT_EQ(node.at("part_of_name"), "Le Monde");
  EXPECT_EQ(tool({"import", "-", "--from", "csv", "--kind", "person"}, "key,name\np,Ann\n").code,
            0);
  EXPECT_EQ(tool.json({"show", "p"}).at("kind"), "person");
}

// ---- what is wrong with an input ----

struct Input {
  const char* name;
  const char* file;
  std::string bytes;
  int code;
  std::string err;
  std::ptrdiff_t nodes = 0;  // stored
};
void PrintTo(const Input& input, std::ostream* os) { *os << input.name; }

class Hostile : public ::testing::TestWithParam<Input> {};

TEST_P(Hostile, IsReportedAndTheRestIsKept) {
  const Tool tool;
  const Input& input = GetParam();
  const Ran ran = tool({"import", tool.file(input.file, input.bytes)});
  EXPECT_EQ(ran.code, input.code) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.err, HasSubstr(input.err));
  const Ran list = tool({"list", "--format", "ndjson"});
  EXPECT_EQ(std::count(list.out.begin(), list.out.end(), '\n'), input.nodes);
}

const std::string kGoodLine = R"({"kind":"person","key":"p","name":"Ann"})";
const std::string kLong(200'000, 'x');
const Input kInputs[] = {
    {"BadJson", "a.jsonl", kGoodLine + "\n{\"kind\":\"person\",\"key\":\n", 3, "a.jsonl:2:", 1},
    {"BadDate", "a.jsonl", kGoodLine + "\n" + R"({"kind":"article","key":"a","date":"2021-02-31"})",
     3, "2021-02 has 28 days", 1},
    {"BadCsvRow", "a.csv", "from,to,confidence\na,b,0.5\na,c,high\n", 3, "a.csv:3:", 2},
    {"BadKind", "a.jsonl", kGoodLine + "\n" + R"({"kind":"book","key":"b"})", 3, "a.jsonl:2:9", 1},
    {"OnlyBad", "a.jsonl", "{\"kind\":\"book\",\"key\":\"b\"}\n", 7, "nothing was stored", 0},
    {"Binary", "a.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\0", 12), 7, "a.txt", 0},
    {"Gzip", "a.jsonl", std::string("\x1f\x8b\x08\0\0\0\0\0", 8), 7, "gzip", 0},
    {"Nul", "a.txt", std::string("Head\0line\n\nReuters reported it.\n", 32), 7, "a.txt", 0},
    {"SelfCitation", "a.jsonl", R"({"kind":"article","key":"a","cites":["a"]})", 0, "", 1},
    {"UnknownField", "a.jsonl", R"({"kind":"person","key":"p","shoe":43})", 0, "", 1},
    {"CarriageReturns", "a.csv", "key,name,kind\r\np,Ann,person\r\n", 0, "", 1},
    {"ByteOrderMark", "a.jsonl", "\xef\xbb\xbf" + kGoodLine, 0, "", 1},
    {"ByteOrderMarkCsv", "a.csv", "\xef\xbb\xbfkey,name,kind\np,Ann,person\n", 0, "", 1},
    {"LongName", "a.jsonl", R"({"kind":"person","key":"p","name":")" + kLong + "\"}", 0, "", 1},
    {"DeepJson", "a.jsonl", kGoodLine + "\n" + std::string(100'000, '['), 3, "a.jsonl:2", 1},
    {"EmptyKey", "a.jsonl", kGoodLine + "\n" + R"({"kind":"person","key":""})", 3, "a.jsonl:2", 1},
    {"KindChanges", "a.jsonl", kGoodLine + "\n" + R"({"kind":"outlet","key":"p","name":"O"})", 3,
     "already the key of person 'Ann'", 1},
};
INSTANTIATE_TEST_SUITE_P(, Hostile, ::testing::ValuesIn(kInputs),
                         [](const auto& row) { return row.param.name; });

TEST(Import, KeepsUnknownFields) {
  const Tool tool;
  tool.import("a.jsonl", R"({"kind":"person","key":"p","shoe":43,"cat":{"name":"Mia"}})");
  EXPECT_THAT(tool.json({"show", "p"}).at("properties").dump(), HasSubstr("43"));
}

TEST(Import, MakesNothingOfAnEmptyFile) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("empty.txt", "")});
  EXPECT_EQ(ran.code, 7) << ::testing::PrintToString(ran);
  EXPECT_NE(ran.err, "");
}

TEST(Import, SaysWhenNothingWasFound) {
  const Tool tool;
  const Ran ran = tool({"import", "--from", "crossref", tool.file("none.json", "[]")});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("no record was found"));
}

TEST(Import, InvalidUtf8IsNoCrash) {
  const Tool tool;
  const Ran ran =
      tool({"import", tool.file("a.jsonl", kGoodLine + "\n{\"kind\":\"person\","
                                                       "\"key\":\"q\",\"name\":\"\xff\xfe\"}\n")});
  EXPECT_THAT(ran.code, ::testing::AnyOf(0, 3)) << ::testing::PrintToString(ran);
  EXPECT_EQ(tool.json({"show", "p"}).at("name"), "Ann");
}

TEST(Import, KeepsTheGoodFilesOfSeveral) {
  const Tool tool;
  const std::string good = tool.file("good.jsonl", kGoodLine);
  const std::string bad = tool.file("bad.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\0", 12));
  const Ran ran = tool({"import", good, bad});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("bad.png"));
  EXPECT_EQ(tool.json({"list"}).size(), 1u);
  const Tool other;
  EXPECT_EQ(other({"import", bad, bad}).code, 7);
  const Tool third;
  EXPECT_EQ(third({"import", good, third.path("missing")}).code, 1);
  EXPECT_EQ(third({"list"}).code, 1);  // a typing error in the command: nothing is done at all
}

TEST(Import, DryRunDoesNotClaimToHaveStored) {
  const Tool tool;
  const Ran ran = tool({"import", "--dry-run", tool.file("a.jsonl", kGoodLine + "\n{}\n")});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("the others would be stored"));
}

TEST(Import, RefusesALineThatIsTooLong) {
  const Tool tool;
  const std::string path = tool.path("long.jsonl");
  {
    std::ofstream out(path, std::ios::binary);
    const std::string part(std::size_t{1} << 20, 'x');
    out << kGoodLine << "\n{\"kind\":\"person\",\"key\":\"q\",\"name\":\"";
    for (int i = 0; i < 100; ++i) out << part;
    out << "\"}\n";
  }
  const Ran ran = tool({"import", path});
  EXPECT_EQ(ran.code, 3) << ran.err.substr(0, 500);
  EXPECT_THAT(ran.err, HasSubstr("long.jsonl:2"));
  EXPECT_LT(ran.err.size(), 2000u);
  EXPECT_EQ(tool.json({"list"}).size(), 1u);
}

// ---- places ----

TEST(Places, AFullOutputIsAFailure) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  EXPECT_EQ(tool({"export", "--to", "jsonl", "-o", "/dev/full"}).code, 6);
  EXPECT_EQ(tool({"render", "-o", "/dev/full", "--to", "svg"}).code, 6);
  EXPECT_EQ(tool({"list", "--svg", "/dev/full"}).code, 2);  // a list cannot be drawn
  EXPECT_EQ(tool({"cites", "mayor", "--svg", "/dev/full"}).code, 6);
  EXPECT_EQ(tool({"export", "--to", "csv", "-o", tool.path("no/such/folder")}).code, 6);
}

TEST(Places, AFailedWriteLeavesTheOldFile) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const std::string path = tool.file("old.svg", "old");
  const Ran ran = tool({"render", "-o", path, "--max-nodes", "0"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(read_file(path), "old");
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(Places, AStoreThatIsAFileIsRefused) {
  const Tool tool;
  tool.file("store.db", "not a folder");
  const std::string harbour = tool.file("harbour.jsonl", kHarbour);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"list"}, {"import", harbour}}) {
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.err, HasSubstr("exists and is not a whocites store"));
  }
  EXPECT_EQ(read_file(tool.path("store.db")), "not a folder");
}

TEST(Places, AStoreInAFolderThatCannotBeWrittenIsRefused) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const Tool tool;
  const std::string harbour = tool.file("harbour.jsonl", kHarbour);
  ASSERT_EQ(::chmod(tool.path("").c_str(), 0555), 0);
  const Ran ran = tool({"import", harbour});
  ::chmod(tool.path("").c_str(), 0755);
  EXPECT_EQ(ran.code, 6);
}

TEST(Places, AProcFolderCannotHoldAStore) {
  const Tool tool;
  const std::string harbour = tool.file("harbour.jsonl", kHarbour);
  const Ran ran = tool({"--db", "/proc/whocites", "import", harbour});
  EXPECT_EQ(ran.code, 2);  // --db is given twice
  EXPECT_THAT(ran.err, HasSubstr("--db was given more than once"));
}

}  // namespace
}  // namespace whocites::testing
