// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "storage/store.h"

// Checks that a store is what its contract says: that bytes are as they were written, and that
// what is stored in two places is the same in both. It asks through Store only, so it holds for
// every kind and format.
//
//   files       every checksum
//   log         entries without gaps, each found by its number and sources, withdrawals, texts
//   nodes       ids in order and below the next one, known batches, values that can be read
//   keys        each node's key leads to it, and each key to a node
//   names       each name of each assertion leads to its node, and no other does
//   words       likewise
//   parts       each node that is part of another is among its parts, and no other is
//   citations   ends exist; each has evidence or a judgement, of known batches, that can be read
//   cites       what a node cites is what the evidence says
//   cited_by    what a node is cited by is what the others cite
//   judgements  those of either end are those of the citations
//   decisions   stand with both nodes
//   graph       the derived file beside the store is sound and tells what the store does, if it is
//               of the store's present state; else it is never used
//
// The two places are compared without being held: either is read in its own order and added up, by
// ranges, in sums that do not depend on the order. Only where sums differ are some of the ranges
// read again and compared row by row.
namespace whocites {

struct Finding {
  std::string part;  // one of the list above
  std::string what;  // what is wrong and where, in one sentence
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct VerifyOptions {
  std::size_t max_findings = 100;  // the others are counted only
  bool files = true;               // false: do not read every byte, only what is compared
};

struct VerifyResult {
  std::uint64_t batches = 0;
  std::uint64_t nodes = 0;
  std::uint64_t citations = 0;
  std::uint64_t evidence = 0;
  std::uint64_t decisions = 0;
  std::vector<Finding> findings;
  std::uint64_t finding_count = 0;  // at least
};

// Damage is a finding, not a failure: fails only when the disk does, or a check cannot go on.
// O(store): every row is read, some by four look-ups for each node; twice where sums differ.
// Memory: 10 MB and a bit for each node and batch; with a derived file what that takes twice.
Result<VerifyResult> verify_store(const Store& store, const VerifyOptions& options = {});

}  // namespace whocites
