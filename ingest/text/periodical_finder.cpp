// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "ingest/text/mention_finder.h"

namespace whocites::ingest::text {
namespace {

constexpr double kAnnouncedCertainty = 0.9;   // "publications such as X"
constexpr double kUnlistedCertainty = 0.85;   // "X Gazette", "the newspaper X"
constexpr double kReferenceCertainty = 0.85;  // "the paper", "the articles"
constexpr std::size_t kLongestList = 60;      // items
constexpr std::size_t kLongestName = 8;       // words

std::uint64_t bit(WordClass word_class) {
  return std::uint64_t{1} << static_cast<unsigned>(word_class);
}

const std::uint64_t kMediaNoun = bit(WordClass::MediaOne) | bit(WordClass::MediaMany);
const std::uint64_t kPiece = bit(WordClass::PieceOne) | bit(WordClass::PieceMany);

bool is_name_particle(const Sentence& s, std::size_t i) {
  return s.is_text(i, "de") || s.is_text(i, "la") || s.is_text(i, "le") || s.is_text(i, "of") ||
         s.is_text(i, "del") || s.is_text(i, "der") || s.is_text(i, "al") ||
         s.is(i, WordClass::And) || s.is_text(i, "di") || s.is_text(i, "des");
}

}  // namespace

// The end of the longest word group at i that is in a class, i when there is none; its classes.
std::size_t MentionFinder::class_match(std::size_t i, std::uint64_t& classes) const {
  const Lexicon& lexicon = *s_.lexicon;
  classes = 0;
  if (!s_.is_word(i) || s_.tokens[i].word == 0) return i;
  classes = lexicon.classes_of(s_.tokens[i].word);
  std::size_t best = classes != 0 ? i + 1 : i;
  if (!lexicon.starts_group(s_.tokens[i].word)) return best;
  std::uint32_t node = TokenTrie::kStart;
  for (std::size_t j = i; j < s_.size && s_.is_word(j); ++j) {
    node = lexicon.groups().step(node, s_.tokens[j].word);
    if (node == 0) break;
    if (const std::uint64_t found = lexicon.classes_at(node); found != 0) {
      classes = found;
      best = j + 1;
    }
  }
  return best;
}

// The run of free capitalised words at i, with the small words inside it.
MentionFinder::Span MentionFinder::name_run(std::size_t i) const {
  std::size_t end = i;
  for (std::size_t j = i; j < s_.size && j - i < kLongestName;) {
    const bool is_joined_piece = j > i && is_free(j) && s_.is_word(j) && s_.tokens[j].joint != 0;
    const bool is_possessive = is_joined_piece && s_.tokens[j].joint == '\'' && s_.is_text(j, "s");
    if (is_possessive) break;
    if (is_free_capital(j) || is_joined_piece) {
      end = ++j;
    } else if (j > i && is_name_particle(s_, j) && is_free_capital(j + 1) &&
               !s_.is(j, WordClass::And)) {
      ++j;
    } else {
      break;
    }
  }
  return {i, end};
}

bool MentionFinder::is_list_intro(std::size_t i, std::size_t& items) const {
  if (s_.is_mark(i, ',') || s_.is_mark(i, '-')) ++i;
  std::uint64_t classes = 0;
  const std::size_t end = class_match(i, classes);
  if (end == i || (classes & bit(WordClass::ListIntro)) == 0) return false;
  items = s_.is_mark(end, ':') ? end + 1 : end;
  return true;
}

std::vector<WordId> MentionFinder::qualifiers_before(std::size_t noun, bool& has_determiner) const {
  constexpr std::size_t kFarthest = 5;  // words
  std::vector<WordId> qualifiers;
  has_determiner = false;
  for (std::size_t i = noun; i > 0 && noun - i < kFarthest;) {
    --i;
    if (!s_.is_word(i) || owner_[i] >= 0) break;
    const bool is_determiner = s_.is(i, WordClass::Article) || s_.is_text(i, "these") ||
                               s_.is_text(i, "those") || s_.is_text(i, "both") ||
                               s_.is_text(i, "this") || s_.is_text(i, "that");
    if (is_determiner) {
      has_determiner = true;
      break;
    }
    const bool is_number = s_.is_text(i, "two") || s_.is_text(i, "three");
    // "South Korean", "Korea-based": capitals, and small words joined to them.
    const bool is_qualifier = s_.tokens[i].is_capital || s_.tokens[i].joint == '-';
    if (!is_qualifier && !is_number) break;
    if (is_sentence_start(i) && s_.is(i, WordClass::Opener)) break;
    if (is_qualifier && s_.tokens[i].word != 0) qualifiers.push_back(s_.tokens[i].word);
  }
  return qualifiers;
}

// One member of a list that a noun announced; absent when no name stands at i.
std::optional<std::size_t> MentionFinder::take_item(std::size_t i) {
  while (s_.is_mark(i, '"') || s_.is_mark(i, '\'')) ++i;
  const std::size_t after_article = s_.is(i, WordClass::Article) && is_free(i) ? i + 1 : i;
  std::size_t end = 0;
  const std::size_t at = i < s_.size && owner_[i] >= 0 ? i : after_article;
  if (at < s_.size && owner_[at] >= 0) {
    Candidate& candidate = candidates_[static_cast<std::size_t>(owner_[at])];
    if (candidate.mention.first != at || candidate.mention.kind == MentionKind::Address) return {};
    candidate.mention.group = groups_;
    candidate.needs_support = false;
    candidate.earlier.reset();
    end = candidate.mention.last;
  } else {
    const Span run = name_run(at);
    if (run.first == run.second) return {};
    Candidate candidate;
    candidate.mention.kind = MentionKind::Publication;
    candidate.mention.first = run.first;
    candidate.mention.last = end = run.second;
    candidate.mention.name = collapse_space(s_.of(run.first, run.second));
    candidate.mention.certainty = kAnnouncedCertainty;
    candidate.mention.outlet = outlet_named(candidate.mention.name);
    if (candidate.mention.outlet != nullptr) candidate.mention.kind = MentionKind::Outlet;
    candidate.mention.group = groups_;
    push(std::move(candidate));
  }
  while (s_.is_mark(end, '"') || s_.is_mark(end, '\'')) ++end;
  return end;
}

void MentionFinder::take_list(std::size_t noun, std::size_t items) {
  ++groups_;
  std::size_t i = items;
  std::size_t count = 0;
  bool is_last = false;
  while (count < kLongestList) {
    const std::optional<std::size_t> end = take_item(i);
    if (!end) break;
    ++count;
    i = *end;
    if (is_last) break;
    if (s_.is_mark(i, ',')) ++i;
    is_last = s_.is(i, WordClass::And);
    if (is_last) ++i;
    if (!is_last && !s_.is_mark(i - 1, ',')) break;
  }
  if (count == 0) return;
  bool has_determiner = false;
  result_.introduced_group = groups_;
  result_.introduced_qualifiers = qualifiers_before(noun, has_determiner);
}

// "publications such as A, B and C"; "South Korean media, including A and B".
void MentionFinder::find_lists() {
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!is_free(i)) continue;
    std::uint64_t classes = 0;
    const std::size_t end = class_match(i, classes);
    if ((classes & kMediaNoun) == 0) continue;
    std::size_t items = end;
    if (is_list_intro(end, items)) take_list(i, items);
  }
}

// "the newspaper X", "the X newspaper": what the noun beside a name says that it is.
void MentionFinder::find_described() {
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!is_free(i) || !s_.is_word(i) || s_.tokens[i].is_capital) continue;
    std::uint64_t classes = 0;
    const std::size_t end = class_match(i, classes);
    const bool is_kind =
        (classes & kMediaNoun) != 0 && ((classes & bit(WordClass::IsPrint)) != 0 || end - i >= 2 ||
                                        s_.is_text(i, "website") || s_.is_text(i, "broadcaster"));
    if (!is_kind || s_.is_text(i, "paper") || s_.is_text(i, "journal")) continue;
    std::size_t name = end;
    while (s_.is_mark(name, '"')) ++name;
    Span run = is_free_capital(name) ? name_run(name) : Span{name, name};
    const bool is_date = run.second > run.first && s_.is(run.first, WordClass::Calendar);
    if (run.first == run.second || is_date) {
      std::size_t first = i;
      while (first > 0 && is_free_capital(first - 1) && i - first < kLongestName &&
             !(is_sentence_start(first - 1) && s_.is(first - 1, WordClass::Opener)) &&
             !s_.is(first - 1, WordClass::Demonym) && !s_.is(first - 1, WordClass::Calendar)) {
        --first;
      }
      run = {first, i};
    }
    if (run.first == run.second || is_place(run.first, run.second)) continue;
    Candidate candidate;
    candidate.mention.kind = MentionKind::Publication;
    candidate.mention.first = run.first;
    candidate.mention.last = run.second;
    candidate.mention.name = collapse_space(s_.of(run.first, run.second));
    candidate.mention.certainty = kUnlistedCertainty;
    push(std::move(candidate));
  }
}

// "the Dnipro Gazette": a run of capitals whose last word is one that titles end in.
void MentionFinder::find_periodicals() {
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!is_free_capital(i)) continue;
    const bool is_opener = is_sentence_start(i) && s_.is(i, WordClass::Opener);
    if (is_opener || s_.is(i, WordClass::Article)) continue;
    Span run = name_run(i);
    while (run.second > run.first &&
           (s_.is(run.first, WordClass::Demonym) || s_.is(run.first, WordClass::Calendar))) {
      ++run.first;
    }
    const std::size_t next = std::max(run.second, i + 1) - 1;
    const bool is_title =
        run.second - run.first >= 2 && s_.is(run.second - 1, WordClass::Periodical) &&
        s_.tokens[run.second - 1].is_capital && !s_.is(run.second, WordClass::NotOutletAfter);
    if (is_title) {
      Candidate candidate;
      candidate.mention.kind = MentionKind::Publication;
      candidate.mention.first = run.first;
      candidate.mention.last = run.second;
      candidate.mention.name = collapse_space(s_.of(run.first, run.second));
      candidate.mention.certainty = kUnlistedCertainty;
      push(std::move(candidate));
    }
    i = next;
  }
}

void MentionFinder::take_media(std::size_t first, std::size_t last, std::uint64_t classes) {
  const bool is_plural = (classes & (bit(WordClass::MediaMany) | bit(WordClass::PieceMany))) != 0;
  bool has_determiner = false;
  std::vector<WordId> qualifiers = qualifiers_before(first, has_determiner);
  // "Newspapers reported" means any; "the newspapers", "Korean newspapers" certain ones.
  if (!has_determiner && (qualifiers.empty() || !is_plural)) return;
  Candidate candidate;
  Mention& mention = candidate.mention;
  mention.kind = MentionKind::Media;
  mention.first = first;
  mention.last = last;
  mention.is_plural = is_plural;
  mention.is_piece = (classes & kPiece) != 0;
  mention.qualifiers = std::move(qualifiers);
  mention.certainty = kReferenceCertainty;
  if ((classes & bit(WordClass::IsAgency)) != 0) mention.outlet_type = "agency";
  if ((classes & bit(WordClass::IsBroadcaster)) != 0) mention.outlet_type = "broadcaster";
  if ((classes & bit(WordClass::IsPrint)) != 0) mention.outlet_type = "print";
  push(std::move(candidate));
}

void MentionFinder::find_media() {
  for (std::size_t i = 0; i < s_.size; ++i) {
    if (!is_free(i) || !s_.is_word(i) || s_.tokens[i].is_capital) continue;
    std::uint64_t classes = 0;
    const std::size_t end = class_match(i, classes);
    if ((classes & (kMediaNoun | kPiece)) == 0) continue;
    const bool has_name = end < s_.size && owner_[end] >= 0;  // "la agencia EFE"
    if (has_name) continue;
    take_media(i, end, classes);
    i = end - 1;
  }
}

}  // namespace whocites::ingest::text
