// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "graph/text_sketch.h"
#include "tests/support/article.h"

namespace whocites {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_article;
using testing::ReadArticle;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

const char* const kOldPapers[] = {"Crual L'Eveneman", "Financial Times",  "Izvestia",
                                  "Le Monde",         "The Sunday Times", "The Times"};
const char* const kKoreanPapers[] = {"The Korea Post", "The Seoul Times"};

std::vector<std::string> korean_edges() {
  std::vector<std::string> edges;
  for (const std::string paper : kKoreanPapers) {
    edges.push_back("article -> " + paper + ": reports");
    edges.push_back(paper + " -> Serzh Sargsyan: quotes");
    for (const std::string old : kOldPapers) edges.push_back(paper + " -> " + old + ": reports");
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

void expect_korean_story(const ReadArticle& read, const std::string& text) {
  ASSERT_TRUE(read.result);
  EXPECT_EQ(read.article().facts.kind, Kind::Article);
  EXPECT_EQ(read.article().facts.title, "");
  EXPECT_EQ(read.article().facts.date, *parse_date("2020-02-25"));
  EXPECT_EQ(read.article().part_of, "");
  EXPECT_EQ(read.edges(), korean_edges());
  EXPECT_EQ(read.nodes.size(), 10U);
  EXPECT_EQ(read.node_titled("The Korea Post")->key, "koreapost.com");
  const NodeRecord& misspelt = *read.node_titled("Crual L'Eveneman");
  EXPECT_TRUE(misspelt.facts.unresolved);
  ASSERT_FALSE(misspelt.facts.suggestions.empty());
  EXPECT_EQ(misspelt.facts.suggestions.front().name, "La Croix");
  EXPECT_EQ(read.ignored.size(), 2U);
  for (const IgnoredRecord& ignored : read.ignored) {
    EXPECT_EQ(text.substr(ignored.place.begin, ignored.place.end - ignored.place.begin),
              ignored.text);
  }
  for (const CitationRecord& citation : read.citations) {
    const Place& place = citation.evidence.place;
    EXPECT_EQ(text.substr(place.begin, place.end - place.begin), citation.evidence.text);
    EXPECT_GT(*citation.evidence.confidence, 0.5);
    EXPECT_LE(*citation.evidence.confidence, 0.95);
  }
}

TEST(KoreanMediaSample, IsReadInFull) {
  const std::string text =
      testing::file_text(WHOCITES_SOURCE_DIR "/samples/korean-media/article.txt");
  const ReadArticle read = read_article(text);
  expect_korean_story(read, text);
  EXPECT_EQ(read.ignored[0].text, "Plugin not found");
  EXPECT_THAT(read.evidence("article -> The Korea Post: reports"),
              ElementsAre(HasSubstr("ran stories this week"), HasSubstr("The newspapers write"),
                          HasSubstr("The stories also quote"),
                          HasSubstr("According to the two newspapers")));
  EXPECT_THAT(read.evidence("The Seoul Times -> Serzh Sargsyan: quotes"),
              ElementsAre(AllOf(HasSubstr("The stories also quote Serzh Sargsyan"),
                                EndsWith("We proved them wrong.\""))));
}

TEST(KoreanMediaArticle, IsReadInFull) {
  const std::string text = testing::file_text(WHOCITES_SOURCE_DIR
                                              "/../shared/data/articles/"
                                              "korean-media-2020-02-25.txt");
  if (text.empty()) GTEST_SKIP() << "the original article is not here";
  const ReadArticle read = read_article(text);
  expect_korean_story(read, text);
  EXPECT_EQ(read.ignored[0].text, "Error message");
  EXPECT_THAT(read.ignored[1].text, HasSubstr("jReject"));
  const std::vector<std::string> evidence = read.evidence("article -> The Korea Post: reports");
  EXPECT_THAT(evidence, Contains(HasSubstr("South Korean media, including")));
  EXPECT_THAT(evidence, Contains(HasSubstr("According to South Korean newspapers")));
}

// ---- title, byline, date ----

TEST(LineAboveADate, IsTheTitleWhenTheTextTellsOfIt) {
  const std::string body = "\n\n3 May 2022\n\nThe ferry stayed in port, Reuters reported.\n";
  EXPECT_EQ(read_article("Ferry stays where it is" + body).article().facts.title,
            "Ferry stays where it is");
  EXPECT_EQ(read_article("Widget not loaded" + body).article().facts.title, "");
  EXPECT_EQ(read_article("The ferry widget was not loaded." + body).article().facts.title, "");
}

TEST(NameAfterAnArticle, IsNoPerson) {
  const ReadArticle read = read_article("Nobody came, the Harlow Wharfs said. So it was.");
  ASSERT_NE(read.node_titled("Harlow Wharfs"), nullptr);
  EXPECT_EQ(read.node_titled("Harlow Wharfs")->facts.kind, Kind::Organization);
}

constexpr const char* kFerry =
    "Harbour ferry sinks in fog\n\nBy Jane Doe and John Roe, The Guardian\n3 March 2020\n\n"
    "LONDON (Reuters) - A ferry sank in the harbour on Tuesday after it met a second ferry in "
    "thick fog, and all of its passengers were brought to the shore by fishing boats.\n\n"
    "The harbour office said that the fog had come without warning.\n\n"
    "Share this article\n\n\u00A9 2020 The Guardian. All rights reserved.\n";

TEST(ArticleParts, AreToldApart) {
  const ReadArticle read = read_article(kFerry);
  EXPECT_EQ(read.article().facts.title, "Harbour ferry sinks in fog");
  EXPECT_THAT(read.article().key, StartsWith("article:harbour-ferry-sinks-in-fog"));
  EXPECT_EQ(read.article().facts.date, *parse_date("2020-03-03"));
  EXPECT_THAT(read.article().facts.authors, ElementsAre("Jane Doe", "John Roe"));
  EXPECT_EQ(read.article().part_of, "theguardian.com");
  EXPECT_THAT(read.edges(), ElementsAre("article -> Reuters: republishes"));
  ASSERT_EQ(read.ignored.size(), 2U);
  EXPECT_EQ(read.ignored[0].reason, "not part of the article: share or comment line");
  EXPECT_EQ(read.ignored[1].reason, "not part of the article: copyright notice");
}

TEST(ArticleParts, OfTheCallerComeFirst) {
  ingest::ReadOptions options;
  options.title = "Another title";
  options.outlet = "Le Monde";
  options.url = "https://example.org/ferry";
  options.date = *parse_date("2021");
  const ReadArticle read = read_article(kFerry, options);
  EXPECT_EQ(read.article().facts.title, "Another title");
  EXPECT_EQ(read.article().key, "https://example.org/ferry");
  EXPECT_EQ(read.article().facts.date, *parse_date("2021"));
  EXPECT_EQ(read.article().part_of, "lemonde.fr");
}

TEST(ArticleParts, AreNotInvented) {
  const ReadArticle read = read_article("The ferry left the harbour at noon. It did not return.");
  EXPECT_EQ(read.article().facts.title, "");
  EXPECT_EQ(read.article().facts.date, std::nullopt);
  EXPECT_EQ(read.article().part_of, "");
  EXPECT_THAT(read.article().facts.authors, IsEmpty());
  EXPECT_THAT(read.article().key, HasSubstr("article:undated-"));
}

TEST(LinkedPages, AreUnresolvedUntilTheyAreRead) {
  const ReadArticle read = read_article(
      "The report is at https://example.org/report and its summary at "
      "https://www.bbc.co.uk/news/world-123 in full.");
  std::vector<std::string> unread;
  for (const NodeRecord& node : read.nodes) {
    if (node.facts.unresolved) unread.push_back(node.key);
  }
  EXPECT_THAT(unread, UnorderedElementsAre("https://example.org/report",
                                           "https://bbc.co.uk/news/world-123"));
}

TEST(HardWrappedText, IsReadAcrossItsLines) {
  const ReadArticle read = read_article(
      "The ferry left the harbour at noon and did not return, the Financial\n"
      "Times reported, and nobody on the pier could say where it had gone to\n"
      "before the evening.\n");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.edges()[0], "article -> Financial Times: reports");
  EXPECT_THAT(read.citations[0].evidence.text, HasSubstr("the Financial Times reported"));
}

TEST(Abbreviations, DoNotEndASentence) {
  const ReadArticle read = read_article(
      "On Feb. 25 Mr. J. Doe of the U.S. Senate met Sen. Jane Roe. Reuters reported the rest.");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].evidence.text, "Reuters reported the rest.");
}

// ---- encodings ----

TEST(Encoding, OffsetsCountInTheInput) {
  const std::string text = "\xEF\xBB\xBFReuters reported that the caf\u00E9 had closed.";
  const ReadArticle read = read_article(text);
  ASSERT_EQ(read.citations.size(), 1U);
  const Place& place = read.citations[0].evidence.place;
  EXPECT_EQ(place.begin, 3U);
  EXPECT_EQ(place.end, text.size());
}

TEST(Encoding, Utf16IsToldByItsMark) {
  const std::string text = "Reuters reported that it rained.";
  std::string utf16 = "\xFF\xFE";
  for (const char c : text) utf16 += {c, '\0'};
  EXPECT_THAT(read_article(utf16).edges(), ElementsAre("article -> Reuters: reports"));
}

TEST(Encoding, Windows1252IsDetected) {
  const ReadArticle read = read_article(
      "The caf\xE9 in the old town of Besan\xE7on will close its doors, the daily \x93Le Monde\x94 "
      "reported.");
  ASSERT_TRUE(read.result);
  EXPECT_THAT(read.edges(), ElementsAre("article -> Le Monde: reports"));
  EXPECT_THAT(read.evidence("article -> Le Monde: reports"), ElementsAre(HasSubstr("caf\u00E9")));
}

TEST(Encoding, DamagedUtf8StaysReadable) {
  const ReadArticle read = read_article(
      "Reuters reported that caf\u00E9s, p\u00E2tisseries and h\u00F4tels \xFF closed.");
  EXPECT_THAT(read.edges(), ElementsAre("article -> Reuters: reports"));
}

// ---- hostile input ----

struct Rejected {
  const char* name;
  std::string bytes;
  const char* message;
};

std::string name_of_rejected(const ::testing::TestParamInfo<Rejected>& info) {
  return info.param.name;
}

class UnreadableInput : public ::testing::TestWithParam<Rejected> {};

TEST_P(UnreadableInput, SaysWhatItLooksLike) {
  const ReadArticle read = read_article(GetParam().bytes);
  ASSERT_FALSE(read.result);
  EXPECT_EQ(read.result.error().code, ErrorCode::Unreadable);
  EXPECT_EQ(read.result.error().message, GetParam().message);
  EXPECT_THAT(read.nodes, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, UnreadableInput,
    ::testing::Values(
        Rejected{"Empty", "", "the input holds no text"},
        Rejected{"OnlySpace", " \n\t\r\n ", "the input holds no text"},
        Rejected{"Gzip", std::string("\x1F\x8B\x08\0\0\0", 6), "this is gzip data, not text"},
        Rejected{"Png", std::string("\x89PNG\r\n\x1A\n\0\0", 10), "this is a PNG image, not text"},
        Rejected{"Pdf", "%PDF-1.7\nobj", "this is a PDF document, not text"},
        Rejected{"Nul", std::string("abc\0def", 7),
                 "not text: it holds NUL bytes (binary data, or UTF-16 without its mark)"},
        Rejected{"Controls", std::string(100, '\x02'),
                 "not text: most of its bytes are control characters"}),
    name_of_rejected);

TEST(HostileInput, HundredMegabytesInOneLineAreRefused) {
  std::istringstream in(std::string(std::size_t{100} << 20, 'a'));
  RecordList list;
  const Result<void> result = ingest::text_format().read(in, {}, list);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "text longer than 64 MiB: no article");
}

TEST(HostileInput, OneEndlessSentenceIsReadInPieces) {
  std::string text;
  while (text.size() < (std::size_t{4} << 20)) text += "Le Monde, Reuters and \"Der Spiegel ";
  EXPECT_TRUE(read_article(text).result);
  EXPECT_TRUE(read_article(std::string(std::size_t{8} << 20, '(')).result);
  EXPECT_TRUE(read_article(std::string(std::size_t{4} << 20, '\n') + "a").result);
}

class HostileText : public ::testing::TestWithParam<const char*> {};

TEST_P(HostileText, IsReadWithoutInventing) {
  const ReadArticle read = read_article(GetParam());
  ASSERT_TRUE(read.result);
  EXPECT_THAT(read.edges(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileText,
                         ::testing::Values("\"\"\"'''((([[[", "said said said, said \"said\"",
                                           "according to according to according to",
                                           "<script>alert('x')</script> & <b>bold</b>",
                                           "\u202Etxet desrever a si siht\u202C",
                                           ", , , and and and such as, such as,", "such as", "X",
                                           ".", "\u0301\u0301\u0301"));

TEST(HostileInput, CutAnywhereItStaysReadable) {
  const std::string text =
      testing::file_text(WHOCITES_SOURCE_DIR "/samples/korean-media/article.txt");
  ASSERT_FALSE(text.empty());
  for (std::size_t size = 1; size < text.size(); size += 7) {
    EXPECT_TRUE(read_article(text.substr(0, size)).result) << size;
  }
}

TEST(TextReader, GivesAnArticleItsSketch) {
  std::string text = "The dam.\n\n";
  for (int i = 0; i < 20; ++i) text += "The lake rose by " + std::to_string(i) + " feet that day. ";
  const ReadArticle read = read_article(text);
  EXPECT_TRUE(sketch_in(read.article().facts));
  EXPECT_FALSE(sketch_in(read_article("It rained.").article().facts));
}

}  // namespace
}  // namespace whocites
