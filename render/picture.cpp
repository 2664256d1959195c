// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/picture.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <graphviz/cgraph.h>

#include "base/text.h"
#include "render/attributes.h"
#include "render/child_process.h"
#include "render/dot_graph.h"
#include "render/engine.h"
#include "render/fitted.h"
#include "render/frame_writer.h"
#include "render/gvc_session.h"
#include "render/label.h"
#include "render/legend.h"
#include "render/picture_label.h"
#include "render/time_placement.h"

namespace whocites::render {
namespace {

// Above this many nodes dot's two slowest steps get a limit: the picture is a little less tidy.
constexpr std::size_t kManyNodes = 250;

// Longer sides than this cairo cannot hold in pixels; Graphviz would say so on standard error.
constexpr double kLongestSide = 32000;
// Of more pixels packing them alone takes seconds, and few programs show them.
constexpr double kMostPixels = 24e6;

// Who places nodes in columns of time.
enum class ByDate : std::uint8_t { No, Dot, Ours };

// A way to lay out.
struct Way {
  Engine engine;
  const char* splines;
  Grouping grouping;
  ByDate by_date = ByDate::No;
};

// Best first. dot 2.42 now and then fails to route a curve ("lost edge") or to place frames
// ("trouble in init_rank"); what is plainer cannot fail in that way. The last one is quick.
std::vector<Way> ways_for(Engine engine) {
  std::vector<Way> ways;
  const Grouping grouping = row_of(engine).frames ? Grouping::Frames : Grouping::Names;
  if (engine == Engine::Dot) {
    ways = {{engine, "spline", grouping},
            {engine, "polyline", grouping},
            {engine, "spline", Grouping::Names},
            {engine, "line", Grouping::Names}};
  } else {
    const char* curved = engine == Engine::Sfdp ? "false" : "true";
    ways = {{engine, curved, grouping}, {engine, "false", Grouping::Names}};
  }
  ways.push_back({Engine::Sfdp, "false", Grouping::Names});
  return ways;
}

// Without frames, which would reach through many columns.
std::vector<Way> ways_by_date(const Network& network) {
  std::vector<Way> ways;
  if (network.nodes.size() <= kMostDotNodes && network.citations.size() <= kMostDotLines) {
    ways.push_back({Engine::Dot, "spline", Grouping::Names, ByDate::Dot});
  }
  ways.push_back({Engine::Dot, "line", Grouping::Names, ByDate::Ours});
  ways.push_back({Engine::Sfdp, "false", Grouping::Names});
  return ways;
}

void set_layout(Agraph_t& graph, const Network& network, const Way& way) {
  Attributes attributes(&graph);
  attributes.set("splines", way.splines);
  if (way.engine != Engine::Dot)
    attributes.set("overlap", "prism").set("sep", "+6").set("K", "0.9");
  if (network.nodes.size() > kManyNodes) {
    attributes.set("nslimit", "2").set("nslimit1", "2").set("mclimit", "0.2");
  }
  if (way.engine == Engine::Dot) return;
  // Only dot's layers have undersides by which one of two opposite lines could go.
  for (Agnode_t* node = agfstnode(&graph); node != nullptr; node = agnxtnode(&graph, node)) {
    for (Agedge_t* edge = agfstout(&graph, node); edge != nullptr; edge = agnxtout(&graph, edge)) {
      Attributes(edge).set("tailport", "").set("headport", "");
    }
  }
}

// As many dots to the inch as the device wants, or as its pixels are enough for.
double dots_per_inch(const Device& device, const Box& whole) {
  constexpr double kPointsPerInch = 72;
  const double width = std::max(whole.right - whole.left, 1.0);
  const double height = std::max(whole.top - whole.bottom, 1.0);
  double most = kPointsPerInch * kLongestSide / std::max(width, height);
  if (device.dots_per_inch > kPointsPerInch) {
    most = std::min(most, kPointsPerInch * std::sqrt(kMostPixels / (width * height)));
  }
  return std::min<double>(device.dots_per_inch, std::floor(most));
}

// The first of two layouts: places, kept in the graph's attributes.
Result<void> place(GvcSession& session, Agraph_t& graph, const char* engine) {
  Result<Layout> placed = session.lay_out(graph, engine);
  if (!placed) return fail(placed.error());
  placed->keep_in_attributes();
  return {};
}

Result<TimeColumns> place_by_date(GvcSession& session, Agraph_t& graph, const Network& network,
                                  const DrawOptions& options, const Way& way) {
  const TimeColumns columns = time_columns(network, drawn_nodes(network, options));
  if (way.by_date == ByDate::Dot) {
    add_columns(graph, columns);
    if (auto placed = place(session, graph, "dot"); !placed) return fail(placed.error());
    return columns;
  }
  // Wherever they are: what is wanted is how large they are.
  for (Agnode_t* node : nodes_of(graph, columns)) {
    if (node != nullptr) Attributes(node).set("pos", "0,0");
  }
  if (auto placed = place(session, graph, "nop2"); !placed) return fail(placed.error());
  const TimeColumns steps = shortened(network, columns);
  Attributes(&graph).set("outputorder", "edgesfirst");
  place_in_columns(graph, steps);
  return steps;
}

Result<std::string> draw(GvcSession& session, const Network& network, const DrawOptions& options,
                         const Device& device, const Way& way) {
  GraphHandle graph = build_picture_graph(session, network, options, way.grouping);
  set_layout(*graph, network, way);
  Result<TimeColumns> columns = TimeColumns();
  if (way.by_date != ByDate::No) {
    columns = place_by_date(session, *graph, network, options, way);
  } else if (auto placed = place(session, *graph, row_of(way.engine).name); !placed) {
    columns = fail(placed.error());
  }
  if (!columns) {
    abandon(std::move(graph));
    return fail(columns.error());
  }
  // A second layout, which only reads the first one's places: where the legend goes depends on
  // the size of the picture above it.
  const Box whole = add_title_and_legend(*graph, network, options, way.grouping, *columns);
  Attributes(graph.get()).set("dpi", number_text(dots_per_inch(device, whole)));
  const Result<Layout> layout = session.lay_out(*graph, "nop2");
  if (layout) return session.draw(*graph, device.name);
  abandon(std::move(graph));
  return fail(layout.error());
}

// The ways one after the other, each in a process of its own. Half of the time that is left goes to
// each; what took too long once is not tried in a similar way.
Result<std::string> draw_some_way(const Network& network, const DrawOptions& options,
                                  const Device& device) {
  const std::vector<Way> ways =
      options.by_date ? ways_by_date(network) : ways_for(engine_for(network, options));
  // Held while the copies are made, so that no thread holds it in one of them.
  GvcSession session;
  std::chrono::milliseconds left = options.timeout;
  Error last;
  bool timed_out = false;
  for (const Way& way : ways) {
    const bool is_last = &way == &ways.back();
    if (timed_out && !is_last) continue;
    DrawOptions adapted = options;
    if (options.by_date && way.by_date == ByDate::No) {
      adapted.notes.emplace_back("Columns of time could not be placed; see fewer with filters.");
    }
    const auto begun = std::chrono::steady_clock::now();
    Result<std::string> drawn = in_child(
        is_last ? left : left / 2, [&] { return draw(session, network, adapted, device, way); });
    if (drawn) return drawn;
    last = drawn.error();
    timed_out = timed_out || last.code == ErrorCode::TimedOut;
    left -= std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                  begun);
    left = std::max(left, std::chrono::milliseconds(1));
  }
  return fail(last);
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

}  // namespace

std::string content_of(const Network& network, const DrawOptions& options) {
  const std::vector<bool> drawn = drawn_nodes(network, options);
  std::string text = counted(static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true)),
                             "node", "nodes") +
                     ", " + counted(network.citations.size(), "citation", "citations") + ".";
  std::map<std::string, std::vector<std::string>> marked;
  for (const Mark& mark : options.marks) {
    std::string words = ascii_lower(mark.words.empty() ? words_of(mark.kind) : mark.words);
    marked[words].push_back(full_label(network, mark.vertex));
  }
  for (const auto& [words, names] : marked)
    text += " Marked " + words + ": " + join(names, ", ") + ".";
  return text;
}

Result<std::string> draw_picture(const Network& network, const DrawOptions& options,
                                 const Device& device) {
  if (options.max_nodes == 0) {
    return fail(ErrorCode::BadRequest, "a picture of no nodes shows nothing",
                "give --max-nodes 1 or more");
  }
  if (network.nodes.size() <= options.max_nodes) return draw_some_way(network, options, device);
  const Fitted small = fitted(network, options);
  return draw_some_way(small.network, small.options, device);
}

Result<void> put(std::ostream& out, std::string_view bytes) {
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) return fail(ErrorCode::Io, "the output could not be written");
  return {};
}

}  // namespace whocites::render
