// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "storage/detail/citation_set.h"
#include "storage/detail/encoding.h"
#include "storage/detail/structure.h"

namespace whocites {
namespace {

template <class T>
void append(std::vector<T>& list, std::vector<T> more) {
  std::move(more.begin(), more.end(), std::back_inserter(list));
}

// Which nodes and citations a filter leaves. An outlet's part of the graph is what it published and
// every citation from or to that: who cites it matters as much as whom it cites.
class Admission {
 public:
  explicit Admission(const Filter& filter) : filter_(filter), anywhere_(filter) {
    anywhere_.outlets.clear();
  }

  void consider(const Node& node, bool always) {
    if (!always && !admits(anywhere_, node)) return;
    possible_.insert(node.id);
    if (always || admits(filter_, node)) admitted_.insert(node.id);
    if (node.part_of) whole_[node.id] = *node.part_of;
  }

  // To be asked of every citation after the last node was considered; admits its ends too.
  bool take(const Citation& citation) {
    if (!possible_.contains(citation.from) || !possible_.contains(citation.to)) return false;
    const bool inside = inside_.contains(citation.from) || inside_.contains(citation.to);
    if (!inside || !admits(filter_, citation)) return false;
    admitted_.insert({citation.from, citation.to});
    return true;
  }
  void all_considered() { inside_ = admitted_; }

  // The nodes, and what they are part of: an outlet is shown with its articles even when its kind
  // was not asked for.
  std::set<NodeId> nodes() const {
    std::set<NodeId> all = admitted_;
    for (NodeId id : admitted_) {
      if (const auto at = whole_.find(id); at != whole_.end()) all.insert(at->second);
    }
    return all;
  }

 private:
  const Filter& filter_;
  Filter anywhere_;
  std::set<NodeId> possible_;  // but for the outlets asked for
  std::set<NodeId> admitted_;
  std::set<NodeId> inside_;  // admitted for their own sake
  std::map<NodeId, NodeId> whole_;
};

bool is_better(const Node& a, const Node& b) {
  if (a.facts.unresolved != b.facts.unresolved) return !a.facts.unresolved;
  return a.id < b.id;
}

}  // namespace

Result<Reader> Reader::make(const Store& store, std::optional<Timestamp> as_of) {
  Result<View> view = load_view(store, as_of);
  if (!view) return fail(view.error());
  const Result<bool> decided = store.has_identities();
  if (!decided) return fail(decided.error());
  return Reader(store, std::move(*view), *decided);
}

Result<std::optional<Node>> Reader::single(NodeId id) const {
  const Result<std::optional<StoredNode>> stored = store_->node(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return std::nullopt;
  return resolve(**stored, view_);
}

Result<std::vector<NodeId>> Reader::same_as(NodeId id) const {
  if (!has_identities_) return std::vector<NodeId>{id};
  std::set<NodeId> likes{id};
  std::vector<NodeId> open{id};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    const Result<std::vector<IdentityDecision>> decisions = store_->identities(at);
    if (!decisions) return fail(decisions.error());
    std::map<NodeId, bool> last_word;
    for (const IdentityDecision& decision : *decisions) {
      if (decision.of != Sameness::Thing || !view_.sees(decision.batch)) continue;
      last_word[decision.a == at ? decision.b : decision.a] = decision.same;
    }
    for (const auto& [other, same] : last_word) {
      if (same && likes.insert(other).second) open.push_back(other);
    }
  }
  return std::vector<NodeId>(likes.begin(), likes.end());
}

Result<std::optional<bool>> Reader::decided(NodeId a, NodeId b, Sameness of) const {
  const Result<std::vector<IdentityDecision>> decisions = store_->identities(a);
  if (!decisions) return fail(decisions.error());
  std::optional<bool> last_word;
  bool by_person = false;  // of texts a person's word outlives the next import
  for (const IdentityDecision& decision : *decisions) {
    const bool about_both =
        decision.of == of && std::minmax(decision.a, decision.b) == std::minmax(a, b);
    if (!about_both || !view_.sees(decision.batch)) continue;
    if (of == Sameness::Text) {
      const Result<std::optional<Batch>> batch = store_->batch(decision.batch);
      if (!batch) return fail(batch.error());
      const bool is_import = *batch && (*batch)->action == Action::Import;
      if (is_import && by_person) continue;
      by_person = !is_import;
    }
    last_word = decision.same;
  }
  return last_word;
}

Result<std::optional<Node>> Reader::united(const std::vector<NodeId>& likes) const {
  std::vector<Node> nodes;
  for (NodeId like : likes) {
    Result<std::optional<Node>> node = single(like);
    if (!node) return fail(node.error());
    if (*node) nodes.push_back(std::move(**node));
  }
  if (nodes.empty()) return std::nullopt;
  std::sort(nodes.begin(), nodes.end(), is_better);
  // What is said of the representative comes last, so that it prevails.
  Node whole = nodes.back();
  for (auto node = nodes.rbegin() + 1; node != nodes.rend(); ++node) {
    merge_into(whole.facts, node->facts);
    if (node->part_of) whole.part_of = node->part_of;
    append(whole.batches, node->batches);
  }
  const Node& first = nodes.front();
  whole.id = first.id;
  whole.key = first.key;
  whole.kind = first.kind;
  // Merging lets no unresolved name replace another; here the representative's is the title.
  if (!first.facts.title.empty()) whole.facts.title = first.facts.title;
  for (auto other = nodes.begin() + 1; other != nodes.end(); ++other) {
    whole.merged.push_back(other->key);
    const std::string& name = other->facts.title;
    std::vector<std::string>& aliases = whole.facts.aliases;
    const bool known = name.empty() || name == whole.facts.title ||
                       std::find(aliases.begin(), aliases.end(), name) != aliases.end();
    if (!known) aliases.push_back(name);
  }
  std::sort(whole.batches.begin(), whole.batches.end());
  whole.batches.erase(std::unique(whole.batches.begin(), whole.batches.end()), whole.batches.end());
  return whole;
}

Result<std::optional<Node>> Reader::node(NodeId id) const {
  const Result<std::vector<NodeId>> likes = same_as(id);
  if (!likes) return fail(likes.error());
  Result<std::optional<Node>> node = united(*likes);
  if (!node || !*node || !(*node)->part_of) return node;
  const Result<std::optional<NodeId>> whole = representative(*(*node)->part_of);
  if (!whole) return fail(whole.error());
  (*node)->part_of = *whole;
  // Where an outlet and its owner were decided to be one.
  if (*whole == (*node)->id) (*node)->part_of.reset();
  return node;
}

Result<std::optional<NodeId>> Reader::representative(NodeId id) const {
  if (is_plain()) return id;
  const Result<std::vector<NodeId>> likes = same_as(id);
  if (!likes) return fail(likes.error());
  const Result<std::optional<Node>> node = united(*likes);
  if (!node) return fail(node.error());
  return *node ? std::optional((*node)->id) : std::nullopt;
}

Result<bool> Reader::is_called(NodeId id, std::string_view name) const {
  const Result<std::optional<StoredNode>> stored = store_->node(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return false;
  for (const Assertion& assertion : (*stored)->assertions) {
    if (!view_.sees(assertion.batch)) continue;
    const std::vector<std::string> names = storage::detail::index_names(assertion.facts);
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  }
  return false;
}

Result<std::vector<NodeId>> Reader::named(std::string_view name) const {
  const Result<std::vector<NodeId>> stored = store_->find_name(name);
  if (!stored) return stored;
  std::set<NodeId> found;
  for (NodeId id : *stored) {
    const Result<bool> called = is_called(id, storage::detail::index_form(name));
    if (!called) return fail(called.error());
    if (!*called) continue;
    const Result<std::optional<NodeId>> stands_for = representative(id);
    if (!stands_for) return fail(stands_for.error());
    if (*stands_for) found.insert(**stands_for);
  }
  return std::vector<NodeId>(found.begin(), found.end());
}

Result<std::vector<Node>> Reader::parts_of(NodeId id) const {
  const Result<std::vector<NodeId>> likes = same_as(id);
  if (!likes) return fail(likes.error());
  std::set<NodeId> stored;
  for (NodeId like : *likes) {
    const Result<std::vector<NodeId>> parts = store_->parts_of(like);
    if (!parts) return fail(parts.error());
    stored.insert(parts->begin(), parts->end());
  }
  Result<std::vector<std::optional<Node>>> nodes =
      this->nodes(std::vector<NodeId>(stored.begin(), stored.end()));
  if (!nodes) return fail(nodes.error());
  std::map<NodeId, Node> parts;
  for (std::optional<Node>& node : *nodes) {
    // The index also holds what a withdrawn batch said.
    if (!node || !node->part_of) continue;
    if (!std::binary_search(likes->begin(), likes->end(), *node->part_of)) continue;
    parts.try_emplace(node->id, std::move(*node));
  }
  std::vector<Node> list;
  for (auto& [part, node] : parts) list.push_back(std::move(node));
  return list;
}

Result<void> Reader::scan(const Filter& filter,
                          const std::function<bool(const Node&)>& visit) const {
  Filter wanted = filter;
  for (NodeId& outlet : wanted.outlets) {
    const Result<std::optional<NodeId>> found = representative(outlet);
    if (!found) return fail(found.error());
    outlet = found->value_or(outlet);
  }
  std::optional<Error> failure;
  const auto consider = [&](const StoredNode& stored) {
    const Result<std::optional<Node>> node = this->node(stored.id);
    if (!node) {
      failure = node.error();
      return false;
    }
    if (!*node || (*node)->id != stored.id || !admits(wanted, **node)) return true;
    return visit(**node);
  };
  if (auto done = store_->scan_nodes(NodeId(0), consider); !done) return done;
  if (failure) return fail(*failure);
  return {};
}

Result<Network> Reader::network(const Filter& filter, const std::vector<NodeId>& keep,
                                const Work& work) const {
  Pace pace(work, 2 * std::size_t{store_->next_node().value});
  std::vector<Node> nodes;
  std::unordered_map<NodeId, NodeId> stands_for;
  std::optional<Error> failure;
  const auto collect = [&](const StoredNode& stored) {
    const Result<std::optional<Node>> node = this->node(stored.id);
    if (!node) {
      failure = node.error();
      return false;
    }
    if (!*node) return pace.goes_on();
    stands_for[stored.id] = (*node)->id;
    if ((*node)->id == stored.id) nodes.push_back(**node);
    return pace.goes_on();
  };
  if (auto done = store_->scan_nodes(NodeId(0), collect); !done) return fail(done.error());
  if (failure) return fail(*failure);
  if (work.is_stopped()) return interrupted();

  std::set<NodeId> kept;
  for (NodeId id : keep) {
    if (const auto at = stands_for.find(id); at != stands_for.end()) kept.insert(at->second);
  }
  Filter wanted = filter;
  for (NodeId& outlet : wanted.outlets) {
    if (const auto at = stands_for.find(outlet); at != stands_for.end()) outlet = at->second;
  }
  Admission admission(wanted);
  for (const Node& node : nodes) admission.consider(node, kept.contains(node.id));
  admission.all_considered();
  storage::detail::CitationSet citations;
  const auto connect = [&](const Citation& stored) {
    std::optional<Citation> citation = resolve(stored, view_);
    if (!citation) return !work.is_stopped();
    const auto from = stands_for.find(citation->from);
    const auto to = stands_for.find(citation->to);
    if (from == stands_for.end() || to == stands_for.end()) return true;
    citation->from = from->second;
    citation->to = to->second;
    citations.add(std::move(*citation));
    return !work.is_stopped();
  };
  if (auto done = store_->scan_citations(connect); !done) return fail(done.error());
  if (work.is_stopped()) return interrupted();
  std::vector<Citation> list = citations.take();
  std::erase_if(list, [&](const Citation& citation) { return !admission.take(citation); });
  const std::set<NodeId> shown = admission.nodes();
  std::erase_if(nodes, [&](const Node& node) { return !shown.contains(node.id); });
  return make_network(std::move(nodes), std::move(list));
}

Result<SourceGraph> Reader::source_graph(const Work& work) const {
  Result<storage::detail::GraphImage> image = storage::detail::read_structure(*store_, view_, work);
  if (!image) return fail(image.error());
  using storage::detail::GraphImage;
  return GraphImage::graph(std::make_shared<const GraphImage>(std::move(*image)));
}

Result<Network> Reader::unmerged_network(const Filter& filter, const Work& work) const {
  Pace pace(work, 2 * std::size_t{store_->next_node().value});
  std::map<NodeId, Node> nodes;
  const auto collect = [&](const StoredNode& stored) {
    if (std::optional<Node> node = resolve(stored, view_)) nodes.emplace(node->id, *node);
    return pace.goes_on();
  };
  if (auto done = store_->scan_nodes(NodeId(0), collect); !done) return fail(done.error());
  Admission admission(filter);
  for (const auto& [id, node] : nodes) admission.consider(node, false);
  admission.all_considered();
  std::vector<Citation> citations;
  const auto connect = [&](const Citation& stored) {
    std::optional<Citation> citation = resolve(stored, view_);
    if (citation && admission.take(*citation)) citations.push_back(std::move(*citation));
    return !work.is_stopped();
  };
  if (auto done = store_->scan_citations(connect); !done) return fail(done.error());
  if (work.is_stopped()) return interrupted();
  std::set<NodeId> admitted = admission.nodes();
  // What others are part of may itself not be seen.
  std::erase_if(admitted, [&](NodeId id) { return !nodes.contains(id); });
  Result<std::vector<IdentityDecision>> decisions = decisions_between(admitted);
  if (!decisions) return fail(decisions.error());
  std::vector<Node> list;
  for (auto& [id, node] : nodes) {
    if (admitted.contains(id)) list.push_back(std::move(node));
  }
  Network network = make_network(std::move(list), std::move(citations));
  network.identities = std::move(*decisions);
  return network;
}

Result<std::vector<IdentityDecision>> Reader::decisions_between(
    const std::set<NodeId>& nodes) const {
  std::vector<IdentityDecision> decisions;
  for (NodeId id : nodes) {
    const Result<std::vector<IdentityDecision>> about = store_->identities(id);
    if (!about) return fail(about.error());
    for (const IdentityDecision& decision : *about) {
      const bool once = decision.a == id && nodes.contains(decision.b);
      if (once && view_.sees(decision.batch)) decisions.push_back(decision);
    }
  }
  // By pair, since batches change when an export is imported elsewhere; of one pair the last
  // counts.
  const auto rank = [](const IdentityDecision& decision) {
    const auto [low, high] = std::minmax(decision.a, decision.b);
    return std::tuple(decision.of, low, high, decision.batch);
  };
  std::stable_sort(
      decisions.begin(), decisions.end(),
      [&](const IdentityDecision& a, const IdentityDecision& b) { return rank(a) < rank(b); });
  return decisions;
}

}  // namespace whocites
