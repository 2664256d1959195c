// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "graph/keys.h"
#include "ingest/text/attribution.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kMostSuggestions = 3;

Kind kind_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::Person:
      return Kind::Person;
    case MentionKind::Organization:
      return Kind::Organization;
    case MentionKind::Outlet:
      return Kind::Outlet;
    case MentionKind::Address:
      return mention.outlet != nullptr ? Kind::Article : Kind::Publication;
    default:
      return Kind::Publication;
  }
}

}  // namespace

int NodeTable::add(NodeRecord record) {
  if (record.key.empty()) return -1;
  const auto [at, is_new] = by_key_.emplace(record.key, static_cast<int>(records_.size()));
  if (is_new) records_.push_back(std::move(record));
  return at->second;
}

int NodeTable::node_of(const ListedOutlet& outlet) { return add(record_of(outlet)); }

int NodeTable::add_unlisted(const Mention& mention) {
  NodeRecord record;
  record.facts.kind = kind_of(mention);
  record.facts.title = mention.name;
  record.facts.unresolved = mention.kind == MentionKind::Publication;
  record.key = key_for(record.facts);
  if (const auto known = by_key_.find(record.key); known != by_key_.end()) return known->second;
  if (record.facts.unresolved) {
    record.facts.suggestions = similar_outlets(mention.name, kMostSuggestions);
  }
  return add(std::move(record));
}

int NodeTable::add_unnamed(const Mention& mention) {
  std::string_view words = mention.name;
  for (const std::string_view article : {"a ", "an ", "the "}) {
    if (starts_with_ignoring_case(words, article)) words.remove_prefix(article.size());
  }
  NodeRecord record;
  record.facts.kind = Kind::Person;
  record.facts.title = mention.name;
  record.facts.unresolved = true;
  record.key = unnamed_key(words, article_);
  return add(std::move(record));
}

int NodeTable::node_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::Outlet:
      return node_of(*mention.outlet);
    case MentionKind::Publication:
    case MentionKind::Person:
    case MentionKind::Organization:
      return add_unlisted(mention);
    case MentionKind::Described:
      return add_unnamed(mention);
    case MentionKind::Address: {
      NodeRecord record;
      record.facts.kind = kind_of(mention);
      record.facts.url = mention.name;
      record.facts.unresolved = true;  // until somebody reads the page itself
      record.key = key_for(record.facts);
      if (mention.outlet != nullptr) {
        const int outlet = node_of(*mention.outlet);
        record.part_of = records_[static_cast<std::size_t>(outlet)].key;
      }
      return add(std::move(record));
    }
    default:
      return -1;
  }
}

}  // namespace whocites::ingest::text
