// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <streambuf>

#include "cli/run.h"
#include "tests/support/child_process.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::HasSubstr;

std::string citation(int number) {
  return R"({"from":"a","to":"b)" + std::to_string(number) + R"(","relation":"links"})" + "\n";
}

std::string citations(int count) {
  std::string lines;
  for (int i = 1; i <= count; ++i) lines += citation(i);
  return lines;
}

TEST(StreamImport, AcknowledgesEachGroup) {
  const Tool tool;
  const Ran ran = tool({"import", "-", "--stream", "--group", "2"}, citations(5));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "batch 1: 2 records, through line 2\n"
            "batch 2: 2 records, through line 4\n"
            "batch 3: 1 record, through line 5\n");
  EXPECT_EQ(tool.column({"cites", "a"}, "name").size(), 5U);
  EXPECT_EQ(tool({"verify"}).code, 0);
}

TEST(StreamImport, AcknowledgesInJson) {
  const Tool tool;
  const Ran ran = tool({"import", "-", "--stream", "--format", "json"}, citations(1) + "{bad\n");
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_EQ(ran.out, R"({"batch":1,"records":1,"line":2,"rejected":1,"known":false})"
                     "\n");
  EXPECT_THAT(ran.err, HasSubstr("-:2:2: "));
}

// An input and what becomes of it with groups of two lines.
struct Case {
  std::string name;
  std::string format;
  std::string input;
  int code;
  std::string out;
  std::string err;  // part of it
};

class StreamInputs : public ::testing::TestWithParam<Case> {};

TEST_P(StreamInputs, AreCutAtRecords) {
  const Tool tool;
  const Ran ran = tool({"import", "-", "--stream", "--group", "2", "--from", GetParam().format},
                       GetParam().input);
  EXPECT_EQ(ran.code, GetParam().code) << ran.err;
  EXPECT_EQ(ran.out, GetParam().out);
  EXPECT_THAT(ran.err, HasSubstr(GetParam().err));
}

INSTANTIATE_TEST_SUITE_P(
    All, StreamInputs,
    ::testing::Values(
        Case{"Empty", "jsonl", "", 0, "", ""}, Case{"BlankLines", "jsonl", "\n\n\n", 0, "", ""},
        Case{"NoLastLineEnd", "jsonl", R"({"from":"a","to":"b"})", 0,
             "batch 1: 1 record, through line 1\n", ""},
        Case{"BlankLinesFirst", "jsonl", "\n\n\n" + citations(1), 0,
             "batch 1: 1 record, through line 4\n", ""},
        Case{"HalfALine", "jsonl", citations(2) + R"({"from":"a")", 3,
             "batch 1: 2 records, through line 2\n0 records, through line 3, 1 rejected\n", "-:3:"},
        Case{"NothingGood", "jsonl", "nonsense\n", 7, "", "-:1:2: "},
        Case{"Csv", "csv", "from,to\na,b\na,c\na,d\n", 0,
             "batch 1: 2 records, through line 3\nbatch 2: 1 record, through line 4\n", ""},
        Case{"CsvHeaderAlone", "csv", "from,to", 0, "", ""}, Case{"CsvEmpty", "csv", "", 0, "", ""},
        Case{"CsvNoKnownColumn", "csv", "x,y\na,b\n", 7, "", "-"},
        Case{"CsvRecordOfThreeLines", "csv", "from,to,evidence\na,b,\"1\n2\n3\"\na,c,4\n", 0,
             "batch 1: 2 records, through line 5\n", ""},
        Case{"CsvRecordBetweenGroups", "csv", "from,to,evidence\na,b,1\na,c,\"2\n3\"\n", 0,
             "batch 1: 1 record, through line 2\nbatch 2: 1 record, through line 4\n", ""},
        Case{"CsvQuoteLeftOpen", "csv", "from,to,evidence\na,b,1\na,c,\"2\n3\n4\n", 3,
             "batch 1: 1 record, through line 2\n0 records, through line 5, 3 rejected\n", "-:3:"},
        Case{"Tsv", "tsv", "from\tto\na\tb\n", 0, "batch 1: 1 record, through line 2\n", ""}),
    [](const auto& row) { return row.param.name; });

TEST(StreamImport, SkipsGroupsThatAreStored) {
  const Tool tool;
  tool({"import", "-", "--stream", "--group", "2"}, citations(3));
  const Ran ran = tool({"import", "-", "--stream", "--group", "2"}, citations(3) + citation(4));
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.out,
            "batch 1: 2 records, through line 2, already imported\n"
            "batch 3: 2 records, through line 4\n");
  EXPECT_THAT(tool({"import", "-", "--stream", "--again"}, citations(3)).out,
              HasSubstr("batch 4: 3 records"));
}

TEST(StreamImport, RefusesWhatCannotBeMeant) {
  const Tool tool;
  const std::string file = tool.file("a.jsonl", citations(1));
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"import", file, "--stream"},
                                             {"import", "-", file, "--stream"},
                                             {"import", "-", "--stream", "--dry-run"},
                                             {"import", "-", "--stream", "--keep-text"},
                                             {"import", "-", "--stream", "--memory", "1G"},
                                             {"import", "-", "--stream", "--from", "text"},
                                             {"import", "-", "--stream", "--from", "abc"},
                                             {"import", "-", "--stream", "--group", "0"},
                                             {"import", "-", "--stream", "--group", "1000001"},
                                             {"import", "-", "--stream", "--group", "many"},
                                             {"import", file, "--group", "5"},
                                             {"import", "-", "--stream", "--read-only"}}) {
    const Ran ran = tool(words, citations(1));
    EXPECT_EQ(ran.code, 2) << ::testing::PrintToString(words) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

TEST(StreamImport, EndsWhenNobodyReadsTheOutput) {
  const Tool tool;
  std::istringstream in(citations(10));
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  EXPECT_EQ(cli::run({"--db", tool.path("store.db"), "import", "-", "--stream", "--group", "2"}, in,
                     out, err),
            6);
  EXPECT_EQ(tool.column({"cites", "a"}, "name").size(), 2U);  // the one that nobody heard of
}

// ---- as a process ----

constexpr int kGroup = 7;

// Citations without end.
class Endless final : public std::streambuf {
  int_type underflow() override {
    line_ = citation(++number_);
    setg(line_.data(), line_.data(), line_.data() + line_.size());
    return traits_type::to_int_type(line_.front());
  }
  int number_ = 0;
  std::string line_;
};

// The acknowledgements go to the parent.
class ToParent final : public std::stringbuf {
  int sync() override {
    std::string text = str();
    str("");
    while (!text.empty()) {
      const ssize_t count = ::write(kTellParent, text.data(), text.size());
      if (count < 0) return -1;
      text.erase(0, static_cast<std::size_t>(count));
    }
    return 0;
  }
};

int run_stream(const std::string& path, std::istream& in, const std::string& group) {
  ToParent told;
  std::ostream out(&told);
  return cli::run({"--db", path, "import", "-", "--stream", "--group", group}, in, out, std::cerr);
}

void stream_on(const std::string& path, const std::string&) {
  Endless endless;
  std::istream in(&endless);
  run_stream(path, in, std::to_string(kGroup));
}

// Two lines and a half on the standard input, which stays open.
void stream_slowly(const std::string& path, const std::string&) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::dup2(ends[0], STDIN_FILENO);
  const std::string text = citations(2) + R"({"from")";
  ASSERT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  EXPECT_EQ(run_stream(path, std::cin, "1000"), 0);
  ::close(ends[1]);
}

[[maybe_unused]] const auto* const kRoles = ::testing::AddGlobalTestEnvironment(new ChildRoles({
    {"stream_on", stream_on},
    {"stream_slowly", stream_slowly},
}));

int last_line(const std::string& acknowledgement) {
  const std::size_t at = acknowledgement.rfind(' ');
  return at == std::string::npos ? 0 : std::atoi(acknowledgement.c_str() + at);
}

TEST(StreamImport, KilledProcessLosesNothingThatItAcknowledged) {
  for (const int heard : {1, 3, 10}) {
    const Tool tool;
    const std::string path = tool.path("store.db");
    int acknowledged = 0;
    {
      ChildProcess child("stream_on", path);
      for (int i = 0; i < heard; ++i) acknowledged = last_line(child.read_line());
      ::kill(child.pid(), SIGKILL);
      for (std::string line = child.read_line(); !line.empty(); line = child.read_line()) {
        acknowledged = last_line(line);
      }
      child.wait();
    }
    EXPECT_GE(acknowledged, heard * kGroup);
    const std::vector<std::string> stored =
        tool.column({"cites", "a", "--limit", "1000000"}, "name");
    const auto count = static_cast<int>(stored.size());
    EXPECT_TRUE(count == acknowledged || count == acknowledged + kGroup)
        << count << " of " << acknowledged;
    for (int i = 1; i <= count; ++i) {
      EXPECT_NE(std::find(stored.begin(), stored.end(), "b" + std::to_string(i)), stored.end());
    }
    EXPECT_EQ(tool({"verify"}).code, 0);
  }
}

TEST(StreamImport, StoresWhatArrivedBeforeASignal) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const Tool tool;
    ChildProcess child("stream_slowly", tool.path("store.db"));
    // Comes although the group is not full and the input has not ended.
    EXPECT_EQ(child.read_line(), "batch 1: 2 records, through line 2");
    ::kill(child.pid(), signal);
    EXPECT_EQ(child.wait(), 0);
    EXPECT_EQ(tool.column({"cites", "a"}, "name").size(), 2U);
  }
}

}  // namespace
}  // namespace whocites::testing
