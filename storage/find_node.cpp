// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/name_candidates.h"
#include "storage/search.h"

namespace whocites {
namespace {

constexpr std::size_t kMaxCandidates = 8;

// Gathers visible nodes, likes counted once.
class Candidates {
 public:
  explicit Candidates(const Reader& reader) : reader_(reader) {}

  Result<void> add(NodeId id) {
    Result<std::optional<Node>> node = reader_.node(id);
    if (!node) return fail(node.error());
    if (*node) nodes_.emplace((*node)->id, std::move(**node));
    return {};
  }
  Result<void> add_all(const Result<std::vector<NodeId>>& ids) {
    if (!ids) return fail(ids.error());
    for (NodeId id : *ids) {
      if (auto done = add(id); !done) return done;
    }
    return {};
  }
  const std::map<NodeId, Node>& nodes() const { return nodes_; }

 private:
  const Reader& reader_;
  std::map<NodeId, Node> nodes_;
};

// Whether a name of the node that is seen begins with `prefix`.
Result<bool> is_called_like(const Reader& reader, NodeId id, std::string_view prefix) {
  const Result<std::optional<StoredNode>> stored = reader.store().node(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return false;
  const auto like = [&](std::string_view name) {
    return fold_name(name).starts_with(prefix) || fold_words(name).starts_with(prefix);
  };
  for (const Assertion& assertion : (*stored)->assertions) {
    if (!reader.view().sees(assertion.batch)) continue;
    const NodeFacts& facts = assertion.facts;
    if (!facts.title.empty() && like(facts.title)) return true;
    if (std::any_of(facts.aliases.begin(), facts.aliases.end(), like)) return true;
    if (std::any_of(facts.domains.begin(), facts.domains.end(), like)) return true;
  }
  return false;
}

// Nodes of which a name or the key begins with `wanted`, up to one more than are listed.
Result<void> beginning(const Reader& reader, std::string_view wanted, Candidates& candidates) {
  const std::string prefix = fold_name(wanted);
  const auto wants_more = [&] { return candidates.nodes().size() <= kMaxCandidates; };
  const auto add_named = [&](NodeId id) -> Result<bool> {
    const Result<bool> called = is_called_like(reader, id, prefix);
    if (!called) return called;
    if (!*called) return true;
    if (auto done = candidates.add(id); !done) return fail(done.error());
    return wants_more();
  };
  storage::detail::NameCandidates named(reader.store(), prefix, SIZE_MAX);
  if (auto done = named.beginning(add_named); !done) return done;
  Result<void> added;
  const auto add_key = [&](std::string_view, NodeId id) {
    added = candidates.add(id);
    return added.has_value() && wants_more();
  };
  if (auto done = reader.store().scan_keys(wanted, add_key); !done) return done;
  return added;
}

std::string listed(const std::vector<std::pair<std::string, std::string>>& rows,
                   std::string_view lead) {
  std::string text(lead);
  for (const auto& [key, name] : rows) {
    text += "\n  " + key;
    if (name != key) text += "  " + name;
  }
  return text;
}

Error ambiguous(std::string_view text, const std::map<NodeId, Node>& nodes) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& [id, node] : nodes) {
    if (rows.size() == kMaxCandidates) break;
    rows.emplace_back(node.key, label_of(node) + " (" + std::string(name_of(node.kind)) + ")");
  }
  std::string hint = listed(rows, "name one by its key:");
  if (nodes.size() > rows.size()) hint += "\n  …";
  return {ErrorCode::NotFound,
          "'" + std::string(text) + "' may mean " + std::to_string(nodes.size()) + " nodes",
          std::nullopt, hint};
}

Result<Node> unknown(const Reader& reader, std::string_view text) {
  SearchOptions options;
  options.limit = 3;
  const Result<SearchAnswer> answer = search(reader, text, options);
  if (!answer) return fail(answer.error());
  std::vector<std::pair<std::string, std::string>> rows;
  for (const SearchHit& hit : answer->hits) rows.emplace_back(hit.node.key, label_of(hit.node));
  return fail(ErrorCode::NotFound, "nothing is called '" + std::string(text) + "'",
              rows.empty() ? std::string() : listed(rows, "did you mean:"));
}

}  // namespace

Result<Node> find_node(const Reader& reader, std::string_view text) {
  const Store& store = reader.store();
  const std::string_view wanted = trim(text);
  if (wanted.empty()) return fail(ErrorCode::NotFound, "an empty name means no node");
  // Sure meanings first; each step is asked only when the one before found nothing.
  std::vector<std::string> keys{std::string(wanted)};
  for (const auto& form : {canonical_url(wanted), canonical_doi(wanted), domain_of(wanted)}) {
    if (form && !(form == domain_of(wanted) && canonical_url(wanted))) keys.push_back(*form);
  }
  Candidates candidates(reader);
  for (const std::string& key : keys) {
    const Result<std::optional<NodeId>> id = store.find_key(key);
    if (!id) return fail(id.error());
    if (*id) {
      if (auto done = candidates.add(**id); !done) return fail(done.error());
    }
    if (candidates.nodes().size() == 1) return candidates.nodes().begin()->second;
  }
  for (const std::string& key : keys) {
    if (key == wanted) continue;
    if (auto done = candidates.add_all(reader.named(key)); !done) return fail(done.error());
  }
  if (candidates.nodes().empty()) {
    auto done = candidates.add_all(reader.named(fold_name(wanted)));
    if (!done) return fail(done.error());
  }
  if (candidates.nodes().empty()) {
    if (auto done = beginning(reader, wanted, candidates); !done) return fail(done.error());
  }
  if (candidates.nodes().size() == 1) return candidates.nodes().begin()->second;
  if (!candidates.nodes().empty()) return fail(ambiguous(wanted, candidates.nodes()));
  return unknown(reader, wanted);
}

}  // namespace whocites
