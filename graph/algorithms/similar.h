// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// What is like a vertex, judged by whom it shares citations with. Pure functions; safe on several
// threads.
namespace whocites {

enum class Likeness : std::uint8_t {
  Cocitation,  // cited together with it, by the same ones (Small 1973)
  Coupling,    // drawing on the same ones as it (Kessler 1963)
  AdamicAdar,  // the same, a source that few draw on counting more (Adamic & Adar 2003)
};
std::string_view name_of(Likeness likeness);  // "cocitation", "coupling", "adamic-adar"
std::optional<Likeness> likeness_named(std::string_view name);

struct Similar {
  VertexId vertex;
  std::uint32_t shared_count = 0;  // citing ones, or sources, that both have
  // Salton's cosine: shared over the geometric mean of what each of the two has; 0 … 1.
  double cosine = 0;
  double weight = 0;  // AdamicAdar: sum over the shared sources of 1 / ln(how many draw on it)
  friend bool operator==(const Similar&, const Similar&) = default;
};

struct SimilarOptions {
  Likeness likeness = Likeness::Cocitation;
  std::size_t limit = 20;  // so many of the most similar ones
  // A shared vertex with more citations than this is passed over: what everyone cites (or what
  // cites everything) says little, and going through its list is what costs.
  std::size_t hub_limit = 100'000;
};

struct SimilarVertices {
  std::vector<Similar> found;  // most alike first
  std::size_t total = 0;       // how many share anything
  std::size_t hub_count = 0;   // shared vertices that were passed over
};

// Those that share most with `vertex`, itself left out: by shared_count, with AdamicAdar by weight;
// then by cosine, then by vertex. Parallel citations count once.
// O(vertices), 12 bytes each, to begin; then the citations of what `vertex` shares, at most
// hub_limit for each of its own citations. Never the whole graph. Means nothing when the work is
// stopped.
SimilarVertices similar(const CitationGraph& graph, VertexId vertex,
                        const SimilarOptions& options = {}, const Work& work = {});

// What the two share in that sense, ascending, hubs included. O(citations of both).
std::vector<VertexId> shared(const CitationGraph& graph, VertexId a, VertexId b, Likeness likeness);

}  // namespace whocites
