// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "render/csv_text.h"
#include "render/flat_fields.h"
#include "render/formats.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

std::string key_text(const GraphWalk& walk, NodeId id) { return std::string(walk.key_of(id)); }

std::string date_cell(const std::optional<Date>& date) {
  return date ? to_string(*date) : std::string();
}

Result<void> stream_nodes(const GraphWalk& walk, std::ostream& out) {
  std::vector<std::string> header;
  for (const Field& field : node_fields()) header.emplace_back(field.name);
  write_csv_row(out, header);
  const auto write = [&](const Node& node) {
    write_csv_row(out, node_values(walk, node));
    return out.good();
  };
  if (auto done = walk.nodes(write); !done) return done;
  return put(out, "");
}

void write_evidence(std::ostream& out, const GraphWalk& walk, const Citation& citation) {
  for (const Evidence& evidence : citation.evidence) {
    const Place& place = evidence.place;
    const bool has_span = place.begin != 0 || place.end != 0;
    write_csv_row(out, {"citation", key_text(walk, citation.from), key_text(walk, citation.to),
                        std::string(name_of(citation.relation)), date_cell(evidence.date),
                        evidence.text, evidence.confidence ? number_text(*evidence.confidence) : "",
                        place.file, place.line != 0 ? std::to_string(place.line) : "",
                        has_span ? std::to_string(place.begin) : "",
                        has_span ? std::to_string(place.end) : "", "", "", "", "",
                        properties_json(evidence.properties)});
  }
}

void write_judgements(std::ostream& out, const GraphWalk& walk, const Citation& citation) {
  for (const Judgement& judgement : citation.judgements) {
    write_csv_row(out, {"judgement", key_text(walk, citation.from), key_text(walk, citation.to),
                        std::string(name_of(citation.relation)), "", "", "", "", "", "", "",
                        std::string(name_of(judgement.verdict)), judgement.who,
                        to_string(judgement.when), judgement.why, ""});
  }
}

void write_identity(std::ostream& out, const GraphWalk& walk, const IdentityDecision& decision) {
  const std::string a = key_text(walk, decision.a);
  const std::string b = key_text(walk, decision.b);
  if (!walk.place_of(decision.a) || !walk.place_of(decision.b)) return;
  write_csv_row(out, {std::string(record_name(decision.of, decision.same)), a, b, "", "", "", "",
                      "", "", "", "", "", "", "", decision.reason, ""});
}

Result<void> stream_citations(const GraphWalk& walk, std::ostream& out) {
  write_csv_row(out, {"record", "from", "to", "relation", "date", "evidence", "confidence", "file",
                      "line", "begin", "end", "verdict", "who", "when", "why", "properties"});
  // Made by hand, so they are few, and one walk over the citations is enough.
  std::ostringstream judgements;
  const auto write = [&](const Citation& citation) {
    write_evidence(out, walk, citation);
    write_judgements(judgements, walk, citation);
    return out.good();
  };
  if (auto done = walk.citations(write); !done) return done;
  out << judgements.str();
  for (const IdentityDecision& decision : walk.identities()) write_identity(out, walk, decision);
  return put(out, "");
}

}  // namespace

const Format csv_nodes_format{.name = "csv-nodes",
                              .summary = "a table of nodes; lossless together with csv-citations",
                              .extensions = {".nodes.csv"},
                              .write = write_walked<stream_nodes>,
                              .stream = stream_nodes,
                              .keeps_everything = true};

const Format csv_citations_format{
    .name = "csv-citations",
    .summary = "a table of citations, judgements and identities; lossless with csv-nodes",
    .extensions = {".citations.csv"},
    .write = write_walked<stream_citations>,
    .stream = stream_citations,
    .keeps_everything = true};

}  // namespace whocites::render
