// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

std::string evidence_json(const Evidence& evidence) {
  JsonObject object;
  object.add_text("text", evidence.text);
  add_evidence(object, evidence);
  if (evidence.batch.value != 0) object.add("batch", std::to_string(evidence.batch.value));
  if (!evidence.properties.empty()) {
    object.add("properties", properties_json(evidence.properties));
  }
  return object.text();
}

std::string judgement_json(const Judgement& judgement) {
  return JsonObject()
      .add("verdict", json_string(name_of(judgement.verdict)))
      .add_text("who", judgement.who)
      .add("when", json_string(to_string(judgement.when)))
      .add_text("why", judgement.why)
      .text();
}

template <class Items, class ToJson>
std::string list_json(const Items& items, const ToJson& to_json) {
  std::string list = "[";
  for (const auto& item : items) {
    if (list.size() > 1) list += ",";
    list += to_json(item);
  }
  return list + "]";
}

std::string citation_json(const Network& network, const Citation& citation) {
  JsonObject object;
  add_ends(object, network, citation);
  object.add("confidence", json_number(confidence_of(citation)));
  if (!citation.judgements.empty()) {
    object.add("verdict", json_string(name_of(citation.judgements.back().verdict)));
  }
  object.add("evidence", list_json(citation.evidence, evidence_json));
  if (!citation.judgements.empty()) {
    object.add("judgements", list_json(citation.judgements, judgement_json));
  }
  return object.text();
}

// One element a line, so that the file can be read by people and compared by diff.
template <class Items, class ToJson>
void write_list(std::ostream& out, const char* name, const Items& items, const ToJson& to_json) {
  out << '"' << name << "\":[";
  const char* separator = "\n";
  for (const auto& item : items) {
    out << separator << to_json(item);
    separator = ",\n";
  }
  out << (items.empty() ? "]" : "\n]");
}

Result<void> write(const Network& network, const DrawOptions&, std::ostream& out) {
  out << '{';
  write_list(out, "nodes", network.nodes, [&](const Node& node) {
    return node_json(network, node).add_texts("merged", node.merged).text();
  });
  out << ",\n";
  write_list(out, "citations", network.citations,
             [&](const Citation& citation) { return citation_json(network, citation); });
  return put(out, "}\n");
}

}  // namespace

const Format json_format{.name = "json",
                         .summary = "one JSON document of nodes and citations, for other programs",
                         .extensions = {".json"},
                         .is_picture = false,
                         .write = write};

}  // namespace whocites::render
