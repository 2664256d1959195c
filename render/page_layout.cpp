// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/page_layout.h"

#include <algorithm>
#include <cmath>

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include "render/attributes.h"
#include "render/gvc_session.h"
#include "render/label.h"

namespace whocites::render {
namespace {

constexpr double kPointsPerInch = 72;

// A tenth of a point is finer than anybody sees.
double rounded(double points) { return std::round(points * 10) / 10; }

PagePoint page_point(const pointf& point) { return {rounded(point.x), rounded(-point.y)}; }

PagePlace place_of(Agnode_t* node) {
  return {page_point(ND_coord(node)), rounded(ND_width(node) * kPointsPerInch),
          rounded(ND_height(node) * kPointsPerInch)};
}

PagePoint between(const pointf& end, const pointf& control) {
  return page_point({(end.x + 3 * control.x) / 4, (end.y + 3 * control.y) / 4});
}

// Each cubic piece as two quadratic ones that meet in its middle, which is how the page draws.
std::vector<PagePoint> route_of(Agedge_t* edge) {
  std::vector<PagePoint> route;
  if (ED_spl(edge) == nullptr || ED_spl(edge)->size == 0) return route;
  const bezier& curve = ED_spl(edge)->list[0];
  route.push_back(page_point(curve.sflag != 0 ? curve.sp : curve.list[0]));
  for (int i = 0; i + 3 < curve.size; i += 3) {
    const pointf* piece = curve.list + i;
    route.push_back(between(piece[0], piece[1]));
    route.push_back(between(piece[3], piece[2]));
  }
  route.push_back(page_point(curve.eflag != 0 ? curve.ep : curve.list[curve.size - 1]));
  return route;
}

// cgraph walks nodes in the order in which they were made: that of the vertices.
void take_places(Agraph_t& graph, PageLayout& layout, const std::vector<bool>& drawn) {
  Agnode_t* node = agfstnode(&graph);
  layout.places.resize(drawn.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    layout.places[i] = place_of(node);
    node = agnxtnode(&graph, node);
  }
}

// Lines are named by their number.
void take_lines(Agraph_t& graph, PageLayout& layout) {
  for (Agnode_t* node = agfstnode(&graph); node != nullptr; node = agnxtnode(&graph, node)) {
    for (Agedge_t* edge = agfstout(&graph, node); edge != nullptr; edge = agnxtout(&graph, edge)) {
      const std::size_t line = std::stoul(agnameof(edge));
      layout.routes[line] = route_of(edge);
      if (ED_label(edge) != nullptr) layout.words[line] = page_point(ED_label(edge)->pos);
    }
  }
}

Result<PageLayout> lay_out_boxes(const Network& network, const DrawOptions& options,
                                 PageLayout layout, const std::vector<bool>& drawn) {
  GvcSession session;
  Error last;
  // dot 2.42 now and then fails to route a curve; straight lines cannot fail in that way.
  for (const char* splines : {"spline", "line"}) {
    GraphHandle graph = build_picture_graph(session, network, options, Grouping::Names);
    Attributes(graph.get()).set("splines", splines).set("ranksep", "0.9");
    const Result<Layout> placed = session.lay_out(*graph, "dot");
    if (!placed) {
      last = placed.error();
      abandon(std::move(graph));
      continue;
    }
    take_places(*graph, layout, drawn);
    take_lines(*graph, layout);
    return layout;
  }
  return fail(last);
}

// The area of a mark grows with how often it is cited.
double mark_size(const CitationGraph& graph, VertexId vertex) {
  const auto cited = static_cast<double>(graph.cited_by(vertex).size());
  return std::min(64.0, 12 + 5 * std::sqrt(cited));
}

GraphHandle marks_graph(GvcSession& session, const Network& network, const PageLayout& layout,
                        const std::vector<bool>& drawn) {
  GraphHandle graph = session.open_graph("page");
  Attributes(graph.get()).set("overlap", "prism").set("K", "0.6").set("splines", "false");
  std::vector<Agnode_t*> nodes(drawn.size(), nullptr);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    std::string name = std::to_string(i);
    nodes[i] = agnode(graph.get(), name.data(), 1);
    const VertexId vertex(static_cast<std::uint32_t>(i));
    const std::string inches = number_text(mark_size(network.graph, vertex) / kPointsPerInch);
    Attributes(nodes[i]).set("label", "").set("shape", "circle").set("width", inches);
    Attributes(nodes[i]).set("height", inches).set("fixedsize", "true");
  }
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const auto [from, to] = network.graph.ends(layout.lines[i].front());
    std::string name = std::to_string(i);
    agedge(graph.get(), nodes[from.value], nodes[to.value], name.data(), 1);
  }
  return graph;
}

Result<PageLayout> lay_out_marks(const Network& network, PageLayout layout,
                                 const std::vector<bool>& drawn) {
  GvcSession session;
  GraphHandle graph = marks_graph(session, network, layout, drawn);
  const Result<Layout> placed = session.lay_out(*graph, "sfdp");
  if (!placed) {
    abandon(std::move(graph));
    return fail(placed.error());
  }
  layout.boxes = false;
  take_places(*graph, layout, drawn);
  return layout;
}

}  // namespace

Result<PageLayout> lay_out_page(const Network& network, const DrawOptions& options) {
  PageLayout layout;
  layout.lines = lines_of(network);
  layout.routes.resize(layout.lines.size());
  layout.words.resize(layout.lines.size());
  const std::vector<bool> drawn = drawn_nodes(network, options);
  const auto count = static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true));
  return count <= kMostBoxes && layout.lines.size() <= most_box_lines(count)
             ? lay_out_boxes(network, options, std::move(layout), drawn)
             : lay_out_marks(network, std::move(layout), drawn);
}

}  // namespace whocites::render
