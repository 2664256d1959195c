// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/style.h"

#include <algorithm>
#include <array>

namespace whocites::render {
namespace {

constexpr std::array<KindStyle, 5> kKindStyles{{
    {Kind::Article, "note", "filled", "#E3F1FB", "#0072B2"},
    {Kind::Outlet, "box", "filled,rounded", "#FCE9C9", "#8A5A00"},
    {Kind::Publication, "folder", "filled", "#FBF6C4", "#6B6400"},
    {Kind::Person, "ellipse", "filled", "#D6F0E6", "#00684C"},
    {Kind::Organization, "hexagon", "filled", "#F6E1EC", "#8F3F6B"},
}};

// Every head has an arrow's point, so that the direction is never in doubt.
constexpr std::array<RelationStyle, 10> kRelationStyles{{
    {Relation::Mentions, "dashed", "#333333", "vee", false},
    {Relation::Links, "dotted", "#333333", "vee", false},
    {Relation::Quotes, "solid", "#00684C", "normaldot", false},
    {Relation::Reports, "solid", "#333333", "normal", false},
    {Relation::Republishes, "solid", "#0072B2", "normal", true},
    {Relation::BasedOn, "solid", "#0072B2", "vee", false},
    {Relation::Supports, "solid", "#00684C", "normaldiamond", false},
    {Relation::Disputes, "dashed", "#C04A00", "normaltee", false},
    {Relation::Corrects, "dashed", "#C04A00", "normaldiamond", false},
    {Relation::Retracts, "dashed", "#C04A00", "normalbox", false},
}};

}  // namespace

const KindStyle& style_of(Kind kind) {
  const auto* const found = std::find_if(kKindStyles.begin(), kKindStyles.end(),
                                         [kind](const KindStyle& row) { return row.kind == kind; });
  return found != kKindStyles.end() ? *found : kKindStyles.front();
}

const RelationStyle& style_of(Relation relation) {
  const auto* const found =
      std::find_if(kRelationStyles.begin(), kRelationStyles.end(),
                   [relation](const RelationStyle& row) { return row.relation == relation; });
  return found != kRelationStyles.end() ? *found : kRelationStyles.front();
}

}  // namespace whocites::render
