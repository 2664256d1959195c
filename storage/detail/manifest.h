// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::storage::detail {

// Whether RocksDB reads a manifest with these bytes to its end or to where a write broke off.
// RocksDB takes a record that runs past the end of the file for one that was not written out, and
// silently goes on without it and all that follows, and likewise one of the types that only reused
// logs have; so a flipped bit in a length or type would make rows disappear from some families and
// not from others. Here a record of another type counts as damage, one that runs past the end when
// its checksum fits some shorter length, and zeros that something else follows. All else is left to
// RocksDB, which verifies the checksums.
bool is_manifest_sound(std::string_view bytes);

// Damaged when the manifest of the database in the folder `path` is not sound. One that cannot be
// read is left to RocksDB.
Result<void> check_manifest(const std::string& path);

}  // namespace whocites::storage::detail
