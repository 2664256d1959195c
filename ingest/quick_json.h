// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "graph/model.h"

namespace whocites::ingest {

// A citation of which a line states only the ends and the relation.
struct BareCitation {
  std::string_view from;
  std::string_view to;
  Relation relation = Relation::Mentions;
};

// The usual line of JSON, read by simdjson. What it cannot tell for certain is left to
// find_json_fault() and make_records(), which are slower and say what is wrong.
class QuickJson {
 public:
  QuickJson();
  ~QuickJson();
  QuickJson(const QuickJson&) = delete;
  QuickJson& operator=(const QuickJson&) = delete;

  // Whether find_json_fault() is sure to find nothing in `text`. False: it has to be asked.
  bool is_well_formed(std::string_view text);
  // What the text that was just found well-formed states, when make_records() would make one
  // citation of it and nothing else. Valid until the next call of is_well_formed().
  std::optional<BareCitation> bare_citation() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace whocites::ingest
