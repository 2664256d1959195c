// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.h"

// Packed lists: what one batch says of one thing (the citations of a node, the nodes that have a
// word) as ascending numbers, each stored as its distance from the one before (varint, as in
// Witten, Moffat & Bell, "Managing Gigabytes", ch. 3). A long list is cut into pieces, each a row
// of its own, so that a page of a million entries costs a page.
//
//   key of the first piece    prefix · batch
//   key of a later piece      prefix · batch · its first code (5 bytes, big-endian)
//   value   entries << 1 | is the last piece · entries of the whole list (only in the first of
//           several pieces) · the first code · distances · evidence column (if the list has one)
//
// The evidence column gives for each entry either the line of the source on which it stood, as the
// distance from the line before (zigzag << 1), or a whole EvidenceList (length << 1 | 1, bytes).
// It begins with the number of the source that the lines are of, from 1; 0 when there are none.
namespace whocites::storage::detail {

// A number below 2^40: a node, or a citation's other end with its relation.
using Code = std::uint64_t;

inline Code code_of(const Adjacent& adjacent) {
  return (Code{adjacent.peer.value} << 4) | static_cast<Code>(adjacent.relation);
}
inline Adjacent adjacent_of(Code code) {
  return {NodeId(static_cast<std::uint32_t>(code >> 4)), static_cast<Relation>(code & 15)};
}

inline constexpr std::size_t kPieceLength = 1024;

struct ListEntry {
  Code code = 0;
  std::uint32_t source = 0;     // number of the batch's source, from 1; 0: see `evidence`
  std::uint64_t line = 0;       // in that source
  std::string_view evidence{};  // EvidenceList
};
inline constexpr std::uint64_t kMaxLine = std::uint64_t{1} << 60;  // farther ones need `evidence`

enum class Column : bool { None, Evidence };

// Gives each piece's key suffix (after prefix · batch; empty for the first) and value. `entries`
// is ascending without repeats. `sources` are the batch's: an entry of another source than the
// first one of its piece is written out in full. The views live until `emit` returns.
using PieceSink = std::function<void(std::string_view suffix, std::string_view value)>;
void encode_list(std::span<const ListEntry> entries, Column column,
                 std::span<const SourceFile> sources, const PieceSink& emit);

// The same for a list without a column that is not at hand: `next` gives its `total` codes in turn.
void encode_codes(std::uint64_t total, const std::function<Code()>& next, const PieceSink& emit);

// Reads one piece. The bytes must outlive it.
class PieceReader {
 public:
  PieceReader() = default;
  // `is_first`: whether its key has no suffix.
  PieceReader(std::string_view value, bool is_first);

  // False for bytes that are no piece. Codes and column are checked as they are read.
  bool ok() const { return ok_; }
  bool is_last() const { return is_last_; }
  std::uint64_t total() const { return total_; }  // of the whole list; only in the first piece
  std::size_t left() const { return left_; }      // entries not yet read

  // The next code; false after the last one, or when the bytes make no sense.
  bool next(Code& code);

  // After the last code: the number of the source, then the entries' evidence in turn.
  bool begin_column();
  // One of `line` (then evidence is empty and source() says of what) and `evidence` is set.
  bool next_evidence(ListEntry& entry);

 private:
  std::uint64_t varint();

  std::string_view rest_;
  std::uint64_t total_ = 0;
  Code code_ = 0;
  std::uint64_t line_ = 0;
  std::uint32_t source_ = 0;
  std::size_t left_ = 0;
  bool is_last_ = false;
  bool started_ = false;
  bool ok_ = false;
};

std::string code_suffix(Code code);

}  // namespace whocites::storage::detail
