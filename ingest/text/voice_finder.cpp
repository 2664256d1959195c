// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/voice_finder.h"

#include <algorithm>

namespace whocites::ingest::text {
namespace {

constexpr double kNounWeight = 0.85;     // "a New York Times report", "an interview on CNN"
constexpr double kBracketWeight = 0.85;  // "… (Reuters)"
constexpr double kCreditedPerson = 0.85;

}  // namespace

VoiceFinder::CueMatch VoiceFinder::cue_at(std::size_t i) const {
  const Lexicon& lexicon = *s_.lexicon;
  CueMatch match;
  if (owner_[i] >= 0 || !s_.is_word(i) || !lexicon.starts_cue(s_.tokens[i].word)) return match;
  std::uint32_t node = TokenTrie::kStart;
  for (std::size_t j = i; j < s_.size && s_.is_word(j) && owner_[j] < 0; ++j) {
    node = lexicon.cues().step(node, s_.tokens[j].word);
    if (node == 0) break;
    if (const std::vector<Cue>* cues = lexicon.cues_at(node)) match = {i, j + 1, cues};
  }
  return match;
}

bool VoiceFinder::has_voice(std::size_t mention) const {
  return std::any_of(result_.voices.begin(), result_.voices.end(), [&](const Voice& voice) {
    return std::find(voice.mentions.begin(), voice.mentions.end(), mention) != voice.mentions.end();
  });
}

bool VoiceFinder::is_question() const {
  return s_.size > 0 && s_.is_mark(s_.size - 1, '?') && !result_.has_quote;
}

// "Jane Doe, a spokeswoman for the Harbour Trust, which is large, said": the person whom the clause
// has for its subject, before the name that stands nearest.
int VoiceFinder::person_before(int nearest, const CueMatch& match, const VerbUse& use) const {
  if (mentions_[static_cast<std::size_t>(nearest)].kind == MentionKind::Person) return nearest;
  const std::optional<NounPhrase> phrase = clauses_.subject_of(match.first, match.last, use);
  if (!phrase || mentions_[static_cast<std::size_t>(nearest)].first < phrase->core_last) {
    return nearest;
  }
  const int named = name_within(*phrase);
  const bool is_person =
      named >= 0 && mentions_[static_cast<std::size_t>(named)].kind == MentionKind::Person;
  return is_person ? named : nearest;
}

// "sagte Jane Doe der Zeit", "a déclaré Jane Doe au Monde": whom the words went to.
void VoiceFinder::read_addressee(int speaker, const CueMatch& match) {
  const Cue cue{Direction::Audience, Relation::Reports, false, false, kNounWeight};
  const std::size_t behind = mentions_[static_cast<std::size_t>(speaker)].last;
  std::size_t i = behind;
  while (s_.is(i, WordClass::Article) || s_.is(i, WordClass::Determiner) ||
         s_.is(i, WordClass::MediaOne)) {
    ++i;
  }
  if (i == behind || i >= s_.size || !is_periodical(owner_[i])) return;
  push(owner_[i], {match.first, match.last, nullptr}, cue, false);
}

// "Reuters hatte zuerst über den Entwurf berichtet": who stands before the auxiliary of the clause.
int VoiceFinder::subject_of_auxiliary(std::size_t cue) const {
  constexpr std::size_t kFarthest = 14;  // tokens
  for (std::size_t i = cue; i > 1 && cue - i < kFarthest;) {
    --i;
    if (!s_.is_word(i)) return -1;
    if (s_.is(i, WordClass::Negation)) return -1;
    if (s_.is(i, WordClass::Auxiliary)) return owner_[i - 1];
  }
  return -1;
}

void VoiceFinder::read_subject(const CueMatch& match, const Cue& cue) {
  const VerbUse use = clauses_.use_of(match.first, match.last);
  if (is_english_ && use.form == VerbUse::Form::Passive) return;  // "he was accused"
  const bool after_quote = match.first > 0 && s_.is_mark(match.first - 1, '"');
  const bool after_comma =
      match.first > 0 && (s_.is_mark(match.first - 1, ',') || s_.is_mark(match.first - 1, '-'));
  int subject = after_quote ? quoted_name_before(match.first - 1) : subject_before(match.first);
  bool is_inverted = false;
  if (subject < 0 && !is_english_) subject = subject_of_auxiliary(match.first);
  // Elsewhere than in English the subject may stand behind the verb in any sentence.
  if (subject < 0 && (after_quote || after_comma || match.first == 0 || !is_english_)) {
    subject = subject_after(match.last);
    is_inverted = subject >= 0;
  }
  if (after_comma && !is_inverted) {
    // "…, said Jane Doe." with nothing behind: the name before the comma is not the subject.
    const int behind = subject_after(match.last);
    const std::size_t end = behind < 0 ? 0 : mentions_[static_cast<std::size_t>(behind)].last;
    if (behind >= 0 && (end >= s_.size || s_.tokens[end].kind == TokenKind::Punct)) {
      subject = behind;
      is_inverted = true;
    }
  }
  if (subject < 0) return;
  if (is_english_ && !is_inverted) subject = person_before(subject, match, use);
  const Mention& named = mentions_[static_cast<std::size_t>(subject)];
  if (is_english_ && named.kind == MentionKind::Person) {
    const std::size_t begin = clauses_.core_before(named.first);
    push_employer({begin, named.last, named.last}, subject, match, cue);
  }
  // Only an outlet publishes, airs, or finds; a person who "shows" something is no source. But a
  // person who cites is one.
  const bool is_outlet = is_periodical(subject);
  const bool is_citing = match.cues != nullptr &&
                         std::any_of(match.cues->begin(), match.cues->end(), [](const Cue& other) {
                           return other.direction == Direction::Inner;
                         });
  if (!cue.is_speech && !is_outlet && !is_citing) return;
  push(subject, match, cue, is_inverted);
  if (!is_english_ && is_inverted && !is_outlet) read_addressee(subject, match);
  if (const int employer = is_outlet ? -1 : employer_before(match.first); employer >= 0) {
    Cue weaker = cue;
    weaker.weight *= kCreditedPerson;
    push(employer, match, weaker, is_inverted);
  }
  if (!is_outlet) return;
  if (const int person = person_of_outlet(subject); person >= 0) {
    Cue weaker = cue;
    weaker.weight *= kCreditedPerson;
    push(person, match, weaker, is_inverted);
  }
}

// "X's words", "the words of X"; only where something is quoted.
void VoiceFinder::read_words(const CueMatch& match, const Cue& cue) {
  if (!result_.has_quote) return;
  const std::size_t before = match.first;
  if (before >= 2 && s_.is_text(before - 1, "s") && s_.tokens[before - 1].joint == '\'') {
    if (const int owner = owner_[before - 2]; owner >= 0) push(owner, match, cue, false);
    return;
  }
  if (!s_.is_text(match.last, "of")) return;
  const int object = object_after(match.last + 1, Direction::Words);
  if (object >= 0) push(object, match, cue, false);
}

void VoiceFinder::read_cue(const CueMatch& match) {
  // "berichtete nicht"
  const bool is_denied =
      s_.lexicon->language() == Language::German && s_.is(match.last, WordClass::Negation);
  if (is_denied || is_negated(match.first)) return read_clause(match);
  for (const Cue& cue : *match.cues) {
    if (cue.is_stance) continue;
    switch (cue.direction) {
      case Direction::Subject:
        if (!is_question()) read_subject(match, cue);
        break;
      case Direction::Credit:
        if (const int subject = subject_before(match.first); is_periodical(subject)) {
          push(subject, match, cue, false);
        }
        break;
      case Direction::Outer:
        if (const int object = object_after(match.last, cue.direction); object >= 0) {
          push(object, match, cue, false);
        } else {
          read_object_phrase(match, cue);
        }
        break;
      case Direction::Inner:
        if (const int object = object_after(match.last, cue.direction); object >= 0) {
          push(object, match, cue, false);
        } else if (match.last - match.first == 1 && s_.is_text(match.first, "citing")) {
          read_object_phrase(match, cue);
        }
        break;
      case Direction::Audience:
        if (const int object = object_after(match.last, cue.direction); object >= 0) {
          push(object, match, cue, false);
        }
        break;
      case Direction::Words:
        read_words(match, cue);
        break;
      case Direction::Impersonal:
        result_.is_impersonal = true;
        break;
    }
  }
  read_clause(match);
}

// "said on", "wrote in": whom the words went to, and before it whose they are.
void VoiceFinder::read_verb_within(const CueMatch& match) {
  const Lexicon& lexicon = *s_.lexicon;
  const bool is_audience = std::any_of(match.cues->begin(), match.cues->end(), [](const Cue& cue) {
    return cue.direction == Direction::Audience;
  });
  if (!is_audience || match.last - match.first < 2 || is_negated(match.first)) return;
  const std::uint32_t verb = lexicon.cues().step(TokenTrie::kStart, s_.tokens[match.first].word);
  const std::vector<Cue>* cues = lexicon.cues_at(verb);
  if (cues == nullptr) return;
  for (const Cue& cue : *cues) {
    if (cue.direction == Direction::Subject) {
      read_subject({match.first, match.first + 1, nullptr}, cue);
    }
  }
}

// "(Reuters)" within or behind a sentence.
void VoiceFinder::read_brackets(std::size_t mention) {
  const Mention& named = mentions_[mention];
  const bool is_alone =
      named.first > 0 && s_.is_mark(named.first - 1, '(') && s_.is_mark(named.last, ')');
  if (!is_alone || named.kind != MentionKind::Outlet) return;
  const Cue cue{Direction::Outer, Relation::Reports, false, false, kBracketWeight};
  push(static_cast<int>(mention), {named.first - 1, named.last + 1, nullptr}, cue, false);
}

// A periodical beside a noun for what it puts out: "a New York Times report", "an op-ed in The
// Hill", or behind someone's verb of saying: "said Sunday on CNN".
void VoiceFinder::read_noun_beside(std::size_t mention) {
  constexpr std::size_t kNounAfter = 4;  // words
  constexpr std::size_t kNounBefore = 6;
  constexpr std::size_t kVerbBefore = 14;
  const Mention& named = mentions_[mention];
  const Cue own{Direction::Inner, Relation::Reports, false, false, kNounWeight};
  for (std::size_t i = named.last; s_.is_word(i) && i < named.last + kNounAfter; ++i) {
    if (s_.is(i, WordClass::Gap) || (owner_[i] >= 0 && !is_periodical(owner_[i]))) break;
    if (!s_.is(i, WordClass::Report)) continue;
    return push(static_cast<int>(mention), {named.last, i + 1, nullptr}, own, false);
  }
  std::size_t prep = named.first;
  while (prep > 0 && (s_.is(prep - 1, WordClass::Article) || s_.is_mark(prep - 1, '"'))) --prep;
  if (prep == 0) return;
  --prep;
  const bool is_by = s_.is_text(prep, "by") || s_.is_text(prep, "from") ||
                     s_.is_text(prep, "with") || s_.is_text(prep, "of") || s_.is_text(prep, "for");
  const bool is_in = s_.is_text(prep, "in") || s_.is_text(prep, "on") || s_.is_text(prep, "to");
  if (!is_by && !is_in) return;
  for (std::size_t i = prep; i > 0 && prep - i < kNounBefore;) {
    --i;
    if (!s_.is_word(i) || owner_[i] >= 0) break;
    if (!s_.is(i, WordClass::Report) || is_negated(i)) continue;
    const Cue cue{Direction::Audience, Relation::Reports, false, false, kNounWeight};
    return push(static_cast<int>(mention), {i, named.first, nullptr}, cue, false);
  }
  if (!is_in) return;
  for (const Voice& voice : result_.voices) {
    const bool is_near = voice.cue_last <= prep && prep - voice.cue_last < kVerbBefore;
    if (!is_near || voice.cue.direction != Direction::Subject || voice.is_periodical) continue;
    const bool is_broken = std::any_of(
        s_.tokens + voice.cue_last, s_.tokens + prep,
        [](const Token& token) { return token.kind == TokenKind::Punct && token.mark != ','; });
    if (is_broken) continue;
    const Cue cue{Direction::Audience, Relation::Reports, false, false, kNounWeight};
    return push(static_cast<int>(mention), {prep, named.first, nullptr}, cue, false);
  }
}

void VoiceFinder::read_nouns() {
  if (is_question()) return;
  for (std::size_t m = 0; m < mentions_.size(); ++m) {
    const MentionKind kind = mentions_[m].kind;
    if (kind != MentionKind::Outlet && kind != MentionKind::Publication) continue;
    if (has_voice(m)) continue;
    read_brackets(m);
    if (!has_voice(m)) read_noun_beside(m);
  }
}

Voices VoiceFinder::run() {
  if (s_.size < 2) return std::move(result_);
  for (std::size_t i = 0; i < s_.size;) {
    const CueMatch match = cue_at(i);
    if (match.cues == nullptr) {
      ++i;
      continue;
    }
    read_cue(match);
    read_verb_within(match);
    i = match.last;
  }
  read_nouns();
  read_said_nouns();
  read_light_verbs();
  read_labels();
  drop_reported_stances();
  std::sort(result_.voices.begin(), result_.voices.end(),
            [](const Voice& a, const Voice& b) { return a.first < b.first; });
  bind_audiences();
  chain();
  return std::move(result_);
}

}  // namespace whocites::ingest::text
