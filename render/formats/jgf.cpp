// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// JSON Graph Format 2. Source: jsongraphformat.info, v2.0: `nodes` is an object by id.
#include "render/formats.h"
#include "render/json_lines.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

std::string node_member(const GraphWalk& walk, const Node& node) {
  JsonObject metadata;
  metadata.add("key", json_string(node.key)).add("kind", json_string(name_of(node.kind)));
  add_facts(metadata, walk, node);
  metadata.add_json("properties", properties_json(node.facts.properties));
  return json_string(node.key) + ":" +
         JsonObject()
             .add("label", json_string(label_of(node)))
             .add("metadata", metadata.text())
             .text();
}

std::string edge_text(const GraphWalk& walk, const Citation& citation) {
  JsonObject metadata;
  add_citation(metadata, citation);
  return JsonObject()
      .add("source", json_string(walk.key_of(citation.from)))
      .add("target", json_string(walk.key_of(citation.to)))
      .add("relation", json_string(name_of(citation.relation)))
      .add("directed", "true")
      .add("metadata", metadata.text())
      .text();
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << "{\"graph\":{\"type\":\"citations\",\"directed\":true,\n";
  auto done = write_lists(
      out, walk, {"nodes", "edges", '{', '}'},
      [&](const Node& node) { return node_member(walk, node); },
      [&](const Citation& citation) { return edge_text(walk, citation); });
  if (!done) return done;
  return put(out, "}}\n");
}

}  // namespace

const Format jgf_format{.name = "jgf",
                        .summary = "JSON Graph Format 2",
                        .extensions = {".jgf", ".jgf.json"},
                        .write = write_walked<stream>,
                        .stream = stream};

}  // namespace whocites::render
