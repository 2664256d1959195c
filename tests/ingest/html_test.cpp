// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "ingest/formats/html.h"
#include "tests/support/read_records.h"

namespace whocites::ingest {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using whocites::testing::read_records;
using whocites::testing::ReadOutcome;

std::string page(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
}

// Enough running text to be an article's.
const std::string kFill =
    "<p>The ferry between the two towns did not sail on Monday, or on Tuesday, and nobody on the "
    "quay knew when it would sail again, if at all.</p>"
    "<p>Buses took the passengers around the bay, which takes three hours, and costs twice as much "
    "as the ferry, so that many stayed at home.</p>";

html::PageFacts facts_of(const std::string& bytes) {
  const Result<html::Page> read = html::read_page(bytes);
  EXPECT_TRUE(read) << (read ? "" : read.error().message);
  return read ? read->facts : html::PageFacts{};
}

TEST(HtmlReader, ReadsWhatAPageSaysCitesAndLinksTo) {
  std::ifstream file(std::string(WHOCITES_SOURCE_DIR) + "/tests/fuzz/corpus/html/article.html");
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const ReadOutcome read = read_records("html", bytes.str());
  EXPECT_THAT(read.failure, IsEmpty());
  EXPECT_THAT(
      read.records,
      Contains(StartsWith(
          "article key=https://harbourpost.example/2020/03/ferry-stopped title=Ferry stopped "
          "after inspection date=2020-03-03T17:05:00+01:00 in=harbourpost.example "
          "url=https://www.harbourpost.example/2020/03/ferry-stopped?utm_source=x lang=en-GB "
          "authors=Jane Doe|John Roe modified=\"2020-03-04T09:00:00+01:00\" text-sketch=")));
  EXPECT_THAT(read.records, Contains("outlet key=harbourpost.example title=The Harbour Post "
                                     "domains=harbourpost.example"));
  std::vector<std::string> citations;
  for (const std::string& record : read.records) {
    if (record.find(" at=f:") != record.npos) {
      citations.push_back(record.substr(0, record.find(" evidence=")));
    }
  }
  const std::string article = "https://harbourpost.example/2020/03/ferry-stopped";
  EXPECT_THAT(citations,
              ElementsAre(article + " reports https://reuters.com/article/ferry-1",
                          "https://reuters.com/article/ferry-1 reports lemonde.fr",
                          "bbc.com quotes person:ann-smith", article + " reports bbc.com",
                          article + " links https://harbourpost.example/reports/ferry.pdf",
                          HasSubstr(" based-on https://registry.example/ferries/2020-17"),
                          HasSubstr(" mentions 10.1000/182 ")));
}

TEST(HtmlReader, EvidenceStandsWhereItsPlaceSays) {
  const std::string bytes =
      page("", "<h1>Ferry &amp; bus: what is known</h1>" + kFill +
                   "<p>It was &ldquo;caf&eacute; talk&rdquo;. The plan, <a "
                   "href='https://plans.example/1'>published  on\n Monday</a>, was old.</p>" +
                   kFill);
  const Format& format = html_format();
  std::istringstream in(bytes);
  RecordList list;
  ASSERT_TRUE(format.read(in, {.source_name = "f", .url = "https://a.example/x"}, list));
  std::size_t links = 0;
  for (const Record& record : list.records) {
    const auto* citation = std::get_if<CitationRecord>(&record);
    if (citation == nullptr || citation->relation != Relation::Links) continue;
    ++links;
    const Place& place = citation->evidence.place;
    EXPECT_EQ(citation->evidence.text, "The plan, published on Monday, was old.");
    EXPECT_EQ(bytes.substr(place.begin, place.end - place.begin),
              "The plan, <a href='https://plans.example/1'>published  on\n Monday</a>, was old.");
    EXPECT_EQ(citation->evidence.properties.at(0).json, "\"published on Monday\"");
  }
  EXPECT_EQ(links, 1u);
}

TEST(HtmlReader, TakesNoLinkFromAroundTheText) {
  const ReadOutcome read = read_records(
      "html",
      page("<link rel=canonical href='https://a.example/1'>",
           "<nav><a href='https://nav.example/'>The news of today, and of yesterday</a></nav>"
           "<div id=postComments><p>As <a href='https://comment.example/'>I wrote, long ago, "
           "and will write</a> again, and again, and again.</p></div><div class='main-text'>" +
               kFill +
               "<p>A mail went <a href='mailto:a@b.example'>to the company</a>, see <a "
               "href='#note'>below</a> or <a href='javascript:x()'>here</a>.</p>" +
               kFill +
               "<ul class=related-links><li><a href='https://more.example/'>More</a></ul></div>"
               "<footer><a href='https://foot.example/'>Imprint</a></footer>"));
  EXPECT_THAT(read.records, Not(Contains(HasSubstr(" links "))));
}

struct EncodedPage {
  std::string name;
  std::string bytes;
  std::string title;
};

void PrintTo(const EncodedPage& page, std::ostream* out) { *out << page.name; }

class PageEncoding : public ::testing::TestWithParam<EncodedPage> {};

TEST_P(PageEncoding, IsTold) { EXPECT_EQ(facts_of(GetParam().bytes).title, GetParam().title); }

INSTANTIATE_TEST_SUITE_P(
    Html, PageEncoding,
    ::testing::Values(
        EncodedPage{"Utf8WithoutAWord", "<title>Événement à Paris, dit-on ici</title>",
                    "Événement à Paris, dit-on ici"},
        EncodedPage{"Marked", "\xEF\xBB\xBF<title>Événement à Paris, dit-on ici</title>",
                    "Événement à Paris, dit-on ici"},
        EncodedPage{"Utf8ThatSaysLatin1",
                    "<meta charset=iso-8859-1><title>Événement à Paris, dit-on ici</title>",
                    "Événement à Paris, dit-on ici"},
        EncodedPage{
            "Latin1",
            "<meta charset=iso-8859-1><title>\xC9v\xE9nement \x93\xE0\x94 Paris, ici</title>",
            "Événement “à” Paris, ici"},
        EncodedPage{"Cyrillic",
                    "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"
                    "<title>\xCF\xE0\xF0\xEE\xEC \xEE\xF1\xF2\xE0\xED\xEE\xE2\xEB\xE5\xED \xED\xE0 "
                    "\xE4\xE2\xE0 \xE4\xED\xFF</title>",
                    "Паром остановлен на два дня"},
        EncodedPage{"ShiftJis", "<meta charset='Shift_JIS'><title>\x93\xFA\x96\x7B\x8C\xEA</title>",
                    "日本語"},
        EncodedPage{"UnknownName", "<meta charset=x-none><title>Plain words of a headline</title>",
                    "Plain words of a headline"}),
    [](const auto& row) { return row.param.name; });

TEST(PageFacts, AreReadFromEveryShapeOfJsonLd) {
  const std::string article =
      R"({"@type":"NewsArticle","headline":"A &amp; B","author":"By Jane Doe and John Roe","publisher":"The Post","datePublished":"2020-03-04T05:06:07.123Z","isBasedOn":["https://a.example/1",{"name":"A law"}]})";
  for (const std::string& json :
       {article, "[" + article + "]", "{\"@graph\":[" + article + "]}",
        "<!--\n" + article + "\n-->", "//<![CDATA[\n" + article + ";\n//]]>",
        "{\"@type\":\"WebPage\",\"mainEntity\":" + article + "}"}) {
    const html::PageFacts facts =
        facts_of(page("<script type='application/ld+json'>" + json + "</script>", ""));
    EXPECT_EQ(facts.title, "A & B") << json;
    EXPECT_THAT(facts.authors, ElementsAre("Jane Doe", "John Roe")) << json;
    EXPECT_EQ(facts.outlet, "The Post") << json;
    EXPECT_EQ(to_string(facts.published.value_or(Date{})), "2020-03-04T05:06:07Z") << json;
    EXPECT_THAT(facts.based_on, ElementsAre(html::NamedWork{"https://a.example/1", ""},
                                            html::NamedWork{"", "A law"}));
    EXPECT_TRUE(facts.is_article);
  }
}

TEST(PageFacts, TellOfJsonLdThatIsNone) {
  for (const std::string json : {"{", "{\"a\":}", "[[[[", "{\"a\":1}{\"b\":2}", "nonsense"}) {
    const std::string head = "<title>The title of this page</title>";
    const html::PageFacts facts =
        facts_of(page(head + "<script type='application/ld+json'>" + json + "</script>", ""));
    EXPECT_THAT(facts.unread, ElementsAre(HasSubstr("JSON-LD that cannot be read"))) << json;
    EXPECT_EQ(facts.title, "The title of this page");
  }
}

struct Claim {
  std::string name;
  std::string rating;
  std::string relation;
};

void PrintTo(const Claim& claim, std::ostream* out) { *out << claim.name; }

class ClaimRating : public ::testing::TestWithParam<Claim> {};

TEST_P(ClaimRating, DecidesTheRelation) {
  const ReadOutcome read = read_records(
      "html", page("<link rel=canonical href='https://c.example/1'><script "
                   "type='application/ld+json'>{\"@type\":\"ClaimReview\",\"claimReviewed\":\"It "
                   "sank\",\"itemReviewed\":{\"firstAppearance\":\"https://b.example/2\"},"
                   "\"reviewRating\":" +
                       GetParam().rating + "}</script>",
                   "<p>x</p>"));
  EXPECT_THAT(read.records, Contains(HasSubstr("https://c.example/1 " + GetParam().relation +
                                               " https://b.example/2 evidence=It sank")));
}

INSTANTIATE_TEST_SUITE_P(
    Html, ClaimRating,
    ::testing::Values(
        Claim{"FalseInWords", R"({"alternateName":"Pants on Fire!"})", "disputes"},
        Claim{"TrueInWords", R"({"alternateName":"Mostly true"})", "supports"},
        Claim{"Worst", R"({"ratingValue":1,"bestRating":5,"worstRating":1})", "disputes"},
        Claim{"Best", R"({"ratingValue":"5","bestRating":"5","worstRating":"1"})", "supports"},
        Claim{"Between", R"({"ratingValue":3,"bestRating":5,"worstRating":1})", "mentions"},
        Claim{"WithoutEnds", R"({"ratingValue":1})", "mentions"},
        Claim{"EndsTheOtherWay", R"({"ratingValue":1,"bestRating":1,"worstRating":5})", "mentions"},
        Claim{"OutOfRange", R"({"ratingValue":9,"bestRating":5,"worstRating":1})", "mentions"},
        Claim{"None", "null", "mentions"}),
    [](const auto& row) { return row.param.name; });

TEST(PageDate, IsReadAsPagesWriteIt) {
  const std::pair<std::string, std::string> rows[] = {
      {"2018-04-05T06:00", "2018-04-05T06:00:00"},
      {"2021-11-01T10:52:50+0100", "2021-11-01T10:52:50+01:00"},
      {"2021-11-01T10:52:50.123Z", "2021-11-01T10:52:50Z"},
      {"2021-11-01 10:52:50 +01:00", "2021-11-01T10:52:50+01:00"},
      {"20211101", "2021-11-01"},
      {"2018/6/19 5:50", "2018-06-19"},
      {"2018年6月19日", "2018-06-19"},
      {"Thu, 05 Apr 2018 06:00:00 GMT", "2018-04-05"},
      {"Saturday, December 27, 2014, 12:06 PM", "2014-12-27"},
  };
  for (const auto& [text, expected] : rows) {
    const std::optional<Date> date = html::read_page_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_string(*date).substr(0, expected.size()), expected) << text;
  }
  for (const std::string text : {"", "yesterday", "2018", "2018-13-05", "20211301", "2018/19/6",
                                 "12345678901234567890", "April", "2 hours ago", "2018-02-30"}) {
    EXPECT_FALSE(html::read_page_date(text)) << text;
  }
}

TEST(Byline, IsTakenApartIntoNames) {
  EXPECT_THAT(html::names_of_byline("By Jane Doe, John Roe and Ann Smith"),
              ElementsAre("Jane Doe", "John Roe", "Ann Smith"));
  EXPECT_THAT(html::names_of_byline("Written by: Jane Doe (the Post)"), ElementsAre("Jane Doe"));
  EXPECT_THAT(html::names_of_byline("Jane Doe, Games Editor | 3 March 2020"),
              ElementsAre("Jane Doe"));
  EXPECT_THAT(html::names_of_byline("By Jane Doe March 25, 2015"), ElementsAre("Jane Doe"));
  EXPECT_THAT(html::names_of_byline("By JANE DOE 11 March 2015 3:46 PM"), ElementsAre("JANE DOE"));
  EXPECT_THAT(html::names_of_byline("April May"), ElementsAre("April May"));
  EXPECT_THAT(html::names_of_byline("By Jane Doe, MD, and John Roe, Ph.D."),
              ElementsAre("Jane Doe", "John Roe"));
  EXPECT_THAT(html::names_of_byline("Jane Doe (avec John Roe et Ann Smith)"),
              ElementsAre("Jane Doe", "John Roe", "Ann Smith"));
  for (const std::string text :
       {"", "By", "https://facebook.com/post", "3 March 2020", "@jane", "12:30",
        "harbourpost.example", "Staff", "Last Updated: January 7, 2025",
        "Jane Doe The harbour dam leaks all night long over farms", "Jane Doe: the dam leaks"}) {
    EXPECT_THAT(html::names_of_byline(text), IsEmpty()) << text;
  }
}

TEST(MetaAuthors, MayHaveTheSurnameFirst) {
  const std::string metas =
      "<meta name='DC.Creator' content='Doe, Jane'><meta name='DC.Creator' content='Roe, John "
      "van'>";
  EXPECT_THAT(facts_of(page(metas, "")).authors, ElementsAre("Jane Doe", "John van Roe"));
  EXPECT_THAT(facts_of(page("<meta name='author' content='Jane Doe, John Roe'>", "")).authors,
              ElementsAre("Jane Doe", "John Roe"));
}

TEST(Link, IsResolved) {
  const std::string base = "https://a.example/news/2020/x.html?q=1#top";
  const std::pair<std::string, std::string> rows[] = {
      {"https://b.example/y", "https://b.example/y"},
      {"//b.example/y", "https://b.example/y"},
      {"/y", "https://a.example/y"},
      {"y.html", "https://a.example/news/2020/y.html"},
      {"../y", "https://a.example/news/y"},
      {"../../../../y", "https://a.example/y"},
      {"./", "https://a.example/news/2020/"},
      {"?p=2", "https://a.example/news/2020/x.html?p=2"},
      {" /y\n z?a=../b", "https://a.example/y z?a=../b"},
      {"#top", ""},
      {"", ""},
      {"mailto:a@b.example", ""},
      {"javascript:void(0)", ""},
      {"tel:123", ""},
      {"data:text/html,x", ""},
  };
  for (const auto& [href, expected] : rows) {
    EXPECT_EQ(html::resolve_link(base, href), expected) << href;
  }
  EXPECT_EQ(html::resolve_link("", "/y"), "");
  EXPECT_EQ(html::resolve_link("https://a.example", "y"), "https://a.example/y");
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(HtmlReader, RefusesPagesMadeToBreakIt) {
  std::string formats;
  for (int i = 0; i < 3000; ++i) formats += "<b class=x" + std::to_string(i) + "><p>";
  for (const std::string& bytes :
       {repeated("<div>", 200'000), repeated("<b>", 200'000), repeated("<table><tr><td>", 50'000),
        formats, "<p " + repeated("a ", 2000) + ">",
        repeated("<div><b class=", 1) + std::string(17 << 20, 'x'),
        std::string("<html>\x01\x02\x03\x04\x05\x06")}) {
    const ReadOutcome read = read_records("html", bytes);
    EXPECT_THAT(read.failure, Not(IsEmpty())) << bytes.substr(0, 60);
  }
}

TEST(HtmlReader, ReadsOddPages) {
  for (const std::string& bytes :
       {std::string("<title>A headline that is cut in the mid"),
        "<p>" + kFill + repeated("</div>", 5000),
        page("<title>A page with scripts in it</title><script>" + repeated("if (a<b) x<y;", 5000) +
                 "</script>",
             kFill),
        "<!-- " + repeated("<div>", 5000) + " -->" + kFill,
        "<title>Numbers and entities &#xD800; &#0; &nosuch; &amp</title>" + kFill,
        repeated("<p>a", 100'000) + kFill}) {
    EXPECT_THAT(read_records("html", bytes).failure, IsEmpty()) << bytes.substr(0, 60);
  }
}

}  // namespace
}  // namespace whocites::ingest
