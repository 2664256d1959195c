// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/support/read_records.h"
#include "tests/support/repeated_bytes.h"

namespace whocites {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_records;
using testing::ReadOutcome;
using ::testing::SizeIs;

struct Row {
  std::string name;
  std::string input;
  std::string expected;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::string row_name(const ::testing::TestParamInfo<Row>& info) { return info.param.name; }

// ---- Good records ----

class GoodJsonLine : public ::testing::TestWithParam<Row> {};

TEST_P(GoodJsonLine, BecomesItsRecords) {
  const ReadOutcome outcome = read_records("jsonl", GetParam().input);
  EXPECT_THAT(outcome.rejected, IsEmpty());
  EXPECT_EQ(outcome.failure, "");
  std::string lines;
  for (const std::string& record : outcome.records) lines += record + "\n";
  EXPECT_EQ(lines, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Own, GoodJsonLine,
    ::testing::Values(
        Row{"Article",
            R"({"kind":"article","key":"a1","title":"T","date":"2020-02-25","outlet":"o1","url":"http://x.org/a","lang":"en","authors":["A","B"]})",
            "article key=a1 title=T date=2020-02-25 in=o1 url=http://x.org/a lang=en "
            "authors=A|B\n"},
        Row{"Outlet",
            R"({"kind":"outlet","id":"o1","name":"The Korea Post","country":"KR","domains":["k.kr"],"aliases":["KP"],"notes":["n"],"part_of":"owner"})",
            "outlet key=o1 title=The Korea Post in=owner country=KR domains=k.kr aliases=KP "
            "notes=n\n"},
        Row{"OtherNamesOfFields",
            R"({"kind":"Articles","id":7,"name":"T","language":"de","authors":"A; B"})",
            "article key=7 title=T lang=de authors=A; B\n"},
        Row{"CitesOfBothForms",
            R"({"kind":"article","key":"a1","cites":["a0",{"to":"p1","relation":"quotes","evidence":"E","date":"2020","confidence":0.9}]})",
            "article key=a1\na1 mentions a0 at=f:1\n"
            "a1 quotes p1 evidence=E date=2020 confidence=0.9 at=f:1\n"},
        Row{"CitesOfNodeWithoutKey", R"({"kind":"article","title":"Big News","cites":"a0"})",
            "article title=Big News\narticle:big-news mentions a0 at=f:1\n"},
        Row{"Citation",
            R"({"kind":"citation","from":"a1","to":"p1","relation":"reports","evidence":"E","file":"s.txt","line":3,"begin":10,"end":20,"seen":1.10})",
            "a1 reports p1 evidence=E at=s.txt:3 bytes=10-20 seen=1.10\n"},
        Row{"CitationWithoutKind", R"({"from":"a1","to":"p1"})", "a1 mentions p1 at=f:1\n"},
        Row{"Judgement",
            R"({"kind":"judgement","from":"a","to":"b","relation":"quotes","verdict":"rejected","who":"me","when":"2026-11-24T05:06:07Z","why":"w"})",
            "rejected a quotes b who=me when=2026-11-24T05:06:07Z why=w\n"},
        Row{"Same", R"({"kind":"same","a":"x","b":"y","reason":"r"})", "x same y reason=r\n"},
        Row{"NotSame", R"({"kind":"not-same","a":"x","b":"y"})", "x not-same y\n"},
        Row{"Unresolved",
            R"({"kind":"publication","key":"p","name":"Gazete","unresolved":true,"suggestions":[{"key":"g","name":"Gazette","score":0.5}]})",
            "publication key=p title=Gazete unresolved=yes maybe=g/Gazette/0.5\n"},
        Row{"UnknownFieldsStayAsTheyCame",
            R"({"kind":"person","key":"p","n":1.10,"big":12345678901234567890,"l":[1, {"x":"]"}],"nil":null})",
            "person key=p n=1.10 big=12345678901234567890 l=[1, {\"x\":\"]\"}] nil=null\n"},
        Row{"PropertiesOfTakenNames",
            R"({"kind":"person","key":"p","properties":{"key":1,"title":"t"}})",
            "person key=p key=1 title=\"t\"\n"},
        Row{"EmptyMeansNotKnown",
            R"({"kind":"article","key":"a","date":"","title":null,"outlet":" ","authors":[]})",
            "article key=a\n"},
        Row{"Escapes", R"({"kind":"article","key":"\u0061\ud83d\ude00\/","title":"\"\\\u00e9\n"})",
            "article key=a\xF0\x9F\x98\x80/ title=\"\\\xC3\xA9\n\n"},
        Row{"YearAsNumber", R"({"kind":"article","key":"a","date":2019})",
            "article key=a date=2019\n"},
        Row{"MarkBlankLinesAndCrLf",
            "\xEF\xBB\xBF\r\n{\"kind\":\"person\",\"key\":\"p\"}\r\n\n  \n "
            "{\"from\":\"p\",\"to\":\"q\"} ",
            "person key=p\np mentions q at=f:5\n"},
        Row{"ListOfObjects",
            "[ {\"kind\":\"person\",\"key\":\"p\"},\n {\"from\":\"p\",\"to\":\"q\"} ]",
            "person key=p\np mentions q at=f:2\n"},
        Row{"OneObjectOverManyLines", "{\n \"kind\":\"person\",\n \"key\":\"p\"\n}\n",
            "person key=p\n"},
        Row{"EmptyList", "[]", ""}, Row{"Empty", "", ""},
        Row{"Network",
            "{\"nodes\":[\n{\"kind\":\"article\",\"key\":\"a\"}\n],\n\"citations\":[\n"
            R"({"from":"a","to":"b","relation":"quotes","confidence":0,"verdict":"rejected","evidence":[{"text":"E","file":"s","line":2,"confidence":0.5,"batch":3,"properties":{"x":1}},{"text":"F"}],"judgements":[{"verdict":"rejected","who":"me","when":"2026-01-02T03:04:05Z"}]})"
            "\n]}\n",
            "article key=a\na quotes b evidence=E confidence=0.5 at=s:2 x=1\n"
            "a quotes b evidence=F at=f:5\n"
            "rejected a quotes b who=me when=2026-01-02T03:04:05Z\n"}),
    row_name);

// ---- Bad records: the one above and the one below are kept ----

class BadJsonLine : public ::testing::TestWithParam<Row> {};

TEST_P(BadJsonLine, IsRejectedAlone) {
  const std::string good = R"({"kind":"person","key":"p"})";
  const ReadOutcome outcome = read_records("jsonl", good + "\n" + GetParam().input + "\n" + good);
  EXPECT_THAT(outcome.records, ElementsAre("person key=p", "person key=p"));
  EXPECT_THAT(outcome.rejected, ElementsAre("f:2:" + GetParam().expected));
  EXPECT_EQ(outcome.failure, "");
}

const std::string kOneOfRelations =
    "one of: mentions, links, quotes, reports, republishes, based-on, supports, disputes, "
    "corrects, retracts]";
const std::string kDateHint =
    " [write it as 2019, 2019-03, 2019-03-04 or 2019-03-04T05:06Z, with ~ after it when it is "
    "approximate, and / between the two ends of an interval]";

INSTANTIATE_TEST_SUITE_P(
    Own, BadJsonLine,
    ::testing::Values(
        Row{"UnknownRelation", R"({"from":"a","to":"b","relation":"qoutes"})",
            "33: unknown relation 'qoutes' [did you mean 'quotes'? " + kOneOfRelations},
        Row{"UnknownRelationInCites",
            R"({"kind":"article","key":"a","cites":[{"to":"b","relation":"likes"}]})",
            "59: unknown relation 'likes' [" + kOneOfRelations},
        Row{"UnknownKind", R"({"kind":"artcle","key":"a"})",
            "9: unknown kind 'artcle' [did you mean 'article'? one of: article, outlet, "
            "publication, person, organization, citation, judgement, same, not-same, same-text, "
            "not-same-text]"},
        Row{"NoKind", R"( {"key":"a"})",
            "2: the record does not say what it is [give it a 'kind': article, outlet, "
            "publication, person, organization, citation; or 'from' and 'to'; --kind article says "
            "it of all]"},
        Row{"DayThatIsNot", R"({"kind":"article","key":"a","date":"2020-02-31","cites":["b"]})",
            "36: '2020-02-31' is not a date: 2020-02 has 29 days" + kDateHint},
        Row{"DateInWords", R"({"kind":"article","key":"a","date":"25 February 2020"})",
            "36: '25 February 2020' is not a date: the year must have 4 digits [write it as "
            "2020-02-25]"},
        Row{"ConfidenceOverOne", R"({"from":"a","to":"b","confidence":1.5})",
            "35: 'confidence' must be between 0 and 1, not 1.5"},
        Row{"ConfidenceBelowZero", R"({"from":"a","to":"b","confidence":-0.1})",
            "35: 'confidence' must be between 0 and 1, not -0.1"},
        Row{"ConfidenceAsText", R"({"from":"a","to":"b","confidence":"0.5"})",
            "35: 'confidence' must be a number, not a text"},
        Row{"TitleAsNumber", R"({"kind":"article","key":"a","title":5})",
            "37: 'title' must be a text, not a number"},
        Row{"KeyAsFraction", R"({"kind":"article","key":1.5})",
            "25: 'key' must be a text, not a number"},
        Row{"KeyWithLineEnd", R"({"kind":"article","key":"a\nb"})",
            "25: 'key' contains a control character"},
        Row{"NulInTitle", R"({"kind":"article","title":"a\u0000b"})",
            "27: 'title' contains the character U+0000"},
        Row{"AuthorAsObject", R"({"kind":"article","key":"a","authors":["x",{"name":"y"}]})",
            "44: 'authors' must be a list of texts, and one of them is an object"},
        Row{"UnresolvedAsText", R"({"kind":"article","key":"a","unresolved":"yes"})",
            "42: 'unresolved' must be true or false, not a text"},
        Row{"NegativeLine", R"({"from":"a","to":"b","line":-1})",
            "29: 'line' must be a whole number from 0, not '-1'"},
        Row{"HugeLine", R"({"from":"a","to":"b","line":99999999999999999999})",
            "29: 'line' must be a whole number from 0, not '99999999999999999999'"},
        Row{"EndBeforeBegin", R"({"from":"a","to":"b","begin":9,"end":3})",
            "1: the evidence ends at byte 3, before it begins at 9"},
        Row{"SameFieldTwice", R"({"kind":"article","key":"a","key":"b"})",
            "29: 'key' is given twice"},
        Row{"SameFieldUnderTwoNames", R"({"kind":"article","key":"a","id":"b"})",
            "34: 'key' and 'id' both give the key"},
        Row{"PropertyTwice", R"({"kind":"person","key":"a","x":1,"properties":{"x":2}})",
            "1: the property 'x' is given twice"},
        Row{"NothingToNameIt", R"({"kind":"article","date":"2020"})",
            "1: article needs a 'key', a 'name' or a 'url'"},
        Row{"CitationWithoutEnd", R"({"kind":"citation","from":"a"})", "1: a citation needs 'to'"},
        Row{"CitesWithoutTo", R"({"kind":"article","key":"a","cites":[{"evidence":"e"}]})",
            "38: an entry of 'cites' needs 'to'"},
        Row{"CitesWithFrom", R"({"kind":"article","key":"a","cites":[{"from":"x","to":"b"}]})",
            "39: an entry of 'cites' has no 'from': the node itself cites"},
        Row{"CitesAList", R"({"kind":"article","key":"a","cites":["b",["c"]]})",
            "42: 'cites' must be a text, not a list"},
        Row{"JudgementWithoutVerdict", R"({"kind":"judgement","from":"a","to":"b","when":"2020"})",
            "1: a judgement needs 'verdict'"},
        Row{"UnknownVerdict",
            R"({"kind":"judgement","from":"a","to":"b","verdict":"confirm","when":"2020"})",
            "51: unknown verdict 'confirm' [did you mean 'confirmed'? one of: confirmed, "
            "rejected]"},
        Row{"JudgementWithEvidence",
            R"({"kind":"judgement","from":"a","to":"b","verdict":"rejected","when":"2020","evidence":"e"})",
            "87: a judgement has no field 'evidence' [one of: kind, record, from, to, relation, "
            "verdict, who, when, why]"},
        Row{"SameWithoutB", R"({"kind":"same","a":"x"})", "1: a record 'same' needs 'a' and 'b'"},
        Row{"NoObject", "42", "1: a record must be an object, not a number"},
        Row{"CutOff", R"({"kind":"article","key":"a)",
            "27: not well-formed JSON: invalid string: missing closing quote"},
        Row{"NoComma", R"({"kind":"article" "key":"a"})",
            "19: not well-formed JSON: unexpected string literal; expected '}'"},
        Row{"TwoObjects", R"({"from":"a","to":"b"}{"from":"a","to":"b"})",
            "22: not well-formed JSON: unexpected '{'; expected end of input"},
        Row{"TwoValues", R"({"x":true null})",
            "11: not well-formed JSON: unexpected null literal; expected '}'"},
        Row{"NumberInTheWay", R"({"x":true 12.5})",
            "11: not well-formed JSON: unexpected number literal; expected '}'"},
        Row{"InvalidUtf8", "{\"kind\":\"article\",\"key\":\"\xC3(\"}",
            "26: not well-formed JSON: invalid UTF-8"},
        Row{"LoneSurrogate", R"({"kind":"article","key":"\ud800"})",
            "32: not well-formed JSON: invalid string: surrogate U+D800..U+DBFF must be followed "
            "by U+DC00..U+DFFF"},
        Row{"Nul", std::string("{\"from\":\"a\",\"to\":\"b\"}\0", 22),
            "22: not well-formed JSON: a NUL byte"},
        Row{"TooDeep",
            "{\"kind\":\"person\",\"key\":\"p\",\"x\":" + std::string(64, '[') +
                std::string(64, ']') + "}",
            "95: not well-formed JSON: nested more than 64 levels deep"},
        Row{"MillionBrackets", std::string(1000000, '['),
            "65: not well-formed JSON: nested more than 64 levels deep"},
        Row{"NumberTooLarge", R"({"kind":"person","key":"p","x":1e999})",
            "36: not well-formed JSON: a number is too large"}),
    row_name);

// ---- Whole inputs ----

TEST(Jsonl, TakesDefaultKind) {
  const ReadOutcome outcome = read_records("jsonl", R"({"key":"a","from":"x"})",
                                           {.source_name = "f", .default_kind = Kind::Outlet});
  EXPECT_THAT(outcome.records, ElementsAre("outlet key=a from=\"x\""));
}

TEST(Jsonl, FieldsOfOtherNamesAreMapped) {
  ingest::ReadOptions options{.source_name = "f"};
  options.field_map = {{"source", "from"}, {"target", "to"}};
  constexpr const char* kPair = R"({"source":"a","target":"b"})";
  EXPECT_THAT(read_records("jsonl", kPair, options).records, ElementsAre("a mentions b at=f:1"));
  EXPECT_THAT(read_records("jsonl", kPair).records, ::testing::IsEmpty());
  // What is called as it is called here keeps its name, also on the short way for bare citations.
  options.field_map = {{"to", "notes"}};
  EXPECT_THAT(read_records("jsonl", R"({"from":"a","to":"b"})", options).records,
              ::testing::IsEmpty());
}

TEST(Jsonl, SaysThatTheInputEndsWithinARecord) {
  const ReadOutcome outcome = read_records("jsonl", "{\"from\":\"a\",\"to\":\"b\"}\n{\"from\":");
  EXPECT_THAT(outcome.records, SizeIs(1));
  EXPECT_THAT(outcome.rejected,
              ElementsAre("f:2:9: not well-formed JSON: unexpected end of input; expected '[', "
                          "'{', or a literal [the input ends within the record: was it cut off?]"));
}

TEST(Jsonl, RefusesWhatIsNoJsonLines) {
  const ReadOutcome outcome = read_records("jsonl", "Once upon a time\nthere was a paper\n");
  EXPECT_THAT(outcome.failure, HasSubstr("f:1:1: not well-formed JSON: invalid literal"));
  EXPECT_THAT(outcome.rejected, IsEmpty());
}

TEST(Jsonl, KeepsRecordsBelowAStrayLine) {
  const ReadOutcome outcome = read_records("jsonl", "# log\n{\"from\":\"a\",\"to\":\"b\"}\n");
  EXPECT_THAT(outcome.records, SizeIs(1));
  EXPECT_THAT(outcome.rejected, SizeIs(1));
}

TEST(Jsonl, RefusesCompressedDataAndWideText) {
  EXPECT_EQ(read_records("jsonl", "\x1F\x8B\x08").failure,
            "this is gzip data, not text [decompress it first]");
  EXPECT_EQ(read_records("jsonl", "\xFF\xFE{").failure,
            "the text is in UTF-16 or UTF-32, not in UTF-8 [convert it: iconv -f UTF-16 -t UTF-8]");
}

TEST(Jsonl, PlacesFaultsInsideADocument) {
  const ReadOutcome outcome =
      read_records("jsonl", "[\n {\"kind\":\"person\",\"key\":\"p\"},\n {\"key\":\n  \"q\"},\n 5]");
  EXPECT_THAT(outcome.records, SizeIs(1));
  EXPECT_THAT(outcome.rejected, ElementsAre(HasSubstr("f:3:2: the record does not say"),
                                            "f:5:2: a record must be an object, not a number"));
}

TEST(Jsonl, PassesOverALineTooLongToHold) {
  testing::RepeatedBytes bytes("{\"kind\":\"person\",\"key\":\"a\"}\n", 'x', std::size_t{100} << 20,
                               "\n{\"kind\":\"person\",\"key\":\"b\"}\n");
  std::istream in(&bytes);
  RecordList list;
  ASSERT_TRUE(ingest::format_named("jsonl")->read(in, {.source_name = "f"}, list));
  EXPECT_THAT(list.records, SizeIs(2));
  ASSERT_THAT(list.rejected, SizeIs(1));
  EXPECT_EQ(testing::describe(list.rejected[0]),
            "f:2:1: a line longer than 64 MiB [put one record on a line]");
}

// ---- Damage ----

const std::string kSample =
    "{\"kind\":\"article\",\"key\":\"a1\",\"title\":\"T\xC3\xA9\",\"date\":\"2020-02-25\",\"x\":[1,"
    "{}],"
    "\"cites\":[\"a0\",{\"to\":\"p1\",\"relation\":\"quotes\",\"confidence\":0.9}]}\n"
    "{\"kind\":\"same\",\"a\":\"x\",\"b\":\"\\ud83d\\ude00\"}\n"
    "{\"kind\":\"judgement\",\"from\":\"a\",\"to\":\"b\",\"verdict\":\"rejected\",\"when\":"
    "\"2020\"}\n";

TEST(Jsonl, EveryTruncationKeepsTheLinesBeforeIt) {
  for (std::size_t size = 0; size < kSample.size(); ++size) {
    const std::string cut = kSample.substr(0, size);
    const ReadOutcome outcome = read_records("jsonl", cut);
    const auto whole_lines = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n'));
    EXPECT_EQ(outcome.failure, "");
    EXPECT_GE(outcome.records.size(), whole_lines);
    EXPECT_LE(outcome.rejected.size(), 1u) << cut;
  }
}

TEST(Jsonl, FlippedBytesAreReadOrRejected) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 5000; ++round) {
    std::string damaged = kSample;
    for (int flips = 0; flips < 1 + round % 4; ++flips) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    }
    const ReadOutcome outcome = read_records("jsonl", damaged);
    EXPECT_GE(outcome.records.size() + outcome.rejected.size() + outcome.failure.size(), 1u);
  }
}

// A sink whose disk is full.
class FullSink final : public RecordSink {
 public:
  Result<void> accept(Record) override { return fail(ErrorCode::Io, "disk full"); }
  void reject(Error) override { ++rejected_count; }
  int rejected_count = 0;
};

TEST(Jsonl, PassesOnAFailureOfTheSinkAtOnce) {
  std::istringstream in("{\"from\":\"a\",\"to\":\"b\"}\nbroken\n");
  FullSink sink;
  const Result<void> result = ingest::format_named("jsonl")->read(in, {.source_name = "f"}, sink);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::Io);
  EXPECT_EQ(sink.rejected_count, 0);
}

}  // namespace
}  // namespace whocites
