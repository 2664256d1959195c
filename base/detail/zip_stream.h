// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <zip.h>

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

#include "base/archive.h"

// Lets libzip read from and write to the streams of the standard library.
namespace whocites {

// What went wrong, as libzip tells it.
std::string text_of(zip_error_t* error);

// What libzip reads from, or writes to, in place of a file of its own. Must outlive the source.
class ZipStream {
 public:
  explicit ZipStream(Archive::Opener opener) : opener_(std::move(opener)) {}
  explicit ZipStream(std::ostream& out) : out_(&out) {}
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;
  ~ZipStream() { zip_error_fini(&error_); }

  // nullptr without memory, or when there is nothing to read from.
  zip_source_t* make_source();
  // What is read from; 0 before make_source().
  std::uint64_t size() const { return end_; }
  // Opened again with the next read.
  void rest() { in_.reset(); }

 private:
  bool open();
  static zip_int64_t call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command);
  zip_int64_t answer(void* data, zip_uint64_t size, zip_source_cmd_t command);
  zip_int64_t read(char* data, zip_uint64_t size);
  zip_int64_t write(const char* data, zip_uint64_t size);
  zip_int64_t seek(void* data, zip_uint64_t size, std::uint64_t end);
  zip_int64_t stat(void* data, zip_uint64_t size);
  zip_int64_t fail(int code);

  Archive::Opener opener_;  // to read
  std::unique_ptr<std::istream> in_;
  std::ostream* out_ = nullptr;
  std::uint64_t place_ = 0;
  std::uint64_t end_ = 0;
  zip_error_t error_{};
};

}  // namespace whocites
