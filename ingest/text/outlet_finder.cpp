// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/text/mention_finder.h"

namespace whocites::ingest::text {
namespace {

constexpr double kShortWordCertainty = 0.9;

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Scripts without capitals (Hebrew, Arabic, Indic, CJK) begin at U+05C0, lead byte 0xD7.
bool is_caseless(std::string_view text) {
  return !text.empty() && static_cast<unsigned char>(text.front()) >= 0xD7;
}

bool has_path(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  return path != std::string_view::npos && path + 1 < url.size();
}

}  // namespace

bool MentionFinder::is_sentence_start(std::size_t i) const {
  return i == 0 || s_.is_mark(i - 1, '"') || s_.is_mark(i - 1, ':') || (i == 1 && !s_.is_word(0));
}

bool MentionFinder::has_article_before(std::size_t first) const {
  if (s_.is(first, WordClass::Article)) return true;
  if (first > 1 && s_.is_mark(first - 1, '"')) --first;  // die „Zeit“
  return first > 0 && s_.is(first - 1, WordClass::Article);
}

// Whether the word before is a part of the same, longer name: "Las Vegas Sun", "Howard Stern".
bool MentionFinder::continues_before(std::size_t first) const {
  if (first == 0 || !s_.is_word(first - 1)) return false;
  const Token& before = s_.tokens[first - 1];
  if (!before.is_capital || owner_[first - 1] >= 0) return false;
  if (is_sentence_start(first - 1) && s_.is(first - 1, WordClass::Opener)) return false;
  if (s_.is(first - 1, WordClass::Article)) return false;
  // German nouns are large: "die Nachrichtenagentur dpa".
  if (s_.lexicon->language() == Language::German && is_announced(first)) return false;
  return !s_.is(first - 1, WordClass::Calendar) && !s_.is(first - 1, WordClass::Demonym) &&
         !s_.is(first - 1, WordClass::Staff) && !s_.is(first - 1, WordClass::PersonTitle);
}

bool MentionFinder::continues_after(std::size_t last) const {
  if (!s_.is_word(last) || !s_.tokens[last].is_capital || s_.tokens[last].joint == '-') {
    return false;
  }
  return !s_.is(last, WordClass::Calendar) && !s_.is(last, WordClass::Staff) &&
         !s_.is(last, WordClass::Report) && s_.tokens[last].begin > s_.tokens[last - 1].end;
}

void MentionFinder::take_address(std::size_t i) {
  Candidate candidate;
  Mention& mention = candidate.mention;
  const std::string_view address = s_.of(i, i + 1);
  mention.first = i;
  mention.last = i + 1;
  mention.name = std::string(address);
  mention.is_address = true;
  if (s_.tokens[i].kind == TokenKind::Url && !starts_with_ignoring_case(address, "http")) {
    mention.name = "https://" + mention.name;
  }
  const std::optional<std::string> domain = domain_of(mention.name);
  if (domain) mention.outlet = outlet_of_domain(*domain);
  const bool is_page = has_path(address);
  mention.kind = mention.outlet != nullptr && !is_page ? MentionKind::Outlet : MentionKind::Address;
  if (domain) push(std::move(candidate));
}

// "the agency dpa": what a name is stands before it.
bool MentionFinder::is_announced(std::size_t first) const {
  return first > 0 && s_.is(first - 1, WordClass::MediaOne);
}

std::size_t MentionFinder::longest_listed(std::size_t i, std::string_view* name) const {
  const Lexicon& lexicon = *s_.lexicon;
  std::uint32_t node = TokenTrie::kStart;
  std::uint32_t capital = 0;
  std::uint32_t all_caps = 0;
  std::size_t best = i;
  std::size_t words = 0;
  for (std::size_t j = i; j < s_.size && words < 32; ++j) {
    const Token& token = s_.tokens[j];
    const bool is_inner_stop =
        words > 0 && s_.is_mark(j, '.') && s_.is_word(j - 1) && token.begin == s_.tokens[j - 1].end;
    if (is_inner_stop) continue;
    if (token.kind != TokenKind::Word || token.word == 0) break;
    node = lexicon.outlets().step(node, token.word);
    if (node == 0) break;
    if (token.is_capital) capital |= 1u << words;
    if (token.is_all_caps) all_caps |= 1u << words;
    ++words;
    const std::vector<NameShape>* shapes = lexicon.outlets_at(node);
    if (shapes == nullptr) continue;
    const auto fit = std::find_if(shapes->begin(), shapes->end(), [&](const NameShape& shape) {
      // The article may be small, as it is within a sentence.
      const std::uint32_t needed =
          s_.is(i, WordClass::Article) ? shape.capital & ~1u : shape.capital;
      const bool is_small = !has_upper(s_.of(i, j + 1)) && !is_caseless(s_.of(i, j + 1));
      if (needed == 0 && is_small && !is_announced(i)) return false;
      return (needed & ~capital) == 0 && (shape.all_caps & ~all_caps) == 0;
    });
    if (fit == shapes->end()) continue;
    best = j + 1;
    if (name != nullptr) *name = fit->name;
  }
  return best;
}

// At the start of a sentence "People reported hearing shots" names no magazine, "Nature reported
// that" does.
bool MentionFinder::is_certain_opening(std::size_t last) const {
  const bool is_publishing = s_.is_text(last, "reported") || s_.is_text(last, "reports") ||
                             s_.is_text(last, "wrote") || s_.is_text(last, "writes");
  if (is_publishing) return s_.is_text(last + 1, "that") || s_.is_mark(last + 1, ',');
  return s_.is_text(last, "published") || s_.is(last, WordClass::MediaOne);
}

// "the Metro newspaper", "the magazine Time", "(Metro)".
bool MentionFinder::is_described(std::size_t first, std::size_t last) const {
  // Die „Zeit“, газета «Известия»; where there are no articles the marks alone show a title.
  const bool is_quoted = first > 0 && s_.is_mark(first - 1, '"') && s_.is_mark(last, '"');
  const bool has_noun =
      first > 1 && (s_.is(first - 2, WordClass::MediaOne) || s_.is(first - 2, WordClass::Article));
  if (is_quoted && (has_noun || s_.lexicon->language() == Language::Russian)) return true;
  return s_.is(last, WordClass::MediaOne) || s_.is(last, WordClass::Staff) ||
         (first > 0 && s_.is(first - 1, WordClass::MediaOne)) ||
         (first > 0 && s_.is_mark(first - 1, '(') && s_.is_mark(last, ')'));
}

// A word that is a place, a nationality or a grammatical word before it is anyone's title.
bool MentionFinder::is_other_word(std::size_t i) const {
  return s_.is(i, WordClass::Demonym) || s_.is(i, WordClass::Place) ||
         s_.is(i, WordClass::Opener) || s_.is(i, WordClass::PersonTitle) ||
         s_.is(i, WordClass::Calendar) || s_.is(i, WordClass::Negation);
}

// "the Republican nominee", "State officials": a small noun follows that no outlet has.
bool MentionFinder::qualifies_noun(std::size_t last) const {
  if (!s_.is_word(last) || s_.tokens[last].is_capital || s_.tokens[last].joint != 0) return false;
  const WordId word = s_.tokens[last].word;
  return !s_.is(last, WordClass::Gap) && !s_.is(last, WordClass::Stop) &&
         !s_.is(last, WordClass::Report) && !s_.is(last, WordClass::Negation) &&
         !s_.lexicon->starts_cue(word);
}

// A title of one word.
bool MentionFinder::is_plausible_word(std::size_t first, std::size_t last,
                                      bool& needs_support) const {
  const std::size_t word = last - 1;
  const bool is_common = s_.is(word, WordClass::Common);
  const bool is_acronym = s_.tokens[word].is_all_caps;
  const bool has_article = has_article_before(first);
  if (!is_acronym && first == word && continues_before(first)) return false;
  if (s_.is(last, WordClass::NotOutletAfter) && s_.tokens[last].is_capital) return false;
  if (s_.is_mark(last, '.') && s_.tokens[word].end - s_.tokens[word].begin == 1) return false;
  if (is_described(first, last)) return true;
  if (!is_acronym && is_other_word(word)) return false;
  if (!is_common) return true;
  if (continues_after(last) || qualifies_noun(last)) return false;
  const ListedOutlet* outlet = outlet_named(s_.of(first, last));
  const bool is_titled_the = outlet != nullptr && outlet->name.starts_with("The ");
  // Someone's "Time", "a Metro": an article or an owner that the title does not have.
  if (!is_titled_the && has_article && first == word) needs_support = true;
  if (is_titled_the && !has_article) needs_support = true;
  if (!has_article && is_sentence_start(first) && !is_certain_opening(last)) needs_support = true;
  return true;
}

bool MentionFinder::is_plausible(std::size_t first, std::size_t last, bool& needs_support) const {
  std::size_t words = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (s_.is_word(i) && !(i == first && s_.is(i, WordClass::Article))) ++words;
  }
  if (words <= 1) return is_plausible_word(first, last, needs_support);
  if (s_.is(last, WordClass::NotOutletAfter) && s_.tokens[last].is_capital) return false;
  // "Springfield Daily News" is not "Daily News".
  const bool is_tail = !s_.is(first, WordClass::Article) && continues_before(first) &&
                       s_.is(last - 1, WordClass::Periodical) && words <= 2 &&
                       s_.is(first, WordClass::Periodical);
  return !is_tail;
}

// "die Zeit": of the several that are called "Zeit" the one whose title has that article.
const ListedOutlet* MentionFinder::named_with_article(std::size_t first,
                                                      const std::string& name) const {
  if (first > 1 && s_.is_mark(first - 1, '"')) --first;
  if (first == 0 || !s_.is(first - 1, WordClass::Article)) return nullptr;
  const std::string full = std::string(s_.of(first - 1, first)) + " " + name;
  const ListedOutlet* outlet = outlet_named(full);
  return outlet != nullptr && fold_words(outlet->name) == fold_words(full) ? outlet : nullptr;
}

void MentionFinder::take_listed(std::size_t first, std::size_t last, std::string_view listed,
                                bool needs_support) {
  Candidate candidate;
  candidate.needs_support = needs_support;
  Mention& mention = candidate.mention;
  mention.first = first;
  mention.last = last;
  mention.name = collapse_space(s_.of(first, last));
  mention.outlet = outlet_named(mention.name);
  // "der Süddeutschen Zeitung" is listed as it stands alone.
  const bool is_bent = fold_name(listed) != fold_name(mention.name);
  if (mention.outlet == nullptr && is_bent) mention.outlet = outlet_named(listed);
  if (mention.outlet == nullptr) mention.outlet = named_with_article(first, mention.name);
  mention.kind = mention.outlet != nullptr ? MentionKind::Outlet : MentionKind::Publication;
  const bool is_short = last - first <= 2 && s_.is(last - 1, WordClass::Common);
  if (is_short) mention.certainty = kShortWordCertainty;
  if (mention.outlet == nullptr) mention.certainty = 0.85;  // several have that name
  if (is_short && has_article_before(first)) {
    const Mention* earlier = known_.outlet_ending_in(s_.of(last - 1, last));
    if (earlier != nullptr) candidate.earlier = *earlier;
    if (earlier != nullptr) candidate.needs_support = false;
  }
  push(std::move(candidate));
}

// "The Post" after "the New York Post".
bool MentionFinder::take_short_form(std::size_t i) {
  if (!s_.is(i, WordClass::Periodical) || !s_.tokens[i].is_capital) return false;
  if (i == 0 || !s_.is(i - 1, WordClass::Article) || continues_after(i + 1)) return false;
  const Mention* earlier = known_.outlet_ending_in(s_.of(i, i + 1));
  if (earlier == nullptr) return false;
  Candidate candidate{*earlier, std::nullopt, false};
  candidate.mention.first = i;
  candidate.mention.last = i + 1;
  candidate.mention.group = 0;
  push(std::move(candidate));
  return true;
}

void MentionFinder::find_outlets() {
  const Lexicon& lexicon = *s_.lexicon;
  for (std::size_t i = 0; i < s_.size;) {
    const Token& token = s_.tokens[i];
    if (token.kind == TokenKind::Url || token.kind == TokenKind::Domain) {
      take_address(i++);
      continue;
    }
    if (token.kind == TokenKind::Word && token.word != 0 && lexicon.starts_outlet(token.word)) {
      std::string_view listed;
      const std::size_t last = longest_listed(i, &listed);
      bool needs_support = false;
      // "the National Review" holds more than "The National".
      if (s_.is(i, WordClass::Article) && i + 1 < s_.size && longest_listed(i + 1) > last) {
        ++i;
        continue;
      }
      if (last > i && is_plausible(i, last, needs_support)) {
        take_listed(i, last, listed, needs_support);
        i = last;
        continue;
      }
    }
    if (token.kind == TokenKind::Word) take_short_form(i);
    ++i;
  }
}

}  // namespace whocites::ingest::text
