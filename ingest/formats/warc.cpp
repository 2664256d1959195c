// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/formats.h"
#include "ingest/formats/html.h"
#include "ingest/json_slices.h"
#include "ingest/warc/detail/archive_records.h"
#include "ingest/warc/detail/http_message.h"

namespace whocites::ingest {
namespace {

using warc::ArchiveRecord;
using warc::HttpResponse;

int recognise(std::string_view head) {
  const std::string_view line = head.substr(0, std::min(head.find('\n'), head.size()));
  if (line.starts_with("WARC/") && line.size() < 32) return 100;
  return line.starts_with("filedesc://") ? 100 : 0;
}

// Passes on the records of one page, the article with the time when the archive took it.
class ArchivedPage final : public RecordSink {
 public:
  ArchivedPage(RecordSink& sink, const std::string& date) : sink_(sink), date_(date) {}

  Result<void> accept(Record record) override {
    if (auto* node = std::get_if<NodeRecord>(&record); node != nullptr && !seen_) {
      seen_ = true;
      if (!date_.empty()) {
        node->facts.properties.push_back({"archived", to_json_string(to_valid_utf8(date_))});
      }
    }
    return sink_.accept(std::move(record));
  }
  void reject(Error error) override { sink_.reject(std::move(error)); }

 private:
  RecordSink& sink_;
  const std::string& date_;
  bool seen_ = false;
};

class WarcReader {
 public:
  WarcReader(const ReadOptions& options, RecordSink& sink) : options_(options), sink_(sink) {}

  Result<void> run(std::istream& in) {
    const auto done = warc::read_archive(
        in, [this](ArchiveRecord record) { return take(std::move(record)); },
        [this](std::uint64_t place, std::string what) { reject(place, std::move(what)); });
    if (!done) return done;
    if (in.bad()) return fail(ErrorCode::Io, "the input could not be read");
    if (records_ == 0) {
      return fail(ErrorCode::Unreadable, "not one record of a web archive could be read");
    }
    return tell_of_others();
  }

 private:
  Result<void> take(ArchiveRecord record) {
    ++records_;
    if (record.type != "response" && record.type != "resource") return {};
    HttpResponse response;
    if (record.type == "response") {
      Result<HttpResponse> read = warc::read_response(record.block, html::kMaxPageBytes);
      if (!read) {
        if (canonical_url(record.url)) reject(record.place, read.error().message);
        return {};
      }
      response = std::move(*read);
    } else {
      warc::read_content_type(record.content_type, response.content_type, response.charset);
      response.body = std::move(record.block);
    }
    if (response.status != 0 && (response.status < 200 || response.status > 299)) {
      ++others_["status " + std::to_string(response.status)];
      return {};
    }
    const bool is_page =
        response.content_type == "text/html" || response.content_type == "application/xhtml+xml";
    if (!is_page) {
      ++others_[response.content_type.empty() ? "no type" : response.content_type];
      return {};
    }
    return read_page(record, std::move(response));
  }

  Result<void> read_page(const ArchiveRecord& record, HttpResponse response) {
    ReadOptions options = options_;
    options.source_name += "@" + std::to_string(record.place);
    options.url = record.url;
    ArchivedPage sink(sink_, record.date);
    const Result<void> read = read_html(std::move(response.body), response.charset, options, sink);
    if (read || read.error().code != ErrorCode::Unreadable) return read;
    reject(record.place, record.url + ": " + read.error().message);
    return {};
  }

  void reject(std::uint64_t place, std::string what) {
    sink_.reject({ErrorCode::Unreadable, "record at byte " + std::to_string(place) + ": " + what,
                  SourcePosition{options_.source_name, 0, 0}});
  }

  Result<void> tell_of_others() {
    if (others_.empty()) return {};
    std::vector<std::string> kinds;
    for (const auto& [kind, count] : others_) kinds.push_back(std::to_string(count) + " " + kind);
    return sink_.accept(IgnoredRecord{
        join(kinds, ", "), "responses that are no pages", {options_.source_name, 0, 0, 0}});
  }

  const ReadOptions& options_;
  RecordSink& sink_;
  std::uint64_t records_ = 0;
  std::map<std::string, std::uint64_t> others_;  // what was no page
};

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return WarcReader(options, sink).run(in);
}

}  // namespace

const Format& warc_format() {
  static const Format format{.name = "warc",
                             .summary = "a web archive, WARC or ARC: the pages among its responses",
                             .extensions = {".warc", ".arc"},
                             .recognise = recognise,
                             .read = read,
                             .reads_packed = true};
  return format;
}

}  // namespace whocites::ingest
