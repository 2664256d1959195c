// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/unpack.h"

namespace whocites::ingest {
namespace {

using Block = std::vector<char>;
constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

// What a coding makes of a body, and whether the body was at its end.
struct Decoded {
  std::string text;
  bool is_whole = false;
  bool is_too_large = false;
};

Decoded unpacked(std::string body, std::size_t max_bytes) {
  std::istringstream in(std::move(body));
  Unpacker unpacker(in);
  Decoded found;
  Block block(kBlockBytes);
  while (const std::size_t size = unpacker.read(block.data(), block.size())) {
    found.text.append(block.data(), size);
    found.is_too_large = found.text.size() > max_bytes;
    if (found.is_too_large) return found;
  }
  found.is_whole = !unpacker.damage();
  return found;
}

Decoded inflated(std::string_view body, int window, std::size_t max_bytes) {
  Decoded found;
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return found;
  const std::unique_ptr<z_stream, int (*)(z_stream*)> end(&z, inflateEnd);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  z.avail_in = static_cast<uInt>(body.size());
  Block block(kBlockBytes);
  for (int status = Z_OK; status == Z_OK;) {
    z.next_out = reinterpret_cast<Bytef*>(block.data());
    z.avail_out = static_cast<uInt>(block.size());
    status = inflate(&z, Z_NO_FLUSH);
    found.text.append(block.data(), block.size() - z.avail_out);
    found.is_whole = status == Z_STREAM_END;
    found.is_too_large = found.text.size() > max_bytes;
    if (found.is_too_large) break;
  }
  return found;
}

// Servers send both what the name stands for, zlib's format, and bare deflated data.
Decoded deflate_decoded(std::string_view body, std::size_t max_bytes) {
  Decoded found = inflated(body, MAX_WBITS, max_bytes);
  if (found.text.empty() && !found.is_whole) found = inflated(body, -MAX_WBITS, max_bytes);
  return found;
}

Decoded brotli_decoded(std::string_view body, std::size_t max_bytes) {
  Decoded found;
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (state == nullptr) return found;
  std::size_t left = body.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  Block block(kBlockBytes);
  BrotliDecoderResult status = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && !found.is_too_large) {
    std::size_t room = block.size();
    auto* out = reinterpret_cast<std::uint8_t*>(block.data());
    status = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &out, nullptr);
    found.text.append(block.data(), block.size() - room);
    found.is_too_large = found.text.size() > max_bytes;
  }
  found.is_whole = status == BROTLI_DECODER_RESULT_SUCCESS;
  return found;
}

Result<std::string> without_one(std::string body, std::string_view coding, std::size_t max_bytes) {
  const Packing packing = packing_of(body);
  const bool is_packed = packing == Packing::Gzip || packing == Packing::Zstd;
  if (coding.empty() || coding == "identity") return body;
  Decoded found;
  if (is_packed) {
    found = unpacked(std::move(body), max_bytes);
  } else if (coding == "br") {
    found = brotli_decoded(body, max_bytes);
  } else if (coding == "deflate") {
    found = deflate_decoded(body, max_bytes);
  } else if (coding != "gzip" && coding != "x-gzip" && coding != "zstd") {
    return fail(ErrorCode::Unreadable, "the page is packed with " + printable(coding));
  } else {
    return body;
  }
  if (found.is_too_large) return fail(ErrorCode::Unreadable, "the page is too large");
  if (!found.text.empty() || found.is_whole) return std::move(found.text);
  // Nothing came of it: text as it is, or damaged from its first byte on.
  if (!is_packed && trim(body).starts_with('<')) return body;
  return fail(ErrorCode::Unreadable, "the page's " + std::string(coding) + " data are damaged");
}

}  // namespace

Result<std::string> without_coding(std::string body, std::string_view coding,
                                   std::size_t max_bytes) {
  const std::string all = ascii_lower(coding);
  std::vector<std::string_view> codings = split(all, ',');
  if (packing_of(body) == Packing::Gzip && trim(all).empty()) codings = {"gzip"};
  for (auto one = codings.rbegin(); one != codings.rend(); ++one) {
    Result<std::string> decoded = without_one(std::move(body), trim(*one), max_bytes);
    if (!decoded) return decoded;
    body = std::move(*decoded);
  }
  return body;
}

}  // namespace whocites::ingest
