// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_source.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include "base/text.h"
#include "cli/handed/case_files.h"

namespace whocites::cli {
namespace {

namespace fs = std::filesystem;

bool is_added(std::string_view name) {
  for (const std::string_view part : split(name, '/')) {
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
  }
  return false;
}

// "evidence/" of files that all stand in that folder; empty when they do not.
std::string folder_of(const std::vector<std::string>& names) {
  if (names.empty()) return {};
  const std::string folder = names.front().substr(0, names.front().find('/') + 1);
  for (const std::string& name : names) {
    if (!name.starts_with(folder)) return {};
  }
  return folder;
}

}  // namespace

Result<CaseSource> CaseSource::open(const ImportInput& input) {
  return input.is_case_folder ? open_folder(input.name) : open_archive(input);
}

Result<CaseSource> CaseSource::open_archive(const ImportInput& input) {
  Result<Archive> archive = Archive::open([input]() -> std::unique_ptr<std::istream> {
    Result<std::unique_ptr<std::istream>> in = input.open();
    return in ? std::move(*in) : nullptr;
  });
  if (!archive) {
    Error error = archive.error();
    if (error.code == ErrorCode::NotFound) error.code = ErrorCode::Unreadable;
    return fail(std::move(error));
  }
  std::vector<std::string> names;
  for (const Archive::File& file : archive->files()) {
    if (!file.name.ends_with('/') && !is_added(file.name)) names.push_back(file.name);
  }
  const std::string folder = folder_of(names);
  CaseSource source;
  source.archive_ = std::move(*archive);
  for (const std::string& name : names) source.files_.emplace(name.substr(folder.size()), name);
  return source;
}

Result<CaseSource> CaseSource::open_folder(const std::string& folder) {
  CaseSource source;
  std::error_code failure;
  fs::recursive_directory_iterator at(folder, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    std::string name = at->path().lexically_relative(folder).generic_string();
    if (is_added(name)) {
      at.disable_recursion_pending();
    } else if (fs::is_regular_file(at->symlink_status(failure))) {
      source.files_.emplace(std::move(name), at->path().string());
    }
    if (source.files_.size() > ArchiveLimits().files) {
      return fail(ErrorCode::Unreadable, "a case has no more than 1,000 files");
    }
  }
  if (!failure) return source;
  return fail(ErrorCode::Io, "cannot read '" + folder + "': " + failure.message());
}

Result<std::unique_ptr<std::istream>> CaseSource::read(std::string_view name) {
  const auto file = files_.find(name);
  if (file == files_.end()) return fail(ErrorCode::NotFound, "the case has no such file");
  if (archive_) return archive_->read(file->second);
  auto in = std::make_unique<std::ifstream>(file->second, std::ios::binary);
  if (!*in) return fail(ErrorCode::Io, "cannot read '" + file->second + "'");
  return in;
}

std::optional<Error> CaseSource::damage() const {
  return archive_ ? archive_->damage() : std::nullopt;
}

}  // namespace whocites::cli
