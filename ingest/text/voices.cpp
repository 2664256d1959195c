// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/voices.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/text/voice_finder.h"

namespace whocites::ingest::text {

namespace {

std::vector<int> owners(std::size_t size, const std::vector<Mention>& mentions) {
  std::vector<int> owner(size, -1);
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    std::fill(owner.begin() + static_cast<std::ptrdiff_t>(mentions[m].first),
              owner.begin() + static_cast<std::ptrdiff_t>(mentions[m].last), static_cast<int>(m));
  }
  return owner;
}

}  // namespace

VoiceFinder::VoiceFinder(const Sentence& sentence, std::vector<Mention>& mentions)
    : s_(sentence),
      mentions_(mentions),
      owner_(owners(sentence.size, mentions)),
      quoted_(sentence.size, 0),
      is_english_(sentence.lexicon == &Lexicon::of(Language::English)),
      clauses_(sentence, mentions, owner_) {
  read_quotes();
}

// Marks the tokens within quotation marks; an opening one that is not closed in the sentence goes
// on to its end, a closing one that was not opened goes back to its begin.
void VoiceFinder::read_quotes() {
  bool is_open = s_.begins_quoted;  // by an earlier sentence
  std::size_t words = 0;
  const auto close = [&](std::size_t) {
    constexpr std::size_t kLongQuote = 4;  // words; fewer are a title or a phrase
    if (words >= kLongQuote) result_.has_quote = true;
    is_open = false;
  };
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (s_.is_mark(i, '"')) {
      const Token& token = s_.tokens[i];
      if (token.closes_quote && !is_open) {
        std::fill(quoted_.begin(), quoted_.begin() + static_cast<std::ptrdiff_t>(i), 1);
        words = i;
        close(i);
      } else if (is_open) {
        close(i);
      } else {
        is_open = true;
        words = 0;
      }
      continue;
    }
    if (!is_open) continue;
    quoted_[i] = 1;
    if (s_.is_word(i)) ++words;
  }
  if (is_open) close(s_.size);
}

bool VoiceFinder::is_negated(std::size_t cue) const {
  constexpr std::size_t kFarthest = 4;  // words
  for (std::size_t i = cue; i > 0 && cue - i < kFarthest;) {
    --i;
    if (owner_[i] >= 0 || !s_.is_word(i)) return false;
    if (s_.is(i, WordClass::Negation) && !s_.tokens[i].is_capital) return true;
    // "to say", "to report": an intention.
    if (s_.is_text(i, "to") && i + 1 == cue) return true;
    if (!s_.is(i, WordClass::Gap)) return false;
  }
  return false;
}

int VoiceFinder::mention_starting(std::size_t i) const {
  if (i >= s_.size || owner_[i] < 0) return -1;
  return mentions_[static_cast<std::size_t>(owner_[i])].first == i ? owner_[i] : -1;
}

bool VoiceFinder::is_periodical(int mention) const {
  if (mention < 0) return false;
  const MentionKind kind = mentions_[static_cast<std::size_t>(mention)].kind;
  return kind == MentionKind::Outlet || kind == MentionKind::Publication ||
         kind == MentionKind::Media;
}

// "New York Times reporter", "Washington Post-ABC News national poll": the outlet before a noun
// that ends at `noun`.
int VoiceFinder::outlet_owning(std::size_t noun) const {
  constexpr std::size_t kFarthest = 5;  // words
  for (std::size_t i = noun; i > 0 && noun - i < kFarthest;) {
    --i;
    if (owner_[i] >= 0) return is_periodical(owner_[i]) ? owner_[i] : -1;
    if (!s_.is_word(i) || s_.is(i, WordClass::Gap)) return -1;
  }
  return -1;
}

// Between commas before a cue: "Jane Doe, editor of X, said" has Jane Doe, "papers, including X,
// said" has X.
int VoiceFinder::subject_across_comma(std::size_t comma) const {
  constexpr std::size_t kFarthest = 30;  // tokens
  const int inner = comma > 0 ? owner_[comma - 1] : -1;
  const char mark = s_.tokens[comma].mark;
  for (std::size_t i = comma; i > 0 && comma - i < kFarthest;) {
    --i;
    const bool is_opening =
        s_.is_mark(i, mark == ')' ? '(' : mark) || (mark == '-' && s_.is_mark(i, ','));
    if (!is_opening || i == 0) continue;
    const int outer = owner_[i - 1];
    if (outer < 0) continue;
    const bool same_list = inner >= 0 && mentions_[static_cast<std::size_t>(outer)].group ==
                                             mentions_[static_cast<std::size_t>(inner)].group;
    if (same_list) return inner;
    if (s_.is(i + 1, WordClass::ListIntro) || s_.is_text(i + 1, "such")) return inner;
    return outer;
  }
  return inner;
}

int VoiceFinder::subject_before(std::size_t cue) const {
  constexpr std::size_t kFarthest = 14;  // tokens
  for (std::size_t i = cue; i > 0 && cue - i < kFarthest;) {
    --i;
    if (owner_[i] >= 0) return owner_[i];
    const Token& token = s_.tokens[i];
    if (token.kind == TokenKind::Punct) {
      if (token.mark == ',' || token.mark == '-' || token.mark == ')') {
        return subject_across_comma(i);
      }
      if (token.mark == '"' || token.mark == '\'') continue;
      const bool is_stop = token.mark == '.' && i > 0 && s_.is(i - 1, WordClass::Abbreviation);
      if (is_stop) continue;
      return -1;
    }
    if (s_.is(i, WordClass::Report) || s_.is(i, WordClass::Staff)) return outlet_owning(i);
    const std::string_view word = s_.of(i, i + 1);
    const bool is_number = word.front() >= '0' && word.front() <= '9';
    const bool is_adverb = word.size() > 4 && word.ends_with("ly");
    if (!s_.is(i, WordClass::Gap) && !is_adverb && !is_number) return -1;
  }
  return -1;
}

// The daily "Le Monde" reported: a name that alone stands in quotation marks.
int VoiceFinder::quoted_name_before(std::size_t closing_quote) const {
  const int found = closing_quote > 0 ? owner_[closing_quote - 1] : -1;
  if (found < 0) return -1;
  std::size_t first = mentions_[static_cast<std::size_t>(found)].first;
  if (first > 0 && s_.is(first - 1, WordClass::Article)) --first;
  return first > 0 && s_.is_mark(first - 1, '"') ? found : -1;
}

int VoiceFinder::subject_after(std::size_t cue_end) const {
  constexpr std::size_t kFarthest = 7;  // words: "said US Secretary of State"
  for (std::size_t i = cue_end; i < s_.size && i - cue_end < kFarthest; ++i) {
    if (owner_[i] >= 0) return mention_starting(i);
    if (s_.is_mark(i, '"') && i + 1 < s_.size && is_periodical(owner_[i + 1])) continue;
    if (!s_.is_word(i)) return -1;
    const bool is_post = s_.is(i, WordClass::PersonTitle) || s_.is(i, WordClass::Staff) ||
                         s_.is(i, WordClass::Demonym) || s_.is(i, WordClass::Article) ||
                         s_.is(i, WordClass::Determiner) || s_.is_text(i, "of") ||
                         s_.tokens[i].is_capital || s_.tokens[i].joint != 0;
    if (!is_post) return -1;
  }
  return -1;
}

bool VoiceFinder::is_post_or_article(std::size_t i) const {
  return s_.is(i, WordClass::PersonTitle) || s_.is(i, WordClass::Staff) ||
         s_.is(i, WordClass::Demonym) || s_.is(i, WordClass::Article) ||
         s_.is(i, WordClass::Determiner);
}

int VoiceFinder::object_after(std::size_t cue_end, Direction direction) const {
  constexpr std::size_t kFarthest = 9;  // words: "a new survey that was commissioned by"
  bool is_near = true;                  // only articles and posts so far
  for (std::size_t i = cue_end; i < s_.size && i - cue_end < kFarthest; ++i) {
    if (const int found = owner_[i]; found >= 0) {
      if (is_periodical(found)) return found;
      const MentionKind kind = mentions_[static_cast<std::size_t>(found)].kind;
      if (kind == MentionKind::Pronoun || kind == MentionKind::Address) return -1;
      const int of = outlet_of_person(found);
      if (of >= 0) return of;
      return is_near && direction != Direction::Audience ? found : -1;
    }
    if (s_.is_mark(i, '"') || s_.is_mark(i, '\'')) continue;
    if (!s_.is_word(i) || s_.is_text(i, "that")) return -1;
    // "citing a report in X" cites X, "citing criticism of X" does not.
    const bool is_way = is_post_or_article(i) || s_.is(i, WordClass::Report) ||
                        s_.is_text(i, "in") || s_.is_text(i, "by") || s_.is_text(i, "from") ||
                        s_.is_text(i, "of");
    if (direction == Direction::Inner && !is_way) return -1;
    is_near = is_near && is_post_or_article(i);
  }
  return -1;
}

// "Bill O'Reilly of Fox News": the outlet.
int VoiceFinder::outlet_of_person(int person) const {
  std::size_t i = mentions_[static_cast<std::size_t>(person)].last;
  const bool is_of = s_.is_text(i, "of") || s_.is_text(i, "from") || s_.is_text(i, "at");
  if (!is_of) return -1;
  if (s_.is(++i, WordClass::Article)) ++i;
  const int found = i < s_.size ? owner_[i] : -1;
  return is_periodical(found) ? found : -1;
}

// "Bill O'Reilly of Fox News said": the person who stands before the outlet.
int VoiceFinder::person_of_outlet(int outlet) const {
  std::size_t i = mentions_[static_cast<std::size_t>(outlet)].first;
  if (i > 0 && s_.is(i - 1, WordClass::Article)) --i;
  const bool is_of =
      i > 1 && (s_.is_text(i - 1, "of") || s_.is_text(i - 1, "from") || s_.is_text(i - 1, "at"));
  if (!is_of || owner_[i - 2] < 0) return -1;
  const int found = owner_[i - 2];
  return mentions_[static_cast<std::size_t>(found)].kind == MentionKind::Person ? found : -1;
}

// "Jane Doe, a writer for The Atlantic, said": the outlet between the commas.
int VoiceFinder::employer_before(std::size_t cue) const {
  constexpr std::size_t kFarthest = 4;  // words between the post and the outlet
  if (cue < 2 || !s_.is_mark(cue - 1, ',') || !is_periodical(owner_[cue - 2])) return -1;
  const int outlet = owner_[cue - 2];
  const std::size_t first = mentions_[static_cast<std::size_t>(outlet)].first;
  for (std::size_t i = first; i > 0 && first - i < kFarthest;) {
    if (s_.is(--i, WordClass::Staff)) return outlet;
    if (!s_.is_word(i)) return -1;
  }
  return -1;
}

void VoiceFinder::push(int mention, const CueMatch& match, const Cue& cue, bool is_inverted) {
  const Mention& named = mentions_[static_cast<std::size_t>(mention)];
  if (named.kind == MentionKind::Address) return;
  Voice voice;
  for (std::size_t m = 0; m < mentions_.size(); ++m) {
    if (mentions_[m].group == named.group) voice.mentions.push_back(m);
  }
  voice.first = mentions_[voice.mentions.front()].first;
  voice.last = mentions_[voice.mentions.back()].last;
  voice.cue_first = match.first;
  voice.cue_last = match.last;
  voice.cue = cue;
  voice.is_periodical = is_periodical(mention);
  voice.is_inverted = is_inverted;
  for (Voice& known : result_.voices) {
    if (known.first != voice.first) continue;
    // One name, two cues: the one that says more of the chain stays.
    const bool is_better =
        cue.direction != Direction::Subject && known.cue.direction == Direction::Subject;
    if (is_better || (cue.direction == known.cue.direction && cue.weight > known.cue.weight)) {
      known = voice;
    }
    return;
  }
  result_.voices.push_back(std::move(voice));
}

Voices find_voices(const Sentence& sentence, std::vector<Mention>& mentions) {
  return VoiceFinder(sentence, mentions).run();
}

}  // namespace whocites::ingest::text
