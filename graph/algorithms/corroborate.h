// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/trace.h"
#include "graph/source_graph.h"

// One source or many? What several articles (or the several citations of one) go back to, where
// their chains run together, and how many of the chains are independent. Pure functions.
//
// An *origin* is where chains end: a strongly connected component that cites nothing outside; with
// several members it is a circular origin, which counts once however it is entered. A *choke point*
// is on every chain from an article to any origin: a dominator of it, seen from all origins
// together (Lengauer & Tarjan 1979; Allesina & Bodini 2004). *Independent chains* have no node in
// common (Menger 1927; Reiter & Stubblebine 1997):
// - asked about one article, chains from it to different origins, which share nothing else;
// - asked about several, chains that begin at different ones of them: an article that cites another
//   of them shares that one's chain, and one that cites nothing is its own origin.
//
// A copy counts as what it copies: articles and works joined by `republishes` are one node, and so
// are prints of one text, of which it is not known who has it from whom. A print that names no
// source is no origin then where another print names one. At the
// level of outlets (owners) all articles of one outlet (owner) are one node, copies counting for
// the outlet of the original, and citations inside it vanish. A chain of outlets may then pass an
// outlet by one article and leave it by another, which proves nothing; so there are two numbers:
// chains for which articles could be found, and those that there are at most. To find the best set
// of chains of articles is NP-hard.
//
// Independence of structure is an upper bound: sources that nobody declared stay invisible.
namespace whocites {

struct SourceOrigin {
  EndShape shape = EndShape::Origin;
  std::vector<VertexId> members;  // ascending
  std::uint32_t asked_count = 0;  // how many of those asked about go back to it
};

struct ChokePoint {
  // The node; or an original with its copies; or the members of a circular origin. The one to name
  // comes first, the others ascend.
  std::vector<VertexId> members;
  bool is_origin = false;
  std::vector<VertexId> falls;     // those asked about all of whose chains pass it, itself not
  std::uint64_t falls_in_all = 0;  // likewise, of everything on the chains; its own copies not
};

struct IndependentChains {
  Level level = Level::Article;
  // Real chains of citations, from an asked article to a member of an origin, with nothing in
  // common at this level; from a print that names no source to one of its text that does, no
  // citation leads. There are `chains.size()` for certain, and not more than `at_most`.
  std::vector<std::vector<VertexId>> chains;
  std::uint32_t at_most = 0;
  // Without these no chain is left: nodes, or outlets, or owners; `at_most` of them unless a finer
  // level allows fewer. A circular origin shows as its first member.
  std::vector<VertexId> bottlenecks;
};

struct Copy {
  VertexId copy;
  VertexId original;
};

// Articles that have one text; at least two of them are on the chains.
struct PrintSet {
  std::vector<VertexId> members;    // ascending; those that are on no chain too
  std::vector<VertexId> on_chains;  // ascending; at least two
  // Of those on the chains the one that was published before the others, as far as dates tell it
  // for certain; and the members on no chain that may have been before it all the same.
  std::optional<VertexId> first;
  std::vector<VertexId> maybe_before;
};

struct Corroboration {
  std::vector<VertexId> asked;      // ascending, each once
  std::uint64_t reached_count = 0;  // everything on the chains, the asked included
  // The origin to which most of those asked go back first, then by lowest member.
  std::vector<SourceOrigin> origins;
  // Those on which at least two of the asked hang (with a single one asked: on which it hangs); the
  // one with the most first, then nearest to the origins. At most kMostChokePoints.
  std::vector<ChokePoint> choke_points;
  std::array<IndependentChains, 3> levels;  // Article, Outlet, Owner
  std::vector<Copy> copies;                 // on the chains, ascending
  std::vector<PrintSet> prints;             // likewise
};
inline constexpr std::size_t kMostChokePoints = 100;

// Whether `a` was published before `b`, as far as dates tell it for certain.
bool is_certainly_before(const SourceGraph& graph, VertexId a, VertexId b);

// The set of which `vertex` is a print on the chains. What is said of a node of `found` is then
// said of all of these, not of that one: no direction between prints is known. nullptr when it has
// a text of its own. O(sets × log prints).
const PrintSet* prints_of(const Corroboration& found, VertexId vertex);

// `prints` are groups of articles that have one text (Reader::prints()), disjoint.
// Requires: every asked vertex is one of the graph; at least one. O((vertices + edges on the
// chains) × log) for the choke points, × √vertices at worst for the chains, and once more for every
// 64 asked. Memory beside the graph: 8 bytes a citation on the chains twice, 80 bytes a vertex.
// Means nothing when the work is stopped.
Corroboration corroborate(const SourceGraph& graph, std::span<const VertexId> asked,
                          std::span<const std::vector<VertexId>> prints = {},
                          const Work& work = {});

}  // namespace whocites
