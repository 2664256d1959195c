// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/store_walk.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace whocites {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kNodesAtOnce = 4096;
constexpr std::size_t kRowsAtOnce = 128;
constexpr std::size_t kSourcesAtOnce = 1024;    // nodes whose citations are listed at once
constexpr std::size_t kCitationsAtOnce = 4096;  // of these read at once
constexpr std::size_t kKeyBlock = 1 << 20;

// Calls `take` with `ids` piece by piece while it returns true.
template <class Take>
Result<void> in_pieces(std::span<const NodeId> ids, std::size_t size, const Take& take) {
  while (!ids.empty()) {
    const std::span<const NodeId> piece = ids.first(std::min(size, ids.size()));
    ids = ids.subspan(piece.size());
    const Result<bool> goes_on = take(piece);
    if (!goes_on) return fail(goes_on.error());
    if (!*goes_on) break;
  }
  return {};
}

// How many of `ends`, which ascend, to read at once: whole citations, some thousand.
std::size_t length_of_piece(std::span<const Reader::End> ends) {
  std::size_t length = std::min(kCitationsAtOnce, ends.size());
  while (length < ends.size() && ends[length].shown == ends[length - 1].shown) ++length;
  return length;
}

}  // namespace

// What is known only while the nodes are read: by NodeId.
class StoreWalk::Making {
 public:
  Making(StoreWalk& walk, std::size_t end) : walk_(walk), key_(end), shown_(end), whole_(end) {
    walk_.takes_part_.resize(end);
    walk_.is_inside_.resize(end);
    anywhere_ = walk_.filter_;
    anywhere_.outlets.clear();
  }

  void consider(const Node& node) {
    const std::uint32_t id = node.id.value;
    key_[id] = kept(node.key);
    if (!admits(anywhere_, node)) return;
    walk_.takes_part_[id] = true;
    shown_[id] = walk_.is_inside_[id] = admits(walk_.filter_, node);
    if (node.part_of) whole_[id] = *node.part_of;
  }

  // An outlet's part of the graph is what it published and every citation from or to that.
  Result<void> admit_other_ends(std::span<const NodeId> all) {
    const auto admit = [&](const Citation& citation) {
      if (!walk_.takes(citation)) return true;
      shown_[citation.from.value] = shown_[citation.to.value] = true;
      return true;
    };
    return walk_.read_citations(all, admit);
  }

  // What is shown, and what that is part of.
  void finish() {
    std::vector<bool> present = shown_;
    for (std::size_t id = 0; id < shown_.size(); ++id) {
      if (shown_[id] && whole_[id].value < present.size()) present[whole_[id].value] = true;
    }
    walk_.place_.assign(present.size(), kNowhere);
    for (std::uint32_t id = 1; id < present.size(); ++id) {
      if (!present[id] || key_[id].data() == nullptr) continue;
      walk_.place_[id] = static_cast<std::uint32_t>(walk_.ids_.size());
      walk_.ids_.emplace_back(id);
      walk_.key_.push_back(key_[id]);
    }
  }

 private:
  std::string_view kept(const std::string& key) {
    std::vector<std::string>& blocks = walk_.keys_;
    if (blocks.empty() || blocks.back().capacity() - blocks.back().size() < key.size()) {
      blocks.emplace_back().reserve(std::max(kKeyBlock, key.size()));
    }
    std::string& block = blocks.back();
    block += key;
    return {block.data() + block.size() - key.size(), key.size()};
  }

  StoreWalk& walk_;
  Filter anywhere_;
  std::vector<std::string_view> key_;  // without data: not seen
  std::vector<bool> shown_;
  std::vector<NodeId> whole_;
};

Result<StoreWalk> StoreWalk::make(const Reader& reader, const Filter& filter, Identity identity) {
  StoreWalk walk(reader, filter, identity);
  for (NodeId& outlet : walk.filter_.outlets) {
    if (identity == Identity::Apart) break;
    const Result<std::optional<Node>> shown = reader.node(outlet);
    if (!shown) return fail(shown.error());
    if (*shown) outlet = (*shown)->id;
  }
  std::vector<NodeId> all;
  const std::uint32_t end = reader.store().next_node().value;
  all.reserve(end);
  for (std::uint32_t id = 1; id < end; ++id) all.emplace_back(id);

  Making making(walk, end);
  const auto consider = [&](const Node& node) {
    making.consider(node);
    return true;
  };
  if (auto done = walk.read_nodes(all, consider); !done) return fail(done.error());
  if (!filter.outlets.empty()) {
    if (auto done = making.admit_other_ends(all); !done) return fail(done.error());
  }
  making.finish();
  if (identity == Identity::Apart) {
    if (auto done = walk.read_identities(); !done) return fail(done.error());
  }
  return walk;
}

Result<void> StoreWalk::read_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const {
  if (identity_ == Identity::Apart) {
    const auto resolved = [&](const StoredNode& stored) {
      const std::optional<Node> node = resolve(stored, reader_->view());
      return !node || visit(*node);
    };
    return in_pieces(ids, kNodesAtOnce, [&](std::span<const NodeId> piece) -> Result<bool> {
      bool goes_on = true;
      const auto note = [&](const StoredNode& stored) { return goes_on = resolved(stored); };
      if (auto done = reader_->store().visit_nodes(piece, note); !done) return fail(done.error());
      return goes_on;
    });
  }
  return in_pieces(ids, kNodesAtOnce, [&](std::span<const NodeId> piece) -> Result<bool> {
    const Result<std::vector<std::optional<Node>>> nodes = reader_->nodes(piece);
    if (!nodes) return fail(nodes.error());
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const std::optional<Node>& node = (*nodes)[i];
      if (node && node->id == piece[i] && !visit(*node)) return false;
    }
    return true;
  });
}

Result<void> StoreWalk::read_citations(std::span<const NodeId> from,
                                       const CitationVisitor& visit) const {
  return in_pieces(from, kSourcesAtOnce, [&](std::span<const NodeId> piece) -> Result<bool> {
    bool goes_on = true;
    const auto admitted = [&](const Citation& citation) {
      return goes_on = !admits(filter_, citation) || visit(citation);
    };
    const Result<void> done =
        identity_ == Identity::Merged ? read_merged(piece, admitted) : read_apart(piece, admitted);
    if (!done) return fail(done.error());
    return goes_on;
  });
}

Result<void> StoreWalk::read_merged(std::span<const NodeId> from,
                                    const CitationVisitor& visit) const {
  const Result<std::vector<Reader::End>> all = reader_->ends(from, Direction::Cites);
  if (!all) return fail(all.error());
  std::span<const Reader::End> ends = *all;
  while (!ends.empty()) {
    const std::size_t length = length_of_piece(ends);
    const Result<std::vector<Citation>> citations = reader_->citations_at(ends.first(length));
    if (!citations) return fail(citations.error());
    for (const Citation& citation : *citations) {
      if (!visit(citation)) return {};
    }
    ends = ends.subspan(length);
  }
  return {};
}

Result<void> StoreWalk::read_apart(std::span<const NodeId> from,
                                   const CitationVisitor& visit) const {
  const View& view = reader_->view();
  std::vector<CitationId> all;
  const auto note = [&](NodeId node, const Adjacent& end) {
    all.push_back({node, end.peer, end.relation});
    return true;
  };
  const auto sees = [&](BatchId batch) { return view.sees(batch); };
  const Store& store = reader_->store();
  auto done = store.visit_adjacent(from, Direction::Cites, sees, note);
  if (!done) return done;
  bool goes_on = true;
  const auto resolved = [&](const Citation& stored) {
    const std::optional<Citation> citation = resolve(stored, view);
    return goes_on = !citation || visit(*citation);
  };
  for (std::span<const CitationId> ids = all; goes_on && !ids.empty();) {
    const std::span<const CitationId> piece = ids.first(std::min(kCitationsAtOnce, ids.size()));
    ids = ids.subspan(piece.size());
    if (done = store.visit_citations(piece, resolved); !done) return done;
  }
  return {};
}

Result<void> StoreWalk::read_identities() {
  const auto keep = [&](const IdentityDecision& decision) {
    const bool counts =
        reader_->view().sees(decision.batch) && place_of(decision.a) && place_of(decision.b);
    if (counts) identities_.push_back(decision);
    return true;
  };
  for (const Sameness of : {Sameness::Thing, Sameness::Text}) {
    if (auto done = reader_->store().scan_identities(of, keep); !done) return done;
  }
  // As unmerged_network() orders them.
  std::stable_sort(identities_.begin(), identities_.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const IdentityDecision& decision) {
      const auto [low, high] = std::minmax(decision.a, decision.b);
      return std::tuple(decision.of, low, high, decision.batch, decision.a);
    };
    return rank(a) < rank(b);
  });
  return {};
}

bool StoreWalk::takes(const Citation& citation) const {
  const std::uint32_t from = citation.from.value;
  const std::uint32_t to = citation.to.value;
  return takes_part_[from] && takes_part_[to] && (is_inside_[from] || is_inside_[to]);
}

Result<void> StoreWalk::nodes(const NodeVisitor& visit) const { return read_nodes(ids_, visit); }

Result<void> StoreWalk::citations(const CitationVisitor& visit) const {
  return read_citations(
      ids_, [&](const Citation& citation) { return !takes(citation) || visit(citation); });
}

Result<void> StoreWalk::rows(const RowVisitor& visit) const {
  return in_pieces(ids_, kRowsAtOnce, [&](std::span<const NodeId> piece) -> Result<bool> {
    std::vector<Node> nodes;
    const auto keep_node = [&](const Node& node) {
      nodes.push_back(node);
      return true;
    };
    if (auto done = read_nodes(piece, keep_node); !done) return fail(done.error());
    std::vector<Citation> cites;
    const auto keep_citation = [&](const Citation& citation) {
      if (takes(citation)) cites.push_back(citation);
      return true;
    };
    if (auto done = read_citations(piece, keep_citation); !done) return fail(done.error());
    return visit_rows(nodes, cites, visit);
  });
}

std::optional<std::size_t> StoreWalk::place_of(NodeId id) const {
  const std::uint32_t place = id.value < place_.size() ? place_[id.value] : kNowhere;
  return place != kNowhere ? std::optional<std::size_t>(place) : std::nullopt;
}

std::string_view StoreWalk::key_of(NodeId id) const {
  const std::optional<std::size_t> place = place_of(id);
  return place ? key_[*place] : std::string_view();
}

}  // namespace whocites
