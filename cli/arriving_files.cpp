// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/arriving_files.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <filesystem>

namespace whocites::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 1000;
constexpr int kLooks = 2;            // at which a file must be unchanged
constexpr long kBetweenLooks = 500;  // milliseconds
constexpr long kBetweenFiles = 200;  // that come together
constexpr std::uint32_t kEvents =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

bool is_being_written(const std::string& name) {
  if (name.starts_with('.')) return true;
  for (const std::string_view ending : {".part", ".tmp", ".crdownload", "~"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

Error cannot_watch(const std::string& folder) {
  const bool missing = errno == ENOENT || errno == ENOTDIR;
  return {missing ? ErrorCode::NotFound : ErrorCode::Io,
          "cannot watch '" + folder + "': " + std::strerror(errno)};
}

}  // namespace

Result<std::unique_ptr<ArrivingFiles>> ArrivingFiles::watch(const std::string& folder) {
  const int inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (inotify < 0) return fail(cannot_watch(folder));
  std::unique_ptr<ArrivingFiles> files(new ArrivingFiles(inotify));
  if (auto added = files->add_folder(folder); !added) return fail(added.error());
  return files;
}

ArrivingFiles::~ArrivingFiles() { ::close(inotify_); }

// Watched first and looked through then, so that no file can come between.
Result<void> ArrivingFiles::add_folder(const std::string& folder) {
  const int watch = ::inotify_add_watch(inotify_, folder.c_str(), kEvents);
  if (watch < 0) return fail(cannot_watch(folder));
  folders_[watch] = folder;
  std::error_code failure;
  for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure)) {
    const std::string name = at->path().filename().string();
    if (is_being_written(name)) continue;
    std::error_code unknown;
    const std::string path = at->path().string();
    if (at->is_regular_file(unknown)) waiting_.try_emplace(path);
    if (at->is_directory(unknown)) (void)add_folder(path);  // gone again: nothing to watch
  }
  return {};
}

void ArrivingFiles::take_event(int watch, std::uint32_t mask, const std::string& name) {
  if ((mask & IN_Q_OVERFLOW) != 0) {  // some were not told: look at everything
    const std::map<int, std::string> folders = folders_;
    for (const auto& [number, folder] : folders) (void)add_folder(folder);
    return;
  }
  const auto folder = folders_.find(watch);
  if (folder == folders_.end()) return;
  if ((mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED)) != 0) {
    folders_.erase(folder);
    is_gone_ = folders_.empty();
    return;
  }
  if (name.empty() || is_being_written(name)) return;
  const std::string path = folder->second + "/" + name;
  if ((mask & IN_ISDIR) != 0) {
    (void)add_folder(path);
  } else if ((mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0) {
    waiting_.erase(path);
    complete_.insert(path);
  }
}

Result<void> ArrivingFiles::read_events() {
  alignas(inotify_event) std::array<char, std::size_t{64} << 10> block;
  const ssize_t size = ::read(inotify_, block.data(), block.size());
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {};
  if (size < 0) return fail(ErrorCode::Io, std::string("cannot watch: ") + std::strerror(errno));
  for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
    inotify_event event{};
    std::memcpy(&event, block.data() + at, sizeof event);
    const char* name = block.data() + at + sizeof event;
    take_event(event.wd, event.mask, event.len == 0 ? std::string() : std::string(name));
    at += sizeof event + event.len;
  }
  return {};
}

void ArrivingFiles::look_again() {
  for (auto file = waiting_.begin(); file != waiting_.end();) {
    struct stat now {};
    if (::stat(file->first.c_str(), &now) != 0) {
      file = waiting_.erase(file);
      continue;
    }
    Seen& seen = file->second;
    const Seen current{
        static_cast<std::uint64_t>(now.st_size),
        static_cast<std::int64_t>(now.st_mtim.tv_sec) * 1'000'000'000 + now.st_mtim.tv_nsec, 0};
    const bool is_same = seen.size == current.size && seen.changed == current.changed;
    seen = {current.size, current.changed, is_same ? seen.looks + 1 : 0};
    if (seen.looks < kLooks) {
      ++file;
      continue;
    }
    complete_.insert(file->first);
    file = waiting_.erase(file);
  }
}

Result<std::vector<std::string>> ArrivingFiles::next() {
  while (!is_gone_ && !signals_.is_pending()) {
    const bool waits = !complete_.empty() || !waiting_.empty();
    const long pause = complete_.empty() ? kBetweenLooks : kBetweenFiles;
    const timespec limit{0, pause * 1'000'000};
    pollfd events{inotify_, POLLIN, 0};
    const int ready = ::ppoll(&events, 1, waits ? &limit : nullptr, signals_.while_waiting());
    if (ready < 0 && errno == EINTR) break;
    if (ready < 0) return fail(ErrorCode::Io, std::string("cannot watch: ") + std::strerror(errno));
    if (ready > 0) {
      if (auto read = read_events(); !read) return fail(read.error());
    }
    const bool is_quiet = ready == 0;
    if (is_quiet) look_again();
    if (complete_.size() >= kMostFiles || (is_quiet && !complete_.empty())) break;
  }
  if (signals_.is_pending()) return std::vector<std::string>();
  std::vector<std::string> files;
  while (!complete_.empty() && files.size() < kMostFiles) {
    files.push_back(std::move(complete_.extract(complete_.begin()).value()));
  }
  return files;
}

}  // namespace whocites::cli
