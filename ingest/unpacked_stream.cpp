// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <vector>

#include "ingest/unpack.h"
#include "ingest/wide_text.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

}  // namespace

class UnpackedStream::Buffer final : public std::streambuf {
 public:
  Buffer(std::istream& packed, Text text) : packed_(packed), text_(text) { start(); }
  const Unpacker& unpacker() const { return *unpacker_; }

 protected:
  int_type underflow() override {
    const std::size_t count = next(block_.data(), block_.size());
    // The way in which a buffer tells its stream that it is broken, and not at its end.
    if (count == 0 && packed_.bad()) throw std::ios_base::failure("cannot read");
    setg(block_.data(), block_.data(), block_.data() + count);
    return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_[0]);
  }

  // Large reads go past the block.
  std::streamsize xsgetn(char* out, std::streamsize size) override {
    std::streamsize done = std::min<std::streamsize>(size, egptr() - gptr());
    if (done > 0) std::memcpy(out, gptr(), static_cast<std::size_t>(done));
    setg(eback(), gptr() + done, egptr());
    while (done < size) {
      const std::size_t count = next(out + done, static_cast<std::size_t>(size - done));
      if (count == 0 && packed_.bad()) throw std::ios_base::failure("cannot read");
      if (count == 0) break;
      done += static_cast<std::streamsize>(count);
    }
    return done;
  }

  pos_type seekpos(pos_type to, std::ios_base::openmode) override {
    if (to != pos_type(0)) return pos_type(off_type(-1));
    packed_.clear();
    packed_.seekg(0);
    if (!packed_) return pos_type(off_type(-1));
    start();
    setg(block_.data(), block_.data(), block_.data());
    return to;
  }

 private:
  void start() {
    narrowed_.reset();
    unpacker_ = std::make_unique<Unpacker>(packed_);
    if (text_ == Text::AsItIs) return;
    narrowed_ = std::make_unique<WideTextReader>(
        [this](char* out, std::size_t size) { return unpacker_->read(out, size); });
  }

  std::size_t next(char* out, std::size_t size) {
    return narrowed_ ? narrowed_->read(out, size) : unpacker_->read(out, size);
  }

  std::istream& packed_;
  Text text_;
  std::unique_ptr<Unpacker> unpacker_;
  std::unique_ptr<WideTextReader> narrowed_;
  std::vector<char> block_ = std::vector<char>(kBlockBytes);
};

UnpackedStream::UnpackedStream(std::istream& packed, Text text)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(packed, text)) {
  rdbuf(buffer_.get());
}
UnpackedStream::~UnpackedStream() = default;

const std::optional<Error>& UnpackedStream::damage() const { return buffer_->unpacker().damage(); }

}  // namespace whocites::ingest
