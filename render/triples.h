// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "graph/graph_walk.h"

// The graph as RDF; docs/formats.md lists the terms. CiTO says how a work cites another (Peroni &
// Shotton 2012) and what a citation is, PROV-O what comes from what (W3C 2013): only a quotation, a
// reprint or a work based on another derives from it, a bare citation does not.
namespace whocites::render {

struct Vocabulary {
  std::string_view prefix;
  std::string_view space;
};
std::span<const Vocabulary> vocabularies();

// Gets each triple, its terms as N-Triples writes them; those of one subject follow one another,
// but for what is known only at the end. Returns false to stop.
using TripleVisitor = std::function<bool(std::string_view subject, std::string_view predicate,
                                         std::string_view object)>;

// Holds three bits of each node, and 8 bytes of each citation by which something is based on a
// publication.
Result<void> visit_triples(const GraphWalk& walk, const TripleVisitor& visit);

}  // namespace whocites::render
