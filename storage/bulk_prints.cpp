// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Which articles of a batch have the text of another one, of it or of the store. The bands of all
// are sorted; those who share one become pairs; the pairs, sorted again by the article that is
// asked, say with whom it shares how many. Both sorters go to disk where there are too many.
#include <algorithm>
#include <cstring>

#include "storage/detail/bulk_work.h"
#include "storage/detail/encoding.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

constexpr std::size_t kBandKeyBytes = 6;

Band band_of(std::string_view key) {
  const Band part = static_cast<unsigned char>(key[1]);
  return (part << 32) | read_be32(key, 2);
}

}  // namespace

Result<void> BulkWriter::Work::find_prints(RocksDbLoad& load) {
  if (!has_bands_) return {};
  progress("comparing texts", 0);
  const std::string folder = store_.files().loading_folder();
  RowSorter rows(folder, options_.memory_bytes / 16);
  RowSorter pairs(folder, options_.memory_bytes / 16);
  if (auto done = read_bands(rows); !done) return done;
  if (auto done = pair_holders(rows, pairs); !done) return done;
  std::erase_if(text_places_, [&](const auto& read) { return refused_.contains(read.first); });
  for (auto& [record, place] : text_places_) record = ids_[record_keys_[record]];
  std::stable_sort(text_places_.begin(), text_places_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  PrintSearch search([this](NodeId id) { return resolver_->facts_of(id); });
  NodeId asked;
  std::vector<NodeId> sharing;
  const auto add = [&](std::string_view key, std::string_view) -> Result<void> {
    const NodeId id(read_be32(key));
    Result<void> done;
    if (id != asked) done = find_print(load, search, asked, std::exchange(sharing, {}));
    asked = id;
    sharing.emplace_back(read_be32(key, 4));
    return done;
  };
  if (auto done = pairs.finish(add); !done) return done;
  if (auto done = find_print(load, search, asked, std::move(sharing)); !done) return done;
  read_texts_ = spill();
  return {};
}

Result<void> BulkWriter::Work::read_bands(RowSorter& rows) {
  SpillReader reader(nodes_);
  for (std::uint32_t record = 0; record < record_keys_.size(); ++record) {
    const Result<NodeBody> body = next_node(reader);
    if (!body) return fail(body.error());
    if (body->bands.empty() || refused_.contains(record)) continue;
    const NodeId id(ids_[record_keys_[record]]);
    if (held_.contains(id)) continue;
    for (const Band band : bands_in(*body)) {
      if (auto done = rows.add(band_key(band, id), {}); !done) return done;
    }
  }
  // What several records tell of: the last text counts.
  for (const auto& [id, held] : held_) {
    for (const Band band : index_bands(held.facts)) {
      if (auto done = rows.add(band_key(band, id), {}); !done) return done;
    }
  }
  return {};
}

// For each of the batch that has a band: the first others that have it, of the store and of those
// of the batch that come before.
Result<void> BulkWriter::Work::pair_holders(RowSorter& rows, RowSorter& pairs) {
  std::string band;
  std::vector<NodeId> group;
  const auto pair = [&]() -> Result<void> {
    std::vector<NodeId> holders;
    if (first_new_ != 1 && !group.empty()) {
      Result<std::vector<NodeId>> stored = store_.find_band(band_of(band), kMostHolders);
      if (!stored) return fail(stored.error());
      holders = std::move(*stored);
    }
    const std::size_t stored_count = holders.size();
    for (const NodeId id : group) {
      for (std::size_t i = 0; i < holders.size(); ++i) {
        if (holders[i] == id) continue;
        auto done = pairs.add(be32(id.value) + be32(holders[i].value), {});
        if (!done) return done;
      }
      if (holders.size() < stored_count + kMostHolders) holders.push_back(id);
    }
    return {};
  };
  const auto add = [&](std::string_view key, std::string_view) -> Result<void> {
    const NodeId id(read_be32(key, kBandKeyBytes));
    if (key.substr(0, kBandKeyBytes) != band) {
      if (auto done = pair(); !done) return done;
      band = key.substr(0, kBandKeyBytes);
      group.clear();
    }
    if (group.empty() || group.back() != id) group.push_back(id);
    return {};
  };
  if (auto done = rows.finish(add); !done) return done;
  return pair();
}

Result<void> BulkWriter::Work::find_print(RocksDbLoad& load, PrintSearch& search, NodeId id,
                                          std::vector<NodeId> sharing) {
  if (sharing.empty() || text_decided_.contains(id)) return {};
  const Result<std::size_t> known = resolver_->count_prints(id);
  if (!known) return fail(known.error());
  const Result<std::optional<NodeFacts>> facts = resolver_->facts_of(id);
  if (!facts) return fail(facts.error());
  const std::optional<TextSketch> sketch = *facts ? sketch_in(**facts) : std::nullopt;
  if (*known >= kMostTies || !sketch) return {};
  const auto passes = [&](NodeId other) { return resolver_->may_share_text(id, other); };
  const auto prints = search.best_of(*sketch, std::move(sharing), kMostTies - *known, passes);
  if (!prints) return fail(prints.error());
  if (prints->empty()) return {};
  const Result<std::string> text = read_text_of(id);
  if (!text) return fail(text.error());
  ++counts.prints;
  for (const PrintSearch::Print& print : *prints) {
    if (auto done = put_decision(load, one_text(id, print, *text)); !done) return done;
  }
  return {};
}

Result<std::string> BulkWriter::Work::read_text_of(NodeId id) {
  // Of a node that several records tell of, the last text counts.
  auto at = std::upper_bound(text_places_.begin(), text_places_.end(),
                             std::pair<std::uint32_t, std::uint64_t>(id.value, UINT64_MAX));
  if (at == text_places_.begin() || (--at)->first != id.value) return std::string();
  std::uint32_t size = 0;
  auto done = read_texts_.read_at(at->second, sizeof(size), reinterpret_cast<char*>(&size));
  std::string text(size, '\0');
  if (done) done = read_texts_.read_at(at->second + sizeof(size), size, text.data());
  if (!done) return fail(done.error());
  return text;
}

}  // namespace whocites
