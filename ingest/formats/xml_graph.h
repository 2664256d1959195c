// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ingest/graph_records.h"
#include "ingest/xml_walk.h"

namespace whocites::ingest {

// The name of the first element, without its prefix, of a document that begins with `head`; empty
// when there is none.
std::string_view root_element(std::string_view head);

// Adds to a text that may not grow without end: beyond kMaxLineBytes nothing more is taken.
void append_text(std::string& text, std::string_view part);

// Reads a document by a visitor that is made of the records it feeds. What is wrong with the
// document is rejected, and what stands before it is kept; Unreadable when that is nothing.
Result<void> finish_xml_graph(Result<void> walked, GraphRecords& records, RecordSink& sink);

template <class Visitor>
Result<void> read_xml_graph(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  GraphRecords records(options, sink);
  Visitor visitor(records);
  return finish_xml_graph(walk_xml(in, options.source_name, visitor), records, sink);
}

}  // namespace whocites::ingest
