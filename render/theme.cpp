// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/theme.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace whocites::render {
namespace {

// The hues of Okabe & Ito (2008), "Color universal design", which colour-blind readers tell apart:
// light tints as fills and darkened for lines on white, the other way round on black.
constexpr std::array kThemes{
    Theme{
        .id = ThemeName::Light,
        .name = "light",
        .summary = "dark on white",
        .paper = "#FFFFFF",
        .text = "#1A1A1A",
        .faint_text = "#4D4D4D",
        .group = {"#F4F4F4", "#868686"},
        .rejected = "#868686",
        .loop = "#A83200",
        .kinds = {{{"#E3F1FB", "#0072B2"},
                   {"#FCE9C9", "#8A5A00"},
                   {"#FBF6C4", "#6B6400"},
                   {"#D6F0E6", "#00684C"},
                   {"#F6E1EC", "#8F3F6B"}}},
        .relations = {"#333333", "#333333", "#00684C", "#333333", "#0072B2", "#0072B2", "#00684C",
                      "#C04A00", "#C04A00", "#C04A00"},
        .marks = {{{"#0B4F8A", "#FFFFFF"},
                   {"#00573F", "#FFFFFF"},
                   {"#A83200", "#FFFFFF"},
                   {"#5C5C5C", "#FFFFFF"},
                   {"#1A1A1A", "#FFD75E"},
                   {"#A83200", "#FFFFFF"},
                   {"#5C5C5C", "#FFFFFF"},
                   {"#8F3F6B", "#FFFFFF"}}},
        .series = {"#0072B2", "#C04A00", "#00684C", "#8F3F6B", "#8A5A00", "#5C5C5C"},
        .heat = {"#EAF3FA", "#00406B"},
    },
    Theme{
        .id = ThemeName::Dark,
        .name = "dark",
        .summary = "light on near black",
        .paper = "#15181C",
        .text = "#F2F2F2",
        .faint_text = "#C6CACE",
        .group = {"#22272D", "#838C95"},
        .rejected = "#838C95",
        .loop = "#FF9A57",
        .kinds = {{{"#12344D", "#6FB7E9"},
                   {"#43310F", "#E3A93B"},
                   {"#3A3710", "#D6CC4A"},
                   {"#0E3A2D", "#4FC79F"},
                   {"#42203A", "#E08DBB"}}},
        .relations = {"#D8D8D8", "#D8D8D8", "#4FC79F", "#D8D8D8", "#6FB7E9", "#6FB7E9", "#4FC79F",
                      "#FF9A57", "#FF9A57", "#FF9A57"},
        .marks = {{{"#6FB7E9", "#0B1620"},
                   {"#4FC79F", "#06251A"},
                   {"#FF9A57", "#2B1000"},
                   {"#AEB4BA", "#15181C"},
                   {"#FFD75E", "#1A1A1A"},
                   {"#FF9A57", "#2B1000"},
                   {"#AEB4BA", "#15181C"},
                   {"#E08DBB", "#2B0A1C"}}},
        .series = {"#6FB7E9", "#FF9A57", "#4FC79F", "#E08DBB", "#E3A93B", "#AEB4BA"},
        .heat = {"#1B2A36", "#9BD3F7"},
    },
    Theme{
        .id = ThemeName::Print,
        .name = "print",
        .summary = "black on white, no colour needed",
        .paper = "#FFFFFF",
        .text = "#000000",
        .faint_text = "#333333",
        .group = {"#F2F2F2", "#6E6E6E"},
        .rejected = "#7A7A7A",
        .loop = "#000000",
        .kinds = {{{"#FFFFFF", "#000000"},
                   {"#E6E6E6", "#000000"},
                   {"#F2F2F2", "#000000"},
                   {"#FFFFFF", "#000000"},
                   {"#E6E6E6", "#000000"}}},
        .relations = {"#333333", "#333333", "#000000", "#333333", "#000000", "#000000", "#000000",
                      "#000000", "#000000", "#000000"},
        .marks = {{{"#FFFFFF", "#000000"},
                   {"#000000", "#FFFFFF"},
                   {"#000000", "#FFFFFF"},
                   {"#E6E6E6", "#000000"},
                   {"#000000", "#FFFFFF"},
                   {"#FFFFFF", "#000000"},
                   {"#E6E6E6", "#000000"},
                   {"#FFFFFF", "#000000"}}},
        .series = {"#000000", "#6E6E6E", "#3D3D3D", "#8A8A8A", "#242424", "#575757"},
        .heat = {"#F0F0F0", "#1A1A1A"},
    },
};

double luminance(std::string_view colour) {
  constexpr std::array kShares{0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    int value = 0;
    const char* digits = colour.data() + 1 + 2 * i;
    std::from_chars(digits, digits + 2, value, 16);
    const double part = value / 255.0;
    sum += kShares[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

const Paint& Theme::of(Kind kind) const {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kKinds[i].kind == kind) return kinds[i];
  }
  return kinds.front();
}

const char* Theme::of(Relation relation) const {
  for (std::size_t i = 0; i < relations.size(); ++i) {
    if (kRelations[i].relation == relation) return relations[i];
  }
  return relations.front();
}

double contrast(std::string_view one, std::string_view other) {
  const double a = luminance(one) + 0.05;
  const double b = luminance(other) + 0.05;
  return std::max(a, b) / std::min(a, b);
}

const char* readable_ink(const Theme& theme, std::string_view fill) {
  return contrast(theme.text, fill) >= contrast(theme.paper, fill) ? theme.text : theme.paper;
}

std::span<const Theme> themes() { return kThemes; }

const Theme& theme_of(ThemeName id) {
  return *std::find_if(kThemes.begin(), kThemes.end(),
                       [id](const Theme& theme) { return theme.id == id; });
}

const Theme* theme_named(std::string_view name) {
  const auto* const found = std::find_if(kThemes.begin(), kThemes.end(),
                                         [&](const Theme& theme) { return theme.name == name; });
  return found != kThemes.end() ? found : nullptr;
}

}  // namespace whocites::render
