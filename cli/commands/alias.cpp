// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

// Adds `facts` to the node that the first argument names.
Result<int> add_facts(Session& session, const Arguments& arguments, Action action, NodeFacts facts,
                      std::string_view verb) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  facts.kind = node->kind;
  facts.unresolved = node->facts.unresolved;
  return store_records(session, {NodeRecord{node->key, std::move(facts), {}, {}, {}}},
                       session.entry(action), std::string(verb) + " " + printable(node->key));
}

std::vector<std::string> rest(const Arguments& arguments) {
  return {arguments.positional.begin() + 1, arguments.positional.end()};
}

Result<int> run_alias(Session& session, const Arguments& arguments) {
  NodeFacts facts;
  facts.aliases = rest(arguments);
  return add_facts(session, arguments, Action::Alias, std::move(facts), "alias for");
}

Result<int> run_note(Session& session, const Arguments& arguments) {
  NodeFacts facts;
  facts.notes = rest(arguments);
  return add_facts(session, arguments, Action::Note, std::move(facts), "noted on");
}

}  // namespace

Command describe_alias() {
  return {
      .name = "alias",
      .group = "Change",
      .arguments = "X NAME…",
      .summary = "X is also called NAME",
      .min_positional = 2,
      .max_positional = SIZE_MAX,
      .run = run_alias,
  };
}

Command describe_note() {
  return {
      .name = "note",
      .group = "Change",
      .arguments = "X TEXT…",
      .summary = "keep a remark with X",
      .min_positional = 2,
      .max_positional = SIZE_MAX,
      .run = run_note,
  };
}

}  // namespace whocites::cli
