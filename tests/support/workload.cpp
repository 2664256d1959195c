// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/workload.h"

#include <algorithm>
#include <stdexcept>

#include "tests/support/random_data.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

// More than a store leaves in its log; hardly compressible.
Changes large_batch(const Store& store, RandomData& random) {
  BatchBuilder build(store, Action::Import);
  const std::string number = std::to_string(store.next_batch().value);
  const NodeId hub = build.node("hub" + number, titled("Hub " + number, Kind::Publication));
  for (int i = 0; i < 60; ++i) {
    std::string noise;
    while (noise.size() < 20000) noise += std::to_string(random.below(1U << 31));
    const NodeId id = build.node("l" + number + "-" + std::to_string(i));
    build.cites(id, hub, Relation::Quotes, noise);
  }
  return build.changes;
}

}  // namespace

Workload::Workload(unsigned seed, int rounds) {
  RandomData random(seed);
  const std::unique_ptr<Store> oracle = make_memory_store();
  std::vector<NodeId> known;
  states_.push_back(dump(*oracle));
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < 5; ++i) add(*oracle, {random.changes(*oracle, known), {}, i == 0});
    add(*oracle, {large_batch(*oracle, random), {}, false});
    add(*oracle, {random.changes(*oracle, known), {}, false});
    add(*oracle, {BatchBuilder(*oracle, Action::Undo)
                      .withdraws(BatchId(oracle->next_batch().value - 2))
                      .changes,
                  {},
                  true});
    add(*oracle, {random.changes(*oracle, known), {}, false});
    const std::vector<NodeId> gone =
        known.empty()
            ? known
            : std::vector<NodeId>{known[random.below(static_cast<std::uint32_t>(known.size()))]};
    for (const NodeId id : gone) std::erase(known, id);
    add(*oracle, {{}, purge_of(*oracle, gone, {BatchId(1 + random.below(9))}), round % 2 == 1});
    add(*oracle, {random.changes(*oracle, known), {}, false});
  }
}

void Workload::add(Store& oracle, Step step) {
  steps_.push_back(std::move(step));
  if (const auto done = apply(oracle, steps_.size() - 1); !done) {
    throw std::logic_error(to_string(done.error()));
  }
  states_.push_back(dump(oracle));
}

Result<void> Workload::apply(Store& store, std::size_t i) const {
  const Step& step = steps_[i];
  return step.changes ? store.commit(*step.changes) : store.purge(*step.purge);
}

std::optional<std::size_t> Workload::find(const std::string& dumped) const {
  const auto found = std::find(states_.begin(), states_.end(), dumped);
  if (found == states_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - states_.begin());
}

std::unique_ptr<Store> Workload::replay(std::size_t count) const {
  std::unique_ptr<Store> store = make_memory_store();
  for (std::size_t i = 0; i < count; ++i) {
    if (!apply(*store, i)) throw std::logic_error("the store in memory refuses what it took");
  }
  return store;
}

Changes other_batch(const Store& store) {
  BatchBuilder build(store);
  const NodeId id = build.node("in no workload");
  return build.cites(id, id, Relation::Disputes, "written after a failure").changes;
}

}  // namespace whocites::testing
