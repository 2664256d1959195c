// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/records.h"

namespace whocites::ingest {

class LineReader;
class LineRecords;

// That a field of another tool's file, by its name there, is one of ours (docs/jsonl.md).
struct FieldMapping {
  std::string theirs;
  std::string ours;
};
// What a field that is called `name` there is called here: by the first mapping of it, else `name`.
// A view into one of both.
std::string_view mapped_name(std::span<const FieldMapping> mappings, std::string_view name);

// What the caller knows of an input that the input may not say itself.
struct ReadOptions {
  std::string source_name = {};           // for positions and evidence; "-" for standard input
  std::optional<Kind> default_kind = {};  // of a record that states none
  std::string outlet = {};                // text: who published the article
  std::string url = {};                   // text: where it stands
  std::string title = {};                 // text
  std::optional<Date> date = {};          // text: its date of publication
  std::string charset = {};               // HTML: the encoding that the server named
  std::string language = {};              // text: BCP 47; empty: told by its small words
  // Tables, JSON lines and graph files: fields that are called otherwise there.
  std::vector<FieldMapping> field_map = {};
  // Graph files: put before an id that means something within its file only ("7", "n7"). Absent:
  // the file's name and "#".
  std::optional<std::string> id_prefix = {};
  bool as_written = false;  // graph files: undirected edges cite from their first end to the second
};

// One way of reading bytes. A row of the table in formats.cpp; everything that lists formats
// (detection, --from, help, docs, the damage tests) goes through that table.
struct Format {
  std::string_view name;                     // for --from
  std::string_view summary;                  // one line of help
  std::vector<std::string_view> extensions;  // with the dot, lower case; most usual first
  // How sure the format is, 0 (never) … 100, of an input that begins with `head` (up to 64 KiB).
  int (*recognise)(std::string_view head);
  // Reads the whole of `in` and hands on every record it can make; rejects the rest with its
  // position. Unreadable when nothing at all could be understood (binary data, say); otherwise
  // success, even when records were rejected. A failure of `sink` is passed on at once.
  Result<void> (*read)(std::istream& in, const ReadOptions& options, RecordSink& sink);
  // Of formats whose records are lines: reads what an input begins with, and gives what reads the
  // rest, by several threads if need be; nullptr when that was all. Null for other formats.
  // Requires: `options` outlives the result.
  Result<std::unique_ptr<LineRecords>> (*begin)(LineReader& lines, const ReadOptions& options,
                                                RecordSink& sink) = nullptr;
  // Whether read() takes gzip data as they are: it gets over damage in them.
  bool reads_packed = false;
  // Whether read() takes UTF-16 as it is: it tells encodings itself.
  bool reads_wide = false;
};

std::span<const Format> formats();
const Format* format_named(std::string_view name);  // nullptr when there is none
// The format of an input: by its content, its file name's extension breaking ties; of one that
// is compressed, by what is in it (unpack.h). What is of no format is plain text if it reads like
// that; else of the format of its extension, whose reader says what is wrong; else Unreadable, as
// are bytes that are no text (an image), saying what it looks like. An empty input is plain text.
Result<const Format*> detect_format(std::string_view head, std::string_view file_name);

// format.read of an input that may be compressed. Where the packing is damaged the records up to
// there are handed on, and the damage is rejected with its byte; Unreadable when there are none.
Result<void> read_input(const Format& format, std::istream& in, const ReadOptions& options,
                        RecordSink& sink);

// A single line, or a whole text article, longer than this is rejected rather than held in memory.
inline constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20;

}  // namespace whocites::ingest
