// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/groups.h"

#include <gtest/gtest.h>

#include "tests/support/sample_networks.h"

namespace whocites::render {
namespace {

// Persons 0, 1, 2 …, where wholes[i] is the one that i is part of; -1: none.
Network chained(const std::vector<int>& wholes) {
  tests::NetworkBuilder make;
  for (std::size_t i = 0; i < wholes.size(); ++i) make.node(Kind::Outlet, std::to_string(i));
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    if (wholes[i] < 0) continue;
    make.node(Kind::Outlet, std::to_string(i)).part_of = make.id_of(std::to_string(wholes[i]));
  }
  return make.network();
}

std::vector<int> wholes_of(const Groups& groups) {
  std::vector<int> wholes;
  for (const auto& whole : groups.whole)
    wholes.push_back(whole ? static_cast<int>(whole->value) : -1);
  return wholes;
}

struct Row {
  const char* name;
  std::vector<int> wholes;
  std::vector<int> expected;
};

TEST(Groups, FollowPartOfAndCutCircles) {
  const std::vector<Row> table{
      {"none", {}, {}},
      {"flat", {-1, 0, 0}, {-1, 0, 0}},
      {"nested", {-1, 0, 1}, {-1, 0, 1}},
      {"deepest last", {1, 2, -1}, {1, 2, -1}},
      {"itself", {0, 0}, {-1, 0}},
      {"circle of two", {1, 0}, {1, -1}},
      {"tail on a circle", {1, 2, 1}, {1, 2, -1}},
      {"too deep", {-1, 0, 1, 2, 3, 4, 5}, {-1, 0, 1, 2, 3, -1, 5}},
  };
  for (const Row& row : table) {
    EXPECT_EQ(wholes_of(groups_of(chained(row.wholes))), row.expected) << row.name;
  }
}

TEST(Groups, TakeALongChainWithoutRecursion) {
  std::vector<int> wholes{-1};
  for (int i = 0; i < 2000; ++i) wholes.push_back(i);
  const Groups groups = groups_of(chained(wholes));
  EXPECT_TRUE(groups.is_group[0]);
  EXPECT_FALSE(groups.is_group[2000]);
}

}  // namespace
}  // namespace whocites::render
