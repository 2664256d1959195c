// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "render/format.h"
#include "tests/support/golden.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using tests::rendered;

std::string golden(const std::string& name) {
  return std::string(WHOCITES_SOURCE_DIR) + "/tests/render/golden/" + name;
}

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  for (const std::string_view line : split(trim(text), '\n')) lines.push_back(json::parse(line));
  return lines;
}

Network with_property(const std::string& name, const std::string& value) {
  tests::NetworkBuilder make;
  make.node(Kind::Article, "a").facts.properties = {{name, value}};
  make.cite("a", "a", Relation::Links).evidence.front().properties = {{name, value}};
  return make.network();
}

TEST(Jsonl, WritesEveryFieldOfTheSmallNetwork) {
  EXPECT_TRUE(
      tests::equals_golden(golden("small.jsonl"), rendered("jsonl", tests::small_network())));
}

TEST(Json, WritesEveryFieldOfTheSmallNetwork) {
  EXPECT_TRUE(tests::equals_golden(golden("small.json"), rendered("json", tests::small_network())));
}

TEST(CsvNodes, WritesEveryFieldOfTheSmallNetwork) {
  EXPECT_TRUE(tests::equals_golden(golden("small.nodes.csv"),
                                   rendered("csv-nodes", tests::small_network())));
}

TEST(CsvCitations, WritesEveryFieldOfTheSmallNetwork) {
  EXPECT_TRUE(tests::equals_golden(golden("small.citations.csv"),
                                   rendered("csv-citations", tests::small_network())));
}

struct RawValue {
  const char* came;
  const char* written;
};

TEST(Jsonl, KeepsThePropertyValuesAsTheyCame) {
  const std::vector<RawValue> table{
      {"1.50", "1.50"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"{\"b\": 1,\n \"a\": [ ]}", "{\"b\": 1,  \"a\": [ ]}"},
      {"\"\\u00e9\\n\"", "\"\\u00e9\\n\""},
      {"null", "null"},
      {"", "\"\""},
      {"{", "\"{\""},
      {"1 2", "\"1 2\""},
      {"NaN", "\"NaN\""},
      {"\"\xff\"", "\"\\\"\uFFFD\\\"\""},
  };
  for (const RawValue& row : table) {
    const std::string expected = "\"p\":" + std::string(row.written) + "}";
    const std::string written = rendered("jsonl", with_property("p", row.came));
    EXPECT_THAT(written, HasSubstr(expected)) << row.came;
    EXPECT_EQ(lines_of(written).size(), 2U) << row.came;
  }
}

TEST(Jsonl, PutsClashingPropertiesAside) {
  for (const char* name : {"kind", "key", "id", "title", "name", "date", "outlet", "part_of", "url",
                           "lang", "authors", "country", "domains", "aliases", "notes",
                           "unresolved", "suggestions", "cites", "properties"}) {
    const json node = lines_of(rendered("jsonl", with_property(name, "[7]"))).at(0);
    EXPECT_EQ(node["properties"][name], json::parse("[7]")) << name;
    EXPECT_EQ(node["kind"], "article") << name;
  }
  for (const char* name : {"kind", "from", "to", "relation", "evidence", "file", "line", "begin",
                           "end", "date", "confidence", "properties"}) {
    const json citation = lines_of(rendered("jsonl", with_property(name, "[7]"))).at(1);
    EXPECT_EQ(citation["properties"][name], json::parse("[7]")) << name;
    EXPECT_EQ(citation["kind"], "citation") << name;
  }
  EXPECT_EQ(lines_of(rendered("jsonl", with_property("Title", "[7]"))).at(0)["Title"],
            json::parse("[7]"));
}

TEST(Jsonl, KeepsHostileTextsExactly) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const std::vector<json> lines = lines_of(rendered("jsonl", tests::hostile_network(row.text)));
    ASSERT_EQ(lines.size(), 7U) << row.name;  // 3 nodes, 2 citations, judgement, identity
    const std::string expected = to_valid_utf8(row.text);
    EXPECT_EQ(lines[0].value("name", ""), expected) << row.name;
    EXPECT_EQ(lines[1].value("key", "-"), expected) << row.name;
    EXPECT_EQ(lines[5].value("why", ""), expected) << row.name;
  }
}

// A reader of RFC 4180 written apart from the writer.
std::vector<std::vector<std::string>> parsed_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, KeepsHostileTextsExactly) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    const Network network = tests::hostile_network(row.text);
    const auto nodes = parsed_csv(rendered("csv-nodes", network));
    const auto citations = parsed_csv(rendered("csv-citations", network));
    ASSERT_EQ(nodes.size(), 4U) << row.name;
    ASSERT_EQ(citations.size(), 5U) << row.name;
    for (const auto& cells : nodes) EXPECT_EQ(cells.size(), 15U) << row.name;
    for (const auto& cells : citations) EXPECT_EQ(cells.size(), 16U) << row.name;
    EXPECT_EQ(nodes[2][0], to_valid_utf8(row.text)) << row.name;
    EXPECT_EQ(nodes[2][2], to_valid_utf8(row.text)) << row.name;
    EXPECT_EQ(json::parse(nodes[2][8]), json::array({to_valid_utf8(row.text)})) << row.name;
  }
}

TEST(Json, LeavesOutWhatIsNotKnown) {
  tests::NetworkBuilder make;
  make.node(Kind::Person, "p");
  EXPECT_EQ(rendered("json", make.network()),
            "{\"nodes\":[\n{\"kind\":\"person\",\"key\":\"p\"}\n],\n\"citations\":[]}\n");
}

TEST(Jsonl, SkipsDecisionsOnNodesThatAreNotThere) {
  Network network = tests::small_network();
  network.identities.push_back({BatchId(9), NodeId(999), network.nodes[0].id, true, "gone"});
  EXPECT_THAT(rendered("jsonl", network), Not(HasSubstr("gone")));
  EXPECT_THAT(rendered("csv-citations", network), Not(HasSubstr("gone")));
}

}  // namespace
}  // namespace whocites::render
