// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph_walk.h"

// Nodes and citations as one flat row each, for formats whose attributes have a type and hold one
// value. Names and notation are those of the columns of csv-nodes and of the fields of JSON lines
// (docs/formats.md), so that a reader of own records can map them back.
namespace whocites::render {

enum class FieldType : std::uint8_t { Text, Real, Whole, Truth };

struct Field {
  std::string_view name;
  FieldType type;
};

// "string", "double", "long", "boolean", as GraphML and GEXF call them.
std::string_view name_of(FieldType type);

std::span<const Field> node_fields();
std::span<const Field> citation_fields();

// The values in the order of the fields; empty where nothing is known. Lists are JSON arrays,
// properties one JSON object, truths "true".
std::vector<std::string> node_values(const GraphWalk& walk, const Node& node);

// A citation is one row with its first piece of evidence; `more_evidence` holds the others and
// `judgements` those, as JSON arrays of objects. `weight` is confidence_of().
std::vector<std::string> citation_values(const Citation& citation);

}  // namespace whocites::render
