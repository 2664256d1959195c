// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "ingest/text/mentions.h"

namespace whocites::ingest::text {

// The work behind find_mentions(), one sentence at a time. Each pass takes tokens that no earlier
// one took: listed outlets, lists that a noun announces, other periodicals, what refers back, and
// last persons and organizations.
class MentionFinder {
 public:
  MentionFinder(const Sentence& sentence, KnownNames& known)
      : s_(sentence),
        known_(known),
        is_title_case_(sentence.is_title_case()),
        owner_(sentence.size, -1) {}

  MentionList run();

 private:
  struct Candidate {
    Mention mention;
    std::optional<Mention> earlier;  // what it means when it stands alone: "the Post"
    bool needs_support = false;      // dropped unless in a list
  };
  using Span = std::pair<std::size_t, std::size_t>;

  // outlet_finder.cpp
  void find_outlets();
  void take_address(std::size_t i);
  // The end of the longest listed name at i, or i; the name as it is listed.
  std::size_t longest_listed(std::size_t i, std::string_view* name = nullptr) const;
  bool is_announced(std::size_t first) const;
  bool is_plausible(std::size_t first, std::size_t last, bool& needs_support) const;
  bool is_plausible_word(std::size_t first, std::size_t last, bool& needs_support) const;
  bool is_described(std::size_t first, std::size_t last) const;
  bool is_other_word(std::size_t i) const;
  bool qualifies_noun(std::size_t last) const;
  bool is_certain_opening(std::size_t last) const;
  void take_listed(std::size_t first, std::size_t last, std::string_view listed,
                   bool needs_support);
  const ListedOutlet* named_with_article(std::size_t first, const std::string& name) const;
  bool take_short_form(std::size_t i);
  bool has_article_before(std::size_t first) const;
  bool continues_before(std::size_t first) const;
  bool continues_after(std::size_t last) const;
  bool is_sentence_start(std::size_t i) const;

  // periodical_finder.cpp
  void find_lists();
  bool is_list_intro(std::size_t i, std::size_t& items) const;
  void take_list(std::size_t noun, std::size_t items);
  std::optional<std::size_t> take_item(std::size_t i);
  void find_periodicals();
  void find_described();
  void find_media();
  void take_media(std::size_t first, std::size_t last, std::uint64_t classes);
  std::vector<WordId> qualifiers_before(std::size_t noun, bool& has_determiner) const;
  std::size_t class_match(std::size_t i, std::uint64_t& classes) const;
  Span name_run(std::size_t i) const;

  // name_finder.cpp
  void find_names();
  std::size_t run_end(std::size_t i) const;
  void take_name(std::size_t first, std::size_t last);
  std::size_t organization_end(std::size_t last) const;
  Gender gender_before(std::size_t first, std::size_t name) const;
  bool take_organization(std::size_t first, std::size_t last);
  void take_person(std::size_t first, std::size_t last, bool has_honorific, Gender gender);
  std::size_t without_titles(std::size_t first, std::size_t last, bool& has_honorific) const;
  bool is_place(std::size_t first, std::size_t last) const;
  void find_pronouns();

  // mentions.cpp
  void push(Candidate candidate);
  void group();
  bool are_joined(const Mention& a, const Mention& b, bool& has_and) const;
  void settle();

  bool is_free(std::size_t i) const { return i < s_.size && owner_[i] < 0; }
  bool is_free_capital(std::size_t i) const {
    return is_free(i) && s_.is_word(i) && s_.tokens[i].is_capital;
  }

  const Sentence& s_;
  KnownNames& known_;
  bool is_title_case_;
  std::vector<int> owner_;  // of each token: index of its candidate, or -1
  std::vector<Candidate> candidates_;
  MentionList result_;
  int groups_ = 0;
};

}  // namespace whocites::ingest::text
