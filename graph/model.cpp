// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/model.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace whocites {
namespace {

struct ActionName {
  Action action;
  std::string_view name;
};
constexpr std::array<ActionName, 13> kActions{{
    {Action::Import, "import"},
    {Action::Add, "add"},
    {Action::Link, "link"},
    {Action::Alias, "alias"},
    {Action::Same, "same"},
    {Action::NotSame, "not-same"},
    {Action::Confirm, "confirm"},
    {Action::Reject, "reject"},
    {Action::Note, "note"},
    {Action::Forget, "forget"},
    {Action::Undo, "undo"},
    {Action::Purge, "purge"},
    {Action::Set, "set"},
}};

template <class T>
void unite(std::vector<T>& list, const std::vector<T>& more) {
  for (const T& item : more) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  }
}

template <class T>
void replace_if_known(T& value, const T& later) {
  if (later != T{}) value = later;
}

const Judgement* last_judgement(const Citation& citation) {
  return citation.judgements.empty() ? nullptr : &citation.judgements.back();
}

template <class Rows>
std::string joined_names(const Rows& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.emplace_back(row.name);
  return join(names, ", ");
}

}  // namespace

std::string_view name_of(Kind kind) {
  for (const KindName& row : kKinds) {
    if (row.kind == kind) return row.name;
  }
  return "unknown";
}

std::string_view plural_of(Kind kind) {
  for (const KindName& row : kKinds) {
    if (row.kind == kind) return row.plural;
  }
  return "unknown";
}

std::string_view name_of(Relation relation) {
  for (const RelationName& row : kRelations) {
    if (row.relation == relation) return row.name;
  }
  return "unknown";
}

std::string_view verb_of(Relation relation) {
  for (const RelationName& row : kRelations) {
    if (row.relation == relation) return row.verb;
  }
  return "cites";
}

std::string_view record_name(Sameness of, bool same) {
  return kDecisionRecords[(of == Sameness::Text ? 2 : 0) + (same ? 0 : 1)];
}

bool states_decision(std::string_view record_name) {
  return std::find(kDecisionRecords.begin(), kDecisionRecords.end(), record_name) !=
         kDecisionRecords.end();
}

std::string_view name_of(Verdict verdict) {
  return verdict == Verdict::Confirmed ? "confirmed" : "rejected";
}

std::string_view name_of(Action action) {
  for (const ActionName& row : kActions) {
    if (row.action == action) return row.name;
  }
  return "unknown";
}

std::optional<Kind> kind_named(std::string_view name) {
  for (const KindName& row : kKinds) {
    if (row.name == name || row.plural == name) return row.kind;
  }
  return std::nullopt;
}

std::optional<Relation> relation_named(std::string_view name) {
  for (const RelationName& row : kRelations) {
    if (row.name == name) return row.relation;
  }
  return std::nullopt;
}

std::optional<Verdict> verdict_named(std::string_view name) {
  if (name == "confirmed") return Verdict::Confirmed;
  if (name == "rejected") return Verdict::Rejected;
  return std::nullopt;
}

std::string kind_names() { return joined_names(kKinds); }
std::string relation_names() { return joined_names(kRelations); }

bool is_only_linked(const NodeFacts& facts) {
  return facts.unresolved && facts.title.empty() && !facts.url.empty();
}

void merge_into(NodeFacts& facts, const NodeFacts& later) {
  if (later.kind && !later.unresolved) facts.kind = later.kind;
  if (!facts.kind) facts.kind = later.kind;
  // A bare name that something cites does not rename a node that is described.
  if (!later.unresolved || facts.title.empty()) replace_if_known(facts.title, later.title);
  replace_if_known(facts.date, later.date);
  replace_if_known(facts.url, later.url);
  replace_if_known(facts.language, later.language);
  replace_if_known(facts.country, later.country);
  unite(facts.authors, later.authors);
  unite(facts.domains, later.domains);
  unite(facts.aliases, later.aliases);
  unite(facts.notes, later.notes);
  unite(facts.suggestions, later.suggestions);
  for (const Property& property : later.properties) {
    const auto same_name = [&](const Property& p) { return p.name == property.name; };
    const auto at = std::find_if(facts.properties.begin(), facts.properties.end(), same_name);
    if (at == facts.properties.end()) {
      facts.properties.push_back(property);
    } else {
      at->json = property.json;
    }
  }
  facts.unresolved = facts.unresolved && later.unresolved;
}

std::string label_of(const Node& node) {
  if (!trim(node.facts.title).empty()) return node.facts.title;
  if (node.kind != Kind::Article || !node.facts.url.empty()) return node.key;
  if (!node.key.starts_with("article:")) return node.key;
  return node.facts.date ? "untitled article, " + to_string(*node.facts.date)
                         : std::string("untitled article, undated");
}

double confidence_of(const Citation& citation) {
  if (const Judgement* last = last_judgement(citation)) {
    return last->verdict == Verdict::Confirmed ? 1.0 : 0.0;
  }
  double best = 0;
  for (const Evidence& evidence : citation.evidence) {
    best = std::max(best, evidence.confidence.value_or(1.0));
  }
  return best;
}

bool is_rejected(const Citation& citation) {
  const Judgement* last = last_judgement(citation);
  return last != nullptr && last->verdict == Verdict::Rejected;
}

bool is_confirmed(const Citation& citation) {
  const Judgement* last = last_judgement(citation);
  return last != nullptr && last->verdict == Verdict::Confirmed;
}

}  // namespace whocites
