// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Gives one reader what libFuzzer makes up. Which one, the environment says: WHOCITES_FORMAT=html;
// without it the content decides, and each file of a zip archive is read. See scripts/fuzz.
// tests/ingest/damage_test.cpp replays the corpus.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "graph/records.h"
#include "ingest/format.h"
#include "ingest/unpack.h"
#include "ingest/zip_archive.h"

namespace {

const whocites::ingest::Format* wanted_format() {
  const char* name = std::getenv("WHOCITES_FORMAT");
  if (name == nullptr) return nullptr;
  const whocites::ingest::Format* format = whocites::ingest::format_named(name);
  if (format == nullptr) std::abort();  // a mistake of whoever called
  return format;
}

void read_one(const whocites::ingest::Format& format, std::istream& in) {
  whocites::RecordList list;
  (void)whocites::ingest::read_input(format, in, {.source_name = "input"}, list);
}

void read_members(const std::string& bytes) {
  const auto archive = whocites::ingest::ZipArchive::open(
      [&bytes] { return std::make_unique<std::istringstream>(bytes); });
  if (!archive) return;
  for (std::size_t i = 0; i < (*archive)->members().size(); ++i) {
    const auto member = (*archive)->read(i);
    if (!member) continue;
    std::ostringstream text;
    text << (*member)->rdbuf();
    const auto format = whocites::ingest::detect_format(text.str(), (*archive)->members()[i].name);
    std::istringstream in(text.str());
    if (format) read_one(**format, in);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const whocites::ingest::Format* const wanted = wanted_format();
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const whocites::ingest::Format* format = wanted;
  if (format == nullptr) {
    if (whocites::ingest::packing_of(bytes) == whocites::ingest::Packing::Zip) read_members(bytes);
    const auto detected = whocites::ingest::detect_format(bytes, "");
    if (!detected) return 0;
    format = *detected;
  }
  std::istringstream in(bytes);
  read_one(*format, in);
  return 0;
}
