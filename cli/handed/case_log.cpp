// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_log.h"

#include <nlohmann/json.hpp>

#include "storage/replay.h"

namespace whocites::cli {
namespace {

using nlohmann::json;

tl::unexpected<Error> unreadable(const std::string& what) {
  return fail(ErrorCode::Unreadable, what);
}

// The members of an object, each of which must be what it is asked for; what is wrong is kept.
class Members {
 public:
  explicit Members(const json& object) : object_(object) {
    if (!object.is_object()) fault_ = "this is no JSON object";
  }

  std::string text(const char* name, bool is_needed = false) {
    const json* const value = find(name, is_needed);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    note(name);
    return {};
  }
  std::uint64_t number(const char* name, bool is_needed = false) {
    const json* const value = find(name, is_needed);
    if (value == nullptr) return 0;
    if (value->is_number_unsigned()) return value->get<std::uint64_t>();
    note(name);
    return 0;
  }
  bool flag(const char* name) {
    const json* const value = find(name, false);
    return value != nullptr && value->is_boolean() && value->get<bool>();
  }
  const json* list(const char* name, bool is_needed = false) {
    const json* const value = find(name, is_needed);
    if (value == nullptr || value->is_array()) return value;
    note(name);
    return nullptr;
  }
  void note(const std::string& name) {
    if (fault_.empty()) fault_ = "'" + name + "' is missing or not as it should be";
  }
  const std::string& fault() const { return fault_; }

 private:
  const json* find(const char* name, bool is_needed) {
    if (!object_.is_object()) return nullptr;
    const auto at = object_.find(name);
    if (at != object_.end()) return &*at;
    if (is_needed) note(name);
    return nullptr;
  }

  const json& object_;
  std::string fault_;
};

std::optional<Action> action_named(std::string_view name) {
  for (int value = 1; value <= static_cast<int>(Action::Set); ++value) {
    const auto action = static_cast<Action>(value);
    if (name_of(action) == name) return action;
  }
  return std::nullopt;
}

// Entries that withdraw others say nothing by themselves.
bool says_something(Action action) {
  return action != Action::Forget && action != Action::Undo && action != Action::Purge;
}

std::optional<Timestamp> time_of(const std::string& text) {
  const Result<Date> date = parse_date(text);
  if (!date || date->earliest() != date->latest()) return std::nullopt;
  return date->earliest();
}

void read_sources(Members& members, Batch& entry) {
  const json* const sources = members.list("sources");
  if (sources == nullptr) return;
  const bool is_part = members.flag("in_part");
  for (const json& source : *sources) {
    Members fields(source);
    SourceFile file{fields.text("name", true), fields.text("sha256", true),
                    fields.text("format", true)};
    if (is_part) file.format += kInPart;
    if (!fields.fault().empty()) members.note("sources");
    entry.sources.push_back(std::move(file));
  }
}

}  // namespace

Result<LoggedBatch> read_log_line(std::string_view line) {
  const json object = json::parse(line, nullptr, false);
  Members members(object);
  LoggedBatch batch;
  Batch& entry = batch.entry;
  const std::optional<Timestamp> time = time_of(members.text("time", true));
  if (!time) members.note("time");
  const std::optional<Action> action = action_named(members.text("action", true));
  if (!action || !says_something(*action)) members.note("action");
  entry.time = time.value_or(Timestamp());
  entry.action = action.value_or(Action::Import);
  entry.who = members.text("who");
  entry.summary = members.text("summary");
  entry.rejected_count = members.number("rejected");
  const std::uint64_t store_batch = members.number("store_batch", true);
  if (store_batch > UINT32_MAX) members.note("store_batch");
  entry.origin = BatchOrigin{members.text("store", true),
                             BatchId(static_cast<std::uint32_t>(store_batch)), entry.time};
  read_sources(members, entry);
  const json* const lines = members.list("lines", true);
  if (lines != nullptr && lines->size() == 2 && (*lines)[0].is_number_unsigned() &&
      (*lines)[1].is_number_unsigned()) {
    batch.first_line = (*lines)[0].get<std::uint64_t>();
    batch.last_line = (*lines)[1].get<std::uint64_t>();
  } else {
    members.note("lines");
  }
  if (!members.fault().empty()) return unreadable(members.fault());
  return batch;
}

Result<LoggedText> read_text_line(std::string_view line) {
  const json object = json::parse(line, nullptr, false);
  Members members(object);
  LoggedText text;
  text.batch = members.number("batch", true);
  text.text.reason = members.text("reason", true);
  text.text.text = members.text("text");
  Place& place = text.text.place;
  place.file = members.text("file");
  place.line = members.number("line");
  place.begin = members.number("begin");
  place.end = members.number("end");
  if (!members.fault().empty()) return unreadable(members.fault());
  return text;
}

}  // namespace whocites::cli
