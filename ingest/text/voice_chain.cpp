// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ingest/text/voice_finder.h"

namespace whocites::ingest::text {

// The subject whose words an audience passes on: the nearest before it, else the next after it
// ("Speaking to CNN, Smith said").
int VoiceFinder::subject_for(std::size_t voice) const {
  int before = -1;
  int after = -1;
  const Voice& audience = result_.voices[voice];
  for (std::size_t v = 0; v < result_.voices.size(); ++v) {
    const Voice& other = result_.voices[v];
    if (v == voice || other.cue.direction != Direction::Subject) continue;
    if (other.first < audience.first) before = static_cast<int>(v);
    if (other.first > audience.first && after < 0) after = static_cast<int>(v);
  }
  return before >= 0 ? before : after;
}

void VoiceFinder::bind_audiences() {
  for (std::size_t v = 0; v < result_.voices.size(); ++v) {
    Voice& voice = result_.voices[v];
    if (voice.cue.direction == Direction::Audience) voice.audience_of = subject_for(v);
  }
}

// Whether a conjunction or a new start stands between two voices, so that the second is not
// within what the first says.
bool VoiceFinder::are_parted(const Voice& a, const Voice& b) const {
  bool has_that = false;
  for (std::size_t i = a.cue_last; i < b.first; ++i) {
    if (s_.is_mark(i, ';') || s_.is_text(i, "while") || s_.is_text(i, "whereas") ||
        s_.is_text(i, "but") || s_.is_text(i, "although") || s_.is_text(i, "though")) {
      return true;
    }
    if (s_.is_mark(i, '"') && quoted_[a.first] == 0 && i > a.cue_last + 1 && quoted_[i - 1] != 0) {
      return true;  // the quotation is over
    }
    has_that = has_that || s_.is_text(i, "that");
  }
  std::size_t i = b.first;
  while (i > a.cue_last &&
         (s_.is(i - 1, WordClass::Article) || s_.is(i - 1, WordClass::PersonTitle)))
    --i;
  if (i == a.cue_last) return false;
  if (s_.is(i - 1, WordClass::And) || s_.is_text(i - 1, "as")) return true;
  return s_.is_mark(i - 1, ',') && !has_that;
}

// ", X reported." at the end, behind what X reported.
bool VoiceFinder::closes_sentence(const Voice& voice) const {
  constexpr std::size_t kTail = 6;  // tokens behind the cue: "on Monday."
  const std::size_t end = voice.is_inverted ? voice.last : voice.cue_last;
  if (end + kTail < s_.size || voice.cue.direction != Direction::Subject) return false;
  std::size_t i = voice.is_inverted ? voice.cue_first : voice.first;
  while (i > 0 && (s_.is(i - 1, WordClass::Article) || s_.is(i - 1, WordClass::PersonTitle))) --i;
  return i > 0 && (s_.is_mark(i - 1, ',') || s_.is_mark(i - 1, '"'));
}

// The voice that the whole sentence comes from: "according to X", else the one that closes it.
int VoiceFinder::wrapping_voice() const {
  int closing = -1;
  for (std::size_t v = 0; v < result_.voices.size(); ++v) {
    const Voice& voice = result_.voices[v];
    const bool is_outer = voice.cue.direction == Direction::Outer;
    if (is_outer && (voice.is_periodical || v == 0)) return static_cast<int>(v);
    if (v > 0 && closes_sentence(voice)) closing = static_cast<int>(v);
  }
  return closing;
}

void VoiceFinder::chain() {
  std::vector<Voice>& voices = result_.voices;
  const int wrap = wrapping_voice();
  int speaker = -1;  // the subject within whose words we are
  for (std::size_t v = 0; v < voices.size(); ++v) {
    Voice& voice = voices[v];
    const auto index = static_cast<int>(v);
    if (index == wrap) continue;
    const bool is_nested =
        speaker >= 0 && !are_parted(voices[static_cast<std::size_t>(speaker)], voice);
    const int above = is_nested ? speaker : wrap;
    switch (voice.cue.direction) {
      case Direction::Inner: {
        const bool has_speaker =
            speaker >= 0 && voices[static_cast<std::size_t>(speaker)].first < voice.first;
        voice.parent = has_speaker ? speaker : wrap;
        break;
      }
      case Direction::Outer: {
        // "Reuters reported …, according to police": police told Reuters.
        const bool is_told = !voice.is_periodical && speaker >= 0 &&
                             voices[static_cast<std::size_t>(speaker)].is_periodical;
        voice.parent = is_told ? speaker : kNarrator;
        break;
      }
      case Direction::Subject:
        voice.parent = above;
        speaker = index;
        break;
      default:
        voice.parent = above == voice.audience_of ? wrap : above;
        break;
    }
  }
  for (std::size_t v = 0; v < voices.size(); ++v) {
    const int told = voices[v].audience_of;
    if (told < 0 || static_cast<int>(v) == wrap) continue;
    Voice& subject = voices[static_cast<std::size_t>(told)];
    if (subject.is_periodical) {  // "The Times said in an interview with Le Monde" is no handing on
      voices[v].parent = told;
      continue;
    }
    voices[v].parent = subject.parent == static_cast<int>(v) ? kNarrator : subject.parent;
    subject.parent = static_cast<int>(v);
  }
}

}  // namespace whocites::ingest::text
