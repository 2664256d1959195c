// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/detail/stop_signals.h"

namespace whocites::cli {

// The files of a folder, and of those in it, as they come (inotify). A file is complete when who
// wrote it closed it or moved it there; one that was there before, when it has not changed for a
// second. Names that a dot hides, or that end in ".part", ".tmp", ".crdownload" or "~", are being
// written still. SIGINT and SIGTERM end the waiting, and nothing else while it lives.
class ArrivingFiles {
 public:
  // Io or NotFound when the folder cannot be watched.
  static Result<std::unique_ptr<ArrivingFiles>> watch(const std::string& folder);
  ~ArrivingFiles();
  ArrivingFiles(const ArrivingFiles&) = delete;
  ArrivingFiles& operator=(const ArrivingFiles&) = delete;

  // Waits for files, and gives those that came within a short time of one another, in order of
  // name, no more than 1,000. Empty: a signal came, or the folder is gone.
  Result<std::vector<std::string>> next();

 private:
  struct Seen {
    std::uint64_t size = 0;
    std::int64_t changed = 0;  // in nanoseconds
    int looks = 0;             // at which it was found unchanged
  };

  explicit ArrivingFiles(int inotify) : inotify_(inotify) {}
  Result<void> add_folder(const std::string& folder);
  Result<void> read_events();
  void take_event(int watch, std::uint32_t mask, const std::string& name);
  void look_again();

  StopSignals signals_;
  int inotify_;
  std::map<int, std::string> folders_;   // by watch
  std::map<std::string, Seen> waiting_;  // found by looking, not told of
  std::set<std::string> complete_;
  bool is_gone_ = false;
};

}  // namespace whocites::cli
