// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/language.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "ingest/data/embedded.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kHead = 4096;  // bytes

struct LanguageData {
  Language language;
  std::string_view tag;
  std::string_view (*words)();
  std::string_view (*cues)();
};

// In the order of Language.
constexpr std::array<LanguageData, kLanguages.size()> kData{{
    {Language::English, "en", embedded::words_en_txt, embedded::cues_en_txt},
    {Language::German, "de", embedded::words_de_txt, embedded::cues_de_txt},
    {Language::French, "fr", embedded::words_fr_txt, embedded::cues_fr_txt},
    {Language::Spanish, "es", embedded::words_es_txt, embedded::cues_es_txt},
    {Language::Russian, "ru", embedded::words_ru_txt, embedded::cues_ru_txt},
}};

static_assert([] {
  for (std::size_t i = 0; i < kData.size(); ++i) {
    if (kData[i].language != kLanguages[i]) return false;
  }
  return true;
}());

const LanguageData& data_of(Language language) { return kData[static_cast<std::size_t>(language)]; }

// Bit i for a language that has the word: of the section "stop" of its word file. The rest of the
// files need not be read to tell languages.
using SmallWords = std::unordered_map<std::string, unsigned>;

void read_small_words(Language language, SmallWords& words) {
  std::string_view data = words_of(language);
  constexpr std::string_view kSection = "\n[stop]\n";
  const std::size_t section = data.find(kSection);
  if (section == std::string_view::npos) return;
  data.remove_prefix(section + kSection.size());
  data = data.substr(0, data.find("\n["));
  std::string lower;
  for (const std::string_view line : split(data, '\n')) {
    if (line.starts_with('#')) continue;
    for (const std::string_view word : split(line, ',')) {
      lower_word(trim(word), lower);
      if (!lower.empty()) words[lower] |= 1U << static_cast<unsigned>(language);
    }
  }
}

const SmallWords& small_words() {
  static const SmallWords words = [] {
    SmallWords read;
    for (const Language language : kLanguages) read_small_words(language, read);
    return read;
  }();
  return words;
}

}  // namespace

std::string_view tag_of(Language language) { return data_of(language).tag; }
std::string_view words_of(Language language) { return data_of(language).words(); }
std::string_view cues_of(Language language) { return data_of(language).cues(); }

std::optional<Language> language_tagged(std::string_view tag) {
  const std::string primary = ascii_lower(tag.substr(0, tag.find_first_of("-_")));
  for (const Language language : kLanguages) {
    if (tag_of(language) == primary) return language;
  }
  return std::nullopt;
}

Language detect_language(std::string_view text) {
  const std::string_view head = text.substr(0, kHead);
  std::array<std::size_t, kLanguages.size()> counts{};
  std::size_t words = 0;
  std::string lower;
  for (const Token& token : tokenize_name(head)) {
    if (token.kind != TokenKind::Word) continue;
    ++words;
    lower_word(head.substr(token.begin, token.end - token.begin), lower);
    const auto found = small_words().find(lower);
    if (found == small_words().end()) continue;
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += found->second >> i & 1U;
  }
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kRarest = 8;  // one word in eight
  const auto most =
      static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  const bool is_plain = counts[most] >= kFewest && counts[most] * kRarest >= words &&
                        counts[most] >= 2 * counts.front();
  return is_plain ? kLanguages[most] : Language::English;
}

}  // namespace whocites::ingest::text
