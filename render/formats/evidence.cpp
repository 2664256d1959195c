// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The evidence as a table for people: who cites whom, in which words, where, and how sure that is.
// Holds the name of each node.
#include <limits>

#include "base/text.h"
#include "render/csv_text.h"
#include "render/formats.h"
#include "render/label.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

class EvidenceTable {
 public:
  EvidenceTable(const GraphWalk& walk, std::ostream& out) : walk_(walk), out_(out) {}

  Result<void> write() {
    const auto add = [&](const Node& node) {
      names_.push_back({label_of(node) + (node.facts.unresolved ? " [unresolved]" : ""),
                        node.facts.date ? to_string(*node.facts.date) : "",
                        node.part_of ? walk_.place_of(*node.part_of) : std::nullopt});
      return true;
    };
    if (auto done = walk_.nodes(add); !done) return done;
    write_csv_row(out_, {"citing", "published by", "published", "relation", "cited", "published by",
                         "published", "words", "confidence", "file", "line", "verdict", "judged by",
                         "reason", "citing key", "cited key"});
    const auto write_one = [&](const Citation& citation) {
      for (const Evidence& evidence : citation.evidence) add_row(citation, evidence);
      return out_.good();
    };
    return walk_.citations(write_one);
  }

 private:
  struct Named {
    std::string name;
    std::string date;
    std::optional<std::size_t> whole;
  };

  void add_row(const Citation& citation, const Evidence& evidence) {
    std::vector<std::string> cells;
    add_node(cells, citation.from);
    cells.emplace_back(verb_of(citation.relation));
    add_node(cells, citation.to);
    cells.push_back(evidence.text);
    cells.push_back(number_text(evidence.confidence.value_or(1)));
    cells.push_back(evidence.place.file);
    cells.push_back(evidence.place.line != 0 ? std::to_string(evidence.place.line) : "");
    const Judgement none;
    const bool is_judged = !citation.judgements.empty();
    const Judgement& last = is_judged ? citation.judgements.back() : none;
    cells.emplace_back(is_judged ? name_of(last.verdict) : "");
    cells.insert(cells.end(), {last.who, last.why, std::string(walk_.key_of(citation.from)),
                               std::string(walk_.key_of(citation.to))});
    for (std::string& cell : cells) cell = no_formula(cell);
    write_csv_row(out_, cells);
  }

  void add_node(std::vector<std::string>& cells, NodeId id) const {
    const Named& node = names_[*walk_.place_of(id)];
    cells.insert(cells.end(), {node.name, node.whole ? names_[*node.whole].name : "", node.date});
  }

  const GraphWalk& walk_;
  std::ostream& out_;
  std::vector<Named> names_;  // by place in the walk
};

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  if (auto done = EvidenceTable(walk, out).write(); !done) return done;
  return put(out, "");
}

}  // namespace

const Format evidence_format{.name = "evidence",
                             .summary = "who cites whom in which words, as a table for people",
                             .extensions = {".evidence.csv"},
                             .write = write_walked<stream>,
                             .stream = stream};

}  // namespace whocites::render
