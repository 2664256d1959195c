// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/search.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/encoding.h"

namespace whocites {
namespace {

constexpr std::size_t kMaxCandidates = 8;

struct Quality {
  Match match;
  std::size_t distance;
  std::size_t length;  // of the matched name
  friend auto operator<=>(const Quality&, const Quality&) = default;
};

std::size_t allowed_edits(std::string_view text) {
  const std::size_t length = length_in_characters(text);
  if (length <= 2) return 0;
  return length <= 5 ? 1 : length <= 11 ? 2 : 3;
}

// Whether each word of `query` begins a word of `name`, in order.
bool words_begin(std::string_view name, const std::vector<std::string_view>& query) {
  std::size_t next = 0;
  for (std::string_view word : split(name, ' ')) {
    if (next < query.size() && word.starts_with(query[next])) ++next;
  }
  return next == query.size();
}

// The fewest edits between the query and the name, or some run of as many words of it.
std::size_t closest(std::string_view name, const std::string& query, std::size_t word_count,
                    std::size_t limit) {
  std::size_t best = edit_distance(query, name, limit);
  const std::vector<std::string_view> words = split(name, ' ');
  for (std::size_t i = 0; word_count < words.size() && i + word_count <= words.size(); ++i) {
    const char* begin = words[i].data();
    const std::string_view last = words[i + word_count - 1];
    const std::string_view run(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
    best = std::min(best, edit_distance(query, run, std::min(best, limit)));
  }
  return best;
}

std::optional<Quality> rate(std::string_view name, const std::string& query,
                            const std::vector<std::string_view>& words, std::size_t edits) {
  if (name == query) return Quality{Match::Exact, 0, name.size()};
  if (name.starts_with(query)) return Quality{Match::Prefix, 0, name.size()};
  if (words_begin(name, words)) return Quality{Match::Word, 0, name.size()};
  if (edits == 0) return std::nullopt;
  const std::size_t distance = closest(name, query, words.size(), edits);
  if (distance > edits) return std::nullopt;
  return Quality{Match::Misspelling, distance, name.size()};
}

class Search {
 public:
  Search(const Reader& reader, std::string_view text, const SearchOptions& options)
      : reader_(reader),
        query_(fold_name(text)),
        key_query_(ascii_lower(trim(text))),
        options_(options) {
    words_ = split(query_, ' ');
    edits_ = options.misspellings ? allowed_edits(query_) : 0;
  }

  Result<std::vector<SearchHit>> run() {
    if (query_.empty()) return std::vector<SearchHit>{};
    const auto by_name = [&](std::string_view name, NodeId id) {
      if (const auto quality = rate(name, query_, words_, edits_)) {
        found_.push_back({*quality, id, std::string(name)});
      }
      return true;
    };
    const auto by_node = [&](const StoredNode& node) {
      std::set<std::string> names;
      for (const Assertion& assertion : node.assertions) {
        for (std::string& name : storage::detail::index_names(assertion.facts)) {
          names.insert(std::move(name));
        }
      }
      for (const std::string& name : names) by_name(name, node.id);
      return true;
    };
    if (auto done = reader_.store().scan_nodes(NodeId(0), by_node); !done) {
      return fail(done.error());
    }
    const auto by_key = [&](std::string_view key, NodeId id) {
      const Match match = key == key_query_ ? Match::Exact : Match::Prefix;
      found_.push_back({Quality{match, 0, key.size()}, id, {}});
      return true;
    };
    if (auto done = reader_.store().scan_keys(key_query_, by_key); !done) return fail(done.error());
    return visible();
  }

 private:
  struct Found {
    Quality quality;
    NodeId id;
    std::string name;  // empty: found by its key
    friend auto operator<=>(const Found&, const Found&) = default;
  };

  Result<std::vector<SearchHit>> visible() {
    std::sort(found_.begin(), found_.end());
    std::vector<SearchHit> hits;
    std::set<NodeId> shown;
    for (const Found& found : found_) {
      if (hits.size() == options_.limit) break;
      const Result<bool> called = reader_.is_called(found.id, found.name);
      if (!called) return fail(called.error());
      if (!*called && !found.name.empty()) continue;
      Result<std::optional<Node>> node = reader_.node(found.id);
      if (!node) return fail(node.error());
      if (!*node || !admits(options_.filter, **node)) continue;
      if (!shown.insert((*node)->id).second) continue;
      hits.push_back({std::move(**node), found.quality.match, found.quality.distance});
    }
    return hits;
  }

  const Reader& reader_;
  std::string query_;
  std::string key_query_;
  SearchOptions options_;
  std::vector<std::string_view> words_;
  std::size_t edits_ = 0;
  std::vector<Found> found_;
};

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
  const Result<std::vector<SearchHit>> hits = search(reader, text, options);
  if (!hits) return fail(hits.error());
  std::vector<std::pair<std::string, std::string>> rows;
  for (const SearchHit& hit : *hits) rows.emplace_back(hit.node.key, label_of(hit.node));
  return fail(ErrorCode::NotFound, "nothing is called '" + std::string(text) + "'",
              rows.empty() ? std::string() : listed(rows, "did you mean:"));
}

}  // namespace

std::string_view name_of(Match match) {
  switch (match) {
    case Match::Exact:
      return "exact";
    case Match::Prefix:
      return "prefix";
    case Match::Word:
      return "word";
    case Match::Misspelling:
      return "misspelling";
  }
  return "unknown";
}

Result<std::vector<SearchHit>> search(const Reader& reader, std::string_view text,
                                      const SearchOptions& options) {
  return Search(reader, text, options).run();
}

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
    Result<void> added;
    const auto add = [&](std::string_view, NodeId id) {
      added = candidates.add(id);
      return added.has_value() && candidates.nodes().size() <= kMaxCandidates;
    };
    const auto add_called = [&](std::string_view name, NodeId id) {
      const Result<bool> called = reader.is_called(id, name);
      if (!called) added = fail(called.error());
      return called.has_value() && (!*called || add(name, id));
    };
    const std::string prefix = fold_name(wanted);
    const auto add_named = [&](const StoredNode& stored) {
      for (const Assertion& assertion : stored.assertions) {
        for (const std::string& name : storage::detail::index_names(assertion.facts)) {
          if (name.starts_with(prefix) && !add_called(name, stored.id)) return false;
        }
      }
      return true;
    };
    if (auto done = store.scan_nodes(NodeId(0), add_named); !done) return fail(done.error());
    if (auto done = store.scan_keys(wanted, add); !done) return fail(done.error());
    if (!added) return fail(added.error());
  }
  if (candidates.nodes().size() == 1) return candidates.nodes().begin()->second;
  if (!candidates.nodes().empty()) return fail(ambiguous(wanted, candidates.nodes()));
  return unknown(reader, wanted);
}

}  // namespace whocites
