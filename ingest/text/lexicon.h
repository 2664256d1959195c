// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/model.h"
#include "ingest/text/language.h"

namespace whocites::ingest::text {

// A number for each word that some data file knows; 0 for every other word.
using WordId = std::uint32_t;

// The classes of ingest/data/words_*.txt; words_en.txt says what each is for.
enum class WordClass : std::uint8_t {
  Report,
  Staff,
  MediaOne,
  MediaMany,
  PieceOne,
  PieceMany,
  IsAgency,
  IsBroadcaster,
  IsPrint,
  Periodical,
  Common,
  NotOutletAfter,
  Gap,
  Negation,
  Opener,
  PersonTitle,
  Honorific,
  Organization,
  OrganizationName,
  Place,
  PlaceNoun,
  Calendar,
  Demonym,
  PronounPerson,
  PronounMany,
  ListIntro,
  Abbreviation,
  Stop,
  Determiner,
  Possessive,
  SubjectPronoun,
  Relative,
  ObjectPronoun,
  Preposition,
  Conjunction,
  Subordinator,
  Auxiliary,
  Modal,
  Adverb,
  GoesOn,
  Verb,
  NounToo,
  Past,
  Unnamed,
  SaidNoun,
  LightVerb,
  Vague,
  Male,
  Female,
  Article,
  And,
  Count
};

// Where a cue's source stands and who speaks within whom; see ingest/data/cues_en.txt.
enum class Direction : std::uint8_t { Subject, Outer, Inner, Audience, Words, Credit, Impersonal };

struct Cue {
  Direction direction = Direction::Subject;
  Relation relation = Relation::Reports;
  bool is_speech = false;  // the relation is quotes where the sentence quotes
  bool is_stance = false;  // shows a source, but nothing that is cited
  double weight = 0;
};

// How a listed name's words must be written for a match: bit i stands for word i.
struct NameShape {
  std::string_view name;       // as it is listed
  std::uint32_t capital = 0;   // begins with a capital
  std::uint32_t all_caps = 0;  // capitals throughout ("AP")
};

// A set of word sequences with the automaton that finds them: node 0 is the dead end, 1 the start.
class TokenTrie {
 public:
  static constexpr std::uint32_t kStart = 1;
  std::uint32_t add(const std::vector<WordId>& words);  // the node where `words` ends
  std::uint32_t step(std::uint32_t node, WordId word) const {
    const auto found = edges_.find(std::uint64_t{node} << 32 | word);
    return found == edges_.end() ? 0 : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
  std::uint32_t last_ = kStart;
};

// Everything that the data files say of one language, in the form that a reader of tokens needs.
// Immutable and shared by all threads; built on first use, in some 20 ms.
class Lexicon {
 public:
  static const Lexicon& of(Language language);

  Language language() const { return language_; }
  WordId id_of(std::string_view lower) const;
  // The same for a word of running text, which may be bent ("der Süddeutschen Zeitung").
  WordId id_in_text(std::string_view lower) const;
  bool is(WordId word, WordClass word_class) const {
    return (classes_[word] >> static_cast<unsigned>(word_class) & 1u) != 0;
  }

  // Bit i for WordClass i.
  std::uint64_t classes_of(WordId word) const { return classes_[word]; }

  // Ends of word sequences; 0 or absent where no sequence ends at `node`.
  std::uint64_t classes_at(std::uint32_t node) const;
  const std::vector<Cue>* cues_at(std::uint32_t node) const;
  const std::vector<NameShape>* outlets_at(std::uint32_t node) const;
  bool starts_group(WordId word) const { return (starts_[word] & 1u) != 0; }
  bool starts_cue(WordId word) const { return (starts_[word] & 2u) != 0; }
  bool starts_outlet(WordId word) const { return (starts_[word] & 4u) != 0; }

  const TokenTrie& groups() const { return groups_; }
  const TokenTrie& cues() const { return cues_; }
  const TokenTrie& outlets() const { return outlets_; }

 private:
  explicit Lexicon(Language language);
  WordId intern(std::string_view lower);
  std::vector<WordId> intern_words(std::string_view phrase, NameShape* shape = nullptr);
  void read_words(std::string_view data);
  void add_to_class(std::string_view phrase, WordClass word_class);
  void read_cues(std::string_view data);
  void add_cue(std::string_view form, const Cue& cue);
  void read_outlets();
  void add_outlet_name(std::string_view name);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  Language language_;
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
  std::vector<std::uint64_t> classes_{0};
  std::vector<std::uint8_t> starts_{0};
  TokenTrie groups_, cues_, outlets_;
  std::unordered_map<std::uint32_t, std::uint64_t> group_classes_;
  std::unordered_map<std::uint32_t, std::vector<Cue>> cue_ends_;
  std::unordered_map<std::uint32_t, std::vector<NameShape>> outlet_ends_;
};

}  // namespace whocites::ingest::text
