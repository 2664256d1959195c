// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/lexicon.h"

#include <unicode/locid.h>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"
#include "ingest/data/embedded.h"
#include "ingest/outlets.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {
namespace {

constexpr std::array<std::pair<std::string_view, WordClass>, 28> kClassNames{{
    {"report", WordClass::Report},
    {"staff", WordClass::Staff},
    {"media-one", WordClass::MediaOne},
    {"media-many", WordClass::MediaMany},
    {"piece-one", WordClass::PieceOne},
    {"piece-many", WordClass::PieceMany},
    {"is-agency", WordClass::IsAgency},
    {"is-broadcaster", WordClass::IsBroadcaster},
    {"is-print", WordClass::IsPrint},
    {"periodical", WordClass::Periodical},
    {"common", WordClass::Common},
    {"not-outlet-after", WordClass::NotOutletAfter},
    {"gap", WordClass::Gap},
    {"negation", WordClass::Negation},
    {"opener", WordClass::Opener},
    {"person-title", WordClass::PersonTitle},
    {"honorific", WordClass::Honorific},
    {"organization", WordClass::Organization},
    {"organization-name", WordClass::OrganizationName},
    {"place", WordClass::Place},
    {"place-noun", WordClass::PlaceNoun},
    {"calendar", WordClass::Calendar},
    {"demonym", WordClass::Demonym},
    {"pronoun-person", WordClass::PronounPerson},
    {"pronoun-many", WordClass::PronounMany},
    {"list-intro", WordClass::ListIntro},
    {"abbreviation", WordClass::Abbreviation},
    {"stop", WordClass::Stop},
}};
static_assert(kClassNames.size() == static_cast<std::size_t>(WordClass::Count));

constexpr std::array<std::pair<std::string_view, Direction>, 7> kDirectionNames{{
    {"subject", Direction::Subject},
    {"outer", Direction::Outer},
    {"inner", Direction::Inner},
    {"audience", Direction::Audience},
    {"words", Direction::Words},
    {"credit", Direction::Credit},
    {"impersonal", Direction::Impersonal},
}};

template <class Value, std::size_t N>
std::optional<Value> value_named(const std::array<std::pair<std::string_view, Value>, N>& names,
                                 std::string_view name) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view without_comment(std::string_view line) {
  return trim(line.substr(0, line.find('#')));
}

std::optional<Cue> parse_cue(const std::vector<std::string_view>& cells) {
  const std::optional<Direction> direction = value_named(kDirectionNames, trim(cells[1]));
  const std::string_view relation_name = trim(cells[2]);
  const bool is_speech = relation_name == "speech";
  const std::optional<Relation> relation =
      is_speech ? Relation::Reports : relation_named(relation_name);
  const std::string_view number = trim(cells[3]);
  double weight = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), weight);
  if (!direction || !relation || failure != std::errc()) return std::nullopt;
  return Cue{*direction, *relation, is_speech, weight};
}

}  // namespace

std::uint32_t TokenTrie::add(const std::vector<WordId>& words) {
  std::uint32_t node = kStart;
  for (const WordId word : words) {
    std::uint32_t& next = edges_[std::uint64_t{node} << 32 | word];
    if (next == 0) next = ++last_;
    node = next;
  }
  return node;
}

const Lexicon& Lexicon::get() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() {
  read_words(embedded::words_en_txt());
  read_cues(embedded::cues_en_txt());
  read_outlets();
  // A country's name, as ICU spells it in English, is no person.
  const icu::Locale english("en");
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    icu::UnicodeString name;
    icu::Locale("", *code).getDisplayCountry(english, name);
    std::string utf8;
    name.toUTF8String(utf8);
    add_to_class(utf8, WordClass::Place);
  }
}

WordId Lexicon::id_of(std::string_view lower) const {
  const auto found = ids_.find(lower);
  return found == ids_.end() ? 0 : found->second;
}

std::uint64_t Lexicon::classes_at(std::uint32_t node) const {
  const auto found = group_classes_.find(node);
  return found == group_classes_.end() ? 0 : found->second;
}

const std::vector<Cue>* Lexicon::cues_at(std::uint32_t node) const {
  const auto found = cue_ends_.find(node);
  return found == cue_ends_.end() ? nullptr : &found->second;
}

const std::vector<NameShape>* Lexicon::outlets_at(std::uint32_t node) const {
  const auto found = outlet_ends_.find(node);
  return found == outlet_ends_.end() ? nullptr : &found->second;
}

WordId Lexicon::intern(std::string_view lower) {
  const auto [at, is_new] = ids_.emplace(std::string(lower), static_cast<WordId>(classes_.size()));
  if (is_new) {
    classes_.push_back(0);
    starts_.push_back(0);
  }
  return at->second;
}

std::vector<WordId> Lexicon::intern_words(std::string_view phrase, NameShape* shape) {
  std::vector<WordId> words;
  std::string lower;
  for (const Token& token : tokenize_name(phrase)) {
    if (token.kind != TokenKind::Word || words.size() >= 32) continue;
    lower_word(phrase.substr(token.begin, token.end - token.begin), lower);
    if (shape != nullptr && token.is_capital) shape->capital |= 1u << words.size();
    if (shape != nullptr && token.is_all_caps) shape->all_caps |= 1u << words.size();
    words.push_back(intern(lower));
  }
  return words;
}

void Lexicon::read_words(std::string_view data) {
  std::optional<WordClass> word_class;
  for (std::string_view line : split(data, '\n')) {
    line = without_comment(line);
    if (line.size() > 2 && line.front() == '[' && line.back() == ']') {
      word_class = value_named(kClassNames, line.substr(1, line.size() - 2));
      continue;
    }
    if (!word_class) continue;
    for (std::string_view phrase : split(line, ',')) {
      if (phrase = trim(phrase); !phrase.empty()) add_to_class(phrase, *word_class);
    }
  }
}

void Lexicon::add_to_class(std::string_view phrase, WordClass word_class) {
  const std::vector<WordId> words = intern_words(phrase);
  if (words.empty()) return;
  const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(word_class);
  if (words.size() == 1) {
    classes_[words.front()] |= bit;
    return;
  }
  group_classes_[groups_.add(words)] |= bit;
  starts_[words.front()] |= 1u;
}

void Lexicon::read_cues(std::string_view data) {
  for (std::string_view line : split(data, '\n')) {
    const std::vector<std::string_view> cells = split(without_comment(line), '|');
    if (cells.size() != 4) continue;
    const std::optional<Cue> cue = parse_cue(cells);
    if (!cue) continue;
    for (std::string_view form : split(cells[0], ';')) {
      const std::vector<WordId> words = intern_words(trim(form));
      if (words.empty()) continue;
      cue_ends_[cues_.add(words)].push_back(*cue);
      starts_[words.front()] |= 2u;
    }
  }
}

void Lexicon::read_outlets() {
  for (const ListedOutlet& outlet : listed_outlets()) {
    add_outlet_name(outlet.name);
    for (std::string_view spelling : outlet.spellings) add_outlet_name(spelling);
  }
}

void Lexicon::add_outlet_name(std::string_view name) {
  NameShape shape;
  std::vector<WordId> words = intern_words(name, &shape);
  if (words.empty()) return;
  outlet_ends_[outlets_.add(words)].push_back(shape);
  starts_[words.front()] |= 4u;
  const bool has_article = words.size() > 1 && starts_with_ignoring_case(name, "the ");
  if (!has_article) return;
  words.erase(words.begin());
  outlet_ends_[outlets_.add(words)].push_back({shape.capital >> 1, shape.all_caps >> 1});
  starts_[words.front()] |= 4u;
}

}  // namespace whocites::ingest::text
