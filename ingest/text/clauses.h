// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ingest/text/mentions.h"

namespace whocites::ingest::text {

// What a word does in its sentence, as far as finding subjects needs it.
enum class Part : std::uint8_t {
  Nominal,  // nouns, adjectives, names, numbers
  Determiner,
  Owner,  // the 's of "Clinton's"
  Pronoun,
  Object,  // "him": never a subject
  Relative,
  Preposition,
  Conjunction,
  Subordinator,
  Auxiliary,
  Adverb,
  Verb,
  Mark
};

// The words that name who does something; `core` ends before "of", "who", ", a teacher,".
struct NounPhrase {
  std::size_t first = 0;  // tokens [first, last)
  std::size_t last = 0;
  std::size_t core_last = 0;
};

// How a verb is used where it stands.
struct VerbUse {
  enum class Form : std::uint8_t {
    None,        // it is no verb here: "a report", "the proposed law"
    Finite,      // "she reported"
    Participle,  // "…, reporting that"
    Passive,     // "was reported", "the plan proposed by"
    Infinitive   // "to report"
  };
  Form form = Form::None;
  std::size_t first = 0;     // of its auxiliaries and adverbs
  bool is_negated = false;   // "did not report"
  bool is_possible = false;  // "may report"
};

// A shallow reading of one English sentence: parts by word lists, endings and neighbours, no
// grammar. What it cannot tell it takes for a noun, so that a verb is missed rather than invented.
// Construction is O(tokens), each question O(its answer's distance), at most some dozen tokens.
class Clauses {
 public:
  // `owner` gives each token's mention, or -1. Requires: all three outlive this.
  Clauses(const Sentence& sentence, const std::vector<Mention>& mentions,
          const std::vector<int>& owner);

  // How the verb at [verb, verb_last) is used.
  VerbUse use_of(std::size_t verb, std::size_t verb_last) const;
  // Who does what the verb says; absent when the sentence does not show it.
  std::optional<NounPhrase> subject_of(std::size_t verb, std::size_t verb_last,
                                       const VerbUse& use) const;
  // The noun phrase that begins at i, after "by" or "according to", behind an inverted verb.
  std::optional<NounPhrase> phrase_from(std::size_t i) const;
  // The noun phrase that ends before `end`.
  std::optional<NounPhrase> phrase_before(std::size_t end) const;

  // Where the run of nouns and names that ends before `end` begins; `end` when none does.
  std::size_t core_before(std::size_t end) const { return core_begin(end); }

  bool is_many(std::size_t noun) const { return is_plural(noun); }  // "officials", "people"
  Part part(std::size_t i) const { return parts_[i]; }

 private:
  Part part_of(std::size_t i) const;
  Part part_of_small_word(std::size_t i) const;
  Part part_of_verb(std::size_t i) const;
  bool reads_as_verb_after_noun(std::size_t i, std::size_t noun) const;
  bool opens_object(std::size_t i) const;
  bool is_plural(std::size_t i) const;
  std::size_t before(std::size_t i) const;  // the token before i and its adverbs; size_ if none
  bool is_nominal(std::size_t i) const {
    return i < s_.size && (parts_[i] == Part::Nominal || parts_[i] == Part::Pronoun);
  }
  bool is_part(std::size_t i, Part part) const { return i < s_.size && parts_[i] == part; }
  bool is_inside_number(std::size_t i) const;
  std::size_t core_begin(std::size_t end) const;
  std::optional<NounPhrase> across_clause(const NounPhrase& phrase) const;
  std::optional<NounPhrase> before_comma(std::size_t comma) const;
  bool is_apposition(std::size_t first, std::size_t comma) const;
  std::optional<NounPhrase> governing_subject(std::size_t verb) const;

  const Sentence& s_;
  const std::vector<Mention>& mentions_;
  const std::vector<int>& owner_;
  bool is_title_case_;
  std::vector<Part> parts_;
};

}  // namespace whocites::ingest::text
