// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/check_dates.h"
#include "graph/citation_graph.h"
#include "graph/source_graph.h"

// Where a story comes from: everything that a vertex draws on, directly or through others, and
// where those chains end. Pure functions; safe on several threads.
//
// Vertices that draw on one another in a circle are one place for a chain (the strongly connected
// components, condensed); a place that cites nothing outside itself is an end.
// Sources: Tarjan, Depth-first search and linear graph algorithms, 1972; for origins as sinks of
// the condensation, Greenberg, BMJ 2009;339:b2680; for chains in time, Wu et al., Efficient
// algorithms for temporal path computation, TKDE 28(11), 2016.
namespace whocites {

struct TracedVertex {
  VertexId vertex;
  std::uint32_t distance = 0;  // citations from the start
  std::optional<EdgeId> via;   // the citation that led here first; absent for the start
  friend bool operator==(const TracedVertex&, const TracedVertex&) = default;
};

enum class EndShape : std::uint8_t {
  Origin,          // one vertex that cites nothing
  CircularOrigin,  // several that cite one another, or one that cites itself, and nothing else
};

// A number of chains. Such numbers pass 64 bits on real data, and a thousand digits help nobody:
// from 10^100 on it is capped.
struct ChainCount {
  std::string digits;   // decimal; when capped, "1" and a hundred zeros
  bool capped = false;  // the true number is not smaller than `digits`
  friend bool operator==(const ChainCount&, const ChainCount&) = default;
};

struct End {
  EndShape shape = EndShape::Origin;
  std::vector<VertexId> members;  // ascending; exactly one for an Origin
  std::vector<EdgeId> chain;      // a shortest one from the start to the nearest member, in order
  ChainCount chain_count;         // how many lead here
  InTime in_time = InTime::Possible;  // the best that some chain to here is; Possible without dates
  friend bool operator==(const End&, const End&) = default;
};

struct Trace {
  VertexId start;
  std::vector<TracedVertex> reached;  // the start first, nearest first; `via`s form a tree
  std::vector<End> ends;              // at least one; by length of chain, then lowest member
  // How many chains lead from the start to an end. Two chains differ when they pass through
  // different places: a circle is one place, and several citations between the same two places
  // are one step. 1 when the start is itself an end.
  ChainCount chain_count;
  // Citations on the chains that go forward in time for certain: ascending, at most kMostForward,
  // and how many there are.
  std::vector<EdgeId> forward;
  std::uint64_t forward_count = 0;
};
inline constexpr std::size_t kMostForward = 1'000;

// Deterministic: of several shortest chains the one with the lowest edge ids, as shortest_path().
// O(vertices + edges); about 100 bytes a vertex that is reached, meanwhile. Requires:
// start < vertex_count(). Means nothing, here and below, when the work is stopped.
Trace trace(const CitationGraph& graph, VertexId start, const Work& work = {});

// The same, with dates. A chain is certain when each of its citations is, and possible when every
// node on it can be given a moment within its date (any, when that is not known) such that none is
// later than the one before; so a chain over an undated node can be impossible as a whole. An end's
// chain is a shortest one, unless another is surer: then the shortest certain one, or some possible
// one. O(vertices + edges + dates × log dates).
Trace trace(const SourceGraph& graph, VertexId start, const Work& work = {});

// What kind of end it is, for the person who asked.
enum class EndClass : std::uint8_t { PrimarySource, DeadEnd, Unresolved, CircularOrigin };

struct EndClassName {
  EndClass end_class;
  std::string_view name;
  std::string_view meaning;  // one sentence, without the full stop
};
inline constexpr std::array<EndClassName, 4> kEndClasses{{
    {EndClass::PrimarySource, "primary source",
     "a person, an organization or a described publication that cites nothing further"},
    {EndClass::DeadEnd, "dead end",
     "an article or an outlet that names no source, as far as this store knows"},
    {EndClass::Unresolved, "unresolved",
     "a name that something cites and that nothing in this store describes"},
    {EndClass::CircularOrigin, "circular origin",
     "nodes that cite one another in a circle and nothing outside it"},
}};

std::string_view name_of(EndClass end_class);
std::string_view meaning_of(EndClass end_class);

// Circular before all else; then unresolved, whatever kind the name is thought to be, for nothing
// is known about it; then by kind. O(1). Requires: `member` is one of the end.
EndClass classify(const SourceGraph& graph, EndShape shape, VertexId member);

}  // namespace whocites
