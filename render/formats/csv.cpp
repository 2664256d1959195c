// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>

#include "base/text.h"
#include "render/formats.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

// RFC 4180: quotes only where needed, a quote inside doubled.
std::string cell(std::string_view text) {
  std::string clean = to_valid_utf8(text);
  const bool spaced = !clean.empty() && (clean.front() == ' ' || clean.back() == ' ');
  if (!spaced && clean.find_first_of(",\"\r\n") == std::string::npos) return clean;
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

void write_row(std::ostream& out, std::initializer_list<std::string_view> cells) {
  const char* separator = "";
  for (const std::string_view text : cells) {
    out << separator << cell(text);
    separator = ",";
  }
  out << '\n';
}

std::string list_cell(const std::vector<std::string>& texts) {
  return texts.empty() ? std::string() : json_list(texts);
}

std::string date_cell(const std::optional<Date>& date) {
  return date ? to_string(*date) : std::string();
}

Result<void> write_nodes(const Network& network, const DrawOptions&, std::ostream& out) {
  write_row(out, {"key", "kind", "name", "date", "outlet", "url", "lang", "country", "authors",
                  "domains", "aliases", "notes", "unresolved", "suggestions", "properties"});
  for (const Node& node : network.nodes) {
    const NodeFacts& facts = node.facts;
    write_row(out,
              {node.key, name_of(node.kind), facts.title, date_cell(facts.date),
               node.part_of ? key_of(network, *node.part_of) : "", facts.url, facts.language,
               facts.country, list_cell(facts.authors), list_cell(facts.domains),
               list_cell(facts.aliases), list_cell(facts.notes), facts.unresolved ? "true" : "",
               suggestions_json(facts.suggestions), properties_json(facts.properties)});
  }
  return put(out, "");
}

void write_evidence(std::ostream& out, const Network& network, const Citation& citation) {
  for (const Evidence& evidence : citation.evidence) {
    const Place& place = evidence.place;
    const bool has_span = place.begin != 0 || place.end != 0;
    write_row(out, {"citation", key_of(network, citation.from), key_of(network, citation.to),
                    name_of(citation.relation), date_cell(evidence.date), evidence.text,
                    evidence.confidence ? number_text(*evidence.confidence) : "", place.file,
                    place.line != 0 ? std::to_string(place.line) : "",
                    has_span ? std::to_string(place.begin) : "",
                    has_span ? std::to_string(place.end) : "", "", "", "", "",
                    properties_json(evidence.properties)});
  }
}

void write_judgements(std::ostream& out, const Network& network, const Citation& citation) {
  for (const Judgement& judgement : citation.judgements) {
    write_row(out,
              {"judgement", key_of(network, citation.from), key_of(network, citation.to),
               name_of(citation.relation), "", "", "", "", "", "", "", name_of(judgement.verdict),
               judgement.who, to_string(judgement.when), judgement.why, ""});
  }
}

void write_identity(std::ostream& out, const Network& network, const IdentityDecision& decision) {
  const std::string a = key_of(network, decision.a);
  const std::string b = key_of(network, decision.b);
  if (!network.vertex_of(decision.a) || !network.vertex_of(decision.b)) return;
  write_row(out, {decision.same ? "same" : "not-same", a, b, "", "", "", "", "", "", "", "", "", "",
                  "", decision.reason, ""});
}

Result<void> write_citations(const Network& network, const DrawOptions&, std::ostream& out) {
  write_row(out, {"record", "from", "to", "relation", "date", "evidence", "confidence", "file",
                  "line", "begin", "end", "verdict", "who", "when", "why", "properties"});
  for (const Citation& citation : network.citations) write_evidence(out, network, citation);
  for (const Citation& citation : network.citations) write_judgements(out, network, citation);
  for (const IdentityDecision& decision : network.identities) {
    write_identity(out, network, decision);
  }
  return put(out, "");
}

}  // namespace

const Format csv_nodes_format{.name = "csv-nodes",
                              .summary = "a table of nodes; lossless together with csv-citations",
                              .extensions = {".nodes.csv"},
                              .is_picture = false,
                              .write = write_nodes,
                              .keeps_everything = true};

const Format csv_citations_format{
    .name = "csv-citations",
    .summary = "a table of citations, judgements and identities; lossless with csv-nodes",
    .extensions = {".citations.csv"},
    .is_picture = false,
    .write = write_citations,
    .keeps_everything = true};

}  // namespace whocites::render
