// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ingest/text/clauses.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kLongestPhrase = 40;  // tokens
constexpr std::size_t kLongestClause = 60;

}  // namespace

// Where the run of nouns, adjectives and owners that ends before `end` begins.
std::size_t Clauses::core_begin(std::size_t end) const {
  std::size_t i = end;
  while (i > 0 && end - i < kLongestPhrase) {
    const Part part = parts_[i - 1];
    if (part == Part::Nominal || part == Part::Owner) {
      --i;
      continue;
    }
    if (part == Part::Determiner) {
      --i;
      if (i > 0 && (parts_[i - 1] == Part::Determiner || parts_[i - 1] == Part::Owner)) continue;
      break;
    }
    const bool is_stop = s_.is_mark(i - 1, '.') && i > 1 && s_.is_word(i - 2) &&
                         (s_.is(i - 2, WordClass::Abbreviation) ||
                          s_.tokens[i - 2].end - s_.tokens[i - 2].begin == 1);
    const bool is_slash = s_.is_mark(i - 1, '/') || s_.is_mark(i - 1, '\'');
    const bool is_quoted_name = s_.is_mark(i - 1, '"') && i > 1 && i < end &&
                                parts_[i - 2] == Part::Nominal && s_.tokens[i].is_capital &&
                                s_.tokens[i - 2].is_capital;
    if (!is_stop && !is_slash && !is_quoted_name) break;
    --i;
  }
  return i;
}

std::optional<NounPhrase> Clauses::phrase_before(std::size_t end) const {
  if (end == 0) return std::nullopt;
  if (parts_[end - 1] == Part::Pronoun) return NounPhrase{end - 1, end, end};
  if (s_.is_text(end - 1, "whom") && end > 2 && s_.is_text(end - 2, "of")) {
    return NounPhrase{core_begin(end - 2) - (is_part(end - 3, Part::Pronoun) ? 1u : 0u), end, end};
  }
  if (s_.is_mark(end - 1, '"') || s_.is_mark(end - 1, '\'')) --end;  // the daily "Le Monde"
  if (end == 0 || parts_[end - 1] != Part::Nominal) return std::nullopt;
  NounPhrase phrase{core_begin(end), end, end};
  while (phrase.first > 0 && end - phrase.first < kLongestPhrase) {
    const std::size_t link = phrase.first - 1;
    const bool is_and = s_.is_text(link, "and") || s_.is_text(link, "or");
    const bool is_of = parts_[link] == Part::Preposition && !s_.is_text(link, "as") &&
                       !s_.is_text(link, "than") && !s_.is_text(link, "to");
    if ((!is_and && !is_of) || link == 0) break;
    const bool is_noun_before =
        parts_[link - 1] == Part::Nominal || parts_[link - 1] == Part::Pronoun;
    if (!is_noun_before) break;
    const std::size_t begin = parts_[link - 1] == Part::Pronoun ? link - 1 : core_begin(link);
    if (begin == link) break;
    if (is_of) phrase.core_last = link;
    phrase.first = begin;
  }
  return phrase;
}

// Two finite verbs do not follow one another: where one stands before the phrase, the phrase ends a
// clause about the true subject. "The man who lives in Lyon said", "a poll released in May found".
std::optional<NounPhrase> Clauses::across_clause(const NounPhrase& phrase) const {
  std::size_t i = phrase.first;
  const bool has_preposition = i > 0 && parts_[i - 1] == Part::Preposition;
  if (has_preposition) --i;
  while (i > 0 && parts_[i - 1] == Part::Adverb) --i;
  if (i < 2 || parts_[i - 1] != Part::Verb) return std::nullopt;
  std::size_t verb = i - 1;
  while (verb > 0 && (parts_[verb - 1] == Part::Adverb || parts_[verb - 1] == Part::Auxiliary)) {
    --verb;
  }
  if (verb == 0) return std::nullopt;
  const bool has_relative = parts_[verb - 1] == Part::Relative && verb > 1;
  // "Smith said in Lyon the mayor claimed": what is said has a subject of its own.
  if (!has_relative && (!has_preposition || parts_[verb - 1] != Part::Nominal)) return std::nullopt;
  const std::size_t end = has_relative ? verb - 1 : verb;
  std::optional<NounPhrase> outer = phrase_before(end);
  if (!outer || outer->last != end) return std::nullopt;
  outer->last = phrase.last;
  return outer;
}

std::optional<NounPhrase> Clauses::phrase_from(std::size_t i) const {
  if (i < s_.size && parts_[i] == Part::Pronoun) return NounPhrase{i, i + 1, i + 1};
  if (i < s_.size && parts_[i] == Part::Object) return NounPhrase{i, i + 1, i + 1};
  NounPhrase phrase{i, i, i};
  bool has_noun = false;
  for (std::size_t j = i; j < s_.size && j - i < kLongestPhrase; ++j) {
    const Part part = parts_[j];
    const bool is_stop = s_.is_mark(j, '.') && j > i && s_.is_word(j - 1) && j + 1 < s_.size &&
                         (s_.is(j - 1, WordClass::Abbreviation) ||
                          s_.tokens[j - 1].end - s_.tokens[j - 1].begin == 1);
    const bool is_light = part == Part::Determiner || part == Part::Owner || is_stop ||
                          s_.is_mark(j, '/') || (!has_noun && s_.is_mark(j, '"'));
    if (part == Part::Nominal) {
      if (has_noun && s_.is(j, WordClass::Calendar) && owner_[j] < 0) break;
      has_noun = true;
      phrase.last = j + 1;
      if (phrase.core_last == i || phrase.core_last == j || is_light) phrase.core_last = j + 1;
      continue;
    }
    if (is_light) {
      if (has_noun && part == Part::Determiner) break;
      if (phrase.core_last == j) phrase.core_last = j + 1;
      continue;
    }
    const bool goes_on = has_noun && (part == Part::Preposition || s_.is_text(j, "and")) &&
                         j + 1 < s_.size &&
                         (parts_[j + 1] == Part::Nominal || parts_[j + 1] == Part::Determiner);
    if (!goes_on || s_.is_text(j, "on") || s_.is_text(j, "as") || s_.is_text(j, "during") ||
        s_.is_text(j, "after") || s_.is_text(j, "to")) {
      break;
    }
    if (parts_[j + 1] == Part::Determiner) ++j;
  }
  if (!has_noun) return std::nullopt;
  phrase.core_last = std::clamp(phrase.core_last, phrase.first + 1, phrase.last);
  return phrase;
}

// The subject of a verb that a comma, a bracket or a dash parts from it: "Smith, a teacher from
// Lyon, said", "Smith (R-Ala.) said". `comma` is that mark.
std::optional<NounPhrase> Clauses::before_comma(std::size_t comma) const {
  const char closing = s_.tokens[comma].mark;
  std::size_t end = comma;
  for (std::size_t depth = 0; depth < 4; ++depth) {
    std::size_t open = end;
    while (open > 0 && end - open < kLongestPhrase) {
      --open;
      const bool is_open =
          closing == ')' ? s_.is_mark(open, '(') : s_.is_mark(open, ',') || s_.is_mark(open, '-');
      if (is_open || s_.is_mark(open, '"') || s_.is_mark(open, ';')) break;
    }
    const bool is_opening =
        open < end && (s_.is_mark(open, '(') || s_.is_mark(open, ',') || s_.is_mark(open, '-'));
    if (!is_opening || open == 0) break;
    const std::optional<NounPhrase> outer = phrase_before(open);
    if (!outer) {
      // "Smith, D-N.Y. (left), said"
      end = open;
      continue;
    }
    // "In 2010, Smith," has Smith; "Smith, 25, a teacher," has Smith; "Lyon, France," has Lyon.
    const bool is_in = outer->first > 0 && parts_[outer->first - 1] == Part::Preposition;
    const bool is_number = s_.of(outer->first, outer->first + 1).front() >= '0' &&
                           s_.of(outer->first, outer->first + 1).front() <= '9';
    const bool is_apposition = parts_[outer->first] == Part::Determiner && outer->first > 0 &&
                               s_.is_mark(outer->first - 1, ',') && outer->first > 1 &&
                               parts_[outer->first - 2] == Part::Nominal;
    if (is_number || is_apposition) {
      end = open;
      continue;
    }
    if (is_in) break;
    return NounPhrase{outer->first, comma, outer->core_last};
  }
  return std::nullopt;
}

// Whether what stands between a phrase and the comma is about it, and no clause of its own: "The
// dam is old, said X" has none before its comma.
bool Clauses::is_apposition(std::size_t first, std::size_t comma) const {
  if (first + 1 < comma && parts_[first + 1] == Part::Relative) return true;
  return std::none_of(parts_.begin() + static_cast<std::ptrdiff_t>(first),
                      parts_.begin() + static_cast<std::ptrdiff_t>(comma),
                      [](Part part) { return part == Part::Verb || part == Part::Auxiliary; });
}

// The subject of the clause in which a coordinated or participial verb stands: its first noun
// phrase that no preposition governs and that a verb follows.
std::optional<NounPhrase> Clauses::governing_subject(std::size_t verb) const {
  std::size_t begin = verb > kLongestClause ? verb - kLongestClause : 0;
  for (std::size_t i = verb; i > begin; --i) {
    const bool is_edge = s_.is_mark(i - 1, ';') || s_.is_mark(i - 1, ':') ||
                         (s_.is_mark(i - 1, '"') && i + 1 < verb);
    if (is_edge) {
      begin = i;
      break;
    }
  }
  std::optional<NounPhrase> first;
  for (std::size_t i = begin; i < verb; ++i) {
    const bool is_verb = parts_[i] == Part::Verb || parts_[i] == Part::Auxiliary;
    if (!is_verb) continue;
    std::size_t end = i;
    while (end > begin && parts_[end - 1] == Part::Adverb) --end;
    if (end == begin) continue;
    std::optional<NounPhrase> phrase;
    if (s_.is_mark(end - 1, ',') || s_.is_mark(end - 1, ')')) phrase = before_comma(end - 1);
    if (!phrase) phrase = phrase_before(end);
    if (!phrase || phrase->first < begin) continue;
    if (!first) first = phrase;
    const bool is_main = phrase->first == begin || s_.is_mark(phrase->first - 1, ',') ||
                         parts_[phrase->first - 1] == Part::Mark ||
                         parts_[phrase->first - 1] == Part::Conjunction;
    if (is_main) return phrase;
  }
  return first;
}

std::optional<NounPhrase> Clauses::subject_of(std::size_t verb, std::size_t verb_last,
                                              const VerbUse& use) const {
  switch (use.form) {
    case VerbUse::Form::None:
      return std::nullopt;
    case VerbUse::Form::Passive:
      return s_.is_text(verb_last, "by") ? phrase_from(verb_last + 1) : std::nullopt;
    case VerbUse::Form::Infinitive: {
      // Only of a verb that goes on with it: "continued to say".
      const std::size_t to = use.first - 1;
      if (to == 0 || !s_.is(to - 1, WordClass::GoesOn)) return std::nullopt;
      const VerbUse outer{VerbUse::Form::Finite, to - 1, false, false};
      return subject_of(to - 1, to, outer);
    }
    case VerbUse::Form::Participle: {
      const bool has_noun = use.first > 0 && is_nominal(use.first - 1);
      if (has_noun) return phrase_before(use.first);
      return governing_subject(use.first);
    }
    case VerbUse::Form::Finite:
      break;
  }
  const std::size_t end = use.first;
  const bool is_at_edge = end == 0 || s_.is_mark(end - 1, '"') || s_.is_mark(end - 1, ',') ||
                          s_.is_mark(end - 1, '-') || s_.is_mark(end - 1, '\'');
  const bool has_comma =
      end > 0 && (s_.is_mark(end - 1, ',') || s_.is_mark(end - 1, ')') || s_.is_mark(end - 1, '-'));
  std::optional<NounPhrase> apart;
  if (has_comma) apart = before_comma(end - 1);
  if (apart && is_apposition(apart->core_last, end - 1)) return apart;
  if (is_at_edge && end == verb) {
    // "…," said X; ", says X". "X, who lives there, said Y" has a closing comma before it.
    const std::optional<NounPhrase> behind = phrase_from(verb_last);
    const bool is_quoted = end == 0 || s_.is_mark(end - 1, '"') || s_.is_mark(end - 1, '\'');
    const bool ends = behind && (behind->last >= s_.size || parts_[behind->last] == Part::Mark ||
                                 parts_[behind->last] == Part::Relative ||
                                 parts_[behind->last] == Part::Preposition ||
                                 s_.is(behind->last, WordClass::Calendar));
    if (behind && (is_quoted || ends)) return behind;
  }
  if (end == 0) return std::nullopt;
  if (parts_[end - 1] == Part::Relative) return NounPhrase{end - 1, end, end};
  if (has_comma) return apart ? apart : phrase_before(end - 1);
  if (parts_[end - 1] == Part::Conjunction) return governing_subject(end - 1);
  const std::optional<NounPhrase> phrase = phrase_before(end);
  if (!phrase) return phrase;
  const std::optional<NounPhrase> outer = across_clause(*phrase);
  return outer ? outer : phrase;
}

}  // namespace whocites::ingest::text
