// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
//
// Which of many names are similar to another. Two steps:
// 1. An inverted index of the letter pairs of every name, also of its sound, picks the names
//    that share the most with the query (Dice coefficient), and a quarter at least; only those are
//    looked at closely.
// 2. Words are paired one to one, best pairs first. A pair counts the better of two likenesses: of
//    the letters (1 - optimal string alignment distance / longer length) and, a little less, of the
//    sounds. The score is the paired words' likeness over all words of both names; a word counts
//    by its length, and less the more names have it: "Times" and "Gazette" tell little
//    (inverse document frequency, Spärck Jones 1972).
// Sounds are a coarse key for European spellings: letters that are often written for one another
// become one (c, q, k; z, s; ph, f; y, i; w, v), vowels all become one, doubled letters and a
// silent final t, d, s, e or h go. Ideas from Soundex (Russell 1918) and Metaphone (Philips 1990).
#include "ingest/name_index.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "base/edit_distance.h"
#include "base/text.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kClosestLooked = 160;  // names that step 2 looks at
constexpr double kSoundWeight = 0.92;        // equal sounds are not yet equal names
constexpr double kPairFloor = 0.3;           // words less alike than this are not a pair
constexpr double kSharedFloor = 0.25;      // share of pairs; of less alike ones none scores enough
constexpr double kScoreFloor = 0.65;       // less alike misleads more often than it helps
constexpr std::size_t kLongestName = 200;  // bytes; hostile input is not compared in full

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

char sound_class(char c) {
  switch (c) {
    case 'c':
    case 'q':
      return 'k';
    case 'z':
      return 's';
    case 'w':
      return 'v';
    case 'j':
      return 'g';
    default:
      return is_vowel(c) ? 'a' : c;
  }
}

// Empty for a word that is not written in Latin letters.
std::string sound_of(std::string_view word) {
  const bool is_ascii = std::all_of(word.begin(), word.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) return {};
  while (word.size() > 4 && std::string_view("tdseh").find(word.back()) != std::string_view::npos) {
    word.remove_suffix(1);
  }
  std::string sound;
  for (std::size_t i = 0; i < word.size(); ++i) {
    char c = sound_class(word[i]);
    if (word[i] == 'p' && i + 1 < word.size() && word[i + 1] == 'h') {
      c = 'f';
      ++i;
    }
    if (sound.empty() || sound.back() != c) sound.push_back(c);
  }
  return sound;
}

struct Word {
  std::string letters;
  std::string sound;
  double weight = 0;
};

struct Name {
  std::uint32_t owner = 0;
  std::vector<Word> words;
  std::uint32_t pair_count = 0;
};

std::vector<Word> words_of(std::string_view name) {
  std::vector<Word> words;
  const std::string folded = fold_name(name.substr(0, kLongestName));
  for (std::string_view word : split(folded, ' ')) {
    if (!word.empty()) words.push_back({std::string(word), sound_of(word), 0});
  }
  return words;
}

void add_pairs(std::string_view text, std::uint32_t salt, std::vector<std::uint32_t>& pairs) {
  std::uint32_t previous = ' ';
  for (const char c : text) {
    const auto next = static_cast<unsigned char>(c);
    pairs.push_back(salt | previous << 8 | next);
    previous = next;
  }
  pairs.push_back(salt | previous << 8 | ' ');
}

// The distinct pairs of neighbouring letters, and of neighbouring sounds, marked apart.
std::vector<std::uint32_t> pairs_of(const std::vector<Word>& words) {
  std::vector<std::uint32_t> pairs;
  for (const Word& word : words) {
    add_pairs(word.letters, 0, pairs);
    add_pairs(word.sound, 1u << 16, pairs);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

double likeness(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(length_in_characters(a), length_in_characters(b));
  if (longer == 0) return 0;
  const std::size_t distance = std::min(edit_distance(a, b, longer), longer);
  return 1.0 - static_cast<double>(distance) / static_cast<double>(longer);
}

double likeness(const Word& a, const Word& b) {
  if (a.letters == b.letters) return 1.0;
  const double letters = likeness(a.letters, b.letters);
  // Short words sound alike by chance.
  if (a.sound.size() < 3 || b.sound.size() < 3) return letters;
  return std::max(letters, kSoundWeight * likeness(a.sound, b.sound));
}

struct Pairing {
  double likeness;
  std::size_t i;
  std::size_t j;
};

double similarity(const std::vector<Word>& a, const std::vector<Word>& b) {
  std::vector<Pairing> pairings;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double alike = likeness(a[i], b[j]);
      if (alike >= kPairFloor) pairings.push_back({alike, i, j});
    }
  }
  std::sort(pairings.begin(), pairings.end(),
            [](const Pairing& x, const Pairing& y) { return x.likeness > y.likeness; });
  std::vector<bool> taken_a(a.size()), taken_b(b.size());
  double matched = 0;
  double total = 0;
  for (const Pairing& pairing : pairings) {
    if (taken_a[pairing.i] || taken_b[pairing.j]) continue;
    taken_a[pairing.i] = taken_b[pairing.j] = true;
    matched += pairing.likeness * (a[pairing.i].weight + b[pairing.j].weight);
  }
  for (const Word& word : a) total += word.weight;
  for (const Word& word : b) total += word.weight;
  return total == 0 ? 0 : matched / total;
}

}  // namespace

struct NameIndex::Content {
  // Sets the weights of a name's words.
  void weigh(std::vector<Word>& words) const {
    for (Word& word : words) {
      const auto found = frequency.find(word.letters);
      const double bearers = found == frequency.end() ? 1 : static_cast<double>(found->second);
      word.weight = static_cast<double>(word.letters.size()) / (1 + std::log2(bearers));
    }
  }

  // The names that share the most pairs with `words`.
  std::vector<const Name*> closest(const std::vector<Word>& words) const {
    const std::vector<std::uint32_t> pairs = pairs_of(words);
    std::vector<std::uint16_t> shared(names.size(), 0);
    for (const std::uint32_t pair : pairs) {
      const auto at = holders.find(pair);
      if (at == holders.end()) continue;
      for (const std::uint32_t name : at->second) ++shared[name];
    }
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (std::uint32_t i = 0; i < shared.size(); ++i) {
      if (shared[i] < 2) continue;
      const auto total = static_cast<double>(pairs.size() + names[i].pair_count);
      const double share = 2.0 * shared[i] / total;
      if (share >= kSharedFloor) ranked.emplace_back(-share, i);
    }
    const std::size_t kept = std::min(kClosestLooked, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept),
                      ranked.end());
    std::vector<const Name*> found;
    for (std::size_t i = 0; i < kept; ++i) found.push_back(&names[ranked[i].second]);
    return found;
  }

  void add(std::uint32_t owner, std::string_view text) {
    Name name{owner, words_of(text), 0};
    if (name.words.empty()) return;
    for (const Word& word : name.words) ++frequency[word.letters];
    const std::vector<std::uint32_t> pairs = pairs_of(name.words);
    name.pair_count = static_cast<std::uint32_t>(pairs.size());
    const auto at = static_cast<std::uint32_t>(names.size());
    for (const std::uint32_t pair : pairs) holders[pair].push_back(at);
    names.push_back(std::move(name));
  }

  std::vector<Name> names;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> holders;
  std::unordered_map<std::string, std::size_t> frequency;  // word -> names that have it
};

NameIndex::NameIndex() : content_(std::make_unique<Content>()) {}
NameIndex::NameIndex(NameIndex&&) noexcept = default;
NameIndex& NameIndex::operator=(NameIndex&&) noexcept = default;
NameIndex::~NameIndex() = default;

void NameIndex::add(std::uint32_t owner, std::string_view name) { content_->add(owner, name); }

void NameIndex::ready() {
  for (Name& name : content_->names) content_->weigh(name.words);
}

std::vector<NameIndex::Alike> NameIndex::alike(std::string_view name, std::size_t limit) const {
  std::vector<Word> words = words_of(name);
  if (words.empty() || limit == 0) return {};
  content_->weigh(words);
  std::unordered_map<std::uint32_t, double> best;
  for (const Name* candidate : content_->closest(words)) {
    const double score = similarity(words, candidate->words);
    if (score < kScoreFloor) continue;
    double& known = best[candidate->owner];
    known = std::max(known, score);
  }
  std::vector<Alike> ranked;
  for (const auto& [owner, score] : best) ranked.push_back({owner, score});
  std::sort(ranked.begin(), ranked.end(), [](const Alike& a, const Alike& b) {
    return a.score != b.score ? a.score > b.score : a.owner < b.owner;
  });
  if (ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

}  // namespace whocites::ingest
