// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/posting_list.h"

#include <algorithm>
#include <utility>

#include "storage/detail/encoding.h"

namespace whocites::storage::detail {
namespace {

void put_varint(std::string& bytes, std::uint64_t value) {
  while (value >= 0x80) {
    bytes += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  bytes += static_cast<char>(value);
}

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

std::string in_full(const ListEntry& entry, std::span<const SourceFile> sources) {
  Evidence evidence;
  evidence.place.file = sources[entry.source - 1].name;
  evidence.place.line = entry.line;
  return encode({evidence}, {});
}

void put_column(std::string& bytes, std::span<const ListEntry> entries,
                std::span<const SourceFile> sources) {
  const auto has_source = [](const ListEntry& entry) { return entry.source != 0; };
  const auto first = std::find_if(entries.begin(), entries.end(), has_source);
  const std::uint32_t source = first == entries.end() ? 0 : first->source;
  put_varint(bytes, source);
  std::uint64_t line = 0;
  for (const ListEntry& entry : entries) {
    if (entry.source != 0 && entry.source == source) {
      put_varint(bytes, zigzag(static_cast<std::int64_t>(entry.line - line)) << 1);
      line = entry.line;
      continue;
    }
    const std::string full = entry.source == 0 ? std::string() : in_full(entry, sources);
    const std::string_view evidence = entry.source == 0 ? entry.evidence : std::string_view(full);
    put_varint(bytes, (evidence.size() << 1) | 1);
    bytes += evidence;
  }
}

// The head of a piece of `count` codes that begins with number `begin` of `total`, and its codes,
// which `next` gives in turn. Nothing is written as often as these, so their room is made at once.
template <class Next>
void put_codes(std::string& bytes, std::size_t count, std::uint64_t begin, std::uint64_t total,
               Next next) {
  constexpr std::size_t kMostCodeBytes = 6;
  const bool is_last = begin + count == total;
  put_varint(bytes, (count << 1) | (is_last ? 1 : 0));
  if (begin == 0 && !is_last) put_varint(bytes, total);
  const std::size_t head = bytes.size();
  bytes.resize(head + count * kMostCodeBytes);
  char* out = bytes.data() + head;
  Code before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Code code = next();
    Code distance = code - before;
    for (; distance >= 0x80; distance >>= 7) *out++ = static_cast<char>(distance | 0x80);
    *out++ = static_cast<char>(distance);
    before = code;
  }
  bytes.resize(static_cast<std::size_t>(out - bytes.data()));
}

}  // namespace

std::string code_suffix(Code code) {
  std::string suffix(5, '\0');
  for (std::size_t i = 0; i < 5; ++i) suffix[i] = static_cast<char>(code >> (8 * (4 - i)));
  return suffix;
}

void encode_list(std::span<const ListEntry> entries, Column column,
                 std::span<const SourceFile> sources, const PieceSink& emit) {
  std::string value;
  for (std::size_t begin = 0; begin < entries.size(); begin += kPieceLength) {
    const auto piece = entries.subspan(begin, std::min(kPieceLength, entries.size() - begin));
    value.clear();
    const auto next = [at = piece.begin()]() mutable { return (at++)->code; };
    put_codes(value, piece.size(), begin, entries.size(), next);
    if (column == Column::Evidence) put_column(value, piece, sources);
    emit(begin == 0 ? std::string() : code_suffix(piece.front().code), value);
  }
}

void encode_codes(std::uint64_t total, const std::function<Code()>& next, const PieceSink& emit) {
  std::string value;
  for (std::uint64_t begin = 0; begin < total; begin += kPieceLength) {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(kPieceLength, total - begin));
    const Code first = next();
    value.clear();
    put_codes(value, count, begin, total, [&, is_first = true]() mutable {
      return std::exchange(is_first, false) ? first : next();
    });
    emit(begin == 0 ? std::string() : code_suffix(first), value);
  }
}

PieceReader::PieceReader(std::string_view value, bool is_first) : rest_(value), ok_(true) {
  const std::uint64_t head = varint();
  left_ = static_cast<std::size_t>(head >> 1);
  is_last_ = (head & 1) != 0;
  total_ = is_first && !is_last_ ? varint() : left_;
  if (left_ == 0 || left_ > kPieceLength || total_ < left_) ok_ = false;
}

std::uint64_t PieceReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) return value;
  }
  ok_ = false;
  return 0;
}

bool PieceReader::next(Code& code) {
  if (!ok_ || left_ == 0) return false;
  const std::uint64_t distance = varint();
  if (started_ && distance == 0) ok_ = false;
  code_ += distance;
  if (code_ >> 40 != 0) ok_ = false;
  started_ = true;
  --left_;
  code = code_;
  return ok_;
}

bool PieceReader::begin_column() {
  source_ = static_cast<std::uint32_t>(varint());
  return ok_;
}

bool PieceReader::next_evidence(ListEntry& entry) {
  const std::uint64_t head = varint();
  if ((head & 1) == 0) {
    line_ += static_cast<std::uint64_t>(unzigzag(head >> 1));
    entry.source = source_;
    entry.line = line_;
    if (source_ == 0) ok_ = false;
    return ok_;
  }
  const std::uint64_t size = head >> 1;
  if (size > rest_.size()) ok_ = false;
  if (!ok_) return false;
  entry.source = 0;
  entry.evidence = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return true;
}

}  // namespace whocites::storage::detail
