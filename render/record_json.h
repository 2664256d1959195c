// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graph/network.h"
#include "render/json_text.h"

// The project's own records (docs/jsonl.md) as JSON; shared by jsonl, json and csv.
namespace whocites::render {

// The members of a node's record, its properties included. `network` names what it is part of.
JsonObject node_json(const Network& network, const Node& node);
// One piece of evidence, without the citation that it is for and without properties.
void add_evidence(JsonObject& object, const Evidence& evidence);
// `from`, `to`, `relation`.
void add_ends(JsonObject& object, const Network& network, const Citation& citation);

// Adds properties as members of their own, and those whose name the format gives a meaning to
// under one member "properties".
enum class RecordSort : std::uint8_t { Node, Citation };
void add_properties(JsonObject& object, const std::vector<Property>& properties, RecordSort sort);

// All properties as one object; empty text when there are none.
std::string properties_json(const std::vector<Property>& properties);
// [{"key":…,"name":…,"score":…}]; empty text when there are none.
std::string suggestions_json(const std::vector<Suggestion>& suggestions);

}  // namespace whocites::render
