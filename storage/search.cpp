// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/search.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/edit_distance.h"
#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/name_candidates.h"

namespace whocites {
namespace {

constexpr std::size_t kMaxKeys = 1000;
constexpr std::size_t kMaxPieces = 2000;

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

// The fewest edits between the query and the name, or some run of as many words of it: one more or
// less counts too, as a space may be the error.
std::size_t closest(std::string_view name, const std::string& query, std::size_t word_count,
                    std::size_t limit) {
  std::size_t best = edit_distance(query, name, limit);
  const std::vector<std::string_view> words = split(name, ' ');
  for (std::size_t length = std::max<std::size_t>(word_count, 2) - 1; length <= word_count + 1;
       ++length) {
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
      const char* begin = words[i].data();
      const std::string_view last = words[i + length - 1];
      const std::string_view run(begin,
                                 static_cast<std::size_t>(last.data() + last.size() - begin));
      best = std::min(best, edit_distance(query, run, std::min(best, limit)));
    }
  }
  return best;
}

// What a node is called, in both forms that a name is indexed in.
void add_names(const NodeFacts& facts, std::vector<std::string>& names) {
  const auto add = [&](std::string_view name) {
    names.push_back(fold_name(name));
    if (std::string whole = fold_words(name); whole != names.back()) {
      names.push_back(std::move(whole));
    }
  };
  if (!facts.title.empty()) add(facts.title);
  for (const std::string& alias : facts.aliases) add(alias);
  for (const std::string& domain : facts.domains) add(domain);
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
        options_(options),
        candidates_(reader.store(), query_, kMaxPieces) {
    words_ = split(query_, ' ');
    edits_ = options.misspellings ? allowed_edits(query_) : 0;
    for (const auto& form : {canonical_url(text), canonical_doi(text), domain_of(text)}) {
      if (form) identifiers_.push_back(*form);
    }
  }

  // A kind of match is looked for only when the better ones leave room, and what is farther
  // than one typo in a word only when there is nothing else at all.
  Result<SearchAnswer> run() {
    if (query_.empty()) return SearchAnswer{};
    const auto rated = [&](NodeId id) { return rate_node(id); };
    using Step = std::function<Result<void>()>;
    const std::vector<Step> steps = {
        [&] { return exactly(); },
        [&] { return by_key(); },
        [&] { return candidates_.beginning(rated); },
        [&] { return candidates_.with_words(rated); },
        [&] { return edits_ > 0 ? candidates_.with_one_typo(rated) : Result<void>(); },
        [&] { return is_lost(1) ? candidates_.divided_otherwise(rated) : Result<void>(); },
        [&] { return is_lost(2) ? candidates_.with_typos(rated) : Result<void>(); }};
    for (const Step& step : steps) {
      rated_here_ = 0;
      if (auto done = step(); !done) return fail(done.error());
      if (auto done = show(); !done) return fail(done.error());
      if (answer_.hits.size() >= options_.limit) break;
    }
    answer_.more = cut_short_ || !candidates_.complete();
    return std::move(answer_);
  }

 private:
  struct Found {
    Quality quality;
    NodeId id;
    friend auto operator<=>(const Found&, const Found&) = default;
  };

  // Whether nothing was found yet, and so many edits are allowed.
  bool is_lost(std::size_t edits) const { return edits_ >= edits && answer_.hits.empty(); }

  Result<void> exactly() {
    std::vector<std::string> forms = identifiers_;
    forms.push_back(query_);
    for (const std::string& form : forms) {
      const Result<std::vector<NodeId>> named = reader_.named(form);
      if (!named) return fail(named.error());
      for (NodeId id : *named) found_.push_back({Quality{Match::Exact, 0, form.size()}, id});
    }
    return {};
  }

  Result<void> by_key() {
    const auto add = [&](std::string_view key, NodeId id) {
      const Match match = key == key_query_ ? Match::Exact : Match::Prefix;
      found_.push_back({Quality{match, 0, key.size()}, id});
      if (++rated_here_ <= kMaxKeys) return true;
      cut_short_ = true;
      return false;
    };
    return reader_.store().scan_keys(key_query_, add);
  }

  Result<bool> rate_node(NodeId id) {
    if (!rated_.insert(id).second) return true;
    if (++rated_here_ > options_.max_rated) {
      cut_short_ = true;
      return false;
    }
    const Result<std::optional<StoredNode>> stored = reader_.store().node(id);
    if (!stored) return fail(stored.error());
    if (!*stored) return true;
    std::vector<std::string> names;
    for (const Assertion& assertion : (*stored)->assertions) {
      if (reader_.view().sees(assertion.batch)) add_names(assertion.facts, names);
    }
    std::optional<Quality> best;
    for (const std::string& name : names) {
      const std::optional<Quality> quality = rate(name, query_, words_, edits_);
      if (quality && (!best || *quality < *best)) best = quality;
    }
    if (best) found_.push_back({*best, id});
    return true;
  }

  // What was found so far, as far as it is wanted.
  Result<void> show() {
    std::sort(found_.begin(), found_.end());
    answer_.hits.clear();
    std::set<NodeId> shown;
    for (const Found& found : found_) {
      if (answer_.hits.size() >= options_.limit) break;
      auto [at, fresh] = nodes_.try_emplace(found.id);
      if (fresh) {
        Result<std::optional<Node>> node = reader_.node(found.id);
        if (!node) return fail(node.error());
        at->second = std::move(*node);
      }
      const std::optional<Node>& node = at->second;
      if (!node || !admits(options_.filter, *node) || !shown.insert(node->id).second) continue;
      answer_.hits.push_back({*node, found.quality.match, found.quality.distance});
    }
    return {};
  }

  const Reader& reader_;
  std::string query_;
  std::string key_query_;
  std::vector<std::string> identifiers_;
  SearchOptions options_;
  std::vector<std::string_view> words_;
  std::size_t edits_ = 0;
  storage::detail::NameCandidates candidates_;
  std::unordered_set<NodeId> rated_;
  std::size_t rated_here_ = 0;
  bool cut_short_ = false;
  std::vector<Found> found_;
  std::unordered_map<NodeId, std::optional<Node>> nodes_;
  SearchAnswer answer_;
};

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

Result<SearchAnswer> search(const Reader& reader, std::string_view text,
                            const SearchOptions& options) {
  return Search(reader, text, options).run();
}

}  // namespace whocites
