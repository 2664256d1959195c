// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// GEXF 1.1 to 1.3. Source: gexf.net, the schemas and the primer.
#include <array>
#include <map>
#include <utility>

#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/xml_graph.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

// What an <attribute> declares.
struct Declared {
  std::string name;
  bool is_text = true;
  std::optional<std::string> fallback;
};
using Declarations = std::map<std::string, Declared>;

// Attributes of the elements themselves that a reader of the graph is told as such.
constexpr std::array<std::string_view, 9> kOwnAttributes{
    "id", "source", "target", "type", "label", "weight", "parents", "count", "schemaLocation"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

using Role = GraphAttribute::Role;

// When a node or an edge begins to be shown says no more than its date.
Role role_of(std::string_view name) { return name == "start" ? Role::Drawing : Role::Term; }

std::string json_object(const std::vector<XmlAttribute>& attributes) {
  std::string object = "{";
  for (const XmlAttribute& one : attributes) {
    const GraphAttribute typed = typed_attribute({}, std::string(one.value), false);
    object += (object.size() > 1 ? "," : "") + to_json_string(one.name) + ":" +
              (typed.is_json ? typed.text : to_json_string(typed.text));
  }
  return object + "}";
}

class Gexf final : public XmlVisitor {
 public:
  explicit Gexf(GraphRecords& records) : records_(records) {}

  Result<void> start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                     const SourcePosition& position) override;
  Result<void> end(std::string_view name) override;
  void text(std::string_view part) override { append_text(text_, part); }

 private:
  struct Element {
    bool is_node = true;
    std::string id;
    std::string from;
    std::string to;
    std::string type;
    std::vector<GraphAttribute> attributes;
    std::map<std::string, std::string> over_time;  // JSON lists, by the attribute's id
    std::map<std::string, bool> given;
    std::string viz;     // members of a JSON object
    std::string spells;  // elements of a JSON list
    SourcePosition position;
  };

  void open(bool is_node, const std::vector<XmlAttribute>& attributes,
            const SourcePosition& position);
  void add_value(const std::vector<XmlAttribute>& attributes);
  void add_viz(std::string_view name, const std::vector<XmlAttribute>& attributes);
  void complete(Element& element) const;
  Result<void> close(Element element);
  const Declared& declared(bool of_nodes, const std::string& id) const;

  GraphRecords& records_;
  Declarations of_nodes_;
  Declarations of_edges_;
  bool declares_for_nodes_ = true;
  Declared* declaring_ = nullptr;
  std::string default_type_ = "undirected";
  bool in_meta_ = false;
  std::vector<Element> open_;
  std::string text_;
  SourcePosition position_;  // of the last tag
};

Result<void> Gexf::start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                         const SourcePosition& position) {
  text_.clear();
  position_ = position;
  if (name == "meta") {
    in_meta_ = true;
  } else if (name == "graph") {
    const std::string type = attribute_text(attributes, "defaultedgetype");
    if (!type.empty()) default_type_ = type;
  } else if (name == "attributes") {
    declares_for_nodes_ = attribute_text(attributes, "class") != "edge";
  } else if (name == "attribute") {
    Declared one;
    one.name = attribute_text(attributes, "title");
    const std::string id = attribute_text(attributes, "id");
    const std::string type = attribute_text(attributes, "type");
    if (one.name.empty()) one.name = id;
    one.is_text = type != "integer" && type != "int" && type != "long" && type != "float" &&
                  type != "double" && type != "boolean" && type != "short" && type != "byte";
    Declarations& all = declares_for_nodes_ ? of_nodes_ : of_edges_;
    declaring_ = &all.insert_or_assign(id, std::move(one)).first->second;
  } else if (name == "node" || name == "edge") {
    open(name == "node", attributes, position);
  } else if (name == "attvalue") {
    add_value(attributes);
  } else if (name == "spell" && !open_.empty()) {
    open_.back().spells += (open_.back().spells.empty() ? "" : ",") + json_object(attributes);
  } else if (name == "color" || name == "position" || name == "size" || name == "shape" ||
             name == "thickness") {
    add_viz(name, attributes);
  }
  return {};
}

Result<void> Gexf::end(std::string_view name) {
  if (name == "default" && declaring_ != nullptr) {
    declaring_->fallback = text_;
  } else if (name == "attribute") {
    declaring_ = nullptr;
  } else if ((name == "node" || name == "edge") && !open_.empty()) {
    Element element = std::move(open_.back());
    open_.pop_back();
    return close(std::move(element));
  } else if (name == "meta") {
    in_meta_ = false;
  } else if (in_meta_) {
    if (name == "creator" && text_ == "whocites") in_meta_ = false;
    if (!in_meta_) return {};
    const Result<void> kept = records_.set_aside(name, text_, position_);
    text_.clear();
    return kept;
  }
  return {};
}

void Gexf::open(bool is_node, const std::vector<XmlAttribute>& attributes,
                const SourcePosition& position) {
  Element element;
  element.is_node = is_node;
  element.id = attribute_text(attributes, "id");
  element.from = attribute_text(attributes, "source");
  element.to = attribute_text(attributes, "target");
  element.type = attribute_text(attributes, "type");
  if (element.type.empty()) element.type = default_type_;
  element.position = position;
  if (const auto* label = find_attribute(attributes, "label")) {
    element.attributes.push_back({"label", std::string(*label)});
  }
  if (const auto* weight = find_attribute(attributes, "weight")) {
    element.attributes.push_back(typed_attribute("weight", std::string(*weight), false));
  }
  for (const XmlAttribute& one : attributes) {
    if (is_one_of(one.name, kOwnAttributes)) continue;
    element.attributes.push_back(
        {std::string(one.name), std::string(one.value), false, role_of(one.name)});
  }
  const bool nested = is_node && !open_.empty() && !find_attribute(attributes, "pid");
  if (nested) element.attributes.push_back({"pid", open_.back().id, false, Role::Term});
  open_.push_back(std::move(element));
}

const Declared& Gexf::declared(bool of_nodes, const std::string& id) const {
  static const Declared kNone;
  const Declarations& all = of_nodes ? of_nodes_ : of_edges_;
  const auto found = all.find(id);
  return found != all.end() ? found->second : kNone;
}

// A value that holds for a time is one of a list with those times.
void Gexf::add_value(const std::vector<XmlAttribute>& attributes) {
  if (open_.empty()) return;
  Element& element = open_.back();
  std::string id = attribute_text(attributes, "for");
  if (id.empty()) id = attribute_text(attributes, "id");  // GEXF 1.0
  const Declared& key = declared(element.is_node, id);
  element.given[id] = true;
  if (attributes.size() > 2) {
    std::vector<XmlAttribute> members;
    for (const XmlAttribute& one : attributes) {
      if (one.name != "for") members.push_back(one);
    }
    std::string& list = element.over_time[id];
    list += (list.empty() ? "" : ",") + json_object(members);
    return;
  }
  element.attributes.push_back(typed_attribute(key.name.empty() ? id : key.name,
                                               attribute_text(attributes, "value"), key.is_text));
}

void Gexf::add_viz(std::string_view name, const std::vector<XmlAttribute>& attributes) {
  if (open_.empty()) return;
  std::string& viz = open_.back().viz;
  viz += (viz.empty() ? "" : ",") + to_json_string(name) + ":" + json_object(attributes);
}

// What is only known at the element's end.
void Gexf::complete(Element& element) const {
  for (const auto& [id, list] : element.over_time) {
    const Declared& key = declared(element.is_node, id);
    element.attributes.push_back(
        {key.name.empty() ? id : key.name, "[" + list + "]", true, Role::Term});
  }
  for (const auto& [id, key] : element.is_node ? of_nodes_ : of_edges_) {
    if (!key.fallback || element.given.contains(id)) continue;
    element.attributes.push_back(typed_attribute(key.name, *key.fallback, key.is_text));
  }
  if (!element.viz.empty())
    element.attributes.push_back({"viz", "{" + element.viz + "}", true, Role::Drawing});
  if (!element.spells.empty()) {
    element.attributes.push_back({"spells", "[" + element.spells + "]", true});
  }
}

Result<void> Gexf::close(Element element) {
  complete(element);
  if (element.is_node) {
    if (!element.id.empty()) {
      return records_.node(element.id, std::move(element.attributes), element.position);
    }
    records_.reject(element.position, "a node without 'id'");
    return {};
  }
  if (element.from.empty() || element.to.empty()) {
    records_.reject(element.position, "an edge needs 'source' and 'target'");
    return {};
  }
  if (element.type == "mutual") {
    if (auto done =
            records_.edge(element.to, element.from, true, element.attributes, element.position);
        !done) {
      return done;
    }
  }
  return records_.edge(element.from, element.to, element.type != "undirected",
                       std::move(element.attributes), element.position);
}

int recognise(std::string_view head) { return root_element(head) == "gexf" ? 98 : 0; }

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_xml_graph<Gexf>(in, options, sink);
}

}  // namespace

const Format& gexf_format() {
  static const Format format{.name = "gexf",
                             .summary = "GEXF of Gephi and others",
                             .extensions = {".gexf"},
                             .recognise = recognise,
                             .read = read,
                             .reads_wide = true};
  return format;
}

}  // namespace whocites::ingest
