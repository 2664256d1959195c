// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// GraphML. Source: Brandes, Eiglsperger, Lerner, GraphML Primer, and the schema 1.1.
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/xml_graph.h"

namespace whocites::ingest {
namespace {

// What a <key> declares.
struct Key {
  std::string name;
  bool is_text = true;
  std::optional<std::string> fallback;
};

class GraphMl final : public XmlVisitor {
 public:
  explicit GraphMl(GraphRecords& records) : records_(records) {}

  Result<void> start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                     const SourcePosition& position) override;
  Result<void> end(std::string_view name) override;
  void text(std::string_view part) override {
    if (wants_text_) append_text(text_, part);
  }

 private:
  struct Element {  // a graph, node or edge that is open
    enum class Sort { Graph, Node, Edge, Other } sort = Sort::Other;
    std::string id;
    std::string from;
    std::string to;
    bool is_told = false;     // a node with a graph inside
    bool is_directed = true;  // a graph: its edges, unless they say otherwise
    std::vector<GraphAttribute> attributes;
    std::set<std::string> given;  // ids of keys
    SourcePosition position;
  };

  Element& open(Element::Sort sort, const std::vector<XmlAttribute>& attributes,
                const SourcePosition& position);
  void open_key(const std::vector<XmlAttribute>& attributes);
  void close_data();
  Result<void> close(Element element);
  Result<void> flush_node(Element& element);
  bool edges_are_directed() const;
  void add_defaults(Element& element, std::string_view sort) const;

  GraphRecords& records_;
  std::map<std::pair<std::string, std::string>, Key> keys_;  // by "for" and id
  std::vector<Element> open_;
  Key* key_ = nullptr;  // that is open
  std::string data_key_;
  std::string text_;
  bool wants_text_ = false;
};

std::string_view for_name(int sort) {
  constexpr std::string_view kNames[] = {"graph", "node", "edge", "graphml"};
  return kNames[sort];
}

Result<void> GraphMl::start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                            const SourcePosition& position) {
  using Sort = Element::Sort;
  if (name == "key") {
    open_key(attributes);
  } else if (name == "default" || name == "desc" || name == "data") {
    text_.clear();
    wants_text_ = true;
    data_key_ = name == "data" ? attribute_text(attributes, "key") : std::string(name);
  } else if (name == "NodeLabel" || name == "EdgeLabel") {  // yEd's, inside of a <data>
    text_.clear();
    data_key_ = "label";
  } else if (name == "graph") {
    // A graph inside a node: that node is complete but for data behind the graph.
    if (!open_.empty() && open_.back().sort == Sort::Node) {
      if (auto done = flush_node(open_.back()); !done) return done;
    }
    open(Sort::Graph, attributes, position).is_directed =
        attribute_text(attributes, "edgedefault") != "undirected";
  } else if (name == "node") {
    open(Sort::Node, attributes, position);
  } else if (name == "edge") {
    const bool by_default = edges_are_directed();
    const std::string directed = attribute_text(attributes, "directed");
    open(Sort::Edge, attributes, position).is_directed =
        directed.empty() ? by_default : directed == "true" || directed == "1";
  } else if (name == "hyperedge") {
    records_.reject(position, "a hyperedge: it joins more than two nodes",
                    "write an edge for each citation");
    open(Sort::Other, attributes, position);
  }
  return {};
}

Result<void> GraphMl::end(std::string_view name) {
  if (name == "key") {
    key_ = nullptr;
  } else if (name == "default") {
    if (key_ != nullptr) key_->fallback = text_;
    wants_text_ = false;
  } else if (name == "data" || name == "desc" || name == "NodeLabel" || name == "EdgeLabel") {
    if (wants_text_) close_data();
    wants_text_ = false;
  } else if (name == "graph" || name == "node" || name == "edge" || name == "hyperedge") {
    if (open_.empty()) return {};
    Element element = std::move(open_.back());
    open_.pop_back();
    return close(std::move(element));
  }
  return {};
}

GraphMl::Element& GraphMl::open(Element::Sort sort, const std::vector<XmlAttribute>& attributes,
                                const SourcePosition& position) {
  Element& element = open_.emplace_back();
  element.sort = sort;
  element.id = attribute_text(attributes, "id");
  element.from = attribute_text(attributes, "source");
  element.to = attribute_text(attributes, "target");
  element.position = position;
  return element;
}

void GraphMl::open_key(const std::vector<XmlAttribute>& attributes) {
  Key key;
  const std::string id = attribute_text(attributes, "id");
  key.name = attribute_text(attributes, "attr.name");
  if (key.name.empty()) key.name = id;
  const std::string type = attribute_text(attributes, "attr.type");
  key.is_text = type.empty() || type == "string";
  std::string sort = attribute_text(attributes, "for");
  if (sort.empty()) sort = "all";
  key_ = &keys_.insert_or_assign({std::move(sort), id}, std::move(key)).first->second;
}

void GraphMl::close_data() {
  if (open_.empty()) return;
  Element& element = open_.back();
  if (element.sort == Element::Sort::Other) return;
  const std::string sort(for_name(static_cast<int>(element.sort)));
  const auto known = [&](const std::string& which) { return keys_.find({which, data_key_}); };
  auto key = known(sort);
  if (key == keys_.end()) key = known("all");
  element.given.insert(data_key_);
  if (key == keys_.end()) {
    element.attributes.push_back({data_key_, text_, false});
  } else {
    element.attributes.push_back(typed_attribute(key->second.name, text_, key->second.is_text));
  }
}

bool GraphMl::edges_are_directed() const {
  for (auto element = open_.rbegin(); element != open_.rend(); ++element) {
    if (element->sort == Element::Sort::Graph) return element->is_directed;
  }
  return true;
}

void GraphMl::add_defaults(Element& element, std::string_view sort) const {
  for (const auto& [name, key] : keys_) {
    const bool fits = name.first == sort || name.first == "all";
    if (!fits || !key.fallback || element.given.contains(name.second)) continue;
    element.attributes.push_back(typed_attribute(key.name, *key.fallback, key.is_text));
  }
}

Result<void> GraphMl::flush_node(Element& element) {
  if (element.id.empty()) {
    records_.reject(element.position, "a node without 'id'");
    return {};
  }
  if (element.is_told && element.attributes.empty()) return {};
  if (!element.is_told) add_defaults(element, "node");
  element.is_told = true;
  return records_.node(element.id, std::exchange(element.attributes, {}), element.position);
}

Result<void> GraphMl::close(Element element) {
  switch (element.sort) {
    case Element::Sort::Node:
      return flush_node(element);
    case Element::Sort::Edge:
      if (element.from.empty() || element.to.empty()) {
        records_.reject(element.position, "an edge needs 'source' and 'target'");
        return {};
      }
      add_defaults(element, "edge");
      return records_.edge(element.from, element.to, element.is_directed,
                           std::move(element.attributes), element.position);
    case Element::Sort::Graph:
      for (const GraphAttribute& one : element.attributes) {
        if (auto done = records_.set_aside(one.name, one.text, element.position); !done)
          return done;
      }
      return {};
    case Element::Sort::Other:
      return {};
  }
  return {};
}

int recognise(std::string_view head) { return root_element(head) == "graphml" ? 98 : 0; }

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_xml_graph<GraphMl>(in, options, sink);
}

}  // namespace

const Format& graphml_format() {
  static const Format format{.name = "graphml",
                             .summary = "GraphML, of networkx, igraph, yEd, Gephi and others",
                             .extensions = {".graphml"},
                             .recognise = recognise,
                             .read = read,
                             .reads_wide = true};
  return format;
}

}  // namespace whocites::ingest
