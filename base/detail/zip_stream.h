// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <zip.h>

#include <istream>
#include <ostream>
#include <string>

// Lets libzip read from and write to the streams of the standard library.
namespace whocites {

// What went wrong, as libzip tells it.
std::string text_of(zip_error_t* error);

// What libzip reads from, or writes to, in place of a file of its own. Must outlive the source.
class ZipStream {
 public:
  explicit ZipStream(std::istream& in) : in_(&in) {}
  explicit ZipStream(std::ostream& out) : out_(&out) {}
  ZipStream(const ZipStream&) = delete;
  ZipStream& operator=(const ZipStream&) = delete;
  ~ZipStream() { zip_error_fini(&error_); }

  // nullptr without memory.
  zip_source_t* make_source();

 private:
  static zip_int64_t call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command);
  zip_int64_t answer(void* data, zip_uint64_t size, zip_source_cmd_t command);
  zip_int64_t read(char* data, zip_uint64_t size);
  zip_int64_t write(const char* data, zip_uint64_t size);
  zip_int64_t seek(void* data, zip_uint64_t size, std::uint64_t end);
  zip_int64_t stat(void* data, zip_uint64_t size);
  zip_int64_t fail(int code);

  std::istream* in_ = nullptr;
  std::ostream* out_ = nullptr;
  std::uint64_t place_ = 0;
  std::uint64_t end_ = 0;
  zip_error_t error_{};
};

}  // namespace whocites
