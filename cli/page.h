// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/session.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

// How an answer with many rows is cut, so that only the rows that are shown need be read from the
// store. The cursor of a row is what it is about: the key of a node, or the keys of several and
// what stands between them, joined by '#'. So a page goes on where the last one ended also when the
// store has grown meanwhile. Answers whose rows cost nothing leave it to Session::print().
namespace whocites::cli {

// The rows to show of a list: begin … end-1, counted from 0.
struct Page {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

// How many rows questions show unless --limit says otherwise: those whose rows are all worth
// reading, and those that rank.
inline constexpr std::uint64_t kUsualRows = 100;
inline constexpr std::uint64_t kFewRows = 20;

// Finds the row that a cursor names; absent when it names none.
using RowOfCursor = std::function<Result<std::optional<std::size_t>>(const std::string& cursor)>;

// Of `count` rows those after the one that --after names, and as many as --limit or `usual` says.
// Tells in answer.rest how many follow. NotFound when --after names no row.
Result<Page> page_of(const Session& session, std::uint64_t usual, std::size_t count,
                     const RowOfCursor& row_of, Answer& answer);

// For rows that are each about one vertex, with the node's key as cursor: `row_of` finds the row of
// a vertex, absent (or behind the last one) when there is none.
RowOfCursor by_vertex(const Reader& reader, const SourceGraph& graph,
                      std::function<std::optional<std::size_t>(VertexId)> row_of);
// The same for the first row of a list in which `vertex_of(element)` is that vertex.
template <class List, class VertexOf>
RowOfCursor by_vertex_in(const Reader& reader, const SourceGraph& graph, const List& list,
                         VertexOf vertex_of) {
  return by_vertex(reader, graph, [&list, vertex_of](VertexId vertex) {
    std::size_t row = 0;
    while (row < list.size() && vertex_of(list[row]) != vertex) ++row;
    return std::optional(row);
  });
}

// The ways to read "A#B", as keys may have '#' in them; first the one whose A is shortest.
std::vector<std::pair<std::string, std::string>> parted(const std::string& cursor);

// The vertex whose node is shown with this key; absent when there is none.
Result<std::optional<VertexId>> vertex_with_key(const Reader& reader, const SourceGraph& graph,
                                                const std::string& key);

// The citation that "A#B#RELATION" names; absent when there is none in the graph.
Result<std::optional<EdgeId>> edge_at(const Reader& reader, const SourceGraph& graph,
                                      const std::string& cursor);

}  // namespace whocites::cli
