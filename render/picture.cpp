// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/attributes.h"
#include "render/dot_graph.h"
#include "render/gvc_session.h"
#include "render/label.h"
#include "render/legend.h"

namespace whocites::render {
namespace {

// Above this many nodes dot's two slowest steps get a limit: the picture is a little less tidy.
constexpr std::size_t kManyNodes = 250;

// Ways to lay out, best first. dot 2.42 now and then fails to route a curve ("lost edge") or to
// place frames ("trouble in init_rank"); what is plainer cannot fail in that way.
struct Way {
  const char* splines;
  Grouping grouping;
};
constexpr std::array kWays{Way{"spline", Grouping::Frames}, Way{"polyline", Grouping::Frames},
                           Way{"spline", Grouping::Names}, Way{"line", Grouping::Names}};

// Longer sides than this cairo cannot hold in pixels; Graphviz would say so on standard error.
constexpr double kMostPixels = 32000;

struct Placed {
  GraphHandle graph;  // the places are in its attributes
  Grouping grouping;
};

void set_limits(Attributes graph, const Network& network) {
  if (network.nodes.size() > kManyNodes) {
    graph.set("nslimit", "2").set("nslimit1", "2").set("mclimit", "0.2");
  }
}

Result<Placed> lay_out(GvcSession& session, const Network& network, const DrawOptions& options) {
  Error last;
  for (const Way& way : kWays) {
    GraphHandle graph = build_picture_graph(session, network, options, way.grouping);
    Attributes attributes(graph.get());
    attributes.set("splines", way.splines);
    set_limits(attributes, network);
    Result<Layout> layout = session.lay_out(*graph, "dot");
    if (layout) {
      layout->keep_in_attributes();
      return Placed{std::move(graph), way.grouping};
    }
    last = layout.error();
    abandon(std::move(graph));
  }
  return fail(last);
}

}  // namespace

Result<std::string> draw_picture(const Network& network, const DrawOptions& options,
                                 const Device& device) {
  if (network.nodes.size() > options.max_nodes) {
    return fail(ErrorCode::BadRequest,
                std::to_string(network.nodes.size()) + " nodes are too many for a picture (limit " +
                    std::to_string(options.max_nodes) + ")",
                "select fewer with filters or --limit, or export --to dot for another program");
  }
  GvcSession session;
  Result<Placed> placed = lay_out(session, network, options);
  if (!placed) return fail(placed.error());
  Agraph_s& graph = *placed->graph;
  // A second layout, which only reads the first one's places: where the legend goes depends on
  // the size of the picture above it.
  const double side = add_title_and_legend(graph, network, options, placed->grouping);
  const double fitting = std::floor(kMostPixels * 72 / std::max(side, 1.0));
  Attributes(&graph).set("dpi", number_text(std::min<double>(device.dots_per_inch, fitting)));
  const Result<Layout> layout = session.lay_out(graph, "nop2");
  if (layout) return session.draw(graph, device.name);
  abandon(std::move(placed->graph));
  return fail(layout.error());
}

Result<void> put(std::ostream& out, std::string_view bytes) {
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) return fail(ErrorCode::Io, "the output could not be written");
  return {};
}

}  // namespace whocites::render
