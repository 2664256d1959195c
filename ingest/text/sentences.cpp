// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/utext.h>

#include <algorithm>

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kLongestSentence = 300;  // tokens

bool is_quote_or_bracket(const Token& token) {
  return token.kind == TokenKind::Punct &&
         (token.mark == '"' || token.mark == '\'' || token.mark == ')' || token.mark == ']');
}

// Whether the full stop before tokens[at] belongs to the word before it rather than to a sentence.
bool is_after_abbreviation(const Lexicon& lexicon, std::string_view text,
                           const std::vector<Token>& tokens, std::size_t at) {
  if (at == 0 || at >= tokens.size() || tokens[at].kind != TokenKind::Word) return false;
  const bool has_stop = tokens[at - 1].kind == TokenKind::Punct && tokens[at - 1].mark == '.';
  const std::size_t before = has_stop ? at - 2 : at - 1;
  if (has_stop && at < 2) return false;
  const Token& word = tokens[before];
  if (word.kind != TokenKind::Word) return false;
  const bool is_acronym = text.substr(word.begin, word.end - word.begin).ends_with('.');
  if (!has_stop && !is_acronym) return false;
  const bool next_opens = lexicon.is(tokens[at].word, WordClass::Opener);
  if (is_acronym) return !next_opens;  // "in the U.S. The" ends a sentence, "U.S. Senate" does not
  const bool is_initial = word.end - word.begin == 1 && word.is_capital;
  if (is_initial) return text[word.begin] != 'I';
  return lexicon.is(word.word, WordClass::Abbreviation) && word.is_capital && !next_opens;
}

bool has_word(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                     tokens.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Token& token) { return token.kind != TokenKind::Punct; });
}

}  // namespace

struct SentenceCutter::Iterator {
  std::unique_ptr<icu::BreakIterator> rules;
};

SentenceCutter::SentenceCutter(const Lexicon& lexicon)
    : lexicon_(lexicon), iterator_(std::make_unique<Iterator>()) {
  UErrorCode status = U_ZERO_ERROR;
  iterator_->rules.reset(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  if (U_FAILURE(status)) iterator_->rules.reset();
}

SentenceCutter::~SentenceCutter() = default;

std::vector<std::size_t> SentenceCutter::cut(std::string_view text, std::size_t begin,
                                             std::size_t end, const std::vector<Token>& tokens) {
  std::vector<std::size_t> starts{0};
  const auto add = [&](std::size_t at) {
    while (at - starts.back() > kLongestSentence)
      starts.push_back(starts.back() + kLongestSentence);
    if (at > starts.back()) starts.push_back(at);
  };
  UErrorCode status = U_ZERO_ERROR;
  UText* view =
      utext_openUTF8(nullptr, text.data() + begin, static_cast<std::int64_t>(end - begin), &status);
  if (iterator_->rules != nullptr && U_SUCCESS(status)) {
    iterator_->rules->setText(view, status);
    std::size_t at = 0;
    for (std::int32_t edge = iterator_->rules->first(); edge != icu::BreakIterator::DONE;
         edge = iterator_->rules->next()) {
      const std::size_t offset = begin + static_cast<std::size_t>(edge);
      while (at < tokens.size() && tokens[at].begin < offset) ++at;
      if (at == 0 || at >= tokens.size()) continue;
      while (at < tokens.size() && is_quote_or_bracket(tokens[at]) && !tokens[at].opens_quote &&
             !has_word(tokens, at, std::min(at + 1, tokens.size())) &&
             (at + 1 == tokens.size() || tokens[at + 1].begin > tokens[at].end)) {
        ++at;
      }
      if (at >= tokens.size() || is_after_abbreviation(lexicon_, text, tokens, at)) continue;
      add(at);
    }
  }
  utext_close(view);
  add(tokens.size());
  return starts;
}

}  // namespace whocites::ingest::text
