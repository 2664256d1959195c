// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/page.h"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "render/page_layout.h"
#include "tests/support/graph_builder.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

json page_data(const Network& network, const DrawOptions& options = {}) {
  std::ostringstream text;
  const Result<void> written = write_page_data(network, options, text);
  EXPECT_TRUE(written) << written.error().message;
  return json::parse(text.str());
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// What stands between the marks, of which each must be there.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  EXPECT_NE(from, text.npos) << begin;
  const std::size_t start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

const std::string kDataBegin = R"(<script type="application/json" id="data">)";

TEST(PageData, HasTheRecordsOfTheJsonFormat) {
  const Network network = tests::small_network();
  const json data = page_data(network);
  const json records = json::parse(tests::rendered("json", network));
  EXPECT_EQ(data["nodes"], records["nodes"]);
  EXPECT_EQ(data["citations"], records["citations"]);
}

TEST(PageData, PlacesWhatIsDrawnAndNothingElse) {
  const Network network = tests::circle_network();
  const json data = page_data(network);
  const std::vector<bool> drawn = drawn_nodes(network, {});
  ASSERT_EQ(data["views"].size(), network.nodes.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    EXPECT_EQ(data["views"][i].is_null(), !drawn[i]) << network.nodes[i].key;
  }
}

TEST(PageData, BoxesDoNotOverlap) {
  const json data = page_data(tests::random_network(60, 9, 90, 3));
  ASSERT_TRUE(data["boxes"]);
  std::size_t pairs = 0;
  for (const json& a : data["views"]) {
    for (const json& b : data["views"]) {
      if (a.is_null() || b.is_null() || &a == &b) continue;
      ++pairs;
      const bool apart = std::abs(a["at"][0].get<double>() - b["at"][0].get<double>()) * 2 >=
                             a["size"][0].get<double>() + b["size"][0].get<double>() ||
                         std::abs(a["at"][1].get<double>() - b["at"][1].get<double>()) * 2 >=
                             a["size"][1].get<double>() + b["size"][1].get<double>();
      EXPECT_TRUE(apart) << a["name"] << " and " << b["name"];
    }
  }
  EXPECT_GT(pairs, 3000u);
}

TEST(PageData, HasWhatAQuestionFound) {
  DrawOptions options;
  options.subtitle = "One source";
  options.marks = {{VertexId(1), MarkKind::ChokePoint, "ALL 2 HANG ON THIS"},
                   {VertexId(1), MarkKind::CircularOrigin, ""}};
  options.looping = {EdgeId(0)};
  options.highlighted = {EdgeId(1)};
  const json data = page_data(test::network_of("A -> B -> C"), options);
  EXPECT_EQ(data["finding"], "One source");
  EXPECT_FALSE(data["views"][0].contains("marks"));
  ASSERT_EQ(data["views"][1]["marks"].size(), 2U);
  EXPECT_EQ(data["views"][1]["marks"][0]["words"], "ALL 2 HANG ON THIS");
  EXPECT_EQ(data["views"][1]["marks"][1]["words"], "CIRCULAR ORIGIN");
  EXPECT_THAT(data["views"][1]["marks"][1]["meaning"].get<std::string>(), StartsWith("circular"));
  EXPECT_EQ(data["lines"][0]["looping"], true);
  EXPECT_FALSE(data["lines"][0].contains("found"));
  EXPECT_EQ(data["lines"][1]["found"], true);
}

TEST(PageData, EachCitationBelongsToOneLine) {
  const Network network = tests::small_network();
  const json data = page_data(network);
  std::vector<int> times(network.citations.size(), 0);
  for (const json& line : data["lines"]) {
    for (const std::size_t citation : line["citations"]) ++times.at(citation);
  }
  EXPECT_THAT(times, testing::Each(1));
}

TEST(PageData, LinesBeginAndEndAtTheirBoxes) {
  const json data = page_data(tests::relayed_network());
  std::map<std::string, json> views;
  for (std::size_t i = 0; i < data["nodes"].size(); ++i) {
    views[data["nodes"][i]["key"]] = data["views"][i];
  }
  const auto is_at = [](const json& view, double x, double y) {
    return std::abs(x - view["at"][0].get<double>()) <= view["size"][0].get<double>() / 2 + 3 &&
           std::abs(y - view["at"][1].get<double>()) <= view["size"][1].get<double>() / 2 + 3;
  };
  ASSERT_FALSE(data["lines"].empty());
  for (const json& line : data["lines"]) {
    const json& citation = data["citations"][line["citations"][0].get<std::size_t>()];
    const std::vector<double> route = line["route"];
    ASSERT_GE(route.size(), 6u);
    EXPECT_TRUE(is_at(views[citation["from"]], route[0], route[1])) << citation;
    EXPECT_TRUE(is_at(views[citation["to"]], route[route.size() - 2], route.back())) << citation;
  }
}

TEST(PageData, DatesAreTheirFirstAndLastDay) {
  tests::NetworkBuilder make;
  make.article("a", "A", "2020-02");
  make.article("b", "B", "2019/2020-03-04");
  const json data = page_data(make.network());
  EXPECT_EQ(data["views"][0]["since"], "2020-02-01");
  EXPECT_EQ(data["views"][0]["until"], "2020-02-29");
  EXPECT_EQ(data["views"][1]["since"], "2019-01-01");
  EXPECT_EQ(data["views"][1]["until"], "2020-03-04");
}

TEST(PageData, ManyBecomeAMapOfMarks) {
  const json data = page_data(tests::random_network(900, 40, 1500, 5), {.max_nodes = 5000});
  EXPECT_FALSE(data["boxes"]);
  for (const json& view : data["views"]) {
    if (view.is_null()) continue;
    EXPECT_TRUE(std::isfinite(view["at"][0].get<double>()));
    EXPECT_GE(view["size"][0].get<double>(), 10);
  }
}

TEST(PageData, RefusesMoreThanItsLimit) {
  std::ostringstream text;
  const Result<void> written =
      write_page_data(tests::random_network(30, 3, 30, 1), {.max_nodes = 20}, text);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::BadRequest);
  EXPECT_THAT(written.error().hint, HasSubstr("whocites serve"));
}

TEST(PageData, AnEmptyNetworkIsDrawnToo) {
  const json data = page_data(Network{});
  EXPECT_EQ(data["nodes"], json::array());
  EXPECT_EQ(data["lines"], json::array());
}

class Page : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_page()) GTEST_SKIP() << "this build has no page";
  }
};

TEST_F(Page, IsTheSameTwice) {
  const DrawOptions options{.title = "Twice"};
  for (const Network& network : {tests::small_network(), tests::random_network(500, 20, 900, 2)}) {
    EXPECT_EQ(tests::rendered("html", network, options), tests::rendered("html", network, options));
  }
}

TEST_F(Page, NeedsNothingFromElsewhere) {
  const std::string page = tests::rendered("html", tests::small_network());
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("<!--connect-->")));
}

TEST_F(Page, HasATableForThoseWithoutScripts) {
  const std::string page = tests::rendered("html", tests::small_network(), {.title = "Ferry & co"});
  const std::string table = between(page, "<noscript>", "</noscript>");
  EXPECT_EQ(tests::xml_fault(table), "");
  EXPECT_THAT(table, HasSubstr("<caption>Ferry &amp; co</caption>"));
  EXPECT_THAT(table, HasSubstr("Ferry &quot;Aurora&quot; to be sold"));
  EXPECT_THAT(table, HasSubstr("<q>The Gazette said the ferry is sold.</q>"));
  EXPECT_THAT(page, HasSubstr("<title>Ferry &amp; co</title>"));
}

TEST_F(Page, HostileTextStaysText) {
  const std::size_t usual = count_of(tests::rendered("html", tests::small_network()), "<script");
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const Network network = tests::hostile_network(row.text);
    const std::string page = tests::rendered("html", network, {.title = row.text});
    ASSERT_THAT(page, StartsWith("<!DOCTYPE html>")) << row.name;
    EXPECT_EQ(count_of(page, "<script"), usual) << row.name;
    EXPECT_EQ(count_of(page, "</script"), usual) << row.name;
    const std::string data = between(page, kDataBegin, "</script>");
    EXPECT_EQ(data.find('<'), data.npos) << row.name;
    EXPECT_EQ(json::parse(data)["nodes"].size(), network.nodes.size()) << row.name;
    EXPECT_EQ(tests::xml_fault(between(page, "<noscript>", "</noscript>")), "") << row.name;
  }
}

TEST_F(Page, OfAServerAsksOnlyThatServer) {
  const std::string page = page_for_server("</title><script>x");
  EXPECT_THAT(page, HasSubstr("connect-src 'self'"));
  EXPECT_THAT(page, HasSubstr("<title>&lt;/title&gt;&lt;script&gt;x</title>"));
  EXPECT_EQ(json::parse(between(page, kDataBegin, "</script>")), json({{"server", true}}));
}

}  // namespace
}  // namespace whocites::render
