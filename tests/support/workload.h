// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/records.h"
#include "storage/store.h"

namespace whocites::testing {

// A row of batches of every sort and size, the same for the same seed, with what a store must say
// after each. The store in memory is the oracle.
class Workload {
 public:
  // `rounds` repetitions of: small batches, one that is moved into tables at once, one that is
  // loaded as finished tables, an undo, a purge, and closing.
  Workload(unsigned seed, int rounds);
  // Loads of finished tables, into nothing and into what is there, and one that is taken back.
  static Workload of_loads(unsigned seed, int rounds);
  // The first of them alone.
  static Workload of_one_load(unsigned seed);

  std::size_t size() const { return steps_.size(); }
  // Whether the store is closed and opened again before step i.
  bool reopens(std::size_t i) const { return steps_[i].reopens; }
  Result<void> apply(Store& store, std::size_t i) const;
  // dump() of a store after the first `count` steps.
  const std::string& state(std::size_t count) const { return states_[count]; }
  // The number of steps after which a store says this; absent when it never does.
  std::optional<std::size_t> find(const std::string& dumped) const;

  // Of something that is no state of it: the state that is most like it, and where they differ.
  std::string nearest(const std::string& dumped) const;

  // Steps 0 to count - 1 on a store in memory.
  std::unique_ptr<Store> replay(std::size_t count) const;

 private:
  Workload() = default;
  struct Step {
    std::optional<Changes> changes;
    std::optional<Store::Purge> purge;
    std::vector<Record> load;
    bool reopens = false;
  };
  void add(Store& oracle, Step step);

  std::vector<Step> steps_;
  std::vector<std::string> states_;
};

// Makes one import of the records, with a BulkWriter where the store takes one.
Result<void> load(Store& store, const std::vector<Record>& records);

// A batch that is in no workload, to be tried after one that failed.
Changes other_batch(const Store& store);

}  // namespace whocites::testing
