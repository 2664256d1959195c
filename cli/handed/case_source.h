// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/archive.h"
#include "cli/import_inputs.h"

namespace whocites::cli {

// The files of a case, wherever they stand: in the archive that `bundle` made, in the one folder of
// an archive that somebody packed anew, or in the folder that an archive was unpacked into, as some
// browsers do. What a dot hides and what a Macintosh adds (`__MACOSX/`) is none of them. Not to be
// shared between threads.
class CaseSource {
 public:
  // Unreadable when it is no sound archive, as Archive says, or a folder of too many files; Io when
  // it cannot be read.
  static Result<CaseSource> open(const ImportInput& input);

  // By name within the case: where to read the file.
  const std::map<std::string, std::string, std::less<>>& files() const { return files_; }
  bool has(std::string_view name) const { return files_.contains(name); }
  // As Archive::read(); of a folder, no file that a symbolic link is.
  Result<std::unique_ptr<std::istream>> read(std::string_view name);
  // As Archive::damage().
  std::optional<Error> damage() const;

 private:
  static Result<CaseSource> open_folder(const std::string& folder);
  static Result<CaseSource> open_archive(const ImportInput& input);

  std::optional<Archive> archive_;  // absent of a folder
  std::map<std::string, std::string, std::less<>> files_;
};

}  // namespace whocites::cli
