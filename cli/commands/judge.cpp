// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

struct Judged {
  Node from;
  Node to;
  std::vector<Citation> citations;
};

Result<Judged> find_citations(const Reader& reader, const Arguments& arguments) {
  Judged judged;
  Result<Node> from = find_node(reader, arguments.positional[0]);
  if (!from) return fail(from.error());
  Result<Node> to = find_node(reader, arguments.positional[1]);
  if (!to) return fail(to.error());
  judged.from = std::move(*from);
  judged.to = std::move(*to);
  const Result<std::vector<Citation>> all = reader.citations(judged.from.id, Direction::Cites);
  if (!all) return fail(all.error());
  const Result<Relation> relation = relation_option(arguments, Relation::Mentions);
  if (!relation) return fail(relation.error());
  for (const Citation& citation : *all) {
    if (citation.to != judged.to.id) continue;
    if (arguments.has("relation") && citation.relation != *relation) continue;
    judged.citations.push_back(citation);
  }
  if (judged.citations.empty()) {
    return fail(ErrorCode::NotFound, "'" + judged.from.key + "' does not cite '" + judged.to.key +
                                         "' as far as this store knows");
  }
  return judged;
}

Result<int> judge(Session& session, const Arguments& arguments, Verdict verdict) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<Judged> judged = find_citations(*reader, arguments);
  if (!judged) return fail(judged.error());
  const Action action = verdict == Verdict::Confirmed ? Action::Confirm : Action::Reject;
  const Batch entry = session.entry(action);
  std::vector<Record> records;
  for (const Citation& citation : judged->citations) {
    Judgement judgement{{}, verdict, entry.who, entry.time, arguments.text("why")};
    records.emplace_back(JudgementRecord{
        judged->from.key, judged->to.key, citation.relation, std::move(judgement), {}});
  }
  if (arguments.has("instead")) {
    const std::optional<Relation> better = relation_named(arguments.text("instead"));
    if (!better) {
      return fail(ErrorCode::BadRequest, "'" + arguments.text("instead") + "' is not a relation",
                  "relations: " + relation_names());
    }
    // The corrected citation keeps the sentences that the wrong one was read from.
    for (const Citation& citation : judged->citations) {
      for (Evidence evidence : citation.evidence) {
        records.emplace_back(
            CitationRecord{judged->from.key, judged->to.key, *better, std::move(evidence), {}});
      }
    }
    Judgement judgement{{}, Verdict::Confirmed, entry.who, entry.time, arguments.text("why")};
    records.emplace_back(
        JudgementRecord{judged->from.key, judged->to.key, *better, std::move(judgement), {}});
  }
  std::vector<std::string> verbs;
  for (const Citation& citation : judged->citations) {
    verbs.emplace_back(verb_of(citation.relation));
  }
  const std::string done = std::string(name_of(verdict)) + ": " + printable(judged->from.key) +
                           " " + join(verbs, ", ") + " " + printable(judged->to.key);
  return store_records(session, std::move(records), entry, done);
}

Result<int> run_confirm(Session& session, const Arguments& arguments) {
  return judge(session, arguments, Verdict::Confirmed);
}
Result<int> run_reject(Session& session, const Arguments& arguments) {
  return judge(session, arguments, Verdict::Rejected);
}

}  // namespace

Command describe_confirm() {
  return {
      .name = "confirm",
      .group = "Decide",
      .arguments = "FROM TO",
      .summary = "a person has checked: FROM does cite TO",
      .options = {{"relation", "RELATION", "only the citation of this relation (default: all)"},
                  {"why", "TEXT", "the reason"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_confirm,
  };
}

Command describe_reject() {
  return {
      .name = "reject",
      .group = "Decide",
      .arguments = "FROM TO",
      .summary = "a person has checked: FROM does not cite TO, or not so",
      .options = {{"relation", "RELATION", "only the citation of this relation (default: all)"},
                  {"instead", "RELATION", "what it is instead; keeps the evidence"},
                  {"why", "TEXT", "the reason"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_reject,
  };
}

}  // namespace whocites::cli
