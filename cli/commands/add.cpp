// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "graph/keys.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

// Adding what is there already is a mistake more often than not; a namesake is worth a word.
Result<void> check_new(Session& session, const std::string& key, const NodeFacts& facts) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<std::optional<NodeId>> id = (*store)->find_key(key);
  if (!id) return fail(id.error());
  if (*id) {
    const Result<std::optional<Node>> node = reader->node(**id);
    if (!node) return fail(node.error());
    if (*node && !(*node)->facts.unresolved) {
      return fail(ErrorCode::BadRequest, "'" + key + "' is there already",
                  "to say more of it: whocites set; for another thing give another --key");
    }
  }
  const Result<std::vector<NodeId>> namesakes = (*store)->find_name(fold_name(facts.title));
  if (!namesakes) return fail(namesakes.error());
  for (NodeId other : *namesakes) {
    const Result<std::optional<Node>> node = reader->node(other);
    if (!node) return fail(node.error());
    if (!*node || (*node)->key == key) continue;
    session.remark("'" + printable((*node)->key) + "' has this name too; if they are one thing: " +
                   "whocites same " + printable(key) + " " + printable((*node)->key));
  }
  return {};
}

Result<int> run_add(Session& session, const Arguments& arguments) {
  const std::string& kind_name = arguments.positional.front();
  const std::optional<Kind> kind = kind_named(kind_name);
  if (!kind) {
    return fail(ErrorCode::BadRequest, "'" + kind_name + "' is not a kind",
                "kinds: " + kind_names());
  }
  Result<NodeFacts> facts = node_facts(arguments);
  if (!facts) return fail(facts.error());
  facts->kind = kind;
  if (arguments.has("outlet") && arguments.has("part-of")) {
    return fail(ErrorCode::BadRequest, "--outlet and --part-of say the same thing: give one");
  }
  NodeRecord record;
  record.key = arguments.has("key") ? arguments.text("key") : key_for(*facts);
  if (trim(record.key).empty()) {
    return fail(ErrorCode::BadRequest, "a node needs a name",
                "give --name, --title, --url or --key");
  }
  record.part_of = arguments.text(arguments.has("outlet") ? "outlet" : "part-of");
  if (auto fresh = check_new(session, record.key, *facts); !fresh) return fail(fresh.error());
  record.facts = std::move(*facts);
  const std::string done = "added " + printable(record.key);
  return store_records(session, {std::move(record)}, session.entry(Action::Add), done);
}

Result<int> run_set(Session& session, const Arguments& arguments) {
  Result<NodeFacts> facts = node_facts(arguments);
  if (!facts) return fail(facts.error());
  const std::string part_of = arguments.text(arguments.has("outlet") ? "outlet" : "part-of");
  const bool changes_kind = arguments.has("kind");
  if (*facts == NodeFacts{} && part_of.empty() && !changes_kind) {
    return fail(ErrorCode::BadRequest, "nothing to set", "see 'whocites help set'");
  }
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  facts->kind = node->kind;
  if (changes_kind) {
    facts->kind = kind_named(arguments.text("kind"));
    if (!facts->kind) {
      return fail(ErrorCode::BadRequest, "'" + arguments.text("kind") + "' is not a kind",
                  "kinds: " + kind_names());
    }
  }
  NodeRecord record{node->key, std::move(*facts), part_of, {}, {}};
  return store_records(session, {std::move(record)}, session.entry(Action::Set),
                       "set " + printable(node->key));
}

}  // namespace

Command describe_add() {
  std::vector<Option> options = node_options();
  options.insert(options.begin(),
                 {"key", "K", "its stable key (default: made of URL, domain or name)"});
  return {
      .name = "add",
      .group = "Change",
      .arguments = "KIND",
      .summary = "add an article, outlet, publication, person or organization",
      .options = std::move(options),
      .min_positional = 1,
      .max_positional = 1,
      .run = run_add,
  };
}

Command describe_set() {
  std::vector<Option> options = node_options();
  options.push_back({"kind", "KIND", "what it is, if unresolved or taken for something else"});
  return {
      .name = "set",
      .group = "Change",
      .arguments = "X",
      .summary = "say more of a node; what is known of it already stays in the log",
      .options = std::move(options),
      .min_positional = 1,
      .max_positional = 1,
      .run = run_set,
  };
}

}  // namespace whocites::cli
