// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
//
// A cascade from what proves most to what proves least; the first rule that has something to say
// decides. What the list of outlets knows comes first, also against a merge. Of the rest only
// habits of spelling are certain: each rule below them has real outlets that it would confuse
// ("The Independent" and "Independent", "U.S. Weekly" and "Us Weekly", "Daily Post" and "Daily
// Host"), which is why a person is asked.
#include "ingest/name_match.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/edit_distance.h"
#include "base/text.h"
#include "graph/keys.h"
#include "ingest/outlets.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kLongestName = 300;   // bytes; hostile input is not compared
constexpr std::size_t kTellingLetters = 8;  // fewer Latin letters are the same by chance

// What many outlets put before or behind their name without being another outlet.
constexpr std::array<std::string_view, 12> kAdditions{"online",  "news", "newspaper", "daily",
                                                      "digital", "tv",   "magazine",  "website",
                                                      "web",     "com",  "live",      "journal"};

struct Name {
  std::string_view text;
  std::string words;                 // fold_words()
  std::string_view folded;           // the same without a leading article
  std::string joined;                // the same without spaces
  std::vector<std::string_view> of;  // the words of `folded`
  std::string latin;                 // joined, in Latin letters
  bool is_latin = true;
  std::optional<std::string> domain;
  const ListedOutlet* listed = nullptr;

  explicit Name(std::string_view name) : text(trim(name)), words(fold_words(name)) {
    folded = without_article(words);
    for (std::string_view word : split(folded, ' ')) {
      if (!word.empty()) of.push_back(word);
      joined += word;
    }
    latin = slug(folded);
    std::erase(latin, '-');
    is_latin = latin == joined;
    domain = domain_of(name);
    listed = domain ? outlet_of_domain(*domain) : outlet_named(name);
  }
  Name(const Name&) = delete;  // views into `words`
  Name& operator=(const Name&) = delete;
};

// "koreapost" of "www.koreapost.co.kr".
std::string site_name(const std::string& domain) {
  const std::vector<std::string_view> labels = split(domain, '.');
  std::string_view longest;
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    if (labels[i].size() > longest.size()) longest = labels[i];
  }
  std::string name(longest);
  std::erase(name, '-');
  return name;
}

bool is_capitals(std::string_view word) {
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || c == '.' || c == '&';
         });
}

// "US Weekly" and "Us Weekly": a word that is written as initials in one of two mixed-case names.
bool differs_in_initials(const Name& a, const Name& b) {
  const auto capitals = [](std::string_view text) {
    std::set<std::string> found;
    bool all = true;
    for (std::string_view word : split(text, ' ')) {
      if (word.empty()) continue;
      if (is_capitals(word)) {
        found.insert(fold_words(word));
      } else {
        all = false;
      }
    }
    return all ? std::set<std::string>() : found;
  };
  const auto all_in_capitals = [](std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  const auto all_small = [](std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (const Name* one : {&a, &b}) {
    if (all_in_capitals(one->text) || all_small(one->text)) return false;
  }
  return capitals(a.text) != capitals(b.text);
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

using Found = std::optional<NameMatch>;

Found same_words(const Name& a, const Name& b) {
  if (a.words != b.words) return std::nullopt;
  if (is_shared_name(a.text)) {
    return NameMatch{false, 0.9, "the same name, but several outlets are called so"};
  }
  if (differs_in_initials(a, b)) {
    return NameMatch{false, 0.85, "the same letters, but in one of them initials"};
  }
  if (a.text == b.text) return NameMatch{true, 1, "the same name"};
  return NameMatch{true, 1, "differ only in case, accents or punctuation"};
}

Found same_but_article(const Name& a, const Name& b) {
  if (a.folded != b.folded) return std::nullopt;
  const bool one_has_none = a.words == a.folded || b.words == b.folded;
  const std::string_view longer = a.words.size() > b.words.size() ? a.words : b.words;
  const bool is_the = one_has_none && longer.starts_with("the ");
  const bool unknown = a.listed == nullptr && b.listed == nullptr && !is_shared_name(a.text);
  const bool certain = is_the && a.of.size() >= 2 && unknown && !differs_in_initials(a, b);
  return NameMatch{certain,
                   certain        ? 1
                   : one_has_none ? 0.9
                                  : 0.8,
                   one_has_none ? "differ only in the article" : "differ in the article"};
}

Found same_in_latin(const Name& a, const Name& b) {
  if (a.is_latin && b.is_latin) return std::nullopt;
  if (a.latin.empty() || b.latin.empty()) return std::nullopt;
  if (a.latin == b.latin) {
    // Two spellings in one foreign script that only the Latin letters unite are two words.
    const bool certain = a.is_latin != b.is_latin && a.latin.size() >= kTellingLetters &&
                         !is_shared_name(a.text) && !is_shared_name(b.text);
    return NameMatch{certain, certain ? 1 : 0.88, "the same in Latin letters"};
  }
  if (a.is_latin == b.is_latin || std::min(a.latin.size(), b.latin.size()) < 5) {
    return std::nullopt;
  }
  if (edit_distance(a.latin, b.latin, 2) > 2) return std::nullopt;
  return NameMatch{false, 0.75, "nearly the same in Latin letters"};
}

Found same_site(const Name& a, const Name& b) {
  if (a.domain && b.domain) {
    if (*a.domain == *b.domain) return NameMatch{true, 1, "the same site"};
    if (site_name(*a.domain) != site_name(*b.domain)) return std::nullopt;
    return NameMatch{false, 0.7, "the same site name under another domain"};
  }
  if (!a.domain && !b.domain) return std::nullopt;
  const Name& site = a.domain ? a : b;
  const Name& name = a.domain ? b : a;
  const std::string label = site_name(*site.domain);
  if (label.size() < 3) return std::nullopt;
  std::string with_article = slug(name.words);
  std::erase(with_article, '-');
  if (label != name.latin && label != with_article) return std::nullopt;
  return NameMatch{false, 0.9, *site.domain + " is written like the name"};
}

Found same_but_spaces(const Name& a, const Name& b) {
  if (a.joined != b.joined) return std::nullopt;
  return NameMatch{false, 0.92, "differ only in spaces"};
}

Found initials(const Name& a, const Name& b) {
  const Name& brief = a.of.size() < b.of.size() ? a : b;
  const Name& full = a.of.size() < b.of.size() ? b : a;
  if (brief.of.size() != 1 || !is_capitals(brief.text) || brief.joined.size() < 2) {
    return std::nullopt;
  }
  std::string all, telling;
  for (std::string_view word : split(full.words, ' ')) {
    if (word.empty()) continue;
    all += word.front();
    if (word.size() > 3 || (word != "of" && word != "and" && word != "the"))
      telling += word.front();
  }
  std::string without = all;
  if (full.words != full.folded) without.erase(0, 1);
  if (brief.joined != all && brief.joined != telling && brief.joined != without) {
    return std::nullopt;
  }
  return NameMatch{false, 0.65, quoted(brief.text) + " are the other's initials"};
}

Found addition(const Name& a, const Name& b) {
  const Name& brief = a.of.size() < b.of.size() ? a : b;
  const Name& full = a.of.size() < b.of.size() ? b : a;
  if (brief.of.empty() || full.of.size() != brief.of.size() + 1) return std::nullopt;
  for (const bool at_end : {true, false}) {
    const std::string_view extra = at_end ? full.of.back() : full.of.front();
    if (std::find(kAdditions.begin(), kAdditions.end(), extra) == kAdditions.end()) continue;
    if (!std::equal(brief.of.begin(), brief.of.end(), full.of.begin() + (at_end ? 0 : 1))) continue;
    return NameMatch{false, 0.7, "one of them adds " + quoted(extra)};
  }
  return std::nullopt;
}

Found misspelling(const Name& a, const Name& b) {
  const std::size_t length =
      std::min(length_in_characters(a.folded), length_in_characters(b.folded));
  const std::size_t most = length <= 4 ? 0 : length <= 5 ? 1 : length <= 11 ? 2 : 3;
  const std::size_t distance = edit_distance(a.folded, b.folded, most);
  if (distance == 0 || distance > most) return std::nullopt;
  const double share = static_cast<double>(distance) / static_cast<double>(length);
  return NameMatch{false, std::clamp(0.9 - 1.5 * share, 0.5, 0.87),
                   distance == 1 ? std::string("one letter differs")
                                 : std::to_string(distance) + " letters differ"};
}

}  // namespace

std::optional<NameMatch> match_names(std::string_view first, std::string_view second) {
  if (first.size() > kLongestName || second.size() > kLongestName) return std::nullopt;
  const Name a(first);
  const Name b(second);
  if (a.words.empty() || b.words.empty()) return std::nullopt;
  if (a.listed != nullptr && b.listed != nullptr) {
    if (a.listed != b.listed) return std::nullopt;
    return NameMatch{true, 1, "the list of outlets has both for " + quoted(a.listed->name)};
  }
  constexpr std::array kRules{same_words,      same_but_article, same_site, same_in_latin,
                              same_but_spaces, addition,         initials,  misspelling};
  for (const auto& rule : kRules) {
    if (Found found = rule(a, b)) return found;
  }
  return std::nullopt;
}

}  // namespace whocites::ingest
