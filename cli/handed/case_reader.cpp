// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_reader.h"

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/digest.h"
#include "base/text.h"
#include "cli/handed/case_files.h"
#include "cli/handed/case_log.h"
#include "ingest/format.h"

namespace whocites::cli {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostLogBytes = std::uint64_t{256} << 20;
// Where a record stands that states no place itself; no file has such a name.
const std::string kNowhere = "\x1F";

std::string text_member(const json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

tl::unexpected<Error> at(Error error, const std::string& name) {
  if (!error.position) error.position = SourcePosition{name, 0, 0};
  return fail(std::move(error));
}

}  // namespace

Result<bool> is_case(const ImportInput& input) {
  if (input.is_case_folder) return true;
  if (input.refused) return false;
  const Result<std::string> head = input.head();
  if (!head) return fail(head.error());
  if (begins_case(*head)) return true;
  if (!head->starts_with("PK\x03\x04")) return false;
  Result<CaseSource> source = CaseSource::open(input);
  if (!source || !source->has(kManifestFile)) return false;
  const auto in = source->read(kManifestFile);
  if (!in) return false;
  std::string text(kMostManifestBytes, '\0');
  (*in)->read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>((*in)->gcount()));
  return is_case_manifest(text);
}

Error CaseReader::wrong(std::string_view file, std::uint64_t line, std::string message) const {
  return {ErrorCode::Unreadable, std::move(message), SourcePosition{place_of(file), line, 0},
          "nothing was stored"};
}

Result<CaseReader> CaseReader::open(const ImportInput& input) {
  Result<CaseSource> source = CaseSource::open(input);
  if (!source) return at(source.error(), input.name);
  CaseReader reader(input.name, std::move(*source));
  if (auto sound = reader.read_manifest(); !sound) return at(sound.error(), input.name);
  if (auto read = reader.read_log(); !read) return at(read.error(), input.name);
  if (auto read = reader.read_texts(); !read) return at(read.error(), input.name);
  return reader;
}

Result<std::string> CaseReader::text_of(std::string_view file, std::uint64_t most_bytes) {
  const auto in = source_.read(file);
  if (!in) {
    if (in.error().code != ErrorCode::NotFound) return at(in.error(), place_of(file));
    return fail(wrong(file, 0, "the case has no such file"));
  }
  std::string text;
  std::string block(std::size_t{64} << 10, '\0');
  while ((*in)->read(block.data(), static_cast<std::streamsize>(block.size())) ||
         (*in)->gcount() > 0) {
    text.append(block, 0, static_cast<std::size_t>((*in)->gcount()));
    if (text.size() > most_bytes) return fail(wrong(file, 0, "the file is too large"));
  }
  if (auto damage = source_.damage()) return at(*damage, place_of(file));
  return text;
}

Result<void> CaseReader::read_manifest() {
  const Result<std::string> text = text_of(kManifestFile, kMostManifestBytes);
  if (!text) return fail(text.error());
  const json manifest = json::parse(*text, nullptr, false);
  if (!is_case_manifest(*text))
    return fail(wrong(kManifestFile, 0, "this is no manifest of a case"));
  const auto version = manifest.find("version");
  if (version == manifest.end() || *version != kCaseVersion) {
    Error error = wrong(kManifestFile, 0, "this case is of another version than 1");
    error.hint = "it was made with " + text_member(manifest, "made_with") +
                 ": import it with that or a newer one";
    return fail(error);
  }
  const auto files = manifest.find("files");
  if (files == manifest.end() || !files->is_array()) {
    return fail(wrong(kManifestFile, 0, "the manifest lists no files"));
  }
  std::set<std::string> listed{std::string(kManifestFile)};
  for (const json& file : *files) {
    if (!file.is_object() || !file.contains("bytes") || !file["bytes"].is_number_unsigned()) {
      return fail(wrong(kManifestFile, 0, "the manifest lists something that is no file"));
    }
    const std::string name = text_member(file, "name");
    if (!listed.insert(name).second) {
      return fail(wrong(kManifestFile, 0, "the manifest lists '" + printable(name) + "' twice"));
    }
    auto same = compare(name, file["bytes"].get<std::uint64_t>(), text_member(file, "sha256"));
    if (!same) return same;
  }
  for (const auto& [name, place] : source_.files()) {
    if (listed.contains(name)) continue;
    return fail(wrong(name, 0, "the case's manifest does not name this file"));
  }
  for (const std::string_view name : {kRecordsFile, kLogFile}) {
    if (listed.contains(std::string(name))) continue;
    return fail(wrong(kManifestFile, 0, "the manifest does not name " + std::string(name)));
  }
  return {};
}

Result<void> CaseReader::compare(const std::string& file, std::uint64_t bytes,
                                 const std::string& digest) {
  const auto in = source_.read(file);
  if (!in) {
    if (in.error().code != ErrorCode::NotFound) return at(in.error(), place_of(file));
    return fail(wrong(file, 0, "the file that the manifest names is missing"));
  }
  Sha256 sum;
  std::uint64_t count = 0;
  std::string block(std::size_t{64} << 10, '\0');
  while ((*in)->read(block.data(), static_cast<std::streamsize>(block.size())) ||
         (*in)->gcount() > 0) {
    sum.add(std::string_view(block).substr(0, static_cast<std::size_t>((*in)->gcount())));
    count += static_cast<std::uint64_t>((*in)->gcount());
  }
  if (auto damage = source_.damage()) return at(*damage, place_of(file));
  if (count != bytes || sum.hex() != digest) {
    Error error = wrong(file, 0, "the file is not the one that was packed: its SHA-256 differs");
    error.hint = "it was damaged or changed on its way; nothing was stored";
    return fail(error);
  }
  if (file == kRecordsFile) record_bytes_ = count;
  return {};
}

Result<void> CaseReader::read_lines(std::string_view file,
                                    Result<void> (CaseReader::*take)(std::string_view,
                                                                     std::uint64_t)) {
  const Result<std::string> text = text_of(file, kMostLogBytes);
  if (!text) return fail(text.error());
  std::uint64_t number = 0;
  for (std::string_view rest = *text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    if (trim(line).empty()) continue;
    if (auto taken = (this->*take)(line, number); !taken) return taken;
  }
  return {};
}

Result<void> CaseReader::read_log() { return read_lines(kLogFile, &CaseReader::add_batch); }

Result<void> CaseReader::add_batch(std::string_view line, std::uint64_t number) {
  Result<LoggedBatch> batch = read_log_line(line);
  if (!batch) return fail(wrong(kLogFile, number, batch.error().message));
  const std::uint64_t before = log_.empty() ? 0 : log_.back().last_line;
  if (batch->first_line != before + 1 || batch->last_line < batch->first_line) {
    return fail(wrong(kLogFile, number, "the lines of the batches do not follow one another"));
  }
  log_.push_back({std::move(batch->entry), batch->first_line, batch->last_line});
  return {};
}

Result<void> CaseReader::read_texts() {
  if (!source_.has(kTextsFile)) return {};
  return read_lines(kTextsFile, &CaseReader::add_text);
}

Result<void> CaseReader::add_text(std::string_view line, std::uint64_t number) {
  Result<LoggedText> text = read_text_line(line);
  if (!text) return fail(wrong(kTextsFile, number, text.error().message));
  if (text->batch == 0 || text->batch > log_.size()) {
    return fail(wrong(kTextsFile, number, "the log has no such batch"));
  }
  log_[text->batch - 1].texts.push_back(std::move(text->text));
  return {};
}

// Parts the records by batch as they come.
class CaseReader::RecordSink final : public whocites::RecordSink {
 public:
  RecordSink(std::vector<Said>& log, Replay& replay) : log_(log), replay_(replay) {}

  Result<void> accept(Record record) override {
    if (fault_) return fail(*fault_);
    const std::uint64_t line = settle(record);
    while (next_ == 0 || line > log_[next_ - 1].last_line) {
      if (next_ == log_.size()) return set_fault(line, "the log tells of fewer lines");
      if (auto done = begin_next(); !done) return done;
    }
    ++count_;
    auto taken = replay_.accept(std::move(record));
    if (!taken && taken.error().code == ErrorCode::BadRequest) {
      return set_fault(line, taken.error().message);
    }
    return taken;
  }

  void reject(Error error) override {
    if (fault_) return;
    error.code = ErrorCode::Unreadable;
    fault_ = std::move(error);
  }

  Result<void> finish() {
    if (fault_) return fail(*fault_);
    if (log_.empty() || count_ != log_.back().last_line) {
      return set_fault(count_, "the log tells of other lines than there are");
    }
    while (next_ < log_.size()) {
      if (auto done = begin_next(); !done) return done;
    }
    return replay_.finish();
  }

 private:
  // The line of a record, which is not the place of what it tells.
  static std::uint64_t settle(Record& record) {
    auto* const citation = std::get_if<CitationRecord>(&record);
    if (citation != nullptr && citation->evidence.place.file == kNowhere) {
      citation->evidence.place = {};
    }
    return std::visit(
        [](const auto& one) -> std::uint64_t {
          if constexpr (requires { one.position; }) {
            return one.position.line;
          } else {
            return 0;
          }
        },
        record);
  }

  Result<void> begin_next() {
    Said& said = log_[next_++];
    if (auto begun = replay_.begin(said.entry); !begun) return begun;
    for (IgnoredRecord& text : said.texts) {
      if (auto taken = replay_.accept(std::move(text)); !taken) return taken;
    }
    return {};
  }

  tl::unexpected<Error> set_fault(std::uint64_t line, const std::string& message) {
    fault_ = Error{ErrorCode::Unreadable, message, SourcePosition{kNowhere, line, 0}, {}};
    return fail(*fault_);
  }

  std::vector<Said>& log_;
  Replay& replay_;
  std::size_t next_ = 0;  // of the log: what has not begun
  std::uint64_t count_ = 0;
  std::optional<Error> fault_;
};

Result<void> CaseReader::replay(Replay& replay) {
  const auto in = source_.read(kRecordsFile);
  if (!in) return fail(in.error());
  RecordSink sink(log_, replay);
  ingest::ReadOptions options;
  options.source_name = kNowhere;
  Result<void> done = ingest::format_named("jsonl")->read(**in, options, sink);
  if (done) done = sink.finish();
  if (auto damage = source_.damage()) return at(*damage, place_of(kRecordsFile));
  if (done) return {};
  Error error = done.error();
  if (error.position && error.position->file == kNowhere) {
    error.position->file = place_of(kRecordsFile);
    error.hint = "nothing was stored";
  }
  return fail(error);
}

}  // namespace whocites::cli
