// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A case that is handed on: what is in it, and that it means the same in another store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/archive.h"
#include "base/text.h"
#include "cli/handed/case_files.h"
#include "cli/run.h"
#include "tests/support/tool.h"
#include "tests/support/tool_process.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Words = std::vector<std::string>;

void must(const Tool& tool, const Words& words) {
  const Ran ran = tool(words);
  ASSERT_EQ(ran.code, 0) << join(words, " ") << "\n" << ran.err;
}

// The harbour case with what people decided, some of it taken back.
void fill(const Tool& tool) {
  tool.import("harbour.jsonl", kHarbour);
  tool.import("more.jsonl",
              R"({"kind":"article","key":"late","title":"=Late \"news\"","outlet":"post","n":1.50})"
              "\n"
              R"({"kind":"citation","from":"late","to":"bridge","relation":"quotes",)"
              R"("evidence":"so said\nthe Post","file":"f.txt","line":3,"begin":5,"end":9,)"
              R"("date":"2019","confidence":0.25,"page":7})"
              "\n");
  for (const Words& words : std::vector<Words>{{"confirm", "late", "bridge", "--why", "seen"},
                                               {"reject", "bridge", "pillar", "--why", "no"},
                                               {"same", "late", "mayor", "--why", "one text"},
                                               {"not-same", "bridge", "pillar"},
                                               {"note", "report", "ask for it"},
                                               {"alias", "report", "gone"},
                                               {"undo"},
                                               {"set", "post", "--country", "GB"}}) {
    must(tool, words);
  }
}

std::string entry(const std::string& path, const std::string& name) {
  auto archive =
      Archive::open([&] { return std::make_unique<std::ifstream>(path, std::ios::binary); });
  if (!archive) return to_string(archive.error());
  const auto in = archive->read(name);
  if (!in) return to_string(in.error());
  std::ostringstream text;
  text << (*in)->rdbuf();
  return std::move(text).str();
}

std::vector<std::string> names_in(const std::string& path) {
  auto archive =
      Archive::open([&] { return std::make_unique<std::ifstream>(path, std::ios::binary); });
  std::vector<std::string> names;
  if (!archive) return {to_string(archive.error())};
  for (const Archive::File& file : archive->files()) names.push_back(file.name);
  return names;
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) lines.emplace_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

class Bundled : public ::testing::Test {
 protected:
  void SetUp() override { fill(tool_); }

  std::string bundle(const Tool& tool, Words words = {}, const std::string& name = "case.zip") {
    const std::string path = tool.path(name);
    words.insert(words.begin(), {"bundle", "-o", path, "--name", "ana.db"});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return path;
  }
  static std::string exported(const Tool& tool, Words words = {}) {
    words.insert(words.begin(), {"export", "--to", "jsonl"});
    return tool(words).out;
  }
  static std::string history(const Tool& tool) {
    Words rows;
    for (const auto& row : tool.json({"log"})) {
      rows.push_back(row["action"].get<std::string>() + " " + row["who"].get<std::string>() + " " +
                     row["summary"].get<std::string>());
    }
    return join(rows, "\n");
  }

  Tool tool_;
};

TEST_F(Bundled, HasWhatAPersonAndAProgramNeed) {
  const std::string path = bundle(tool_, {"--title", "The bridge"});
  const std::vector<std::string> names = names_in(path);
  EXPECT_EQ(names.front(), "mimetype");
  for (const char* name : {"README.txt", "evidence.csv", "graph.svg", "graph.graphml",
                           "records.jsonl", "log.jsonl", "commands.sh", "SHA256SUMS"}) {
    EXPECT_THAT(names, ::testing::Contains(name));
  }
  EXPECT_THAT(entry(path, "README.txt"),
              AllOf(HasSubstr("The bridge\n==========\n"), HasSubstr("takes no side"),
                    HasSubstr("whocites import case.zip")));
  EXPECT_THAT(entry(path, "evidence.csv"), AllOf(HasSubstr("a rumour [unresolved]"),
                                                 HasSubstr("rejected,ana,no"), HasSubstr("0.25")));
  EXPECT_THAT(entry(path, "graph.svg"), AllOf(HasSubstr("<svg"), HasSubstr("The bridge")));
  EXPECT_THAT(entry(path, "records.jsonl"),
              AllOf(HasSubstr("\"n\":1.50"), Not(HasSubstr("gone")), HasSubstr("not-same")));
}

TEST_F(Bundled, MeansTheSameInAnotherStore) {
  const std::string path = bundle(tool_);
  const Tool other;
  must(other, {"import", path});
  EXPECT_EQ(exported(other), exported(tool_));
  EXPECT_EQ(exported(other, {"--merged"}), exported(tool_, {"--merged"}));
  EXPECT_EQ(other({"list", "--format", "csv"}).out, tool_({"list", "--format", "csv"}).out);
  const std::string of_late =
      "confirm ana confirm late bridge --why seen\nimport ana import " + tool_.path("more.jsonl");
  EXPECT_THAT(history(other), HasSubstr(of_late));
  EXPECT_THAT(history(other), Not(HasSubstr("undo")));
  EXPECT_THAT(other({"log"}).out, HasSubstr("ana.db, batch 3 of 2023"));
  EXPECT_EQ(other({"verify"}).code, 0);
  EXPECT_EQ(entry(bundle(other), "records.jsonl"), entry(path, "records.jsonl"));
  EXPECT_EQ(entry(bundle(other), "log.jsonl"), entry(path, "log.jsonl"));
}

TEST_F(Bundled, ASelectionTakesWhatTouchesIt) {
  const std::string path = bundle(tool_, {"late", "--depth", "1"});
  const std::string records = entry(path, "records.jsonl");
  // What was decided to be the same, what a person rejected of it, and what it is part of.
  for (const char* part :
       {"\"key\":\"late\"", "\"key\":\"mayor\"", "\"key\":\"bridge\"", "\"key\":\"post\"",
        "\"kind\":\"same\"", "\"kind\":\"not-same\"", "\"verdict\":\"confirmed\""}) {
    EXPECT_THAT(records, HasSubstr(part));
  }
  EXPECT_THAT(records, Not(HasSubstr("the report says")));
  EXPECT_THAT(entry(path, "log.jsonl"), HasSubstr("\"in_part\":true"));
  const Tool other;
  must(other, {"import", path});
  EXPECT_EQ(other({"cites", "late", "--format", "csv"}).out,
            tool_({"cites", "late", "--format", "csv"}).out);
  EXPECT_EQ(entry(bundle(other, {"late", "--depth", "1"}), "records.jsonl"), records);
  // Of one source all came; of the other a part, so it has not been imported here.
  EXPECT_THAT(other({"import", tool_.path("more.jsonl")}).err, HasSubstr("already imported"));
  EXPECT_THAT(other({"import", tool_.path("harbour.jsonl")}).out, HasSubstr("batch"));
}

TEST_F(Bundled, ComesOnceHoweverOftenItIsBrought) {
  const std::string all = bundle(tool_);
  const std::string part = bundle(tool_, {"late"}, "part.zip");
  const std::string before = exported(tool_);
  // Also into the store that it came from, and after another case that has some of it.
  EXPECT_THAT(tool_({"import", all}).err, HasSubstr("is here already, nothing to do"));
  EXPECT_EQ(exported(tool_), before);
  const Tool other;
  must(other, {"import", part});
  must(other, {"import", all});
  EXPECT_EQ(sorted_lines(exported(other)), sorted_lines(before));
  const std::string once = other({"log", "--format", "csv"}).out;
  EXPECT_THAT(other({"import", all, part}).err, HasSubstr("part.zip: all that it says is here"));
  EXPECT_EQ(other({"log", "--format", "csv"}).out, once);
}

TEST_F(Bundled, WhatWasTakenBackStaysSoAndIsTold) {
  const Tool other;
  const std::string path = bundle(tool_);
  must(other, {"import", path});
  must(other, {"forget", "1"});
  const Ran ran = other({"import", path});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("batch 1, which was taken back"));
}

TEST_F(Bundled, JoinsWhatAStoreHasAlreadyAndTellsWhereTheyDiffer) {
  const std::string path = bundle(tool_);
  const Tool other;
  other.import("own.jsonl", R"({"kind":"article","key":"bridge","title":"Another headline"})"
                            "\n"
                            R"({"kind":"article","key":"mine","cites":["bridge"]})"
                            "\n");
  const Ran dry = other({"import", path, "--dry-run"});
  EXPECT_THAT(dry.err, AllOf(HasSubstr("would bring"), HasSubstr("nothing was stored")));
  EXPECT_EQ(other.json({"log"}).size(), 1U);
  const Ran ran = other({"import", path});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("Another headline"), HasSubstr("bridge")));
  EXPECT_THAT(other.column({"cited-by", "bridge"}, "key"), ::testing::Contains("mine"));
  EXPECT_THAT(other({"cites", "mine"}).out, HasSubstr("bridge"));
}

TEST_F(Bundled, KeepsTextsOfTheSourcesThatItDrawsOn) {
  const std::string text =
      "Cookie notice\n\nHarbour sold\n\nThe city sold the harbour, the Financial Times reported.\n";
  must(tool_, {"import", "--keep-text", tool_.file("kept.txt", text)});
  const std::string path = bundle(tool_);
  EXPECT_THAT(entry(path, "texts.jsonl"), HasSubstr("the Financial Times reported"));
  const Tool other;
  must(other, {"import", path});
  EXPECT_EQ(entry(bundle(other), "texts.jsonl"), entry(path, "texts.jsonl"));
  // Not those of other sources.
  EXPECT_THAT(names_in(bundle(tool_, {"late"}, "late.zip")),
              Not(::testing::Contains("texts.jsonl")));
}

// The commands in a case make its files, byte for byte, and the case itself.
TEST_F(Bundled, CanBeMadeAnewFromItself) {
  for (const Words& words :
       std::vector<Words>{{},
                          {"late", "--depth", "1", "--title", "It's late", "--theme", "dark"},
                          {"--kind", "article", "--min-confidence", "0.5"}}) {
    const std::string path = bundle(tool_, words);
    const TempDir dir;
    write_file(dir / "commands.sh", entry(path, "commands.sh"));
    ToolProcess script("env", {std::string("WHOCITES=") + WHOCITES_TOOL, "WHOCITES_USER=bob", "sh",
                               dir / "commands.sh", path, dir / "again"});
    const Ended ended = script.wait();
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const cli::CaseFileRow& row : cli::case_file_rows()) {
      if (row.command.empty()) continue;
      EXPECT_EQ(read_file(dir / ("again/" + std::string(row.name))),
                entry(path, std::string(row.name)))
          << row.name;
    }
    EXPECT_EQ(read_file(dir / "again/case.zip"), read_file(path)) << join(words, " ");
  }
}

TEST_F(Bundled, HasTheSameBytesForTheSameStore) {
  EXPECT_EQ(read_file(bundle(tool_, {}, "case.zip")), read_file(bundle(tool_, {}, "case.zip")));
}

TEST_F(Bundled, SumsAreThoseOfTheFiles) {
  const std::string path = bundle(tool_);
  const std::string sums = entry(path, "SHA256SUMS");
  for (const std::string_view line : split(trim(sums), '\n')) {
    const std::string name(line.substr(66));
    EXPECT_EQ(line.substr(0, 64), sha256_hex(entry(path, name))) << name;
  }
}

// Files may not grow beyond some size: as when the disk is full, of the archive and of what is put
// together before it.
TEST_F(Bundled, WithoutRoomLeavesTheOldOneAndNothingElse) {
  const TempDir dir;
  fs::create_directory(dir / "tmp");
  const std::string path = dir / "case.zip";
  write_file(path, "the old one");
  const auto bundle_within = [&](const std::string& blocks) {
    const std::string script = "trap '' XFSZ; ulimit -f " + blocks + "; exec \"$@\"";
    return ToolProcess("env", {"TMPDIR=" + (dir / "tmp"), "sh", "-c", script, "sh", WHOCITES_TOOL,
                               "--db", tool_.path("store.db"), "bundle", "-o", path})
        .wait();
  };
  for (const char* blocks : {"1", "20", "100"}) {
    const Ended ended = bundle_within(blocks);
    EXPECT_EQ(ended.code, 6) << blocks << ended.err;
    EXPECT_EQ(read_file(path), "the old one");
    EXPECT_TRUE(fs::is_empty(dir / "tmp"));
    EXPECT_FALSE(fs::exists(path + ".part"));
  }
  EXPECT_EQ(bundle_within("unlimited").code, 0);
  EXPECT_TRUE(fs::is_empty(dir / "tmp"));
  EXPECT_EQ(names_in(path).front(), "mimetype");
}

TEST_F(Bundled, IsRefusedWhenThereIsNothingOrNoPlace) {
  struct Row {
    Words words;
    int code;
    const char* message;
  };
  for (const Row& row : std::vector<Row>{
           {{"bundle"}, 2, "into which file"},
           {{"bundle", "-o", "-"}, 2, "into which file"},
           {{"bundle", "nobody knows", "-o", tool_.path("a.zip")}, 1, "nobody knows"},
           {{"bundle", "--since", "2400", "--kind", "article", "-o", tool_.path("a.zip")},
            1,
            "nothing to hand on"},
           {{"bundle", "--direction", "up", "late", "-o", tool_.path("a.zip")}, 2, "--direction"},
           {{"bundle", "--theme", "pink", "-o", tool_.path("a.zip")}, 2, "--theme"},
           {{"bundle", "-o", tool_.path("no/such/a.zip")}, 6, "cannot write"},
           {{"bundle", "-o", "/dev/full"}, 6, "cannot write"}}) {
    const Ran ran = tool_(row.words);
    EXPECT_EQ(ran.code, row.code) << join(row.words, " ");
    EXPECT_THAT(ran.err, HasSubstr(row.message));
  }
  EXPECT_FALSE(fs::exists(tool_.path("a.zip")));
}

TEST(Bundle, LeavesWhatWasThereWhenStopped) {
  const Tool tool;
  fill(tool);
  const std::string path = tool.path("case.zip");
  must(tool, {"bundle", "-o", path, "--threads", "1"});
  const auto bytes = [&] {
    std::ostringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(all).str();
  };
  const std::string before = bytes();
  must(tool, {"bundle", "-o", path, "--threads", "2"});
  EXPECT_EQ(bytes(), before);
  for (const std::string& target : {path, tool.path("other.zip")}) {
    const std::atomic<bool> stop = true;
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(
        cli::run({"--db", tool.path("store.db"), "bundle", "-o", target}, in, out, err, &stop),
        130);
    EXPECT_EQ(err.str(), "whocites: interrupted; nothing was changed\n");
  }
  EXPECT_EQ(bytes(), before);
  EXPECT_FALSE(fs::exists(tool.path("other.zip")));
}

}  // namespace
}  // namespace whocites::testing
