// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/content_coding.h"

#include <brotli/encode.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/deflated.h"

namespace whocites::ingest {
namespace {

using ::testing::HasSubstr;
using whocites::testing::deflated;

constexpr std::size_t kMost = std::size_t{1} << 20;

std::string page() {
  std::string text = "<title>Ferry</title>";
  for (int i = 0; i < 2000; ++i) text += "<p>Line " + std::to_string(i * 7919 % 10'007) + ".</p>";
  return text;
}

std::string brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string packed(size, '\0');
  EXPECT_TRUE(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                    reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(packed.data())));
  packed.resize(size);
  return packed;
}

struct Body {
  const char* name;
  std::string coding;
  std::string bytes;
};
void PrintTo(const Body& body, std::ostream* out) { *out << body.name; }

class Coded : public ::testing::TestWithParam<Body> {};

TEST_P(Coded, GivesThePage) {
  const Result<std::string> text = without_coding(GetParam().bytes, GetParam().coding, kMost);
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_TRUE(*text == page()) << text->substr(0, 100);
}

const Body kBodies[] = {
    {"Plain", "", page()},
    {"Identity", "identity", page()},
    {"Gzip", "gzip", deflated(page(), 16 + MAX_WBITS)},
    {"GzipThatIsNotSaid", "", deflated(page(), 16 + MAX_WBITS)},
    {"Zlib", "deflate", deflated(page(), MAX_WBITS)},
    {"BareDeflate", "Deflate", deflated(page(), -MAX_WBITS)},
    {"Brotli", "br", brotli(page())},
    {"BrotliInGzip", "br, gzip", deflated(brotli(page()), 16 + MAX_WBITS)},
    {"SaidGzipButUnpacked", "gzip", page()},
    {"SaidBrotliButUnpacked", "br", page()},
    {"SaidDeflateButUnpacked", "deflate", page()},
};
INSTANTIATE_TEST_SUITE_P(, Coded, ::testing::ValuesIn(kBodies),
                         [](const auto& row) { return row.param.name; });

TEST(ContentCoding, OfCutDataGivesWhatComesBefore) {
  for (const auto& [coding, packed] :
       {std::pair("br", brotli(page())), std::pair("deflate", deflated(page(), MAX_WBITS)),
        std::pair("gzip", deflated(page(), 16 + MAX_WBITS))}) {
    const Result<std::string> text =
        without_coding(packed.substr(0, packed.size() / 2), coding, kMost);
    ASSERT_TRUE(text) << coding;
    EXPECT_GT(text->size(), 1000u) << coding;
    EXPECT_TRUE(page().starts_with(*text)) << coding;
  }
}

TEST(ContentCoding, SaysWhatCannotBeRead) {
  const std::string large(2 * kMost, 'x');
  const std::tuple<std::string, std::string, std::string> rows[] = {
      {"compress", "x", "packed with compress"},
      {"br", "\xFF\xFF\xFF", "br data are damaged"},
      {"deflate", "\xFF\xFF\xFF", "deflate data are damaged"},
      {"br", brotli(large), "too large"},
      {"deflate", deflated(large, MAX_WBITS), "too large"},
      {"gzip", deflated(large, 16 + MAX_WBITS), "too large"},
  };
  for (const auto& [coding, bytes, message] : rows) {
    const Result<std::string> text = without_coding(bytes, coding, kMost);
    ASSERT_FALSE(text) << coding;
    EXPECT_EQ(text.error().code, ErrorCode::Unreadable);
    EXPECT_THAT(text.error().message, HasSubstr(message));
  }
}

}  // namespace
}  // namespace whocites::ingest
