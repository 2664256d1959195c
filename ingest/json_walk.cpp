// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_walk.h"

#include <algorithm>
#include <optional>

#include "ingest/binary_data.h"
#include "ingest/byte_cursor.h"
#include "ingest/format.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kMaxNameBytes = std::size_t{1} << 20;
// A visitor that goes into everything must not exhaust the stack.
constexpr std::size_t kMaxSteps = 16;

SourcePosition moved(SourcePosition at, std::string_view over) {
  const auto lines = static_cast<std::uint64_t>(std::count(over.begin(), over.end(), '\n'));
  if (lines == 0) {
    at.column += over.size();
  } else {
    at.line += lines;
    at.column = over.size() - over.rfind('\n');
  }
  return at;
}

class Walk {
 public:
  Walk(ByteCursor& bytes, const std::string& source_name, JsonVisitor& visitor, RecordSink& sink)
      : bytes_(bytes), source_name_(source_name), visitor_(visitor), sink_(sink) {}

  Result<void> run();

 private:
  Result<void> value(std::string_view name);
  Result<void> members();
  Result<void> elements();
  Result<void> whole(const JsonSite& site);
  bool collect();
  std::optional<std::string> member_name();
  // Ends the walk; found by run() in broken_.
  void breaks(std::string message);
  bool expect(char wanted, std::string_view where);

  SourcePosition position() const { return {source_name_, bytes_.line(), bytes_.column()}; }

  ByteCursor& bytes_;
  const std::string& source_name_;
  JsonVisitor& visitor_;
  RecordSink& sink_;
  std::string path_;
  std::size_t steps_ = 0;
  std::string text_;  // of the value that is being taken
  std::optional<Error> broken_;
  bool found_any_ = false;
};

void Walk::breaks(std::string message) {
  const bool at_end = bytes_.peek() == ByteCursor::kEnd;
  broken_ = Error{ErrorCode::Unreadable, "not well-formed JSON: " + std::move(message), position(),
                  at_end ? "the input ends within the document: was it cut off?" : ""};
}

Result<void> Walk::run() {
  for (bytes_.skip_space(); bytes_.peek() != ByteCursor::kEnd; bytes_.skip_space()) {
    if (auto done = value({}); !done) return done;
    if (!broken_) continue;
    if (!found_any_) return fail(std::move(*broken_));
    sink_.reject(std::move(*broken_));
    return {};
  }
  return {};
}

Result<void> Walk::value(std::string_view name) {
  const JsonSite site{path_, name, position()};
  const int c = bytes_.peek();
  if ((c != '{' && c != '[') || steps_ == kMaxSteps || !visitor_.enters(site)) return whole(site);
  const std::size_t size = path_.size();
  path_ += steps_ == 0 ? "$" : "/" + (name.empty() ? std::string("*") : std::string(name));
  ++steps_;
  bytes_.get();
  const Result<void> done = c == '{' ? members() : elements();
  --steps_;
  path_.resize(size);
  return done;
}

Result<void> Walk::members() {
  bytes_.skip_space();
  if (bytes_.peek() == '}') {
    bytes_.get();
    return {};
  }
  while (true) {
    bytes_.skip_space();
    const std::optional<std::string> name = member_name();
    if (!name) return {};
    bytes_.skip_space();
    if (!expect(':', "behind the name of a member")) return {};
    bytes_.skip_space();
    if (auto done = value(*name); !done || broken_) return done;
    bytes_.skip_space();
    if (bytes_.peek() == '}') {
      bytes_.get();
      return {};
    }
    if (!expect(',', "between two members")) return {};
  }
}

Result<void> Walk::elements() {
  bytes_.skip_space();
  if (bytes_.peek() == ']') {
    bytes_.get();
    return {};
  }
  while (true) {
    bytes_.skip_space();
    if (auto done = value({}); !done || broken_) return done;
    bytes_.skip_space();
    if (bytes_.peek() == ']') {
      bytes_.get();
      return {};
    }
    if (!expect(',', "between two elements")) return {};
  }
}

bool Walk::expect(char wanted, std::string_view where) {
  if (bytes_.peek() == wanted) {
    bytes_.get();
    return true;
  }
  breaks("expected '" + std::string(1, wanted) + "' " + std::string(where));
  return false;
}

// Puts the next value to text_, told by its brackets and quotes alone. False when it never ends.
// Of one that is too long no more than the limit is kept.
bool Walk::collect() {
  text_.clear();
  std::size_t depth = 0;
  bool in_string = false;
  while (true) {
    const int c = bytes_.peek();
    if (c == ByteCursor::kEnd) return depth == 0 && !in_string;
    const bool ends_scalar = c == ',' || c == ']' || c == '}' || c == ' ' || c == '\t' ||
                             c == '\n' || c == '\r' || c == ':';
    if (depth == 0 && !in_string && ends_scalar) return true;
    bytes_.get();
    if (text_.size() <= kMaxLineBytes) text_ += static_cast<char>(c);
    if (in_string) {
      if (c == '\\' && bytes_.peek() != ByteCursor::kEnd) {
        const int escaped = bytes_.get();
        if (text_.size() <= kMaxLineBytes) text_ += static_cast<char>(escaped);
      } else if (c == '"') {
        in_string = false;
        if (depth == 0) return true;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return true;
    }
  }
}

Result<void> Walk::whole(const JsonSite& site) {
  if (!collect()) {
    breaks("the input ends within a value that starts in line " +
           std::to_string(site.position.line));
    return {};
  }
  if (text_.empty()) {
    breaks("expected a value");
    return {};
  }
  if (text_.size() > kMaxLineBytes) {
    sink_.reject(Error{ErrorCode::Unreadable,
                       "a value longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB",
                       site.position, ""});
    return {};
  }
  if (const auto fault = find_json_fault(text_)) {
    const std::size_t offset = std::min(fault->offset, text_.size());
    const Error error{ErrorCode::Unreadable, "not well-formed JSON: " + fault->message,
                      moved(site.position, std::string_view(text_).substr(0, offset)), ""};
    if (steps_ == 0 && !found_any_) {
      broken_ = error;
    } else {
      sink_.reject(error);
    }
    return {};
  }
  found_any_ = true;
  return visitor_.take(site, text_);
}

std::optional<std::string> Walk::member_name() {
  if (bytes_.peek() != '"') {
    breaks("expected the name of a member, in quotes");
    return std::nullopt;
  }
  if (!collect() || text_.size() > kMaxNameBytes || find_json_fault(text_)) {
    breaks("the name of a member is broken");
    return std::nullopt;
  }
  return json_string_value(text_);
}

}  // namespace

SourcePosition JsonSite::position_of(std::string_view value, const char* part) const {
  return moved(position, value.substr(0, static_cast<std::size_t>(part - value.data())));
}

Result<void> walk_json(std::istream& in, const std::string& source_name, JsonVisitor& visitor,
                       RecordSink& sink) {
  ByteCursor bytes(in);
  if (auto text = expect_utf8_text(bytes.head()); !text) return text;
  visitor.begin(bytes.head());
  if (auto done = Walk(bytes, source_name, visitor, sink).run(); !done) return done;
  return bytes.failure();
}

}  // namespace whocites::ingest
