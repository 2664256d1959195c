// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

// What an archive may be.
struct ArchiveLimits {
  // Whether it must be all that it says: whole to its last byte, without a file twice, an encrypted
  // one, or a name that leads out of the folder that it would be unpacked into.
  bool must_be_sound = true;
  // Beyond these it counts as an attack on the one who opens it.
  std::size_t files = 1000;
  // Of all files together, unpacked: this much, and beyond it this many times what is packed.
  std::uint64_t free_bytes = std::uint64_t{256} << 20;
  std::uint64_t growth = 400;
};

// An archive that is read. Holds its list of files; of what is in them no more than a block. They
// may be stored, deflated, or packed in whatever way libzip knows. Not to be shared between
// threads.
class Archive {
 public:
  // Gives the bytes of the archive from the first on, to be sought; null when they cannot be read.
  // Called again when they are needed again: between two reads nothing is kept open.
  using Opener = std::function<std::unique_ptr<std::istream>()>;

  struct File {
    std::string name;         // with its folders; a folder's own ends in '/'
    std::uint64_t bytes = 0;  // unpacked, as the archive says; reading ends in an error behind it
    bool is_encrypted = false;
  };

  // NotFound when it has no list of its files that can be read: one that was cut off has lost it.
  // Unreadable when it passes the limits. Io when the bytes cannot be read.
  static Result<Archive> open(Opener opener, const ArchiveLimits& limits = {});
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  std::span<const File> files() const;  // in the archive's order
  bool has(std::string_view name) const;

  // The bytes of files()[place], to be read while the archive lives and before the next is asked
  // for. Unreadable when it is encrypted, or packed in an unknown way. A fault in the packed bytes
  // ends the stream; damage() then says what.
  Result<std::unique_ptr<std::istream>> read(std::size_t place);
  // Of the first file of that name; NotFound without one.
  Result<std::unique_ptr<std::istream>> read(std::string_view name);
  // What was wrong with the file that was read last, as far as it was; absent when nothing was.
  // Unreadable, with the byte.
  const std::optional<Error>& damage() const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace whocites
