// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/store.h"

// What makes a folder a store. Beside RocksDB's own files it holds one line of text, WHOCITES:
// "whocites store, format 2". It is read before RocksDB touches anything, so that a newer store is
// refused unharmed, and it tells a person who finds the folder what it is.
namespace whocites::storage::detail {

// The version in the marker; absent when there is no marker file.
Result<std::optional<std::uint32_t>> read_marker(const std::string& path);

// On disk when it returns: a store that exists always says what it is.
Result<void> write_marker(const std::string& path);

// Makes sure that `path` is a store of a format that is known, or may become one and says so.
// BadRequest for a folder of something else, NotFound when there is none and the mode makes none.
Result<void> prepare_folder(const std::string& path, OpenMode mode);

// What a reader compares before and after it opens a store.
struct FolderState {
  // The marker, and the name and size of the manifest, to which a writer adds whenever it has made
  // or is about to drop something that a reader needs.
  std::string written;
  // The files of a store, also those that readers only stumble upon; of another folder nothing.
  std::vector<std::string> names;
  friend bool operator==(const FolderState&, const FolderState&) = default;
};
FolderState folder_state(const std::string& path);

Error no_store(const std::string& path);

}  // namespace whocites::storage::detail
