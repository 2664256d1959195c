// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/file_system.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

// Files beneath RocksDB that let somebody else act between two of its calls.
namespace whocites::testing {

// Passes everything on to the machine's files. Before the n-th of the calls that look at or change
// the disk something else is done, on the thread that made the call; the calls which that makes
// itself are not counted.
class InterruptingFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  InterruptingFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

  // Whose calls count: those of the thread that asks for the interruption, or of all others.
  enum class Whose : std::uint8_t { Mine, Others };
  // From now on, each replacing the one before for the same calls. n = 0: calls are only counted.
  // `file`: only calls about files with this in their name count.
  void interrupt_once(Whose whose, std::uint64_t n, std::function<void()> act,
                      std::string file = "");
  // Before every n-th call, whoever makes it.
  void interrupt_every(std::uint64_t n, std::function<void()> act);
  // Nothing is counted any more.
  void stop();
  std::uint64_t calls(Whose whose) const;  // counted since then

  const char* Name() const override { return "InterruptingFileSystem"; }
  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Context = rocksdb::IODebugContext;
  Status NewSequentialFile(const std::string& file, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSSequentialFile>* result,
                           Context* context) override;
  Status NewRandomAccessFile(const std::string& file, const rocksdb::FileOptions& options,
                             std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
                             Context* context) override;
  Status NewWritableFile(const std::string& file, const rocksdb::FileOptions& options,
                         std::unique_ptr<rocksdb::FSWritableFile>* result,
                         Context* context) override;
  Status FileExists(const std::string& file, const Options& options, Context* context) override;
  Status GetChildren(const std::string& folder, const Options& options,
                     std::vector<std::string>* names, Context* context) override;
  Status GetFileSize(const std::string& file, const Options& options, std::uint64_t* size,
                     Context* context) override;
  Status DeleteFile(const std::string& file, const Options& options, Context* context) override;
  Status RenameFile(const std::string& from, const std::string& to, const Options& options,
                    Context* context) override;
  Status LinkFile(const std::string& from, const std::string& to, const Options& options,
                  Context* context) override;

  void met(const std::string& file = "");  // for the files that this opened

 private:
  struct Interruption {
    std::function<void()> act;
    std::string file;
    std::uint64_t n = 0;
    std::uint64_t calls = 0;
    bool once = true;
    bool counts = false;
  };
  Interruption& of(Whose whose) { return interruptions_[static_cast<std::size_t>(whose)]; }

  mutable std::mutex mutex_;
  std::thread::id mine_;
  Interruption interruptions_[2];
};

}  // namespace whocites::testing
