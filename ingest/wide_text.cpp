// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/wide_text.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace whocites::ingest {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kBlockBytes = std::size_t{16} << 10;

struct Mark {
  std::string_view bytes;
  const char* encoding;  // as ICU calls it
};
// The marks of UTF-32 first: one begins as that of UTF-16 does.
constexpr std::array<Mark, 4> kMarks{{{"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                      {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                      {"\xFF\xFE"sv, "UTF-16LE"},
                                      {"\xFE\xFF"sv, "UTF-16BE"}}};

const Mark* mark_of(std::string_view head) {
  const auto* found = std::find_if(kMarks.begin(), kMarks.end(),
                                   [&](const Mark& mark) { return head.starts_with(mark.bytes); });
  return found != kMarks.end() ? found : nullptr;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  return Converter(ucnv_open(encoding, &status));
}

}  // namespace

struct WideTextReader::State {
  explicit State(ByteSource from) : source(std::move(from)), pivot(kBlockBytes) {
    while (block.size() < 4 && fill()) {
    }
    const Mark* mark = mark_of(block);
    if (mark == nullptr) return;
    at = mark->bytes.size();
    from_wide = open_converter(mark->encoding);
    to_utf8 = open_converter("UTF-8");
  }

  std::string_view left() const { return std::string_view(block).substr(at); }

  bool fill() {
    block.erase(0, at);
    at = 0;
    const std::size_t before = block.size();
    block.resize(before + kBlockBytes);
    block.resize(before + source(block.data() + before, kBlockBytes));
    return block.size() > before;
  }

  std::size_t convert(char* out, std::size_t size) {
    while (!is_done) {
      const bool is_last = left().empty() && !fill();
      const char* from = block.data() + at;
      char* to = out;
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(to_utf8.get(), from_wide.get(), &to, out + size, &from,
                     block.data() + block.size(), pivot.data(), &pivot_from, &pivot_to,
                     pivot.data() + pivot.size(), false, is_last, &status);
      at = static_cast<std::size_t>(from - block.data());
      is_done = U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR;
      if (is_last && status != U_BUFFER_OVERFLOW_ERROR) is_done = true;
      if (to != out) return static_cast<std::size_t>(to - out);
    }
    return 0;
  }

  ByteSource source;
  std::string block;
  std::size_t at = 0;
  bool is_done = false;
  Converter from_wide;
  Converter to_utf8;
  std::vector<char16_t> pivot;  // between the two, with what of it is waiting
  char16_t* pivot_from = pivot.data();
  char16_t* pivot_to = pivot.data();
};

WideTextReader::WideTextReader(ByteSource source)
    : state_(std::make_unique<State>(std::move(source))) {}
WideTextReader::~WideTextReader() = default;

std::size_t WideTextReader::read(char* out, std::size_t size) {
  State& state = *state_;
  if (state.from_wide && state.to_utf8) return state.convert(out, size);
  if (state.left().empty()) return state.source(out, size);  // need not be held
  const std::size_t count = std::min(size, state.left().size());
  std::memcpy(out, state.left().data(), count);
  state.at += count;
  return count;
}

bool is_wide_text(std::string_view head) { return mark_of(head) != nullptr; }

std::string narrow_head(std::string_view head) {
  const std::size_t whole = head.size() - head.size() % 4;
  std::string_view rest = head.substr(0, whole);
  WideTextReader reader([&rest](char* out, std::size_t size) {
    const std::size_t count = std::min(size, rest.size());
    std::memcpy(out, rest.data(), count);
    rest.remove_prefix(count);
    return count;
  });
  std::string text(2 * head.size() + 4, '\0');
  std::size_t size = 0;
  while (size + 4 <= text.size()) {
    const std::size_t more = reader.read(text.data() + size, text.size() - size);
    if (more == 0) break;
    size += more;
  }
  text.resize(size);
  return text;
}

}  // namespace whocites::ingest
