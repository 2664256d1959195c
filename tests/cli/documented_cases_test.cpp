// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Documented cases of circular or single-source reporting must give the answers that their facts
// demand: those of samples/ always, the others where the shared data is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::SizeIs;
using ::testing::StartsWith;

struct Demand {
  const char* name;                // incident of the shared data, or folder of samples/
  std::vector<std::string> asked;  // what repeats the claim
  const char* verdict;             // the beginning of it
  std::vector<std::string> origin;
  std::vector<std::string> circle;  // empty: there must be none
};
void PrintTo(const Demand& demand, std::ostream* os) { *os << demand.name; }

void expect_demand(const Tool& tool, const Demand& demand) {
  std::vector<std::string> words{"corroborate"};
  words.insert(words.end(), demand.asked.begin(), demand.asked.end());
  EXPECT_THAT(tool(words).err, StartsWith(demand.verdict));
  const auto rows = tool.json(words);
  EXPECT_EQ(rows.at(0).at("chains"), 1);
  for (const auto& row : rows) {
    if (row.at("what") != "origin") continue;
    EXPECT_EQ(row.at("keys"), demand.origin);
    EXPECT_EQ(row.at("asked"), demand.asked.size());
  }
  for (const std::string& key : demand.asked) {
    const auto ends = tool.json({"trace", key});
    ASSERT_THAT(ends, SizeIs(1)) << key;
    EXPECT_EQ(ends[0].at("keys"), demand.origin) << key;
  }
  const auto circles = tool.json({"circles"});
  ASSERT_EQ(circles.size(), demand.circle.empty() ? 0u : 1u);
  if (demand.circle.empty()) return;
  EXPECT_EQ(circles[0].at("members"), demand.circle);
}

const char* const kCircle = "One source, and it goes round in a circle: ";
const char* const kOne = "One source: ";

class SampleCase : public ::testing::TestWithParam<Demand> {};

TEST_P(SampleCase, GivesWhatItsFactsDemand) {
  const Tool tool;
  const auto path =
      std::filesystem::path(WHOCITES_SOURCE_DIR) / "samples" / GetParam().name / "case.jsonl";
  std::ifstream file(path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  tool.import("case.jsonl", bytes.str());
  expect_demand(tool, GetParam());
}

const Demand kSamples[] = {
    {"guttenberg-wilhelm",
     {"bild-guttenberg", "taz-guttenberg", "sueddeutsche-guttenberg"},
     kCircle,
     {"wikipedia-guttenberg", "spiegel-online-guttenberg"},
     {"wikipedia-guttenberg", "spiegel-online-guttenberg"}},
    {"brazilian-aardvark",
     {"daily-mail-coati", "independent-coati", "uchicago-coati"},
     kCircle,
     {"wikipedia-coati", "telegraph-coati"},
     {"wikipedia-coati", "telegraph-coati"}},
    {"drugbank-protamine",
     {"wikipedia-protamine", "drugbank-protamine"},
     kCircle,
     {"wikipedia-protamine", "drugbank-protamine"},
     {"wikipedia-protamine", "drugbank-protamine"}},
    {"roots-griot", {"roots"}, kOne, {"family"}, {}},
};
INSTANTIATE_TEST_SUITE_P(, SampleCase, ::testing::ValuesIn(kSamples), [](const auto& row) {
  std::string name = row.param.name;
  std::erase(name, '-');
  return name;
});

class DocumentedCase : public ::testing::TestWithParam<Demand> {};

// The incident as own records: who repeats or cites, what it came from.
std::string to_records(const nlohmann::json& incident) {
  std::string lines;
  for (const auto& node : incident.at("nodes")) {
    nlohmann::json record{{"key", node.at("id")}, {"title", node.at("publisher")}};
    const std::string kind = node.at("kind");
    record["kind"] = kind == "person" ? "person" : kind == "book" ? "publication" : "article";
    if (node.at("date") != "") record["date"] = node.at("date");
    lines += record.dump() + "\n";
  }
  for (const auto& edge : incident.at("edges")) {
    nlohmann::json record{{"kind", "citation"}, {"from", edge.at("from")}, {"to", edge.at("to")}};
    if (edge.at("kind") == "inferred") record["confidence"] = 0.5;
    lines += record.dump() + "\n";
  }
  return lines;
}

TEST_P(DocumentedCase, GivesWhatItsFactsDemand) {
  const auto path =
      std::filesystem::path(WHOCITES_SOURCE_DIR) / ".." / "shared" / "data" / "circles/cases.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
  std::ifstream file(path);
  const nlohmann::json cases = nlohmann::json::parse(file);
  const Tool tool;
  bool found = false;
  for (const auto& incident : cases.at("incidents")) {
    if (incident.at("id") != GetParam().name) continue;
    tool.import("case.jsonl", to_records(incident));
    found = true;
  }
  ASSERT_TRUE(found);
  expect_demand(tool, GetParam());
}

const Demand kCases[] = {
    {"guttenberg-wilhelm",
     {"handelsblatt", "rp", "heute", "bild", "taz", "sz", "berliner", "ksta", "superillu"},
     "One source, and it goes round in a circle: all 9 articles",
     {"dewiki", "spon"},
     {"dewiki", "spon"}},
    {"coati-brazilian-aardvark",
     {"mail", "express", "metro", "independent", "uchicago", "sciam"},
     kCircle,
     {"enwiki", "telegraph"},
     {"enwiki", "telegraph"}},
    {"jarre-last-waltz", {"guardian", "forum"}, kOne, {"enwiki"}, {}},
    // The circle has an origin beyond it: the first edit.
    {"macmasters-toaster",
     {"papers", "enwiki-bio"},
     kOne,
     {"enwiki-toaster"},
     {"enwiki-bio", "papers"}},
    {"drugbank-protamine",
     {"enwiki", "drugbank"},
     kCircle,
     {"enwiki", "drugbank"},
     {"enwiki", "drugbank"}},
    {"roots-kinte", {"roots", "fofana"}, kOne, {"family"}, {}},
};
INSTANTIATE_TEST_SUITE_P(, DocumentedCase, ::testing::ValuesIn(kCases), [](const auto& row) {
  std::string name = row.param.name;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace whocites::testing
