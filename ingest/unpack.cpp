// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <sstream>

#include "base/text.h"

namespace whocites::ingest {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr std::string_view kGzipMark = "\x1F\x8B\x08"sv;
constexpr std::string_view kZstdMark = "\x28\xB5\x2F\xFD"sv;
constexpr std::string_view kZipMark = "PK\x03\x04"sv;
constexpr std::size_t kZipHeader = 30;  // bytes before the file's name

unsigned number_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) |
         static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}

// Whether the first file of an archive is one that only documents have.
bool is_document(std::string_view head) {
  if (head.size() < kZipHeader) return false;
  const std::string_view name = head.substr(kZipHeader, number_at(head, 26));
  static constexpr std::array<std::string_view, 4> kFirst{"[Content_Types].xml", "mimetype",
                                                          "_rels/", "META-INF/"};
  return std::any_of(kFirst.begin(), kFirst.end(),
                     [&](std::string_view first) { return name.starts_with(first); });
}

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with(kGzipMark)) return Packing::Gzip;
  if (head.starts_with(kZstdMark)) return Packing::Zstd;
  if (head.starts_with(kZipMark) && !is_document(head)) return Packing::Zip;
  return Packing::None;
}

std::string unpacked_name(std::string_view name) {
  for (const std::string_view ending : {".gz", ".gzip", ".zst", ".zstd", ".zip"}) {
    if (ascii_lower(name).ends_with(ending)) {
      return std::string(name.substr(0, name.size() - ending.size()));
    }
  }
  return std::string(name);
}

std::string unpack_head(std::string_view head) {
  std::istringstream in{std::string(head)};
  Unpacker unpacker(in);
  std::string text(kBlockBytes, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const std::size_t more = unpacker.read(text.data() + size, text.size() - size);
    if (more == 0) break;
    size += more;
  }
  text.resize(size);
  return text;
}

// The block of packed bytes, and what unpacks it.
struct Unpacker::State {
  explicit State(std::istream& stream) : in(stream) {
    fill();
    packing = packing_of(left());
    if (packing == Packing::Zip) open_zip();
    if (packing == Packing::Zstd) zstd = ZSTD_createDStream();
    if (packing == Packing::Zstd && zstd == nullptr) break_off("no memory to unpack it");
  }
  ~State() {
    if (is_inflating) inflateEnd(&z);
    ZSTD_freeDStream(zstd);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::string_view left() const { return std::string_view(block).substr(at); }
  std::uint64_t place() const { return block_begin + at; }

  // Makes more bytes available behind those that are left. False at the end of the input.
  bool fill() {
    block_begin += at;
    block.erase(0, at);
    at = 0;
    const std::size_t before = block.size();
    block.resize(before + kBlockBytes);
    in.read(block.data() + before, static_cast<std::streamsize>(kBlockBytes));
    block.resize(before + static_cast<std::size_t>(in.gcount()));
    return block.size() > before;
  }

  void break_off(const std::string& what) {
    damage = Error{ErrorCode::Unreadable, what + " (byte " + std::to_string(place()) + ")"};
  }

  // Behind the header of the first file, at its deflated bytes.
  void open_zip() {
    while (left().size() < kZipHeader + 65535 * 2 && fill()) {
    }
    const std::string_view head = left();
    if (head.size() < kZipHeader) return break_off("the zip archive ends in its first header");
    const bool is_encrypted = (number_at(head, 6) & 1) != 0;
    if (is_encrypted || number_at(head, 8) != 8) {
      return break_off(is_encrypted ? "the zip archive is encrypted"
                                    : "the zip archive is packed in another way than deflate");
    }
    sum_follows = (number_at(head, 6) & 8) != 0;
    wanted_sum = number_at(head, 14) | static_cast<std::uint32_t>(number_at(head, 16)) << 16;
    at +=
        std::min<std::size_t>(head.size(), kZipHeader + number_at(head, 26) + number_at(head, 28));
    start_inflating(-MAX_WBITS);
  }

  void start_inflating(int window) {
    z = {};
    is_inflating = inflateInit2(&z, window) == Z_OK;
    if (!is_inflating) break_off("no memory to unpack it");
    member = place();
  }

  void stop_inflating() {
    if (is_inflating) inflateEnd(&z);
    is_inflating = false;
  }

  // Whether there is a member to inflate; opens the next one.
  bool has_member() {
    if (is_inflating) return true;
    if (packing == Packing::Zip) return false;
    while (left().size() < kGzipMark.size() && fill()) {
    }
    if (left().starts_with(kGzipMark)) {
      start_inflating(16 + MAX_WBITS);
      return is_inflating;
    }
    const bool is_padding = left().find_first_not_of('\0') == left().npos;
    if (!left().empty() && !is_padding) break_off("bytes behind the gzip data that are none");
    return false;
  }

  std::size_t inflate_some(char* out, std::size_t size) {
    while (has_member() && !damage) {
      if (left().empty() && !fill()) {
        break_off("the compressed data end in the middle");
        return 0;
      }
      z.next_in = reinterpret_cast<Bytef*>(block.data() + at);
      z.avail_in = static_cast<uInt>(left().size());
      z.next_out = reinterpret_cast<Bytef*>(out);
      z.avail_out = static_cast<uInt>(std::min<std::size_t>(size, UINT32_MAX));
      const uInt room = z.avail_out;
      const int status = inflate(&z, Z_NO_FLUSH);
      at = block.size() - z.avail_in;
      const std::size_t count = room - z.avail_out;
      if (packing == Packing::Zip) {
        sum = static_cast<std::uint32_t>(
            crc32(sum, reinterpret_cast<const Bytef*>(out), static_cast<uInt>(count)));
      }
      if (status == Z_STREAM_END) {
        stop_inflating();
        if (packing == Packing::Zip) end_zip_file();
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        break_off("the compressed data are damaged");
      }
      if (count > 0) return count;
    }
    return 0;
  }

  void end_zip_file() {
    check_sum();
    while (left().size() < 24 + kZipMark.size() && fill()) {
    }
    const std::string_view behind = left().substr(0, 24 + kZipMark.size());
    if (!damage && behind.find(kZipMark) != behind.npos) {
      break_off("only the first file of the zip archive was read");
    }
  }

  // gzip's and Zstandard's own readers check theirs; that of a zip archive stands before or behind.
  void check_sum() {
    if (sum_follows) {
      while (left().size() < 8 && fill()) {
      }
      const std::size_t skip = left().starts_with("PK\x07\x08") ? 4 : 0;
      if (left().size() < skip + 4) return break_off("the compressed data end in the middle");
      wanted_sum = number_at(left(), skip) | static_cast<std::uint32_t>(number_at(left(), skip + 2))
                                                 << 16;
    }
    if (sum != wanted_sum) break_off("the compressed data are damaged");
  }

  std::size_t unzstd_some(char* out, std::size_t size) {
    while (!damage) {
      if (left().empty() && !fill()) {
        if (in_frame) break_off("the compressed data end in the middle");
        return 0;
      }
      ZSTD_outBuffer output{out, size, 0};
      ZSTD_inBuffer input{block.data() + at, left().size(), 0};
      const std::size_t status = ZSTD_decompressStream(zstd, &output, &input);
      at += input.pos;
      if (ZSTD_isError(status) != 0) {
        break_off("the compressed data are damaged");
        return output.pos;
      }
      in_frame = status != 0;
      if (output.pos > 0) return output.pos;
    }
    return 0;
  }

  std::size_t copy_some(char* out, std::size_t size) {
    if (left().empty()) {  // what is not compressed need not be held
      in.read(out, static_cast<std::streamsize>(size));
      block_begin += static_cast<std::uint64_t>(in.gcount());
      return static_cast<std::size_t>(in.gcount());
    }
    const std::size_t count = std::min(size, left().size());
    std::memcpy(out, left().data(), count);
    at += count;
    return count;
  }

  std::istream& in;
  std::string block;
  std::size_t at = 0;
  std::uint64_t block_begin = 0;
  Packing packing = Packing::None;
  z_stream z{};
  bool is_inflating = false;
  ZSTD_DStream* zstd = nullptr;
  bool in_frame = false;
  bool sum_follows = false;  // of a zip archive: its CRC-32 stands behind the data
  std::uint32_t wanted_sum = 0;
  std::uint32_t sum = 0;
  std::uint64_t member = 0;
  std::uint64_t made = 0;
  std::optional<Error> damage;
  bool is_attack = false;
};

Unpacker::Unpacker(std::istream& in) : state_(std::make_unique<State>(in)) {}
Unpacker::~Unpacker() = default;

std::size_t Unpacker::read(char* out, std::size_t size) {
  State& state = *state_;
  if (state.damage || size == 0) return 0;
  if (state.packing == Packing::None) return state.copy_some(out, size);
  const std::size_t count =
      state.packing == Packing::Zstd ? state.unzstd_some(out, size) : state.inflate_some(out, size);
  state.made += count;
  if (state.made > kFreeBytes && state.made / kMostGrowth > state.place()) {
    state.is_attack = true;
    state.break_off("the data grow more than " + std::to_string(kMostGrowth) +
                    "-fold when unpacked: a zip bomb");
  }
  return count;
}

const std::optional<Error>& Unpacker::damage() const { return state_->damage; }
Packing Unpacker::packing() const { return state_->packing; }
std::uint64_t Unpacker::member_begin() const { return state_->member; }

bool Unpacker::resume() {
  State& state = *state_;
  if (!state.damage || state.is_attack || state.packing != Packing::Gzip) return false;
  state.stop_inflating();
  while (true) {
    const std::size_t found = state.left().find(kGzipMark);
    if (found != std::string_view::npos) {
      state.at += found;
      // A member's mark by chance is told by its next byte, or breaks off soon.
      while (state.left().size() < 4 && state.fill()) {
      }
      if (state.left().size() >= 4 && static_cast<unsigned char>(state.left()[3]) < 0x20) break;
      ++state.at;
      continue;
    }
    state.at = state.block.size() - std::min(state.left().size(), kGzipMark.size() - 1);
    if (!state.fill()) return false;
  }
  state.damage.reset();
  return true;
}

}  // namespace whocites::ingest
