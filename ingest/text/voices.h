// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ingest/text/mentions.h"

namespace whocites::ingest::text {

constexpr int kNarrator = -1;  // whoever speaks the sentence: the article, or whom it follows

// A source that a sentence names, with the cue that shows it.
struct Voice {
  std::vector<std::size_t> mentions;  // a list counts as one voice
  std::size_t first = 0;              // tokens of the names
  std::size_t last = 0;
  std::size_t cue_first = 0;
  std::size_t cue_last = 0;
  Cue cue;
  int parent = kNarrator;  // the voice that passes this one on
  int audience_of = -1;    // Audience: the voice that it passes on, -1 when none is named
  bool is_periodical = false;
  bool is_inverted = false;  // said X
};

// All voices of one sentence, in order, with their chain.
struct Voices {
  std::vector<Voice> voices;
  // Sources of what is not passed on: what somebody wants or thinks, denies or may say. In no
  // chain.
  std::vector<Voice> stances;
  bool is_impersonal = false;  // "it was noted that": earlier speakers go on
  bool has_quote = false;      // four words or more in quotation marks
};

// Reads the cues of a sentence (ingest/data/cues_en.txt) and decides who speaks within whom:
// - "according to X" and its like wrap the whole sentence;
// - what follows "X said that" is X's, so that a source named there hangs below X;
// - "Y told X" and "Y said in an interview with X" hang Y below X;
// - ", citing X" hangs X below its subject;
// - a source within quotation marks hangs below the one who is quoted.
// A cue that is negated, or only possible ("may say"), makes a stance. A source that is no mention
// yet is added to `mentions` as Described. O(tokens).
Voices find_voices(const Sentence& sentence, std::vector<Mention>& mentions);

}  // namespace whocites::ingest::text
