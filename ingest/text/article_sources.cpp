// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/article_sources.h"

#include <utility>

#include "ingest/text/blocks.h"
#include "ingest/text/head.h"
#include "ingest/text/sentence_walk.h"

namespace whocites::ingest::text {

ArticleSources find_sources(std::string text, const ListedOutlet* own_outlet) {
  const BlockedText blocked = cut_into_blocks(std::move(text));
  Attribution attribution(own_outlet, "article");
  SentenceWalk walk(detect_language(blocked.flat));
  ArticleSources found;
  for (const Block& block : reading_order(blocked, sort_parts(blocked))) {
    walk.read(blocked.flat, block.begin, block.end,
              [&](const Sentence& sentence, std::size_t, std::size_t) {
                attribution.read(sentence);
                const std::vector<FoundSource>& sources = attribution.sources();
                found.sources.insert(found.sources.end(), sources.begin(), sources.end());
              });
  }
  found.nodes = attribution.nodes();
  return found;
}

}  // namespace whocites::ingest::text
