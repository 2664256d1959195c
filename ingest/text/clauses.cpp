// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/clauses.h"

#include <algorithm>
#include <array>

namespace whocites::ingest::text {
namespace {

enum class Ending : std::uint8_t { Base, Third, Past, Going };

bool is_ly(std::string_view word) {
  constexpr std::array<std::string_view, 12> kNouns{"family", "daily", "weekly",   "monthly",
                                                    "ally",   "rally", "supply",   "italy",
                                                    "july",   "reply", "assembly", "friendly"};
  return word.size() > 4 && word.ends_with("ly") &&
         std::find(kNouns.begin(), kNouns.end(), word) == kNouns.end();
}

Ending ending_of(const Sentence& s, std::size_t i) {
  const std::string_view word = s.of(i, i + 1);
  if (s.is(i, WordClass::Past) || (word.size() > 3 && word.ends_with("ed"))) return Ending::Past;
  if (word.size() > 4 && word.ends_with("ing")) return Ending::Going;
  if (word.size() > 3 && word.ends_with("s") && !word.ends_with("ss")) return Ending::Third;
  return Ending::Base;
}

bool is_verb_word(const Sentence& s, std::size_t i) {
  const WordId word = s.tokens[i].word;
  return word != 0 && (s.lexicon->starts_cue(word) || s.is(i, WordClass::Verb));
}

}  // namespace

Clauses::Clauses(const Sentence& sentence, const std::vector<Mention>& mentions,
                 const std::vector<int>& owner)
    : s_(sentence),
      mentions_(mentions),
      owner_(owner),
      is_title_case_(sentence.is_title_case()),
      parts_(sentence.size, Part::Nominal) {
  for (std::size_t i = 0; i < s_.size; ++i) parts_[i] = part_of(i);
}

Part Clauses::part_of(std::size_t i) const {
  if (owner_[i] >= 0) {
    const MentionKind kind = mentions_[static_cast<std::size_t>(owner_[i])].kind;
    return kind == MentionKind::Pronoun ? Part::Pronoun : Part::Nominal;
  }
  const Token& token = s_.tokens[i];
  if (token.kind == TokenKind::Punct) return is_inside_number(i) ? Part::Nominal : Part::Mark;
  if (token.kind != TokenKind::Word) return Part::Nominal;
  if (token.joint == '\'' && s_.is_text(i, "s")) {
    const bool is_verb = i + 1 < s_.size && s_.is_word(i + 1) &&
                         (ending_of(s_, i + 1) == Ending::Going || s_.is_text(i + 1, "not") ||
                          s_.is_text(i + 1, "been") || is_ly(s_.of(i + 1, i + 2)));
    const bool is_pronoun = i > 0 && parts_[i - 1] == Part::Pronoun;
    return is_verb || is_pronoun ? Part::Auxiliary : Part::Owner;
  }
  if (token.joint == '-') return Part::Nominal;
  const bool is_start = i == 0 || s_.is_mark(i - 1, '"') || s_.is_mark(i - 1, ':');
  const bool is_name = token.is_capital && !is_start && !is_title_case_ && !s_.is_text(i, "i");
  if (is_name) return Part::Nominal;
  if (const Part small = part_of_small_word(i); small != Part::Nominal) return small;
  const std::string_view word = s_.of(i, i + 1);
  if (is_ly(word)) return Part::Adverb;
  const bool is_past =
      word.size() > 4 && word.ends_with("ed") && (!token.is_capital || is_title_case_);
  if (token.word == 0 && !is_past) return Part::Nominal;
  return is_past || is_verb_word(s_, i) ? part_of_verb(i) : Part::Nominal;
}

// The comma of "10,000".
bool Clauses::is_inside_number(std::size_t i) const {
  if (i == 0 || i + 1 >= s_.size || !s_.is_mark(i, ',')) return false;
  const auto is_digit = [&](std::size_t at) { return s_.text[at] >= '0' && s_.text[at] <= '9'; };
  return s_.tokens[i - 1].end == s_.tokens[i].begin && is_digit(s_.tokens[i].begin - 1) &&
         s_.tokens[i].end == s_.tokens[i + 1].begin && is_digit(s_.tokens[i].end);
}

Part Clauses::part_of_small_word(std::size_t i) const {
  if (s_.tokens[i].word == 0) return Part::Nominal;
  if (s_.is_text(i, "that")) {
    const bool is_subject = i + 1 < s_.size && s_.is_word(i + 1) && i > 0 &&
                            parts_[i - 1] == Part::Nominal &&
                            (s_.is(i + 1, WordClass::Auxiliary) || s_.is(i + 1, WordClass::Modal) ||
                             is_verb_word(s_, i + 1));
    return is_subject ? Part::Relative : Part::Subordinator;
  }
  if (s_.is(i, WordClass::Relative)) return Part::Relative;
  const bool is_noun_next =
      i + 1 < s_.size && s_.is_word(i + 1) && !s_.is(i + 1, WordClass::Auxiliary) &&
      !s_.is(i + 1, WordClass::Modal) && !s_.is(i + 1, WordClass::Preposition) &&
      !is_ly(s_.of(i + 1, i + 2)) && !s_.is(i + 1, WordClass::Adverb);
  if (s_.is(i, WordClass::SubjectPronoun)) {
    const bool is_determiner = s_.is(i, WordClass::Determiner) && is_noun_next &&
                               (!is_verb_word(s_, i + 1) || s_.is(i + 1, WordClass::NounToo));
    return is_determiner ? Part::Determiner : Part::Pronoun;
  }
  if (s_.is(i, WordClass::Possessive) || s_.is(i, WordClass::Determiner)) return Part::Determiner;
  if (s_.is(i, WordClass::Auxiliary) || s_.is(i, WordClass::Modal)) return Part::Auxiliary;
  if (s_.is(i, WordClass::ObjectPronoun)) return Part::Object;
  if (s_.is(i, WordClass::Conjunction)) return Part::Conjunction;
  if (s_.is(i, WordClass::Preposition)) return Part::Preposition;
  if (s_.is(i, WordClass::Subordinator)) return Part::Subordinator;
  if (s_.is(i, WordClass::Adverb) || s_.is(i, WordClass::Negation)) return Part::Adverb;
  return Part::Nominal;
}

std::size_t Clauses::before(std::size_t i) const {
  while (i > 0 && parts_[i - 1] == Part::Adverb) --i;
  return i > 0 ? i - 1 : s_.size;
}

// Whether what stands at i can be the object of a verb before it: "claims he", "report that".
bool Clauses::opens_object(std::size_t i) const {
  if (i >= s_.size) return false;
  if (s_.tokens[i].kind == TokenKind::Punct) return s_.tokens[i].mark == '"' || s_.is_mark(i, ':');
  if (owner_[i] >= 0) return true;
  return s_.is(i, WordClass::Determiner) || s_.is(i, WordClass::Possessive) ||
         s_.is(i, WordClass::SubjectPronoun) || s_.is(i, WordClass::ObjectPronoun) ||
         s_.is(i, WordClass::Subordinator) || s_.is(i, WordClass::Relative) ||
         s_.is_text(i, "to") || s_.tokens[i].is_capital;
}

bool Clauses::is_plural(std::size_t i) const {
  const std::string_view word = s_.of(i, i + 1);
  return (word.ends_with("s") && !word.ends_with("ss")) || s_.is_text(i, "people") ||
         s_.is_text(i, "police") || s_.is_text(i, "who") || s_.is_text(i, "media") ||
         s_.is_text(i, "men") || s_.is_text(i, "women");
}

bool Clauses::reads_as_verb_after_noun(std::size_t i, std::size_t noun) const {
  const Ending ending = ending_of(s_, i);
  if (ending == Ending::Past) return true;
  const bool is_noun_too = s_.is(i, WordClass::NounToo);
  if (is_noun_too && !opens_object(i + 1)) return false;
  if (ending == Ending::Going) return true;
  if (ending == Ending::Third) return s_.tokens[noun].is_capital || !is_plural(noun);
  // A bare form goes with many: "officials say", "Smith and Jones claim", "those at home say".
  if (!is_noun_too && opens_object(i + 1)) return true;
  return is_plural(noun) || (noun > 1 && s_.is_text(noun - 1, "and"));
}

Part Clauses::part_of_verb(std::size_t i) const {
  const std::size_t prior = before(i);
  const Ending ending = ending_of(s_, i);
  const bool is_noun_too = s_.is(i, WordClass::NounToo);
  if (prior >= s_.size) {
    return ending == Ending::Going || (ending == Ending::Past && !is_noun_too) ? Part::Verb
                                                                               : Part::Nominal;
  }
  switch (parts_[prior]) {
    case Part::Auxiliary:
    case Part::Pronoun:
    case Part::Relative:
      return Part::Verb;
    case Part::Determiner:
    case Part::Owner:
      return Part::Nominal;
    case Part::Preposition:
      if (s_.is_text(prior, "to")) return ending == Ending::Base ? Part::Verb : Part::Nominal;
      return ending == Ending::Going && prior + 1 == i && !is_noun_too ? Part::Verb : Part::Nominal;
    case Part::Nominal:
      return reads_as_verb_after_noun(i, prior) ? Part::Verb : Part::Nominal;
    case Part::Mark:
    case Part::Conjunction:
      if (is_noun_too) {
        const bool is_said = ending == Ending::Going || ending == Ending::Past;
        return is_said || opens_object(i + 1) ? Part::Verb : Part::Nominal;
      }
      return Part::Verb;
    case Part::Subordinator:
      return ending == Ending::Past ? Part::Verb : Part::Nominal;
    default:
      return Part::Nominal;
  }
}

VerbUse Clauses::use_of(std::size_t verb, std::size_t verb_last) const {
  VerbUse use;
  use.first = verb;
  if (parts_[verb] != Part::Verb) {
    // "made clear", "was first to report": of several words the first need not look like a verb.
    const bool is_phrase = verb_last - verb > 1 && parts_[verb] != Part::Determiner;
    if (!is_phrase || parts_[verb] == Part::Nominal) return use;
  }
  const Ending ending = ending_of(s_, verb);
  bool has_be = false;
  bool has_auxiliary = false;
  std::size_t i = verb;
  while (i > 0 && (parts_[i - 1] == Part::Adverb || parts_[i - 1] == Part::Auxiliary)) {
    --i;
    if (parts_[i] == Part::Auxiliary) {
      has_auxiliary = true;
      const std::string_view word = s_.of(i, i + 1);
      const bool is_have = word.starts_with("ha") || word == "ve" || word == "d";
      if (!s_.is(i, WordClass::Modal) && !is_have && !word.starts_with("d")) has_be = true;
      if (s_.is(i, WordClass::Modal)) use.is_possible = true;
      if (word.ends_with("n") && i + 1 < s_.size && s_.is_text(i + 1, "t")) use.is_negated = true;
    }
    const bool is_not = s_.is_text(i, "not") || s_.is_text(i, "n't") || s_.is_text(i, "never") ||
                        s_.is_text(i, "t") || s_.is_text(i, "hardly");
    if (is_not) use.is_negated = true;
  }
  use.first = i;
  const bool is_to = i > 0 && s_.is_text(i - 1, "to");
  if (is_to && ending == Ending::Base) {
    use.form = VerbUse::Form::Infinitive;
    use.is_possible = true;
  } else if (ending == Ending::Going) {
    use.form = has_be ? VerbUse::Form::Finite : VerbUse::Form::Participle;
  } else if (ending == Ending::Past && has_be) {
    use.form = VerbUse::Form::Passive;
  } else if (ending == Ending::Past && !has_auxiliary && s_.is_text(verb_last, "by")) {
    use.form = VerbUse::Form::Passive;
  } else {
    use.form = VerbUse::Form::Finite;
  }
  return use;
}

}  // namespace whocites::ingest::text
