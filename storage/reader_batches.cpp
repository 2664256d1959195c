// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Questions about many nodes or citations at once. What was decided about identity, and judged, is
// looked up for all of them together: mostly there is nothing, and that costs one seek.
#include <algorithm>
#include <map>

#include "base/sorted.h"
#include "storage/detail/citation_set.h"
#include "storage/detail/print_groups.h"
#include "storage/detail/print_search.h"
#include "storage/reader.h"

namespace whocites {
namespace {

using storage::detail::CitationSet;

const BatchFilter kAnyBatch = [](BatchId) { return true; };

CitationId id_of(NodeId near, const Adjacent& far, Direction direction) {
  if (direction == Direction::Cites) return {near, far.peer, far.relation};
  return {far.peer, near, far.relation};
}

// Calls `take` with those of `ids`, which ascend, that an index holds too. `scan` goes through the
// index from an id on, and stops when told so. Either may be much longer than the other: of both
// only what lies near the other's is visited.
using Visit = std::function<bool(NodeId)>;
Result<void> meet(std::span<const NodeId> ids,
                  const std::function<Result<void>(NodeId from, const Visit& visit)>& scan,
                  const std::function<void(NodeId)>& take) {
  constexpr int kMisses = 8;  // in the index that are cheaper than to begin again farther on
  auto at = ids.begin();
  bool go_on = true;
  while (go_on && at != ids.end()) {
    go_on = false;
    int misses = 0;
    const auto visit = [&](NodeId indexed) {
      at = std::lower_bound(at, ids.end(), indexed);
      if (at == ids.end()) return false;
      if (*at == indexed) {
        take(indexed);
        misses = 0;
        return true;
      }
      go_on = ++misses == kMisses;
      return !go_on;
    };
    if (auto done = scan(*at, visit); !done) return done;
  }
  return {};
}

}  // namespace

Result<std::vector<NodeId>> Reader::decided_among(std::span<const NodeId> ids) const {
  std::vector<NodeId> found;
  if (!has_identities_) return found;
  const auto scan = [&](NodeId from, const Visit& visit) {
    return store_->scan_decided(from, visit);
  };
  auto done = meet(ids, scan, [&](NodeId id) { found.push_back(id); });
  if (!done) return fail(done.error());
  return found;
}

Result<std::vector<std::optional<Node>>> Reader::united_each(std::span<const NodeId> ids) const {
  std::vector<std::optional<Node>> nodes(ids.size());
  const Result<std::vector<NodeId>> decided = decided_among(ids);
  if (!decided) return fail(decided.error());
  std::vector<NodeId> others;
  std::set_difference(ids.begin(), ids.end(), decided->begin(), decided->end(),
                      std::back_inserter(others));
  const auto place_of = [&](NodeId id) -> std::optional<Node>& {
    const auto at = std::lower_bound(ids.begin(), ids.end(), id);
    return nodes[static_cast<std::size_t>(at - ids.begin())];
  };
  const auto keep = [&](const StoredNode& stored) {
    place_of(stored.id) = resolve(stored, view_);
    return true;
  };
  if (auto done = store_->visit_nodes(others, keep); !done) return fail(done.error());
  for (NodeId id : *decided) {
    const Result<std::vector<NodeId>> likes = same_as(id);
    if (!likes) return fail(likes.error());
    Result<std::optional<Node>> node = united(*likes);
    if (!node) return fail(node.error());
    place_of(id) = std::move(*node);
  }
  return nodes;
}

Result<std::vector<std::optional<NodeId>>> Reader::representatives(
    std::span<const NodeId> ids) const {
  if (is_plain()) return std::vector<std::optional<NodeId>>(ids.begin(), ids.end());
  const Result<std::vector<std::optional<Node>>> nodes = united_each(ids);
  if (!nodes) return fail(nodes.error());
  std::vector<std::optional<NodeId>> found;
  for (const std::optional<Node>& node : *nodes) {
    found.push_back(node ? std::optional(node->id) : std::nullopt);
  }
  return found;
}

Result<std::vector<std::vector<NodeId>>> Reader::prints() const {
  using namespace storage::detail;  // NOLINT
  struct Said {
    NodeId a;
    NodeId b;
    PrintGroups::Word word;
  };
  std::vector<Said> said;
  std::vector<NodeId> ids;
  std::map<BatchId, bool> is_import;
  const auto keep = [&](const IdentityDecision& one) {
    if (!view_.sees(one.batch)) return true;
    said.push_back({one.a, one.b, {one.same, true, one.batch, part_told(one.reason)}});
    ids.insert(ids.end(), {one.a, one.b});
    is_import.emplace(one.batch, false);
    return true;
  };
  if (auto done = store_->scan_identities(Sameness::Text, keep); !done) return fail(done.error());
  for (auto& [id, by_import] : is_import) {
    const Result<std::optional<Batch>> batch = store_->batch(id);
    if (!batch) return fail(batch.error());
    by_import = *batch && (*batch)->action == Action::Import;
  }
  sort_and_unite(ids);
  const Result<std::vector<NodeId>> decided = decided_among(ids);
  if (!decided) return fail(decided.error());
  std::map<NodeId, NodeId> stands_for;  // only where that is another node
  for (const NodeId id : *decided) {
    const Result<std::optional<NodeId>> shown = representative(id);
    if (!shown) return fail(shown.error());
    if (*shown) stands_for[id] = **shown;
  }
  const auto shown = [&](NodeId id) {
    const auto at = stands_for.find(id);
    return at == stands_for.end() ? id : at->second;
  };
  PrintGroups groups;
  for (Said& one : said) {
    one.word.by_person = !is_import[one.word.batch];
    const NodeId a = shown(one.a);
    const NodeId b = shown(one.b);
    if (a != b) groups.say(a, b, one.word);
  }
  return groups.take();
}

Result<std::vector<std::optional<Node>>> Reader::nodes(std::span<const NodeId> ids) const {
  Result<std::vector<std::optional<Node>>> nodes = united_each(ids);
  if (!nodes) return nodes;
  if (is_plain()) {
    for (std::optional<Node>& node : *nodes) {
      if (node && node->part_of == node->id) node->part_of.reset();
    }
    return nodes;
  }
  std::vector<NodeId> wholes;
  for (const std::optional<Node>& node : *nodes) {
    if (node && node->part_of) wholes.push_back(*node->part_of);
  }
  sort_and_unite(wholes);
  const Result<std::vector<std::optional<NodeId>>> shown = representatives(wholes);
  if (!shown) return fail(shown.error());
  for (std::optional<Node>& node : *nodes) {
    if (!node || !node->part_of) continue;
    const auto at = std::lower_bound(wholes.begin(), wholes.end(), *node->part_of);
    node->part_of = (*shown)[static_cast<std::size_t>(at - wholes.begin())];
    if (node->part_of == node->id) node->part_of.reset();
  }
  return nodes;
}

Result<std::vector<Reader::End>> Reader::ends(std::span<const NodeId> ids,
                                              Direction direction) const {
  // The likes of those of which something was decided, and of all that of ends: what they stand
  // for, absent when not seen.
  std::map<NodeId, std::optional<NodeId>> stands_for;
  std::vector<NodeId> nearby(ids.begin(), ids.end());
  const Result<std::vector<NodeId>> decided = decided_among(ids);
  if (!decided) return fail(decided.error());
  for (NodeId id : *decided) {
    const Result<std::vector<NodeId>> likes = same_as(id);
    if (!likes) return fail(likes.error());
    for (NodeId like : *likes) stands_for.emplace(like, id);
    nearby.insert(nearby.end(), likes->begin(), likes->end());
  }
  sort_and_unite(nearby);
  std::vector<End> found;
  std::vector<NodeId> peers;
  const auto collect = [&](NodeId near, const Adjacent& far) {
    const CitationId id = id_of(near, far, direction);
    found.push_back({id, id});
    if (has_identities_) peers.push_back(far.peer);
    return true;
  };
  const BatchFilter sees = [this](BatchId batch) { return view_.sees(batch); };
  auto done = store_->visit_adjacent(nearby, direction, sees_all() ? kAnyBatch : sees, collect);
  if (!done) return fail(done.error());
  sort_and_unite(peers);
  const Result<std::vector<NodeId>> decided_peers = decided_among(peers);
  if (!decided_peers) return fail(decided_peers.error());
  for (NodeId peer : *decided_peers) {
    const Result<std::optional<NodeId>> shown = representative(peer);
    if (!shown) return fail(shown.error());
    stands_for.emplace(peer, *shown);
  }
  if (!stands_for.empty()) {
    const auto is_hidden = [&](End& end) {
      for (NodeId* which : {&end.shown.from, &end.shown.to}) {
        const auto at = stands_for.find(*which);
        if (at == stands_for.end()) continue;
        if (!at->second) return true;
        *which = *at->second;
      }
      return false;
    };
    std::erase_if(found, is_hidden);
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::vector<Citation>> Reader::citations_at(std::span<const End> ends) const {
  std::vector<CitationId> stored;
  stored.reserve(ends.size());
  for (const End& end : ends) stored.push_back(end.stored);
  std::sort(stored.begin(), stored.end());
  std::vector<Citation> found;
  found.reserve(ends.size());
  const auto keep = [&](const Citation& raw) {
    if (std::optional<Citation> citation = resolve(raw, view_)) {
      found.push_back(std::move(*citation));
    }
    return true;
  };
  if (auto done = store_->visit_citations(stored, keep); !done) return fail(done.error());
  if (is_plain()) return found;

  std::vector<NodeId> nodes;
  for (const Citation& citation : found) nodes.insert(nodes.end(), {citation.from, citation.to});
  sort_and_unite(nodes);
  const Result<std::vector<std::optional<NodeId>>> shown = representatives(nodes);
  if (!shown) return fail(shown.error());
  const auto shown_as = [&](NodeId id) {
    const auto at = std::lower_bound(nodes.begin(), nodes.end(), id);
    return (*shown)[static_cast<std::size_t>(at - nodes.begin())];
  };
  CitationSet united;
  for (Citation& citation : found) {
    const std::optional<NodeId> from = shown_as(citation.from);
    const std::optional<NodeId> to = shown_as(citation.to);
    if (!from || !to) continue;
    citation.from = *from;
    citation.to = *to;
    united.add(std::move(citation));
  }
  return united.take();
}

Result<std::vector<Citation>> Reader::citations(NodeId id, Direction direction) const {
  const Result<std::optional<NodeId>> shown = representative(id);
  if (!shown) return fail(shown.error());
  if (!*shown) return std::vector<Citation>{};
  const NodeId one = **shown;
  const Result<std::vector<End>> all = ends({&one, 1}, direction);
  if (!all) return fail(all.error());
  return citations_at(*all);
}

Result<Network> Reader::excerpt(const std::vector<NodeId>& ids,
                                const std::vector<CitationId>& citations) const {
  std::map<NodeId, Node> found;
  std::vector<NodeId> wanted = ids;
  // First what was asked for, then what that is part of.
  for (int round = 0; round < 2; ++round) {
    sort_and_unite(wanted);
    Result<std::vector<std::optional<Node>>> nodes = this->nodes(wanted);
    if (!nodes) return fail(nodes.error());
    std::vector<NodeId> wholes;
    for (std::optional<Node>& node : *nodes) {
      if (!node) continue;
      if (node->part_of) wholes.push_back(*node->part_of);
      const NodeId id = node->id;
      found.try_emplace(id, std::move(*node));
    }
    wanted = std::move(wholes);
  }
  std::vector<CitationId> asked = citations;
  sort_and_unite(asked);
  std::vector<End> ends;
  if (is_plain()) {
    for (const CitationId& id : asked) ends.push_back({id, id});
  } else {
    std::vector<NodeId> citing;
    for (const CitationId& id : asked) citing.push_back(id.from);
    sort_and_unite(citing);
    Result<std::vector<End>> all = this->ends(citing, Direction::Cites);
    if (!all) return fail(all.error());
    for (const End& end : *all) {
      if (std::binary_search(asked.begin(), asked.end(), end.shown)) ends.push_back(end);
    }
  }
  Result<std::vector<Citation>> list = citations_at(ends);
  if (!list) return fail(list.error());
  std::vector<Node> nodes;
  for (auto& [id, node] : found) nodes.push_back(std::move(node));
  return make_network(std::move(nodes), std::move(*list));
}

Result<std::uint64_t> Reader::citation_count(NodeId id, Direction direction) const {
  const Result<bool> as_stored = is_shown_as_stored(id, direction);
  if (!as_stored) return fail(as_stored.error());
  if (*as_stored && sees_all()) return store_->citation_count(id, direction, kAnyBatch);
  const Result<std::optional<NodeId>> shown = representative(id);
  if (!shown) return fail(shown.error());
  if (!*shown) return std::uint64_t{0};
  const NodeId one = **shown;
  const Result<std::vector<End>> all = ends({&one, 1}, direction);
  if (!all) return fail(all.error());
  std::vector<NodeId> far;
  std::vector<CitationId> citations;
  for (const End& end : *all) {
    if (!citations.empty() && citations.back() == end.shown) continue;
    citations.push_back(end.shown);
    far.push_back(direction == Direction::Cites ? end.shown.to : end.shown.from);
  }
  if (sees_all()) return citations.size();
  std::vector<NodeId> nodes = far;
  sort_and_unite(nodes);
  const Result<std::vector<std::optional<NodeId>>> seen = representatives(nodes);
  if (!seen) return fail(seen.error());
  const auto is_seen = [&](NodeId node) {
    const auto at = std::lower_bound(nodes.begin(), nodes.end(), node);
    return (*seen)[static_cast<std::size_t>(at - nodes.begin())].has_value();
  };
  return static_cast<std::uint64_t>(std::count_if(far.begin(), far.end(), is_seen));
}

Result<std::vector<Reader::End>> Reader::judged_among(std::span<const End> ends) const {
  std::vector<NodeId> nodes;
  for (const End& end : ends) nodes.push_back(end.stored.from);
  sort_and_unite(nodes);
  std::vector<CitationId> judged;
  Adjacent far;
  const auto scan = [&](NodeId from, const Visit& visit) {
    return store_->scan_judged(Direction::Cites, from, [&](NodeId node, const Adjacent& end) {
      far = end;
      return visit(node);
    });
  };
  const auto take = [&](NodeId node) { judged.push_back(id_of(node, far, Direction::Cites)); };
  if (auto done = meet(nodes, scan, take); !done) return fail(done.error());
  std::vector<End> found;
  for (const End& end : ends) {
    if (std::binary_search(judged.begin(), judged.end(), end.stored)) found.push_back(end);
  }
  return found;
}

Result<bool> Reader::is_shown_as_stored(NodeId id, Direction direction) const {
  if (!has_identities_) return true;
  const Result<std::vector<NodeId>> own = decided_among({&id, 1});
  if (!own) return fail(own.error());
  if (!own->empty()) return false;
  // Goes from a node of which something was decided to the next in the list, and from that to the
  // next of the former. Where both are many, reading all of the list is not worse.
  constexpr int kSteps = 100;
  NodeId from{0};
  for (int step = 0; step < kSteps; ++step) {
    std::optional<NodeId> decided;
    auto found = store_->scan_decided(from, [&](NodeId node) {
      decided = node;
      return false;
    });
    if (!found) return fail(found.error());
    if (!decided) return true;
    std::optional<NodeId> peer;
    const std::optional<Adjacent> before = Adjacent{*decided, static_cast<Relation>(0)};
    found = store_->scan_adjacent(id, direction, before, kAnyBatch, [&](const Adjacent& end) {
      peer = end.peer;
      return false;
    });
    if (!found) return fail(found.error());
    if (!peer) return true;
    if (*peer == *decided) return false;
    from = *peer;
  }
  return false;
}

}  // namespace whocites
