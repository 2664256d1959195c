// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_records.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <tuple>
#include <vector>

#include "cli/handed/case_files.h"
#include "render/json_text.h"
#include "render/record_json.h"
#include "storage/replay.h"

namespace whocites::cli {
namespace {

using render::json_string;
using render::JsonObject;

// How much of a batch is in the case.
struct BatchShare {
  std::uint64_t nodes = 0;
  std::uint64_t citations = 0;
  std::uint64_t first_line = 0;
  std::uint64_t last_line = 0;
};

class CaseRecords {
 public:
  CaseRecords(const CaseRecordsRequest& request, const Work& work)
      : request_(request), work_(work) {}

  Result<CaseCounts> write() {
    if (auto done = gather(); !done) return fail(done.error());
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const Line& a, const Line& b) { return a.batch < b.batch; });
    if (auto done = write_lines(); !done) return fail(done.error());
    if (auto done = write_log(); !done) return fail(done.error());
    counts_.batches = shares_.size();
    return counts_;
  }

 private:
  // A line of the file that has them in the order of the store.
  struct Line {
    std::uint64_t offset = 0;
    BatchId batch;
    bool is_text = false;
  };

  std::string path(std::string_view name) const {
    return request_.folder + "/" + std::string(name);
  }
  std::string gathered_path() const { return path("gathered"); }
  tl::unexpected<Error> no_room(std::string_view name) const {
    return fail(ErrorCode::Io, "cannot write '" + path(name) + "'",
                "set TMPDIR to a folder with more room");
  }

  Result<void> gather() {
    std::ofstream out(gathered_path(), std::ios::binary | std::ios::trunc);
    std::uint64_t offset = 0;
    const auto add = [&](BatchId batch, const Record& record) {
      const std::string line = render::record_json(record) + "\n";
      out << line;
      lines_.push_back({offset, batch, std::holds_alternative<IgnoredRecord>(record)});
      offset += line.size();
      count(batch, record);
      return out.good() && !work_.is_stopped();
    };
    if (auto done = request_.part.tell(add); !done) return done;
    if (work_.is_stopped()) return interrupted();
    out.close();
    if (out.fail()) return no_room("gathered");
    return {};
  }

  // Things that are one come one after another.
  void count(BatchId batch, const Record& record) {
    BatchShare& share = shares_[batch];
    if (const auto* node = std::get_if<NodeRecord>(&record)) {
      ++share.nodes;
      if (node->key != last_key_ || counts_.nodes == 0) ++counts_.nodes;
      last_key_ = node->key;
    } else if (const auto* citation = std::get_if<CitationRecord>(&record)) {
      ++counts_.evidence;
      const std::tuple ends(citation->from, citation->to, citation->relation);
      const bool is_new = counts_.citations == 0 || ends != last_ends_;
      if (is_new) ++counts_.citations;
      if (is_new || batch != last_batch_) ++share.citations;
      last_ends_ = ends;
      last_batch_ = batch;
    } else if (std::holds_alternative<IgnoredRecord>(record)) {
      ++counts_.texts;
    } else {
      ++counts_.decisions;
    }
  }

  Result<void> write_lines() {
    std::ifstream in(gathered_path(), std::ios::binary);
    std::ofstream records(path(kRecordsFile), std::ios::binary | std::ios::trunc);
    std::ofstream texts;
    if (counts_.texts > 0) texts.open(path(kTextsFile), std::ios::binary | std::ios::trunc);
    std::uint64_t place = 0;  // in the file that is read
    std::uint64_t written = 0;
    std::string text;
    for (const Line& line : lines_) {
      if (line.offset != place) in.seekg(static_cast<std::streamoff>(line.offset));
      std::getline(in, text);
      place = line.offset + text.size() + 1;
      if (line.is_text) {
        texts << R"({"batch":)" << number_of(line.batch) << "," << text.substr(1) << "\n";
        continue;
      }
      records << text << "\n";
      BatchShare& share = shares_[line.batch];
      share.last_line = ++written;
      if (share.first_line == 0) share.first_line = written;
      if (work_.is_stopped()) return interrupted();
    }
    records.close();
    if (!in || records.fail()) return no_room(kRecordsFile);
    if (counts_.texts == 0) return {};
    texts.close();
    return texts.fail() ? Result<void>(no_room(kTextsFile)) : Result<void>();
  }

  // Counts from 1 in the order of the file: numbers of stores mean nothing elsewhere.
  std::size_t number_of(BatchId batch) const {
    return static_cast<std::size_t>(std::distance(shares_.begin(), shares_.find(batch))) + 1;
  }

  Result<void> write_log() const {
    std::ofstream out(path(kLogFile), std::ios::binary | std::ios::trunc);
    std::size_t number = 0;
    for (const auto& [id, share] : shares_) {
      const Result<std::optional<Batch>> batch = request_.reader.store().batch(id);
      if (!batch) return fail(batch.error());
      if (!*batch)
        return fail(ErrorCode::Damaged, "the log has no batch " + std::to_string(id.value));
      out << log_line(++number, **batch, share) << "\n";
    }
    out.close();
    return out.fail() ? Result<void>(no_room(kLogFile)) : Result<void>();
  }

  std::string log_line(std::size_t number, const Batch& batch, const BatchShare& share) const {
    const BatchOrigin origin =
        batch.origin.value_or(BatchOrigin{request_.store_name, batch.id, batch.time});
    bool is_part = share.nodes != batch.node_count || share.citations != batch.citation_count;
    std::vector<SourceFile> sources = batch.sources;
    for (SourceFile& source : sources) {
      if (!source.format.ends_with(kInPart)) continue;
      is_part = true;
      source.format.resize(source.format.size() - kInPart.size());
    }
    JsonObject object;
    object.add("batch", std::to_string(number))
        .add("lines",
             "[" + std::to_string(share.first_line) + "," + std::to_string(share.last_line) + "]")
        .add("time", json_string(to_string(origin.time)))
        .add("action", json_string(name_of(batch.action)))
        .add_text("who", batch.who)
        .add_text("summary", batch.summary)
        .add("store", json_string(origin.store))
        .add("store_batch", std::to_string(origin.batch.value));
    if (batch.rejected_count != 0) object.add("rejected", std::to_string(batch.rejected_count));
    if (sources.empty()) return object.text();
    if (is_part) object.add("in_part", "true");
    object.add("sources", render::list_json(sources, [](const SourceFile& source) {
                 return JsonObject()
                     .add("name", json_string(source.name))
                     .add("sha256", json_string(source.digest))
                     .add("format", json_string(source.format))
                     .text();
               }));
    return object.text();
  }

  const CaseRecordsRequest& request_;
  const Work& work_;
  std::vector<Line> lines_;
  std::map<BatchId, BatchShare> shares_;
  CaseCounts counts_;
  std::string last_key_;
  std::tuple<std::string, std::string, Relation> last_ends_;
  BatchId last_batch_;
};

}  // namespace

Result<CaseCounts> write_case_records(const CaseRecordsRequest& request, const Work& work) {
  return CaseRecords(request, work).write();
}

}  // namespace whocites::cli
