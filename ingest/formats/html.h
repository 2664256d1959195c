// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ingest/format.h"
#include "ingest/html/page.h"

namespace whocites::ingest {

// A web page: one article with what it says of itself, what its text cites and links to, and the
// claims it examines. See docs/ingest.md.
const Format& html_format();

// What html_format() makes of a page that came in one piece from somewhere, out of a WARC say.
// `options.url` is where it was found; the page's own canonical address goes before it.
Result<void> read_html(std::string bytes, const std::string& charset, const ReadOptions& options,
                       RecordSink& sink);

}  // namespace whocites::ingest
