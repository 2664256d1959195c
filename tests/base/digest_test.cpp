// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace whocites {
namespace {

TEST(Sha256InPieces, IsThatOfTheWholeHoweverItIsCut) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) bytes += static_cast<char>(i * 7);
  for (const std::size_t size : {1u, 3u, 63u, 64u, 65u, 300u}) {
    Sha256 digest;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      digest.add(std::string_view(bytes).substr(at, size));
    }
    EXPECT_EQ(digest.hex(), sha256_hex(bytes)) << size;
  }
}

// Source: NIST, SHA examples for FIPS 180-4.
TEST(Sha256InPieces, GoesOnAfterItWasAsked) {
  Sha256 digest;
  EXPECT_EQ(digest.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  digest.add("ab");
  EXPECT_NE(digest.hex(), sha256_hex("abc"));
  digest.add("c");
  Sha256 moved = std::move(digest);
  EXPECT_EQ(moved.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace whocites
