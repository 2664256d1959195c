// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

namespace whocites {

std::string to_string(const Error& error) {
  if (!error.position) return error.message;
  const SourcePosition& at = *error.position;
  std::string place = at.file;
  if (at.line != 0) place += ":" + std::to_string(at.line);
  if (at.line != 0 && at.column != 0) place += ":" + std::to_string(at.column);
  return place.empty() ? error.message : place + ": " + error.message;
}

}  // namespace whocites
