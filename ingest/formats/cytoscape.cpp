// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Cytoscape's JSON: `elements` with `nodes` and `edges`, or a list of both (Cytoscape.js).
#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/json_graph.h"

namespace whocites::ingest {
namespace {

class Cytoscape final : public JsonVisitor {
 public:
  explicit Cytoscape(GraphRecords& records) : records_(records) {}

  bool enters(const JsonSite& site) override {
    if (site.inside.empty()) return true;
    if (site.inside == "$") return site.name == "elements";
    return site.inside == "$/elements" && (site.name == "nodes" || site.name == "edges");
  }
  Result<void> take(const JsonSite& site, std::string_view value) override;

 private:
  Result<void> element(const JsonSite& site, std::string_view value);

  GraphRecords& records_;
  bool is_directed_ = true;  // unless the file says otherwise: an edge has a source and a target
};

Result<void> Cytoscape::take(const JsonSite& site, std::string_view value) {
  const bool in_list = site.name.empty() && site.inside != "";
  if (in_list) return element(site, value);
  if (site.name == "directed") {
    is_directed_ = value == "true";
    return {};
  }
  // What is only of the program, or of how it draws.
  for (const std::string_view name :
       {"format_version", "generated_by", "target_cytoscapejs_version", "multigraph", "style",
        "layout", "zoom", "pan", "boxSelectionEnabled", "renderer", "zoomingEnabled",
        "userZoomingEnabled", "panningEnabled", "userPanningEnabled"}) {
    if (site.name == name) return {};
  }
  return value == "{}" || value == "[]" ? Result<void>()
                                        : records_.set_aside(site.name, value, site.position);
}

Result<void> Cytoscape::element(const JsonSite& site, std::string_view value) {
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "an element must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  JsonObjectReader element(value);
  const std::optional<std::string_view> data = element.take("data");
  if (!data || json_type(*data) != JsonType::Object) {
    records_.reject(site.position, "an element without 'data'");
    return {};
  }
  JsonObjectReader object(*data);
  const std::string from = object.take_text("source");
  const std::string to = object.take_text("target");
  const std::string id = object.take_text("id");
  std::vector<GraphAttribute> attributes = object.attributes();
  for (GraphAttribute& drawn : element.attributes()) {
    if (drawn.name == "group" || drawn.text == "false") continue;
    drawn.role = GraphAttribute::Role::Drawing;
    attributes.push_back(std::move(drawn));
  }
  const bool is_edge = site.inside.ends_with("/edges") || !from.empty() || !to.empty();
  if (!is_edge && !id.empty()) return records_.node(id, std::move(attributes), site.position);
  if (!is_edge || from.empty() || to.empty()) {
    records_.reject(site.position,
                    is_edge ? "an edge needs 'source' and 'target'" : "a node without 'id'");
    return {};
  }
  return records_.edge(from, to, is_directed_, std::move(attributes), site.position);
}

int recognise(std::string_view head) {
  head = trim_json(head);
  if (head.starts_with('{') && has_member(head, "elements") && has_member(head, "data")) return 93;
  // A list of elements: the first of them has its data.
  if (!head.starts_with('[')) return 0;
  const std::string_view first = trim_json(head.substr(1));
  if (!first.starts_with('{')) return 0;
  const std::size_t name = first.find('"');
  const std::string_view rest = name == first.npos ? std::string_view() : first.substr(name);
  return (rest.starts_with("\"data\"") || rest.starts_with("\"group\"")) && has_member(head, "data")
             ? 88
             : 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_json_graph<Cytoscape>(in, options, sink);
}

}  // namespace

const Format& cytoscape_format() {
  static const Format format{.name = "cytoscape",
                             .summary = "the JSON of Cytoscape and Cytoscape.js",
                             .extensions = {".cyjs", ".json"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
