// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/open_pairs.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "ingest/name_index.h"
#include "ingest/name_match.h"
#include "ingest/outlets.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kLikely = 4;          // nodes that a name is compared with
constexpr double kSuggestionWeight = 0.85;  // only the words are alike
constexpr double kLeastScore = 0.6;         // less wastes a person's time
constexpr std::string_view kNo = "\"no\"";

// A person's word on a pair of which only one is a node is kept with that.
std::string name_of_word_on(const std::string& key) { return "review " + key; }

std::vector<std::string> names_of(const NodeFacts& facts) {
  std::vector<std::string> names{facts.title};
  names.insert(names.end(), facts.aliases.begin(), facts.aliases.end());
  names.insert(names.end(), facts.domains.begin(), facts.domains.end());
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
  return names;
}

// The match of those names of the two that speaks most for them.
std::optional<ingest::NameMatch> best_match(const NodeFacts& a, const NodeFacts& b) {
  std::optional<ingest::NameMatch> best;
  for (const std::string& one : names_of(a)) {
    for (const std::string& other : names_of(b)) {
      std::optional<ingest::NameMatch> match = ingest::match_names(one, other);
      if (match && (!best || match->score > best->score)) best = std::move(match);
    }
  }
  return best;
}

bool differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

// Two that are described, with sites of their own, are two.
bool are_told_apart(const NodeFacts& a, const NodeFacts& b) {
  if (differ(a.country, b.country)) return true;
  if (a.domains.empty() || b.domains.empty()) return false;
  return std::none_of(a.domains.begin(), a.domains.end(), [&](const std::string& domain) {
    return std::find(b.domains.begin(), b.domains.end(), domain) != b.domains.end();
  });
}

class Search {
 public:
  Search(const Reader& reader, const SourceGraph& graph) : reader_(reader), graph_(graph) {}

  Result<OpenPairs> run() {
    if (auto read = read_nodes(); !read) return fail(read.error());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      for (const std::string& name : names_of(nodes_[i].facts)) {
        index_.add(i, name);
        // What is written in other letters is found by the Latin ones.
        const std::string latin = slug(name);
        if (fold_name(latin) != fold_name(name)) index_.add(i, latin);
      }
    }
    index_.ready();
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      if (auto done = compare(i); !done) return fail(done.error());
      if (auto done = take_suggestions(i); !done) return fail(done.error());
    }
    if (auto done = add_open_prints(reader_, found_); !done) return fail(done.error());
    std::stable_sort(found_.pairs.begin(), found_.pairs.end(), is_before);
    return std::move(found_);
  }

 private:
  static bool is_before(const OpenPair& a, const OpenPair& b) {
    if (a.put_off.empty() != b.put_off.empty()) return a.put_off.empty();
    if (a.score != b.score) return a.score > b.score;
    return a.cited_by > b.cited_by;
  }

  // The outlets, the organizations, which may be outlets that no list knows, and the unresolved
  // names; of each the most cited. By id.
  Result<void> read_nodes() {
    std::vector<VertexId> outlets, organizations, unresolved;
    for (std::uint32_t i = 0; i < graph_.vertex_count(); ++i) {
      const VertexId vertex(i);
      if (graph_.is_unresolved(vertex)) {
        unresolved.push_back(vertex);
      } else if (graph_.kind(vertex) == Kind::Outlet) {
        outlets.push_back(vertex);
      } else if (graph_.kind(vertex) == Kind::Organization) {
        organizations.push_back(vertex);
      }
    }
    std::vector<NodeId> ids;
    for (std::vector<VertexId>* some : {&outlets, &organizations, &unresolved}) {
      std::stable_sort(some->begin(), some->end(), [&](VertexId a, VertexId b) {
        return graph_.graph().cited_by(a).size() > graph_.graph().cited_by(b).size();
      });
      if (some->size() > kMostReviewed) {
        some->resize(kMostReviewed);
        found_.more = true;
      }
      for (VertexId vertex : *some) ids.push_back(graph_.node(vertex));
    }
    std::sort(ids.begin(), ids.end());
    Result<std::vector<std::optional<Node>>> nodes = reader_.nodes(ids);
    if (!nodes) return fail(nodes.error());
    for (std::optional<Node>& node : *nodes) {
      if (node && !node->facts.title.empty()) nodes_.push_back(std::move(*node));
    }
    return {};
  }

  Result<void> compare(std::uint32_t i) {
    std::set<std::uint32_t> near;
    for (const std::string& name : {nodes_[i].facts.title, slug(nodes_[i].facts.title)}) {
      for (const auto& alike : index_.alike(name, kLikely + 1)) near.insert(alike.owner);
    }
    for (std::uint32_t other : near) {
      if (other == i || !met_.insert(std::minmax(i, other)).second) continue;
      if (auto done = consider(nodes_[i], nodes_[other]); !done) return done;
    }
    return {};
  }

  Result<void> consider(const Node& a, const Node& b) {
    const bool both_described = !a.facts.unresolved && !b.facts.unresolved;
    if (both_described && are_told_apart(a.facts, b.facts)) return {};
    const std::optional<ingest::NameMatch> match = best_match(a.facts, b.facts);
    if (!match) return {};
    const Result<std::optional<bool>> decided = reader_.decided(a.id, b.id);
    if (!decided) return fail(decided.error());
    if (*decided) return {};
    const bool b_asks =
        b.facts.unresolved != a.facts.unresolved ? b.facts.unresolved : cited_by(b) < cited_by(a);
    const Node& asks = b_asks ? b : a;
    const Node& other = b_asks ? a : b;
    add({asks, other, std::nullopt, match->score, match->reason, cited_by(asks), {}});
    return {};
  }

  // What the import found in the list, where the store has nothing of it.
  Result<void> take_suggestions(std::uint32_t i) {
    const Node& node = nodes_[i];
    if (!node.facts.unresolved) return {};
    for (const Suggestion& suggestion : node.facts.suggestions) {
      const Result<std::optional<NodeId>> known = reader_.store().find_key(suggestion.key);
      if (!known) return fail(known.error());
      if (*known) {
        if (auto done = take_known(i, **known, suggestion); !done) return done;
        continue;
      }
      const ingest::ListedOutlet* listed = ingest::outlet_of_domain(suggestion.key);
      if (listed == nullptr) listed = ingest::outlet_named(suggestion.name);
      if (listed == nullptr) continue;
      NodeRecord record = ingest::record_of(*listed);
      if (record.key != suggestion.key) continue;
      const auto match = best_match(node.facts, record.facts);
      const double alike = suggestion.score * kSuggestionWeight;
      const bool is_known = match && match->score > alike;
      add({node,
           std::nullopt,
           std::move(record),
           is_known ? match->score : alike,
           is_known ? match->reason : "similar words",
           cited_by(node),
           {}});
    }
    return {};
  }

  Result<void> take_known(std::uint32_t i, NodeId id, const Suggestion& suggestion) {
    const Result<std::optional<Node>> other = reader_.node(id);
    if (!other) return fail(other.error());
    if (!*other || (*other)->id == nodes_[i].id) return {};
    const Result<std::optional<bool>> decided = reader_.decided(nodes_[i].id, (*other)->id);
    if (!decided) return fail(decided.error());
    if (*decided) return {};
    const bool is_shared = suggestion.score >= 1;
    add({nodes_[i],
         **other,
         std::nullopt,
         is_shared ? 0.9 : suggestion.score * kSuggestionWeight,
         is_shared ? "several are called so" : "similar words",
         cited_by(nodes_[i]),
         {}});
    return {};
  }

  void add(OpenPair pair) {
    if (pair.score < kLeastScore) return;
    if (!keys_.insert(std::minmax(pair.node.key, pair.other_key())).second) return;
    const std::string word = word_on(pair.node, pair.other_key());
    if (word == kNo) return;
    if (word.size() > 2) pair.put_off = word.substr(1, word.size() - 2);
    found_.pairs.push_back(std::move(pair));
  }

  std::uint64_t cited_by(const Node& node) const {
    const std::optional<VertexId> vertex = graph_.vertex_of(node.id);
    return vertex ? graph_.graph().cited_by(*vertex).size() : 0;
  }

  const Reader& reader_;
  const SourceGraph& graph_;
  std::vector<Node> nodes_;
  ingest::NameIndex index_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> met_;
  std::set<std::pair<std::string, std::string>> keys_;  // of the pairs
  OpenPairs found_;
};

NodeRecord with_word(const OpenPair& pair, std::string json) {
  NodeRecord record;
  record.key = pair.node.key;
  record.facts.kind = pair.node.kind;
  record.facts.unresolved = pair.node.facts.unresolved;
  record.facts.properties.push_back({name_of_word_on(pair.other_key()), std::move(json)});
  return record;
}

IdentityRecord decision(const OpenPair& pair, bool same) {
  // Why the texts are taken for one stands with the first decision.
  const std::string reason = pair.of == Sameness::Thing ? pair.reason : "";
  return {pair.node.key, pair.other_key(), same, reason, {}, pair.of};
}

}  // namespace

std::string word_on(const Node& node, const std::string& key) {
  for (const Property& property : node.facts.properties) {
    if (property.name == name_of_word_on(key)) return property.json;
  }
  return {};
}

Result<OpenPairs> open_pairs(const Reader& reader, const SourceGraph& graph) {
  return Search(reader, graph).run();
}

std::vector<Record> same_records(const OpenPair& pair) {
  std::vector<Record> records;
  if (pair.listed) records.emplace_back(*pair.listed);
  records.emplace_back(decision(pair, true));
  return records;
}

// An outlet that nothing here cites need not be stored for it.
std::vector<Record> not_same_records(const OpenPair& pair) {
  if (pair.listed) return {with_word(pair, std::string(kNo))};
  return {decision(pair, false)};
}

std::vector<Record> later_records(const OpenPair& pair, const std::string& today) {
  return {with_word(pair, '"' + today + '"')};
}

}  // namespace whocites::cli
