// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/zip_archive.h"

#include <algorithm>

namespace whocites::ingest {
namespace {

constexpr std::size_t kMostFiles = 100'000;

bool is_shown(std::string_view part) {
  return !part.starts_with('.') || part == "." || part == "..";
}

bool is_file(std::string_view name) {
  if (name.empty() || name.ends_with('/') || name.starts_with("__MACOSX/")) return false;
  for (std::size_t slash; (slash = name.find('/')) != name.npos; name.remove_prefix(slash + 1)) {
    if (!is_shown(name.substr(0, slash))) return false;
  }
  return is_shown(name);
}

}  // namespace

ZipArchive::ZipArchive(Archive archive) : archive_(std::move(archive)) {
  const auto files = archive_.files();
  for (std::size_t place = 0; place < files.size(); ++place) {
    if (is_file(files[place].name)) {
      members_.push_back({files[place].name, files[place].bytes, place});
    }
  }
  std::stable_sort(members_.begin(), members_.end(),
                   [](const Member& a, const Member& b) { return a.name < b.name; });
}

Result<std::shared_ptr<ZipArchive>> ZipArchive::open(Archive::Opener opener) {
  Result<Archive> archive =
      Archive::open(std::move(opener), {.must_be_sound = false, .files = kMostFiles});
  if (!archive) return fail(archive.error());
  return std::shared_ptr<ZipArchive>(new ZipArchive(std::move(*archive)));
}

}  // namespace whocites::ingest
