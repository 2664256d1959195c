// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "graph/model.h"

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

// What a kind looks like, for nodes and for the legend's samples.
void set_style(Attributes node, Kind kind, bool unresolved, bool emphasised);

// What a line looks like.
struct LineLook {
  Relation relation = Relation::Mentions;
  bool rejected = false;
  bool highlighted = false;
  bool low_confidence = false;
};
void set_style(Attributes edge, const LineLook& look);

// What every graph begins with: fonts, sizes, direction of reading.
void set_defaults(Attributes graph);

}  // namespace whocites::render
