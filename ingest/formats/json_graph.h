// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/graph_records.h"
#include "ingest/json_slices.h"
#include "ingest/json_walk.h"

// What the graph formats in JSON have in common.
namespace whocites::ingest {

// Takes members out of an object as it reads them; what is left are attributes.
class JsonObjectReader {
 public:
  // Requires: a well-formed object.
  explicit JsonObjectReader(std::string_view object) : members_(json_members(object)) {}

  // Takes the member of that name; absent when there is none, or it is null.
  std::optional<std::string_view> take(std::string_view name);
  // Likewise, as plain text: numbers and truth values as they are written.
  std::string take_text(std::string_view name);
  // What is left, with the members of `inside` (an object member, if there) before it.
  std::vector<GraphAttribute> attributes(std::string_view inside = {});

 private:
  std::vector<JsonMember> members_;
};

// Reads a document by a visitor that is made of the records it feeds.
template <class Visitor>
Result<void> read_json_graph(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  GraphRecords records(options, sink);
  Visitor visitor(records);
  Result<void> done = walk_json(in, options.source_name, visitor, sink);
  records.finish();
  return done;
}

// Whether a JSON text that begins with `head` has a member of that name, by its looks.
bool has_member(std::string_view head, std::string_view name);

}  // namespace whocites::ingest
