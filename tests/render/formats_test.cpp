// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/format.h"
#include "render/page.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/text.h"
#include "tests/support/rendering.h"
#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(RenderFormats, HaveDistinctNamesAndExtensions) {
  std::set<std::string_view> seen;
  for (const Format& format : formats()) {
    EXPECT_TRUE(seen.insert(format.name).second) << format.name;
    EXPECT_FALSE(format.summary.empty()) << format.name;
    for (const std::string_view extension : format.extensions) {
      EXPECT_TRUE(seen.insert(extension).second) << extension;
    }
  }
  EXPECT_EQ(formats().size(), 26U);
}

struct NamedFile {
  const char* file;
  const char* format;  // nullptr: none
};

TEST(RenderFormats, AreFoundByTheEndOfAFileName) {
  const std::vector<NamedFile> table{
      {"a.svg", "svg"},
      {"dir.x/A.SVG", "svg"},
      {"a.gv", "dot"},
      {"a.htm", "html"},
      {"a.ndjson", "jsonl"},
      {"g.nodes.csv", "csv-nodes"},
      {"g.citations.csv", "csv-citations"},
      {"a.csv", nullptr},
      {"svg", nullptr},
      {"", nullptr},
      {"a.json", "json"},
      {"a.csl.json", "csl-json"},
      {"a.node-link.JSON", "node-link"},
      {"a.matrix.csv", "matrix"},
      {"a.evidence.csv", "evidence"},
      {"a.bib", "bibtex"},
      {"a.net", "pajek"},
      {"a.svg.gz", nullptr},
      {"a.svgx", nullptr},
  };
  for (const NamedFile& row : table) {
    const Format* found = format_of_extension(row.file);
    EXPECT_EQ(found == nullptr ? "" : found->name, row.format == nullptr ? "" : row.format)
        << row.file;
  }
}

TEST(RenderFormats, AreFoundByExactName) {
  EXPECT_NE(format_named("png"), nullptr);
  EXPECT_EQ(format_named("PNG"), nullptr);
  EXPECT_EQ(format_named(""), nullptr);
}

}  // namespace

// Named by ctest; GoogleTest looks for it where the type is.
void PrintTo(const Format& format, std::ostream* os) { *os << format.name; }

namespace {

class EveryFormat : public testing::TestWithParam<Format> {
 protected:
  void SetUp() override {
    if (GetParam().name == "html" && !has_page()) GTEST_SKIP() << "this build has no page";
  }
};

INSTANTIATE_TEST_SUITE_P(Table, EveryFormat, testing::ValuesIn(formats().begin(), formats().end()),
                         [](const auto& row) {
                           std::string name(row.param.name);
                           std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
                           return name;
                         });

TEST_P(EveryFormat, WritesAnEmptyNetwork) {
  EXPECT_THAT(tests::rendered(GetParam().name, Network{}), Not(StartsWith("error")));
}

TEST_P(EveryFormat, GivesTheSameBytesAgainAfterOtherNetworks) {
  const std::string first = tests::rendered(GetParam().name, tests::small_network());
  tests::rendered(GetParam().name, tests::circle_network());
  EXPECT_EQ(first, tests::rendered(GetParam().name, tests::small_network()));
}

TEST_P(EveryFormat, ThatStreamsWritesTheSameBytesFromAWalk) {
  if (GetParam().stream == nullptr) GTEST_SKIP() << "must see all of the graph at once";
  const Network network = tests::small_network();
  std::ostringstream out;
  ASSERT_TRUE(GetParam().stream(NetworkWalk(network), out));
  EXPECT_EQ(out.str(), tests::rendered(GetParam().name, network));
}

TEST_P(EveryFormat, ReportsAnOutputThatRefuses) {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const auto done = GetParam().write(tests::small_network(), {}, out);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Io);
}

TEST_P(EveryFormat, WritesWhatIsTooMuchForAPicture) {
  std::ostringstream out;
  DrawOptions options;
  options.max_nodes = 3;
  const auto done = GetParam().write(tests::small_network(), options, out);
  EXPECT_EQ(done.has_value(), GetParam().name != "html");  // a page says what to do instead
  EXPECT_EQ(GetParam().name == "svg", out.str().find("Collapsed to fit") != std::string::npos);
}

TEST_P(EveryFormat, TakesThreeHundredNodes) {
  const Network network = tests::random_network(270, 30, 450, 5);
  EXPECT_THAT(tests::rendered(GetParam().name, network), Not(StartsWith("error")));
}

// Each line or document must still be what its format says.
bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string fault_in(const Format& format, const std::string& written) {
  if (written.starts_with("error")) return written;
  if (is_one_of(format.name, {"svg", "graphml", "gexf", "gexf-1.2"})) {
    return tests::xml_fault(written);
  }
  if (is_one_of(format.name, {"json", "node-link", "cytoscape", "jgf", "csl-json"})) {
    return nlohmann::json::accept(written) ? "" : "no JSON: " + written;
  }
  if (format.name == "png") return written.starts_with("\x89PNG") ? "" : "no PNG";
  if (format.name == "pdf") return written.starts_with("%PDF") ? "" : "no PDF";
  if (format.name == "jsonl") {
    for (const std::string_view line : split(trim(written), '\n')) {
      if (!nlohmann::json::accept(line)) return "no JSON: " + std::string(line);
    }
  }
  return is_valid_utf8(written) ? "" : "no UTF-8";
}

TEST_P(EveryFormat, SurvivesHostileTexts) {
  for (const tests::HostileText& row : tests::hostile_texts()) {
    DrawOptions options;
    options.title = row.text;
    const std::string written =
        tests::rendered(GetParam().name, tests::hostile_network(row.text), options);
    EXPECT_EQ(fault_in(GetParam(), written), "") << row.name;
  }
}

}  // namespace
}  // namespace whocites::render
