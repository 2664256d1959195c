// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/detail/page_records.h"
#include "ingest/json_slices.h"

namespace whocites::ingest::html {
namespace {

// The usual words of a rating that has no numbers.
constexpr std::array<std::string_view, 16> kFalse{
    "false",    "mostly false", "fake",    "pants on fire", "incorrect", "misleading",
    "not true", "untrue",       "wrong",   "fabricated",    "falsch",    "faux",
    "falso",    "hoax",         "altered", "miscaptioned"};
constexpr std::array<std::string_view, 8> kTrue{"true",    "mostly true", "correct",   "accurate",
                                                "richtig", "vrai",        "verdadero", "confirmed"};

template <class List>
bool is_one_of(const List& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// What a verdict says of the claim; only its ends say so clearly.
Relation relation_of(const ClaimReview& review) {
  const std::string words = fold_words(review.rating);
  if (is_one_of(kFalse, words)) return Relation::Disputes;
  if (is_one_of(kTrue, words)) return Relation::Supports;
  if (review.truth && *review.truth <= 0.25) return Relation::Disputes;
  if (review.truth && *review.truth >= 0.75) return Relation::Supports;
  return Relation::Mentions;
}

class Stated {
 public:
  explicit Stated(PageRecords& records) : records_(records) {}

  void add(const PageFacts& facts) {
    for (const NamedWork& work : facts.based_on)
      cite(node_of(work), Relation::BasedOn, "isBasedOn");
    for (const NamedWork& work : facts.citations)
      cite(node_of(work), Relation::Mentions, "citation");
    for (const ClaimReview& review : facts.claims) add(review);
  }

 private:
  void add(const ClaimReview& review) {
    const Relation relation = relation_of(review);
    std::vector<NamedWork> works = review.appearances;
    if (review.first_appearance) works.insert(works.begin(), *review.first_appearance);
    for (const NamedWork& work : works) {
      const bool is_first = review.first_appearance && work == *review.first_appearance;
      cite(node_of(work), relation, is_first ? "firstAppearance" : "appearance", &review);
    }
    if (review.claimant.empty()) return;
    NodeRecord claimant;
    claimant.facts.kind = review.claimant_is_organization ? Kind::Organization : Kind::Person;
    claimant.facts.title = review.claimant;
    if (const ListedOutlet* outlet = outlet_named(review.claimant);
        outlet != nullptr && review.claimant_is_organization) {
      claimant = record_of(*outlet);
    } else {
      claimant.key = key_for(claimant.facts);
    }
    const std::string key = claimant.key;
    add_node(std::move(claimant), records_);
    cite(key, Relation::Reports, "itemReviewed.author", &review);
  }

  std::string node_of(const NamedWork& work) {
    if (!work.url.empty()) return add_address(work.url, work.name, records_);
    NodeRecord node;
    node.facts.kind = Kind::Publication;
    node.facts.title = work.name;
    node.facts.unresolved = true;
    node.key = key_for(node.facts);
    const std::string key = node.key;
    add_node(std::move(node), records_);
    return key;
  }

  void cite(const std::string& target, Relation relation, const char* field,
            const ClaimReview* review = nullptr) {
    if (target.empty() || target == records_.article.key) return;
    PageCitation citation;
    CitationRecord& record = citation.record;
    record.from = records_.article.key;
    record.to = target;
    record.relation = relation;
    record.evidence.properties.push_back({"json-ld", to_json_string(field)});
    if (review != nullptr) {
      record.evidence.text = review->claim;
      if (!review->rating.empty()) {
        record.evidence.properties.push_back({"rating", to_json_string(review->rating)});
      }
    }
    records_.citations.push_back(std::move(citation));
  }

  PageRecords& records_;
};

}  // namespace

void add_stated_sources(const Page& page, PageRecords& records) { Stated(records).add(page.facts); }

}  // namespace whocites::ingest::html
