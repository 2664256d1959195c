// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/name_candidates.h"

#include <algorithm>

#include "base/text.h"
#include "storage/detail/encoding.h"

namespace whocites::storage::detail {
namespace {

// A beginning that more words share ("a") says so little that the other words find the nodes.
constexpr std::size_t kMaxWords = 256;
constexpr std::size_t kMaxLookedAt = 20'000;
constexpr std::size_t kLongWord = 6;  // in characters: of shorter ones half would be typos

}  // namespace

NameCandidates::NameCandidates(const Store& store, std::string_view folded, std::size_t pieces)
    : store_(store), budget_{pieces} {
  const std::string form = index_form(folded);
  for (const std::string_view word : split(form, ' ')) {
    if (!word.empty()) words_.emplace_back(word);
  }
}

Result<void> NameCandidates::one_by_one(const std::string& prefix, const IdSink& visit) {
  Result<bool> go_on = true;
  const auto give = [&](NodeId id) {
    go_on = visit(id);
    return go_on && *go_on;
  };
  Result<void> scanned;
  const auto word = [&](std::string_view known) -> std::optional<std::string> {
    if (!known.starts_with(prefix)) return std::nullopt;
    std::string current(known);
    scanned = store_.scan_word(current, NodeId(0), give);
    if (!scanned || !go_on || !*go_on) return std::nullopt;
    return std::move(current += '\1');
  };
  if (auto done = store_.scan_words(prefix, word); !done) return done;
  if (!go_on) return fail(go_on.error());
  return scanned;
}

Result<void> NameCandidates::all_of(std::vector<Words> sets, const IdSink& visit) {
  if (stopped_) return {};
  std::vector<WordUnion> unions;
  for (Words& words : sets) {
    if (words.empty()) return {};
    unions.emplace_back(store_, std::move(words), budget_);
  }
  const auto give = [&](NodeId id) -> Result<bool> {
    const Result<bool> go_on = visit(id);
    stopped_ = !go_on || !*go_on;
    return go_on;
  };
  return intersect(unions, give);
}

Result<void> NameCandidates::beginning(const IdSink& visit) {
  stopped_ = false;
  if (words_.empty()) return {};
  if (words_.size() == 1) return one_by_one("^" + words_.front(), visit);
  std::vector<Words> sets{{"^" + words_.front()}};
  for (std::size_t i = 1; i + 1 < words_.size(); ++i) sets.push_back({words_[i]});
  Result<WordSet> last = words_with_prefix(store_, words_.back(), kMaxWords);
  if (!last) return fail(last.error());
  if (last->complete) sets.push_back(std::move(last->words));
  return all_of(std::move(sets), visit);
}

Result<void> NameCandidates::with_words(const IdSink& visit) {
  stopped_ = false;
  if (words_.empty()) return {};
  if (words_.size() == 1) return one_by_one(words_.front(), visit);
  std::vector<Words> sets;
  for (const std::string& word : words_) {
    Result<WordSet> set = words_with_prefix(store_, word, kMaxWords);
    if (!set) return fail(set.error());
    if (set->complete) sets.push_back(std::move(set->words));
  }
  if (sets.empty()) {
    complete_ = false;
    for (const std::string& word : words_) sets.push_back({word});
  }
  return all_of(std::move(sets), visit);
}

Result<NameCandidates::Words> NameCandidates::near(std::size_t at, std::size_t edits) {
  Result<WordSet> set = words_near(store_, words_[at], edits, kMaxLookedAt);
  if (!set) return fail(set.error());
  if (!set->complete) complete_ = false;
  return std::move(set->words);
}

std::vector<NameCandidates::Words> NameCandidates::exactly_but(std::size_t at, Words near) const {
  std::vector<Words> sets;
  for (const std::string& word : words_) sets.push_back({word});
  sets[at] = std::move(near);
  return sets;
}

Result<void> NameCandidates::with_one_typo(const IdSink& visit) {
  stopped_ = false;
  for (std::size_t at = 0; at < words_.size(); ++at) {
    Result<Words> words = near(at, 1);
    if (!words) return fail(words.error());
    auto done = all_of(exactly_but(at, std::move(*words)), visit);
    if (!done || stopped_) return done;
  }
  return {};
}

Result<void> NameCandidates::divided_otherwise(const IdSink& visit) {
  stopped_ = false;
  for (std::size_t at = 0; at + 1 < words_.size(); ++at) {
    std::vector<Words> sets = exactly_but(at, {words_[at] + words_[at + 1]});
    sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    if (auto done = all_of(std::move(sets), visit); !done) return done;
  }
  for (std::size_t at = 0; at < words_.size(); ++at) {
    const std::u32string word = to_characters(words_[at]);
    for (std::size_t cut = 1; cut < word.size(); ++cut) {
      std::vector<Words> sets = exactly_but(at, {to_utf8(word.substr(0, cut))});
      sets.push_back({to_utf8(word.substr(cut))});
      if (auto done = all_of(std::move(sets), visit); !done) return done;
    }
  }
  return {};
}

Result<void> NameCandidates::with_typos(const IdSink& visit) {
  stopped_ = false;
  std::vector<Words> sets;
  for (std::size_t at = 0; at < words_.size(); ++at) {
    Result<Words> words = near(at, 1);
    if (!words) return fail(words.error());
    words->push_back(words_[at]);
    sets.push_back(std::move(*words));
  }
  if (words_.size() > 1) {
    auto done = all_of(std::move(sets), visit);
    if (!done || stopped_) return done;
  }
  for (std::size_t at = 0; at < words_.size(); ++at) {
    if (length_in_characters(words_[at]) < kLongWord) continue;
    Result<Words> words = near(at, 2);
    if (!words) return fail(words.error());
    auto done = all_of(exactly_but(at, std::move(*words)), visit);
    if (!done || stopped_) return done;
  }
  return {};
}

}  // namespace whocites::storage::detail
