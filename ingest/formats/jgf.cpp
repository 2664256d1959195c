// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// JSON Graph Format 1 (nodes are a list) and 2 (an object by id). Source: jsongraphformat.info.
#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/json_graph.h"

namespace whocites::ingest {
namespace {

class JsonGraph final : public JsonVisitor {
 public:
  explicit JsonGraph(GraphRecords& records) : records_(records) {}

  bool enters(const JsonSite& site) override {
    if (site.inside.empty()) return true;
    if (site.inside == "$") return site.name == "graph" || site.name == "graphs";
    if (site.inside == "$/graphs") return true;
    return is_graph(site.inside) && (site.name == "nodes" || site.name == "edges");
  }
  Result<void> take(const JsonSite& site, std::string_view value) override;

 private:
  static bool is_graph(std::string_view path) { return path == "$/graph" || path == "$/graphs/*"; }
  Result<void> node(const JsonSite& site, std::string_view value);
  Result<void> edge(const JsonSite& site, std::string_view value);

  GraphRecords& records_;
  bool is_directed_ = true;  // the specification's default
};

Result<void> JsonGraph::take(const JsonSite& site, std::string_view value) {
  if (!is_graph(site.inside)) {
    if (site.inside.ends_with("/nodes")) return node(site, value);
    if (site.inside.ends_with("/edges")) return edge(site, value);
    return records_.set_aside(site.name, value, site.position);
  }
  if (site.name == "directed") {
    is_directed_ = value == "true";
    return {};
  }
  if (site.name == "type" || site.name == "id") return {};
  return records_.set_aside(site.name, value, site.position);
}

Result<void> JsonGraph::node(const JsonSite& site, std::string_view value) {
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "a node must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  JsonObjectReader object(value);
  std::string id(site.name);
  if (id.empty()) id = object.take_text("id");
  if (id.empty()) {
    records_.reject(site.position, "a node without 'id'");
    return {};
  }
  return records_.node(id, object.attributes("metadata"), site.position);
}

Result<void> JsonGraph::edge(const JsonSite& site, std::string_view value) {
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "an edge must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  JsonObjectReader object(value);
  const std::string from = object.take_text("source");
  const std::string to = object.take_text("target");
  if (from.empty() || to.empty()) {
    records_.reject(site.position, "an edge needs 'source' and 'target'");
    return {};
  }
  object.take("id");
  const std::string directed = object.take_text("directed");
  const bool is_directed = directed.empty() ? is_directed_ : directed == "true";
  return records_.edge(from, to, is_directed, object.attributes("metadata"), site.position);
}

int recognise(std::string_view head) {
  head = trim_json(head);
  if (!head.starts_with('{')) return 0;
  if (!has_member(head, "graph") && !has_member(head, "graphs")) return 0;
  const std::size_t graph = head.find("\"graph");
  const std::size_t colon = head.find(':', graph);
  const std::size_t value =
      colon == head.npos ? colon : head.find_first_not_of(" \t\r\n", colon + 1);
  if (value == head.npos || (head[value] != '{' && head[value] != '[')) return 0;
  // networkx's node-link JSON has a "graph" too, with nothing of the graph in it.
  const std::string_view inside = trim_json(head.substr(value + 1));
  if (inside.starts_with('}') || inside.starts_with(']')) return 0;
  const bool first_member = head.find('"') == graph;
  const bool has_parts = has_member(head, "nodes") || has_member(head, "edges");
  return first_member && has_parts ? 94 : has_parts && has_member(head, "metadata") ? 91 : 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_json_graph<JsonGraph>(in, options, sink);
}

}  // namespace

const Format& jgf_format() {
  static const Format format{.name = "jgf",
                             .summary = "JSON Graph Format, version 1 or 2",
                             .extensions = {".jgf", ".jgf.json", ".json"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
