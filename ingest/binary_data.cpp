// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/binary_data.h"

#include <array>
#include <string>

#include "ingest/wide_text.h"

namespace whocites::ingest {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view kind;
  std::string_view hint;
};

constexpr std::string_view kDecompress = "decompress it first";
constexpr std::string_view kExportText = "save its text, and import that";
constexpr std::string_view kNoText = "whocites reads text";

constexpr std::array<Signature, 16> kSignatures{{
    {0, "\x1F\x8B"sv, "gzip data", kDecompress},
    {0, "BZh"sv, "bzip2 data", kDecompress},
    {0, "\xFD\x37zXZ\0"sv, "xz data", kDecompress},
    {0, "\x28\xB5\x2F\xFD"sv, "zstd data", kDecompress},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive", kDecompress},
    {0, "PK\x03\x04"sv, "a zip archive, or an office document", "unpack it, or save it as CSV"},
    {0, "PK\x05\x06"sv, "an empty zip archive", kNoText},
    {0, "\x89PNG\r\n\x1A\n"sv, "a PNG image", kNoText},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image", kNoText},
    {0, "GIF8"sv, "a GIF image", kNoText},
    {8, "WEBP"sv, "a WebP image", kNoText},
    {0, "%PDF-"sv, "a PDF document", kExportText},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old office document", kExportText},
    {0, "SQLite format 3\0"sv, "an SQLite database", "export its tables as CSV"},
    {0,
     "\x7F"
     "ELF"sv,
     "a program", kNoText},
    {257, "ustar"sv, "a tar archive", "unpack it first"},
}};

const Signature* signature_of(std::string_view head) {
  for (const Signature& row : kSignatures) {
    if (head.size() > row.offset && head.substr(row.offset).starts_with(row.bytes)) return &row;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string_view> binary_kind(std::string_view head) {
  if (const Signature* row = signature_of(head)) return row->kind;
  return std::nullopt;
}

Result<void> expect_utf8_text(std::string_view head) {
  if (const Signature* row = signature_of(head)) {
    return fail(ErrorCode::Unreadable, "this is " + std::string(row->kind) + ", not text",
                std::string(row->hint));
  }
  if (is_wide_text(head)) {
    return fail(ErrorCode::Unreadable, "the text is in UTF-16 or UTF-32, not in UTF-8",
                "convert it: iconv -f UTF-16 -t UTF-8");
  }
  return {};
}

}  // namespace whocites::ingest
