// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/parallel.h"
#include "graph/source_graph.h"

// Which outlets live off which others. Pure functions; safe on several threads.
namespace whocites {

// The outlet (the last owner, at level Owner) that each vertex counts for, SourceGraph::kNone
// where none is known: itself when it is one, else the one that it is part of, directly or through
// a periodical. An owner may be a person or an organization; one that owns nothing is none.
// O(vertices). Requires, here and below: a level above Article.
std::vector<std::uint32_t> outlets_of(const SourceGraph& graph, Level level);

// How often one outlet cites another. `from` and `to` are places in OutletMatrix::outlets; its
// size stands for all vertices without an outlet.
struct OutletPair {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t citation_count = 0;
  std::uint32_t citing_count = 0;  // distinct citing vertices
  friend bool operator==(const OutletPair&, const OutletPair&) = default;
};

// Who cites whom among outlets.
struct OutletMatrix {
  std::vector<VertexId> outlets;         // ascending, also those that cite nothing
  std::vector<OutletPair> pairs;         // that some citation joins; ascending by (from, to)
  std::vector<std::uint32_t> row_begin;  // pairs of outlet i: [row_begin[i], row_begin[i + 1])

  // How often `from` cites `to`; 0 when never. O(log pairs of `from`).
  std::uint32_t citations(std::uint32_t from, std::uint32_t to) const;
};

// Every pair of outlets between which there is a citation, an outlet's citations of itself
// included; the citation counts add up to the graph's citations. The vertices of one outlet are
// counted together, in a flat row of counters, so that nothing is hashed or sorted.
// O(vertices + citations + pairs), and per outlet the shorter of the outlets and of its pairs
// sorted. 12 bytes a vertex, 16 a pair. Means nothing when the work is stopped.
OutletMatrix outlet_citations(const SourceGraph& graph, Level level = Level::Outlet,
                              const Work& work = {});

// Places in `pairs` of the `limit` pairs with most citations, most first, then by (from, to).
// O(pairs + limit × log limit).
std::vector<std::uint32_t> most_citing_pairs(const OutletMatrix& matrix, std::size_t limit);
// The place in that order, from 0, of the pair; absent when `from` never cites `to`. O(pairs).
std::optional<std::size_t> rank_of_pair(const OutletMatrix& matrix, std::uint32_t from,
                                        std::uint32_t to);

// What one outlet does in all.
struct OutletTotal {
  std::uint32_t outlet = 0;         // place in OutletMatrix::outlets
  std::uint64_t cites = 0;          // citations by its vertices
  std::uint64_t cites_itself = 0;   // of these, of its own vertices
  std::uint64_t cited = 0;          // citations of its vertices, its own included
  std::uint32_t cited_outlets = 0;  // other outlets that it cites / that cite it
  std::uint32_t citing_outlets = 0;
  friend bool operator==(const OutletTotal&, const OutletTotal&) = default;
};

// Of every outlet that cites or is cited; those that cite most first, then by place. O(pairs +
// outlets × log outlets).
std::vector<OutletTotal> outlet_totals(const OutletMatrix& matrix);

}  // namespace whocites
