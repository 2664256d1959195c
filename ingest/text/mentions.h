// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/outlets.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {

enum class MentionKind : std::uint8_t {
  Outlet,       // a listed one
  Publication,  // a periodical that no list knows, or that several listed ones may be
  Person,
  Organization,
  Media,      // "the articles", "the agency": what was named before
  Pronoun,    // "he", "she"
  Address,    // a URL
  Described,  // words that name nobody: "a senior official", "critics", "they", "who"
};

enum class Gender : std::uint8_t { Unknown, Male, Female };

// A name, or what stands for one, in a sentence.
struct Mention {
  MentionKind kind = MentionKind::Person;
  std::size_t first = 0;  // tokens [first, last)
  std::size_t last = 0;
  const ListedOutlet* outlet = nullptr;
  std::string name;
  double certainty = 1;             // that this is the name of that thing
  int group = 0;                    // equal for the members of one list: "A, B and C"
  bool is_address = false;          // written as a URL or a domain
  bool is_plural = false;           // Media
  bool is_piece = false;            // Media: "the article", not "the paper"
  Gender gender = Gender::Unknown;  // Person, Pronoun
  bool is_unnamed = false;          // Described: a person who speaks without a name
  std::string_view outlet_type;     // Media: the type it must have; empty: any
  std::vector<WordId> qualifiers;   // Media: "South Korean" of "South Korean papers"
};

// A sentence with its tokens.
struct Sentence {
  std::string_view text;  // the whole flat text; tokens count in it
  const Token* tokens = nullptr;
  std::size_t size = 0;
  bool begins_quoted = false;  // inside a quotation that an earlier sentence opened
  const Lexicon* lexicon = &Lexicon::of(Language::English);  // that the tokens' words count in

  std::string_view of(std::size_t first, std::size_t last) const {
    return first >= last
               ? std::string_view()
               : text.substr(tokens[first].begin, tokens[last - 1].end - tokens[first].begin);
  }
  bool is_word(std::size_t i) const { return i < size && tokens[i].kind == TokenKind::Word; }
  bool is_mark(std::size_t i, char mark) const {
    return i < size && tokens[i].kind == TokenKind::Punct && tokens[i].mark == mark;
  }
  bool is(std::size_t i, WordClass word_class) const {
    return is_word(i) && lexicon->is(tokens[i].word, word_class);
  }
  bool is_text(std::size_t i, std::string_view lower) const;
  // A headline writes most words large, so that a capital says nothing. O(tokens).
  bool is_title_case() const;
};

// What earlier sentences of the article named; lets "the Post" and "Clinton" be understood.
class KnownNames {
 public:
  void add_person(const std::string& name);
  // The full name that ends in this surname; empty when none or several do.
  std::string person_with_surname(std::string_view surname) const;
  // The person whose name a title stood before; "the president". Empty when none or several have
  // it.
  void add_title(std::string_view title, const std::string& name);
  std::string person_with_title(std::string_view title) const;
  void add_outlet(const Mention& mention, std::string_view last_word);
  // The outlet whose name ended in this word; nullptr when none was named.
  const Mention* outlet_ending_in(std::string_view last_word) const;

 private:
  std::unordered_map<std::string, std::string> persons_;  // surname -> full name, "" if several
  std::unordered_map<std::string, std::string> titles_;   // title -> full name, "" if several
  std::unordered_map<std::string, Mention> outlets_;
};

// Finds the mentions of a sentence, in order, none overlapping, lists grouped, and remembers them
// in `known`. `group_qualifiers` is set to the qualifiers of a noun that a list explains ("South
// Korean media, including A and B"), with the list's group number.
struct MentionList {
  std::vector<Mention> mentions;
  int introduced_group = 0;  // 0: none
  std::vector<WordId> introduced_qualifiers;
};
MentionList find_mentions(const Sentence& sentence, KnownNames& known);

}  // namespace whocites::ingest::text
