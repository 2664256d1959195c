// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Whom "the paper", "she", "the president" and "the official" mean.
#include <algorithm>

#include "base/text.h"
#include "ingest/text/attribution.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kPieceReach = 4;    // sentences over which "the report" looks back
constexpr std::size_t kPaperReach = 12;   // … "the paper"
constexpr std::size_t kPronounReach = 4;  // … "she"

bool is_of_type(const ListedOutlet* outlet, std::string_view type) {
  if (type.empty()) return true;
  if (outlet == nullptr) return type == "print";  // what no list knows is a paper, most often
  if (type != "print") return outlet->type == type;
  return outlet->type == "newspaper" || outlet->type == "magazine" || outlet->type == "journal" ||
         outlet->type == "site";
}

// Whether a description may be of a person: not "it", "who", "the study".
bool is_one_person(const Lexicon& lexicon, std::string_view description) {
  const WordId noun = lexicon.id_of(ascii_lower(description.substr(description.rfind(' ') + 1)));
  return description.find(' ') != std::string_view::npos && !lexicon.is(noun, WordClass::Report) &&
         !lexicon.is(noun, WordClass::Organization);
}

bool overlap(const std::vector<WordId>& a, const std::vector<WordId>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](WordId word) { return std::find(b.begin(), b.end(), word) != b.end(); });
}

}  // namespace

// The latest one that spoke alone and is what the noun says: an agency, a paper.
const Attribution::Speakers* Attribution::speaker_of_type(const Mention& mention) const {
  const std::size_t reach = mention.is_piece ? kPieceReach : kPaperReach;
  for (std::size_t k = speakers_.size(); k > 0; --k) {
    const Speakers& speakers = speakers_[k - 1];
    if (sentence_ - speakers.sentence > reach) return nullptr;
    if (speakers.nodes.size() == 1 && is_of_type(speakers.outlets[0], mention.outlet_type)) {
      return &speakers;
    }
    if (mention.is_piece) return nullptr;
  }
  return nullptr;
}

Attribution::Party Attribution::party_of_media(const Mention& mention) const {
  Party party;
  party.certainty = mention.certainty;
  party.is_reference = true;
  if (!mention.qualifiers.empty()) {
    for (std::size_t k = groups_.size(); k > 0; --k) {
      if (!overlap(groups_[k - 1].qualifiers, mention.qualifiers)) continue;
      party.nodes = groups_[k - 1].nodes;
      return party;
    }
    if (mention.is_plural) return party;
  }
  if (!mention.is_plural) {
    if (const Speakers* speakers = speaker_of_type(mention)) party.nodes = speakers->nodes;
  } else if (!speakers_.empty() && speakers_.back().nodes.size() > 1) {
    party.nodes = speakers_.back().nodes;
  } else if (!groups_.empty()) {
    party.nodes = groups_.back().nodes;
  }
  return party;
}

Attribution::Party Attribution::party_of_pronoun(const Spoke& last) const {
  Party party;
  party.is_reference = true;
  if (last.nodes.empty() || sentence_ - last.sentence > kPronounReach) return party;
  party.nodes = last.nodes;
  party.citers = last.citers;
  return party;
}

// The person of the latest sentence that has one who may be meant: who spoke there last, else who
// stands first.
const Attribution::Seen* Attribution::person_meant(Gender gender) const {
  const Seen* meant = nullptr;
  for (std::size_t k = seen_.size(); k > 0; --k) {
    const Seen& seen = seen_[k - 1];
    if (sentence_ - seen.sentence > kPronounReach) break;
    if (meant != nullptr && seen.sentence != meant->sentence) break;
    const auto known = genders_.find(seen.name);
    if (known != genders_.end() && known->second != gender) continue;
    if (meant == nullptr || !meant->is_speaker) meant = &seen;
  }
  return meant;
}

Attribution::Party Attribution::party_of_person(const Mention& pronoun) {
  Party party;
  party.is_reference = true;
  const Seen* meant = person_meant(pronoun.gender);
  if (meant == nullptr || (meant->node < 0 && meant->name.empty())) return party;
  if (!meant->name.empty()) genders_.emplace(meant->name, pronoun.gender);
  if (meant->node >= 0) {
    party.nodes.push_back(meant->node);
    party.citers = meant->citers;
    return party;
  }
  Mention person = pronoun;
  person.kind = MentionKind::Person;
  person.name = meant->name;
  party.nodes.push_back(nodes_.node_of(person));
  return party;
}

// Who is named at the begin of a sentence is likely whom the next one calls "she".
void Attribution::see_persons(const std::vector<Mention>& mentions, const Voices& voices) {
  constexpr std::size_t kSubject = 5;  // tokens: "But Senator Jane Doe"
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    const Mention& mention = mentions[m];
    if (mention.kind != MentionKind::Person) continue;
    if (mention.gender != Gender::Unknown) genders_.emplace(mention.name, mention.gender);
    const bool is_speaker =
        std::any_of(voices.voices.begin(), voices.voices.end(), [&](const Voice& voice) {
          return std::find(voice.mentions.begin(), voice.mentions.end(), m) != voice.mentions.end();
        });
    if (!is_speaker && mention.first < kSubject) {
      seen_.push_back({mention.name, -1, {}, sentence_, false});
    }
  }
}

// "The president" is the one person who had that title before, "it" and "they" are who spoke last;
// a person without a name is a node of this article; everybody else is nobody that we know.
Attribution::Party Attribution::party_of_description(const Mention& mention) {
  Party party;
  if (ascii_lower(mention.name) == "it") return party_of_pronoun(last_body_);
  if (ascii_lower(mention.name) == "they") return party_of_pronoun(last_many_);
  const std::string_view name = mention.name;
  const bool is_definite = starts_with_ignoring_case(name, "the ");
  if (is_definite && !mention.is_plural) {
    Mention person = mention;
    person.kind = MentionKind::Person;
    person.name = known_.person_with_title(name.substr(name.rfind(' ') + 1));
    party.is_reference = !person.name.empty();
    if (party.is_reference) party.nodes.push_back(nodes_.node_of(person));
  }
  if (!party.nodes.empty() || !mention.is_unnamed) return party;
  const std::string noun = ascii_lower(name.substr(name.rfind(' ') + 1));
  const auto before = unnamed_.find(noun);
  const Party many = party_of_pronoun(last_many_);
  if (is_definite && before != unnamed_.end()) {
    party.is_reference = true;
    party.nodes.push_back(before->second);
  } else if (is_definite && mention.is_plural && !many.nodes.empty()) {
    return many;  // "the senators" behind two of them
  } else {
    party.nodes.push_back(nodes_.node_of(mention));
    unnamed_[noun] = party.nodes.back();
  }
  return party;
}

void Attribution::remember_speaker(const Mention& first, const Party& party,
                                   const std::vector<int>& citers) {
  const Spoke spoke{party.nodes, citers, sentence_};
  const int node = party.nodes.empty() ? -1 : party.nodes.back();
  switch (first.kind) {
    case MentionKind::Person:
    case MentionKind::Pronoun: {
      if (party.nodes.size() > 1) last_many_ = spoke;
      const std::string name =
          node < 0 ? std::string() : nodes()[static_cast<std::size_t>(node)].facts.title;
      if (node >= 0) seen_.push_back({name, node, citers, sentence_, true});
      return;
    }
    case MentionKind::Described:
      // "He" behind "the mayor said" is the mayor, whom we may not know.
      if (first.is_plural) {
        last_many_ = spoke;
      } else if (first.is_unnamed || is_one_person(*lexicon_, first.name)) {
        seen_.push_back({{}, node, citers, sentence_, true});
      }
      return;
    case MentionKind::Address:
      return;
    default:
      (party.nodes.size() > 1 ? last_many_ : last_body_) = spoke;
      return;
  }
}

}  // namespace whocites::ingest::text
