// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

// XML documents of any size, of which one tag at a time is held.
namespace whocites::ingest {

struct XmlAttribute {
  std::string_view name;  // without its namespace's prefix
  std::string_view value;
};

// The value of the attribute of that name; null when there is none.
const std::string_view* find_attribute(const std::vector<XmlAttribute>& attributes,
                                       std::string_view name);
// Likewise; empty when there is none.
std::string attribute_text(const std::vector<XmlAttribute>& attributes, std::string_view name);

// What is called for the parts of a document, in their order. Names come without the prefix of
// their namespace, texts in UTF-8; all views end with the call. A failure ends the walk.
class XmlVisitor {
 public:
  virtual ~XmlVisitor() = default;
  virtual Result<void> start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                             const SourcePosition& position) = 0;
  virtual Result<void> end(std::string_view name) = 0;
  // A part of the text between two tags, not all of it at once.
  virtual void text(std::string_view part) = 0;
};

// Goes through a document by expat. Unreadable, with the place, where the document is not
// well-formed, when a tag is longer than kMaxLineBytes or one of more than 256 elements inside one
// another, and for any entity that the document declares itself, so that none can grow ("billion
// laughs"). Nothing outside of the input is fetched. Io when the input cannot be read.
Result<void> walk_xml(std::istream& in, const std::string& source_name, XmlVisitor& visitor);

}  // namespace whocites::ingest
