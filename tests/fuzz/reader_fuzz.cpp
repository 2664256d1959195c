// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Gives one reader what libFuzzer makes up. Which one, the environment says: WHOCITES_FORMAT=html;
// without it the content decides. See scripts/fuzz. tests/ingest/damage_test.cpp replays the
// corpus.
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "graph/records.h"
#include "ingest/format.h"

namespace {

const whocites::ingest::Format* wanted_format() {
  const char* name = std::getenv("WHOCITES_FORMAT");
  if (name == nullptr) return nullptr;
  const whocites::ingest::Format* format = whocites::ingest::format_named(name);
  if (format == nullptr) std::abort();  // a mistake of whoever called
  return format;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const whocites::ingest::Format* const wanted = wanted_format();
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const whocites::ingest::Format* format = wanted;
  if (format == nullptr) {
    const auto detected = whocites::ingest::detect_format(bytes, "");
    if (!detected) return 0;
    format = *detected;
  }
  std::istringstream in(bytes);
  whocites::RecordList list;
  (void)whocites::ingest::read_input(*format, in, {.source_name = "input"}, list);
  return 0;
}
