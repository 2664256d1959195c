// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/records.h"
#include "ingest/format.h"

namespace whocites::testing {

// What the plain-text reader makes of a text.
struct ReadArticle {
  Result<void> result;
  std::vector<NodeRecord> nodes;  // the article first
  std::vector<CitationRecord> citations;
  std::vector<IgnoredRecord> ignored;

  const NodeRecord& article() const { return nodes.front(); }
  const NodeRecord* node_titled(std::string_view title) const;
  // "article -> Le Monde: reports", one for each distinct citation, sorted.
  std::vector<std::string> edges() const;
  // The evidence texts of one such line, in order.
  std::vector<std::string> evidence(std::string_view edge) const;
};

ReadArticle read_article(std::string_view text, const ingest::ReadOptions& options = {});
// The whole of a file; empty when it does not exist.
std::string file_text(const std::string& path);

}  // namespace whocites::testing
