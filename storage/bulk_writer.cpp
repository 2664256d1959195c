// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/bulk_writer.h"

#include <malloc.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "storage/detail/bulk_work.h"
#include "storage/detail/staged_work.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

// What was freed counts as the process's until the allocator lets go of it, which it does not do
// by itself for pieces of a few MiB.
void give_back_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

bool position_less(const Error& a, const Error& b) {
  const SourcePosition nowhere;
  const SourcePosition& x = a.position ? *a.position : nowhere;
  const SourcePosition& y = b.position ? *b.position : nowhere;
  return std::tie(x.file, x.line, x.column) < std::tie(y.file, y.line, y.column);
}

}  // namespace

Result<void> BulkWriter::Work::start() {
  std::error_code failure;
  const std::string folder = store_.files().loading_folder();
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return fail(ErrorCode::Io, "cannot create '" + folder + "': " + failure.message());
  }
  entry_.id = store_.next_batch();
  begin_source(0);
  return {};
}

void BulkWriter::Work::reject(Error error) {
  ++entry_.rejected_count;
  if (rejected.size() < kMaxRejected) rejected.push_back(std::move(error));
}

Result<void> BulkWriter::Work::check_memory() {
  const std::uint64_t used = symbols_.memory_bytes() + symbols_.size() * 5 +
                             record_keys_.size() * 20 + identifiers_.size() * sizeof(NameEntry);
  if (used <= options_.memory_bytes) return keep_within(used);
  const std::uint64_t needed = (used * 2) >> 20;
  return fail(ErrorCode::BadRequest,
              "the input names more than " + std::to_string(symbols_.size()) +
                  " different things, too many for " + std::to_string(options_.memory_bytes >> 20) +
                  " MiB; nothing was stored",
              "try --memory " + std::to_string(needed) + "M, or import it in parts");
}

Result<void> BulkWriter::Work::commit() {
  drop_empty_source();
  if (record_keys_.empty() && citation_count_ == 0 && others_.empty()) {
    entry_.id = BatchId(0);
    return {};
  }
  Result<NameResolver> resolver = NameResolver::make(*this, store_, authority_);
  if (!resolver) return fail(resolver.error());
  resolver_ = std::move(*resolver);
  spare_chunks_.clear();
  give_back_memory();
  ids_.assign(symbols_.size(), 0);
  progress("looking names up", 0);
  for (auto step :
       {&Work::look_up_keys, &Work::number_nodes, &Work::hold_nodes, &Work::place_parts}) {
    if (auto done = (this->*step)(); !done) return done;
  }
  // Where a node of its own could be made for every name, the ids must still be enough.
  if (auto done = keep_within(held_while_storing()); !done) return done;
  RocksDbLoad::Plan plan;
  plan.spills = &spills_;
  plan.memory_bytes = options_.memory_bytes;
  plan.citations = citation_count_;
  plan.batch = entry_.id;
  plan.sources = entry_.sources;
  plan.next_node = NodeId(next_id_ + static_cast<std::uint32_t>(unknown_texts_.size()) +
                          static_cast<std::uint32_t>(others_.size()) * 2);
  progress("sorting and storing", 0);
  Result<std::unique_ptr<RocksDbLoad>> load = RocksDbLoad::make(store_, std::move(plan));
  if (!load) return fail(load.error());
  if (auto done = place_all(**load); !done) return done;
  std::stable_sort(rejected.begin(), rejected.end(), position_less);
  const bool is_empty = entry_.node_count == 0 && citation_count_ == 0 && decision_count_ == 0 &&
                        counts.texts == 0 && judgement_count_ == 0;
  if (is_empty) {
    entry_.id = BatchId(0);
    return {};
  }
  return (*load)->finish(entry_, NodeId(next_id_));
}

// What spill files may hold when there are `held_bytes` that cannot be spilled: half of the rest.
Result<void> BulkWriter::Work::keep_within(std::uint64_t held_bytes) {
  const std::uint64_t all = options_.memory_bytes;
  spills_.set_limit((all - std::min(all, held_bytes)) / 2);
  for (SpillFile* file : {&read_texts_, &citations_, &nodes_, &name_spill_, &texts_, &evidence_}) {
    if (!spills_.is_exceeded()) break;
    if (auto done = file->move_to_disk(); !done) return done;
  }
  return {};
}

// About, besides spill files: ids and records, words, and the two sorters of RocksDbLoad.
std::uint64_t BulkWriter::Work::held_while_storing() const {
  const std::uint64_t nodes = record_keys_.size();
  return symbols_.size() * 5 + nodes * 44 + 2 * std::min(nodes * 40, options_.memory_bytes / 8);
}

// Citations are joined before nodes are stored when they may make some; sorted meanwhile always.
Result<void> BulkWriter::Work::place_all(RocksDbLoad& load) {
  const bool makes_nodes = !unknown_texts_.empty();
  if (makes_nodes) {
    if (auto done = place_citations(load); !done) return done;
  }
  if (auto done = place_others(load); !done) return done;
  if (auto done = recognise_same(load); !done) return done;
  if (auto done = find_prints(load); !done) return done;
  symbols_ = SymbolTable();
  names_ = {};
  identifiers_ = {};
  give_back_memory();
  const Stage nodes{
      [&] { return put_nodes(load); },
      {[&] { return load.put_names(); }, [&] { return load.put_keys(); },
       [&] { return load.put_words(words_.words()); }, [&] { return load.put_nodes(); }}};
  const Stage citations{[&] { return makes_nodes ? Result<void>() : place_citations(load); },
                        {[&] { return load.put_cites(); }, [&] { return load.put_cited_by(); }}};
  return run_stages({nodes, citations});
}

BulkWriter::BulkWriter(std::unique_ptr<Work> work) : work_(std::move(work)) {}
BulkWriter::~BulkWriter() = default;

Result<std::unique_ptr<BulkWriter>> BulkWriter::make(Store& store, NameAuthority authority,
                                                     Batch entry, BulkOptions options) {
  auto* kept = dynamic_cast<RocksDbStore*>(&store);
  if (kept == nullptr) return nullptr;
  if (entry.sources.empty() || entry.sources.size() > UINT16_MAX) {
    return fail(ErrorCode::BadRequest, "a bulk import is of 1 to 65,535 sources");
  }
  auto work =
      std::make_unique<Work>(*kept, std::move(authority), std::move(entry), std::move(options));
  if (auto started = work->start(); !started) return fail(started.error());
  return std::unique_ptr<BulkWriter>(new BulkWriter(std::move(work)));
}

void BulkWriter::begin_source(std::size_t number) { work_->begin_source(number); }

std::unique_ptr<RecordSink> BulkWriter::make_chunk() { return work_->make_chunk(); }

Result<void> BulkWriter::take(std::unique_ptr<RecordSink> chunk) {
  return work_->take(std::unique_ptr<BulkChunk>(static_cast<BulkChunk*>(chunk.release())));
}

Result<void> BulkWriter::commit() { return work_->commit(); }

const Batch& BulkWriter::batch() const { return work_->entry(); }
const std::vector<Error>& BulkWriter::rejected() const { return work_->rejected; }
const BulkWriter::Counts& BulkWriter::counts() const { return work_->counts; }
const std::vector<NodeFacts>& BulkWriter::unresolved() const { return work_->unresolved; }

}  // namespace whocites
