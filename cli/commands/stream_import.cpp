// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/stream_import.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "cli/arrivals.h"
#include "cli/commands/bulk_import.h"
#include "cli/commands/parts.h"
#include "ingest/line_records.h"
#include "ingest/outlets.h"
#include "storage/batch_writer.h"

namespace whocites::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kUsualGroup = 1000;
constexpr std::uint64_t kMostGroup = 1'000'000;
constexpr std::chrono::milliseconds kLongestWait{200};

Result<std::uint64_t> group_option(const Arguments& arguments) {
  const Result<std::optional<std::uint64_t>> group = arguments.number("group");
  if (!group) return fail(group.error());
  if (!*group) return kUsualGroup;
  if (**group > 0 && **group <= kMostGroup) return **group;
  return fail(ErrorCode::BadRequest, "--group takes a number from 1 to 1000000");
}

Result<const ingest::Format*> stream_format(const Arguments& arguments) {
  const std::string name = arguments.has("from") ? arguments.text("from") : "jsonl";
  const Result<const ingest::Format*> format = import_format(arguments, "-", "{}");
  if (!format) return format;
  const ingest::Format* known = ingest::format_named(name);
  if (known != nullptr && known->begin != nullptr) return known;
  return fail(ErrorCode::BadRequest, "'" + name + "' cannot be read as it arrives",
              "--stream reads jsonl, csv, tsv and gdelt");
}

Result<void> check_usage(const Arguments& arguments) {
  if (arguments.positional != std::vector<std::string>{"-"}) {
    return fail(ErrorCode::BadRequest, "--stream reads the standard input alone",
                "give it as 'import - --stream'");
  }
  for (const std::string name : {"dry-run", "keep-text", "memory"}) {
    if (!arguments.has(name)) continue;
    return fail(ErrorCode::BadRequest, "--stream cannot be combined with --" + name);
  }
  return {};
}

class Stream {
 public:
  Stream(Session& session, const Arguments& arguments, const ingest::ReadOptions& options)
      : session_(session), arguments_(arguments), options_(options) {
    options_.source_name = "-";
  }

  Result<int> run() {
    if (auto usable = check_usage(arguments_); !usable) return fail(usable.error());
    const Result<const ingest::Format*> format = stream_format(arguments_);
    if (!format) return fail(format.error());
    format_ = *format;
    has_header_ = format_->name == "csv" || format_->name == "tsv";
    const Result<std::uint64_t> group = group_option(arguments_);
    if (!group) return fail(group.error());
    wanted_ = group_ = *group;
    Arrivals arrivals(session_.in());  // before the store starts threads
    const Result<Store*> store = session_.store_to_write();
    if (!store) return fail(store.error());
    store_ = *store;
    if (auto done = read(arrivals); !done) return fail(done.error());
    if (rejected_ == 0) return kDone;
    session_.remark(counted(rejected_, "record was rejected", "records were rejected") +
                    (stored_any_ ? "; the others are stored" : "; nothing was stored"));
    return stored_any_ ? kSomeRejected : kUnreadable;
  }

 private:
  Result<void> read(Arrivals& arrivals) {
    for (;;) {
      const bool idle = pending_.empty();
      const Result<Arrivals::Event> event = arrivals.wait(time_left(), pending_);
      if (!event) return fail(event.error());
      if (idle) since_ = Clock::now();
      const bool is_end = *event == Arrivals::Event::End || *event == Arrivals::Event::Stopped;
      if (auto done = take_full_groups(); !done) return done;
      if (is_end) return finish(*event == Arrivals::Event::Stopped);
      if (!pending_.empty() && Clock::now() - since_ >= kLongestWait) {
        if (auto done = take(pending_.rfind('\n') + 1, false); !done) return done;
        since_ = Clock::now();  // what is left is half a record
      }
      if (pending_.size() > ingest::kMaxLineBytes) {
        if (auto done = take(pending_.rfind('\n') + 1, true); !done) return done;
        if (pending_.size() > ingest::kMaxLineBytes) return too_long();
      }
    }
  }

  Result<void> finish(bool stopped) {
    const std::size_t whole = stopped ? pending_.rfind('\n') + 1 : pending_.size();
    if (auto done = take(whole, true); !done) return done;
    if (!pending_.empty()) session_.remark("stopped within a line, which is not stored");
    return {};
  }

  std::optional<std::chrono::milliseconds> time_left() const {
    if (pending_.empty()) return std::nullopt;
    const auto passed =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - since_);
    return std::max(kLongestWait - passed, std::chrono::milliseconds(1));
  }

  Result<void> take_full_groups() {
    for (;;) {
      if (has_header_ && !records_) {
        if (auto done = take_header(false); !done || !records_) return done;
      }
      while (lines_ < wanted_) {
        const std::size_t end = pending_.find('\n', scanned_);
        if (end == std::string::npos) {
          scanned_ = pending_.size();
          return {};
        }
        scanned_ = end + 1;
        ++lines_;
      }
      const std::uint64_t before = wanted_;
      if (auto done = take(scanned_, false); !done) return done;
      if (wanted_ > before) continue;  // a record goes on beyond the group
      since_ = Clock::now();
    }
  }

  Result<void> take_header(bool at_end) {
    const std::size_t end = pending_.find('\n');
    if (end == std::string::npos && !at_end) return {};
    header_ = pending_.substr(0, end == std::string::npos ? end : end + 1);
    ingest::LineReader lines(header_, ingest::kMaxLineBytes, 1);
    RecordList none;
    Result<std::unique_ptr<ingest::LineRecords>> records = format_->begin(lines, options_, none);
    if (!records) return fail(records.error());
    records_ = std::move(*records);
    pending_.erase(0, header_.size());
    first_line_ = 2;
    return {};
  }

  // Stores the first `size` bytes of what has arrived, as far as they are whole records, as a
  // group. `is_last`: no more lines can make them whole.
  Result<void> take(std::size_t size, bool is_last) {
    if (has_header_ && !records_ && !pending_.empty()) {
      if (auto done = take_header(is_last); !done || !records_) return done;
      size = std::min(size, pending_.size());
      if (!is_last) size = pending_.rfind('\n') + 1;
    }
    if (size == 0) return {};
    if (!is_last && records_) {
      size = records_->whole_records(std::string_view(pending_).substr(0, size));
    }
    const std::string_view text = std::string_view(pending_).substr(0, size);
    ingest::LineReader lines(text, ingest::kMaxLineBytes, first_line_);
    RecordList read;
    const Result<ingest::LinesEnd> end = parse(lines, read);
    if (!end) return fail(end.error());
    if (*end == ingest::LinesEnd::Within && !is_last) {
      wanted_ = std::max(wanted_, 2 * lines_);
      return {};
    }
    const auto count = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
    first_line_ += count + (text.ends_with('\n') ? 0 : 1);
    if (auto done = store(text, read); !done) return done;
    pending_.erase(0, size);
    scanned_ = 0;
    lines_ = 0;
    wanted_ = group_;
    return {};
  }

  Result<ingest::LinesEnd> parse(ingest::LineReader& lines, RecordList& read) {
    if (!records_) {
      Result<std::unique_ptr<ingest::LineRecords>> records = format_->begin(lines, options_, read);
      if (!records) return fail(records.error());
      records_ = std::move(*records);
      if (!records_) return ingest::LinesEnd::Between;
    }
    return records_->read(lines, ingest::LineRecords::kToTheEnd, read);
  }

  Result<void> store(std::string_view text, RecordList& read) {
    const std::size_t records = read.records.size();
    const std::size_t unread = read.rejected.size();
    if (records == 0 && unread == 0) return {};
    const SourceFile source{"-", sha256_hex(header_ + std::string(text)),
                            format_line(*format_, arguments_)};
    if (!arguments_.has("again")) {
      const Result<Reader> reader = Reader::make(*store_);
      if (!reader) return fail(reader.error());
      const Result<std::optional<BatchId>> before = imported_before(*reader, source);
      if (!before) return fail(before.error());
      if (*before) {
        stored_any_ = true;
        return acknowledge(**before, records, 0, true);
      }
    }
    Batch entry = session_.entry(Action::Import);
    entry.sources.push_back(source);
    BatchWriter writer(*store_, ingest::outlet_authority(), std::move(entry));
    for (Record& record : read.records) {
      if (auto taken = writer.accept(std::move(record)); !taken) return taken;
    }
    for (Error& error : read.rejected) writer.reject(std::move(error));
    if (auto stored = writer.commit(); !stored) return stored;
    for (const Error& error : writer.rejected()) session_.complain(error);
    const std::size_t bad = writer.rejected().size();
    rejected_ += bad;
    stored_any_ = stored_any_ || writer.batch().id.value != 0;
    return acknowledge(writer.batch().id, records - (bad - unread), bad, false);
  }

  // Written through at once: whoever sends waits for it.
  Result<void> acknowledge(BatchId batch, std::size_t records, std::size_t rejected, bool known) {
    std::ostream& out = session_.out();
    const std::uint64_t last = first_line_ - 1;
    if (session_.is_json()) {
      out << R"({"batch":)" << (batch.value == 0 ? "null" : std::to_string(batch.value))
          << R"(,"records":)" << records << R"(,"line":)" << last << R"(,"rejected":)" << rejected
          << R"(,"known":)" << (known ? "true" : "false") << "}\n";
    } else {
      if (batch.value != 0) out << "batch " << batch.value << ": ";
      out << counted(records, "record", "records") << ", through line " << last;
      if (rejected != 0) out << ", " << rejected << " rejected";
      if (known) out << ", already imported";
      out << "\n";
    }
    out.flush();
    if (out) return {};
    return fail(ErrorCode::Io, "the output could not be written",
                "what was stored stays; it may be one group more than was acknowledged");
  }

  static Result<void> too_long() {
    return fail(ErrorCode::Unreadable,
                "a line longer than " + std::to_string(ingest::kMaxLineBytes >> 20) + " MiB",
                "put one record on a line");
  }

  Session& session_;
  const Arguments& arguments_;
  ingest::ReadOptions options_;
  const ingest::Format* format_ = nullptr;
  Store* store_ = nullptr;
  std::unique_ptr<ingest::LineRecords> records_;  // absent until the input's beginning was read
  bool has_header_ = false;
  std::string header_;
  std::string pending_;       // what arrived and is not stored
  Clock::time_point since_;   // when the first of it arrived
  std::size_t scanned_ = 0;   // of it, for line ends
  std::uint64_t lines_ = 0;   // found there
  std::uint64_t wanted_ = 0;  // lines that make a group, more when they end within a record
  std::uint64_t group_ = 0;
  std::uint64_t first_line_ = 1;  // of what is pending
  std::uint64_t rejected_ = 0;
  bool stored_any_ = false;
};

}  // namespace

Result<int> import_stream(Session& session, const Arguments& arguments,
                          const ingest::ReadOptions& options) {
  return Stream(session, arguments, options).run();
}

}  // namespace whocites::cli
