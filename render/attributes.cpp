// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/attributes.h"

#include <algorithm>

#include <graphviz/cgraph.h>

#include "render/label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

char* mutable_text(const char* text) { return const_cast<char*>(text); }

}  // namespace

Attributes& Attributes::set(const char* name, const std::string& value) {
  agsafeset(object_, mutable_text(name), mutable_text(value.c_str()), mutable_text(""));
  return *this;
}

Attributes& Attributes::set_html(const char* name, const std::string& html) {
  Agraph_t* root = agroot(object_);
  char* shared = agstrdup_html(root, mutable_text(html.c_str()));
  agsafeset(object_, mutable_text(name), shared, mutable_text(""));
  agstrfree(root, shared);
  return *this;
}

void set_style(Attributes node, const NodeLook& look, const Theme& theme) {
  const KindStyle& shape = style_of(look.kind);
  const Paint& paint = theme.of(look.kind);
  node.set("shape", shape.shape)
      .set("style", look.unresolved ? std::string(shape.style) + ",dashed" : shape.style)
      .set("fillcolor", look.unresolved ? theme.paper : paint.fill)
      .set("color", paint.line);
  // Graphviz adds room of its own around a label in an ellipse or hexagon.
  const bool is_roomy = look.kind == Kind::Person || look.kind == Kind::Organization;
  if (is_roomy) node.set("margin", "0.06,0.03");
  if (look.emphasised) node.set("penwidth", "3");
  if (look.doubled) node.set("peripheries", "2");
}

void set_style(Attributes edge, const LineLook& look, const Theme& theme) {
  // Several citations at once are a plain line: it would be untrue to show the relation of one.
  const RelationStyle& style = style_of(look.bundled ? Relation::Reports : look.relation);
  std::string colour = theme.of(look.bundled ? Relation::Reports : look.relation);
  if (look.looping) colour = theme.loop;
  if (look.rejected) colour = theme.rejected;
  const bool heavy = look.highlighted || look.looping;
  const bool doubled = style.doubled && !look.rejected && !heavy;
  edge.set("color", doubled ? colour + ":" + theme.paper + ":" + colour : colour)
      .set("style", style.line)
      .set("arrowhead", style.arrowhead);
  double width = look.width;
  if (width == 0 && (look.low_confidence || look.rejected)) width = 0.6;
  if (heavy) width = std::max(width, 3.0);
  if (width != 0) edge.set("penwidth", number_text(width));
}

void set_defaults(Attributes graph, const Theme& theme) {
  graph.set("charset", "UTF-8")
      .set("rankdir", "LR")
      // Without it dot 2.42 fails with "trouble in init_rank" on some graphs with clusters.
      .set("newrank", "true")
      .set("nodesep", "0.22")
      .set("ranksep", "1.1")
      .set("pad", "0.15")
      .set("fontname", kFont)
      .set("fontsize", "12")
      .set("fontcolor", theme.text)
      .set("bgcolor", theme.paper);
}

}  // namespace whocites::render
