// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/text.h"
#include "ingest/binary_data.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kHead = std::size_t{64} << 10;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";

bool is_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B) || c == 0x7F;
}

std::string from_utf16(std::string_view bytes, bool is_big) {
  std::u16string units;
  units.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    units.push_back(static_cast<char16_t>(is_big ? first << 8 | second : second << 8 | first));
  }
  // ICU writes U+FFFD for a lone surrogate.
  const icu::UnicodeString read_only(false, units.data(), static_cast<std::int32_t>(units.size()));
  std::string text;
  read_only.toUTF8String(text);
  return text;
}

// More good sequences of several bytes than bad ones: UTF-8 that was damaged on its way.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  const std::string_view sample = bytes.substr(0, std::size_t{1} << 20);
  for (std::size_t i = 0; i < sample.size();) {
    const auto lead = static_cast<unsigned char>(sample[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0x80) {
      ++i;
    } else if (is_valid_utf8(sample.substr(i, length))) {
      ++good;
      i += length;
    } else {
      ++bad;
      ++i;
    }
  }
  return good > 3 * bad;
}

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// ICU's best guess, windows-1252 where it has none.
std::string detected_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHead);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return "windows-1252";
  const char* name = ucsdet_getName(match, &status);
  const std::int32_t confidence = ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status) || name == nullptr || confidence < 20) return "windows-1252";
  const std::string_view found = name;
  // The bytes are known not to be UTF-8; what is called Latin-1 on the web is windows-1252 (WHATWG
  // Encoding Standard).
  if (found == "UTF-8" || found == "ISO-8859-1") return "windows-1252";
  return std::string(found);
}

Result<std::string> convert(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  if (U_FAILURE(status)) {
    return fail(ErrorCode::Unreadable, "text in an encoding that is not known: " + charset);
  }
  const icu::UnicodeString units(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter,
                                 status);
  ucnv_close(converter);
  if (U_FAILURE(status)) return fail(ErrorCode::Unreadable, "text that is not valid " + charset);
  std::string text;
  units.toUTF8String(text);
  return text;
}

}  // namespace

Result<std::string> read_all(std::istream& in, std::size_t limit) {
  std::string bytes;
  std::array<char, std::size_t{1} << 16> buffer{};
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    bytes.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) {
      return fail(ErrorCode::Unreadable,
                  "text longer than " + std::to_string(limit >> 20) + " MiB: no article",
                  "split the file into one file per article");
    }
  }
  if (in.bad()) return fail(ErrorCode::Io, "the input could not be read");
  return bytes;
}

bool is_binary(std::string_view head) {
  head = head.substr(0, kHead);
  if (head.empty()) return false;
  std::size_t controls = 0;
  for (const char c : head) {
    if (c == '\0') return true;
    if (is_control(static_cast<unsigned char>(c))) ++controls;
  }
  return controls * 10 > head.size();
}

Result<Decoded> decode(std::string bytes, const std::string& charset) {
  if (bytes.starts_with(kUtf8Mark)) {
    bytes.erase(0, kUtf8Mark.size());
    if (is_valid_utf8(bytes) && !is_binary(bytes)) return Decoded{std::move(bytes), 3};
  } else if (bytes.starts_with(kUtf16LittleMark) || bytes.starts_with(kUtf16BigMark)) {
    std::string text =
        from_utf16(std::string_view(bytes).substr(2), bytes.starts_with(kUtf16BigMark));
    if (!is_binary(text)) return Decoded{std::move(text), 0};
  }
  if (binary_kind(bytes)) return fail(expect_utf8_text(bytes).error());
  if (is_binary(bytes)) {
    const bool has_nul = bytes.find('\0') != std::string::npos;
    return fail(ErrorCode::Unreadable,
                has_nul ? "not text: it holds NUL bytes (binary data, or UTF-16 without its mark)"
                        : "not text: most of its bytes are control characters");
  }
  if (is_valid_utf8(bytes)) return Decoded{std::move(bytes), 0};
  if (!charset.empty() && ascii_lower(charset) != "utf-8") {
    // A page that says Latin-1 means windows-1252 (WHATWG Encoding Standard).
    const bool is_latin = ascii_lower(charset) == "iso-8859-1";
    const Result<std::string> text = convert(bytes, is_latin ? "windows-1252" : charset);
    if (text && !is_binary(*text)) return Decoded{*text, 0};
  }
  if (is_damaged_utf8(bytes)) return Decoded{to_valid_utf8(bytes), 0};
  Result<std::string> text = convert(bytes, detected_charset(bytes));
  if (!text) return tl::unexpected<Error>(text.error());
  if (is_binary(*text)) return fail(ErrorCode::Unreadable, "not text in any known encoding");
  return Decoded{std::move(*text), 0};
}

}  // namespace whocites::ingest::text
