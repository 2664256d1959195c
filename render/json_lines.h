// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string_view>

#include "graph/graph_walk.h"

namespace whocites::render {

// Lists inside a JSON document, one element a line, so that the file can be read by people and
// compared by diff, and need not be held.
class JsonLines {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}

  // `"name":[`; one list at a time.
  void begin(std::string_view name, char open = '[') {
    out_ << '"' << name << "\":" << open;
    separator_ = "\n";
  }
  // Whether the output still takes anything.
  bool add(std::string_view json) {
    out_ << separator_ << json;
    separator_ = ",\n";
    return out_.good();
  }
  void end(char close = ']') {
    if (separator_ != std::string_view("\n")) out_ << '\n';
    out_ << close;
  }

 private:
  std::ostream& out_;
  std::string_view separator_;
};

// How the lists of nodes and of citations are called, and what stands around the former.
struct ListNames {
  std::string_view nodes;
  std::string_view citations;
  char open = '[';
  char close = ']';
};

// Two members of an object, `"nodes":[…],` and `"citations":[…]`, of what the functions make of
// each node and citation.
template <class OfNode, class OfCitation>
Result<void> write_lists(std::ostream& out, const GraphWalk& walk, const ListNames& names,
                         const OfNode& of_node, const OfCitation& of_citation) {
  JsonLines lines(out);
  lines.begin(names.nodes, names.open);
  const auto add_node = [&](const Node& node) { return lines.add(of_node(node)); };
  if (auto done = walk.nodes(add_node); !done) return done;
  lines.end(names.close);
  out << ",\n";
  lines.begin(names.citations);
  const auto add_one = [&](const Citation& citation) { return lines.add(of_citation(citation)); };
  if (auto done = walk.citations(add_one); !done) return done;
  lines.end();
  return {};
}

}  // namespace whocites::render
