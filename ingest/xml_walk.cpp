// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/xml_walk.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "ingest/format.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kMaxDepth = 256;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

std::string_view without_prefix(std::string_view name) {
  return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

class Walk {
 public:
  Walk(const std::string& source_name, XmlVisitor& visitor)
      : source_name_(source_name), visitor_(visitor), parser_(XML_ParserCreate(nullptr)) {
    if (parser_ == nullptr) return;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
    XML_SetSkippedEntityHandler(parser_.get(), on_skipped);
  }

  Result<void> run(std::istream& in);

 private:
  static Walk& self(void* data) { return *static_cast<Walk*>(data); }
  static void on_start(void* data, const XML_Char* name, const XML_Char** attributes);
  static void on_end(void* data, const XML_Char* name);
  static void on_text(void* data, const XML_Char* text, int size);
  static void on_entity(void* data, const XML_Char* name, int, const XML_Char*, int,
                        const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*);
  static void on_skipped(void* data, const XML_Char* name, int is_parameter);

  SourcePosition position() const {
    return {source_name_, XML_GetCurrentLineNumber(parser_.get()),
            XML_GetCurrentColumnNumber(parser_.get()) + 1};
  }
  void stop(Error error) {
    if (failure_) return;
    failure_ = std::move(error);
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  void stop_unless(Result<void> done) {
    if (!done) stop(std::move(done.error()));
  }

  const std::string& source_name_;
  XmlVisitor& visitor_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  std::vector<XmlAttribute> attributes_;
  std::optional<Error> failure_;
  std::size_t depth_ = 0;
  bool moved_ = false;  // since the last block was fed
};

void Walk::on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  Walk& walk = self(data);
  if (walk.failure_) return;
  walk.moved_ = true;
  if (++walk.depth_ > kMaxDepth) {
    return walk.stop(
        Error{ErrorCode::Unreadable,
              "more than " + std::to_string(kMaxDepth) + " elements inside one another",
              walk.position(), ""});
  }
  walk.attributes_.clear();
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view full(attributes[0]);
    if (full == "xmlns" || full.starts_with("xmlns:")) continue;
    walk.attributes_.push_back({without_prefix(full), attributes[1]});
  }
  walk.stop_unless(walk.visitor_.start(without_prefix(name), walk.attributes_, walk.position()));
}

void Walk::on_end(void* data, const XML_Char* name) {
  Walk& walk = self(data);
  if (walk.failure_) return;
  walk.moved_ = true;
  --walk.depth_;
  walk.stop_unless(walk.visitor_.end(without_prefix(name)));
}

void Walk::on_text(void* data, const XML_Char* text, int size) {
  Walk& walk = self(data);
  walk.moved_ = true;
  if (!walk.failure_) walk.visitor_.text({text, static_cast<std::size_t>(size)});
}

void Walk::on_entity(void* data, const XML_Char* name, int, const XML_Char*, int, const XML_Char*,
                     const XML_Char*, const XML_Char*, const XML_Char*) {
  Walk& walk = self(data);
  walk.stop(Error{ErrorCode::Unreadable,
                  "the document declares an entity of its own, '" + std::string(name) + "'",
                  walk.position(), "write what it stands for in its place"});
}

void Walk::on_skipped(void* data, const XML_Char* name, int) {
  Walk& walk = self(data);
  walk.stop(Error{ErrorCode::Unreadable, "the entity '" + std::string(name) + "' is not known",
                  walk.position(), "write what it stands for in its place"});
}

Result<void> Walk::run(std::istream& in) {
  if (parser_ == nullptr) return fail(ErrorCode::Io, "no memory for an XML parser");
  constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
  std::string block(kBlockBytes, '\0');
  std::size_t without_event = 0;
  while (true) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    if (in.bad()) return fail(ErrorCode::Io, "the input could not be read to its end");
    const auto size = static_cast<std::size_t>(in.gcount());
    moved_ = false;
    const bool is_last = size < block.size();
    const XML_Status status =
        XML_Parse(parser_.get(), block.data(), static_cast<int>(size), is_last ? 1 : 0);
    if (failure_) return fail(std::move(*failure_));
    if (status != XML_STATUS_OK) {
      const XML_Error cause = XML_GetErrorCode(parser_.get());
      const bool cut =
          is_last && (cause == XML_ERROR_NO_ELEMENTS || cause == XML_ERROR_UNCLOSED_TOKEN ||
                      cause == XML_ERROR_UNCLOSED_CDATA_SECTION);
      return fail(Error{ErrorCode::Unreadable,
                        "not well-formed XML: " + std::string(XML_ErrorString(cause)), position(),
                        cut ? "the input ends within the document: was it cut off?" : ""});
    }
    if (is_last) return {};
    without_event = moved_ ? 0 : without_event + size;
    if (without_event > kMaxLineBytes) {
      return fail(Error{ErrorCode::Unreadable,
                        "a tag longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB",
                        position(), ""});
    }
  }
}

}  // namespace

const std::string_view* find_attribute(const std::vector<XmlAttribute>& attributes,
                                       std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const XmlAttribute& one) { return one.name == name; });
  return found != attributes.end() ? &found->value : nullptr;
}

std::string attribute_text(const std::vector<XmlAttribute>& attributes, std::string_view name) {
  const std::string_view* value = find_attribute(attributes, name);
  return value != nullptr ? std::string(*value) : std::string();
}

Result<void> walk_xml(std::istream& in, const std::string& source_name, XmlVisitor& visitor) {
  return Walk(source_name, visitor).run(in);
}

}  // namespace whocites::ingest
