// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/filter.h"

#include <algorithm>

namespace whocites {
namespace {

template <class T>
bool lists(const std::vector<T>& values, const T& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

bool is_published(Kind kind) { return kind == Kind::Article || kind == Kind::Publication; }

bool admits_date(const Filter& filter, const Node& node) {
  if (!filter.since && !filter.until) return true;
  if (!is_published(node.kind)) return true;
  if (!node.facts.date) return filter.include_undated;
  return (!filter.since || node.facts.date->earliest() >= *filter.since) &&
         (!filter.until || node.facts.date->latest() <= *filter.until);
}

}  // namespace

bool admits(const Filter& filter, const Node& node) {
  if (!lists(filter.kinds, node.kind)) return false;
  if (!lists(filter.outlets, node.id) && !(node.part_of && lists(filter.outlets, *node.part_of))) {
    return false;
  }
  return admits_date(filter, node);
}

bool admits(const Filter& filter, const Citation& citation) {
  return lists(filter.relations, citation.relation) &&
         confidence_of(citation) >= filter.min_confidence &&
         (filter.include_rejected || !is_rejected(citation));
}

}  // namespace whocites
