// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/format.h"
#include "ingest/json_walk.h"
#include "ingest/line_records.h"

// Formats whose records are JSON objects: one a line, in a list, or in a list inside an answer of
// a server.
namespace whocites::ingest {

// What makes records of one object. Requires: well-formed JSON. A failure is one of the sink.
using TakeObject = Result<void> (*)(const JsonSite& site, std::string_view object,
                                    const ReadOptions& options, RecordSink& sink);

struct JsonObjects {
  TakeObject take;
  // Where a server's answer holds its list of records, and where it holds the only one.
  std::vector<std::string_view> lists = {};  // "$/message/items"
  std::string_view single = {};              // "$/message"
};

// Format::begin. What comes in lines may be read by several threads; a document is read at once.
Result<std::unique_ptr<LineRecords>> begin_json_objects(LineReader& lines,
                                                        const ReadOptions& options,
                                                        RecordSink& sink,
                                                        const JsonObjects& objects);

}  // namespace whocites::ingest
