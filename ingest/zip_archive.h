// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/archive.h"

namespace whocites::ingest {

// The files of a zip archive that somebody packed, as those of the folder that it was: whatever can
// be read of it, however odd the archive is. Not to be shared between threads.
class ZipArchive {
 public:
  struct Member {
    std::string name;         // as the archive has it, with its folders; only ever shown
    std::uint64_t bytes = 0;  // unpacked, as the archive says
    std::size_t place = 0;    // in Archive::files()
  };

  // As Archive::open().
  static Result<std::shared_ptr<ZipArchive>> open(Archive::Opener opener);

  // In order of name: all but folders, and what a dot hides or a Macintosh adds (`__MACOSX/`).
  const std::vector<Member>& members() const { return members_; }
  // Those of members()[at], as Archive::read(). Requires: the archive outlives the stream.
  Result<std::unique_ptr<std::istream>> read(std::size_t at) {
    return archive_.read(members_.at(at).place);
  }
  const std::optional<Error>& damage() const { return archive_.damage(); }

 private:
  explicit ZipArchive(Archive archive);

  Archive archive_;
  std::vector<Member> members_;
};

}  // namespace whocites::ingest
