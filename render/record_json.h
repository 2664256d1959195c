// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "graph/graph_walk.h"
#include "graph/records.h"
#include "render/json_text.h"

// The project's own records (docs/jsonl.md) as JSON; shared by all formats that have
// some in them.
namespace whocites::render {

// The members of a node's record, but for its key and its properties. `walk` names what it is part
// of.
void add_facts(JsonObject& object, const GraphWalk& walk, const Node& node);
// The whole record.
JsonObject node_json(const GraphWalk& walk, const Node& node);
// A line of own records; of a text that was left out, which has none, `file`, `line`, `begin`,
// `end`, `reason` and `text`.
std::string record_json(const Record& record);
// One piece of evidence without its text, the citation that it is for and properties.
void add_evidence(JsonObject& object, const Evidence& evidence);
// `from`, `to`, `relation`.
void add_ends(JsonObject& object, const GraphWalk& walk, const Citation& citation);

// A citation with all its evidence and judgements, as one object.
std::string citation_json(const GraphWalk& walk, const Citation& citation);
// The members "nodes" and "citations" of a JSON document that has the graph in full.
Result<void> write_records(std::ostream& out, const GraphWalk& walk);

// What JSON for other programs says of a citation but its ends, under the names of
// render/flat_fields.h; properties under "properties".
void add_citation(JsonObject& object, const Citation& citation);
// The pieces of evidence after the first, as one list; empty text when there are none.
std::string more_evidence_json(const Citation& citation);
// [{"verdict":…,"who":…,"when":…,"why":…}]; empty text when there are none.
std::string judgements_json(const std::vector<Judgement>& judgements);
void add_judgement(JsonObject& object, const Judgement& judgement);

// Adds properties as members of their own, and those whose name the format gives a meaning to
// under one member "properties".
enum class RecordSort : std::uint8_t { Node, Citation };
void add_properties(JsonObject& object, const std::vector<Property>& properties, RecordSort sort);

// All properties as one object; empty text when there are none.
std::string properties_json(const std::vector<Property>& properties);
// [{"key":…,"name":…,"score":…}]; empty text when there are none.
std::string suggestions_json(const std::vector<Suggestion>& suggestions);

}  // namespace whocites::render
