// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "ingest/record_fields.h"
#include "tests/support/read_records.h"
#include "tests/support/repeated_bytes.h"

namespace whocites {
namespace {

using testing::describe;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::read_records;
using testing::ReadOutcome;
using ::testing::SizeIs;

struct Table {
  std::string name;
  std::string input;
  std::vector<std::string> records;
  std::vector<std::string> rejected = {};
  std::string file = "f";
  std::string format = "csv";
};

void PrintTo(const Table& table, std::ostream* out) { *out << table.name; }

std::string table_name(const ::testing::TestParamInfo<Table>& info) { return info.param.name; }

class CsvTable : public ::testing::TestWithParam<Table> {};

TEST_P(CsvTable, GivesTheseRecordsAndRejections) {
  const Table& table = GetParam();
  const ReadOutcome outcome = read_records(table.format, table.input, {.source_name = table.file});
  EXPECT_EQ(outcome.records, table.records);
  EXPECT_EQ(outcome.rejected, table.rejected);
  EXPECT_EQ(outcome.failure, "");
}

const std::string kNodesHeader =
    "key,kind,name,date,outlet,url,lang,country,authors,domains,aliases,notes,unresolved,"
    "suggestions,properties\n";
const std::string kCitationsHeader =
    "record,from,to,relation,date,evidence,confidence,file,line,begin,end,verdict,who,when,why,"
    "properties\n";

INSTANTIATE_TEST_SUITE_P(
    Good, CsvTable,
    ::testing::Values(
        Table{"Citations", "from,to\na,b\nb,c\n", {"a mentions b at=f:2", "b mentions c at=f:3"}},
        Table{"CitationsWithAll",
              "from,to,date,relation,evidence,confidence\na,b,2020,quotes,\"He said, "
              "\"\"no\"\"\",0.5\n",
              {"a quotes b evidence=He said, \"no\" date=2020 confidence=0.5 at=f:2"}},
        Table{"NodesOfFileName",
              "id,title,outlet\n1,T,o\n",
              {"article key=1 title=T in=o"},
              {},
              "/data/persons/articles.csv"},
        Table{"NodesOfPartOfFileName",
              "id,name\n1,T\n",
              {"outlet key=1 title=T"},
              {},
              "2020-Outlets_v2.csv"},
        Table{"NodesWithKind",
              "kind,key,name\noutlet,o,O\nperson,p,P\n",
              {"outlet key=o title=O", "person key=p title=P"}},
        Table{"NamesInAnyCase", " Kind ,KEY,Title\nArticle,a,T\n", {"article key=a title=T"}},
        Table{"ByteOrderMarkAndCrLf",
              "\xEF\xBB\xBF"
              "from,to\r\na,b\r\n\r\nc,d",
              {"a mentions b at=f:2", "c mentions d at=f:4"}},
        Table{"Tabs", "from\tto\na\tb, c\n", {"a mentions b, c at=f:2"}, {}, "f", "tsv"},
        Table{"TabsReadAsCsv", "from\tto\na\tb, c\n", {"a mentions b, c at=f:2"}},
        Table{"Semicolons",
              "from;to;confidence\na;b, c;1\n",
              {"a mentions b, c confidence=1 at=f:2"}},
        Table{"LineEndInCell",
              "from,to,evidence\na,b,\"one\r\ntwo\"\nc,d,\n",
              {"a mentions b evidence=one\r\ntwo at=f:2", "c mentions d at=f:4"}},
        Table{"UnknownColumns",
              "from,to,weight,Seen By\na,b,1.0,\na,c,,\"x\"\"\"\n",
              {"a mentions b at=f:2 weight=\"1.0\"", "a mentions c at=f:3 Seen By=\"x\\\"\""}},
        Table{"Lists",
              "key,kind,authors,aliases\na,article,A; B;,\"[\"\"C; "
              "D\"\",\"\"E\"\"]\"\nb,article,[Staff],[]\n",
              {"article key=a authors=A|B aliases=C; D|E", "article key=b authors=[Staff]"}},
        Table{"Cites",
              "key,kind,cites\na,article,b; "
              "c\nd,article,\"[\"\"x;y\"\",{\"\"to\"\":\"\"z\"\",\"\"relation\"\":\"\"quotes\"\"}]"
              "\"\n",
              {"article key=a", "a mentions b at=f:2", "a mentions c at=f:2", "article key=d",
               "d mentions x;y at=f:3", "d quotes z at=f:3"}},
        Table{"ExportedNodes",
              kNodesHeader + "a,article,T,2020~,o,http://x.org,en,US,\"[\"\"A; "
                             "B\"\"]\",,,\"[\"\"n\"\"]\",,,\"{\"\"x\"\":1.10}\"\n"
                             "p,publication,P,,,,,,,,,,true,\"[{\"\"key\"\":\"\"k\"\",\"\"name\"\":"
                             "\"\"N\"\",\"\"score\"\":0.5}]\",\n",
              {"article key=a title=T date=2020~ in=o url=http://x.org lang=en country=US "
               "authors=A; B notes=n x=1.10",
               "publication key=p title=P unresolved=yes maybe=k/N/0.5"}},
        Table{"ExportedCitations",
              kCitationsHeader +
                  "citation,a,b,quotes,2020,E,0.5,s.txt,3,0,9,,,,,\"{\"\"x\"\":1}\"\n"
                  "judgement,a,b,quotes,,,,,,,,rejected,me,2026-01-02T03:04:05Z,w,\n"
                  "same,x,y,,,,,,,,,,,,r,\nnot-same,x,z,,,,,,,,,,,,,\n",
              {"a quotes b evidence=E date=2020 confidence=0.5 at=s.txt:3 bytes=0-9 x=1",
               "rejected a quotes b who=me when=2026-01-02T03:04:05Z why=w", "x same y reason=r",
               "x not-same z"}},
        Table{"EmptyRows", "from,to\n\n,\na,b\n  \n", {"a mentions b at=f:4"}},
        Table{"EmptyLastColumn", "from,to,\na,b,\n", {"a mentions b at=f:2"}},
        Table{"HeaderOnly", "from,to\n", {}},
        Table{"QuoteInPlainCell",
              "from,to,evidence\na,b,5\" disk\n",
              {"a mentions b evidence=5\" disk at=f:2"}}),
    table_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, CsvTable,
    ::testing::Values(
        Table{"TooFewCells",
              "from,to,date\na,b\nc,d,2020\n",
              {"c mentions d date=2020 at=f:3"},
              {"f:2:4: 2 cells where the header has 3"}},
        Table{"TooManyCells",
              "from,to\na,b,c\nc,d\n",
              {"c mentions d at=f:3"},
              {"f:2:5: 3 cells where the header has 2 [a cell that contains the separator is "
               "written in quotes]"}},
        Table{"TooFewCellsOverTwoLines",
              "from,to,date\na,\"b\nc\"\n",
              {},
              {"f:3:3: 2 cells where the header has 3"}},
        Table{"OpenQuotesDoNotSwallowTheRest",
              "from,to\na,\"b\nc,d\ne,f\n",
              {"c mentions d at=f:3", "e mentions f at=f:4"},
              {"f:2:3: the quotes that open here are not closed [a quote inside a quoted cell is "
               "written twice]"}},
        Table{"OpenQuotesThatLaterOnesEnd",
              "from,to\na,\"b\nc,\"d\"\ne,f\n",
              {"c mentions d at=f:3", "e mentions f at=f:4"},
              {"f:3:4: text after the closing quote [a quote inside a quoted cell is written "
               "twice]"}},
        Table{"TextAfterQuotes",
              "from,to\n\"a\"x,b\nc,d\n",
              {"c mentions d at=f:3"},
              {"f:2:4: text after the closing quote [a quote inside a quoted cell is written "
               "twice]"}},
        Table{"UnknownRelation",
              "from,to,relation\na,b,qoutes\n",
              {},
              {"f:2:5: unknown relation 'qoutes' [did you mean 'quotes'? one of: mentions, links, "
               "quotes, reports, republishes, based-on, supports, disputes, corrects, retracts]"}},
        Table{"ConfidenceWithComma",
              "from;to;confidence\na;b;0,5\n",
              {},
              {"f:2:5: 'confidence' must be a number, not '0,5' [write the decimal sign as a "
               "point]"}},
        Table{"ConfidenceNotANumber",
              "from,to,confidence\na,b,nan\na,b,1e999\n",
              {},
              {"f:2:5: 'confidence' must be between 0 and 1, not nan",
               "f:3:5: 'confidence' must be a number, not '1e999'"}},
        Table{"DayThatIsNot",
              "from,to,date\na,b,2020-02-31\n",
              {},
              {"f:2:5: '2020-02-31' is not a date: 2020-02 has 29 days [write it as 2019, 2019-03, "
               "2019-03-04 or 2019-03-04T05:06Z, with ~ after it when it is approximate, and / "
               "between the two ends of an interval]"}},
        Table{"NoTo", "from,to\na,\n", {}, {"f:2:1: a citation needs 'to'"}},
        Table{"NoKind",
              "key,name\na,b\n",
              {},
              {"f:2:1: the record does not say what it is [give it a 'kind': article, outlet, "
               "publication, person, organization, citation; or 'from' and 'to'; --kind article "
               "says it of all]"}},
        Table{"ValueWithoutColumn",
              "from,to,\na,b,c\n",
              {},
              {"f:2:5: a value in a column without a name"}},
        Table{"InvalidUtf8",
              "from,to\na,\xE9\nc,d\n",
              {"c mentions d at=f:3"},
              {"f:2:3: invalid UTF-8 in this cell [save the table as UTF-8]"}},
        Table{"Nul",
              std::string("from,to\na,b\0c\n", 14),
              {},
              {"f:2:3: 'to' contains the character U+0000"}},
        Table{"BadJsonInCell",
              "key,kind,properties\na,article,{x\n",
              {},
              {"f:2:11: 'properties' is not well-formed JSON: invalid literal; expected string "
               "literal"}},
        Table{"EvidenceOfAJudgement",
              "record,from,to,verdict,when,evidence\njudgement,a,b,rejected,2020,e\n",
              {},
              {"f:2:29: a judgement has no field 'evidence' [one of: kind, record, from, to, "
               "relation, verdict, who, when, why]"}}),
    table_name);

TEST(Csv, ColumnsOfOtherNamesAreMapped) {
  constexpr const char* kOutlets = "Domain;Land;title\nlemonde.fr;France;Le Monde\n";
  EXPECT_THAT(read_records("csv", kOutlets, {.source_name = "f"}).records, IsEmpty());
  ingest::ReadOptions options{.source_name = "f", .default_kind = Kind::Outlet};
  options.field_map = {{"Domain", "key"}, {"Land", "country"}};
  EXPECT_EQ(read_records("csv", kOutlets, options).records,
            (std::vector<std::string>{"outlet key=lemonde.fr title=Le Monde country=France"}));
  options.field_map.push_back({"Land", "title"});  // the first mapping of a column counts
  EXPECT_THAT(read_records("csv", kOutlets, options).records, SizeIs(1));
  options.field_map = {{"Domain", "title"}};
  EXPECT_THAT(read_records("csv", kOutlets, options).failure,
              ::testing::HasSubstr("mean the same"));
  options.field_map = {{"domain", "key"}};  // not what it is called
  EXPECT_THAT(read_records("csv", kOutlets, options).rejected, IsEmpty());
}

// ---- Headers that say nothing ----

struct Refused {
  std::string name;
  std::string input;
  std::string failure;
};

void PrintTo(const Refused& row, std::ostream* out) { *out << row.name; }

std::string refused_name(const ::testing::TestParamInfo<Refused>& info) { return info.param.name; }

class RefusedTable : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedTable, SaysWhatWasExpected) {
  const ReadOutcome outcome = read_records("csv", GetParam().input);
  EXPECT_THAT(outcome.failure, ::testing::StartsWith(GetParam().failure));
  EXPECT_THAT(outcome.records, IsEmpty());
}

// What the hints tell to do, does.
TEST(Csv, RowsWithoutAHeaderAreToldWhatToDo) {
  const std::string pairs = read_records("csv", "bbc.co.uk,reuters.com\n").failure;
  EXPECT_THAT(pairs, HasSubstr("--from edges"));
  const std::string rows = "Quay closed,BBC,2021-03-04,Reuters\n";
  const std::string failure = read_records("csv", rows).failure;
  EXPECT_THAT(failure, HasSubstr("title,outlet,date,cites, and name their kind with --kind"));
  EXPECT_THAT(failure, Not(HasSubstr("--from edges")));
  ingest::ReadOptions options;
  options.default_kind = Kind::Article;
  const ReadOutcome read = read_records("csv", "title,outlet,date,cites\n" + rows, options);
  EXPECT_EQ(read.failure, "");
  EXPECT_THAT(read.rejected, IsEmpty());
  EXPECT_THAT(read.records, SizeIs(2));
}

INSTANTIATE_TEST_SUITE_P(
    Csv, RefusedTable,
    ::testing::Values(
        Refused{"NoHeader", "x,y\n1,2\n",
                "f:1:1: no usable header [the first line must name the columns: from,to["},
        Refused{"FromAlone", "from,date\na,b\n", "f:1:1: no usable header"},
        Refused{"Empty", "", "f: the table is empty"},
        Refused{"SameColumnTwice", "from,to,x,x\n",
                "f:1:11: the columns 'x' and 'x' mean the same [rename"},
        Refused{"SameMeaning", "id,key,kind\n", "f:1:4: the columns 'id' and 'key' mean the same"},
        Refused{"OpenQuotesInHeader", "from,\"to\na,b\n",
                "f:1:6: the quotes that open here are not closed"},
        Refused{"Zip", "PK\x03\x04", "this is a zip archive, or an office document, not text"}),
    refused_name);

// ---- Size and damage ----

TEST(Csv, PassesOverALineTooLongToHold) {
  testing::RepeatedBytes bytes("from,to\na,", 'x', std::size_t{100} << 20, "\nc,d\n");
  std::istream in(&bytes);
  RecordList list;
  ASSERT_TRUE(ingest::format_named("csv")->read(in, {.source_name = "f"}, list));
  EXPECT_THAT(list.records, SizeIs(1));
  ASSERT_THAT(list.rejected, SizeIs(1));
  EXPECT_EQ(describe(list.rejected[0]), "f:2:1: a line longer than 64 MiB");
}

const std::string kSample =
    "record,from,to,relation,evidence,confidence,x\n"
    "citation,a,b,quotes,\"one, \"\"two\"\"\nthree\",0.5,y\n"
    "citation,c\xC3\xA9,d,,,,\n";

TEST(Csv, EveryTruncationIsReadOrRejected) {
  for (std::size_t size = 0; size < kSample.size(); ++size) {
    const ReadOutcome outcome = read_records("csv", kSample.substr(0, size));
    EXPECT_LE(outcome.records.size(), 2u);
    const bool has_header = size >= kSample.find('\n');
    EXPECT_EQ(outcome.failure.empty(), has_header || size >= std::string("record,from,to").size())
        << size << outcome.failure;
  }
}

TEST(Csv, FlippedBytesAreReadOrRejected) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 5000; ++round) {
    std::string damaged = kSample;
    for (int flips = 0; flips < 1 + round % 4; ++flips) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    }
    const ReadOutcome outcome = read_records("csv", damaged);
    EXPECT_GE(outcome.records.size() + outcome.rejected.size() + outcome.failure.size(), 1u);
  }
}

// ---- Setting a field by its name ----

TEST(SetField, SetsWhatAColumnOfThatNameWould) {
  NodeRecord node;
  ASSERT_TRUE(ingest::set_field(node, "kind", "outlet"));
  ASSERT_TRUE(ingest::set_field(node, "name", "The Post"));
  ASSERT_TRUE(ingest::set_field(node, "aliases", "P;Q"));
  ASSERT_TRUE(ingest::set_field(node, "founded", "1900"));
  ASSERT_TRUE(ingest::set_field(node, "founded", "1901"));
  EXPECT_EQ(describe(Record(node)), "outlet title=The Post aliases=P|Q founded=\"1901\"");
}

TEST(SetField, LeavesTheNodeAsItWasWhenTheValueIsWrong) {
  NodeRecord node;
  node.key = "a";
  const auto set = ingest::set_field(node, "date", "yesterday");
  ASSERT_FALSE(set);
  EXPECT_THAT(set.error().message, HasSubstr("'yesterday' is not a date"));
  EXPECT_FALSE(ingest::set_field(node, "cites", "b"));
  EXPECT_FALSE(ingest::set_field(node, "kind", "paper"));
  EXPECT_EQ(describe(Record(node)), "node key=a");
}

}  // namespace
}  // namespace whocites
