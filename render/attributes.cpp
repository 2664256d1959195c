// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/attributes.h"

#include <graphviz/cgraph.h>

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

void set_style(Attributes node, Kind kind, bool unresolved, bool emphasised) {
  const KindStyle& look = style_of(kind);
  node.set("shape", look.shape)
      .set("style", unresolved ? std::string(look.style) + ",dashed" : look.style)
      .set("fillcolor", unresolved ? "#FFFFFF" : look.fill)
      .set("color", look.border);
  // Graphviz adds room of its own around a label in an ellipse or hexagon.
  if (kind == Kind::Person || kind == Kind::Organization) node.set("margin", "0.06,0.03");
  if (emphasised) node.set("penwidth", "3");
}

void set_style(Attributes edge, const LineLook& look) {
  const RelationStyle& style = style_of(look.relation);
  std::string colour = look.rejected ? kRejectedColour : style.colour;
  if (look.low_confidence && !look.rejected) colour += "99";
  const bool doubled = style.doubled && !look.rejected;
  edge.set("color", doubled ? colour + ":#FFFFFF:" + colour : colour)
      .set("style", style.line)
      .set("arrowhead", style.arrowhead);
  if (look.highlighted) {
    edge.set("penwidth", "3");
  } else if (look.low_confidence || look.rejected) {
    edge.set("penwidth", "0.6");
  }
}

void set_defaults(Attributes graph) {
  graph.set("charset", "UTF-8")
      .set("rankdir", "LR")
      // Without it dot 2.42 fails with "trouble in init_rank" on some graphs with clusters.
      .set("newrank", "true")
      .set("nodesep", "0.22")
      .set("ranksep", "1.1")
      .set("pad", "0.15")
      .set("fontname", kFont)
      .set("fontsize", "12")
      .set("fontcolor", kTextColour)
      .set("bgcolor", "#FFFFFF");
}

}  // namespace whocites::render
