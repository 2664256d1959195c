// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What is exported and imported into another store is the same there. A format that can be read
// back is one row.
#include <gtest/gtest.h>

#include <random>

#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

// A network with every field that a record can have, some of them hostile.
class RichNetwork {
 public:
  explicit RichNetwork(std::uint32_t seed) : random_(seed) {
    for (const tests::HostileText& row : tests::hostile_texts()) {
      // No import takes the first two.
      if (row.name == "InvalidUtf8" || row.name == "Nul" || row.name == "Empty") continue;
      texts_.push_back(row.text);
    }
  }

  Network network() {
    for (std::size_t i = 0; i < 12; ++i) add_node(i);
    for (std::size_t i = 0; i < 25; ++i) add_citation();
    make_.decide(any_key(), key(0), chance(2), any_text());
    return make_.network();
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  std::string any_text() { return texts_[below(texts_.size())]; }
  static std::string key(std::size_t i) { return "k" + std::to_string(i); }
  std::string any_key() { return key(1 + below(11)); }
  std::vector<std::string> some_texts() {
    std::vector<std::string> list;
    while (chance(2)) list.push_back(any_text() + std::to_string(list.size()));
    return list;
  }
  std::optional<Date> some_date() {
    static const std::vector<std::string> kDates{"2019",       "2019-03~",   "2019-03-04",
                                                 "2018/2019",  "0000-12-31", "2019-03-04T05:06:07Z",
                                                 "2020-02-29", "1987~/1989"};
    if (chance(3)) return std::nullopt;
    return parse_date(kDates[below(kDates.size())]).value();
  }

  void add_node(std::size_t i) {
    const Kind kind = i == 0 ? Kind::Outlet : kKinds[below(kKinds.size())].kind;
    Node& node = make_.node(kind, key(i), any_text() + std::to_string(i));
    NodeFacts& facts = node.facts;
    facts.date = some_date();
    if (i > 0 && chance(2)) node.part_of = make_.id_of(key(0));
    if (chance(2)) facts.url = "https://example.org/" + std::to_string(i) + "?a=1&b=2";
    if (chance(2)) facts.language = "en";
    if (chance(2)) facts.country = "GB";
    facts.authors = some_texts();
    facts.aliases = some_texts();
    facts.notes = some_texts();
    if (chance(2)) facts.domains = {"d" + std::to_string(i) + ".example"};
    if (chance(2)) facts.properties = {{"words", "1.50e3"}, {"title", "[1, \"x\"]"}};
  }

  void add_citation() {
    const std::string from = any_key();
    Citation& citation = make_.cite(from, any_key(), kRelations[below(10)].relation, any_text());
    Evidence& evidence = citation.evidence.back();
    evidence.date = some_date();
    if (chance(2)) evidence.confidence = static_cast<double>(below(101)) / 100;
    if (chance(2)) evidence.place = {"f " + any_text(), below(9), below(9), 9 + below(9)};
    if (chance(3)) evidence.properties = {{"page", "7"}, {"line", "\"two\""}};
    if (chance(4)) {
      citation.judgements = {{BatchId(2), chance(2) ? Verdict::Confirmed : Verdict::Rejected, "ann",
                              Timestamp(std::chrono::seconds(below(1 << 30))), any_text()}};
    }
  }

  std::mt19937 random_;
  std::vector<std::string> texts_;
  tests::NetworkBuilder make_;
};

struct Way {
  const char* name;
  std::vector<std::string> formats;
  std::vector<std::string> files;  // that they are exported to, and imported from at once
  std::vector<std::string> of;     // options of the export that the copy is compared with
};

void PrintTo(const Way& way, std::ostream* os) { *os << way.name; }

class RoundTrip : public ::testing::TestWithParam<Way> {};

INSTANTIATE_TEST_SUITE_P(
    Table, RoundTrip,
    ::testing::Values(
        Way{"jsonl", {"jsonl"}, {"all.jsonl"}, {}},
        Way{"jsonlmerged", {"jsonl"}, {"all.jsonl"}, {"--merged"}},
        Way{"csv", {"csv-nodes", "csv-citations"}, {"nodes.csv", "citations.csv"}, {}}),
    [](const auto& row) { return std::string(row.param.name); });

std::string exported(const Tool& tool, const std::string& format,
                     std::vector<std::string> options) {
  options.insert(options.begin(), {"export", "--to", format});
  const Ran ran = tool(options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out;
}

TEST_P(RoundTrip, LosesNothing) {
  const Way& way = GetParam();
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    SCOPED_TRACE(seed);
    const Tool tool;
    tool.import("network.jsonl", tests::rendered("jsonl", RichNetwork(seed).network()));
    const Tool copy;
    std::vector<std::string> import{"import"};
    for (std::size_t i = 0; i < way.formats.size(); ++i) {
      import.push_back(copy.file(way.files[i], exported(tool, way.formats[i], way.of)));
    }
    const Ran ran = copy(import);
    ASSERT_EQ(ran.code, 0) << ran.err;
    const std::string before = exported(tool, "jsonl", way.of);
    ASSERT_GT(before.size(), 3000U);
    ASSERT_EQ(exported(copy, "jsonl", {}), before);
  }
}

}  // namespace
}  // namespace whocites::testing
