// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/sentence_walk.h"

#include <algorithm>

namespace whocites::ingest::text {

void SentenceWalk::read(std::string_view text, std::size_t begin, std::size_t end,
                        const Visit& visit) {
  // A paragraph without an end is read in pieces, so that its tokens need not all be held.
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = std::min(at + kPiece, end);
    if (stop < end) {
      const std::size_t space = text.rfind(' ', stop);
      if (space != std::string_view::npos && space > at) stop = space;
    }
    read_piece(text, at, stop, visit);
    at = stop;
  }
}

void SentenceWalk::read_piece(std::string_view text, std::size_t begin, std::size_t end,
                              const Visit& visit) {
  tokens_.clear();
  tokenize(lexicon_, text, begin, end, tokens_);
  if (tokens_.empty()) return;
  const std::vector<std::size_t> starts = cutter_.cut(text, begin, end, tokens_);
  bool is_quoted = false;
  for (std::size_t k = 0; k + 1 < starts.size(); ++k) {
    const std::size_t first = starts[k];
    const std::size_t last = starts[k + 1];
    if (first == last) continue;
    visit({text, tokens_.data() + first, last - first, is_quoted, &lexicon_}, tokens_[first].begin,
          tokens_[end_of_quotation(starts, k) - 1].end);
    is_quoted = ends_quoted(first, last, is_quoted);
  }
}

// Whether a quotation is open behind tokens [first, last).
bool SentenceWalk::ends_quoted(std::size_t first, std::size_t last, bool is_open) const {
  for (std::size_t t = first; t < last; ++t) {
    if (tokens_[t].mark != '"') continue;
    is_open = tokens_[t].opens_quote || (!tokens_[t].closes_quote && !is_open);
  }
  return is_open;
}

// The token after the k-th sentence, or after the quotation that it opens and leaves open. One
// that is not closed soon was left open by mistake.
std::size_t SentenceWalk::end_of_quotation(const std::vector<std::size_t>& starts,
                                           std::size_t k) const {
  constexpr std::size_t kSentencesAhead = 5;
  if (!ends_quoted(starts[k], starts[k + 1], false)) return starts[k + 1];
  const std::size_t limit = starts[std::min(k + 1 + kSentencesAhead, starts.size() - 1)];
  for (std::size_t t = starts[k + 1]; t < limit; ++t) {
    if (tokens_[t].mark == '"') return tokens_[t].opens_quote ? starts[k + 1] : t + 1;
  }
  return starts[k + 1];
}

}  // namespace whocites::ingest::text
