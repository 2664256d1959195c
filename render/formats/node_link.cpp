// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Node-link JSON, as D3 and NetworkX's node_link_graph() read it.
#include "render/formats.h"
#include "render/json_lines.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

std::string node_text(const GraphWalk& walk, const Node& node) {
  JsonObject object;
  const std::string key = json_string(node.key);
  object.add("id", key).add("key", key).add("kind", json_string(name_of(node.kind)));
  add_facts(object, walk, node);
  return object.add_json("properties", properties_json(node.facts.properties)).text();
}

// `key` tells the parallel edges of a multigraph apart.
std::string link_text(const GraphWalk& walk, const Citation& citation) {
  JsonObject object;
  object.add("source", json_string(walk.key_of(citation.from)))
      .add("target", json_string(walk.key_of(citation.to)))
      .add("key", json_string(name_of(citation.relation)));
  add_citation(object, citation);
  return object.text();
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << "{\"directed\":true,\"multigraph\":true,\"graph\":{},\n";
  auto done = write_lists(
      out, walk, {"nodes", "links"}, [&](const Node& node) { return node_text(walk, node); },
      [&](const Citation& citation) { return link_text(walk, citation); });
  if (!done) return done;
  return put(out, "}\n");
}

}  // namespace

const Format node_link_format{.name = "node-link",
                              .summary = "node-link JSON, for D3 and NetworkX",
                              .extensions = {".node-link.json"},
                              .write = write_walked<stream>,
                              .stream = stream};

}  // namespace whocites::render
