// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/legend.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "render/frame_writer.h"
#include "render/label.h"
#include "render/legend_items.h"
#include "render/svg_finish.h"

namespace whocites::render {
namespace {

constexpr double kRow = 24;  // from one legend row to the next
constexpr double kGap = 7;   // from a sample to its words
constexpr double kBetweenItems = 20;
constexpr double kPadding = 12;
constexpr double kLeastWidth = 560;  // of what stands around a narrow picture
constexpr double kMostWidth = 900;
constexpr double kTextSize = 10;
constexpr double kTitleSize = 18;
constexpr double kSubtitleSize = 12;
constexpr double kFooterSize = 9;

TextBlock words_of(const LegendItem& item) { return {{item.words}, kTextSize}; }

double width_of(const LegendItem& item) {
  return width_of(words_of(item)) +
         (item.sample == LegendItem::Sample::None ? 0 : FrameWriter::kSampleWidth + kGap);
}

// Items of one row, in a legend of the given inner width. A new block of items begins a new row.
using Row = std::vector<LegendItem>;

void flow(std::vector<Row>& rows, const std::vector<LegendItem>& items, double width) {
  double used = 0;
  for (const LegendItem& item : items) {
    const double needed = width_of(item) + kBetweenItems;
    if (&item == items.data() || used + needed > width + kBetweenItems) {
      rows.emplace_back();
      used = 0;
    }
    rows.back().push_back(item);
    used += needed;
  }
}

std::vector<Row> legend_rows(const Network& network, const DrawOptions& options, Grouping grouping,
                             double width) {
  const std::vector<LegendItem> lines = line_items(network, options);
  std::vector<Row> rows;
  if (!lines.empty()) {
    flow(rows, {{.words = "An arrow points from whoever cites to what is cited."}}, width);
  }
  flow(rows, mark_items(options), width);
  flow(rows, node_items(network, options, grouping), width);
  flow(rows, lines, width);
  return rows;
}

void add_item(FrameWriter& writer, const LegendItem& item, double left, double y) {
  writer.add_sample(item, left, y);
  const bool bare = item.sample == LegendItem::Sample::None;
  const TextBlock words = words_of(item);
  writer.add_text(words,
                  {left + (bare ? 0 : FrameWriter::kSampleWidth + kGap), y + height_of(words) / 2},
                  "legend");
}

double width_of(const Row& row) {
  double width = -kBetweenItems;
  for (const LegendItem& item : row) width += width_of(item) + kBetweenItems;
  return width;
}

// The lines as even as they can be in as few: no word stands alone.
std::vector<std::string> even_lines(const std::string& text, std::size_t columns) {
  const std::size_t fewest = wrap(text, columns).size();
  std::size_t narrow = columns;
  while (narrow > 1 && wrap(text, narrow - 1).size() == fewest) --narrow;
  return wrap(text, fewest > 1 ? narrow : columns);
}

// What stands above and below a picture, from its left edge on; `whole` grows with it.
class Surroundings {
 public:
  Surroundings(Agraph_s& graph, const DrawOptions& options)
      : writer_(&graph, theme_of(options.theme)),
        picture_(bounds_of(&graph)),
        whole_(picture_),
        width_(std::clamp(picture_.right - picture_.left - 2 * kPadding, kLeastWidth, kMostWidth)) {
  }

  double width() const { return width_; }
  const Box& whole() const { return whole_; }

  // The last of them stands highest.
  void add_above(const std::string& text, double size, bool bold) {
    if (text.empty()) return;
    const std::size_t columns = columns_in(width_, size, bold);
    const TextBlock block{even_lines(ellipsize(shown(text), 5 * columns), columns), size, bold};
    whole_.top += kPadding / 2 + height_of(block);
    writer_.add_text(block, {picture_.left, whole_.top}, bold ? "title" : "what the picture shows");
    whole_.right = std::max(whole_.right, picture_.left + width_of(block));
  }

  void add_below(const std::string& text, double size) {
    if (text.empty()) return;
    TextBlock block{wrap(shown(text), columns_in(width_, size, false)), size};
    block.faint = true;
    whole_.bottom -= kPadding / 2;
    writer_.add_text(block, {picture_.left, whole_.bottom}, "note");
    whole_.bottom -= height_of(block);
    whole_.right = std::max(whole_.right, picture_.left + width_of(block));
  }

  void add_legend(const std::vector<Row>& rows) {
    double width = 0;
    for (const Row& row : rows) width = std::max(width, width_of(row));
    const double left = picture_.left + kPadding;
    const double top = whole_.bottom - kRow;
    double y = top - kPadding / 2 - kRow / 2;
    for (const Row& row : rows) {
      double x = left;
      for (const LegendItem& item : row) {
        add_item(writer_, item, x, y);
        x += width_of(item) + kBetweenItems;
      }
      y -= kRow;
    }
    const Box frame{picture_.left, y + kRow / 2 - kPadding / 2, left + width + kPadding, top};
    writer_.add_frame(frame);
    whole_.bottom = frame.bottom;
    whole_.right = std::max(whole_.right, frame.right);
  }

  void add_heads(Agraph_s& graph, const TimeColumns& columns) {
    if (!columns.names.empty()) add_column_heads(writer_, graph, columns, whole_);
  }

  void say_nothing_is_there() {
    const LegendItem nothing{.words = "Nothing to draw: no node matches."};
    whole_.bottom -= kRow;
    add_item(writer_, nothing, picture_.left, whole_.bottom);
  }

 private:
  FrameWriter writer_;
  Box picture_;
  Box whole_;
  double width_;
};

}  // namespace

Box add_title_and_legend(Agraph_s& graph, const Network& network, const DrawOptions& options,
                         Grouping grouping, const TimeColumns& columns) {
  Surroundings around(graph, options);
  around.add_heads(graph, columns);
  around.add_above(options.subtitle, kSubtitleSize, false);
  around.add_above(options.title, kTitleSize, true);
  if (network.nodes.empty()) {
    around.say_nothing_is_there();
  } else if (options.legend) {
    around.add_legend(legend_rows(network, options, grouping, around.width()));
  }
  for (const std::string& note : options.notes) around.add_below(note, kTextSize);
  around.add_below(made_by(options), kFooterSize);
  return around.whole();
}

}  // namespace whocites::render
