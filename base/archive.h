// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

// Zip archives (APPNOTE 6.3.9; with Zip64 where one is large).
namespace whocites {

// A file that is to go into an archive.
struct FileToPack {
  std::string name;           // in the archive
  std::string path;           // where its bytes are
  bool is_compressed = true;  // false: it stands in the archive as it is
};

// Writes an archive of these files, in their order. The same names, bytes and time give the same
// archive, on any machine with the same zlib. `out` must be able to seek, as a file is; a time that
// zip has no notation for (before 1980, after 2107) is written as the nearest that it has. Io when
// a file cannot be read or `out` fails.
Result<void> write_archive(std::span<const FileToPack> files, Timestamp time, std::ostream& out);

// What an archive may be, before it counts as an attack on the one who opens it.
struct ArchiveLimits {
  std::size_t files = 1000;
  // Of all files together, unpacked: this much, and beyond it this many times what is packed.
  std::uint64_t free_bytes = std::uint64_t{256} << 20;
  std::uint64_t growth = 400;
};

// An archive that is read. Holds its list of files; of what is in them no more than a block. Not
// to be shared between threads.
class Archive {
 public:
  struct File {
    std::string name;
    std::uint64_t bytes = 0;  // unpacked, as the archive says; reading ends in an error behind it
  };

  // Opens what the stream, which must be able to seek, has from its first byte to its last.
  // Unreadable when it is no archive, is cut off or damaged, passes the limits, has a file twice,
  // an encrypted one, or a name that leads out of the folder that it would be unpacked into.
  static Result<Archive> open(std::unique_ptr<std::istream> in, const ArchiveLimits& limits = {});
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  std::span<const File> files() const;  // in the archive's order
  bool has(std::string_view name) const;

  // The bytes of a file, while the archive lives; one file at a time. NotFound without such a
  // file. A fault in the packed bytes ends the stream; damage() then says what.
  Result<std::unique_ptr<std::istream>> read(std::string_view name);
  // What was wrong with the file that is being read; absent while nothing is. Unreadable, with the
  // file and the byte in it.
  const std::optional<Error>& damage() const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace whocites
