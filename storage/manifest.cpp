// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/manifest.h"

#include <rocksdb/env.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "storage/detail/file_system.h"

// The layout of RocksDB's logs, of which the manifest is one: blocks of 32 KiB with records of
// checksum (4 bytes) · length (2) · type (1) · payload, all little-endian. No record crosses a
// block's end; where no header fits, zeros follow. The checksum is CRC-32C of type and payload,
// masked. github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format
namespace whocites::storage::detail {
namespace {

constexpr std::size_t kBlock = 32768;
constexpr std::size_t kHeader = 7;
constexpr char kFirstType = 1;  // whole, first, middle or last part
constexpr char kLastType = 4;

constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0x82F63B78U : 0);
    table[i] = crc;
  }
  return table;
}

std::uint32_t extend(std::uint32_t crc, char byte) {
  static constexpr std::array<std::uint32_t, 256> kTable = crc_table();
  return kTable[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFF] ^ (crc >> 8);
}

std::uint32_t masked(std::uint32_t crc) {
  crc = ~crc;
  return ((crc >> 15) | (crc << 17)) + 0xA282EAD8U;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    value |= std::uint32_t{static_cast<std::uint8_t>(bytes[at + i])} << (8 * i);
  }
  return value;
}

bool is_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\0'; });
}

// Whether the record at the beginning of `rest` was whole, whatever its length says.
bool was_whole(std::string_view rest) {
  const std::uint32_t wanted = little_endian(rest, 0, 4);
  std::uint32_t crc = ~std::uint32_t{0};
  for (std::size_t i = kHeader - 1; i < rest.size(); ++i) {
    crc = extend(crc, rest[i]);
    if (masked(crc) == wanted) return true;
  }
  return false;
}

}  // namespace

bool is_manifest_sound(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t left_of_block = kBlock - at % kBlock;
    if (left_of_block < kHeader) {
      at += left_of_block;
      continue;
    }
    const std::string_view rest = bytes.substr(at, left_of_block);
    if (rest.size() < kHeader) return true;
    const std::size_t length = little_endian(rest, 4, 2);
    if (length == 0 && rest[6] == '\0') return is_zero(bytes.substr(at));
    if (rest[6] < kFirstType || rest[6] > kLastType) return false;
    if (kHeader + length > rest.size()) {
      const bool is_last = at + rest.size() == bytes.size();
      return is_last && !was_whole(rest);
    }
    at += kHeader + length;
  }
  return true;
}

Result<void> check_manifest(const std::string& path) {
  std::string current;
  std::string bytes;
  if (!rocksdb::ReadFileToString(environment(), path + "/CURRENT", &current).ok()) return {};
  const std::string name = current.substr(0, current.find('\n'));
  if (!rocksdb::ReadFileToString(environment(), path + "/" + name, &bytes).ok()) return {};
  if (is_manifest_sound(bytes)) return {};
  return fail(
      ErrorCode::Damaged,
      "the store '" + path + "' is damaged: " + name + " has a record of a wrong length or type",
      "restore the folder from a copy, or import the sources again");
}

}  // namespace whocites::storage::detail
