// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace whocites::ingest {

// The files of a zip archive (APPNOTE 6.3.9), found by its directory and each read as it comes; by
// libzip, so that they may be stored, deflated, or packed with bzip2, xz or Zstandard. Not to be
// shared between threads.
class ZipArchive {
 public:
  // Gives the bytes of the archive from the first on, to be sought; null when they cannot be read.
  // Called again when they are needed again: between the reads nothing is kept open.
  using Opener = std::function<std::unique_ptr<std::istream>()>;

  struct Member {
    std::string name;         // as the archive has it, with its folders; only ever shown
    std::uint64_t bytes = 0;  // unpacked, as the directory says
    std::uint64_t index = 0;  // in the directory
  };

  // An archive of more files than this, or whose files say that they are more than kMostGrowth
  // times as large as it, from kFreeBytes on, is an attack.
  static constexpr std::uint64_t kMostMembers = 100'000;
  static constexpr std::uint64_t kMostGrowth = 400;
  static constexpr std::uint64_t kFreeBytes = std::uint64_t{256} << 20;

  // NotFound when there is no directory that can be read: an archive that was cut off has lost it.
  // Unreadable for an attack. Io when the bytes cannot be read.
  static Result<std::shared_ptr<ZipArchive>> open(Opener opener);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // In order of name: all but folders, and what a dot hides or a Macintosh adds (`__MACOSX/`).
  const std::vector<Member>& members() const;

  // The bytes of members()[at], to be read once, before the next is asked for. Unreadable when it
  // is encrypted or packed in a way that is not known. Requires: the archive outlives the stream.
  Result<std::unique_ptr<std::istream>> read(std::size_t at);
  // What was found broken in the member that was read last, at which its stream ended.
  const std::optional<Error>& damage() const;

 private:
  class Source;
  class MemberBuffer;
  class MemberStream;
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace whocites::ingest
