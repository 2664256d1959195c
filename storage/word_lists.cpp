// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/word_lists.h"

#include <algorithm>
#include <functional>

#include "storage/detail/near_words.h"

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kPiece = 1024;
constexpr std::string_view kAfterMarks = "_";  // the byte that follows '^'

}  // namespace

Result<WordSet> words_with_prefix(const Store& store, std::string_view prefix, std::size_t limit) {
  WordSet set;
  const auto collect = [&](std::string_view word) -> std::optional<std::string> {
    if (!word.starts_with(prefix)) return std::nullopt;
    if (set.words.size() == limit) {
      set.complete = false;
      return std::nullopt;
    }
    set.words.emplace_back(word);
    return set.words.back() + '\1';
  };
  if (auto done = store.scan_words(prefix, collect); !done) return fail(done.error());
  return set;
}

Result<WordSet> words_near(const Store& store, std::string_view word, std::size_t edits,
                           std::size_t limit) {
  WordSet set;
  NearWords near(word, edits);
  std::size_t looked_at = 0;
  const auto look = [&](std::string_view known) -> std::optional<std::string> {
    if (++looked_at > limit) {
      set.complete = false;
      return std::nullopt;
    }
    NearWords::Step step = near.step(known);
    if (known.front() == '^') {
      if (step.next && *step.next < kAfterMarks) step.next = kAfterMarks;
    } else if (step.distance && *step.distance > 0) {
      set.words.emplace_back(known);
    }
    return std::move(step.next);
  };
  if (auto done = store.scan_words(near.first(), look); !done) return fail(done.error());
  return set;
}

WordUnion::WordUnion(const Store& store, std::vector<std::string> words, ReadBudget& budget)
    : store_(store), budget_(budget) {
  for (std::string& word : words) {
    heap_.emplace_back(NodeId(0), lists_.size());
    lists_.push_back({std::move(word), {}, 0, false});
  }
}

Result<bool> WordUnion::advance(List& list, NodeId after) {
  const auto begin = list.ids.begin() + static_cast<std::ptrdiff_t>(list.at);
  const auto found = std::upper_bound(begin, list.ids.end(), after);
  list.at = static_cast<std::size_t>(found - list.ids.begin());
  if (found != list.ids.end()) return true;
  if (list.at_end || budget_.pieces == 0) return false;
  --budget_.pieces;
  list.ids.clear();
  list.at = 0;
  const auto collect = [&](NodeId id) {
    list.ids.push_back(id);
    return list.ids.size() < kPiece;
  };
  if (auto done = store_.scan_word(list.word, after, collect); !done) return fail(done.error());
  list.at_end = list.ids.size() < kPiece;
  return !list.ids.empty();
}

Result<std::optional<NodeId>> WordUnion::next(NodeId after) {
  // The lists that lag behind are brought up, each only when its turn comes.
  while (!heap_.empty() && heap_.front().first <= after) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    List& list = lists_[heap_.back().second];
    const Result<bool> more = advance(list, after);
    if (!more) return fail(more.error());
    if (*more) {
      heap_.back().first = list.ids[list.at];
      std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    } else {
      heap_.pop_back();
    }
  }
  if (heap_.empty()) return std::nullopt;
  return heap_.front().first;
}

Result<void> intersect(std::vector<WordUnion>& unions, const IdSink& visit) {
  if (unions.empty()) return {};
  NodeId target(1);
  while (target.value != UINT32_MAX) {
    const NodeId start = target;
    for (WordUnion& one : unions) {
      const Result<std::optional<NodeId>> at = one.next(NodeId(target.value - 1));
      if (!at) return fail(at.error());
      if (!*at) return {};
      target = std::max(target, **at);
    }
    if (target != start) continue;
    const Result<bool> go_on = visit(target);
    if (!go_on) return fail(go_on.error());
    if (!*go_on) return {};
    target = NodeId(target.value + 1);
  }
  return {};
}

}  // namespace whocites::storage::detail
