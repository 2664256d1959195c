// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Other programs read what is exported: tests/render/readers/ says which, and compares.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "render/format.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"
#include "tests/support/temp_dir.h"

namespace whocites::render {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Case {
  std::string name;
  Network network;
};

// Two nodes whose keys differ only in what no text can hold would be one to every reader.
std::vector<Case> cases() {
  std::vector<Case> list{{"small", tests::small_network()},
                         {"circle", tests::circle_network()},
                         {"relayed", tests::relayed_network()},
                         {"random", tests::random_network(60, 7, 150, 11)}};
  for (const tests::HostileText& row : tests::hostile_texts()) {
    list.push_back({"hostile" + row.name, tests::hostile_network(row.text)});
  }
  list.push_back({"hostileTenThousand", tests::hostile_network(std::string(10000, 'y'))});
  return list;
}

json texts(const std::vector<std::string>& texts) {
  json list = json::array();
  for (const std::string& text : texts) list.push_back(to_valid_utf8(text));
  return list;
}

// What was written, put down apart from what writes it.
json truth(const Case& one) {
  const Network& network = one.network;
  json nodes = json::array();
  for (const Node& node : network.nodes) {
    const NodeFacts& facts = node.facts;
    const auto whole = node.part_of ? network.vertex_of(*node.part_of) : std::nullopt;
    nodes.push_back(
        {{"key", to_valid_utf8(node.key)},
         {"kind", name_of(node.kind)},
         {"name", to_valid_utf8(facts.title)},
         {"date", facts.date ? to_string(*facts.date) : ""},
         {"first_day", facts.date ? to_string(facts.date->earliest()).substr(0, 10) : ""},
         {"outlet", whole ? to_valid_utf8(network.node(*whole).key) : ""},
         {"part", whole.has_value()},
         {"url", to_valid_utf8(facts.url)},
         {"lang", to_valid_utf8(facts.language)},
         {"country", to_valid_utf8(facts.country)},
         {"authors", texts(facts.authors)},
         {"domains", texts(facts.domains)},
         {"aliases", texts(facts.aliases)},
         {"notes", texts(facts.notes)},
         {"unresolved", facts.unresolved}});
  }
  json edges = json::array();
  for (const Citation& citation : network.citations) {
    std::vector<std::string> sentences;
    for (const Evidence& evidence : citation.evidence) sentences.push_back(evidence.text);
    edges.push_back({{"from", network.vertex_of(citation.from)->value},
                     {"to", network.vertex_of(citation.to)->value},
                     {"relation", name_of(citation.relation)},
                     {"weight", confidence_of(citation)},
                     {"evidence", to_valid_utf8(sentences.front())},
                     {"texts", texts(sentences)},
                     {"pieces", sentences.size()},
                     {"rejected", is_rejected(citation)}});
  }
  return {{"name", one.name}, {"nodes", nodes}, {"edges", edges}};
}

void write_cases(const fs::path& folder) {
  for (const Case& one : cases()) {
    fs::create_directory(folder / one.name);
    std::ofstream(folder / one.name / "truth.json") << truth(one);
    for (const Format& format : formats()) {
      if (format.is_picture) continue;
      std::ofstream file(folder / one.name / format.name, std::ios::binary);
      ASSERT_TRUE(format.write(one.network, {}, file)) << format.name;
    }
  }
}

// Runs one of the readers, unless something that it needs is missing; with WHOCITES_ALL_READERS
// set, as .ci/run does, that is a failure.
void expect_read_back(const std::string& needs, const std::string& command) {
  if (tests::piped_through(needs, "").starts_with("exit")) {
    ASSERT_EQ(std::getenv("WHOCITES_ALL_READERS"), nullptr) << "missing: " << needs;
    GTEST_SKIP() << "not compared with other programs, of which some are missing: " << needs;
  }
  const whocites::testing::TempDir folder;
  ASSERT_NO_FATAL_FAILURE(write_cases(folder.path()));
  const std::string said = tests::piped_through(command + " " + folder.path().string(), "");
  EXPECT_THAT(said, Not(StartsWith("exit"))) << said;
  EXPECT_THAT(said, HasSubstr("nodes")) << "nothing was compared";
  std::cout << said;
}

const std::string kReaders = std::string(WHOCITES_SOURCE_DIR) + "/tests/render/readers";

TEST(OtherReaders, OfDebianReadWhatIsExported) {
  expect_read_back(
      "/usr/bin/python3 -c 'import igraph, networkx' && command -v gc && command -v gvpr && "
      "command -v rapper && command -v bib2xml && command -v ris2xml",
      "/usr/bin/python3 " + kReaders + "/read_back.py");
}

// `scripts/test` installs them into the build folder.
TEST(OtherReaders, OfNpmReadWhatIsExported) {
  const std::string modules = WHOCITES_READERS;
  expect_read_back("node --version && test -e " + modules + "/installed.json",
                   "node " + kReaders + "/read_back.mjs " + modules);
}

}  // namespace
}  // namespace whocites::render
