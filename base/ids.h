// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace whocites {

// A number that names one kind of thing and nothing else: ids of different tags do not compare,
// convert or mix. The only way back to the number is `.value`.
template <class Tag>
struct Id {
  using Tagged = Tag;
  std::uint32_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t number) : value(number) {}
  friend constexpr auto operator<=>(Id, Id) = default;
};

// Names a node inside one store for as long as the store exists; never reused. Counts from 1.
using NodeId = Id<struct NodeTag>;
// Numbers the entries of a store's log in the order they were made. Counts from 1.
using BatchId = Id<struct BatchTag>;
// A node's place in one CitationGraph: 0 … vertex_count-1. Means nothing in another graph.
using VertexId = Id<struct VertexTag>;
// A citation's place in one CitationGraph: 0 … edge_count-1. Means nothing in another graph.
using EdgeId = Id<struct EdgeTag>;

}  // namespace whocites

template <class Tag>
struct std::hash<whocites::Id<Tag>> {
  std::size_t operator()(whocites::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};
