// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "graph/keys.h"
#include "ingest/name_index.h"
#include "ingest/outlets.h"

namespace whocites::ingest {
namespace {

// No listed name is nearly as long: this is a title, or a whole reference.
constexpr std::size_t kLongestName = 100;
constexpr double kBehindBest = 0.15;  // much less alike than the best misleads more than it helps

// What is only digits and signs is a number of something; no letter of it is misspelt.
bool has_letter(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) > 0x7F;
  });
}

NameIndex index_of_list() {
  NameIndex index;
  const std::span<const ListedOutlet> outlets = listed_outlets();
  for (std::uint32_t i = 0; i < outlets.size(); ++i) {
    index.add(i, outlets[i].name);
    for (std::string_view spelling : outlets[i].spellings) index.add(i, spelling);
  }
  index.ready();
  return index;
}

}  // namespace

std::vector<Suggestion> similar_outlets(std::string_view name, std::size_t limit) {
  if (name.size() > kLongestName || !has_letter(name)) return {};
  static const NameIndex index = index_of_list();
  std::vector<Suggestion> suggestions;
  for (const NameIndex::Alike& one : index.alike(name, limit)) {
    if (!suggestions.empty() && one.score < suggestions.front().score - kBehindBest) break;
    NodeRecord record = record_of(listed_outlets()[one.owner]);
    suggestions.push_back({std::move(record.key), std::move(record.facts.title), one.score});
  }
  return suggestions;
}

}  // namespace whocites::ingest
