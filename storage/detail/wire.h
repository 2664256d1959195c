// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Values in the Protocol Buffers wire format: a sequence of fields, each a varint `number << 3 |
// type` and then a varint (type 0), eight little-endian bytes (type 1), or a varint length and
// that many bytes (type 2). Chosen because readers skip fields they do not know, so that a later
// version can add some, and because common tools print it (`protoc --decode_raw`).
// Source: Protocol Buffers, "Encoding".
namespace whocites::storage::detail {

class WireWriter {
 public:
  void number(int field, std::uint64_t value) {
    varint(static_cast<std::uint64_t>(field) << 3);
    varint(value);
  }
  // For values that may be negative: small ones of either sign stay short.
  void signed_number(int field, std::int64_t value) {
    number(field,
           (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void real(int field, double value) {
    varint((static_cast<std::uint64_t>(field) << 3) | 1);
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(bits >> shift);
  }
  void bytes(int field, std::string_view value) {
    varint((static_cast<std::uint64_t>(field) << 3) | 2);
    varint(value.size());
    bytes_ += value;
  }
  void text_if_any(int field, std::string_view value) {
    if (!value.empty()) bytes(field, value);
  }

  std::string take() { return std::move(bytes_); }

 private:
  void varint(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    bytes_ += static_cast<char>(value);
  }

  std::string bytes_;
};

// Reads fields in turn. Once the bytes make no sense, next() is false and ok() is false.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  // Moves to the next field; false at the end.
  bool next() {
    if (!ok_ || rest_.empty()) return false;
    const std::uint64_t head = varint();
    field_ = static_cast<int>(head >> 3);
    switch (head & 7) {
      case 0:
        number_ = varint();
        break;
      case 1:
        read_fixed();
        break;
      case 2:
        read_bytes();
        break;
      default:
        ok_ = false;
    }
    return ok_;
  }
  bool ok() const { return ok_; }

  int field() const { return field_; }
  std::uint64_t number() const { return number_; }
  std::uint32_t small_number() {
    if (number_ > UINT32_MAX) ok_ = false;
    return static_cast<std::uint32_t>(number_);
  }
  std::int64_t signed_number() const {
    return static_cast<std::int64_t>(number_ >> 1) ^ -static_cast<std::int64_t>(number_ & 1);
  }
  double real() const { return std::bit_cast<double>(number_); }
  std::string_view bytes() const { return bytes_; }
  std::string text() const { return std::string(bytes_); }
  void fail() { ok_ = false; }

 private:
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
    ok_ = false;
    return 0;
  }
  void read_fixed() {
    if (rest_.size() < 8) {
      ok_ = false;
      return;
    }
    number_ = 0;
    for (int i = 7; i >= 0; --i) {
      number_ = (number_ << 8) | static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]);
    }
    rest_.remove_prefix(8);
  }
  void read_bytes() {
    const std::uint64_t size = varint();
    if (!ok_ || size > rest_.size()) {
      ok_ = false;
      return;
    }
    bytes_ = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  std::string_view rest_;
  std::string_view bytes_;
  std::uint64_t number_ = 0;
  int field_ = 0;
  bool ok_ = true;
};

}  // namespace whocites::storage::detail
