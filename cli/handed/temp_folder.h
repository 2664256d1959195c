// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.h"

namespace whocites::cli {

// A folder for what is put together before it is handed on, in $TMPDIR or /tmp, removed at the end
// with all that is in it.
class TempFolder {
 public:
  // Io when none can be made.
  static Result<TempFolder> make();
  TempFolder(TempFolder&& other) noexcept;
  TempFolder& operator=(TempFolder&&) = delete;
  ~TempFolder();

  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  explicit TempFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace whocites::cli
