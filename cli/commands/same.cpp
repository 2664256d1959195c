// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

// A node by its exact key first, so that two which are already the same can be told apart.
Result<NodeId> exact_or_found(const Reader& reader, const std::string& text) {
  const Result<std::optional<NodeId>> exact = reader.store().find_key(text);
  if (!exact) return fail(exact.error());
  if (*exact) return **exact;
  const Result<Node> node = find_node(reader, text);
  if (!node) return fail(node.error());
  return node->id;
}

// Which of the two stands for both now.
Result<int> remark_shown(Session& session, NodeId id) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<std::optional<Node>> node = reader->node(id);
  if (!node) return fail(node.error());
  if (*node) {
    session.remark("shown as '" + printable(label_of(**node)) + "' (" + printable((*node)->key) +
                   "); another name: whocites set " + printable((*node)->key) + " --name NAME");
  }
  return kDone;
}

// Whether they are prints of one text.
Result<int> decide_text(Session& session, const Arguments& arguments, IdentityDecision decision) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  if (decision.a == decision.b) {
    return fail(ErrorCode::BadRequest, "these are the same node already");
  }
  decision.of = Sameness::Text;
  decision.reason = arguments.text("why");
  Changes changes;
  changes.batch = session.entry(decision.same ? Action::Confirm : Action::Reject);
  changes.batch.id = (*store)->next_batch();
  changes.identities.push_back(decision);
  if (auto stored = (*store)->commit(changes); !stored) return fail(stored.error());
  session.report(printable(arguments.positional[0]) +
                     (decision.same ? " has one text with " : " has a text of its own beside ") +
                     printable(arguments.positional[1]),
                 changes.batch.id);
  return kDone;
}

Result<int> decide(Session& session, const Arguments& arguments, bool same) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<NodeId> a = exact_or_found(*reader, arguments.positional[0]);
  if (!a) return fail(a.error());
  const Result<NodeId> b = exact_or_found(*reader, arguments.positional[1]);
  if (!b) return fail(b.error());
  if (arguments.has("text")) return decide_text(session, arguments, {{}, *a, *b, same, {}});
  const Result<std::vector<NodeId>> likes = reader->same_as(*a);
  if (!likes) return fail(likes.error());
  const bool joined = std::binary_search(likes->begin(), likes->end(), *b);
  const Result<std::optional<bool>> decided = reader->decided(*a, *b);
  if (!decided) return fail(decided.error());
  if (*a == *b || (same && joined)) {
    return fail(ErrorCode::BadRequest, "these are the same node already");
  }
  if (!same && *decided == false) return fail(ErrorCode::BadRequest, "that is decided already");
  if (!same && joined && !*decided) {
    return fail(ErrorCode::BadRequest, "the two are the same through a third node",
                "see 'whocites log' for the decisions, and undo the wrong one");
  }
  Changes changes;
  changes.batch = session.entry(same ? Action::Same : Action::NotSame);
  changes.batch.id = (*store)->next_batch();
  changes.identities.push_back({{}, *a, *b, same, arguments.text("why")});
  if (auto stored = (*store)->commit(changes); !stored) return fail(stored.error());
  session.report(printable(arguments.positional[0]) + (same ? " is " : " is not ") +
                     printable(arguments.positional[1]),
                 changes.batch.id);
  if (same) return remark_shown(session, *a);
  return kDone;
}

Result<int> run_same(Session& session, const Arguments& arguments) {
  return decide(session, arguments, true);
}
Result<int> run_not_same(Session& session, const Arguments& arguments) {
  return decide(session, arguments, false);
}

}  // namespace

Command describe_same() {
  return {
      .name = "same",
      .group = "Decide",
      .arguments = "A B",
      .summary = "A and B are one and the same; undo parts them again",
      .options = {{"text", "", "two articles, prints of one text: counted as one source"},
                  {"why", "TEXT", "the reason"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_same,
  };
}

Command describe_not_same() {
  return {
      .name = "not-same",
      .group = "Decide",
      .arguments = "A B",
      .summary = "A and B are two; they will not be taken for one",
      .options = {{"text", "", "two articles, each with a text of its own"},
                  {"why", "TEXT", "the reason"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_not_same,
  };
}

}  // namespace whocites::cli
