// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/zip_file.h"

#include <gtest/gtest.h>
#include <zip.h>

namespace whocites::testing {

std::string zip_of(const std::vector<ZipEntry>& entries) {
  zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(bytes);
  zip_t* zip = zip_open_from_source(bytes, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const ZipEntry& entry : entries) {
    zip_source_t* data = zip_source_buffer(zip, entry.bytes.data(), entry.bytes.size(), 0);
    const auto index =
        static_cast<zip_uint64_t>(zip_file_add(zip, entry.name.c_str(), data, ZIP_FL_ENC_UTF_8));
    zip_set_file_compression(zip, index, entry.is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9);
    zip_file_set_mtime(zip, index, 1'000'000'000, 0);
    if (entry.password.empty()) continue;
    zip_file_set_encryption(zip, index, ZIP_EM_AES_256, entry.password.c_str());
  }
  EXPECT_EQ(zip_close(zip), 0);
  zip_stat_t stat;
  EXPECT_EQ(zip_source_stat(bytes, &stat), 0);
  std::string packed(stat.size, '\0');
  zip_source_open(bytes);
  EXPECT_EQ(zip_source_read(bytes, packed.data(), packed.size()),
            static_cast<zip_int64_t>(packed.size()));
  zip_source_close(bytes);
  zip_source_free(bytes);
  return packed;
}

std::string patched(std::string bytes, std::string_view from, std::string_view to) {
  EXPECT_EQ(from.size(), to.size());
  std::size_t at = bytes.find(from);
  EXPECT_NE(at, bytes.npos) << "nothing to lie about";
  for (; at != bytes.npos; at = bytes.find(from, at + to.size())) {
    bytes.replace(at, to.size(), to);
  }
  return bytes;
}

}  // namespace whocites::testing
