// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/records.h"
#include "ingest/text/mentions.h"
#include "ingest/text/voices.h"

namespace whocites::ingest::text {

// A citation between nodes of a NodeTable; kArticle stands for the article itself.
inline constexpr int kArticle = -1;
struct Edge {
  int from = kArticle;
  int to = 0;
  Relation relation = Relation::Reports;
  double confidence = 0;
};

// A source in a sentence, whether or not the graph can hold it: "critics", "she".
struct FoundSource {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  std::size_t cue_begin = 0;
  std::size_t cue_end = 0;
  double confidence = 0;     // that it is the source of something
  bool is_audience = false;  // it passes on what was said to it or in it
  std::vector<int> nodes;    // that it stands for; empty where none is known
};

// The nodes that an article cites, each once.
class NodeTable {
 public:
  // `article` is the article's key: an unnamed source is one of this article alone.
  explicit NodeTable(std::string article) : article_(std::move(article)) {}

  // The node of a name; for an address also the outlet it belongs to. -1 for what names nothing.
  int node_of(const Mention& mention);
  int node_of(const ListedOutlet& outlet);
  const std::vector<NodeRecord>& records() const { return records_; }

 private:
  int add(NodeRecord record);
  int add_unlisted(const Mention& mention);
  int add_unnamed(const Mention& mention);
  std::string article_;
  std::vector<NodeRecord> records_;
  std::unordered_map<std::string, int> by_key_;
};

// Follows an article sentence by sentence: who is cited by whom, and who "the paper" and "she" are.
class Attribution {
 public:
  // `own_outlet` publishes the article, and so is no source of its own article; nullptr: unknown.
  // `article` is its key.
  Attribution(const ListedOutlet* own_outlet, std::string article)
      : own_(own_outlet), nodes_(std::move(article)) {}

  // The citations that one sentence shows, each pair once, with its confidence: the weight of the
  // cue, times the certainty of the name, times 0.95 for each step that rests on a reference
  // ("the paper") above it.
  std::vector<Edge> read(const Sentence& sentence);

  // The sources of the sentence read last; more than the citations, which need a name.
  const std::vector<FoundSource>& sources() const { return sources_; }

  // That an agency or a paper stands in a dateline or credit.
  int credit(const ListedOutlet& outlet) { return nodes_.node_of(outlet); }

  const std::vector<NodeRecord>& nodes() const { return nodes_.records(); }

 private:
  struct Party {
    std::vector<int> nodes;  // empty: nobody that we know, what it says is its parent's
    double certainty = 1;
    bool is_reference = false;
    std::vector<int> citers;  // Pronoun: who cited that person before
  };
  struct Speakers {
    std::vector<int> nodes;
    std::vector<const ListedOutlet*> outlets;
    std::size_t sentence = 0;
  };
  struct Group {
    std::vector<WordId> qualifiers;
    std::vector<int> nodes;
  };

  Party party_of(const Voice& voice, const std::vector<Mention>& mentions);
  Party party_of_media(const Mention& mention) const;
  struct Spoke {  // who spoke last of those that a pronoun may mean
    std::vector<int> nodes;
    std::vector<int> citers;
    std::size_t sentence = 0;
  };
  struct Seen {        // a person whom "she" may mean
    std::string name;  // empty for one without a name
    int node = -1;     // -1 for one who has not spoken, or whom we do not know
    std::vector<int> citers;
    std::size_t sentence = 0;
    bool is_speaker = false;
  };
  Party party_of_pronoun(const Spoke& last) const;
  Party party_of_person(const Mention& pronoun);
  const Seen* person_meant(Gender gender) const;
  void see_persons(const std::vector<Mention>& mentions, const Voices& voices);
  Party party_of_description(const Mention& mention);
  void remember_speaker(const Mention& first, const Party& party, const std::vector<int>& citers);
  const Speakers* speaker_of_type(const Mention& mention) const;
  std::vector<int> citers_of(std::size_t voice, const Voices& voices,
                             const std::vector<Party>& parties, double& certainty) const;
  void remember(const Voice& voice, const Party& party, const std::vector<int>& citers,
                const std::vector<Mention>& mentions);
  void add_source(const Sentence& sentence, const Voice& voice, const Party& party);
  void add_links(const std::vector<Mention>& mentions, const Voices& voices,
                 std::vector<Edge>& edges);

  const ListedOutlet* own_;
  std::vector<FoundSource> sources_;
  NodeTable nodes_;
  KnownNames known_;
  std::vector<Speakers> speakers_;  // top-level periodicals, in order of speaking
  std::vector<Group> groups_;       // lists that a noun announced
  Spoke last_body_, last_many_;     // "it", "they"
  std::vector<Seen> seen_;
  std::unordered_map<std::string, Gender> genders_;
  std::unordered_map<std::string, int> unnamed_;  // "official" → the one who spoke last
  std::size_t sentence_ = 0;
  const Lexicon* lexicon_ = &Lexicon::of(Language::English);  // of the sentence
};

}  // namespace whocites::ingest::text
