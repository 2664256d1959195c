// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/attribution.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kPieceReach = 4;    // sentences over which "the report" looks back
constexpr std::size_t kPaperReach = 12;   // … "the paper"
constexpr std::size_t kPronounReach = 4;  // … "she"
constexpr double kReferenceStep = 0.95;   // of each reference above a citation
constexpr double kLinkConfidence = 0.95;
constexpr std::size_t kDeepestChain = 8;

bool is_of_type(const ListedOutlet* outlet, std::string_view type) {
  if (type.empty()) return true;
  if (outlet == nullptr) return type == "print";  // what no list knows is a paper, most often
  if (type != "print") return outlet->type == type;
  return outlet->type == "newspaper" || outlet->type == "magazine" || outlet->type == "journal" ||
         outlet->type == "site";
}

double rounded(double confidence) { return std::round(confidence * 100) / 100; }

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

Attribution::Party Attribution::party_of_pronoun() const {
  Party party;
  party.is_reference = true;
  if (last_person_ < 0 || sentence_ - last_person_sentence_ > kPronounReach) return party;
  party.nodes.push_back(last_person_);
  party.citers = last_person_citers_;
  return party;
}

Attribution::Party Attribution::party_of(const Voice& voice, const std::vector<Mention>& mentions) {
  Party party;
  const Mention& first = mentions[voice.mentions.front()];
  if (first.kind == MentionKind::Media) return party_of_media(first);
  if (first.kind == MentionKind::Pronoun) {
    party = party_of_pronoun();
    party.certainty = first.certainty;
    return party;
  }
  for (const std::size_t m : voice.mentions) {
    if (own_ != nullptr && mentions[m].outlet == own_) continue;
    const int node = nodes_.node_of(mentions[m]);
    if (node < 0) continue;
    party.nodes.push_back(node);
    party.certainty = std::min(party.certainty, mentions[m].certainty);
  }
  return party;
}

// Who passes a voice on: the nearest voice above it that stands for somebody, else the article,
// or those who spoke before where the sentence is theirs.
std::vector<int> Attribution::citers_of(std::size_t voice, const Voices& voices,
                                        const std::vector<Party>& parties,
                                        double& certainty) const {
  int above = voices.voices[voice].parent;
  for (std::size_t depth = 0; above != kNarrator && depth < kDeepestChain; ++depth) {
    const Party& party = parties[static_cast<std::size_t>(above)];
    if (party.is_reference) certainty *= kReferenceStep;
    if (!party.nodes.empty()) return party.nodes;
    above = voices.voices[static_cast<std::size_t>(above)].parent;
  }
  if (!parties[voice].citers.empty()) return parties[voice].citers;
  const bool is_media = parties[voice].is_reference;
  if (voices.is_impersonal && !speakers_.empty() && !is_media) {
    certainty *= kReferenceStep;
    return speakers_.back().nodes;
  }
  return {kArticle};
}

void Attribution::remember(const Voice& voice, const Party& party, const std::vector<int>& citers,
                           const std::vector<Mention>& mentions) {
  const Mention& first = mentions[voice.mentions.front()];
  const bool is_top = citers.size() == 1 && citers.front() == kArticle;
  if (voice.is_periodical && is_top && !party.nodes.empty()) {
    Speakers speakers{party.nodes, {}, sentence_};
    if (first.kind == MentionKind::Media) {
      // Who is referred to speaks again; what they are is known from before.
      for (const Speakers& known : speakers_) {
        if (known.nodes == party.nodes) speakers.outlets = known.outlets;
      }
    } else {
      for (const std::size_t m : voice.mentions) speakers.outlets.push_back(mentions[m].outlet);
    }
    speakers.outlets.resize(std::max(speakers.nodes.size(), std::size_t{1}), nullptr);
    speakers_.push_back(std::move(speakers));
  }
  const bool is_person = first.kind == MentionKind::Person || first.kind == MentionKind::Pronoun;
  if (is_person && !party.nodes.empty()) {
    last_person_ = party.nodes.back();
    last_person_sentence_ = sentence_;
    last_person_citers_ = citers;
  }
}

void Attribution::add_links(const std::vector<Mention>& mentions, const Voices& voices,
                            std::vector<Edge>& edges) {
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    const Mention& mention = mentions[m];
    if (!mention.is_address || (own_ != nullptr && mention.outlet == own_)) continue;
    const bool is_voice =
        std::any_of(voices.voices.begin(), voices.voices.end(), [&](const Voice& voice) {
          return std::find(voice.mentions.begin(), voice.mentions.end(), m) != voice.mentions.end();
        });
    const int node = is_voice ? -1 : nodes_.node_of(mention);
    if (node >= 0) edges.push_back({kArticle, node, Relation::Links, kLinkConfidence});
  }
}

std::vector<Edge> Attribution::read(const Sentence& sentence) {
  ++sentence_;
  const MentionList found = find_mentions(sentence, known_);
  const Voices voices = find_voices(sentence, found.mentions);
  std::vector<Party> parties;
  for (const Voice& voice : voices.voices) parties.push_back(party_of(voice, found.mentions));

  std::vector<Edge> edges;
  const auto add = [&](const Edge& edge) {
    if (edge.from == edge.to) return;
    for (Edge& known : edges) {
      if (known.from != edge.from || known.to != edge.to || known.relation != edge.relation) {
        continue;
      }
      known.confidence = std::max(known.confidence, edge.confidence);
      return;
    }
    edges.push_back(edge);
  };
  for (std::size_t v = 0; v < voices.voices.size(); ++v) {
    const Voice& voice = voices.voices[v];
    double certainty = parties[v].certainty;
    const std::vector<int> citers = citers_of(v, voices, parties, certainty);
    Relation relation = voice.cue.relation;
    if (voice.cue.is_speech && voices.has_quote) relation = Relation::Quotes;
    for (const int from : citers) {
      for (const int to : parties[v].nodes) {
        add({from, to, relation, rounded(voice.cue.weight * certainty)});
      }
    }
    remember(voice, parties[v], citers, found.mentions);
  }
  if (found.introduced_group != 0) {
    Group group{found.introduced_qualifiers, {}};
    for (std::size_t v = 0; v < voices.voices.size(); ++v) {
      const std::size_t m = voices.voices[v].mentions.front();
      if (found.mentions[m].group == found.introduced_group) group.nodes = parties[v].nodes;
    }
    if (!group.nodes.empty()) groups_.push_back(std::move(group));
  }
  add_links(found.mentions, voices, edges);
  return edges;
}

}  // namespace whocites::ingest::text
