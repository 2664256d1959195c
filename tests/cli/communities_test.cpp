// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Two triangles of articles, joined by one citation; their outlets pair off another way.
const char* const kTriangles = R"({"kind":"outlet","key":"x","name":"The X"}
{"kind":"outlet","key":"y","name":"The Y"}
{"kind":"outlet","key":"z","name":"The Z"}
{"kind":"article","key":"a","title":"Alpha","outlet":"x","cites":["b","c"]}
{"kind":"article","key":"b","title":"Beta","outlet":"y","cites":["c"]}
{"kind":"article","key":"c","title":"Gamma","outlet":"y","cites":["d"]}
{"kind":"article","key":"d","title":"Delta","outlet":"z","cites":["e","f"]}
{"kind":"article","key":"e","title":"Epsilon","outlet":"z","cites":["f"]}
{"kind":"article","key":"f","title":"Phi","outlet":"z"}
{"kind":"article","key":"g","title":"Nobody"}
)";

class Communities : public ::testing::Test {
 protected:
  Communities() { tool_.import("triangles.jsonl", kTriangles); }
  const Tool tool_;
};

TEST_F(Communities, TellWhoIsCitedMostInside) {
  const nlohmann::json rows = tool_.json({"communities"});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("size"), 3);
  EXPECT_EQ(rows[0].at("citations"), 3);
  EXPECT_EQ(rows[0].at("stays_inside_percent"), 75.0);
  EXPECT_EQ(rows[0].at("most_cited"), "Gamma (The Y); Beta (The Y); Alpha (The X)");
  EXPECT_EQ(rows[0].at("keys"), (nlohmann::json{"c", "b", "a"}));
  EXPECT_EQ(rows[1].at("stays_inside_percent"), 100.0);
  EXPECT_EQ(rows[1].at("keys"), (nlohmann::json{"f", "e", "d"}));
}

TEST_F(Communities, BeginWithAVerdict) {
  const Ran ran = tool_({"communities"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, ::testing::StartsWith(
                           "2 communities among 6 articles and other sources; modularity 0.3571, "
                           "a clear division\n"));
}

TEST_F(Communities, ListTheirMembers) {
  EXPECT_THAT(tool_.column({"communities", "--members"}, "key"),
              ElementsAre("c", "b", "a", "f", "e", "d"));
  const nlohmann::json rows = tool_.json({"communities", "--members"});
  EXPECT_EQ(rows[0].at("community"), 1);
  EXPECT_EQ(rows[0].at("cited_inside"), 2);
  EXPECT_EQ(rows[3].at("community"), 2);
  EXPECT_EQ(rows[3].at("name"), "Phi (The Z)");
}

TEST_F(Communities, CountForOutletsToo) {
  const nlohmann::json rows = tool_.json({"communities", "--level", "outlet"});
  ASSERT_EQ(rows.size(), 1U);  // X, Y and Z cite one another in a chain
  EXPECT_EQ(rows[0].at("size"), 3);
  EXPECT_EQ(rows[0].at("citations"), 3);
  EXPECT_EQ(tool_.json({"communities", "--level", "owner"}).size(), 1U);
}

TEST_F(Communities, GetSmallerAtAHigherResolution) {
  EXPECT_TRUE(tool_.json({"communities", "--resolution", "50"}).empty());
  EXPECT_EQ(tool_.json({"communities", "--resolution", "0"}).size(), 1U);
}

TEST_F(Communities, AreTheSameForTheSameSeed) {
  for (const char* seed : {"1", "2", "18446744073709551615"}) {
    EXPECT_EQ(tool_.json({"communities", "--seed", seed}),
              tool_.json({"communities", "--seed", seed}));
  }
}

TEST_F(Communities, ArePaged) {
  for (const bool members : {false, true}) {
    std::vector<std::string> words{"communities"};
    if (members) words.emplace_back("--members");
    const nlohmann::json all = tool_.json(words);
    nlohmann::json paged = nlohmann::json::array();
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::vector<std::string> page = words;
      page.insert(page.end(), {"--limit", "1"});
      if (i > 0) page.insert(page.end(), {"--after", std::to_string(i)});
      const nlohmann::json rows = tool_.json(page);
      ASSERT_EQ(rows.size(), 1U);
      paged.push_back(rows[0]);
    }
    EXPECT_EQ(paged, all);
  }
  EXPECT_THAT(tool_({"communities", "--limit", "1"}).err, HasSubstr("go on with --after 1"));
  EXPECT_EQ(tool_.json({"communities", "--after", "2"}).size(), 0U);
  EXPECT_EQ(tool_({"communities", "--limit", "0", "--format", "json"}).out, "[]\n");
}

TEST_F(Communities, ObeyFilters) {
  // Z's own three and what cites them.
  EXPECT_EQ(tool_.json({"communities", "--outlet", "z", "--members"}).size(), 4U);
  EXPECT_EQ(tool_({"reject", "c", "d"}).code, 0);
  EXPECT_EQ(tool_.json({"communities"})[0].at("stays_inside_percent"), 100.0);
}

TEST_F(Communities, AreDrawn) {
  const std::string svg = tool_.path("c.svg");
  EXPECT_EQ(tool_({"communities", "--svg", svg}).code, 0);
  EXPECT_THAT(read_file(svg), HasSubstr("Gamma"));
  EXPECT_EQ(tool_({"communities", "--level", "outlet", "--svg", svg}).code, 2);
}

TEST(CommunitiesOfNothing, SaySo) {
  const Tool tool;
  tool.import("alone.jsonl", R"({"kind":"article","key":"a","title":"Alone","cites":["a"]})"
                             "\n");
  const Ran ran = tool({"communities"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "no communities: nothing here cites anything else\n");
  EXPECT_EQ(tool({"communities", "--format", "json"}).out, "[]\n");
}

struct BadWords {
  const char* name;
  std::vector<std::string> words;
  int code;
  const char* message;
};
void PrintTo(const BadWords& row, std::ostream* os) { *os << row.name; }

class CommunitiesRefuse : public ::testing::TestWithParam<BadWords> {};

TEST_P(CommunitiesRefuse, What) {
  const Tool tool;
  tool.import("triangles.jsonl", kTriangles);
  const Ran ran = tool(GetParam().words);
  EXPECT_EQ(ran.code, GetParam().code);
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
  EXPECT_EQ(ran.out, "");
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CommunitiesRefuse,
    ::testing::Values(
        BadWords{"Level", {"communities", "--level", "city"}, 2, "article, outlet or owner"},
        BadWords{"NegativeResolution", {"communities", "--resolution=-1"}, 2, "from 0 to"},
        BadWords{"EndlessResolution", {"communities", "--resolution", "inf"}, 2, "finite"},
        BadWords{"NoResolution", {"communities", "--resolution", "much"}, 2, "takes a number"},
        BadWords{"Seed", {"communities", "--seed", "x"}, 2, "--seed takes a whole number"},
        BadWords{"NegativeSeed", {"communities", "--seed=-1"}, 2, "--seed takes a whole number"},
        BadWords{"Word", {"communities", "x"}, 2, "takes no further word"},
        BadWords{"Outlet", {"communities", "--outlet", "nowhere"}, 1, "nowhere"},
        BadWords{"AfterNoNumber", {"communities", "--after", "x"}, 1, "no row of this answer"},
        BadWords{"AfterZero", {"communities", "--after", "0"}, 1, "no row of this answer"},
        BadWords{"AfterTheEnd", {"communities", "--after", "3"}, 1, "no row of this answer"},
        BadWords{"Tree", {"communities", "--format", "tree"}, 2, "not a tree"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites::testing
