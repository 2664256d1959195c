// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/workload.h"

#include <algorithm>
#include <stdexcept>

#include "storage/batch_writer.h"
#include "storage/bulk_writer.h"
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

// Some nodes and citations, with rows for every family.
std::vector<Record> records_to_load(const Store& store, RandomData& random) {
  std::vector<Record> records;
  const std::string number = std::to_string(store.next_batch().value);
  for (std::uint32_t i = 1; i <= 40; ++i) {
    NodeRecord node;
    node.key = "loaded" + number + "-" + std::to_string(i);
    node.facts.kind = Kind::Article;
    node.facts.title = "Loaded " + std::to_string(random.below(20)) + " of batch " + number;
    if (i % 4 == 0) node.part_of = "whole";
    node.position = {"load.csv", i, 1};
    CitationRecord citation;
    citation.from = node.key;
    citation.to =
        i % 2 == 0 ? "hub" : "loaded" + number + "-" + std::to_string(1 + random.below(40));
    citation.relation = Relation::Quotes;
    citation.evidence.place = {"load.csv", i, 0, 0};
    if (i % 3 == 0) citation.evidence.text = "as it said in line " + std::to_string(i);
    citation.position = node.position;
    records.emplace_back(std::move(node));
    records.emplace_back(std::move(citation));
  }
  return records;
}

}  // namespace

Result<void> load(Store& store, const std::vector<Record>& records) {
  Batch entry;
  entry.action = Action::Import;
  entry.time = at(std::int64_t{100} * store.next_batch().value);
  entry.sources = {{"load.csv", "digest" + std::to_string(store.next_batch().value), "csv"}};
  auto bulk = BulkWriter::make(store, {}, entry);
  if (!bulk) return fail(bulk.error());
  if (!*bulk) {
    BatchWriter batch(store, {}, entry);
    for (const Record& record : records) {
      if (auto taken = batch.accept(record); !taken) return taken;
    }
    return batch.commit();
  }
  (*bulk)->begin_source(0);
  std::unique_ptr<RecordSink> chunk = (*bulk)->make_chunk();
  for (const Record& record : records) {
    if (auto taken = chunk->accept(record); !taken) return taken;
  }
  if (auto taken = (*bulk)->take(std::move(chunk)); !taken) return taken;
  return (*bulk)->commit();
}

Workload Workload::of_one_load(unsigned seed) {
  Workload workload;
  RandomData random(seed);
  const std::unique_ptr<Store> oracle = make_memory_store();
  workload.states_.push_back(dump(*oracle));
  workload.add(*oracle, {{}, {}, records_to_load(*oracle, random), false});
  return workload;
}

Workload Workload::of_loads(unsigned seed, int rounds) {
  Workload workload;
  RandomData random(seed);
  const std::unique_ptr<Store> oracle = make_memory_store();
  std::vector<NodeId> known;
  workload.states_.push_back(dump(*oracle));
  for (int round = 0; round < rounds; ++round) {
    workload.add(*oracle, {{}, {}, records_to_load(*oracle, random), round != 0});
    workload.add(*oracle, {random.changes(*oracle, known), {}, {}, false});
    workload.add(*oracle, {{}, {}, records_to_load(*oracle, random), false});
    workload.add(*oracle, {BatchBuilder(*oracle, Action::Undo)
                               .withdraws(BatchId(oracle->next_batch().value - 1))
                               .changes,
                           {},
                           {},
                           false});
    workload.add(*oracle, {{}, {}, records_to_load(*oracle, random), false});
  }
  return workload;
}

Workload::Workload(unsigned seed, int rounds) {
  RandomData random(seed);
  const std::unique_ptr<Store> oracle = make_memory_store();
  std::vector<NodeId> known;
  states_.push_back(dump(*oracle));
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < 5; ++i) add(*oracle, {random.changes(*oracle, known), {}, {}, i == 0});
    add(*oracle, {large_batch(*oracle, random), {}, {}, false});
    add(*oracle, {random.changes(*oracle, known), {}, {}, false});
    add(*oracle, {BatchBuilder(*oracle, Action::Undo)
                      .withdraws(BatchId(oracle->next_batch().value - 2))
                      .changes,
                  {},
                  {},
                  true});
    add(*oracle, {{}, {}, records_to_load(*oracle, random), false});
    add(*oracle, {random.changes(*oracle, known), {}, {}, false});
    const std::vector<NodeId> gone =
        known.empty()
            ? known
            : std::vector<NodeId>{known[random.below(static_cast<std::uint32_t>(known.size()))]};
    for (const NodeId id : gone) std::erase(known, id);
    add(*oracle, {{}, purge_of(*oracle, gone, {BatchId(1 + random.below(9))}), {}, round % 2 == 1});
    add(*oracle, {random.changes(*oracle, known), {}, {}, false});
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
  if (!step.load.empty()) return load(store, step.load);
  return step.changes ? store.commit(*step.changes) : store.purge(*step.purge);
}

std::optional<std::size_t> Workload::find(const std::string& dumped) const {
  const auto found = std::find(states_.begin(), states_.end(), dumped);
  if (found == states_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - states_.begin());
}

std::string Workload::nearest(const std::string& dumped) const {
  std::size_t best = 0;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const auto shorter = static_cast<std::ptrdiff_t>(std::min(dumped.size(), states_[i].size()));
    const auto [end, ignored] =
        std::mismatch(dumped.begin(), dumped.begin() + shorter, states_[i].begin());
    const auto common = static_cast<std::size_t>(end - dumped.begin());
    if (common < longest) continue;
    best = i;
    longest = common;
  }
  return "most like that after " + std::to_string(best) + " steps, but\n" +
         first_difference(dumped, states_[best]);
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
