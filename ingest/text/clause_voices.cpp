// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "ingest/text/voice_finder.h"

namespace whocites::ingest::text {
namespace {

constexpr double kSaidNounWeight = 0.55;  // "his claim that"
constexpr double kLightVerbWeight = 0.7;
constexpr double kDescribedCertainty = 0.9;  // a phrase that names nobody
constexpr double kPossibleStep = 0.8;        // of a cue that is negated or only possible

}  // namespace

// The name that a phrase is about: the person in it, the name that it ends in, or the outlet or
// organization behind a noun for its words or its people ("a poll by X", "a spokesman for X").
int VoiceFinder::name_within(const NounPhrase& phrase) const {
  int person = -1;
  for (std::size_t i = phrase.first; i < phrase.core_last; ++i) {
    if (owner_[i] < 0) continue;
    const Mention& mention = mentions_[static_cast<std::size_t>(owner_[i])];
    // Of "the Trump campaign" and "Trump's aide" the person is not what the phrase is about.
    const bool is_head = mention.last >= phrase.core_last || !s_.is_word(mention.last);
    if (mention.kind == MentionKind::Person && is_head) person = owner_[i];
  }
  if (person >= 0) return person;
  std::size_t head = phrase.core_last - 1;
  while (head > phrase.first && !s_.is_word(head)) --head;
  if (owner_[head] >= 0) return owner_[head];
  for (std::size_t i = phrase.first; i < phrase.last; ++i) {
    if (s_.is(i, WordClass::MediaMany)) return periodical_behind(phrase.last);
  }
  if (!s_.is(head, WordClass::Report) && !s_.is(head, WordClass::Staff)) return -1;
  for (std::size_t i = phrase.first; i < phrase.last; ++i) {
    if (owner_[i] < 0) continue;
    const MentionKind kind = mentions_[static_cast<std::size_t>(owner_[i])].kind;
    if (is_periodical(owner_[i]) || kind == MentionKind::Organization) return owner_[i];
  }
  return -1;
}

// "by many papers, such as X": the first periodical soon after `i`.
int VoiceFinder::periodical_behind(std::size_t i) const {
  constexpr std::size_t kFarthest = 10;  // tokens
  for (const std::size_t end = std::min(s_.size, i + kFarthest); i < end; ++i) {
    if (owner_[i] >= 0) return is_periodical(owner_[i]) ? owner_[i] : -1;
    if (s_.is_mark(i, ';') || s_.is_mark(i, '"') || s_.is(i, WordClass::Auxiliary)) return -1;
  }
  return -1;
}

int VoiceFinder::describe(const NounPhrase& phrase) {
  Mention mention;
  mention.kind = MentionKind::Described;
  mention.first = phrase.first;
  mention.last = phrase.core_last;
  constexpr std::size_t kLongestName = 12;  // tokens: "a spokesman for the harbour office"
  const std::size_t last =
      phrase.last - phrase.first <= kLongestName ? phrase.last : phrase.core_last;
  mention.name = collapse_space(to_valid_utf8(s_.of(phrase.first, last)));
  mention.is_unnamed =
      !s_.is(phrase.first, WordClass::Vague) && (s_.is(phrase.core_last - 1, WordClass::Unnamed) ||
                                                 s_.is(phrase.core_last - 1, WordClass::Staff));
  mention.is_plural = clauses_.is_many(phrase.core_last - 1);
  mention.certainty = kDescribedCertainty;
  mention.group = 1;
  for (const Mention& other : mentions_) mention.group = std::max(mention.group, other.group + 1);
  mentions_.push_back(std::move(mention));
  return static_cast<int>(mentions_.size()) - 1;
}

int VoiceFinder::mention_of(const NounPhrase& phrase) {
  if (clauses_.part(phrase.first) == Part::Relative) {
    std::size_t end = phrase.first;
    if (end > 0 && s_.is_mark(end - 1, ',')) --end;
    const std::optional<NounPhrase> antecedent = clauses_.phrase_before(end);
    const int named = antecedent ? name_within(*antecedent) : -1;
    return named >= 0 ? named : describe(antecedent.value_or(phrase));
  }
  const int named = name_within(phrase);
  return named >= 0 ? named : describe(phrase);
}

// "NBC News moderator Jane Doe", "CNN's Jane Doe": the outlet before the person that it sends.
void VoiceFinder::push_employer(const NounPhrase& phrase, int person, const CueMatch& match,
                                const Cue& cue) {
  constexpr double kEmployer = 0.85;
  const Mention& named = mentions_[static_cast<std::size_t>(person)];
  if (named.kind != MentionKind::Person && named.kind != MentionKind::Described) return;
  std::size_t end = named.kind == MentionKind::Person ? named.first : phrase.core_last;
  bool has_post = false;
  for (; end > phrase.first; --end) {
    if (owner_[end - 1] >= 0 && is_periodical(owner_[end - 1])) break;
    const bool is_owner_in_s = s_.is_mark(end - 1, '\'') && end - 1 > phrase.first &&
                               s_.of(end - 2, end - 1).ends_with('s');  // "Fox News' Jane Doe"
    has_post =
        has_post || is_owner_in_s || s_.is(end - 1, WordClass::Staff) || s_.is_text(end - 1, "s");
    if (!s_.is_word(end - 1) && !is_owner_in_s) return;
  }
  if (end == phrase.first || !has_post) return;
  Cue weaker = cue;
  weaker.weight *= kEmployer;
  push(owner_[end - 1], match, weaker, phrase.first >= match.last);
}

void VoiceFinder::push_phrase(const NounPhrase& phrase, const CueMatch& match, const Cue& cue,
                              bool is_stance) {
  const int mention = mention_of(phrase);
  if (!is_stance) {
    push_employer(phrase, mention, match, cue);
    const std::size_t count = result_.voices.size();
    push(mention, match, cue, phrase.first >= match.last);
    if (result_.voices.size() > count) {
      Voice& voice = result_.voices.back();
      voice.first = std::min(voice.first, phrase.first);
      voice.last = std::max(voice.last, phrase.core_last);
      if (clauses_.part(phrase.first) == Part::Relative) {
        voice.first = phrase.first;
        voice.last = phrase.last;
      }
    }
    return;
  }
  Voice voice;
  voice.mentions.push_back(static_cast<std::size_t>(mention));
  voice.first = phrase.first;
  voice.last = phrase.core_last;
  voice.cue_first = match.first;
  voice.cue_last = match.last;
  voice.cue = cue;
  result_.stances.push_back(std::move(voice));
}

// The subject that the clause gives a cue for which no name stood in the usual places.
void VoiceFinder::read_clause(const CueMatch& match) {
  if (!is_english_ || quoted_[match.first] != 0)
    return;  // what is quoted is the speaker's, "I think" included
  const bool is_read =
      std::any_of(result_.voices.begin(), result_.voices.end(), [&](const Voice& voice) {
        return voice.cue_first == match.first && voice.cue.direction == Direction::Subject;
      });
  if (is_read) return;
  const Cue* best = nullptr;
  const auto consider = [&](const std::vector<Cue>& cues) {
    for (const Cue& cue : cues) {
      if (cue.direction != Direction::Subject) continue;
      if (best == nullptr || cue.weight > best->weight) best = &cue;
    }
  };
  consider(*match.cues);
  if (best == nullptr) {
    // "said in": the verb alone has a subject.
    const Lexicon& lexicon = *s_.lexicon;
    const std::uint32_t verb = lexicon.cues().step(TokenTrie::kStart, s_.tokens[match.first].word);
    if (const std::vector<Cue>* cues = lexicon.cues_at(verb)) consider(*cues);
  }
  if (best == nullptr) return;
  const VerbUse use = clauses_.use_of(match.first, match.last);
  const std::optional<NounPhrase> phrase = clauses_.subject_of(match.first, match.last, use);
  if (!phrase) return;
  // A periodical publishes and finds out; other subjects of such a verb are no source of it.
  const int named = name_within(*phrase);
  if (is_periodical(named)) {
    for (const Cue& cue : *match.cues) {
      if (cue.direction == Direction::Subject && !cue.is_stance && !cue.is_speech) best = &cue;
    }
  }
  Cue cue = *best;
  const bool is_asserted = !use.is_negated && !use.is_possible && !is_question();
  if (!is_asserted) cue.weight *= kPossibleStep;
  // What a journalist finds out or asks, the outlet does: "CNN's Jane Doe interviewed him".
  const bool is_finding = is_asserted && !cue.is_speech && !cue.is_stance;
  if (is_finding && named >= 0 && !is_periodical(named)) push_employer(*phrase, named, match, cue);
  push_phrase(*phrase, match, cue,
              cue.is_stance || (!cue.is_speech && !is_periodical(named)) || !is_asserted);
}

// "according to two officials", "citing a study of 2014".
void VoiceFinder::read_object_phrase(const CueMatch& match, const Cue& cue) {
  const bool is_plain = s_.is_text(match.first, "according") || s_.is_text(match.first, "citing") ||
                        s_.is_text(match.first, "as") || s_.is_text(match.first, "in");
  if (!is_english_ || !is_plain || quoted_[match.first] != 0) return;
  const std::optional<NounPhrase> phrase = clauses_.phrase_from(match.last);
  if (phrase) push_phrase(*phrase, match, cue, false);
}

// "gave a speech", "issued a long statement": a verb that says little and a noun that says what.
void VoiceFinder::read_light_verbs() {
  constexpr std::size_t kFarthest = 8;  // tokens between the two
  if (!is_english_) return;
  const Cue cue{Direction::Subject, Relation::Reports, true, false, kLightVerbWeight};
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!s_.is(i, WordClass::LightVerb) || quoted_[i] != 0) continue;
    const VerbUse use = clauses_.use_of(i, i + 1);
    std::size_t noun = i + 1;
    while (noun < s_.size && noun - i < kFarthest && s_.is_word(noun) &&
           clauses_.part(noun) != Part::Verb && clauses_.part(noun) != Part::Auxiliary &&
           !s_.is(noun, WordClass::SaidNoun)) {
      ++noun;
    }
    if (!s_.is(noun, WordClass::SaidNoun) || clauses_.part(noun) != Part::Nominal) continue;
    const std::optional<NounPhrase> phrase = clauses_.subject_of(i, i + 1, use);
    if (!phrase) continue;
    push_phrase(*phrase, {i, noun + 1, nullptr}, cue, use.is_negated || use.is_possible);
  }
}

// "his claim that", "the mayor's plan to", "a statement from X".
void VoiceFinder::read_said_nouns() {
  constexpr std::size_t kAdjectives = 3;
  if (!is_english_) return;
  const Cue cue{Direction::Subject, Relation::Reports, false, true, kSaidNounWeight};
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!s_.is(i, WordClass::SaidNoun) || clauses_.part(i) != Part::Nominal) continue;
    if (quoted_[i] != 0) continue;
    const bool has_content = s_.is_text(i + 1, "that") || s_.is_mark(i + 1, ':');
    const CueMatch match{i, i + 1, nullptr};
    std::size_t owner = i;
    while (owner > 0 && i - owner < kAdjectives && clauses_.part(owner - 1) == Part::Nominal) {
      --owner;
    }
    if (owner > 0 && clauses_.part(owner - 1) == Part::Owner && has_content) {
      const std::optional<NounPhrase> phrase = clauses_.phrase_before(owner - 1);
      if (phrase) push_phrase(*phrase, match, cue, true);
    } else if (owner > 0 && s_.is(owner - 1, WordClass::Possessive) && has_content) {
      push_phrase({owner - 1, owner, owner}, match, cue, true);
    } else if (s_.is_text(i + 1, "by") || s_.is_text(i + 1, "from")) {
      const std::optional<NounPhrase> phrase = clauses_.phrase_from(i + 2);
      if (phrase) push_phrase(*phrase, match, cue, true);
    }
  }
}

// What somebody says that others think or want is what he says.
void VoiceFinder::drop_reported_stances() {
  const auto is_reported = [&](const Voice& stance) {
    return std::any_of(result_.voices.begin(), result_.voices.end(), [&](const Voice& voice) {
      if (voice.first == stance.first || voice.cue.direction != Direction::Subject) return false;
      return (voice.cue_last <= stance.first && !voice.is_inverted) || closes_sentence(voice);
    });
  };
  std::erase_if(result_.stances, is_reported);
}

// Of what stands before a colon: a name, a word in capitals, a noun for what is published;
// "Editor's note" and "Correction" are none of these.
bool VoiceFinder::names_speaker(std::size_t first, std::size_t colon) const {
  if (!s_.tokens[first].is_capital || clauses_.core_before(colon) != first) return false;
  if (s_.is(colon - 1, WordClass::Report)) return true;
  const bool is_shouted = s_.tokens[colon - 1].is_all_caps &&
                          s_.tokens[colon - 1].word == 0;  // a name is no word that we know
  return is_shouted || owner_[colon - 1] >= 0;
}

// "SMITH: …", "Poll: …" before what is said; "… – Jane Doe" behind a quotation.
void VoiceFinder::read_labels() {
  if (!is_english_) return;
  constexpr std::size_t kLongestLabel = 8;  // tokens
  constexpr double kLabelWeight = 0.7;
  const Cue cue{Direction::Subject, Relation::Reports, true, false, kLabelWeight};
  std::size_t begin = 0;
  while (s_.is_mark(begin, '"')) ++begin;
  std::size_t colon = begin;
  while (colon < s_.size && colon - begin < kLongestLabel && !s_.is_mark(colon, ':')) ++colon;
  if (s_.is_mark(colon, ':') && colon > begin && colon + 1 < s_.size) {
    if (names_speaker(begin, colon)) {
      push_phrase({begin, colon, colon}, {colon, colon + 1, nullptr}, cue, false);
    } else if (s_.is_text(begin, "source") && colon == begin + 1) {
      const Cue credit{Direction::Outer, Relation::BasedOn, false, false, kLabelWeight};
      const std::optional<NounPhrase> phrase = clauses_.phrase_from(colon + 1);
      if (phrase) push_phrase(*phrase, {begin, colon + 1, nullptr}, credit, false);
    }
    return;
  }
  for (std::size_t i = begin; i + 1 < s_.size; ++i) {
    const bool is_dash = s_.is_mark(i, '-') && (i == 0 || s_.is_mark(i - 1, '"'));
    if (!is_dash || !s_.tokens[i + 1].is_capital) continue;
    const std::optional<NounPhrase> phrase = clauses_.phrase_from(i + 1);
    const bool ends = phrase && (phrase->last == s_.size || s_.is_mark(phrase->last, '"') ||
                                 s_.is_mark(phrase->last, '.') || s_.is_mark(phrase->last, ','));
    if (ends) push_phrase(*phrase, {i, i + 1, nullptr}, cue, false);
    return;
  }
}

}  // namespace whocites::ingest::text
