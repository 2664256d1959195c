// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/text/mention_finder.h"

namespace whocites::ingest::text {
namespace {

constexpr double kFullNameCertainty = 0.95;
constexpr double kSurnameCertainty = 0.9;
constexpr double kOrganizationCertainty = 0.9;
constexpr double kPronounCertainty = 0.8;
constexpr std::size_t kLongestRun = 12;    // words
constexpr std::size_t kLongestPerson = 5;  // words

std::uint64_t bit(WordClass word_class) {
  return std::uint64_t{1} << static_cast<unsigned>(word_class);
}

bool is_person_particle(const Sentence& s, std::size_t i) {
  constexpr std::array<std::string_view, 14> kParticles{
      "van", "von", "de", "bin", "ibn", "al", "el", "der", "den", "da", "di", "du", "ter", "la"};
  if (s.is(i, WordClass::Article)) return false;  // of that language
  return std::any_of(kParticles.begin(), kParticles.end(),
                     [&](std::string_view particle) { return s.is_text(i, particle); });
}

}  // namespace

// The end of the run of capitalised words that begins at i: initials with their full stop,
// "O'Neill", "Jean-Claude" and "Bill de Blasio" included.
std::size_t MentionFinder::run_end(std::size_t i) const {
  std::size_t end = i;
  for (std::size_t j = i; j < s_.size && j - i < kLongestRun;) {
    const bool is_piece = j > i && is_free(j) && s_.is_word(j) && s_.tokens[j].joint != 0 &&
                          !(s_.tokens[j].joint == '\'' && s_.is_text(j, "s"));
    if (is_free_capital(j) || is_piece) {
      end = ++j;
    } else if (j > i && s_.is_mark(j, '.') && s_.is_word(j - 1) && is_free_capital(j + 1) &&
               (s_.is(j - 1, WordClass::Abbreviation) ||
                s_.tokens[j - 1].end - s_.tokens[j - 1].begin == 1)) {
      ++j;
    } else if (j > i && is_person_particle(s_, j) && is_free_capital(j + 1)) {
      ++j;
    } else {
      break;
    }
  }
  return end;
}

bool MentionFinder::is_place(std::size_t first, std::size_t last) const {
  if (s_.is(last - 1, WordClass::PlaceNoun)) return true;
  std::uint64_t classes = 0;
  const std::size_t end = class_match(first, classes);
  return end == last && (classes & bit(WordClass::Place)) != 0;
}

// Skips "President", "Former Vice President", "Arizona Sen.": whatever stands before the name of
// the person who holds the post.
std::size_t MentionFinder::without_titles(std::size_t first, std::size_t last,
                                          bool& has_honorific) const {
  has_honorific = false;
  std::size_t name = first;
  for (std::size_t i = first; i < last;) {
    std::uint64_t classes = 0;
    const std::size_t end = class_match(i, classes);
    // "Bruno Le Maire" ends in no title.
    const bool is_title = (classes & bit(WordClass::PersonTitle)) != 0 && (end < last || name == i);
    const bool is_light =
        (classes & (bit(WordClass::Demonym) | bit(WordClass::Calendar))) != 0 || s_.is_mark(i, '.');
    if (is_title) {
      has_honorific = s_.is(i, WordClass::Honorific);
      name = end;
    } else if (is_light && name == i) {
      name = i + 1;
    }
    i = std::max(end, i + 1);
  }
  while (name < last && s_.is_mark(name, '.')) ++name;
  return name;
}

bool MentionFinder::take_organization(std::size_t first, std::size_t last) {
  std::uint64_t classes = 0;
  const bool is_known =
      class_match(first, classes) == last && (classes & bit(WordClass::OrganizationName)) != 0;
  const std::size_t size = s_.tokens[last - 1].end - s_.tokens[first].begin;
  const bool is_acronym = !is_known || last - first > 1 || size > 3 || s_.tokens[first].is_all_caps;
  bool holds_noun = false;
  for (std::size_t i = first; i < last; ++i) {
    holds_noun = holds_noun || (s_.is(i, WordClass::Organization) && (i + 1 == last || i == first));
  }
  if (!is_known && (!holds_noun || last - first < 2) && !s_.is_text(last, "of")) return false;
  if (!is_known && !holds_noun) return false;
  if (!is_acronym) return false;
  // "Ministry of Foreign Affairs", "University of Michigan".
  const bool has_of = s_.is_text(last, "of") || s_.is_text(last, "for");
  if (has_of) {
    const std::size_t rest = s_.is(last + 1, WordClass::Article) ? last + 2 : last + 1;
    if (is_free_capital(rest)) last = run_end(rest);
  }
  if (!is_known && last - first < 2) return false;
  Candidate candidate;
  candidate.mention.kind = MentionKind::Organization;
  candidate.mention.first = first;
  candidate.mention.last = last;
  candidate.mention.name = collapse_space(s_.of(first, last));
  candidate.mention.certainty = kOrganizationCertainty;
  push(std::move(candidate));
  return true;
}

void MentionFinder::take_person(std::size_t first, std::size_t last, bool has_honorific,
                                Gender gender) {
  std::size_t words = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (s_.is_word(i) && s_.tokens[i].joint == 0) ++words;
    if (s_.is(i, WordClass::Calendar) && words > 1) return;
  }
  if (words == 0 || words > kLongestPerson || is_place(first, last)) return;
  if (s_.is(first, WordClass::Opener) && !has_honorific && words < 2) return;
  Candidate candidate;
  Mention& mention = candidate.mention;
  mention.kind = MentionKind::Person;
  mention.first = first;
  mention.last = last;
  mention.name = collapse_space(s_.of(first, last));
  mention.certainty = kFullNameCertainty;
  mention.gender = gender;
  const bool is_acronym = words == 1 && s_.tokens[first].is_all_caps;
  if (is_acronym && mention.name.find('.') != std::string::npos) {
    mention.kind = MentionKind::Organization;  // "the S.E.C."
    mention.certainty = kOrganizationCertainty;
    push(std::move(candidate));
    return;
  }
  // A headline names in short who is named in full below it; what else is large is no name.
  const std::string surname = mention.name.substr(mention.name.rfind(' ') + 1);
  if (is_title_case_ && known_.person_with_surname(surname).empty()) return;
  const bool has_article = first > 0 && s_.is(first - 1, WordClass::Article);
  if (has_article && !has_honorific && words > 1) {
    // "the Harbour Trust said": nobody is called so, though what speaks is not known either.
    mention.kind = MentionKind::Organization;
    mention.certainty = kOrganizationCertainty;
  } else if (words == 1) {
    const std::string full = known_.person_with_surname(mention.name);
    if (full.empty() && !has_honorific) return;
    if (!full.empty()) mention.name = full;
    mention.certainty = kSurnameCertainty;
  } else {
    known_.add_person(mention.name);
  }
  const bool has_title = first > 0 && s_.is(first - 1, WordClass::PersonTitle) &&
                         !s_.is(first - 1, WordClass::Honorific);
  if (has_title) known_.add_title(s_.of(first - 1, first), mention.name);
  push(std::move(candidate));
}

void MentionFinder::take_name(std::size_t first, std::size_t last) {
  // "Mr" alone, "The", a day.
  while (first < last && (s_.is(first, WordClass::Article) || s_.is(first, WordClass::Calendar) ||
                          (is_sentence_start(first) && s_.is(first, WordClass::Opener) &&
                           !s_.is(first, WordClass::PersonTitle)))) {
    ++first;
  }
  // "Umfrage von Forsa": nouns are large in German, and one for words is no name.
  if (s_.lexicon->language() == Language::German) {
    while (first < last && (s_.is(first, WordClass::Report) || s_.is(first, WordClass::MediaOne) ||
                            !s_.tokens[first].is_capital)) {
      ++first;
    }
  }
  if (first >= last || take_organization(first, last)) return;
  // A place before a title or before an organization: "Arizona Sen. …" is skipped with the title.
  bool has_honorific = false;
  const std::size_t name = without_titles(first, last, has_honorific);
  if (name < last) take_person(name, last, has_honorific, gender_before(first, name));
}

Gender MentionFinder::gender_before(std::size_t first, std::size_t name) const {
  for (std::size_t i = first; i < name; ++i) {
    if (s_.is(i, WordClass::Male)) return Gender::Male;
    if (s_.is(i, WordClass::Female)) return Gender::Female;
  }
  return Gender::Unknown;
}

// "United States Citizenship and Immigration Services" is one name: where two runs of words, both
// long, hang together and the second ends like an organization. `last` ends the first.
std::size_t MentionFinder::organization_end(std::size_t last) const {
  if (!s_.is_text(last, "and") || !is_free_capital(last + 1)) return last;
  const std::size_t end = run_end(last + 1);
  return end - last > 2 && s_.is(end - 1, WordClass::Organization) ? end : last;
}

void MentionFinder::find_names() {
  for (std::size_t i = 0; i < s_.size;) {
    if (!is_free_capital(i)) {
      ++i;
      continue;
    }
    std::size_t last = run_end(i);
    if (last - i >= 2 && !s_.is(last - 1, WordClass::Organization)) last = organization_end(last);
    take_name(i, last);
    i = std::max(last, i + 1);
  }
}

void MentionFinder::find_pronouns() {
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!is_free(i) || !s_.is(i, WordClass::PronounPerson)) continue;
    Candidate candidate;
    candidate.mention.kind = MentionKind::Pronoun;
    candidate.mention.first = i;
    candidate.mention.last = i + 1;
    candidate.mention.certainty = kPronounCertainty;
    candidate.mention.gender = s_.is(i, WordClass::Female) ? Gender::Female : Gender::Male;
    push(std::move(candidate));
  }
}

}  // namespace whocites::ingest::text
