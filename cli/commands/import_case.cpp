// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/import_case.h"

#include <filesystem>

#include "base/text.h"
#include "cli/commands/merge_words.h"
#include "cli/commands/parts.h"
#include "cli/handed/case_reader.h"
#include "cli/handed/temp_folder.h"

namespace whocites::cli {
namespace {

// Beyond this, what is new is put together on the disk.
constexpr std::uint64_t kMostBytesInMemory = std::uint64_t{64} << 20;
// Things of a case that are held at once while they are brought in.
constexpr std::size_t kWindow = std::size_t{1} << 17;

class CaseImport {
 public:
  CaseImport(Session& session, const Arguments& arguments, const ImportInput& input)
      : session_(session),
        dry_run_(arguments.has("dry-run")),
        input_(input),
        name_(name_of(input)) {}

  Result<int> run() {
    Result<CaseReader> reader = CaseReader::open(input_);
    if (!reader) return fail(reader.error());
    if (auto made = make_fresh(reader->record_bytes()); !made) return fail(made.error());
    const Result<const Store*> ours = ours_as_it_is();
    if (!ours) return fail(ours.error());
    Replay replay(*ours, *fresh_);
    if (auto read = reader->replay(replay); !read) return fail(read.error());
    taken_back_ = replay.taken_back();
    known_ = replay.known_count();
    new_ = replay.new_count();
    if (replay.new_count() == 0) return report({});
    // Only now is there a store to be made or changed.
    std::unique_ptr<Store> scratch;
    const Result<Store*> store = store_to_merge_into(session_, dry_run_, scratch);
    if (!store) return fail(store.error());
    MergeOptions options;
    options.name = name_;
    options.now = Session::now();
    options.who = Session::who();
    options.dry_run = dry_run_;
    options.window = kWindow;
    const Result<MergeResult> result = merge_store(**store, *fresh_, options);
    if (!result) return fail(result.error());
    return report(*result);
  }

 private:
  static std::string name_of(const ImportInput& input) {
    std::error_code failure;  // "." has a name too
    const auto path = std::filesystem::absolute(input.name, failure).lexically_normal();
    return (path.has_filename() ? path : path.parent_path()).filename().string();
  }

  Result<void> make_fresh(std::uint64_t bytes) {
    if (bytes <= kMostBytesInMemory) {
      fresh_ = make_memory_store();
      return {};
    }
    Result<TempFolder> folder = TempFolder::make();
    if (!folder) return fail(folder.error());
    folder_.emplace(std::move(*folder));
    StoreOptions options;
    options.sync = false;
    auto store = open_rocksdb_store(*folder_ / "case.db", OpenMode::Write, options);
    if (!store) return fail(store.error());
    fresh_ = std::move(*store);
    return {};
  }

  // nullptr where there is none yet.
  Result<const Store*> ours_as_it_is() {
    const Result<Store*> store = session_.store_to_read();
    if (store) return *store;
    if (store.error().code == ErrorCode::NotFound) return nullptr;
    return fail(store.error());
  }

  Result<int> report(const MergeResult& result) {
    Answer answer;
    if (session_.is_json()) {
      answer.table = summary_table(result);
    } else {
      add_conflicts(result, answer);
    }
    answer.remarks.insert(answer.remarks.begin(), story(result));
    if (dry_run_) remark_batches(session_, result.batches);
    tell_prints(session_, result.prints);
    for (BatchId batch : taken_back_) {
      answer.remarks.push_back("part of it is here as batch " + std::to_string(batch.value) +
                               ", which was taken back; see 'whocites log' to undo that");
    }
    return session_.print(std::move(answer));
  }

  std::string story(const MergeResult& result) const {
    if (result.batches.empty()) {
      return name_ + ": all that it says is here already, nothing to do";
    }
    std::string line = (dry_run_ ? "would bring " : "brought ") +
                       counted(new_, "record", "records") + " in " +
                       brought_words(result, name_, dry_run_);
    if (known_ != 0) line += "; " + counted(known_, "record was", "records were") + " here already";
    return line + (dry_run_ ? "; nothing was stored" : "");
  }

  // As an import of anything else gives it.
  static Table summary_table(const MergeResult& result) {
    Table table;
    table.is_record = true;
    table.columns = {"batch", "batches", "nodes", "citations", "rejected", "conflicts"};
    Cell last;
    if (!result.batches.empty()) last = number_cell(result.batches.back().id.value);
    std::uint64_t nodes = 0;
    std::uint64_t citations = 0;
    for (const Batch& batch : result.batches) {
      nodes += batch.node_count;
      citations += batch.citation_count;
    }
    table.add({last, number_cell(result.batches.size()), number_cell(nodes), number_cell(citations),
               number_cell(0), number_cell(result.conflict_count)});
    return table;
  }

  Session& session_;
  bool dry_run_;
  const ImportInput& input_;
  std::string name_;
  std::optional<TempFolder> folder_;
  std::unique_ptr<Store> fresh_;  // closed before its folder goes
  std::vector<BatchId> taken_back_;
  std::uint64_t known_ = 0;
  std::uint64_t new_ = 0;
};

}  // namespace

Result<int> import_case(Session& session, const Arguments& arguments, const ImportInput& input) {
  return CaseImport(session, arguments, input).run();
}

}  // namespace whocites::cli
