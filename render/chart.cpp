// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "render/label.h"
#include "render/svg_writer.h"

namespace whocites::render {
namespace {

using Anchor = SvgWriter::Anchor;

constexpr double kMargin = 20;
constexpr double kText = 11;
constexpr std::size_t kNameColumns = 34;

std::string name_of(std::string_view text) { return ellipsize(shown(text), kNameColumns); }

double widest(const std::vector<std::string>& names) {
  double width = 0;
  for (const std::string& name : names) width = std::max(width, text_width(name_of(name), kText));
  return width;
}

std::string draw(const BarChart& chart, const DrawOptions& options) {
  constexpr double kRow = 22;
  constexpr double kWidth = 420;  // of the longest bar
  const Theme& theme = theme_of(options.theme);
  std::vector<std::string> labels;
  std::vector<std::string> words;
  double most = 0;
  for (const BarChart::Bar& bar : chart.bars) {
    labels.push_back(bar.label);
    words.push_back(bar.words);
    most = std::max(most, bar.value);
  }
  const double left = kMargin + widest(labels) + 8;
  const double width = left + kWidth + 8 + widest(words) + kMargin;
  SvgWriter svg(theme);
  double y = svg.head(options, kMargin, width - 2 * kMargin);
  svg.text({.x = left, .y = y, .size = kText, .colour = theme.faint_text}, chart.measure);
  y += 8;
  const double top = y;
  for (const BarChart::Bar& bar : chart.bars) {
    const double length = most > 0 ? bar.value / most * kWidth : 0;
    svg.text({.x = left - 8, .y = y + 15, .size = kText, .anchor = Anchor::End},
             name_of(bar.label));
    svg.rectangle(left, y + 3, std::max(length, 1.0), kRow - 6, theme.series.front(),
                  bar.label + ": " + bar.words);
    svg.text({.x = left + length + 6, .y = y + 15, .size = kText}, bar.words);
    y += kRow;
  }
  svg.line(left, top, left, y);
  y = svg.foot(options, kMargin, y + 8, width - 2 * kMargin);
  std::string content = chart.measure + ".";
  for (const BarChart::Bar& bar : chart.bars) content += " " + bar.label + ": " + bar.words + ".";
  return svg.finish(width, y, options, content);
}

// At most as many series as there are colours; the last one then stands for all others.
std::vector<ColumnChart::Series> few(const std::vector<ColumnChart::Series>& series,
                                     std::size_t most) {
  if (series.size() <= most) return series;
  std::vector<ColumnChart::Series> few(series.begin(),
                                       series.begin() + static_cast<std::ptrdiff_t>(most));
  ColumnChart::Series& others = few.back();
  others.name = std::to_string(series.size() - most + 1) + " others";
  for (std::size_t i = most; i < series.size(); ++i) {
    for (std::size_t c = 0; c < others.values.size(); ++c) others.values[c] += series[i].values[c];
  }
  return few;
}

// A number that a scale can end with: 1, 2 or 5 times a power of ten, not below `most`.
double round_up(double most) {
  const double power = std::pow(10, std::floor(std::log10(std::max(most, 1.0))));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (most <= step * power) return step * power;
  }
  return most;
}

std::string draw(const ColumnChart& chart, const DrawOptions& options) {
  constexpr double kHeight = 260;
  const Theme& theme = theme_of(options.theme);
  const std::vector<ColumnChart::Series> series = few(chart.series, theme.series.size());
  std::vector<std::uint64_t> total(chart.columns.size());
  for (const auto& row : series) {
    for (std::size_t c = 0; c < total.size(); ++c) total[c] += row.values[c];
  }
  const std::uint64_t most = total.empty() ? 0 : *std::max_element(total.begin(), total.end());
  const double scale = round_up(static_cast<double>(most));
  const double column =
      std::clamp(640 / std::max<double>(1, static_cast<double>(total.size())), 14.0, 64.0);
  const double left = kMargin + text_width(number_text(scale), kText) + 8;
  const double width = std::max(left + column * static_cast<double>(total.size()) + kMargin, 480.0);
  SvgWriter svg(theme);
  double y = svg.head(options, kMargin, width - 2 * kMargin);
  svg.text({.x = kMargin, .y = y, .size = kText, .colour = theme.faint_text}, chart.measure);
  const double top = y + 14;
  const double bottom = top + kHeight;
  for (const double share : {0.0, 0.5, 1.0}) {
    const double at = bottom - share * kHeight;
    svg.line(left, at, left + column * static_cast<double>(total.size()), at);
    svg.text({.x = left - 6, .y = at + 4, .size = kText, .anchor = Anchor::End},
             number_text(scale * share));
  }
  std::string content = chart.measure + ".";
  for (std::size_t c = 0; c < total.size(); ++c) {
    const double x = left + column * static_cast<double>(c);
    double at = bottom;
    for (std::size_t s = 0; s < series.size(); ++s) {
      const std::uint64_t value = series[s].values[c];
      if (value == 0) continue;
      const double height = static_cast<double>(value) / scale * kHeight;
      at -= height;
      svg.rectangle(x + 1.5, at, column - 3, height, theme.series[s],
                    series[s].name + ", " + chart.columns[c] + ": " + std::to_string(value),
                    theme.paper);
    }
    if (text_width(std::to_string(total[c]), 10) <= column) {
      svg.text({.x = x + column / 2, .y = at - 4, .size = 10, .anchor = Anchor::Middle},
               std::to_string(total[c]));
    }
    svg.text({.x = x + column / 2 + 4, .y = bottom + 14, .size = 10, .turned = 45},
             chart.columns[c]);
    content += " " + chart.columns[c] + ": " + std::to_string(total[c]) + ".";
  }
  y = bottom + 24 + widest(chart.columns) * 0.7;
  if (!series.empty() && !series.front().name.empty()) {
    for (std::size_t s = 0; s < series.size(); ++s) {
      svg.rectangle(kMargin, y, 14, 12, theme.series[s], {}, theme.group.line);
      svg.text({.x = kMargin + 20, .y = y + 10, .size = kText},
               std::to_string(s + 1) + ". from below: " + series[s].name);
      y += 18;
    }
  }
  y = svg.foot(options, kMargin, y + 4, width - 2 * kMargin);
  return svg.finish(width, y, options, content);
}

int channel(const char* colour, std::size_t at) {
  int value = 0;
  std::from_chars(colour + 1 + 2 * at, colour + 3 + 2 * at, value, 16);
  return value;
}

std::string mixed(const Paint& ends, double share) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string colour = "#";
  for (std::size_t i = 0; i < 3; ++i) {
    const double low = channel(ends.fill, i);
    const double high = channel(ends.line, i);
    const auto value = static_cast<std::size_t>(std::lround(low + (high - low) * share));
    colour += kHex[value / 16];
    colour += kHex[value % 16];
  }
  return colour;
}

std::string draw(const HeatMap& map, const DrawOptions& options) {
  constexpr double kField = 40;
  const Theme& theme = theme_of(options.theme);
  std::uint64_t most = 1;
  for (const auto& row : map.values) {
    for (const std::uint64_t value : row) most = std::max(most, value);
  }
  const double names = widest(map.names);
  const double left = kMargin + names + 10;
  const double grid = kField * static_cast<double>(map.names.size());
  const double width = std::max(left + grid + names * 0.6 + kMargin, 480.0);
  SvgWriter svg(theme);
  double y = svg.head(options, kMargin, width - 2 * kMargin);
  svg.text({.x = kMargin, .y = y, .size = kText, .colour = theme.faint_text},
           map.row_axis + " in rows, " + map.column_axis + " in columns");
  const double top = y + 16 + names * 0.7;
  std::string content = map.row_axis + " in rows, " + map.column_axis + " in columns.";
  for (std::size_t r = 0; r < map.names.size(); ++r) {
    const double at = kField * static_cast<double>(r);
    svg.text({.x = left + at + kField / 2, .y = top - 6, .size = kText, .turned = -45},
             name_of(map.names[r]));
    svg.text({.x = left - 8, .y = top + at + kField / 2 + 4, .size = kText, .anchor = Anchor::End},
             name_of(map.names[r]));
    for (std::size_t c = 0; c < map.names.size(); ++c) {
      const std::uint64_t value = map.values[r][c];
      // By the logarithm, or a few large numbers would leave all others pale.
      const double share = value == 0 ? 0
                                      : std::log1p(static_cast<double>(value)) /
                                            std::log1p(static_cast<double>(most));
      const std::string says = map.names[r] + " → " + map.names[c] + ": " + std::to_string(value);
      const double x = left + kField * static_cast<double>(c);
      svg.rectangle(x, top + at, kField, kField,
                    value == 0 ? theme.paper : mixed(theme.heat, share), says, theme.group.line);
      if (value == 0) continue;
      content += " " + says + ".";
      const char* ink = readable_ink(theme, mixed(theme.heat, share));
      svg.text({.x = x + kField / 2,
                .y = top + at + kField / 2 + 4,
                .size = value < 10'000 ? 11.0 : 8.0,
                .anchor = Anchor::Middle,
                .colour = ink},
               std::to_string(value));
    }
  }
  y = svg.foot(options, kMargin, top + grid + 8, width - 2 * kMargin);
  return svg.finish(width, y, options, content);
}

}  // namespace

std::string draw_chart(const Chart& chart, const DrawOptions& options) {
  return std::visit([&](const auto& one) { return draw(one, options); }, chart);
}

}  // namespace whocites::render
