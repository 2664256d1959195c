// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "base/error.h"
#include "graph/source_graph.h"

// A SourceGraph as one run of bytes, in memory and, as the file `graph.csr` in a store's folder, on
// disk. All numbers are little-endian, so that a mapped file is used as it lies.
//
//   offset   bytes            what
//        0   8                "whocites"
//        8   4                version of this format, kGraphFileVersion
//       12   4                0x01020304: the byte order
//       16   16               Store::State::stamp of the state that it shows
//       32   4 × 8            numbers of vertices V, edges E, dates D and classes C
//       64   8                XXH3-64 of all before the data, taken with zero here
//       72   8 × blocks       XXH3-64 of each MiB of the data, the last one shorter
//   then from the next multiple of 4,096 on, the data, each part at the next multiple of 64:
//            4 × V            node: ids, ascending
//            V                kind, and 0x80 for unresolved
//            4 × V            whole: vertex of what it is part of, 0xFFFFFFFF for none
//            4 × V            date: place among the dates, 0xFFFFFFFF for not known
//            16 × D           dates: first and last second that a date may mean, since 1970
//            4 × (V + 1)      cites_begin: where each vertex's row of `cited` begins
//            4 × E            cited
//            4 × (V + 1)      cited_by_begin
//            4 × E            citing
//            E, or 4 × E      class of each edge: one byte if C <= 256, else four
//            16 × C           classes: relation (1) · rejected (1) · 0 (6) · confidence (8, double)
//
// Without the header and the dates that is 9 bytes an edge and 21 a vertex.
namespace whocites::storage::detail {

inline constexpr std::uint32_t kGraphFileVersion = 1;

// Memory of whole pages: a mapped file, or zeros.
class Mapping {
 public:
  // Absent when the system refuses.
  static std::optional<Mapping> of_zeros(std::size_t size);
  // To be read only. Absent also for an empty file.
  static std::optional<Mapping> of_file(int descriptor);
  Mapping(Mapping&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Mapping();

  std::span<std::byte> bytes() const { return bytes_; }

 private:
  explicit Mapping(std::span<std::byte> bytes) : bytes_(bytes) {}
  std::span<std::byte> bytes_;
};

struct GraphSizes {
  std::uint64_t vertices = 0;
  std::uint64_t edges = 0;
  std::uint64_t dates = 0;
  std::uint64_t classes = 0;
  friend bool operator==(const GraphSizes&, const GraphSizes&) = default;
};

class GraphImage {
 public:
  using Stamp = std::array<std::uint64_t, 2>;

  // All zeros, to be filled. Throws bad_alloc like everything that takes memory.
  explicit GraphImage(const GraphSizes& sizes);

  // The parts as they lie, live as long as the image. Of one that was open()ed they must not be
  // written to.
  struct Parts {
    std::span<NodeId> node;
    std::span<std::uint8_t> kind;
    std::span<std::uint32_t> whole;
    std::span<std::uint32_t> date;
    std::span<DateSpan> dates;
    std::span<std::uint32_t> cites_begin;
    std::span<VertexId> cited;
    std::span<std::uint32_t> cited_by_begin;
    std::span<VertexId> citing;
    std::span<std::uint8_t> edge_class;  // of this and the next one is empty
    std::span<std::uint32_t> wide_edge_class;
    std::span<CitationClass> classes;
  };
  Parts parts() const;

  // Writes the header: the stamp and all checksums. O(bytes).
  void seal(const Stamp& stamp);

  // Reads bytes that were sealed with this stamp. NotFound when they are sound as far as it looked
  // but of another stamp or version; Damaged when they are cut off, fail a checksum or have a
  // number that points outside. That both directions agree and rows ascend rests on the checksums.
  // O(bytes), on two threads.
  static Result<GraphImage> open(Mapping bytes, const Stamp& stamp);

  std::span<const std::byte> bytes() const { return mapping_.bytes(); }
  const GraphSizes& sizes() const { return sizes_; }

  // Lives for as long as the image, or a copy of the graph, does.
  static SourceGraph graph(std::shared_ptr<const GraphImage> image);

 private:
  GraphImage(Mapping mapping, const GraphSizes& sizes)
      : mapping_(std::move(mapping)), sizes_(sizes) {}

  Mapping mapping_;
  GraphSizes sizes_;
};

}  // namespace whocites::storage::detail
