// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <numeric>

#include "storage/detail/bulk_work.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

// Texts that are looked up in the store together.
constexpr std::size_t kLookupBytes = std::size_t{32} << 20;

}  // namespace

// Which texts the store knows as keys; and where those stand that may have to be read again.
Result<void> BulkWriter::Work::look_up_keys() {
  const bool is_empty = first_new_ == 1;
  std::vector<bool> names_outlet(symbols_.size());  // which may be known, and yet be no outlet
  for (std::size_t record = 0; record < record_parts_.size(); ++record) {
    if (record_parts_[record] != 0) names_outlet[record_parts_[record] - 1] = true;
  }
  SpillReader reader(texts_);
  std::vector<std::string> texts;
  std::size_t held = 0;
  Symbol first = 0;
  for (Symbol symbol = 0; symbol < symbols_.size(); ++symbol) {
    const std::uint64_t offset = reader.offset();
    const Result<std::string_view> head = reader.take(sizeof(std::uint32_t));
    if (!head) return fail(head.error());
    std::uint32_t size = 0;
    std::memcpy(&size, head->data(), sizeof(size));
    const Result<std::string_view> text = reader.take(size);
    if (!text) return fail(text.error());
    if ((states_[symbol] & kIsKey) == 0 || names_outlet[symbol]) {
      unknown_texts_.emplace_back(symbol, offset);
    }
    if (is_empty) continue;
    texts.emplace_back(*text);
    held += size + sizeof(std::string);
    if (held < kLookupBytes && symbol + 1 < symbols_.size()) continue;
    if (auto done = look_up(texts, first); !done) return done;
    first = symbol + 1;
    texts.clear();
    held = 0;
    progress("looking names up", static_cast<double>(first) / static_cast<double>(ids_.size()));
  }
  std::erase_if(unknown_texts_, [&](const auto& entry) {
    return known_id(entry.first) != 0 && !names_outlet[entry.first];
  });
  return {};
}

Result<void> BulkWriter::Work::look_up(const std::vector<std::string>& texts, Symbol first) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  const auto found = [&](std::uint32_t at, NodeId id) { ids_[first + at] = id.value; };
  if (auto done = store_.find_sorted_keys(texts, order, found); !done) return done;
  if (resolver_->reader().view().withdrawn.empty()) return {};
  // A node that only withdrawn batches tell of is not what a name means.
  for (std::uint32_t at = 0; at < texts.size(); ++at) {
    if (ids_[first + at] == 0) continue;
    const Result<std::optional<NodeFacts>> facts = resolver_->facts_of(NodeId(ids_[first + at]));
    if (!facts) return fail(facts.error());
    if (*facts) continue;
    states_[first + at] |= kIsUnseen;
    has_unseen_ = true;
  }
  return {};
}

// Ids in the order in which records first tell of nodes.
Result<void> BulkWriter::Work::number_nodes() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    std::uint32_t& id = ids_[record_keys_[record]];
    if (id != 0) continue;
    id = next_id_++;
    new_records_.push_back(static_cast<std::uint32_t>(record));
  }
  return {};
}

// Nodes that the store has, or that several records tell of, are put together in memory.
Result<void> BulkWriter::Work::hold_nodes() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    if (!is_held(record_keys_[record])) continue;
    NodeHead head;
    const Result<std::string> bytes = node_at(record_offsets_[record], head);
    if (!bytes) return fail(bytes.error());
    NodeRecord node;
    node.key = body_of(head, *bytes).key;
    node.position = position_of(head);
    Result<NodeFacts> facts = facts_at(record_offsets_[record]);
    if (!facts) return fail(facts.error());
    node.facts = std::move(*facts);
    const NodeId id(ids_[record_keys_[record]]);
    // Before anything is held of it, a new node of several records has nothing to fit to.
    if (!is_new(id) || held_.contains(id)) {
      if (auto fits = resolver_->check_kind(node, id, entry_.action); !fits) {
        if (!fits.error().position) return fits;
        reject(fits.error());
        record_parts_[record] = 0;
        refused_.insert(static_cast<std::uint32_t>(record));
        continue;
      }
    }
    const auto [at, fresh] = held_.try_emplace(id, Held{node.facts, std::nullopt});
    if (!fresh) merge_into(at->second.facts, node.facts);
    states_[record_keys_[record]] &= static_cast<std::uint8_t>(~kIsUnseen);
  }
  for (NameEntry& entry : identifiers_) entry.node = ids_[record_keys_[entry.node]];
  std::sort(identifiers_.begin(), identifiers_.end());
  return {};
}

Result<void> BulkWriter::Work::place_parts() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    if (record_parts_[record] == 0) continue;
    const Result<NodeId> whole = refer_outlet(record_parts_[record] - 1);
    if (!whole) return fail(whole.error());
    const NodeId id(ids_[record_keys_[record]]);
    record_parts_[record] = whole->value;
    if (*whole == id) {
      NodeHead head;
      const Result<std::string> bytes = node_at(record_offsets_[record], head);
      if (!bytes) return fail(bytes.error());
      reject({ErrorCode::BadRequest,
              "'" + std::string(body_of(head, *bytes).key) + "' cannot be part of itself",
              position_of(head),
              {}});
      record_parts_[record] = 0;
      continue;
    }
    if (const auto held = held_.find(id); held != held_.end()) held->second.part_of = *whole;
  }
  std::erase_if(unknown_texts_, [this](const auto& entry) { return known_id(entry.first) != 0; });
  return {};
}

}  // namespace whocites
