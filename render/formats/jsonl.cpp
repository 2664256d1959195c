// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

void add_line(std::ostream& out, const JsonObject& object) { out << object.text() << '\n'; }

void write_citation(std::ostream& out, const GraphWalk& walk, const Citation& citation) {
  for (const Evidence& evidence : citation.evidence) {
    JsonObject object;
    object.add("kind", json_string("citation"));
    add_ends(object, walk, citation);
    object.add_text("evidence", evidence.text);
    add_evidence(object, evidence);
    add_properties(object, evidence.properties, RecordSort::Citation);
    add_line(out, object);
  }
}

std::string judgement_lines(const GraphWalk& walk, const Citation& citation) {
  std::string lines;
  for (const Judgement& judgement : citation.judgements) {
    JsonObject object;
    object.add("kind", json_string("judgement"));
    add_ends(object, walk, citation);
    add_judgement(object, judgement);
    lines += object.text() + "\n";
  }
  return lines;
}

void write_identity(std::ostream& out, const GraphWalk& walk, const IdentityDecision& decision) {
  if (!walk.place_of(decision.a) || !walk.place_of(decision.b)) return;
  JsonObject object;
  object.add("kind", json_string(record_name(decision.of, decision.same)))
      .add("a", json_string(walk.key_of(decision.a)))
      .add("b", json_string(walk.key_of(decision.b)))
      .add_text("reason", decision.reason);
  add_line(out, object);
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  const auto write_node = [&](const Node& node) {
    add_line(out, node_json(walk, node));
    return out.good();
  };
  if (auto done = walk.nodes(write_node); !done) return done;
  // Made by hand, so they are few, and one walk over the citations is enough.
  std::string judgements;
  const auto write_one = [&](const Citation& citation) {
    write_citation(out, walk, citation);
    judgements += judgement_lines(walk, citation);
    return out.good();
  };
  if (auto done = walk.citations(write_one); !done) return done;
  out << judgements;
  for (const IdentityDecision& decision : walk.identities()) write_identity(out, walk, decision);
  return put(out, "");
}

}  // namespace

const Format jsonl_format{.name = "jsonl",
                          .summary = "whocites' own records, lossless, one a line",
                          .extensions = {".jsonl", ".ndjson"},
                          .write = write_walked<stream>,
                          .stream = stream,
                          .keeps_everything = true};

}  // namespace whocites::render
