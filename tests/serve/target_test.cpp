// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/target.h"

#include <gmock/gmock.h>

namespace whocites::serve {
namespace {

struct Row {
  const char* text;
  std::optional<Target> target;
};

TEST(Target, IsDecoded) {
  const std::vector<Row> rows{
      {"/", Target{"/", {}}},
      {"/a/b", Target{"/a/b", {}}},
      {"/a?", Target{"/a", {}}},
      {"/a?x=1&y=2", Target{"/a", {{"x", "1"}, {"y", "2"}}}},
      {"/a?x=1&x=2", Target{"/a", {{"x", "1"}, {"x", "2"}}}},
      {"/a?x", Target{"/a", {{"x", ""}}}},
      {"/a?x=&&y=1", Target{"/a", {{"x", ""}, {"y", "1"}}}},
      {"/a?x=1=2", Target{"/a", {{"x", "1=2"}}}},
      {"/a+b?x=1+2", Target{"/a+b", {{"x", "1 2"}}}},
      {"/%41%2f?%78=%26%3D%c3%A9", Target{"/A/", {{"x", "&=é"}}}},
      {"/a?x=b?c", Target{"/a", {{"x", "b?c"}}}},
      {"", std::nullopt},
      {"*", std::nullopt},
      {"a", std::nullopt},
      {"http://127.0.0.1/", std::nullopt},
      {"/%", std::nullopt},
      {"/%4", std::nullopt},
      {"/%4g", std::nullopt},
      {"/%-1", std::nullopt},
      {"/%+1", std::nullopt},
      {"/a?x=%", std::nullopt},
      {"/a?%zz=1", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(parse_target(row.text), row.target) << row.text;
}

}  // namespace
}  // namespace whocites::serve
