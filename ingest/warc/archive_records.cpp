// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/warc/detail/archive_records.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "ingest/warc/detail/archive_source.h"

namespace whocites::ingest::warc {
namespace {

constexpr std::string_view kWarcMark = "WARC/";
constexpr std::size_t kMaxHeaders = 1000;
// Blocks in which a record is looked for after damage: each may be long.
constexpr int kMostLooks = 100;

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  return number;
}

bool are_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "URL IP date type length", or with version 2 "URL IP date type status checksum location offset
// file length".
bool begins_arc_record(std::string_view line) {
  const std::vector<std::string_view> fields = split(line, ' ');
  return (fields.size() == 5 || fields.size() == 10) && fields[0].find("://") != line.npos &&
         fields[2].size() >= 12 && are_digits(fields[2]);
}

class Archive {
 public:
  using Use = std::function<Result<void>(ArchiveRecord)>;
  using Report = std::function<void(std::uint64_t, std::string)>;

  Archive(std::istream& in, const Use& use, const Report& report)
      : source_(in), use_(use), report_(report) {}

  Result<void> run() {
    do {
      if (auto done = read_member(); !done) return done;
      if (!source_.damage()) return {};
      if (!was_damaged_) report_(source_.damage_place(), source_.damage()->message);
      was_damaged_ = true;  // until a record is read again
    } while (source_.resume());
    return {};
  }

 private:
  // Until the bytes end, for good or in damage.
  Result<void> read_member() {
    std::string line;
    while (true) {
      if (!source_.next_line(line)) return {};
      const std::uint64_t place = source_.line_place();
      if (trim(line).empty()) continue;
      if (!begins_record(line)) {
        if (!is_lost_) recover(place, line);
        is_lost_ = true;
        continue;
      }
      is_lost_ = false;
      ArchiveRecord record;
      record.place = place;
      const bool is_warc = line.starts_with(kWarcMark);
      if (!(is_warc ? read_warc_head(record) : read_arc_head(line, record))) continue;
      if (auto done = read_block(std::move(record)); !done) return done;
    }
  }

  // No record begins where one should: its length was wrong. One may stand within the last block.
  void recover(std::uint64_t place, const std::string& line) {
    const std::size_t inside = record_inside(last_block_);
    if (inside != last_block_.npos) {
      report_(last_place_, "the record before was longer than it is: another one begins within it");
      source_.give_back(last_block_.substr(inside + 1) + line + "\n");
      last_block_.clear();
      return;
    }
    report_(place, "no record begins here: \"" + ellipsize(printable(line), 40) + "\"");
  }

  // The line end before a record that stands in a block.
  std::size_t record_inside(const std::string& block) {
    return looks_++ < kMostLooks ? block.find("\nWARC/") : block.npos;
  }

  bool read_warc_head(ArchiveRecord& record) {
    std::optional<std::uint64_t> size;
    std::string line;
    for (std::size_t count = 0; count < kMaxHeaders; ++count) {
      if (!source_.next_line(line)) return refuse(record, "the record ends in its header");
      if (line.empty()) break;
      const std::size_t colon = line.find(':');
      if (colon == line.npos) continue;
      const std::string name = ascii_lower(trim(std::string_view(line).substr(0, colon)));
      const std::string value(trim(std::string_view(line).substr(colon + 1)));
      if (name == "content-length") size = number_of(value);
      if (name == "warc-type") record.type = ascii_lower(value);
      if (name == "warc-date") record.date = value;
      if (name == "content-type") record.content_type = ascii_lower(value);
      if (name == "warc-target-uri") {
        const bool in_brackets = value.starts_with('<') && value.ends_with('>');  // WARC 1.0
        record.url = in_brackets ? value.substr(1, value.size() - 2) : value;
      }
    }
    if (!size) return refuse(record, "the record does not say how long it is");
    record.size = *size;
    return true;
  }

  bool read_arc_head(const std::string& line, ArchiveRecord& record) {
    const std::vector<std::string_view> fields = split(line, ' ');
    const std::optional<std::uint64_t> size = number_of(fields.back());
    if (!size) return refuse(record, "the record does not say how long it is");
    record.type = fields[0].starts_with("filedesc://") ? "warcinfo" : "response";
    record.url = std::string(fields[0]);
    record.date = std::string(fields[2]);
    record.content_type = "application/http";
    record.size = *size;
    return true;
  }

  bool refuse(const ArchiveRecord& record, const std::string& why) {
    if (!source_.damage()) report_(record.place, why);
    is_lost_ = true;
    return false;
  }

  Result<void> read_block(ArchiveRecord record) {
    const std::uint64_t there = source_.take(record.size, kMaxBlock, record.block);
    last_place_ = record.place;
    if (there < record.size) {
      report_(record.place, "the record ends after " + std::to_string(there) + " of " +
                                std::to_string(record.size) + " bytes");
      was_damaged_ = true;
      const bool is_whole = there == record.block.size();
      const std::size_t inside = is_whole ? record_inside(record.block) : record.block.npos;
      if (inside != record.block.npos) {
        source_.give_back(record.block.substr(inside + 1));
      }
      return {};
    }
    was_damaged_ = false;
    last_block_ = record.size <= kMaxBlock ? record.block : std::string();
    return use_(std::move(record));
  }

  ArchiveSource source_;
  const Use& use_;
  const Report& report_;
  std::string last_block_;
  std::uint64_t last_place_ = 0;
  int looks_ = 0;
  bool is_lost_ = false;      // within what is no record, which has been told
  bool was_damaged_ = false;  // likewise
};

}  // namespace

bool begins_record(std::string_view line) {
  return line.starts_with(kWarcMark) || begins_arc_record(line);
}

Result<void> read_archive(std::istream& in, const std::function<Result<void>(ArchiveRecord)>& use,
                          const std::function<void(std::uint64_t, std::string)>& report) {
  return Archive(in, use, report).run();
}

}  // namespace whocites::ingest::warc
