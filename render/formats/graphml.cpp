// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// GraphML 1.0. Source: Brandes, Eiglsperger, Lerner, "GraphML Primer", and its schema, after which
// an id is an NMTOKEN: keys are an attribute, not ids.
#include "render/flat_fields.h"
#include "render/formats.h"
#include "render/picture.h"
#include "render/xml_text.h"

namespace whocites::render {
namespace {

void declare(std::ostream& out, std::string_view what, std::span<const Field> fields) {
  for (const Field& field : fields) {
    out << "  <key id=\"" << what << '-' << field.name << "\" for=\"" << what << "\" attr.name=\""
        << field.name << "\" attr.type=\"" << name_of(field.type) << "\"/>\n";
  }
}

void write_values(std::ostream& out, std::string_view what, std::span<const Field> fields,
                  const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    out << "      <data key=\"" << what << '-' << fields[i].name << "\">" << xml_text(values[i])
        << "</data>\n";
  }
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
         " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
         " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
         " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  declare(out, "node", node_fields());
  declare(out, "edge", citation_fields());
  out << "  <graph id=\"whocites\" edgedefault=\"directed\">\n";
  std::uint64_t number = 0;
  const auto write_node = [&](const Node& node) {
    out << "    <node id=\"n" << number++ << "\">\n";
    write_values(out, "node", node_fields(), node_values(walk, node));
    out << "    </node>\n";
    return out.good();
  };
  if (auto done = walk.nodes(write_node); !done) return done;
  number = 0;
  const auto write_edge = [&](const Citation& citation) {
    out << "    <edge id=\"e" << number++ << "\" source=\"n" << *walk.place_of(citation.from)
        << "\" target=\"n" << *walk.place_of(citation.to) << "\">\n";
    write_values(out, "edge", citation_fields(), citation_values(citation));
    out << "    </edge>\n";
    return out.good();
  };
  if (auto done = walk.citations(write_edge); !done) return done;
  return put(out, "  </graph>\n</graphml>\n");
}

}  // namespace

const Format graphml_format{.name = "graphml",
                            .summary = "GraphML, for igraph, NetworkX, Gephi, yEd and Cytoscape",
                            .extensions = {".graphml"},
                            .write = write_walked<stream>,
                            .stream = stream};

}  // namespace whocites::render
