// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <unordered_set>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/json_slices.h"
#include "ingest/line_records.h"
#include "ingest/quick_json.h"
#include "ingest/record_fields.h"

namespace whocites::ingest {
namespace {

// This many lines in a row that are not even an object: another format.
constexpr std::size_t kMostStrayLines = 100;

// A piece of the input, all of its lines known by where they start.
class Passage {
 public:
  Passage(std::string_view text, std::uint64_t first_line) : text_(text), first_line_(first_line) {
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
      starts_.push_back(at + 1);
    }
  }

  // Requires: `at` points into the passage or to its end.
  SourcePosition position_of(const char* at, const std::string& file) const {
    const auto offset = static_cast<std::size_t>(at - text_.data());
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::uint64_t>(next - starts_.begin());
    const std::size_t start = next == starts_.begin() ? 0 : *(next - 1);
    return {file, first_line_ + line, offset - start + 1};
  }

 private:
  std::string_view text_;
  std::uint64_t first_line_;
  std::vector<std::size_t> starts_;  // of the second and later lines
};

class JsonRecords {
 public:
  JsonRecords(const ReadOptions& options, RecordSink& sink, bool found_object)
      : options_(options), sink_(sink), found_object_(found_object) {}

  Result<void> read_document(LineReader& lines);
  // Up to the first line that is an object; false when there is none.
  Result<bool> read_to_first_object(LineReader& lines);
  // Requires: an object has been found.
  Result<void> read_lines(LineReader& lines, std::uint64_t least_bytes);

 private:
  Result<void> take_line(const LineReader& lines, LineStatus status);
  Result<void> read_line(const LineReader& lines);
  Result<void> take_value(const Passage& passage, std::string_view value);
  Result<void> take_each(const Passage& passage, std::string_view list);
  Result<void> take_object(const Passage& passage, std::string_view object);
  Result<void> take_pieces(const Passage& passage, std::string_view object,
                           const std::vector<JsonMember>& members);
  Result<void> take_record(const Passage& passage, std::string_view object,
                           const std::vector<NamedValue>& fields);
  Result<void> reject(ErrorCode code, SourcePosition position, std::string message,
                      std::string hint = {});

  const ReadOptions& options_;
  RecordSink& sink_;
  bool found_object_;
  std::vector<Error> stray_;  // rejections before the first object
  QuickJson quick_;
};

const std::string_view* value_named(const std::vector<JsonMember>& members, std::string_view name) {
  for (const JsonMember& member : members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

bool is_array(const std::string_view* value) {
  return value != nullptr && json_type(*value) == JsonType::Array;
}

// The second member of a name; null when every name is there once.
const JsonMember* repeated(const std::vector<JsonMember>& members) {
  std::unordered_set<std::string_view> names;
  for (const JsonMember& member : members) {
    if (!names.insert(member.name).second) return &member;
  }
  return nullptr;
}

// {"nodes":[…],"citations":[…]}, as `export --to json` writes.
bool is_network(const std::vector<JsonMember>& members) {
  return value_named(members, "kind") == nullptr &&
         (is_array(value_named(members, "nodes")) || is_array(value_named(members, "citations")));
}

// A list of objects, or one object over many lines: not one record a line.
bool begins_document(std::string_view head) {
  head = trim_json(head);
  if (head.empty()) return false;
  const std::size_t second = head.find_first_not_of(" \t\r\n", 1);
  if (second == head.npos) return false;
  if (head.front() == '[') return head[second] == '{' || head[second] == ']';
  if (head.front() != '{') return false;
  const std::string_view rest = head.substr(second);
  const bool broken_after_bracket = head.substr(1, second).find('\n') != head.npos;
  return broken_after_bracket || rest.starts_with("\"nodes\"") || rest.starts_with("\"citations\"");
}

std::string size_in_mib(std::size_t bytes) { return std::to_string(bytes >> 20) + " MiB"; }

Result<bool> JsonRecords::read_to_first_object(LineReader& lines) {
  for (LineStatus status = lines.next(); status != LineStatus::End; status = lines.next()) {
    if (auto done = take_line(lines, status); !done) return fail(std::move(done.error()));
    if (found_object_) return true;
  }
  if (!stray_.empty()) return fail(stray_.front());
  return false;
}

Result<void> JsonRecords::read_lines(LineReader& lines, std::uint64_t least_bytes) {
  for (LineStatus status = lines.next(); status != LineStatus::End; status = lines.next()) {
    if (auto done = take_line(lines, status); !done) return done;
    if (lines.consumed() >= least_bytes) break;
  }
  return {};
}

Result<void> JsonRecords::take_line(const LineReader& lines, LineStatus status) {
  if (status == LineStatus::Read) return read_line(lines);
  return reject(ErrorCode::Unreadable, {options_.source_name, lines.number(), 1},
                "a line longer than " + size_in_mib(kMaxLineBytes), "put one record on a line");
}

Result<void> JsonRecords::read_line(const LineReader& lines) {
  const std::string_view line = trim_json(trim(lines.text()));
  if (line.empty()) return {};
  if (line.front() == '{' && !found_object_) {
    found_object_ = true;
    for (Error& error : stray_) sink_.reject(std::move(error));
    stray_.clear();
  }
  const Passage passage(lines.text(), lines.number());
  if (quick_.is_well_formed(line)) {
    const auto bare = quick_.bare_citation();
    const bool as_named = options_.field_map.empty();
    if (!bare || !as_named || line.data() != lines.text().data()) return take_value(passage, line);
    return sink_.accept_bare(bare->from, bare->to, bare->relation, options_.source_name,
                             lines.number());
  }
  if (const auto fault = find_json_fault(line)) {
    const bool cut = fault->offset >= line.size() && lines.is_unfinished();
    return reject(ErrorCode::Unreadable,
                  passage.position_of(line.data() + std::min(fault->offset, line.size()),
                                      options_.source_name),
                  "not well-formed JSON: " + fault->message,
                  cut ? "the input ends within the record: was it cut off?" : "");
  }
  return take_value(passage, line);
}

Result<void> JsonRecords::read_document(LineReader& lines) {
  std::string text;
  LineStatus status = lines.next();
  for (; status == LineStatus::Read && text.size() <= kMaxLineBytes; status = lines.next()) {
    text += lines.text();
    if (!lines.is_unfinished()) text += '\n';
  }
  if (text.size() > kMaxLineBytes || status == LineStatus::TooLong) {
    return fail(ErrorCode::Unreadable, "a JSON document longer than " + size_in_mib(kMaxLineBytes),
                "write JSON lines instead: one record a line, of any number");
  }
  const Passage passage(text, 1);
  if (const auto fault = find_json_fault(text)) {
    const char* at = text.data() + std::min(fault->offset, text.size());
    return fail(Error{ErrorCode::Unreadable, "not well-formed JSON: " + fault->message,
                      passage.position_of(at, options_.source_name), ""});
  }
  found_object_ = true;
  const std::string_view document = trim_json(text);
  if (json_type(document) == JsonType::Array) return take_each(passage, document);
  return take_value(passage, document);
}

Result<void> JsonRecords::take_each(const Passage& passage, std::string_view list) {
  for (const std::string_view element : json_elements(list)) {
    if (auto done = take_value(passage, element); !done) return done;
  }
  return {};
}

Result<void> JsonRecords::take_value(const Passage& passage, std::string_view value) {
  const JsonType type = json_type(value);
  if (type == JsonType::Object) return take_object(passage, value);
  return reject(ErrorCode::BadRequest, passage.position_of(value.data(), options_.source_name),
                "a record must be an object, not " + std::string(name_of(type)));
}

Result<void> JsonRecords::take_object(const Passage& passage, std::string_view object) {
  const std::vector<JsonMember> members = json_members(object);
  if (const JsonMember* again = repeated(members)) {
    return reject(ErrorCode::BadRequest,
                  passage.position_of(again->name_slice.data(), options_.source_name),
                  quoted(again->name) + " is given twice");
  }
  if (is_network(members)) {
    for (const std::string_view name : {"nodes", "citations"}) {
      const std::string_view* list = value_named(members, name);
      if (!is_array(list)) continue;
      if (auto done = take_each(passage, *list); !done) return done;
    }
    return {};
  }
  if (is_array(value_named(members, "evidence"))) return take_pieces(passage, object, members);
  std::vector<NamedValue> fields;
  fields.reserve(members.size());
  for (const JsonMember& member : members) {
    const std::string_view name = mapped_name(options_.field_map, member.name);
    fields.push_back({field_name(name), member.value, true});
  }
  return take_record(passage, object, fields);
}

// A citation of a JSON document, with a list of its evidence and one of its judgements: a record
// each. Its own `confidence` and `verdict` only sum these up.
Result<void> JsonRecords::take_pieces(const Passage& passage, std::string_view object,
                                      const std::vector<JsonMember>& members) {
  std::vector<NamedValue> ends;
  for (const JsonMember& member : members) {
    const bool kept = member.name == "from" || member.name == "to" || member.name == "relation";
    if (kept) ends.push_back({field_name(member.name), member.value, true});
  }
  for (const std::string_view list_name : {"evidence", "judgements"}) {
    const std::string_view* list = value_named(members, list_name);
    if (!is_array(list)) continue;
    const bool judged = list_name == "judgements";
    for (const std::string_view element : json_elements(*list)) {
      if (json_type(element) != JsonType::Object) {
        if (auto done = take_value(passage, element); !done) return done;
        continue;
      }
      const std::vector<JsonMember> piece = json_members(element);
      std::vector<NamedValue> fields = ends;
      fields.push_back({field_name("kind"), judged ? "\"judgement\"" : "\"citation\"", true});
      for (const JsonMember& member : piece) {
        if (member.name == "batch") continue;
        const bool is_text = !judged && member.name == "text";
        fields.push_back({field_name(is_text ? "evidence" : member.name), member.value, true});
      }
      if (auto done = take_record(passage, object, fields); !done) return done;
    }
  }
  return {};
}

Result<void> JsonRecords::take_record(const Passage& passage, std::string_view object,
                                      const std::vector<NamedValue>& fields) {
  RecordContext context;
  context.default_kind = options_.default_kind;
  context.position = passage.position_of(object.data(), options_.source_name);
  FieldResult<std::vector<Record>> records = make_records(fields, context);
  if (!records) {
    FieldFault& fault = records.error();
    const std::less_equal<const char*> before;
    const bool inside = !fault.at.empty() && before(object.data(), fault.at.data()) &&
                        before(fault.at.data(), object.data() + object.size());
    return reject(
        ErrorCode::BadRequest,
        passage.position_of(inside ? fault.at.data() : object.data(), options_.source_name),
        std::move(fault.message), std::move(fault.hint));
  }
  for (Record& record : *records) {
    if (auto taken = sink_.accept(std::move(record)); !taken) return taken;
  }
  return {};
}

// Fails only when the input has turned out to be something else.
Result<void> JsonRecords::reject(ErrorCode code, SourcePosition position, std::string message,
                                 std::string hint) {
  Error error{code, std::move(message), std::move(position), std::move(hint)};
  if (found_object_) {
    sink_.reject(std::move(error));
    return {};
  }
  stray_.push_back(std::move(error));
  if (stray_.size() < kMostStrayLines) return {};
  return fail(Error{ErrorCode::Unreadable, stray_.front().message, stray_.front().position,
                    "the input does not look like JSON lines: name its format with --from"});
}

bool has_own_field(std::string_view object) {
  static constexpr std::string_view kOwn[] = {"\"kind\"", "\"key\"",   "\"id\"",
                                              "\"from\"", "\"title\"", "\"name\"",
                                              "\"url\"",  "\"nodes\"", "\"citations\""};
  return std::any_of(std::begin(kOwn), std::end(kOwn),
                     [&](std::string_view name) { return object.find(name) != object.npos; });
}

constexpr int kForeignJson = 40;  // of which perhaps nothing can be made

// The first line decides. A record of our own has a kind that we know, or two ends.
int recognise_line(std::string_view line) {
  for (const JsonMember& member : json_members(line)) {
    if (member.name == "from") return 90;
    if (member.name != "kind" || json_type(member.value) != JsonType::String) continue;
    const std::string kind = json_string_value(member.value);
    const bool is_of_pair = kind == "citation" || kind == "judgement" || states_decision(kind);
    if (is_of_pair || kind_named(kind)) return 98;
  }
  return has_own_field(line) ? 70 : kForeignJson;
}

// Whether it is JSON as far as it goes, or would be if it were not nested too deep.
bool is_json(std::string_view head) {
  const auto fault = find_json_fault(trim_json(head));
  return !fault || fault->offset >= trim_json(head).size() ||
         head.find_first_not_of("[{ \t\r\n") >= fault->offset;
}

int recognise(std::string_view head) {
  head = trim(head);
  if (head.empty() || (head.front() != '{' && head.front() != '[')) return 0;
  if (begins_document(head)) return has_own_field(head) ? 65 : kForeignJson;
  if (head.front() != '{') return is_json(head) ? kForeignJson : 0;
  const std::string_view line = trim_json(head.substr(0, head.find('\n')));
  const auto fault = find_json_fault(line);
  if (!fault) return recognise_line(line);
  if (fault->offset < line.size()) return 15;
  return has_own_field(line) ? 70 : kForeignJson;
}

// Lines behind the first object.
class JsonLines final : public LineRecords {
 public:
  explicit JsonLines(const ReadOptions& options) : options_(options) {}

  Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                        RecordSink& sink) const override {
    if (auto done = JsonRecords(options_, sink, true).read_lines(lines, least_bytes); !done) {
      return fail(std::move(done.error()));
    }
    return LinesEnd::Between;
  }

  std::size_t whole_records(std::string_view text) const override {
    return text.rfind('\n') + 1;  // 0 for npos
  }

 private:
  const ReadOptions& options_;
};

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           RecordSink& sink) {
  const std::string_view head = lines.peek();
  if (auto text = expect_utf8_text(head); !text) return fail(std::move(text.error()));
  JsonRecords records(options, sink, false);
  if (begins_document(head)) {
    if (auto done = records.read_document(lines); !done) return fail(std::move(done.error()));
    return nullptr;
  }
  const Result<bool> found = records.read_to_first_object(lines);
  if (!found) return fail(found.error());
  return *found ? std::make_unique<JsonLines>(options) : nullptr;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin);
}

}  // namespace

const Format& jsonl_format() {
  static const Format format{
      .name = "jsonl",
      .summary = "whocites' own records, one JSON object a line, or a JSON document of them",
      .extensions = {".jsonl", ".ndjson", ".json"},
      .recognise = recognise,
      .read = read,
      .begin = begin};
  return format;
}

}  // namespace whocites::ingest
