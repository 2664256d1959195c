// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/store_folder.h"

#include <fcntl.h>
#include <rocksdb/env.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "storage/detail/encoding.h"
#include "storage/detail/file_system.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/graph_file.h"

namespace whocites::storage::detail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMarkerName = "WHOCITES";
constexpr std::string_view kNewMarkerName = "WHOCITES.new";
constexpr std::string_view kMarkerText = "whocites store, format ";

std::string marker_path(const std::string& path) { return path + "/" + std::string(kMarkerName); }

Error not_a_store(const std::string& path) {
  return {ErrorCode::BadRequest, "'" + path + "' exists and is not a whocites store", std::nullopt,
          "name another folder with --db"};
}

// Absent when there is no such file.
Result<std::optional<std::string>> bytes_of(const std::string& file, const std::string& path) {
  std::string bytes;
  const rocksdb::Status status = rocksdb::ReadFileToString(environment(), file, &bytes);
  if (status.ok()) return bytes;
  if (status.IsPathNotFound() || status.IsNotFound()) return std::nullopt;
  return fail(to_error(status, path));
}

Result<void> check_version(std::uint32_t version, const std::string& path) {
  if (version <= kFormatVersion) return {};
  return fail(ErrorCode::Damaged,
              "the store '" + path + "' has format " + std::to_string(version) +
                  ", and this whocites knows formats up to " + std::to_string(kFormatVersion),
              "open it with the whocites that wrote it, or a newer one; nothing was changed");
}

Result<std::vector<std::string>> names_in(const std::string& path) {
  std::vector<std::string> names;
  const rocksdb::Status status = environment()->GetChildren(path, &names);
  if (!status.ok()) return fail(to_error(status, path));
  std::erase_if(names, [](const std::string& name) { return name == "." || name == ".."; });
  return names;
}

// Without CURRENT RocksDB would start an empty database over what is there: right for a store
// whose making was cut short, a loss for one whose file was deleted.
Result<void> check_nothing_lost(const std::string& path) {
  const Result<std::vector<std::string>> names = names_in(path);
  if (!names) return fail(names.error());
  for (const std::string& name : *names) {
    const std::string extension = fs::path(name).extension();
    std::uint64_t size = 0;
    if (extension == ".log") environment()->GetFileSize(path + "/" + name, &size);
    if (extension != ".sst" && size == 0) continue;
    return fail(ErrorCode::Damaged, "the store '" + path + "' has lost its file CURRENT",
                "restore the folder from a copy, or import the sources again");
  }
  return {};
}

// Whether nothing is in the folder, or no more than a making that was cut short at once.
Result<bool> is_vacant(const std::string& path) {
  const Result<std::vector<std::string>> names = names_in(path);
  if (!names) return fail(names.error());
  return std::all_of(names->begin(), names->end(),
                     [](const std::string& name) { return name == kNewMarkerName; });
}

// A folder that was just made lasts over a power cut only when the one above it is written too.
void sync_folder_above(const std::string& path) {
  std::error_code failure;
  const fs::path above = fs::absolute(path, failure).lexically_normal().parent_path();
  const int folder = ::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

// Of a folder that exists: whether it is a store already. When not it may become one, or there is
// an error.
Result<bool> is_store(const std::string& path) {
  Result<std::optional<std::uint32_t>> version = read_marker(path);
  if (version && !*version) {
    const Result<bool> vacant = is_vacant(path);
    if (!vacant) return vacant;
    if (*vacant) return false;
    // Another process may have made it one since the marker was looked for.
    version = read_marker(path);
    if (version && !*version) return fail(not_a_store(path));
  }
  if (!version) return fail(version.error());
  if (auto known = check_version(**version, path); !known) return fail(known.error());
  const rocksdb::Status current = environment()->FileExists(path + "/CURRENT");
  if (current.ok()) return true;
  if (!current.IsNotFound()) return fail(to_error(current, path));
  if (auto fresh = check_nothing_lost(path); !fresh) return fail(fresh.error());
  return false;
}

}  // namespace

Result<std::optional<std::uint32_t>> read_marker(const std::string& path) {
  const Result<std::optional<std::string>> bytes = bytes_of(marker_path(path), path);
  if (!bytes) return fail(bytes.error());
  if (!*bytes) return std::nullopt;
  const std::string line = (*bytes)->substr(0, (*bytes)->find('\n'));
  std::uint32_t version = 0;
  const std::string_view digits =
      line.starts_with(kMarkerText) ? std::string_view(line).substr(kMarkerText.size()) : "";
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (failure != std::errc() || end != digits.data() + digits.size() || version == 0) {
    return fail(ErrorCode::Damaged, "'" + marker_path(path) + "' does not say which format this is",
                "restore that file: its one line is '" + std::string(kMarkerText) +
                    std::to_string(kFormatVersion) + "' for a store of this version");
  }
  return version;
}

Result<void> write_marker(const std::string& path) {
  const std::string file = marker_path(path);
  const std::string line = std::string(kMarkerText) + std::to_string(kFormatVersion) + "\n";
  const std::string temporary = path + "/" + std::string(kNewMarkerName);
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool written =
      fd >= 0 && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  written = written && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  written = written && ::rename(temporary.c_str(), file.c_str()) == 0;
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  written = written && folder >= 0 && ::fsync(folder) == 0;
  if (folder >= 0) ::close(folder);
  if (written) return {};
  return fail(ErrorCode::Io, "cannot write '" + file + "': " + std::strerror(errno));
}

Result<void> prepare_folder(const std::string& path, OpenMode mode) {
  std::error_code failure;
  if (fs::exists(path, failure)) {
    if (!fs::is_directory(path, failure)) return fail(not_a_store(path));
    const Result<bool> store = is_store(path);
    if (!store) return fail(store.error());
    if (*store) return {};
  }
  if (mode != OpenMode::Write) return fail(no_store(path));
  fs::create_directories(path, failure);
  if (failure) return fail(ErrorCode::Io, "cannot create '" + path + "': " + failure.message());
  sync_folder_above(path);
  return write_marker(path);
}

FolderState folder_state(const std::string& path) {
  FolderState state;
  std::string bytes;
  rocksdb::Status seen = rocksdb::ReadFileToString(environment(), marker_path(path), &bytes);
  state.written = bytes + seen.ToString() + "\n";
  if (seen.ok()) {
    state.names = names_in(path).value_or(std::vector<std::string>());
    // Readers write it, and none needs it.
    std::erase_if(state.names,
                  [](const std::string& name) { return name.starts_with(kGraphFileName); });
    std::sort(state.names.begin(), state.names.end());
  }
  std::uint64_t size = 0;
  bytes.clear();
  seen = rocksdb::ReadFileToString(environment(), path + "/CURRENT", &bytes);
  const std::string name = bytes.substr(0, bytes.find('\n'));
  if (seen.ok()) seen = environment()->GetFileSize(path + "/" + name, &size);
  state.written += name + " " + std::to_string(size) + " " + seen.ToString();
  return state;
}

Error no_store(const std::string& path) {
  return {ErrorCode::NotFound, "there is no store at '" + path + "'", std::nullopt,
          "make one with 'whocites import FILE', or name another with --db"};
}

}  // namespace whocites::storage::detail
