// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Cytoscape's JSON (.cyjs), as Cytoscape, Cytoscape.js and NetworkX's cytoscape_graph() read it.
#include "render/formats.h"
#include "render/json_lines.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

std::string element(const JsonObject& data) { return JsonObject().add("data", data.text()).text(); }

// Ids are numbered: nodes and edges share one space of ids, and keys may be anything.
std::string node_id(std::size_t place) { return json_string("n" + std::to_string(place)); }

JsonObject node_data(const GraphWalk& walk, const Node& node, std::size_t place) {
  JsonObject data;
  data.add("id", node_id(place))
      .add("label", json_string(label_of(node)))
      .add("key", json_string(node.key))
      .add("kind", json_string(name_of(node.kind)));
  add_facts(data, walk, node);
  return data.add_json("properties", properties_json(node.facts.properties));
}

JsonObject edge_data(const GraphWalk& walk, const Citation& citation, std::size_t number) {
  JsonObject data;
  data.add("id", json_string("e" + std::to_string(number)))
      .add("source", node_id(*walk.place_of(citation.from)))
      .add("target", node_id(*walk.place_of(citation.to)))
      .add("interaction", json_string(name_of(citation.relation)));
  add_citation(data, citation);
  return data;
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << "{\"format_version\":\"1.0\",\"generated_by\":\"whocites\","
         "\"target_cytoscapejs_version\":\"~3.0\",\"directed\":true,\"multigraph\":true,"
         "\"data\":{},\n\"elements\":{\n";
  std::size_t nodes = 0;
  std::size_t edges = 0;
  auto done = write_lists(
      out, walk, {"nodes", "edges"},
      [&](const Node& node) { return element(node_data(walk, node, nodes++)); },
      [&](const Citation& citation) { return element(edge_data(walk, citation, edges++)); });
  if (!done) return done;
  return put(out, "}}\n");
}

}  // namespace

const Format cytoscape_format{.name = "cytoscape",
                              .summary = "Cytoscape's JSON, for Cytoscape and Cytoscape.js",
                              .extensions = {".cyjs"},
                              .write = write_walked<stream>,
                              .stream = stream};

}  // namespace whocites::render
