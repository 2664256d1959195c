// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/gathering.h"

#include <algorithm>

namespace whocites::storage::detail {

Result<void> Gathering::take(std::vector<NodeId> ids, bool always) {
  std::erase_if(
      ids, [&](NodeId id) { return nodes_.contains(id) || (!always && refused_.contains(id)); });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Result<std::vector<std::optional<Node>>> nodes = reader_.nodes(ids);
  if (!nodes) return fail(nodes.error());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::optional<Node>& node = (*nodes)[i];
    if (node && (always || admits(filter_, *node))) {
      nodes_.emplace(ids[i], std::move(*node));
    } else {
      refused_.insert(ids[i]);
    }
  }
  return {};
}

void Gathering::take(std::vector<Node> nodes) {
  for (Node& node : nodes) {
    const NodeId id = node.id;
    if (admits(filter_, node)) {
      nodes_.try_emplace(id, std::move(node));
    } else if (!nodes_.contains(id)) {
      refused_.insert(id);
    }
  }
}

void Gathering::cut(const std::optional<CitationId>& last) {
  citations_.erase(last ? citations_.upper_bound(*last) : citations_.begin(), citations_.end());
}

bool Gathering::admits_relation(const CitationId& id) const {
  const std::vector<Relation>& wanted = filter_.relations;
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), id.relation) != wanted.end();
}

// Without evidence a citation can only be refused for what a person judged of it.
Result<std::vector<Citation>> Gathering::admitted(std::span<const Reader::End> ends) const {
  if (needs_evidence_) {
    Result<std::vector<Citation>> citations = reader_.citations_at(ends);
    if (!citations) return citations;
    std::erase_if(*citations, [&](const Citation& one) { return !admits(filter_, one); });
    for (Citation& one : *citations) {
      if (keeps_evidence_) break;
      one.evidence.clear();
      one.judgements.clear();
    }
    return citations;
  }
  std::set<CitationId> rejected;
  if (!filter_.include_rejected) {
    const Result<std::vector<Reader::End>> judged = reader_.judged_among(ends);
    if (!judged) return fail(judged.error());
    std::set<CitationId> shown;
    for (const Reader::End& end : *judged) shown.insert(end.shown);
    std::vector<Reader::End> all;
    const auto is_judged = [&](const Reader::End& end) { return shown.contains(end.shown); };
    std::copy_if(ends.begin(), ends.end(), std::back_inserter(all), is_judged);
    const Result<std::vector<Citation>> citations = reader_.citations_at(all);
    if (!citations) return fail(citations.error());
    for (const Citation& one : *citations) {
      if (is_rejected(one)) rejected.insert({one.from, one.to, one.relation});
    }
  }
  std::vector<Citation> citations;
  for (const Reader::End& end : ends) {
    const CitationId& id = end.shown;
    if (rejected.contains(id)) continue;
    citations.push_back({id.from, id.to, id.relation, {}, {}});
  }
  return citations;
}

Result<std::vector<CitationId>> Gathering::follow(std::span<const NodeId> ids,
                                                  Direction direction) {
  Result<std::vector<Reader::End>> ends = reader_.ends(ids, direction);
  if (!ends) return fail(ends.error());
  return follow(std::move(*ends), direction);
}

Result<std::vector<CitationId>> Gathering::follow(std::vector<Reader::End> ends,
                                                  Direction direction) {
  std::erase_if(ends, [&](const Reader::End& end) { return !admits_relation(end.shown); });
  Result<std::vector<Citation>> citations = admitted(ends);
  if (!citations) return fail(citations.error());
  const auto far = [&](const auto& one) {
    return direction == Direction::Cites ? one.to : one.from;
  };
  std::vector<NodeId> others;
  for (const Citation& one : *citations) others.push_back(far(one));
  if (auto taken = take(std::move(others)); !taken) return fail(taken.error());
  std::vector<CitationId> followed;
  for (Citation& one : *citations) {
    if (!nodes_.contains(far(one))) continue;
    const CitationId id{one.from, one.to, one.relation};
    followed.push_back(id);
    citations_.try_emplace(citations_.end(), id, std::move(one));
  }
  return followed;
}

Result<void> Gathering::join() {
  std::vector<NodeId> ids;
  for (const auto& [id, node] : nodes_) ids.push_back(id);
  Result<std::vector<Reader::End>> ends = reader_.ends(ids, Direction::Cites);
  if (!ends) return fail(ends.error());
  std::erase_if(*ends, [&](const Reader::End& end) {
    return !nodes_.contains(end.shown.to) || citations_.contains(end.shown);
  });
  auto joined = follow(std::move(*ends), Direction::Cites);
  if (!joined) return fail(joined.error());
  return {};
}

Result<Network> Gathering::finish() {
  std::vector<NodeId> wholes;
  for (const auto& [id, node] : nodes_) {
    if (node.part_of) wholes.push_back(*node.part_of);
  }
  if (auto taken = take(std::move(wholes), true); !taken) return fail(taken.error());
  std::vector<Node> nodes;
  nodes.reserve(nodes_.size());
  for (auto& [id, node] : nodes_) nodes.push_back(std::move(node));
  std::vector<Citation> citations;
  citations.reserve(citations_.size());
  for (auto& [id, citation] : citations_) citations.push_back(std::move(citation));
  return make_network(std::move(nodes), std::move(citations));
}

}  // namespace whocites::storage::detail
