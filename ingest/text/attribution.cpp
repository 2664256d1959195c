// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/attribution.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace whocites::ingest::text {
namespace {

constexpr double kReferenceStep = 0.95;  // of each reference above a citation
constexpr double kLinkConfidence = 0.95;
constexpr std::size_t kDeepestChain = 8;

double rounded(double confidence) { return std::round(confidence * 100) / 100; }

}  // namespace

Attribution::Party Attribution::party_of(const Voice& voice, const std::vector<Mention>& mentions) {
  Party party;
  const Mention& first = mentions[voice.mentions.front()];
  if (first.kind == MentionKind::Media) return party_of_media(first);
  if (first.kind == MentionKind::Pronoun) {
    party = party_of_person(first);
    party.certainty = first.certainty;
    return party;
  }
  if (first.kind == MentionKind::Described) {
    party = party_of_description(first);
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
  remember_speaker(first, party, citers);
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

void Attribution::add_source(const Sentence& sentence, const Voice& voice, const Party& party) {
  const Token* tokens = sentence.tokens;
  sources_.push_back({tokens[voice.first].begin, tokens[voice.last - 1].end,
                      tokens[voice.cue_first].begin, tokens[voice.cue_last - 1].end,
                      rounded(voice.cue.weight * party.certainty),
                      voice.cue.direction == Direction::Audience, party.nodes});
}

std::vector<Edge> Attribution::read(const Sentence& sentence) {
  ++sentence_;
  lexicon_ = sentence.lexicon;
  MentionList found = find_mentions(sentence, known_);
  const Voices voices = find_voices(sentence, found.mentions);
  std::vector<Party> parties;
  for (const Voice& voice : voices.voices) parties.push_back(party_of(voice, found.mentions));

  sources_.clear();
  for (std::size_t v = 0; v < voices.voices.size(); ++v) {
    add_source(sentence, voices.voices[v], parties[v]);
  }
  for (const Voice& stance : voices.stances) {
    Party nobody;
    nobody.certainty = found.mentions[stance.mentions.front()].certainty;
    add_source(sentence, stance, nobody);
  }

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
  see_persons(found.mentions, voices);
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
