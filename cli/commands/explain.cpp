// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "graph/text_sketch.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

std::string said_of(const NodeFacts& facts) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) parts.push_back(std::string(name) + ": " + value);
  };
  add("name", facts.title);
  if (facts.date) add("date", to_string(*facts.date));
  add("url", facts.url);
  add("language", facts.language);
  add("country", facts.country);
  add("authors", join(facts.authors, ", "));
  add("domains", join(facts.domains, ", "));
  add("aliases", join(facts.aliases, ", "));
  add("notes", join(facts.notes, ", "));
  for (const Property& property : facts.properties) {
    const bool is_for_machines = property.name == kSketchProperty;
    if (!is_for_machines) add(property.name, property.json);
  }
  for (const Suggestion& one : facts.suggestions) add("perhaps", one.name + " (" + one.key + ")");
  if (facts.unresolved) parts.emplace_back("unresolved: only a name that something cites");
  return parts.empty() ? "that it exists" : join(parts, "; ");
}

// Who says so: which batch, when, from which file.
struct Origin {
  Cell batch, time, who, source;
};

Result<Origin> origin_of(const Reader& reader, BatchId id) {
  const Result<std::optional<Batch>> batch = reader.store().batch(id);
  if (!batch) return fail(batch.error());
  Origin origin{number_cell(id.value), {}, {}, {}};
  if (!*batch) return origin;
  origin.time = to_string((*batch)->time);
  origin.who = text_cell((*batch)->who);
  origin.source = text_cell((*batch)->summary);
  return origin;
}

class Explanation {
 public:
  explicit Explanation(const Reader& reader) : reader_(reader) {
    answer_.table.columns = {"what",  "says", "confidence", "place",
                             "batch", "time", "who",        "source"};
    answer_.table.below = {"says", "source"};
  }

  Result<void> node(const Node& node) {
    const Result<std::vector<NodeId>> likes = reader_.same_as(node.id);
    if (!likes) return fail(likes.error());
    std::set<BatchId> imports;
    for (NodeId like : *likes) {
      const Result<std::optional<StoredNode>> stored = reader_.store().node(like);
      if (!stored) return fail(stored.error());
      if (!*stored) continue;
      for (const Assertion& assertion : (*stored)->assertions) {
        if (!reader_.view().sees(assertion.batch)) continue;
        imports.insert(assertion.batch);
        auto added = add((*stored)->key, said_of(assertion.facts), {}, {}, assertion.batch);
        if (!added) return added;
      }
      if (auto added = identities(like); !added) return added;
    }
    return ignored(imports);
  }

  Result<void> citation(const Citation& citation, const std::string& from, const std::string& to) {
    const std::string what = from + " " + std::string(verb_of(citation.relation)) + " " + to;
    for (const Evidence& evidence : citation.evidence) {
      Cell confidence;
      if (evidence.confidence) confidence = *evidence.confidence;
      const std::string says =
          evidence.text.empty() ? "asserted without a sentence" : evidence.text;
      auto added = add(what, says, confidence, place_cell(evidence.place), evidence.batch);
      if (!added) return added;
    }
    for (const Judgement& judgement : citation.judgements) {
      std::string says = std::string(name_of(judgement.verdict)) + " by " + judgement.who + " on " +
                         to_string(judgement.when);
      if (!judgement.why.empty()) says += ": " + judgement.why;
      if (auto added = add(what, says, {}, {}, judgement.batch); !added) return added;
    }
    return {};
  }

  Answer take() { return std::move(answer_); }

 private:
  Result<void> identities(NodeId id) {
    const Result<std::vector<IdentityDecision>> decisions = reader_.store().identities(id);
    if (!decisions) return fail(decisions.error());
    for (const IdentityDecision& decision : *decisions) {
      // What was said of two things is told with the one; that two have one text, with both.
      const bool of_text = decision.of == Sameness::Text;
      if (!reader_.view().sees(decision.batch) || (decision.a != id && !of_text)) continue;
      const NodeId peer = decision.a == id ? decision.b : decision.a;
      const Result<std::optional<StoredNode>> other = reader_.store().node(peer);
      if (!other) return fail(other.error());
      std::string says = decision.same ? "" : "not ";
      says += of_text ? "the same text as " : "the same as ";
      says += *other ? (*other)->key : "?";
      if (!decision.reason.empty()) says += ": " + decision.reason;
      if (auto added = add("decision", says, {}, {}, decision.batch); !added) return added;
    }
    return {};
  }

  // What the imports that made the node left out of it.
  Result<void> ignored(const std::set<BatchId>& imports) {
    for (BatchId batch : imports) {
      const Result<std::vector<KeptText>> texts = reader_.store().texts(batch);
      if (!texts) return fail(texts.error());
      for (const KeptText& text : *texts) {
        const bool whole = text.reason == "source text";
        auto added = add(whole ? "kept source" : "left out (" + text.reason + ")", text.text, {},
                         place_cell(text.place), batch);
        if (!added) return added;
      }
    }
    return {};
  }

  Result<void> add(const std::string& what, const std::string& says, Cell confidence, Cell place,
                   BatchId batch) {
    const Result<Origin> origin = origin_of(reader_, batch);
    if (!origin) return fail(origin.error());
    answer_.table.add({what, says, std::move(confidence), std::move(place), origin->batch,
                       origin->time, origin->who, origin->source},
                      std::to_string(answer_.table.rows.size() + 1));
    return {};
  }

  const Reader& reader_;
  Answer answer_;
};

Result<int> explain_pair(Session& session, const Reader& reader, const Node& from, const Node& to) {
  Explanation explanation(reader);
  bool found = false;
  for (const auto& [citing, cited] : {std::pair(&from, &to), std::pair(&to, &from)}) {
    const Result<std::vector<Citation>> citations = reader.citations(citing->id, Direction::Cites);
    if (!citations) return fail(citations.error());
    for (const Citation& citation : *citations) {
      if (citation.to != cited->id) continue;
      auto added = explanation.citation(citation, label_of(*citing), label_of(*cited));
      if (!added) return fail(added.error());
      found = true;
    }
    if (found || from.id == to.id) break;
  }
  Answer answer = explanation.take();
  answer.nothing = "neither cites the other directly; see 'whocites path'";
  return session.print(std::move(answer));
}

Result<int> run_explain(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  if (arguments.positional.size() == 2) {
    const Result<Node> other = find_node(*reader, arguments.positional[1]);
    if (!other) return fail(other.error());
    return explain_pair(session, *reader, *node, *other);
  }
  Explanation explanation(*reader);
  if (auto added = explanation.node(*node); !added) return fail(added.error());
  for (Direction direction : {Direction::Cites, Direction::CitedBy}) {
    const Result<std::vector<Citation>> citations = reader->citations(node->id, direction);
    if (!citations) return fail(citations.error());
    for (const Citation& citation : *citations) {
      if (direction == Direction::CitedBy && citation.from == citation.to) continue;
      const Result<std::optional<Node>> from = reader->node(citation.from);
      const Result<std::optional<Node>> to = reader->node(citation.to);
      if (!from) return fail(from.error());
      if (!to) return fail(to.error());
      if (!*from || !*to) continue;
      auto added = explanation.citation(citation, label_of(**from), label_of(**to));
      if (!added) return fail(added.error());
    }
  }
  return session.print(explanation.take());
}

}  // namespace

Command describe_explain() {
  return {
      .name = "explain",
      .group = "Ask",
      .arguments = "X [Y]",
      .summary = "why the store says what it says: the sentences, files and batches behind it",
      .options = {{"as-of", "DATE", "what the store knew then"}},
      .min_positional = 1,
      .max_positional = 2,
      .run = run_explain,
  };
}

}  // namespace whocites::cli
