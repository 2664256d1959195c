// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "graph/records.h"
#include "storage/store.h"

namespace whocites {

struct BulkOptions {
  // What the writer may hold. A quarter to a half more is taken for a while by RocksDB and by
  // chunks that are being read.
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;
  // Called now and then by the thread that commits: what is being done, and how much of it is.
  std::function<void(std::string_view phase, double share)> progress = {};
};

// Makes one batch of an input of any size, as BatchWriter would of a small one (its rules for names
// and prints are at batch_writer.h), without holding it: texts are kept as hashes of 128 bits;
// nodes and citations (the size of the nodes' text and about 16 bytes a citation) wait in half of
// the memory that the tables below leave, and beyond that in unnamed temporary files in the store's
// folder; what is stored is sorted, outside of memory if it must be, and ingested as finished
// tables, wholly or not at all.
//
// Memory: about 32 bytes for each different text and 32 for each node, besides buffers; when that
// does not fit, take() fails and says how much is needed. Of the rejected records the first
// kMaxRejected are kept, all are counted. Thread rule: one thread calls; chunks may be filled by
// others.
class BulkWriter final : public ChunkedSink {
 public:
  static constexpr std::size_t kMaxRejected = 1000;
  static constexpr std::size_t kMaxUnresolved = 100;

  // `entry` says who, when, what and all the sources; its id and counts are set here. Null when
  // the store is not one of RocksDB: a BatchWriter must do. BadRequest without a source. `store`
  // must outlive the writer.
  static Result<std::unique_ptr<BulkWriter>> make(Store& store, NameAuthority authority,
                                                  Batch entry, BulkOptions options = {});
  ~BulkWriter() override;

  // The chunks that follow are of entry.sources[number], which none were before; before the first
  // call, of the first. The batch keeps of the sources those that gave a record.
  void begin_source(std::size_t number);
  std::unique_ptr<RecordSink> make_chunk() override;
  Result<void> take(std::unique_ptr<RecordSink> chunk) override;

  // Decides all names, sorts and stores. When no record was good nothing is written and batch()
  // has id 0. Once only.
  Result<void> commit();

  // After commit().
  const Batch& batch() const;
  const std::vector<Error>& rejected() const;  // the first ones, in order of position
  struct Counts {
    std::array<std::uint64_t, 8> kinds{};  // resolved nodes of the batch by Kind
    std::uint64_t unresolved = 0;          // names
    std::uint64_t linked = 0;              // is_only_linked()
    std::uint64_t texts = 0;               // that were left out of the records
    std::uint64_t prints = 0;              // articles that have the text of another one
  };
  const Counts& counts() const;
  // The first names that became unresolved nodes; pages that are only linked are none.
  const std::vector<NodeFacts>& unresolved() const;

 private:
  class Work;
  explicit BulkWriter(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace whocites
