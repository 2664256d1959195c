// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
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

// The nodes that an article cites, each once.
class NodeTable {
 public:
  // The node of a name; for an address also the outlet it belongs to. -1 for what names nothing.
  int node_of(const Mention& mention);
  int node_of(const ListedOutlet& outlet);
  const std::vector<NodeRecord>& records() const { return records_; }

 private:
  int add(NodeRecord record);
  int add_unlisted(const Mention& mention);
  std::vector<NodeRecord> records_;
  std::unordered_map<std::string, int> by_key_;
};

// Follows an article sentence by sentence: who is cited by whom, and who "the paper" and "she" are.
class Attribution {
 public:
  // `own_outlet` publishes the article, and so is no source of its own article; nullptr: unknown.
  explicit Attribution(const ListedOutlet* own_outlet) : own_(own_outlet) {}

  // The citations that one sentence shows, each pair once, with its confidence: the weight of the
  // cue, times the certainty of the name, times 0.95 for each step that rests on a reference
  // ("the paper") above it.
  std::vector<Edge> read(const Sentence& sentence);

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
  Party party_of_pronoun() const;
  const Speakers* speaker_of_type(const Mention& mention) const;
  std::vector<int> citers_of(std::size_t voice, const Voices& voices,
                             const std::vector<Party>& parties, double& certainty) const;
  void remember(const Voice& voice, const Party& party, const std::vector<int>& citers,
                const std::vector<Mention>& mentions);
  void add_links(const std::vector<Mention>& mentions, const Voices& voices,
                 std::vector<Edge>& edges);

  const ListedOutlet* own_;
  NodeTable nodes_;
  KnownNames known_;
  std::vector<Speakers> speakers_;  // top-level periodicals, in order of speaking
  std::vector<Group> groups_;       // lists that a noun announced
  int last_person_ = -1;
  std::size_t last_person_sentence_ = 0;
  std::vector<int> last_person_citers_;
  std::size_t sentence_ = 0;
};

}  // namespace whocites::ingest::text
