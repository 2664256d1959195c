// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

// Compressed inputs, read as they come: gzip (RFC 1952, of any number of members), Zstandard
// (RFC 8878) and the first file of a zip archive (APPNOTE 6.3.9, deflated), of which ZipArchive
// gives all where its directory can be read.
namespace whocites::ingest {

enum class Packing : std::uint8_t { None, Gzip, Zstd, Zip };

// By the first bytes. None for what is not compressed, and for zip archives that are a document of
// an office program or an e-book.
Packing packing_of(std::string_view head);

// "crawl.csv.gz" → "crawl.csv": what the file would be called unpacked.
std::string unpacked_name(std::string_view name);

// What a compressed head begins with, as far as it goes.
std::string unpack_head(std::string_view head);

// The unpacked bytes of a stream, of which it holds no more than a few blocks; of one that is not
// compressed its bytes. What grows more than kMostGrowth-fold, from kFreeBytes on, is no input but
// an attack, and counts as damaged. Not to be shared between threads.
class Unpacker {
 public:
  static constexpr std::uint64_t kMostGrowth = 400;
  static constexpr std::uint64_t kFreeBytes = std::uint64_t{256} << 20;

  explicit Unpacker(std::istream& in);  // Requires: `in` outlives it
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  // The next bytes, at most `size`; how many, 0 at the end and where the data are damaged.
  std::size_t read(char* out, std::size_t size);
  // What is wrong, with its byte in the packed stream; absent while nothing is.
  const std::optional<Error>& damage() const;
  // Goes on behind damage, at the next gzip member that can be found. False: there is none.
  bool resume();
  Packing packing() const;
  // Where in the packed stream the gzip member begins that was read last.
  std::uint64_t member_begin() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// An Unpacker as a stream; what is UTF-16 or UTF-32 by its byte order mark comes as UTF-8, unless
// it is to be kept as it is. It can be sought to its begin, if what it reads from can. Damage ends
// it; damage() then says why.
class UnpackedStream final : public std::istream {
 public:
  enum class Text : std::uint8_t { Narrowed, AsItIs };

  explicit UnpackedStream(std::istream& packed, Text text = Text::Narrowed);
  ~UnpackedStream() override;
  const std::optional<Error>& damage() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace whocites::ingest
