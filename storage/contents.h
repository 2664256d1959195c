// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/parallel.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

namespace whocites {

// How much of what a store holds.
struct Contents {
  std::uint64_t nodes = 0;
  std::array<std::uint64_t, kKinds.size()> of_kind{};  // in the order of kKinds
  std::uint64_t unresolved = 0;
  std::uint64_t undated_articles = 0;
  std::uint64_t citations = 0;
  std::array<std::uint64_t, kRelations.size()> of_relation{};  // in the order of kRelations
  std::uint64_t evidence = 0;                                  // pieces, of all citations
  std::uint64_t confirmed = 0;  // citations, by the last word of a person
  std::uint64_t rejected = 0;
  friend bool operator==(const Contents&, const Contents&) = default;
};

// What there is of each, in the part of the store that `part` is: what filtered() leaves of
// `whole`, which is all that the reader shows. Counts in the columns of the graph, and the evidence
// in one walk over the lists of citations, of which no sentence is read. O(store); memory: what a
// few thousand judged citations take, and nothing for each of the others. Interrupted when the work
// is stopped.
Result<Contents> count_contents(const Reader& reader, const SourceGraph& whole,
                                const SourceGraph& part, const Work& work = {});

}  // namespace whocites
