// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "cli/command.h"
#include "cli/run.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Line {
  const char* name;
  std::vector<std::string> words;
  int code;
  std::string out;  // stands in the output; nothing else but what is checked elsewhere
  std::string err;  // stands in the error stream
};
void PrintTo(const Line& line, std::ostream* os) { *os << line.name; }

class EveryCommand : public ::testing::TestWithParam<Line> {};

TEST_P(EveryCommand, AnswersTheHarbourCase) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const Line& line = GetParam();
  const Ran ran = tool(line.words);
  EXPECT_EQ(ran.code, line.code) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.out, HasSubstr(line.out));
  EXPECT_THAT(ran.err, HasSubstr(line.err));
  if (line.code != 0) {
    EXPECT_THAT(ran.err, StartsWith("whocites: "));
    EXPECT_EQ(ran.out, "");
  }
}

const Line kGood[] = {
    {"Add", {"add", "person", "--name", "Ann Lee"}, 0, "added person:ann-lee  (batch 2)", ""},
    {"AddPublisher",
     {"add", "article", "--key", "x", "--title", "T", "--outlet", "post"},
     0,
     "added x",
     ""},
    {"AddNamesake",
     {"add", "person", "--key", "p", "--name", "Bridge unsafe"},
     0,
     "added p",
     "'bridge' has this name too; if they are one thing: whocites same p bridge"},
    {"AddResolves",
     {"add", "publication", "--key", "publication:a-rumour", "--name", "A rumour"},
     0,
     "added publication:a-rumour",
     ""},
    {"Set", {"set", "bridge", "--date", "2021-03-13", "--set", "words=120"}, 0, "set bridge", ""},
    {"SetKindOfUnresolved", {"set", "a rumour", "--kind", "person"}, 0, "set ", ""},
    {"SetKindOfMistaken", {"set", "report", "--kind", "organization"}, 0, "set report", ""},
    {"Link", {"link", "bridge", "report", "--relation", "quotes"}, 0, "bridge quotes report", ""},
    {"LinkByName", {"link", "bridge", "Nobody Knows", "--by-name"}, 0, "bridge mentions", ""},
    {"Alias", {"alias", "bridge", "The bridge story"}, 0, "alias for bridge", ""},
    {"Note", {"note", "bridge", "call them"}, 0, "noted on bridge", ""},
    {"Same",
     {"same", "bridge", "pillar", "--why", "one text"},
     0,
     "bridge is pillar",
     "shown as 'Bridge unsafe' (bridge)"},
    {"NotSame", {"not-same", "bridge", "pillar"}, 0, "bridge is not pillar", ""},
    {"Confirm", {"confirm", "bridge", "pillar"}, 0, "confirmed: bridge relays pillar", ""},
    {"Reject",
     {"reject", "bridge", "pillar", "--why", "no"},
     0,
     "rejected: bridge relays pillar",
     ""},
    {"RejectInstead", {"reject", "bridge", "pillar", "--instead", "quotes"}, 0, "rejected: ", ""},
    {"Undo", {"undo"}, 0, "took back batch 1: import", ""},
    {"UndoBatch", {"undo", "1"}, 0, "took back batch 1", ""},
    {"Forget", {"forget", "1"}, 0, "took back batch 1", ""},
    {"Purge", {"purge", "report", "--yes"}, 0, "purged 1 node and 0 kept texts", ""},
    {"Log", {"log"}, 0, "import", ""},
    {"Show", {"show", "bridge"}, 0, "The Harbour Post", ""},
    {"ShowByAlias", {"show", "gazette of harlow"}, 0, "Harlow Gazette", ""},
    {"ShowByBeginning", {"show", "Pill"}, 0, "Pillar moved", ""},
    {"List", {"list"}, 0, "Mayor resigns", ""},
    {"ListKind", {"list", "outlets"}, 0, "Harlow Gazette", ""},
    {"ListUnresolved", {"list", "unresolved"}, 0, "a rumour", ""},
    {"ListNothing", {"list", "person"}, 0, "", "nothing of that kind"},
    {"SearchPrefix", {"search", "bri"}, 0, "prefix", ""},
    {"SearchWord", {"search", "moved"}, 0, "word", ""},
    {"SearchMisspelt", {"search", "Harlov", "Gazete"}, 0, "misspelling", ""},
    {"SearchNothing", {"search", "zzzzzz"}, 0, "", "nothing is called 'zzzzzz'"},
    {"SearchExact", {"search", "--exact", "Harlov Gazete"}, 0, "", "nothing is called"},
    {"Explain", {"explain", "bridge", "pillar"}, 0, "b.txt:7", ""},
    {"ExplainNode", {"explain", "gazette"}, 0, "aliases: Gazette of Harlow", ""},
    {"ExplainStrangers", {"explain", "report", "post"}, 0, "", "neither cites the other"},
    {"Cites", {"cites", "bridge"}, 0, "the Gazette said", ""},
    {"CitesOfOutlet", {"cites", "post"}, 0, "through", ""},
    {"CitesNothing", {"cites", "report"}, 0, "", "cites nothing"},
    {"CitedBy", {"cited-by", "report"}, 0, "Pillar moved", ""},
    {"CitedByTree", {"cited-by", "report", "--format", "tree"}, 0, "← Pillar moved", ""},
    {"Neighbors", {"neighbors", "pillar"}, 0, "Bridge unsafe", ""},
    {"NeighborsDeep",
     {"neighbors", "report", "--depth", "3", "--direction", "cited-by"},
     0,
     "Mayor resigns",
     ""},
    {"Path", {"path", "mayor", "pillar"}, 0, "Bridge unsafe", ""},
    {"PathTree", {"path", "bridge", "report", "--format", "tree"}, 0, "    is based on Report", ""},
    {"PathBack",
     {"path", "report", "bridge"},
     0,
     "",
     "but the other way round: whocites path 'bridge' 'report'"},
    {"PathNone", {"path", "post", "report"}, 0, "", "does not draw on"},
    {"PathToItself", {"path", "post", "post"}, 0, "", "one and the same"},
    {"Trace", {"trace", "mayor"}, 0, "primary source", "earliest known date: 2021"},
    {"TraceTree", {"trace", "bridge", "--format", "tree"}, 0, "└ relays Pillar moved", ""},
    {"TraceNothing", {"trace", "report"}, 0, "", "cites nothing, as far as this store knows"},
    {"Circles", {"circles"}, 0, "", "no circles"},
    {"Outlets", {"outlets"}, 0, "The Harbour Post", "an end of which no outlet is known"},
    {"Stats", {"stats"}, 0, "nodes", ""},
    {"Export", {"export", "--to", "dot"}, 0, "digraph", ""},
    {"Render", {"render", "-o", "-", "--to", "svg"}, 0, "<svg", ""},
    {"OptionsBeforeCommand", {"--limit", "1", "--kind", "outlet", "list"}, 0, "post", ""},
    {"ReadOnlyQuestion", {"--read-only", "list"}, 0, "post", ""},
    {"AfterTwoDashes", {"search", "--", "Bridge unsafe"}, 0, "bridge", ""},
    {"EqualsSign", {"list", "--kind=outlet"}, 0, "post", ""},
    {"DotAnswer", {"cites", "bridge", "--format", "dot"}, 0, "digraph", ""},
};
INSTANTIATE_TEST_SUITE_P(Good, EveryCommand, ::testing::ValuesIn(kGood),
                         [](const auto& row) { return row.param.name; });

const Line kBad[] = {
    {"NoSuchCommand", {"shwo"}, 2, "", "did you mean 'show'?"},
    {"NothingLikeIt", {"frobnicate"}, 2, "", "'whocites help' lists them"},
    {"HelpOnNothing", {"help", "tracee"}, 2, "", "did you mean 'trace'?"},
    {"UnknownOption",
     {"cites", "bridge", "--kindd", "x"},
     2,
     "",
     "'cites' has no option '--kindd'\ndid you mean '--kind'?"},
    {"UnknownShort", {"cites", "-x", "bridge"}, 2, "", "'cites' has no option '-x'"},
    {"OptionOfAnother", {"stats", "--depth", "2"}, 2, "", "'stats' has no option '--depth'"},
    {"MissingValue", {"list", "--limit"}, 2, "", "--limit needs a value: N"},
    {"ValueOfSwitch", {"list", "--quiet=yes"}, 2, "", "--quiet takes no value"},
    {"TwiceGiven", {"list", "--limit", "1", "--limit", "2"}, 2, "", "more than once"},
    {"TooFew", {"path", "bridge"}, 2, "", "'path' needs A B\nusage: whocites path A B [options]"},
    {"TooMany",
     {"cites", "Bridge", "unsafe"},
     2,
     "",
     "'cites' takes no further word: 'unsafe'\nnames of several words go in quotes"},
    {"BadFormat", {"list", "--format", "xml"}, 2, "", "'xml' is not an output format"},
    {"NoTree", {"list", "--format", "tree"}, 2, "", "this answer is not a tree"},
    {"NoDot", {"log", "--format", "dot"}, 2, "", "this answer cannot be drawn"},
    {"BadColor", {"list", "--color", "blue"}, 2, "", "--color takes auto, always or never"},
    {"BadLimit", {"list", "--limit", "-1"}, 2, "", "--limit takes a whole number, not '-1'"},
    {"BadCursor", {"list", "--after", "nowhere"}, 1, "", "no row of this answer is 'nowhere'"},
    {"BadKind", {"list", "--kind", "book"}, 2, "", "'book' is not a kind\nkinds: article"},
    {"BadListKind", {"list", "books"}, 2, "", "or 'unresolved', or 'all'"},
    {"BadRelation", {"cites", "bridge", "--relation", "x"}, 2, "", "relations: mentions, links"},
    {"BadOutlet", {"list", "--outlet", "nobody"}, 1, "", "nothing is called 'nobody'"},
    {"BadSince", {"list", "--since", "2021-02-31"}, 2, "", "2021-02 has 28 days"},
    {"BadUntil", {"list", "--until", "soon"}, 2, "", "--until: "},
    {"BadAsOf", {"list", "--as-of", "then"}, 2, "", "--as-of: "},
    {"BadConfidence", {"list", "--min-confidence", "1.5"}, 2, "", "from 0 to 1"},
    {"NanConfidence", {"list", "--min-confidence", "nan"}, 2, "", "finite"},
    {"AddKind", {"add", "book", "--name", "X"}, 2, "", "'book' is not a kind"},
    {"AddNameless", {"add", "person"}, 2, "", "a node needs a name"},
    {"AddThere",
     {"add", "article", "--key", "bridge", "--title", "T"},
     2,
     "",
     "'bridge' is there already"},
    {"AddTwoNames", {"add", "person", "--name", "A", "--title", "B"}, 2, "", "the same thing"},
    {"AddTwoWholes",
     {"add", "article", "--title", "B", "--outlet", "a", "--part-of", "b"},
     2,
     "",
     "the same thing"},
    {"AddBadDate", {"add", "article", "--title", "B", "--date", "2021-13"}, 2, "", "--date: "},
    {"AddBadSet", {"add", "person", "--name", "A", "--set", "words"}, 2, "", "NAME=VALUE"},
    {"SetNothing", {"set", "bridge"}, 2, "", "nothing to set"},
    {"SetUnknown", {"set", "nobody", "--name", "X"}, 1, "", "nothing is called 'nobody'"},
    {"LinkMisspelt", {"link", "bridge", "Harlov Gazete"}, 1, "", "did you mean:\n  gazette"},
    {"LinkHint", {"link", "bridge", "Harlov Gazete"}, 1, "", "give --by-name"},
    {"LinkConfidence", {"link", "bridge", "report", "--confidence", "2"}, 2, "", "from 0 to 1"},
    {"LinkRelation", {"link", "bridge", "report", "--relation", "likes"}, 2, "", "relations: "},
    {"AliasUnknown", {"alias", "nobody", "X"}, 1, "", "nothing is called"},
    {"NoteEmpty", {"note", "bridge"}, 2, "", "'note' needs X TEXT…"},
    {"SameAsItself", {"same", "bridge", "bridge"}, 2, "", "the same node already"},
    {"SameUnknown", {"same", "bridge", "nobody"}, 1, "", "nothing is called"},
    {"ConfirmNothing", {"confirm", "report", "bridge"}, 1, "", "'report' does not cite 'bridge'"},
    {"RejectOther", {"reject", "bridge", "pillar", "--relation", "quotes"}, 1, "", "does not cite"},
    {"RejectInsteadOf", {"reject", "bridge", "pillar", "--instead", "x"}, 2, "", "relations: "},
    {"UndoWord", {"undo", "last"}, 2, "", "'last' is not the number of a batch"},
    {"UndoZero", {"undo", "0"}, 2, "", "not the number of a batch"},
    {"ForgetMissing", {"forget", "99"}, 1, "", "there is no batch 99"},
    {"PurgeUnsure", {"purge", "report"}, 2, "", "give --yes"},
    {"PurgeNothing", {"purge", "--yes"}, 2, "", "name what to purge"},
    {"PurgeUnknown", {"purge", "nobody", "--yes"}, 1, "", "nothing is called"},
    {"PurgeNoText", {"purge", "--text", "1", "--yes"}, 1, "", "no text is kept with batch 1"},
    {"ShowAmbiguous", {"show", "p"}, 1, "", "'p' may mean 3 nodes\nname one by its key:"},
    {"ShowEmpty", {"show", ""}, 1, "", "an empty name"},
    {"NeighborsWay",
     {"neighbors", "bridge", "--direction", "up"},
     2,
     "",
     "cites, cited-by or both"},
    {"NeighborsDepth", {"neighbors", "bridge", "--depth", "far"}, 2, "", "--depth takes"},
    {"PathUnknown", {"path", "bridge", "nobody"}, 1, "", "nothing is called"},
    {"RenderNowhere", {"render"}, 2, "", "-o story.svg"},
    {"RenderEnding", {"render", "-o", "x.doc"}, 2, "", "'x.doc' does not end like a picture"},
    {"RenderNothing",
     {"render", "-o", "-", "--to", "svg", "--max-nodes", "0"},
     2,
     "",
     "--max-nodes 1"},
    {"UnknownTheme", {"circles", "--svg", "-", "--theme", "pink"}, 2, "", "light, dark, print"},
    {"UnknownLayout", {"circles", "--svg", "-", "--layout", "grid"}, 2, "", "dot, neato, fdp"},
    {"ByDateIsDots",
     {"circles", "--svg", "-", "--by-date", "--layout", "circo"},
     2,
     "",
     "--by-date"},
    {"NoTimeAtAll", {"circles", "--svg", "-", "--timeout", "0"}, 2, "", "more than 0"},
    {"TimeIsANumber", {"circles", "--svg", "-", "--timeout", "soon"}, 2, "", "--timeout"},
    {"ExportFormat", {"export", "--to", "word"}, 2, "", "formats: csv, "},
    {"ExportNone", {"export"}, 2, "", "say the format with --to"},
    {"ExportCsvToOutput", {"export", "--to", "csv"}, 2, "", "it needs a folder"},
    {"ReadOnly", {"--read-only", "note", "bridge", "x"}, 2, "", "--read-only forbids that"},
    {"ImportMissing", {"import", "/nonexistent/file"}, 1, "", "cannot read '/nonexistent/file'"},
    {"ImportFrom", {"import", "/dev/null", "--from", "word"}, 2, "", "--from takes jsonl"},
    {"ImportKind", {"import", "/dev/null", "--kind", "book"}, 2, "", "'book' is not a kind"},
    {"ImportDate", {"import", "/dev/null", "--date", "yesterday"}, 2, "", "--date: "},
};
INSTANTIATE_TEST_SUITE_P(Bad, EveryCommand, ::testing::ValuesIn(kBad),
                         [](const auto& row) { return row.param.name; });

// Those that change the store, found by their group in the help.
bool changes(const cli::Command& command) {
  return command.group == "Change" || (command.group == "Decide" && command.name != "log");
}

TEST(Help, NamesEveryCommandAndFitsATerminal) {
  const Tool tool;
  const Ran all = tool({"help"});
  EXPECT_EQ(all.code, 0);
  for (const cli::Command& command : cli::commands()) {
    EXPECT_THAT(all.out, HasSubstr("\n  " + std::string(command.name) + " "));
    const Ran one = tool({"help", std::string(command.name)});
    EXPECT_EQ(one.code, 0);
    EXPECT_THAT(one.out, StartsWith("usage: whocites " + std::string(command.name)));
    EXPECT_EQ(tool({std::string(command.name), "--help"}).out, one.out);
    for (const cli::Option& option : command.options) {
      EXPECT_THAT(one.out,
                  HasSubstr("--" + std::string(option.name.substr(option.name.find(',') + 1))));
    }
  }
}

TEST(Help, TellsOfPicturesOnlyWhereSomethingIsDrawn) {
  const Tool tool;
  for (const char* command : {"list", "export", "stats", "core", "components", "communities"}) {
    EXPECT_THAT(tool({"help", command}).out, Not(HasSubstr("--theme"))) << command;
    EXPECT_EQ(tool({command, "--theme", "dark"}).code, 2) << command;
  }
  EXPECT_THAT(tool({"help", "bundle"}).out,
              AllOf(HasSubstr("--theme"), HasSubstr("For example:\n  whocites bundle")));
}

TEST(Help, IsShownOnAsking) {
  const Tool tool;
  EXPECT_EQ(tool({"--help"}).out, tool({"help"}).out);
  EXPECT_EQ(tool({"-h"}).out, tool({"help"}).out);
  EXPECT_THAT(tool({"--version"}).out, StartsWith("whocites "));
  const Ran nothing = tool({});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.out, "");
  EXPECT_EQ(nothing.err, tool({"help"}).out);
}

TEST(ReadOnly, RefusesEveryChange) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  for (const cli::Command& command : cli::commands()) {
    if (!changes(command)) continue;
    const std::string name(command.name);
    std::vector<std::string> words{"--read-only", name};
    if (name == "add") words.insert(words.end(), {"person", "--name", "P"});
    if (name == "set") words.insert(words.end(), {"bridge", "--name", "P"});
    if (name == "undo" || name == "forget") words.push_back("1");
    if (name == "purge") words.insert(words.end(), {"bridge", "--yes"});
    if (name == "review") words.insert(words.end(), {"yes", "bridge", "pillar"});
    if (command.min_positional == 2) words.insert(words.end(), {"bridge", "pillar"});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 2) << name;
    EXPECT_THAT(ran.err, HasSubstr("--read-only forbids that")) << name;
  }
  EXPECT_EQ(tool.json({"log"}).size(), 1u);
}

TEST(Store, IsNotMadeByAQuestion) {
  const Tool tool;
  for (const char* question : {"list", "stats", "log", "circles", "outlets"}) {
    const Ran ran = tool({question});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("there is no store at")) << question;
  }
  EXPECT_FALSE(std::filesystem::exists(tool.path("store.db")));
}

TEST(Remarks, GoToTheErrorStreamAndCanBeLeftOut) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const Ran loud = tool({"trace", "mayor"});
  const Ran quiet = tool({"trace", "mayor", "--quiet"});
  EXPECT_NE(loud.err, "");
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(quiet.out, loud.out);
}

TEST(Changes, AreToldAsAnObjectInJson) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  const nlohmann::json expected = {{"batch", 2}, {"done", "bridge is pillar"}};
  EXPECT_EQ(tool.json({"same", "bridge", "pillar"}), expected);
  EXPECT_EQ(tool.json({"undo"}).at("batch"), 3);
  EXPECT_EQ(tool.json({"note", "bridge", "x"}).at("done"), "noted on bridge");
  EXPECT_EQ(tool.json({"purge", "report", "--yes"}).at("batch"), 5);
}

}  // namespace
}  // namespace whocites::testing
