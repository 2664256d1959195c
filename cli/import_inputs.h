// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "ingest/format.h"
#include "ingest/zip_archive.h"

namespace whocites::cli {

class Arguments;
class Session;

// An input of an import, which is read more than once: for its format, its digest, its records. It
// is open only while it is read, so that a folder may hold any number.
struct ImportInput {
  std::string name;          // as given; of a file in a folder its path from there; an address
  std::uint64_t size = 0;    // in bytes, as it is, packed or not
  std::string url = {};      // where it was fetched; empty: it was not
  std::string charset = {};  // that its server named
  // What is no file: a copy without a name, of the standard input or a page.
  std::shared_ptr<std::iostream> copy = {};
  // Of a file within an archive: the archive, and which of its members.
  std::shared_ptr<ingest::ZipArchive> archive = {};
  std::size_t member = 0;
  std::optional<Error> refused = {};  // what open() says
  bool is_case_folder = false;        // a case that was unpacked; there is nothing to open()

  // The bytes from the first on. Io or NotFound when they cannot be read; Unreadable when the
  // archive does not give them. One stream at a time, of an archive too.
  Result<std::unique_ptr<std::istream>> open() const;
  // The first bytes, and the digest of all of them, in hexadecimal digits.
  Result<std::string> head() const;
  Result<std::string> digest() const;
  // Where the archive is broken, so that what was read last ended there; absent where it is not.
  std::optional<Error> damage() const;
  // `options` with what is known of this input.
  ingest::ReadOptions options_for(ingest::ReadOptions options) const;
};

// A file; a pipe is copied. NotFound or Io when it cannot be read.
Result<ImportInput> file_input(const std::string& name);

// What the words name: files; folders, of which every file is taken that no dot hides, in order of
// name, one that is a case as a whole unless --from is given; "-", the standard input; http and
// https addresses, which are fetched, of private networks only with --allow-private. A symbolic
// link that leads out of a folder is an input that is refused. NotFound or Io when one of them
// cannot be read; see also fetch().
Result<std::vector<ImportInput>> find_inputs(Session& session, const Arguments& arguments);

// For each zip archive with a directory its files, named behind it ("pages.zip/one.html"; a single
// one is called like the archive). Another input, and an archive that was cut off, stays as it is.
// An attack (ZipArchive) becomes an input that is refused. Io when one cannot be read.
Result<std::vector<ImportInput>> unpack_archives(const std::vector<ImportInput>& inputs);

}  // namespace whocites::cli
