// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "storage/store.h"

namespace whocites::storage::detail {

// Citations in the order of their ends, each once: two that came to join the same two things, since
// their ends were found to be the same, are united.
class CitationSet {
 public:
  void add(Citation citation) {
    const CitationId id{citation.from, citation.to, citation.relation};
    const auto at = found_.lower_bound(id);
    if (at == found_.end() || at->first != id) {
      found_.emplace_hint(at, id, std::move(citation));
    } else {
      unite(at->second, std::move(citation));
    }
  }
  std::vector<Citation> take() {
    std::vector<Citation> list;
    list.reserve(found_.size());
    for (auto& [id, citation] : found_) list.push_back(std::move(citation));
    return list;
  }

 private:
  static void unite(Citation& citation, Citation more) {
    const auto earlier = [](const auto& a, const auto& b) { return a.batch < b.batch; };
    std::move(more.evidence.begin(), more.evidence.end(), std::back_inserter(citation.evidence));
    std::move(more.judgements.begin(), more.judgements.end(),
              std::back_inserter(citation.judgements));
    std::stable_sort(citation.evidence.begin(), citation.evidence.end(), earlier);
    std::stable_sort(citation.judgements.begin(), citation.judgements.end(), earlier);
  }

  std::map<CitationId, Citation> found_;
};

}  // namespace whocites::storage::detail
