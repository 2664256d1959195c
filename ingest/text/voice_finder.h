// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ingest/text/clauses.h"
#include "ingest/text/voices.h"

namespace whocites::ingest::text {

// The work behind find_voices(): voices.cpp finds who stands beside a cue, voice_finder.cpp walks
// the cues, voice_chain.cpp says who speaks within whom.
class VoiceFinder {
 public:
  VoiceFinder(const Sentence& sentence, std::vector<Mention>& mentions);
  Voices run();

 private:
  struct CueMatch {
    std::size_t first = 0;
    std::size_t last = 0;
    const std::vector<Cue>* cues = nullptr;
  };

  // voices.cpp; a mention's index, or -1
  void read_quotes();
  bool is_negated(std::size_t cue) const;
  int mention_starting(std::size_t i) const;
  bool is_periodical(int mention) const;
  int outlet_owning(std::size_t noun) const;
  int subject_across_comma(std::size_t comma) const;
  int subject_before(std::size_t cue) const;
  int quoted_name_before(std::size_t closing_quote) const;
  int subject_after(std::size_t cue_end) const;
  int object_after(std::size_t cue_end, Direction direction) const;
  bool is_post_or_article(std::size_t i) const;
  int outlet_of_person(int person) const;
  int person_of_outlet(int outlet) const;
  int employer_before(std::size_t cue) const;
  void push(int mention, const CueMatch& match, const Cue& cue, bool is_inverted);

  // voice_finder.cpp
  CueMatch cue_at(std::size_t i) const;
  void read_cue(const CueMatch& match);
  void read_verb_within(const CueMatch& match);
  int person_before(int nearest, const CueMatch& match, const VerbUse& use) const;
  void read_subject(const CueMatch& match, const Cue& cue);
  int subject_of_auxiliary(std::size_t cue) const;
  void read_addressee(int speaker, const CueMatch& match);
  void read_words(const CueMatch& match, const Cue& cue);
  void read_nouns();
  void read_noun_beside(std::size_t mention);
  void read_brackets(std::size_t mention);
  bool has_voice(std::size_t mention) const;
  bool is_question() const;

  // clause_voices.cpp
  void read_clause(const CueMatch& match);
  void read_object_phrase(const CueMatch& match, const Cue& cue);
  void read_said_nouns();
  void read_light_verbs();
  void read_labels();
  bool names_speaker(std::size_t first, std::size_t colon) const;
  void drop_reported_stances();
  void push_phrase(const NounPhrase& phrase, const CueMatch& match, const Cue& cue, bool is_stance);
  void push_employer(const NounPhrase& phrase, int person, const CueMatch& match, const Cue& cue);
  int mention_of(const NounPhrase& phrase);
  int name_within(const NounPhrase& phrase) const;
  int periodical_behind(std::size_t i) const;
  int describe(const NounPhrase& phrase);

  // voice_chain.cpp
  void chain();
  void bind_audiences();
  bool are_parted(const Voice& a, const Voice& b) const;
  bool closes_sentence(const Voice& voice) const;
  int wrapping_voice() const;
  int subject_for(std::size_t voice) const;
  bool is_quoted(const Voice& voice) const { return quoted_[voice.first] != 0; }

  const Sentence& s_;
  std::vector<Mention>& mentions_;
  std::vector<int> owner_;            // of each token: index of its mention, or -1
  std::vector<std::uint8_t> quoted_;  // of each token: within quotation marks
  bool is_english_;                   // the clause rules are for English alone
  Clauses clauses_;
  Voices result_;
};

}  // namespace whocites::ingest::text
