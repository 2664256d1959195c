// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "graph/records.h"

// JSON documents of any size, of which one value at a time is held.
namespace whocites::ingest {

// Where a value of the document stands.
struct JsonSite {
  // Of what holds it: "" for the document itself, "$" for what the document holds, "$/graph/nodes"
  // for an element of that list or a member of that object; "*" is any element on the way.
  std::string_view inside;
  std::string_view name;    // of the member; empty for an element
  SourcePosition position;  // where the value starts

  // Where a part of the value stands. Requires: `part` points into `value`.
  SourcePosition position_of(std::string_view value, const char* part) const;
};

class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  // Called first, with what the input begins with, up to 64 KiB.
  virtual void begin(std::string_view) {}
  // Whether the object or list is to be gone into, rather than to be taken whole.
  virtual bool enters(const JsonSite& site) = 0;
  // Takes a value: well-formed JSON without space around it. A failure ends the walk.
  virtual Result<void> take(const JsonSite& site, std::string_view value) = 0;
};

// Goes through all values of an input that is one JSON document or several, one behind the other.
// A value that is not well-formed or longer than kMaxLineBytes is rejected, and what follows it is
// still read; where the brackets around it are broken, the rest is rejected as one. Unreadable
// when that is so before the first value.
Result<void> walk_json(std::istream& in, const std::string& source_name, JsonVisitor& visitor,
                       RecordSink& sink);

}  // namespace whocites::ingest
