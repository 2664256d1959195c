// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/detail/zip_stream.h"

#include <algorithm>
#include <cerrno>

namespace whocites {

std::string text_of(zip_error_t* error) { return zip_error_strerror(error); }

zip_source_t* ZipStream::make_source() {
  zip_error_init(&error_);
  if (opener_) {
    if (!open()) return nullptr;
    in_->seekg(0, std::ios::end);
    const std::streamoff end = in_->tellg();
    if (end < 0) return nullptr;
    end_ = static_cast<std::uint64_t>(end);
  }
  return zip_source_function_create(call, this, nullptr);
}

bool ZipStream::open() {
  if (in_ == nullptr) in_ = opener_();
  if (in_ == nullptr) return false;
  in_->clear();
  return true;
}

zip_int64_t ZipStream::call(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  return static_cast<ZipStream*>(self)->answer(data, size, command);
}

zip_int64_t ZipStream::answer(void* data, zip_uint64_t size, zip_source_cmd_t command) {
  switch (command) {
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_BEGIN_WRITE:
      place_ = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return read(static_cast<char*>(data), size);
    case ZIP_SOURCE_WRITE:
      return write(static_cast<const char*>(data), size);
    case ZIP_SOURCE_SEEK:
    case ZIP_SOURCE_SEEK_WRITE:
      return seek(data, size, end_);
    case ZIP_SOURCE_TELL:
    case ZIP_SOURCE_TELL_WRITE:
      return static_cast<zip_int64_t>(place_);
    case ZIP_SOURCE_STAT:
      return stat(data, size);
    case ZIP_SOURCE_COMMIT_WRITE:
      return out_->flush() ? 0 : fail(ZIP_ER_WRITE);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:  // of an archive without files
    case ZIP_SOURCE_ACCEPT_EMPTY:
      return 0;
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&error_, data, size);
    case ZIP_SOURCE_SUPPORTS:
      return opener_ ? ZIP_SOURCE_SUPPORTS_SEEKABLE |
                           ZIP_SOURCE_MAKE_COMMAND_BITMASK(ZIP_SOURCE_ACCEPT_EMPTY)
                     : ZIP_SOURCE_SUPPORTS_WRITABLE;
    default:
      return fail(ZIP_ER_OPNOTSUPP);
  }
}

zip_int64_t ZipStream::read(char* data, zip_uint64_t size) {
  if (!opener_ || !open()) return fail(ZIP_ER_READ);
  in_->seekg(static_cast<std::streamoff>(place_));
  in_->read(data, static_cast<std::streamsize>(size));
  if (in_->bad()) return fail(ZIP_ER_READ);
  place_ += static_cast<std::uint64_t>(in_->gcount());
  return in_->gcount();
}

zip_int64_t ZipStream::write(const char* data, zip_uint64_t size) {
  if (!out_->write(data, static_cast<std::streamsize>(size))) return fail(ZIP_ER_WRITE);
  place_ += size;
  end_ = std::max(end_, place_);
  return static_cast<zip_int64_t>(size);
}

zip_int64_t ZipStream::seek(void* data, zip_uint64_t size, std::uint64_t end) {
  const zip_int64_t to = zip_source_seek_compute_offset(place_, end, data, size, &error_);
  if (to < 0) return -1;
  place_ = static_cast<std::uint64_t>(to);
  if (out_ == nullptr) return 0;
  return out_->seekp(to) ? 0 : fail(ZIP_ER_SEEK);
}

zip_int64_t ZipStream::stat(void* data, zip_uint64_t size) {
  if (size < sizeof(zip_stat_t)) return fail(ZIP_ER_INVAL);
  auto* const known = static_cast<zip_stat_t*>(data);
  zip_stat_init(known);
  if (!opener_) {  // nothing is there yet
    errno = ENOENT;
    return fail(ZIP_ER_READ);
  }
  known->size = end_;
  known->valid = ZIP_STAT_SIZE;
  return sizeof(zip_stat_t);
}

zip_int64_t ZipStream::fail(int code) {
  zip_error_set(&error_, code, errno);
  return -1;
}

}  // namespace whocites
