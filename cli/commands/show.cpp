// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "graph/text_sketch.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

std::vector<std::string> property_lines(const NodeFacts& facts) {
  std::vector<std::string> lines;
  for (const Property& property : facts.properties) {
    if (property.name == kSketchProperty) continue;  // for machines
    lines.push_back(property.name + " = " + property.json);
  }
  return lines;
}

std::vector<std::string> suggestion_lines(const NodeFacts& facts) {
  std::vector<std::string> lines;
  for (const Suggestion& one : facts.suggestions) {
    const auto percent = static_cast<int>(one.score * 100 + 0.5);
    lines.push_back(one.name + " (" + one.key + ", " + std::to_string(percent) + "% alike)");
  }
  return lines;
}

Result<int> run_show(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  const NodeFacts& facts = node->facts;
  Cell part_of;
  Cell part_of_name;
  if (node->part_of) {
    const Result<std::optional<Node>> whole = reader->node(*node->part_of);
    if (!whole) return fail(whole.error());
    if (*whole) part_of = (*whole)->key;
    if (*whole) part_of_name = label_of(**whole);
  }
  const Result<std::uint64_t> cites = reader->citation_count(node->id, Direction::Cites);
  if (!cites) return fail(cites.error());
  const Result<std::uint64_t> cited_by = reader->citation_count(node->id, Direction::CitedBy);
  if (!cited_by) return fail(cited_by.error());
  const Result<std::vector<Node>> parts = reader->parts_of(node->id);
  if (!parts) return fail(parts.error());
  std::vector<std::string> batches;
  for (BatchId batch : node->batches) batches.push_back(std::to_string(batch.value));
  Answer answer;
  answer.table.is_record = true;
  answer.table.columns = {
      "key",          "kind",  "name",       "unresolved", "perhaps", "date",     "part_of",
      "part_of_name", "url",   "language",   "country",    "authors", "domains",  "aliases",
      "same_as",      "notes", "properties", "parts",      "cites",   "cited_by", "batches"};
  Cell unresolved;
  if (facts.unresolved) unresolved = true;
  Cell part_count;
  if (!parts->empty()) part_count = number_cell(parts->size());
  answer.table.add({node->key,
                    std::string(name_of(node->kind)),
                    name_cell(*node),
                    unresolved,
                    suggestion_lines(facts),
                    date_cell(facts.date),
                    part_of,
                    part_of_name,
                    text_cell(facts.url),
                    text_cell(facts.language),
                    text_cell(facts.country),
                    facts.authors,
                    facts.domains,
                    facts.aliases,
                    node->merged,
                    facts.notes,
                    property_lines(facts),
                    part_count,
                    number_cell(*cites),
                    number_cell(*cited_by),
                    batches});
  return session.print(std::move(answer));
}

}  // namespace

Command describe_show() {
  return {
      .name = "show",
      .group = "Ask",
      .arguments = "X",
      .summary = "what is known of one node",
      .options = {{"as-of", "DATE", "what the store knew then"}},
      .min_positional = 1,
      .max_positional = 1,
      .run = run_show,
  };
}

}  // namespace whocites::cli
