// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "graph/filter.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {

// Values of every shape that a store must keep, the same for the same seed.
class RandomData {
 public:
  explicit RandomData(unsigned seed) : engine_(seed) {}

  std::uint32_t below(std::uint32_t limit) {
    return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(engine_);
  }
  bool chance(double share) { return std::bernoulli_distribution(share)(engine_); }

  std::string text() {
    static const std::vector<std::string> kTexts{"",
                                                 "The Times",
                                                 "L'Équipe",
                                                 "한국일보",
                                                 "a\0b\0\0c",
                                                 "Ünïcødé 🦊",
                                                 "e\u0301",
                                                 "line\nbreak",
                                                 "\xFF\xFE\x80",
                                                 "same, \"but\"",
                                                 "\0",
                                                 "the times",
                                                 "\u202E",
                                                 "Газета",
                                                 "a,b;c\td",
                                                 "zz"};
    if (chance(0.15)) return std::string("nul\0inside", 10) + std::to_string(below(5));
    if (chance(0.05)) return std::string(1 + below(5), '\0');
    if (chance(0.1)) return std::string(below(400), static_cast<char>(below(256)));
    return kTexts[below(static_cast<std::uint32_t>(kTexts.size()))];
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list;
    while (chance(0.3)) list.push_back(text());
    return list;
  }

  PartialDate partial_date() {
    PartialDate date;
    date.year = static_cast<int>(below(10000));
    if (chance(0.7)) date.month = 1 + below(12);
    if (date.month && chance(0.7)) date.day = 1 + below(28);
    if (date.day && chance(0.5)) {
      date.second_of_day = static_cast<int>(below(86400));
      if (chance(0.5)) date.offset_minutes = static_cast<int>(below(1441)) - 720;
    }
    date.approximate = chance(0.2);
    return date;
  }
  std::optional<Date> date() {
    if (chance(0.4)) return std::nullopt;
    Date date{partial_date(), std::nullopt};
    if (chance(0.2)) {
      date.end = date.start;
      date.end->year = std::min(9999, date.end->year + 1);
    }
    return date;
  }
  std::vector<Property> properties() {
    std::vector<Property> list;
    while (chance(0.3)) list.push_back({text(), text()});
    return list;
  }
  Place place() {
    if (chance(0.5)) return {};
    return {text(), engine_(), engine_() >> below(64), engine_()};
  }

  NodeFacts facts() {
    NodeFacts facts;
    if (chance(0.8)) facts.kind = kKinds[below(kKinds.size())].kind;
    facts.title = text();
    facts.date = date();
    facts.url = chance(0.3) ? "https://example.com/" + std::to_string(below(9)) : text();
    facts.language = chance(0.3) ? "en" : "";
    facts.country = chance(0.3) ? "KR" : "";
    facts.authors = texts();
    facts.domains = texts();
    facts.aliases = texts();
    facts.notes = texts();
    facts.properties = properties();
    while (chance(0.2)) facts.suggestions.push_back({key(), text(), below(101) / 100.0});
    facts.unresolved = chance(0.2);
    return facts;
  }
  Evidence evidence() {
    Evidence evidence;
    evidence.text = text();
    evidence.place = place();
    evidence.date = date();
    if (chance(0.5)) evidence.confidence = below(101) / 100.0;
    evidence.properties = properties();
    return evidence;
  }
  Judgement judgement() {
    return {BatchId(), chance(0.5) ? Verdict::Confirmed : Verdict::Rejected, text(),
            at(static_cast<std::int64_t>(engine_()) >> below(64)), text()};
  }
  // With an outlet that is one of `known`. Requires: there is one.
  Filter filter(const std::vector<NodeId>& known) {
    Filter filter;
    if (chance(0.3)) filter.kinds = {Kind::Article, Kind::Publication, Kind::Outlet};
    if (chance(0.3)) filter.relations = {relation(), relation()};
    if (chance(0.3)) filter.outlets = {known[below(static_cast<std::uint32_t>(known.size()))]};
    if (chance(0.3)) filter.since = Date{partial_date(), {}}.earliest();
    filter.include_undated = chance(0.5);
    filter.include_rejected = chance(0.5);
    if (chance(0.3)) filter.min_confidence = 0.5;
    return filter;
  }

  Relation relation() { return kRelations[below(kRelations.size())].relation; }

  Batch batch(BatchId id) {
    Batch batch;
    batch.id = id;
    batch.time = at(static_cast<std::int64_t>(engine_() >> 20) - (std::int64_t{1} << 43));
    batch.action = static_cast<Action>(1 + below(13));
    batch.who = text();
    batch.summary = text();
    while (chance(0.4)) batch.sources.push_back({text(), digest(), text()});
    batch.node_count = below(5);
    batch.citation_count = engine_();
    batch.rejected_count = below(5);
    if (id.value > 1 && chance(0.3)) batch.target = BatchId(1 + below(id.value - 1));
    return batch;
  }
  std::string digest() { return std::string(64, static_cast<char>('0' + below(4))); }
  std::string key() { return "k" + std::to_string(below(40)) + (chance(0.2) ? text() : ""); }

  // A batch that `store` accepts, about new nodes and about those in `known`, to which the new
  // ones are added.
  Changes changes(const Store& store, std::vector<NodeId>& known) {
    BatchBuilder build(store);
    build.changes.batch = batch(store.next_batch());
    std::vector<std::string> fresh;
    for (std::uint32_t i = below(4); i > 0; --i) {
      const std::string name = key();
      const auto taken = store.find_key(name);
      if (!taken || *taken || std::find(fresh.begin(), fresh.end(), name) != fresh.end()) continue;
      fresh.push_back(name);
      known.push_back(build.bare_node(name));
    }
    if (known.empty()) return build.changes;
    const auto any = [&] { return known[below(static_cast<std::uint32_t>(known.size()))]; };
    while (chance(0.7)) {
      build.says(any(), facts(), chance(0.3) ? std::optional(any()) : std::nullopt);
    }
    while (chance(0.8)) {
      Citation citation = citing(any(), any(), relation());
      citation.evidence.clear();
      while (chance(0.6)) citation.evidence.push_back(evidence());
      if (citation.evidence.empty() || chance(0.2)) citation.judgements.push_back(judgement());
      build.changes.citations.push_back(std::move(citation));
    }
    while (chance(0.3)) {
      const NodeId a = any();
      const NodeId b = any();
      if (a != b) build.decides(a, b, chance(0.7), text());
    }
    while (chance(0.2)) build.keeps(text(), text());
    return build.changes;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace whocites::testing
