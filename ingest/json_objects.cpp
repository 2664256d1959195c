// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/json_objects.h"

#include <algorithm>
#include <streambuf>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

// The input of a reader as a stream again: a document may be one line of any length.
class RestBuffer final : public std::streambuf {
 public:
  explicit RestBuffer(LineReader& lines) : lines_(lines) {}

 protected:
  int_type underflow() override {
    bytes_ = lines_.next_bytes();
    setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size());
    return bytes_.empty() ? traits_type::eof() : traits_type::to_int_type(bytes_.front());
  }

 private:
  LineReader& lines_;
  std::string bytes_;
};

class Objects final : public JsonVisitor {
 public:
  Objects(const JsonObjects& objects, bool enters_document, const ReadOptions& options,
          RecordSink& sink)
      : objects_(objects), enters_document_(enters_document), options_(options), sink_(sink) {}

  bool enters(const JsonSite& site) override {
    if (site.inside.empty()) return enters_document_;
    const std::string path = path_of(site);
    return !site.name.empty() &&
           std::any_of(objects_.lists.begin(), objects_.lists.end(), [&](std::string_view list) {
             return list == path || (list.starts_with(path) && list[path.size()] == '/');
           });
  }

  Result<void> take(const JsonSite& site, std::string_view value) override {
    const bool in_envelope = !site.inside.empty() && !site.name.empty();
    if (in_envelope && path_of(site) != objects_.single) return {};
    if (json_type(value) == JsonType::Object) {
      return objects_.take(site, value, options_, sink_);
    }
    sink_.reject(Error{ErrorCode::BadRequest,
                       "a record must be an object, not " + std::string(name_of(json_type(value))),
                       site.position, ""});
    return {};
  }

 private:
  static std::string path_of(const JsonSite& site) {
    return std::string(site.inside) + "/" + std::string(site.name);
  }

  const JsonObjects& objects_;
  bool enters_document_;
  const ReadOptions& options_;
  RecordSink& sink_;
};

// The lists and the single record that a document which begins so may have.
JsonObjects found_in(std::string_view start, const JsonObjects& objects) {
  const auto has = [&](std::string_view path) {
    const std::string name = "\"" + std::string(path.substr(path.rfind('/') + 1)) + "\"";
    return !path.empty() && start.find(name) != start.npos;
  };
  JsonObjects found{objects.take};
  for (const std::string_view list : objects.lists) {
    if (has(list)) found.lists.push_back(list);
  }
  if (found.lists.empty() && has(objects.single)) found.single = objects.single;
  return found;
}

class ObjectLines final : public LineRecords {
 public:
  ObjectLines(TakeObject take, const ReadOptions& options) : take_(take), options_(options) {}

  Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                        RecordSink& sink) const override {
    for (LineStatus status = lines.next(); status != LineStatus::End; status = lines.next()) {
      if (auto done = take_line(lines, status, sink); !done) return fail(std::move(done.error()));
      if (lines.consumed() >= least_bytes) break;
    }
    return LinesEnd::Between;
  }

  std::size_t whole_records(std::string_view text) const override {
    return text.rfind('\n') + 1;  // 0 for npos
  }

 private:
  Result<void> take_line(const LineReader& lines, LineStatus status, RecordSink& sink) const;

  TakeObject take_;
  const ReadOptions& options_;
};

Result<void> ObjectLines::take_line(const LineReader& lines, LineStatus status,
                                    RecordSink& sink) const {
  JsonSite site{{}, {}, {options_.source_name, lines.number(), 1}};
  const auto reject = [&](std::string message, std::string hint = {}) {
    sink.reject(Error{ErrorCode::Unreadable, std::move(message), site.position, std::move(hint)});
    return Result<void>();
  };
  if (status == LineStatus::TooLong) {
    return reject("a line longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
  }
  std::string_view line = trim_json(trim(lines.text()));
  if (line.empty()) return {};
  if (const auto fault = find_json_fault(line)) {
    site.position.column = std::min(fault->offset, line.size()) + 1;
    const bool cut = fault->offset >= line.size() && lines.is_unfinished();
    return reject("not well-formed JSON: " + fault->message,
                  cut ? "the input ends within the record: was it cut off?" : "");
  }
  if (json_type(line) == JsonType::Object) return take_(site, line, options_, sink);
  return reject("a record must be an object, not " + std::string(name_of(json_type(line))));
}

// One object over many lines, or a list: not one record a line.
bool begins_document(std::string_view head) {
  head = trim_json(trim(head));
  if (!head.starts_with('{')) return true;
  const std::string_view line = head.substr(0, head.find('\n'));
  const auto fault = find_json_fault(line);
  return line.size() < head.size() && fault && fault->offset >= line.size();
}

}  // namespace

Result<std::unique_ptr<LineRecords>> begin_json_objects(LineReader& lines,
                                                        const ReadOptions& options,
                                                        RecordSink& sink,
                                                        const JsonObjects& objects) {
  const std::string_view head = lines.peek();
  if (auto text = expect_utf8_text(head); !text) return fail(std::move(text.error()));
  const std::string_view start = trim_json(trim(head));
  if (!start.starts_with('{') && !start.starts_with('[')) {
    return fail(Error{ErrorCode::Unreadable, "this is no JSON",
                      SourcePosition{options.source_name, 1, 1}, ""});
  }
  const bool is_list = start.starts_with('[');
  // An envelope shows at its beginning; further on the same words may be of a record.
  constexpr std::size_t kEnvelopeBytes = 4096;
  const JsonObjects found =
      is_list ? JsonObjects{objects.take} : found_in(start.substr(0, kEnvelopeBytes), objects);
  const bool has_envelope = !found.lists.empty() || !found.single.empty();
  if (!is_list && !has_envelope && !begins_document(head)) {
    return std::make_unique<ObjectLines>(objects.take, options);
  }
  RestBuffer buffer(lines);
  std::istream in(&buffer);
  Objects visitor(found, is_list || has_envelope, options, sink);
  if (auto done = walk_json(in, options.source_name, visitor, sink); !done) {
    return fail(std::move(done.error()));
  }
  return nullptr;
}

}  // namespace whocites::ingest
