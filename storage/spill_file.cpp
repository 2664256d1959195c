// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace whocites::storage::detail {
namespace {

Error broken(const std::string& folder) {
  const int cause = errno;
  Error error{ErrorCode::Io,
              "cannot keep temporary data in '" + folder + "': " + std::strerror(cause),
              std::nullopt, "check the folder's permissions and the disk; nothing was stored"};
  if (cause == ENOSPC || cause == EDQUOT) {
    error.message = "the disk that holds '" + folder + "' is full";
    error.hint = "make room and run the command again; nothing was stored";
  }
  return error;
}

}  // namespace

Result<SpillFile> SpillFile::make(const std::string& folder, std::size_t buffer_bytes) {
  int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    // Some file systems know no files without a name.
    std::string name = folder + "/spill.XXXXXX";
    fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd >= 0) ::unlink(name.c_str());
  }
  if (fd < 0) return fail(broken(folder));
  return SpillFile(fd, folder, buffer_bytes);
}

SpillFile::SpillFile(SpillFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      folder_(std::move(other.folder_)),
      limit_(other.limit_),
      written_(other.written_),
      buffer_(std::move(other.buffer_)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(folder_, other.folder_);
  std::swap(limit_, other.limit_);
  std::swap(written_, other.written_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

SpillFile::~SpillFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> SpillFile::flush() {
  if (auto done = write(buffer_); !done) return done;
  buffer_.clear();
  return {};
}

Result<void> SpillFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(broken(folder_));
    bytes.remove_prefix(static_cast<std::size_t>(count));
    written_ += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> SpillFile::read_at(std::uint64_t offset, std::size_t size, char* into) const {
  while (size != 0) {
    const ssize_t count = ::pread(fd_, into, size, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(broken(folder_));
    into += count;
    offset += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return {};
}

Result<std::string_view> SpillReader::take(std::size_t size) {
  if (block_.size() - at_ < size) {
    block_.erase(0, at_);
    at_ = 0;
    const std::size_t held = block_.size();
    const std::uint64_t left = file_->size() - read_;
    const std::uint64_t wanted = std::max<std::uint64_t>(size - held, block_bytes_);
    const auto more = static_cast<std::size_t>(std::min(left, wanted));
    block_.resize(held + more);
    if (auto done = file_->read_at(read_, more, block_.data() + held); !done) {
      return fail(done.error());
    }
    read_ += more;
    if (block_.size() < size) {
      return fail(ErrorCode::Io, "temporary data ended before its time");
    }
  }
  const std::string_view bytes = std::string_view(block_).substr(at_, size);
  at_ += size;
  return bytes;
}

}  // namespace whocites::storage::detail
