// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/temp_folder.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace whocites::cli {

Result<TempFolder> TempFolder::make() {
  const char* const parent = std::getenv("TMPDIR");
  std::string path = parent != nullptr && *parent != '\0' ? parent : "/tmp";
  path += "/whocites-XXXXXX";
  if (::mkdtemp(path.data()) != nullptr) return TempFolder(path);
  return fail(ErrorCode::Io, "cannot make '" + path + "': " + std::strerror(errno),
              "set TMPDIR to a folder that can be written");
}

TempFolder::TempFolder(TempFolder&& other) noexcept : path_(std::move(other.path_)) {
  other.path_.clear();
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace whocites::cli
