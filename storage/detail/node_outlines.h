// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/parallel.h"
#include "graph/source_graph.h"
#include "storage/view.h"

namespace whocites::storage::detail {

// What structure needs of each node, by its id: the assertions that a view shows, merged as
// resolve() merges them. 9 bytes a node, and the dates. Not thread-safe.
class NodeOutlines {
 public:
  static constexpr std::uint32_t kNone = SourceGraph::kNone;

  struct Outline {
    std::uint8_t kind = 0;  // Kind, and SourceGraph::kUnresolvedBit
    std::uint32_t date = kNone;
    std::uint32_t part_of = kNone;  // a node's number
  };

  // Reads them. `next` is the store's next node: others do not exist.
  static Result<NodeOutlines> read(const Store& store, const View& view, const Work& work);

  std::uint32_t end() const { return static_cast<std::uint32_t>(kind_.size()); }
  bool is_seen(std::uint32_t node) const { return kind_[node] != kUnseen; }
  bool is_unresolved(std::uint32_t node) const {
    return (kind_[node] & SourceGraph::kUnresolvedBit) != 0;
  }
  // Requires: is_seen(node).
  Outline operator[](std::uint32_t node) const;
  // Makes of the members of a group, the representative first, one: it takes the representative's
  // place, as Reader::node() has it. Requires: all are seen.
  void unite(const std::vector<std::uint32_t>& group);

  const std::vector<DateSpan>& dates() const { return dates_; }

 private:
  explicit NodeOutlines(NodeId next)
      : kind_(next.value, kUnseen), date_(next.value, kNone), part_of_(next.value, kNone) {}
  Result<void> add(const Store::Outline& outline);
  Result<std::uint32_t> date_of(std::string_view text);

  static constexpr std::uint8_t kUnseen = 0xFF;
  static constexpr std::uint8_t kNoKind = 0x40;

  std::vector<std::uint8_t> kind_;
  std::vector<std::uint32_t> date_;
  std::vector<std::uint32_t> part_of_;
  std::vector<DateSpan> dates_;
  std::unordered_map<std::string, std::uint32_t> known_dates_;
};

}  // namespace whocites::storage::detail
