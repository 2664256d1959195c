// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/mentions.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/text/mention_finder.h"

namespace whocites::ingest::text {
namespace {

bool is_periodical(const Mention& mention) {
  return mention.kind == MentionKind::Outlet || mention.kind == MentionKind::Publication;
}

}  // namespace

bool Sentence::is_text(std::size_t i, std::string_view lower) const {
  if (!is_word(i)) return false;
  const std::string_view word = of(i, i + 1);
  return word.size() == lower.size() && starts_with_ignoring_case(word, lower);
}

bool Sentence::is_title_case() const {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_long = is_word(i) && tokens[i].end - tokens[i].begin >= 4;
    if (!is_long) continue;
    ++words;
    if (tokens[i].is_capital) ++capitals;
  }
  return words >= 4 && capitals * 10 >= words * 9;
}

void KnownNames::add_person(const std::string& name) {
  const std::size_t space = name.rfind(' ');
  if (space == std::string::npos) return;
  const auto [at, is_new] = persons_.emplace(name.substr(space + 1), name);
  if (!is_new && at->second != name) at->second.clear();
}

std::string KnownNames::person_with_surname(std::string_view surname) const {
  const auto found = persons_.find(std::string(surname));
  return found == persons_.end() ? std::string() : found->second;
}

void KnownNames::add_title(std::string_view title, const std::string& name) {
  const auto [at, is_new] = titles_.emplace(ascii_lower(title), name);
  if (!is_new && at->second != name) at->second.clear();
}

std::string KnownNames::person_with_title(std::string_view title) const {
  const auto found = titles_.find(ascii_lower(title));
  return found == titles_.end() ? std::string() : found->second;
}

void KnownNames::add_outlet(const Mention& mention, std::string_view last_word) {
  Mention& known = outlets_[ascii_lower(last_word)];
  known = mention;
  known.certainty = std::min(known.certainty, 0.9);
}

const Mention* KnownNames::outlet_ending_in(std::string_view last_word) const {
  if (outlets_.empty()) return nullptr;
  const auto found = outlets_.find(ascii_lower(last_word));
  return found == outlets_.end() ? nullptr : &found->second;
}

void MentionFinder::push(Candidate candidate) {
  const auto index = static_cast<int>(candidates_.size());
  for (std::size_t i = candidate.mention.first; i < candidate.mention.last; ++i) {
    owner_[i] = index;
  }
  candidates_.push_back(std::move(candidate));
}

// Whether nothing but commas, "and", articles and quotation marks stands between two mentions.
bool MentionFinder::are_joined(const Mention& a, const Mention& b, bool& has_and) const {
  constexpr std::size_t kFarthest = 6;  // tokens: `”, and the “`
  if (b.first < a.last || b.first - a.last > kFarthest) return false;
  if (b.first == a.last) return s_.tokens[b.first].joint == '-' && (has_and = true);
  bool has_separator = false;
  for (std::size_t i = a.last; i < b.first; ++i) {
    const bool is_and = s_.is(i, WordClass::And) || s_.is_mark(i, '/') || s_.is_text(i, "well");
    const bool is_light = s_.is(i, WordClass::Article) || s_.is_text(i, "as") || s_.is_mark(i, '"');
    if (!is_and && !is_light && !s_.is_mark(i, ',')) return false;
    has_separator = has_separator || is_and || s_.is_mark(i, ',');
    has_and = has_and || is_and;
  }
  return has_separator;
}

// Gives the members of a list one group number. A comma alone joins nothing: "In the Times, CNN
// said"; an "and" somewhere or an announcing noun does.
void MentionFinder::group() {
  for (std::size_t i = 0; i < candidates_.size();) {
    std::size_t end = i + 1;
    bool has_and = false;
    while (end < candidates_.size()) {
      const Mention& a = candidates_[end - 1].mention;
      const Mention& b = candidates_[end].mention;
      const bool is_same_sort = (is_periodical(a) && is_periodical(b)) ||
                                (a.kind == b.kind && (a.kind == MentionKind::Person ||
                                                      a.kind == MentionKind::Organization));
      if (!is_same_sort || a.group != b.group || !are_joined(a, b, has_and)) break;
      ++end;
    }
    const bool is_list = has_and || end - i >= 3;
    if (!is_list) end = i + 1;
    const int number = candidates_[i].mention.group != 0 ? candidates_[i].mention.group : ++groups_;
    for (std::size_t k = i; k < end; ++k) candidates_[k].mention.group = number;
    i = end;
  }
}

// Takes the decisions that need the groups: short forms and unsupported common words.
void MentionFinder::settle() {
  const auto group_size = [&](int number) {
    return std::count_if(candidates_.begin(), candidates_.end(), [&](const Candidate& candidate) {
      return candidate.mention.group == number;
    });
  };
  for (Candidate& candidate : candidates_) {
    Mention& mention = candidate.mention;
    const bool is_alone = group_size(mention.group) < 2;
    if (candidate.needs_support && is_alone) continue;
    if (candidate.earlier && is_alone) {
      Mention earlier = *candidate.earlier;
      earlier.first = mention.first;
      earlier.last = mention.last;
      earlier.group = mention.group;
      mention = std::move(earlier);
    }
    result_.mentions.push_back(std::move(mention));
  }
}

MentionList MentionFinder::run() {
  find_outlets();
  find_lists();
  find_described();
  find_periodicals();
  find_media();
  find_names();
  find_pronouns();
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return a.mention.first < b.mention.first;
  });
  group();
  settle();
  for (const Mention& mention : result_.mentions) {
    const bool is_long = mention.last - mention.first >= 2;
    if (!is_periodical(mention) || !is_long || !s_.is_word(mention.last - 1)) continue;
    known_.add_outlet(mention, s_.of(mention.last - 1, mention.last));
  }
  return std::move(result_);
}

MentionList find_mentions(const Sentence& sentence, KnownNames& known) {
  return MentionFinder(sentence, known).run();
}

}  // namespace whocites::ingest::text
