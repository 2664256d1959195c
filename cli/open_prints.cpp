// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/joined_sets.h"
#include "cli/open_pairs.h"
#include "graph/text_sketch.h"

namespace whocites::cli {
namespace {

using Pair = std::pair<NodeId, NodeId>;  // ascending

// Of each pair that an import found to be one text: that word, where no person said one, nor
// anything from which it follows.
class Found {
 public:
  explicit Found(const Reader& reader) : reader_(reader) {}

  Result<std::map<Pair, IdentityDecision>> read() {
    std::map<Pair, IdentityDecision> last_word;
    std::map<Pair, bool> said;  // by persons
    Result<void> known;
    const auto note = [&](const IdentityDecision& decision) {
      if (!reader_.view().sees(decision.batch)) return true;
      const Pair pair = std::minmax(decision.a, decision.b);
      const Result<bool> by_import = is_import(decision.batch);
      if (!by_import) {
        known = fail(by_import.error());
      } else if (*by_import) {
        last_word[pair] = decision;
      } else {
        said[pair] = decision.same;
      }
      return known.has_value();
    };
    auto done = reader_.store().scan_identities(Sameness::Text, note);
    if (!done) return fail(done.error());
    if (!known) return fail(known.error());
    JoinedSets<NodeId> joined;
    for (const auto& [pair, same] : said) {
      if (same) joined.join(pair.first, pair.second);
    }
    std::erase_if(last_word, [&](const auto& found) {
      const auto& [pair, word] = found;
      return !word.same || said.contains(pair) ||
             joined.lowest(pair.first) == joined.lowest(pair.second);
    });
    return last_word;
  }

 private:
  Result<bool> is_import(BatchId id) {
    const auto [at, is_new] = is_import_.try_emplace(id);
    if (!is_new) return at->second;
    const Result<std::optional<Batch>> batch = reader_.store().batch(id);
    if (!batch) return fail(batch.error());
    return at->second = *batch && (*batch)->action == Action::Import;
  }

  const Reader& reader_;
  std::map<BatchId, bool> is_import_;
};

double part_in_common(const Node& a, const Node& b) {
  const std::optional<TextSketch> one = sketch_in(a.facts);
  const std::optional<TextSketch> other = sketch_in(b.facts);
  return one && other ? shared_part(*one, *other) : 0;
}

}  // namespace

Result<void> add_open_prints(const Reader& reader, OpenPairs& open) {
  Result<std::map<Pair, IdentityDecision>> found = Found(reader).read();
  if (!found) return fail(found.error());
  std::size_t count = 0;
  for (auto& [pair, decision] : *found) {
    if (++count > kMostReviewed) {
      open.more = true;
      break;
    }
    const Result<std::optional<Node>> a = reader.node(decision.a);
    if (!a) return fail(a.error());
    const Result<std::optional<Node>> b = reader.node(decision.b);
    if (!b) return fail(b.error());
    if (!*a || !*b || (*a)->id == (*b)->id) continue;
    OpenPair print{.node = **a,
                   .other = **b,
                   .listed = {},
                   .score = part_in_common(**a, **b),
                   .reason = std::move(decision.reason),
                   .put_off = {},
                   .of = Sameness::Text};
    const std::string word = word_on(print.node, print.other_key());
    if (word.size() > 2) print.put_off = word.substr(1, word.size() - 2);
    open.pairs.push_back(std::move(print));
  }
  return {};
}

}  // namespace whocites::cli
