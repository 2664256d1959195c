// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/graph_image.h"

#define XXH_INLINE_ALL
#include <sys/mman.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <new>

namespace whocites::storage::detail {
namespace {

constexpr std::array<char, 8> kMagic{'w', 'h', 'o', 'c', 'i', 't', 'e', 's'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint64_t kBlock = std::uint64_t{1} << 20;
constexpr std::uint64_t kMostEdges = 0xFFFFFFFE;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kGraphFileVersion;
  std::uint32_t byte_order = kByteOrder;
  GraphImage::Stamp stamp{};
  GraphSizes sizes;
  std::uint64_t checksum = 0;
};
static_assert(sizeof(Header) == 72 && std::is_trivially_copyable_v<Header>);
static_assert(sizeof(DateSpan) == 16 && sizeof(NodeId) == 4 && sizeof(VertexId) == 4);
static_assert(sizeof(CitationClass) == 16 && offsetof(CitationClass, relation) == 0 &&
              offsetof(CitationClass, rejected) == 1 && offsetof(CitationClass, confidence) == 8);

enum Part : std::size_t {
  kNode,
  kKind,
  kWhole,
  kDate,
  kDates,
  kCitesBegin,
  kCited,
  kCitedByBegin,
  kCiting,
  kEdgeClass,
  kClasses,
  kPartCount
};

std::uint64_t rounded_up(std::uint64_t size, std::uint64_t to) { return (size + to - 1) / to * to; }

// Where the parts lie in an image of given sizes.
struct Layout {
  explicit Layout(const GraphSizes& sizes) {
    const std::uint64_t v = sizes.vertices;
    const std::uint64_t e = sizes.edges;
    const std::uint64_t edge_class = sizes.classes <= 256 ? e : 4 * e;
    const std::array<std::uint64_t, kPartCount> bytes{
        4 * v, v,           4 * v, 4 * v,      16 * sizes.dates,  4 * (v + 1),
        4 * e, 4 * (v + 1), 4 * e, edge_class, 16 * sizes.classes};
    std::uint64_t data = 0;
    for (std::size_t part = 0; part < kPartCount; ++part) {
      begin[part] = data;
      data += rounded_up(bytes[part], 64);
    }
    block_count = (data + kBlock - 1) / kBlock;
    data_begin = rounded_up(sizeof(Header) + 8 * block_count, 4096);
    for (std::uint64_t& place : begin) place += data_begin;
    end = data_begin + data;
  }

  std::array<std::uint64_t, kPartCount> begin{};
  std::uint64_t block_count = 0;
  std::uint64_t data_begin = 0;
  std::uint64_t end = 0;
};

bool are_possible(const GraphSizes& sizes) {
  return sizes.vertices < SourceGraph::kNone && sizes.edges <= kMostEdges &&
         sizes.dates < SourceGraph::kNone && sizes.classes < SourceGraph::kNone;
}

template <class T>
std::span<T> part(std::span<std::byte> bytes, std::uint64_t begin, std::uint64_t count) {
  return {reinterpret_cast<T*>(bytes.data() + begin), count};
}

// Calls with the two halves of 0 … count at once; both must be true. With what takes less than a
// thread does: with all of it.
template <class Half>
bool in_halves(std::uint64_t count, std::uint64_t few, const Half& half) {
  if (count <= few) return half(0, count);
  const std::uint64_t middle = count / 2;
  // Runs later, on this thread, where the system gives no other.
  auto second =
      std::async(std::launch::async | std::launch::deferred, [&] { return half(middle, count); });
  const bool first = half(0, middle);
  return second.get() && first;
}

std::uint64_t hash(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t block_hash(std::span<const std::byte> bytes, const Layout& layout,
                         std::uint64_t block) {
  const std::uint64_t begin = layout.data_begin + block * kBlock;
  return hash(bytes.subspan(begin, std::min(kBlock, layout.end - begin)));
}

// Of everything before the data.
std::uint64_t head_hash(Header header, std::span<const std::byte> bytes, const Layout& layout) {
  header.checksum = 0;
  const auto rest = bytes.subspan(sizeof(Header), layout.data_begin - sizeof(Header));
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  XXH3_64bits_update(&state, &header, sizeof(header));
  XXH3_64bits_update(&state, rest.data(), rest.size());
  return XXH3_64bits_digest(&state);
}

std::span<std::uint64_t> block_hashes(std::span<std::byte> bytes, const Layout& layout) {
  return part<std::uint64_t>(bytes, sizeof(Header), layout.block_count);
}

// ---- numbers that point elsewhere ----

std::uint32_t number(std::uint32_t value) { return value; }
std::uint32_t number(VertexId id) { return id.value; }

template <class T>
bool all_below(std::span<const T> numbers, std::uint64_t limit) {
  bool below = true;
  for (const T value : numbers) below &= number(value) < limit;
  return below;
}
bool all_below_or_none(std::span<const std::uint32_t> numbers, std::uint64_t limit) {
  bool below = true;
  for (const std::uint32_t value : numbers) below &= value < limit || value == SourceGraph::kNone;
  return below;
}

bool are_rows(std::span<const std::uint32_t> begin, std::uint64_t edges) {
  bool ascend = begin.front() == 0 && begin.back() == edges;
  for (std::size_t i = 1; i < begin.size(); ++i) ascend &= begin[i - 1] <= begin[i];
  return ascend;
}

bool are_classes(std::span<CitationClass> classes) {
  const auto is_class = [](CitationClass& one) {
    std::array<unsigned char, 2> bytes{};
    std::memcpy(bytes.data(), &one, bytes.size());
    return name_of(static_cast<Relation>(bytes[0])) != "unknown" && bytes[1] <= 1;
  };
  return std::all_of(classes.begin(), classes.end(), is_class);
}

bool are_nodes(const GraphImage::Parts& parts) {
  bool fine = true;
  for (std::size_t i = 1; i < parts.node.size(); ++i) fine &= parts.node[i - 1] < parts.node[i];
  for (const std::uint8_t kind : parts.kind) {
    fine &= (kind & ~SourceGraph::kUnresolvedBit) <= static_cast<int>(kKinds.back().kind);
  }
  return fine && all_below_or_none(parts.whole, parts.node.size()) &&
         all_below_or_none(parts.date, parts.dates.size());
}

bool point_inside(const GraphImage::Parts& parts, std::uint64_t edges) {
  return are_nodes(parts) && are_classes(parts.classes) && are_rows(parts.cites_begin, edges) &&
         are_rows(parts.cited_by_begin, edges) &&
         in_halves(edges, std::uint64_t{1} << 20, [&](std::uint64_t begin, std::uint64_t end) {
           const auto piece = [&](auto list) {
             return list.empty() ? list : list.subspan(begin, end - begin);
           };
           const std::uint64_t vertices = parts.node.size();
           return all_below<VertexId>(piece(parts.cited), vertices) &&
                  all_below<VertexId>(piece(parts.citing), vertices) &&
                  all_below<std::uint8_t>(piece(parts.edge_class), parts.classes.size()) &&
                  all_below<std::uint32_t>(piece(parts.wide_edge_class), parts.classes.size());
         });
}

tl::unexpected<Error> wrong(std::string what) { return fail(ErrorCode::Damaged, std::move(what)); }
tl::unexpected<Error> other(std::string what) { return fail(ErrorCode::NotFound, std::move(what)); }

}  // namespace

std::optional<Mapping> Mapping::of_zeros(std::size_t size) {
  void* at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) return std::nullopt;
  ::madvise(at, size, MADV_HUGEPAGE);  // rows are written in no order
  return Mapping({static_cast<std::byte*>(at), size});
}

std::optional<Mapping> Mapping::of_file(int descriptor) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0 || info.st_size <= 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(info.st_size);
  void* at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, descriptor, 0);
  if (at == MAP_FAILED) return std::nullopt;
  return Mapping({static_cast<std::byte*>(at), size});
}

Mapping::~Mapping() {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

GraphImage::GraphImage(const GraphSizes& sizes)
    : GraphImage(
          [&] {
            std::optional<Mapping> zeros = Mapping::of_zeros(Layout(sizes).end);
            if (!zeros) throw std::bad_alloc();
            return std::move(*zeros);
          }(),
          sizes) {}

GraphImage::Parts GraphImage::parts() const {
  const Layout layout(sizes_);
  const auto bytes = mapping_.bytes();
  const auto [v, e, d, c] = sizes_;
  const bool is_narrow = c <= 256;
  const auto& begin = layout.begin;
  return {.node = part<NodeId>(bytes, begin[kNode], v),
          .kind = part<std::uint8_t>(bytes, begin[kKind], v),
          .whole = part<std::uint32_t>(bytes, begin[kWhole], v),
          .date = part<std::uint32_t>(bytes, begin[kDate], v),
          .dates = part<DateSpan>(bytes, begin[kDates], d),
          .cites_begin = part<std::uint32_t>(bytes, begin[kCitesBegin], v + 1),
          .cited = part<VertexId>(bytes, begin[kCited], e),
          .cited_by_begin = part<std::uint32_t>(bytes, begin[kCitedByBegin], v + 1),
          .citing = part<VertexId>(bytes, begin[kCiting], e),
          .edge_class = part<std::uint8_t>(bytes, begin[kEdgeClass], is_narrow ? e : 0),
          .wide_edge_class = part<std::uint32_t>(bytes, begin[kEdgeClass], is_narrow ? 0 : e),
          .classes = part<CitationClass>(bytes, begin[kClasses], c)};
}

void GraphImage::seal(const Stamp& stamp) {
  const Layout layout(sizes_);
  const auto bytes = mapping_.bytes();
  const auto hashes = block_hashes(bytes, layout);
  in_halves(layout.block_count, 4, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t at = begin; at < end; ++at) hashes[at] = block_hash(bytes, layout, at);
    return true;
  });
  Header header;
  header.stamp = stamp;
  header.sizes = sizes_;
  header.checksum = head_hash(header, bytes, layout);
  std::memcpy(bytes.data(), &header, sizeof(header));
}

Result<GraphImage> GraphImage::open(Mapping mapping, const Stamp& stamp) {
  const auto bytes = mapping.bytes();
  Header header;
  if (bytes.size() < sizeof(header)) return wrong("it is cut off");
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != kMagic || header.byte_order != kByteOrder) return wrong("it is no graph");
  if (header.version != kGraphFileVersion) {
    return other("it has version " + std::to_string(header.version) + ", not " +
                 std::to_string(kGraphFileVersion));
  }
  if (!are_possible(header.sizes)) return wrong("its header makes no sense");
  const Layout layout(header.sizes);
  if (layout.end != bytes.size()) return wrong("it has not the length that its header tells");
  if (head_hash(header, bytes, layout) != header.checksum)
    return wrong("its header fails its checksum");
  if (header.stamp != stamp) return other("it shows another state of the store");
  const auto hashes = block_hashes(bytes, layout);
  const bool sound = in_halves(layout.block_count, 4, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t at = begin; at < end; ++at) {
      if (block_hash(bytes, layout, at) != hashes[at]) return false;
    }
    return true;
  });
  if (!sound) return wrong("it fails its checksum");
  GraphImage image(std::move(mapping), header.sizes);
  if (!point_inside(image.parts(), header.sizes.edges)) return wrong("it points outside of itself");
  return image;
}

SourceGraph GraphImage::graph(std::shared_ptr<const GraphImage> image) {
  const Parts parts = image->parts();
  const CitationGraph rows({parts.cites_begin, parts.cited, parts.cited_by_begin, parts.citing},
                           image);
  const SourceGraph::Columns columns{.node = parts.node,
                                     .kind = parts.kind,
                                     .whole = parts.whole,
                                     .date = parts.date,
                                     .dates = parts.dates,
                                     .edge_class = parts.edge_class,
                                     .wide_edge_class = parts.wide_edge_class,
                                     .classes = parts.classes};
  return SourceGraph(rows, columns, std::move(image));
}

}  // namespace whocites::storage::detail
