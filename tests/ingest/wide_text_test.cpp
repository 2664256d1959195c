// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/wide_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <sstream>

#include "ingest/format.h"
#include "tests/support/read_records.h"

namespace whocites::ingest {
namespace {

// The code points in units of `width` bytes, behind a byte order mark.
std::string wide(std::u32string_view text, std::size_t width, bool is_big) {
  std::string bytes;
  const auto put = [&](char32_t unit) {
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t place = is_big ? width - 1 - i : i;
      bytes += static_cast<char>(unit >> (8 * place) & 0xFF);
    }
  };
  put(0xFEFF);
  for (const char32_t c : text) {
    if (width == 2 && c > 0xFFFF) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c);
    }
  }
  return bytes;
}

// Read in pieces of `piece` bytes from a source that gives as few.
std::string narrowed(std::string_view bytes, std::size_t piece) {
  WideTextReader reader([&](char* out, std::size_t size) {
    const std::size_t count = std::min({size, bytes.size(), piece});
    std::memcpy(out, bytes.data(), count);
    bytes.remove_prefix(count);
    return count;
  });
  std::string text;
  std::string block(piece, '\0');
  while (const std::size_t size = reader.read(block.data(), block.size())) {
    text.append(block, 0, size);
  }
  return text;
}

TEST(WideText, IsReadAsUtf8InPiecesOfAnySize) {
  for (const std::size_t piece : {1, 2, 3, 5, 100'000}) {
    for (const bool is_big : {false, true}) {
      EXPECT_EQ(narrowed(wide(U"Zoë, 渡轮 🚢\n", 2, is_big), piece), "Zoë, 渡轮 🚢\n");
      EXPECT_EQ(narrowed(wide(U"Zoë, 渡轮 🚢\n", 4, is_big), piece), "Zoë, 渡轮 🚢\n");
    }
    EXPECT_EQ(narrowed("plain \xFF\xFE text", piece), "plain \xFF\xFE text");
    EXPECT_EQ(narrowed("", piece), "");
    EXPECT_EQ(narrowed("a", piece), "a");
  }
}

TEST(WideText, WhatIsNoCharacterIsReplaced) {
  const std::string lone = wide(std::u32string{U'a', char32_t{0xD800}, U'b'}, 2, false);
  EXPECT_EQ(narrowed(lone, 100), "a\uFFFDb");
  EXPECT_EQ(narrowed(wide(U"ab", 2, false) + "c", 100), "ab\uFFFD");  // half a unit
}

TEST(WideText, OfAnyFormatIsRead) {
  struct Row {
    const char* format;
    std::u32string_view text;
    const char* record;
  };
  const Row rows[] = {
      {"bibtex", U"@book{a, title = {Zoë}}", "title=Zoë"},
      {"ris", U"TY  - BOOK\nTI  - Zoë\nID  - a\nER  - \n", "title=Zoë"},
      {"jsonl", U"{\"kind\":\"person\",\"key\":\"p\",\"name\":\"Zoë\"}\n", "title=Zoë"},
      {"csv", U"key,kind,name\np,person,Zoë\n", "title=Zoë"},
      {"edges", U"Source\tTarget\nZoë\tAnn\n", "Zoë"},
      {"graphml",
       U"<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<graphml><graph edgedefault=\"directed\">"
       U"<node id=\"Zoë\"/></graph></graphml>",
       "Zoë"},
      {"text", U"Zoë said that the ferry, Reuters reported, sank.", "article"},
  };
  for (const Row& row : rows) {
    for (const bool is_big : {false, true}) {
      const std::string bytes = wide(row.text, 2, is_big);
      const Result<const Format*> format = detect_format(bytes, "input");
      ASSERT_TRUE(format) << row.format << ": " << format.error().message;
      EXPECT_EQ((*format)->name, row.format);
      std::istringstream in(bytes);
      RecordList list;
      const Result<void> read = read_input(**format, in, {.source_name = "f"}, list);
      ASSERT_TRUE(read) << row.format << ": " << read.error().message;
      EXPECT_THAT(list.rejected, ::testing::IsEmpty()) << row.format;
      ASSERT_FALSE(list.records.empty()) << row.format;
      EXPECT_THAT(whocites::testing::describe(list.records.front()),
                  ::testing::HasSubstr(row.record));
    }
  }
}

}  // namespace
}  // namespace whocites::ingest
