// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "render/label.h"
#include "render/page.h"
#include "render/page_layout.h"
#include "render/picture.h"
#include "render/picture_label.h"
#include "render/record_json.h"
#include "render/style.h"

namespace whocites::render {
namespace {

std::string day(Timestamp time) { return to_string(time).substr(0, 10); }

std::string point_json(const PagePoint& point) {
  return number_text(point.x) + "," + number_text(point.y);
}

std::string mark_json(const Mark& mark) {
  const Paint& light = theme_of(ThemeName::Light).of(mark.kind);
  const Paint& dark = theme_of(ThemeName::Dark).of(mark.kind);
  return JsonObject()
      .add("words", json_string(shown(mark.words.empty() ? words_of(mark.kind) : mark.words)))
      .add("meaning", json_string(meaning_of(mark.kind)))
      .add("light", json_list({light.fill, light.line}))
      .add("dark", json_list({dark.fill, dark.line}))
      .text();
}

std::string marks_json(const DrawOptions& options, VertexId vertex) {
  std::vector<Mark> marks;
  std::copy_if(options.marks.begin(), options.marks.end(), std::back_inserter(marks),
               [&](const Mark& mark) { return mark.vertex == vertex; });
  return marks.empty() ? std::string() : list_json(marks, mark_json);
}

// null for a node that only is a part's whole.
std::string view_json(const Network& network, const Node& node, const DrawOptions& options,
                      const std::optional<PagePlace>& place) {
  if (!place) return "null";
  std::string whole;
  if (node.part_of) {
    if (const auto vertex = network.vertex_of(*node.part_of))
      whole = label_of(network.node(*vertex));
  }
  const NodeLabel label = node_label_lines(node, whole);
  JsonObject view;
  view.add("at", "[" + point_json(place->middle) + "]")
      .add("size", "[" + number_text(place->width) + "," + number_text(place->height) + "]")
      .add("name", json_list(label.name))
      .add_texts("small", label.small)
      .add_json("marks", marks_json(options, *network.vertex_of(node.id)));
  if (node.facts.date) {
    view.add("since", json_string(day(node.facts.date->earliest())))
        .add("until", json_string(day(node.facts.date->latest())));
  }
  return view.text();
}

std::string number_of(EdgeId edge) { return std::to_string(edge.value); }

std::string line_json(const PageLayout& layout, const DrawOptions& options, std::size_t line) {
  const auto is_among = [&](const std::vector<EdgeId>& edges) {
    return std::any_of(layout.lines[line].begin(), layout.lines[line].end(), [&](EdgeId edge) {
      return std::find(edges.begin(), edges.end(), edge) != edges.end();
    });
  };
  JsonObject object;
  object.add("citations", list_json(layout.lines[line], number_of));
  if (!layout.routes[line].empty()) object.add("route", list_json(layout.routes[line], point_json));
  if (layout.words[line]) object.add("words", "[" + point_json(*layout.words[line]) + "]");
  if (is_among(options.looping)) object.add("looping", "true");
  if (is_among(options.highlighted)) object.add("found", "true");
  return object.text();
}

// What things look like (render/style.h), so that the page and the pictures agree.
std::string kind_json(const KindName& row) {
  const KindStyle& look = style_of(row.kind);
  return JsonObject()
      .add("name", json_string(row.name))
      .add("plural", json_string(row.plural))
      .add("shape", json_string(look.shape))
      .add("fill", json_string(look.fill))
      .add("border", json_string(look.border))
      .text();
}

std::string relation_json(const RelationName& row) {
  const RelationStyle& look = style_of(row.relation);
  return JsonObject()
      .add("name", json_string(row.name))
      .add("verb", json_string(row.verb))
      .add("line", json_string(look.line))
      .add("colour", json_string(look.colour))
      .add("head", json_string(look.arrowhead))
      .add("doubled", look.doubled ? "true" : "false")
      .text();
}

template <class ToJson>
void write_lines(std::ostream& out, const char* name, std::size_t count, const ToJson& to_json) {
  out << ",\n\"" << name << "\":[";
  for (std::size_t i = 0; i < count; ++i) out << (i == 0 ? "\n" : ",\n") << to_json(i);
  out << "]";
}

}  // namespace

Result<void> write_page_data(const Network& network, const DrawOptions& options,
                             std::ostream& out) {
  const std::vector<bool> drawn = drawn_nodes(network, options);
  const auto count = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  if (count > options.max_nodes) {
    return fail(ErrorCode::BadRequest,
                std::to_string(count) + " nodes are too many for a page (limit " +
                    std::to_string(options.max_nodes) + ")",
                "select fewer with filters or --depth, look at all of them with whocites serve, "
                "or export --to dot for another program");
  }
  const Result<PageLayout> layout = lay_out_page(network, options);
  if (!layout) return fail(layout.error());
  std::vector<std::string> named;
  for (const VertexId vertex : options.emphasised) named.push_back(network.node(vertex).key);
  out << "{\"title\":" << json_string(options.title)
      << ",\n\"finding\":" << json_string(shown(options.subtitle))
      << ",\n\"named\":" << json_list(named)
      << ",\n\"boxes\":" << (layout->boxes ? "true" : "false")
      << ",\n\"kinds\":" << list_json(kKinds, kind_json)
      << ",\n\"relations\":" << list_json(kRelations, relation_json) << ",\n";
  if (auto written = write_records(out, NetworkWalk(network)); !written) return written;
  write_lines(out, "views", network.nodes.size(), [&](std::size_t i) {
    return view_json(network, network.nodes[i], options, layout->places[i]);
  });
  write_lines(out, "lines", layout->lines.size(),
              [&](std::size_t i) { return line_json(*layout, options, i); });
  return put(out, "}\n");
}

}  // namespace whocites::render
