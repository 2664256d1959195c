// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/bulk_import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <istream>
#include <memory>
#include <utility>

#include "base/text.h"
#include "cli/commands/import_doubts.h"
#include "cli/commands/parts.h"
#include "cli/progress_line.h"
#include "ingest/chunked_read.h"
#include "ingest/outlets.h"
#include "ingest/unpack.h"
#include "storage/bulk_writer.h"

namespace whocites::cli {
namespace {

// Smaller inputs are quicker in memory, where more can be told of them.
constexpr std::uint64_t kBulkBytes = std::uint64_t{8} << 20;
constexpr std::uint64_t kUsualGrowth = 5;  // of compressed text
// Rows of a table take many times their text when they are held, and all is told of them in bulk.
constexpr std::uint64_t kRowWeight = 4;
constexpr std::uint64_t kLeastMemory = std::uint64_t{16} << 20;

// "512M", "2G", "1073741824".
Result<std::uint64_t> memory_option(const Arguments& arguments) {
  if (!arguments.has("memory")) return BulkOptions().memory_bytes;
  const std::string text = arguments.text("memory");
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit = ascii_lower(std::string_view(end, text.data() + text.size()));
  static constexpr std::array<std::pair<std::string_view, int>, 7> kUnits{
      {{"", 0}, {"k", 10}, {"m", 20}, {"g", 30}, {"kib", 10}, {"mib", 20}, {"gib", 30}}};
  const auto* known = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](const auto& row) { return row.first == unit; });
  if (failure != std::errc() || known == kUnits.end() || number > (UINT64_MAX >> known->second)) {
    return fail(ErrorCode::BadRequest, "--memory takes a size, not '" + text + "'",
                "for example 512M or 2G");
  }
  const std::uint64_t bytes = number << known->second;
  if (bytes >= kLeastMemory) return bytes;
  return fail(ErrorCode::BadRequest, "--memory must be at least 16M");
}

void show_reading(ProgressLine& line, std::uint64_t bytes, std::uint64_t total) {
  if (!line.is_due()) return;
  const double rate = static_cast<double>(bytes) / line.seconds();
  const double left = rate > 0 ? static_cast<double>(total - std::min(bytes, total)) / rate : 0;
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "reading: %3.0f %%, %.0f MB/s, %.0f s left",
                100.0 * static_cast<double>(bytes) / static_cast<double>(total), rate / 1e6,
                std::ceil(left));
  line.show(text.data());
}

class BulkImport {
 public:
  BulkImport(Session& session, const Arguments& arguments, const ingest::ReadOptions& options)
      : session_(session), arguments_(arguments), options_(options) {}

  // Whether the inputs together are worth it. One that is of no format is told with the others.
  Result<bool> fits(const std::vector<ImportInput>& inputs) {
    if (arguments_.has("dry-run") || arguments_.has("keep-text")) return false;
    std::uint64_t unpacked = 0;
    for (const ImportInput& input : inputs) {
      const Result<std::string> head = input.head();
      total_ += input.size;
      const bool is_packed = head && ingest::packing_of(*head) != ingest::Packing::None;
      const Result<const ingest::Format*> format =
          head ? import_format(arguments_, input.name, *head) : fail(head.error());
      const bool has_rows = format && (*format)->begin != nullptr;
      unpacked += input.size * (is_packed ? kUsualGrowth : 1) * (has_rows ? kRowWeight : 1);
      if (format) {
        readable_.push_back({&input, *format});
      } else if (inputs.size() > 1 && format.error().code == ErrorCode::Unreadable) {
        unreadable_.push_back(format.error());
      } else {
        return fail(format.error());
      }
    }
    is_alone_ = inputs.size() == 1;
    return unpacked >= kBulkBytes || arguments_.has("memory");
  }

  Result<int> run() {
    BulkOptions bulk;
    const Result<std::uint64_t> memory = memory_option(arguments_);
    if (!memory) return fail(memory.error());
    bulk.memory_bytes = *memory;
    ProgressLine line(session_.wants_progress());
    bulk.progress = [&](std::string_view phase, double share) { line.work(phase, share); };
    Batch entry = session_.entry(Action::Import);
    line.work("taking the digest", 0);
    if (auto chosen = choose(entry); !chosen) return fail(chosen.error());
    line.clear();
    if (chosen_.empty()) return report({}, {}, {}, {});
    const Result<Store*> store = session_.store_to_write();
    if (!store) return fail(store.error());
    auto writer = BulkWriter::make(**store, ingest::outlet_authority(), std::move(entry), bulk);
    if (!writer) return fail(writer.error());
    if (auto read = read_all(**writer, line); !read) return fail(read.error());
    if (auto stored = (*writer)->commit(); !stored) return fail(stored.error());
    line.clear();
    return report((*writer)->batch(), (*writer)->counts(), (*writer)->rejected(),
                  (*writer)->unresolved());
  }

 private:
  // The inputs that are not in the store yet.
  Result<void> choose(Batch& entry) {
    std::optional<Reader> reader;
    const Result<Store*> store = session_.store_to_read();
    if (store) {
      Result<Reader> made = Reader::make(**store);
      if (!made) return fail(made.error());
      reader = std::move(*made);
    } else if (store.error().code != ErrorCode::NotFound) {
      return fail(store.error());
    }
    for (const auto& [input, format] : readable_) {
      const Result<std::string> digest = input->digest();
      if (!digest) return fail(digest.error());
      const SourceFile file{input->name, *digest, format_line(*format, arguments_)};
      if (reader && !arguments_.has("again")) {
        const Result<std::optional<BatchId>> before = imported_before(*reader, file);
        if (!before) return fail(before.error());
        if (*before) {
          session_.remark(file.name + ": already imported as batch " +
                          std::to_string((*before)->value) + ", nothing to do");
          continue;
        }
      }
      entry.sources.push_back(file);
      chosen_.push_back({input, format});
    }
    return {};
  }

  // What is of no format counts with the bad records.
  static Result<void> reject(BulkWriter& writer, Error error) {
    std::unique_ptr<RecordSink> chunk = writer.make_chunk();
    chunk->reject(std::move(error));
    return writer.take(std::move(chunk));
  }

  Result<void> read_all(BulkWriter& writer, ProgressLine& line) {
    for (Error& error : std::exchange(unreadable_, {})) {
      if (auto taken = reject(writer, std::move(error)); !taken) return taken;
    }
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      const auto& [input, format] = chosen_[i];
      const ingest::ReadOptions options = input->options_for(options_);
      ingest::ChunkedOptions how;
      how.progress = [&](std::uint64_t bytes) { show_reading(line, before + bytes, total_); };
      writer.begin_source(i);
      const Result<std::unique_ptr<std::istream>> in = input->open();
      if (!in) return fail(in.error());
      const Result<void> read = ingest::read_chunked(*format, **in, options, writer, how);
      before += input->size;
      const std::optional<Error> damage = input->damage();
      if (read && damage) {
        if (auto taken = reject(writer, *damage); !taken) return taken;
      }
      if (read) continue;
      Error error = damage && read.error().code == ErrorCode::Unreadable ? *damage : read.error();
      if (error.code != ErrorCode::Unreadable) return fail(error);
      if (!error.position) error.position = SourcePosition{input->name, 0, 0};
      if (is_alone_) return fail(error);
      if (auto taken = reject(writer, std::move(error)); !taken) return taken;
    }
    return {};
  }

  Result<int> report(const Batch& batch, const BulkWriter::Counts& counts,
                     const std::vector<Error>& rejected, const std::vector<NodeFacts>& unresolved) {
    if (session_.is_json()) {
      if (auto printed = session_.print(summary(batch, counts)); !printed) return printed;
    } else if (batch.id.value != 0) {
      session_.out() << "batch " << batch.id.value << ": " << kinds_line(batch, counts) << "\n";
    }
    for (const Error& error : rejected) session_.complain(error);
    for (const Error& error : unreadable_) session_.complain(error);
    for (const NodeFacts& facts : unresolved) {
      remark_unresolved(session_, facts);
    }
    if (counts.unresolved > unresolved.size()) {
      session_.remark("… and " + std::to_string(counts.unresolved - unresolved.size()) +
                      " more unresolved names");
    }
    tell_prints(session_, counts.prints);
    const std::uint64_t bad = batch.rejected_count + unreadable_.size();
    if (bad == 0) return kDone;
    const bool nothing = batch.id.value == 0;
    session_.remark(counted(bad, "record was rejected", "records were rejected") +
                    (batch.rejected_count > rejected.size()
                         ? ", of which the first " + std::to_string(rejected.size()) + " are shown"
                         : "") +
                    (nothing ? "; nothing was stored" : "; the others are stored"));
    return nothing ? kUnreadable : kSomeRejected;
  }

  static std::string kinds_line(const Batch& batch, const BulkWriter::Counts& counts) {
    std::vector<std::string> words;
    for (const KindName& row : kKinds) {
      const std::uint64_t count = counts.kinds[static_cast<std::size_t>(row.kind)];
      if (count != 0) words.push_back(counted(count, row.name, row.plural));
    }
    add_unresolved(counts.unresolved, counts.linked, words);
    words.push_back(counted(batch.citation_count, "citation", "citations"));
    return join(words, ", ");
  }

  static Answer summary(const Batch& batch, const BulkWriter::Counts& counts) {
    Answer answer;
    Table& table = answer.table;
    table.is_record = true;
    table.columns = {"batch", "nodes", "citations", "rejected", "ignored_texts"};
    Cell id;
    if (batch.id.value != 0) id = number_cell(batch.id.value);
    table.add({id, number_cell(batch.node_count), number_cell(batch.citation_count),
               number_cell(batch.rejected_count), number_cell(counts.texts)});
    return answer;
  }

  Session& session_;
  const Arguments& arguments_;
  const ingest::ReadOptions& options_;
  std::uint64_t total_ = 0;
  bool is_alone_ = false;  // one input: what is wrong with it is the answer
  std::vector<std::pair<const ImportInput*, const ingest::Format*>> readable_;
  std::vector<std::pair<const ImportInput*, const ingest::Format*>> chosen_;
  std::vector<Error> unreadable_;
};

}  // namespace

Result<std::optional<int>> import_in_bulk(Session& session, const Arguments& arguments,
                                          const ingest::ReadOptions& options,
                                          const std::vector<ImportInput>& inputs) {
  BulkImport bulk(session, arguments, options);
  const Result<bool> fits = bulk.fits(inputs);
  if (!fits) return fail(fits.error());
  if (!*fits) return std::nullopt;
  const Result<int> code = bulk.run();
  if (!code) return fail(code.error());
  return *code;
}

}  // namespace whocites::cli
