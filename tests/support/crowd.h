// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {

inline constexpr std::uint32_t kCrowd = 14;

// Fills a new store: kCrowd nodes that cite each other a lot, some of them parts of others, with
// judgements, and with decisions and withdrawals where these are wanted.
inline void crowd(Store& store, std::mt19937& random, bool decisions, bool withdrawals) {
  const auto any = [&] { return NodeId(1 + random() % kCrowd); };
  BatchBuilder first(store);
  for (std::uint32_t i = 0; i < kCrowd; ++i) {
    NodeFacts facts = titled("N" + std::to_string(i), kKinds[random() % 2].kind);
    if (random() % 2 == 0) facts.date = parse_date(std::to_string(2000 + random() % 9)).value();
    facts.unresolved = random() % 5 == 0;
    const bool is_part = i > 0 && random() % 2 == 0;
    first.node("k#" + std::to_string(i), facts,
               is_part ? std::optional(NodeId(1 + random() % i)) : std::nullopt);
  }
  ASSERT_THAT(first.commit(store), IsOk());
  for (int step = 0; step < 40; ++step) {
    BatchBuilder build(store);
    const std::uint32_t what = random() % 20;
    if (what == 0 && decisions) {
      const NodeId a = any();
      build.decides(a, NodeId(a.value % kCrowd + 1), random() % 4 != 0);
    } else if (what < 3 && withdrawals) {
      build.withdraws(BatchId(1 + random() % (store.next_batch().value - 1)));
    } else if (what < 5) {
      build.judges(any(), any(), random() % 3 == 0 ? Verdict::Confirmed : Verdict::Rejected,
                   kRelations[random() % 2].relation);
    } else if (what < 7) {
      build.says(any(), titled("Said " + std::to_string(step)));
    } else {
      for (int i = 0; i < 4; ++i) build.cites(any(), any(), kRelations[random() % 2].relation, "t");
      build.changes.citations[0].evidence[0].confidence = (random() % 3) / 2.0;
    }
    ASSERT_THAT(build.commit(store), IsOk());
  }
}

}  // namespace whocites::testing
