// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The two backends, given the same random life, must say the same through every function.
#include <gtest/gtest.h>

#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

class SecondOpinion : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, SecondOpinion, ::testing::Range(1U, 9U));

Store::Purge random_purge(RandomData& random, const Store& store, std::vector<NodeId>& known) {
  std::vector<NodeId> gone;
  while (!known.empty() && random.chance(0.6)) {
    const auto at = known.begin() + random.below(static_cast<std::uint32_t>(known.size()));
    gone.push_back(*at);
    known.erase(at);
  }
  std::vector<BatchId> texts;
  while (random.chance(0.5)) texts.emplace_back(random.below(store.next_batch().value + 2));
  return purge_of(store, gone, texts);
}

TEST_P(SecondOpinion, BackendsAgreeAfterEachOfManyChanges) {
  RandomData random(GetParam());
  TempDir dir;
  const std::unique_ptr<Store> plain = make_memory_store();
  std::unique_ptr<Store> kept = open_in(dir / "store");
  std::vector<NodeId> known;
  for (int step = 0; step < 40; ++step) {
    SCOPED_TRACE("seed " + std::to_string(GetParam()) + ", step " + std::to_string(step));
    if (random.chance(0.1)) {
      const Store::Purge request = random_purge(random, *plain, known);
      ASSERT_THAT(plain->purge(request), IsOk());
      ASSERT_THAT(kept->purge(request), IsOk());
    } else {
      const Changes changes = random.changes(*plain, known);
      ASSERT_THAT(plain->commit(changes), IsOk());
      ASSERT_THAT(kept->commit(changes), IsOk());
    }
    if (random.chance(0.1)) {
      kept.reset();
      kept = open_in(dir / "store");
    }
    ASSERT_EQ(dump(*kept), dump(*plain));
    ASSERT_EQ(disagreements(*kept), "");
  }
}

}  // namespace
}  // namespace whocites::testing
