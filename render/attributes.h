// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "graph/model.h"
#include "render/theme.h"

namespace whocites::render {

// A cgraph object (graph, node or edge) whose attributes are being set. An attribute that the
// object's root graph does not know yet is declared with an empty default.
class Attributes {
 public:
  explicit Attributes(void* object) : object_(object) {}

  // Requires: no NUL in `value`.
  Attributes& set(const char* name, const std::string& value);
  Attributes& set_html(const char* name, const std::string& html);
  Attributes& set_unless_empty(const char* name, const std::string& value) {
    return value.empty() ? *this : set(name, value);
  }

 private:
  void* object_;
};

// What a node looks like, for those of a picture and for the legend's samples.
struct NodeLook {
  Kind kind = Kind::Article;
  bool unresolved = false;
  bool emphasised = false;  // a heavy outline
  bool doubled = false;     // a double outline
};
void set_style(Attributes node, const NodeLook& look, const Theme& theme);

// What a line looks like.
struct LineLook {
  Relation relation = Relation::Mentions;
  bool rejected = false;
  bool highlighted = false;
  bool low_confidence = false;
  bool looping = false;  // part of a circle
  bool bundled = false;  // several citations as one line, whatever their relations
  double width = 0;      // points; 0: that of the look
};
void set_style(Attributes edge, const LineLook& look, const Theme& theme);

// What every graph begins with: fonts, sizes, direction of reading.
void set_defaults(Attributes graph, const Theme& theme);

}  // namespace whocites::render
