// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Node-link JSON of networkx and D3 (`links` or `edges`), and Graphology's JSON, whose nodes and
// edges keep their attributes apart. Source: networkx.readwrite.json_graph, graphology.github.io.
#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/json_graph.h"

namespace whocites::ingest {
namespace {

class NodeLink final : public JsonVisitor {
 public:
  explicit NodeLink(GraphRecords& records) : records_(records) {}

  bool enters(const JsonSite& site) override {
    if (site.inside.empty()) return true;
    return site.inside == "$" && (site.name == "nodes" || site.name == "links" ||
                                  site.name == "edges" || site.name == "options");
  }
  Result<void> take(const JsonSite& site, std::string_view value) override;

 private:
  Result<void> node(const JsonSite& site, std::string_view value);
  Result<void> link(const JsonSite& site, std::string_view value);

  GraphRecords& records_;
  bool is_directed_ = true;  // D3 does not say; its links have a source and a target
  std::uint64_t next_node_ = 0;
};

Result<void> NodeLink::take(const JsonSite& site, std::string_view value) {
  if (site.inside == "$/nodes") return node(site, value);
  if (site.inside == "$/links" || site.inside == "$/edges") return link(site, value);
  if (site.name == "directed") {
    is_directed_ = value == "true";
  } else if (site.name == "type" && site.inside == "$/options") {
    is_directed_ = value != "\"undirected\"";
  } else if (site.name == "multigraph" || site.inside == "$/options" || value == "{}") {
    return {};
  } else {
    return records_.set_aside(site.name, value, site.position);
  }
  return {};
}

// D3's nodes may go without an id: links then name them by their number, from 0.
Result<void> NodeLink::node(const JsonSite& site, std::string_view value) {
  const std::string number = std::to_string(next_node_++);
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "a node must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  JsonObjectReader object(value);
  const bool is_graphology = has_member(value, "attributes");
  std::string id = object.take_text("id");
  if (id.empty() && is_graphology) id = object.take_text("key");
  if (id.empty()) id = number;
  return records_.node(id, object.attributes(is_graphology ? "attributes" : ""), site.position);
}

Result<void> NodeLink::link(const JsonSite& site, std::string_view value) {
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "a link must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  JsonObjectReader object(value);
  const std::string from = object.take_text("source");
  const std::string to = object.take_text("target");
  if (from.empty() || to.empty()) {
    records_.reject(site.position, "a link needs 'source' and 'target'");
    return {};
  }
  const bool is_graphology = has_member(value, "attributes");
  if (is_graphology) object.take("key");
  const bool is_directed = object.take_text("undirected") != "true" && is_directed_;
  return records_.edge(from, to, is_directed, object.attributes(is_graphology ? "attributes" : ""),
                       site.position);
}

int recognise(std::string_view head) {
  head = trim_json(head);
  if (!head.starts_with('{')) return 0;
  const bool nodes = has_member(head, "nodes");
  const bool links = has_member(head, "links") || has_member(head, "edges");
  const bool says_so =
      has_member(head, "directed") || has_member(head, "multigraph") || has_member(head, "options");
  const bool has_ends = has_member(head, "source") && has_member(head, "target");
  if (has_member(head, "citations") || has_member(head, "elements")) return 0;
  if ((nodes || links) && (says_so || has_ends)) return 90;
  return nodes && links ? 85 : 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_json_graph<NodeLink>(in, options, sink);
}

}  // namespace

const Format& node_link_format() {
  static const Format format{
      .name = "node-link",
      .summary = "node-link JSON of networkx and D3, with 'links' or 'edges'; Graphology's JSON",
      .extensions = {".json"},
      .recognise = recognise,
      .read = read};
  return format;
}

}  // namespace whocites::ingest
