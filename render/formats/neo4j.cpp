// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The two tables that `neo4j-admin database import` reads. Source: Neo4j Operations Manual, "CSV
// header format". What a node is part of is a relationship of its own, PART_OF.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "render/csv_text.h"
#include "render/flat_fields.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

constexpr std::array<std::string_view, 4> kLists{"authors", "domains", "aliases", "notes"};

bool is_list(std::string_view field) {
  return std::find(kLists.begin(), kLists.end(), field) != kLists.end();
}

std::string column(const Field& field) {
  if (field.name == "key") return "id:ID";
  std::string name(field.name);
  if (is_list(field.name)) return name + "[]";
  return field.type == FieldType::Text
             ? name
             : name + ":" + std::string(whocites::render::name_of(field.type));
}

// A list cell has no escapes: the semicolon between its entries cannot stand in one.
std::string list_cell(const std::vector<std::string>& texts) {
  std::vector<std::string> entries = texts;
  for (std::string& entry : entries) std::replace(entry.begin(), entry.end(), ';', ',');
  return join(entries, ";");
}

// "article" as Article.
std::string label(Kind kind) {
  std::string name(name_of(kind));
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

// "based-on" as BASED_ON.
std::string type(Relation relation) {
  std::string name(name_of(relation));
  for (char& c : name) c = c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
  return name;
}

Result<void> stream_nodes(const GraphWalk& walk, std::ostream& out) {
  const std::span<const Field> fields = node_fields();
  std::vector<std::string> header;
  for (const Field& field : fields) header.push_back(column(field));
  header.emplace_back(":LABEL");
  write_csv_row(out, header);
  const auto write = [&](const Node& node) {
    std::vector<std::string> cells = node_values(walk, node);
    const NodeFacts& facts = node.facts;
    const std::array lists{&facts.authors, &facts.domains, &facts.aliases, &facts.notes};
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto* const at = std::find(kLists.begin(), kLists.end(), fields[i].name);
      if (at != kLists.end())
        cells[i] = list_cell(*lists[static_cast<std::size_t>(at - kLists.begin())]);
    }
    cells.push_back(label(node.kind) + (facts.unresolved ? ";Unresolved" : ""));
    write_csv_row(out, cells);
    return out.good();
  };
  if (auto done = walk.nodes(write); !done) return done;
  return put(out, "");
}

Result<void> stream_relationships(const GraphWalk& walk, std::ostream& out) {
  const std::span<const Field> fields = citation_fields();
  std::vector<std::string> header{":START_ID", ":END_ID", ":TYPE"};
  for (const Field& field : fields) header.push_back(column(field));
  write_csv_row(out, header);
  const auto write_part = [&](const Node& node) {
    if (!node.part_of) return true;
    std::vector<std::string> cells{node.key, std::string(walk.key_of(*node.part_of)), "PART_OF"};
    cells.resize(header.size());
    write_csv_row(out, cells);
    return out.good();
  };
  if (auto done = walk.nodes(write_part); !done) return done;
  const auto write = [&](const Citation& citation) {
    std::vector<std::string> cells{std::string(walk.key_of(citation.from)),
                                   std::string(walk.key_of(citation.to)), type(citation.relation)};
    for (std::string& value : citation_values(citation)) cells.push_back(std::move(value));
    write_csv_row(out, cells);
    return out.good();
  };
  if (auto done = walk.citations(write); !done) return done;
  return put(out, "");
}

}  // namespace

const Format neo4j_nodes_format{.name = "neo4j-nodes",
                                .summary = "nodes for neo4j-admin, Kuzu and Memgraph",
                                .extensions = {},
                                .write = write_walked<stream_nodes>,
                                .stream = stream_nodes};

const Format neo4j_relationships_format{.name = "neo4j-relationships",
                                        .summary = "citations for the same",
                                        .extensions = {},
                                        .write = write_walked<stream_relationships>,
                                        .stream = stream_relationships};

}  // namespace whocites::render
