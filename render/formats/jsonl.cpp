// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

// Writes line by line, since a whole store may not fit in memory a second time.
class Lines {
 public:
  explicit Lines(std::ostream& out) : out_(out) {}
  void add(const JsonObject& object) { out_ << object.text() << '\n'; }

 private:
  std::ostream& out_;
};

void add_citations(Lines& lines, const Network& network, const Citation& citation) {
  for (const Evidence& evidence : citation.evidence) {
    JsonObject object;
    object.add("kind", json_string("citation"));
    add_ends(object, network, citation);
    object.add_text("evidence", evidence.text);
    add_evidence(object, evidence);
    add_properties(object, evidence.properties, RecordSort::Citation);
    lines.add(object);
  }
}

void add_judgements(Lines& lines, const Network& network, const Citation& citation) {
  for (const Judgement& judgement : citation.judgements) {
    JsonObject object;
    object.add("kind", json_string("judgement"));
    add_ends(object, network, citation);
    object.add("verdict", json_string(name_of(judgement.verdict)))
        .add_text("who", judgement.who)
        .add("when", json_string(to_string(judgement.when)))
        .add_text("why", judgement.why);
    lines.add(object);
  }
}

void add_identity(Lines& lines, const Network& network, const IdentityDecision& decision) {
  if (!network.vertex_of(decision.a) || !network.vertex_of(decision.b)) return;
  JsonObject object;
  object.add("kind", json_string(decision.same ? "same" : "not-same"))
      .add("a", json_string(network.node(*network.vertex_of(decision.a)).key))
      .add("b", json_string(network.node(*network.vertex_of(decision.b)).key))
      .add_text("reason", decision.reason);
  lines.add(object);
}

Result<void> write(const Network& network, const DrawOptions&, std::ostream& out) {
  Lines lines(out);
  for (const Node& node : network.nodes) lines.add(node_json(network, node));
  for (const Citation& citation : network.citations) add_citations(lines, network, citation);
  for (const Citation& citation : network.citations) add_judgements(lines, network, citation);
  for (const IdentityDecision& decision : network.identities) {
    add_identity(lines, network, decision);
  }
  return put(out, "");
}

}  // namespace

const Format jsonl_format{.name = "jsonl",
                          .summary = "whocites' own records, lossless, one a line",
                          .extensions = {".jsonl", ".ndjson"},
                          .is_picture = false,
                          .write = write,
                          .keeps_everything = true};

}  // namespace whocites::render
