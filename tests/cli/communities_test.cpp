// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/refused.h"

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
      if (i > 0) {
        const nlohmann::json& before = all[i - 1];
        page.insert(page.end(), {"--after", members ? before.at("key") : before.at("keys")[0]});
      }
      const nlohmann::json rows = tool_.json(page);
      ASSERT_EQ(rows.size(), 1U);
      paged.push_back(rows[0]);
    }
    EXPECT_EQ(paged, all);
  }
  EXPECT_THAT(tool_({"communities", "--limit", "1"}).err,
              HasSubstr("1 more row; go on with --after c"));
  EXPECT_EQ(tool_.json({"communities", "--after", "f"}).size(), 0U);
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

class CommunitiesRefuse : public ::testing::TestWithParam<Refused> {};

TEST_P(CommunitiesRefuse, What) {
  const Tool tool;
  tool.import("triangles.jsonl", kTriangles);
  expect_refused(tool, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CommunitiesRefuse,
    ::testing::Values(
        Refused{"Level", {"communities", "--level", "city"}, 2, "article, outlet or owner"},
        Refused{"NegativeResolution", {"communities", "--resolution=-1"}, 2, "from 0 to"},
        Refused{"EndlessResolution", {"communities", "--resolution", "inf"}, 2, "finite"},
        Refused{"NoResolution", {"communities", "--resolution", "much"}, 2, "takes a number"},
        Refused{"Seed", {"communities", "--seed", "x"}, 2, "--seed takes a whole number"},
        Refused{"NegativeSeed", {"communities", "--seed=-1"}, 2, "--seed takes a whole number"},
        Refused{"Word", {"communities", "x"}, 2, "takes no further word"},
        Refused{"Outlet", {"communities", "--outlet", "nowhere"}, 1, "nowhere"},
        Refused{"AfterNothing", {"communities", "--after", "nobody"}, 1, "no row of this answer"},
        Refused{"AfterANumber", {"communities", "--after", "1"}, 1, "no row of this answer"},
        Refused{"AfterWhoIsNotFirst", {"communities", "--after", "a"}, 1, "no row of this answer"},
        Refused{"AfterOneAlone",
                {"communities", "--members", "--after", "g"},
                1,
                "no row of this answer"},
        Refused{"Tree", {"communities", "--format", "tree"}, 2, "not a tree"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites::testing
