// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/theme.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "render/style.h"

namespace whocites::render {
namespace {

constexpr double kText = 4.5;  // WCAG 2.1, 1.4.3 (AA)
constexpr double kLines = 3;   // 1.4.11

class EveryTheme : public testing::TestWithParam<Theme> {};

INSTANTIATE_TEST_SUITE_P(Table, EveryTheme, testing::ValuesIn(themes().begin(), themes().end()),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Contrast, IsThatOfTheGuidelines) {
  EXPECT_NEAR(contrast("#000000", "#FFFFFF"), 21, 1e-9);
  EXPECT_NEAR(contrast("#777777", "#FFFFFF"), 4.48, 0.005);  // the usual near miss
  EXPECT_NEAR(contrast("#FFFFFF", "#0000FF"), 8.59, 0.005);
  EXPECT_NEAR(contrast("#123456", "#123456"), 1, 1e-9);
}

TEST_P(EveryTheme, KeepsTextReadable) {
  const Theme& theme = GetParam();
  std::vector<std::string> grounds{theme.paper, theme.group.fill};
  for (const Paint& kind : theme.kinds) grounds.emplace_back(kind.fill);
  for (const std::string& ground : grounds) {
    EXPECT_GE(contrast(theme.text, ground), kText) << ground;
    EXPECT_GE(contrast(theme.faint_text, ground), kText) << ground;
  }
  for (const Paint& mark : theme.marks)
    EXPECT_GE(contrast(mark.fill, mark.line), kText) << mark.fill;
}

TEST_P(EveryTheme, KeepsLinesVisible) {
  const Theme& theme = GetParam();
  std::vector<std::string> lines{theme.group.line, theme.rejected, theme.loop};
  for (const char* relation : theme.relations) lines.emplace_back(relation);
  for (const Paint& kind : theme.kinds) lines.emplace_back(kind.line);
  for (const char* series : theme.series) lines.emplace_back(series);
  for (const std::string& line : lines) EXPECT_GE(contrast(line, theme.paper), kLines) << line;
}

TEST_P(EveryTheme, KeepsNumbersOfHeatMapsReadable) {
  const Theme& theme = GetParam();
  for (const char* fill : {theme.heat.fill, theme.heat.line, theme.paper}) {
    EXPECT_GE(contrast(readable_ink(theme, fill), fill), kText) << fill;
  }
}

// Formats without themes (GEXF, Mermaid, the page) take their colours from style.h.
TEST(LightTheme, HasTheColoursOfOtherFormats) {
  const Theme& light = theme_of(ThemeName::Light);
  for (const KindName& row : kKinds) {
    EXPECT_STREQ(light.of(row.kind).fill, style_of(row.kind).fill) << row.name;
    EXPECT_STREQ(light.of(row.kind).line, style_of(row.kind).border) << row.name;
  }
  for (const RelationName& row : kRelations) {
    EXPECT_STREQ(light.of(row.relation), style_of(row.relation).colour) << row.name;
  }
}

TEST(Themes, AreFoundByExactName) {
  for (const Theme& theme : themes()) EXPECT_EQ(theme_named(theme.name), &theme);
  EXPECT_EQ(theme_named("Dark"), nullptr);
  EXPECT_EQ(theme_named(""), nullptr);
}

}  // namespace
}  // namespace whocites::render
