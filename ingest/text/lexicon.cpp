// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/lexicon.h"

#include <unicode/locid.h>

#include <array>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/text.h"
#include "ingest/data/embedded.h"
#include "ingest/outlets.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {
namespace {

constexpr std::array<std::pair<std::string_view, WordClass>, 51> kClassNames{{
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
    {"determiner", WordClass::Determiner},
    {"possessive", WordClass::Possessive},
    {"subject-pronoun", WordClass::SubjectPronoun},
    {"relative", WordClass::Relative},
    {"object-pronoun", WordClass::ObjectPronoun},
    {"preposition", WordClass::Preposition},
    {"conjunction", WordClass::Conjunction},
    {"subordinator", WordClass::Subordinator},
    {"auxiliary", WordClass::Auxiliary},
    {"modal", WordClass::Modal},
    {"adverb", WordClass::Adverb},
    {"goes-on", WordClass::GoesOn},
    {"verb", WordClass::Verb},
    {"noun-too", WordClass::NounToo},
    {"past", WordClass::Past},
    {"unnamed", WordClass::Unnamed},
    {"said-noun", WordClass::SaidNoun},
    {"light-verb", WordClass::LightVerb},
    {"vague", WordClass::Vague},
    {"male", WordClass::Male},
    {"female", WordClass::Female},
    {"article", WordClass::Article},
    {"and", WordClass::And},
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
  const bool is_stance = relation_name == "stance";
  const std::optional<Relation> relation =
      is_speech || is_stance ? Relation::Reports : relation_named(relation_name);
  const std::string_view number = trim(cells[3]);
  double weight = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), weight);
  if (!direction || !relation || failure != std::errc()) return std::nullopt;
  return Cue{*direction, *relation, is_speech, is_stance, weight};
}

// The forms that a cue of the data file stands for: "~announce" bends as regular English verbs do,
// "~~admit" doubles its last letter; anything else stands for itself.
std::vector<std::string> forms_of(std::string_view form) {
  if (!form.starts_with('~')) return {std::string(form)};
  const bool doubles = form.starts_with("~~");
  form.remove_prefix(doubles ? 2 : 1);
  const std::string verb(form.substr(0, form.find(' ')));
  const std::string rest(form.substr(verb.size()));
  const char last = verb.back();
  constexpr std::string_view kVowels = "aeiou";
  const bool is_y = last == 'y' && verb.size() > 1 &&
                    kVowels.find(verb[verb.size() - 2]) == std::string_view::npos;
  const bool hisses =
      last == 's' || last == 'x' || last == 'z' || verb.ends_with("ch") || verb.ends_with("sh");
  const std::string without_last = verb.substr(0, verb.size() - 1);
  const std::string doubled = doubles ? verb + last : verb;
  const std::string third = is_y ? without_last + "ies" : verb + (hisses ? "es" : "s");
  const std::string past = is_y ? without_last + "ied" : last == 'e' ? verb + "d" : doubled + "ed";
  const bool drops_e = last == 'e' && !verb.ends_with("ee");
  const std::string going = (drops_e ? without_last : doubled) + "ing";
  return {verb + rest, third + rest, past + rest, going + rest};
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

const Lexicon& Lexicon::of(Language language) {
  struct Slot {
    std::once_flag once;
    std::unique_ptr<const Lexicon> lexicon;
  };
  static std::array<Slot, kLanguages.size()> slots;
  Slot& slot = slots[static_cast<std::size_t>(language)];
  std::call_once(slot.once, [&] { slot.lexicon.reset(new Lexicon(language)); });
  return *slot.lexicon;
}

Lexicon::Lexicon(Language language) : language_(language) {
  ids_.max_load_factor(0.5F);  // most words of a text are looked up in vain
  read_words(words_of(language));
  read_cues(cues_of(language));
  read_outlets();
  // A country's name, as ICU spells it in that language, is no person.
  const icu::Locale locale(std::string(tag_of(language)).c_str());
  for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    icu::UnicodeString name;
    icu::Locale("", *code).getDisplayCountry(locale, name);
    std::string utf8;
    name.toUTF8String(utf8);
    add_to_class(utf8, WordClass::Place);
  }
}

WordId Lexicon::id_of(std::string_view lower) const {
  const auto found = ids_.find(lower);
  return found == ids_.end() ? 0 : found->second;
}

WordId Lexicon::id_in_text(std::string_view lower) const {
  const WordId id = id_of(lower);
  if (id != 0) return id;
  const auto without = [&](std::string_view ending) {
    const bool is_bent = lower.ends_with(ending) && lower.size() > ending.size() + 4;
    return is_bent ? id_of(lower.substr(0, lower.size() - ending.size())) : 0;
  };
  if (language_ == Language::German) return lower.ends_with('n') ? without("n") : without("s");
  if (language_ != Language::Russian) return 0;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kEndings{{{"а", ""},
                                                                                    {"у", ""},
                                                                                    {"ом", ""},
                                                                                    {"е", ""},
                                                                                    {"е", "а"},
                                                                                    {"у", "а"},
                                                                                    {"ы", "а"},
                                                                                    {"ой", "а"},
                                                                                    {"ии", "ия"},
                                                                                    {"ий", "ия"},
                                                                                    {"ям", "и"}}};
  for (const auto& [ending, replaced] : kEndings) {
    if (!lower.ends_with(ending) || lower.size() <= ending.size() + 4) continue;
    std::string stem(lower.substr(0, lower.size() - ending.size()));
    if (const WordId bent = id_of(stem.append(replaced)); bent != 0) return bent;
  }
  return 0;
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
    for (const std::string_view form : split(cells[0], ';')) {
      for (const std::string& bent : forms_of(trim(form))) add_cue(bent, *cue);
    }
  }
}

void Lexicon::add_cue(std::string_view form, const Cue& cue) {
  const std::vector<WordId> words = intern_words(form);
  if (words.empty()) return;
  cue_ends_[cues_.add(words)].push_back(cue);
  starts_[words.front()] |= 2u;
}

void Lexicon::read_outlets() {
  for (const ListedOutlet& outlet : listed_outlets()) {
    add_outlet_name(outlet.name);
    for (std::string_view spelling : outlet.spellings) add_outlet_name(spelling);
  }
}

void Lexicon::add_outlet_name(std::string_view name) {
  NameShape shape;
  shape.name = name;
  std::vector<WordId> words = intern_words(name, &shape);
  if (words.empty()) return;
  outlet_ends_[outlets_.add(words)].push_back(shape);
  starts_[words.front()] |= 4u;
  const bool has_article = words.size() > 1 && (is(words.front(), WordClass::Article) ||
                                                starts_with_ignoring_case(name, "the "));
  if (!has_article) return;
  words.erase(words.begin());
  outlet_ends_[outlets_.add(words)].push_back({name, shape.capital >> 1, shape.all_caps >> 1});
  starts_[words.front()] |= 4u;
}

}  // namespace whocites::ingest::text
