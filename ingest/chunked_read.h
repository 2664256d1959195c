// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>

#include "base/error.h"
#include "graph/records.h"
#include "ingest/format.h"

// Reading of large inputs by several threads.
namespace whocites::ingest {

struct ChunkedOptions {
  unsigned threads = 2;  // that parse, beside the calling one, which reads; 0: it does both
  std::size_t chunk_bytes = std::size_t{4} << 20;  // of the input, about; at least 1
  // Called by the calling thread with the bytes of the input whose records have been taken.
  std::function<void(std::uint64_t bytes)> progress = {};
};

// Whether the format's records are lines, so that read_chunked() is worth its threads: CSV, TSV
// and JSON lines.
bool can_read_chunked(const Format& format);

// Hands on the records and rejections that `format.read` would, and in its order, a chunk of the
// input at a time. Up to `threads` + 2 chunks are held at once, beside a line longer than one. What
// cannot be cut (a JSON document, other formats, a stretch with quotes left open) is read by the
// calling thread alone. Fails as `format.read` does, and as soon as a chunk's sink or `sink` fails;
// the threads have ended when it returns. A chunk that turns out to be cut in the wrong place is
// dropped, filled or not, and made anew.
Result<void> read_chunked(const Format& format, std::istream& in, const ReadOptions& options,
                          ChunkedSink& sink, const ChunkedOptions& how);

}  // namespace whocites::ingest
