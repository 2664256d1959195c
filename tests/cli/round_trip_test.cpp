// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What is exported and imported into another store is the same there. A format that can be read
// back is one row.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "base/text.h"
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

using Json = nlohmann::ordered_json;

std::vector<Json> records_in(const std::string& jsonl) {
  std::vector<Json> records;
  std::istringstream lines(jsonl);
  for (std::string line; std::getline(lines, line);) records.push_back(Json::parse(line));
  return records;
}

// What a format carries of records that are given as JSON lines, as text to compare.
using Carried = std::string (*)(const std::string& jsonl);

std::string everything(const std::string& jsonl) { return jsonl; }

std::string all_but_identities(const std::string& jsonl) {
  std::string lines;
  for (const std::string_view line : split(jsonl, '\n')) {
    const bool decides =
        line.starts_with(R"({"kind":"same")") || line.starts_with(R"({"kind":"not-same")");
    if (!decides && !line.empty()) lines += std::string(line) + "\n";
  }
  return lines;
}

// What was one with another node says so in a property.
std::string in_json(const std::string& jsonl) {
  static const std::regex kMerged(R"re(,"merged":\["[^"]*"\])re");
  return std::regex_replace(all_but_identities(jsonl), kMerged, "");
}

// Characters that no XML document holds are replaced, but for those that stand escaped in a list.
std::string in_xml(const std::string& jsonl) {
  static const std::regex kNone("\\\\u00[01][0-9a-f]|\uFFFE|\uFFFF");
  return std::regex_replace(all_but_identities(jsonl), kNone, "\uFFFD");
}

// Nodes come in the order of the groups that they are drawn in.
std::string in_dot(const std::string& jsonl) {
  const std::string lines = all_but_identities(jsonl);
  std::vector<std::string_view> sorted = split(lines, '\n');
  std::sort(sorted.begin(), sorted.end());
  return join({sorted.begin(), sorted.end()}, "\n");
}

std::string keys_and_relations(const std::string& jsonl) {
  std::set<std::string> lines;
  for (const Json& record : records_in(jsonl)) {
    if (record.contains("key")) lines.insert(record["key"].get<std::string>());
    if (record["kind"] != "citation") continue;
    lines.insert(Json{record["from"], record["to"], record["relation"]}.dump());
  }
  return join({lines.begin(), lines.end()}, "\n");
}

// A text with a space for what would end a line.
std::string in_one_line(const Json& text) {
  std::string line = text.get<std::string>();
  for (char& c : line) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return collapse_space(line);
}

// Articles and publications with what cites what among them. `name`: how an author comes back.
Json references(const std::string& jsonl, std::string (*name)(std::string_view author)) {
  Json references = Json::object();
  std::map<std::string, std::string> outlets;
  const std::vector<Json> records = records_in(jsonl);
  for (const Json& record : records) {
    if (record["kind"] == "outlet") outlets[record["key"]] = in_one_line(record["name"]);
    if (record["kind"] != "article" && record["kind"] != "publication") continue;
    Json reference;
    for (const char* field : {"kind", "date", "url", "lang"}) {
      reference[field] = record.value(field, "");
    }
    reference["title"] = in_one_line(record.value("title", ""));
    if (record.contains("outlet")) reference["outlet"] = {record["outlet"], ""};
    for (const Json& author : record.value("authors", Json::array())) {
      reference["authors"].push_back(name(in_one_line(author)));
    }
    for (const Json& note : record.value("notes", Json::array())) {
      reference["notes"].push_back(in_one_line(note));
    }
    references[record["key"].get<std::string>()] = reference;
  }
  for (auto& [key, reference] : references.items()) {
    if (reference.contains("outlet")) reference["outlet"][1] = outlets.at(reference["outlet"][0]);
  }
  for (const Json& record : records) {
    if (record["kind"] != "citation" || !references.contains(record["to"])) continue;
    if (!references.contains(record["from"])) continue;
    references[record["from"].get<std::string>()]["cites"][record["to"].get<std::string>()] = true;
  }
  return references;
}

std::string as_it_is(std::string_view author) { return std::string(author); }

std::string in_bibtex(const std::string& jsonl) { return references(jsonl, as_it_is).dump(1); }

std::string in_ris(const std::string& jsonl) { return references(jsonl, as_it_is).dump(1); }

// Days, whether the first of them is approximate, and no year before 1.
std::string in_csl_json(const std::string& jsonl) {
  Json all = references(jsonl, as_it_is);
  for (auto& [key, reference] : all.items()) {
    const std::string date = reference["date"];
    reference["date"] = date.starts_with("0000") ? "" : date.substr(0, date.find('T'));
  }
  return all.dump(1);
}

struct Way {
  const char* name;
  std::vector<std::string> formats;
  std::vector<std::string> files;  // that they are exported to, and imported from at once
  std::vector<std::string> of;     // options of the export that the copy is compared with
  Carried carried = everything;
};

void PrintTo(const Way& way, std::ostream* os) { *os << way.name; }

// Of formats that know no identity decisions and leave out what was rejected unless asked.
Way graph(const char* name, const char* format, const char* file, Carried carried) {
  return {name, {format}, {file}, {"--merged", "--include-rejected"}, carried};
}

class RoundTrip : public ::testing::TestWithParam<Way> {};

INSTANTIATE_TEST_SUITE_P(
    Table, RoundTrip,
    ::testing::Values(
        Way{"jsonl", {"jsonl"}, {"all.jsonl"}, {}},
        Way{"jsonlmerged", {"jsonl"}, {"all.jsonl"}, {"--merged"}},
        Way{"csv", {"csv-nodes", "csv-citations"}, {"nodes.csv", "citations.csv"}, {}},
        graph("json", "json", "all.json", in_json),
        graph("graphml", "graphml", "all.graphml", in_xml),
        graph("gexf", "gexf", "all.gexf", in_xml), graph("gexf12", "gexf-1.2", "all.gexf", in_xml),
        graph("nodelink", "node-link", "all.json", all_but_identities),
        graph("cytoscape", "cytoscape", "all.cyjs", all_but_identities),
        graph("jgf", "jgf", "all.jgf", all_but_identities), graph("dot", "dot", "all.dot", in_dot),
        graph("pajek", "pajek", "all.net", keys_and_relations),
        graph("bibtex", "bibtex", "all.bib", in_bibtex), graph("ris", "ris", "all.ris", in_ris),
        graph("csljson", "csl-json", "all.json", in_csl_json)),
    [](const auto& row) { return std::string(row.param.name); });

std::string exported(const Tool& tool, const std::string& format,
                     std::vector<std::string> options) {
  options.insert(options.begin(), {"export", "--to", format});
  const Ran ran = tool(options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out;
}

TEST_P(RoundTrip, LosesNothingThatTheFormatCarries) {
  const Way& way = GetParam();
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
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
    ASSERT_EQ(way.carried(exported(copy, "jsonl", {})), way.carried(before));
  }
}

}  // namespace
}  // namespace whocites::testing
