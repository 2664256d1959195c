// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<std::vector<BatchId>> text_batches(const Store& store, const Arguments& arguments) {
  std::vector<BatchId> batches;
  for (const std::string& text : arguments.all("text")) {
    std::uint32_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size()) {
      return fail(ErrorCode::BadRequest, "--text takes the number of a batch, not '" + text + "'");
    }
    const Result<std::vector<KeptText>> texts = store.texts(BatchId(number));
    if (!texts) return fail(texts.error());
    if (texts->empty()) {
      return fail(ErrorCode::NotFound, "no text is kept with batch " + std::to_string(number));
    }
    batches.emplace_back(number);
  }
  return batches;
}

// Imports of which the text was kept and which said something of the nodes.
Result<std::set<BatchId>> kept_mentions(const Store& store, const std::vector<NodeId>& nodes) {
  std::set<BatchId> found;
  for (NodeId id : nodes) {
    const Result<std::optional<StoredNode>> node = store.node(id);
    if (!node) return fail(node.error());
    for (const Assertion& assertion : (*node)->assertions) {
      const Result<std::vector<KeptText>> texts = store.texts(assertion.batch);
      if (!texts) return fail(texts.error());
      if (!texts->empty()) found.insert(assertion.batch);
    }
  }
  return found;
}

Result<int> run_purge(Session& session, const Arguments& arguments) {
  if (arguments.positional.empty() && !arguments.has("text")) {
    return fail(ErrorCode::BadRequest, "name what to purge", "see 'whocites help purge'");
  }
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  Store::Purge request;
  for (const std::string& name : arguments.positional) {
    const Result<std::optional<NodeId>> exact = (*store)->find_key(name);
    if (!exact) return fail(exact.error());
    if (*exact) {  // also what was taken back can be purged
      request.nodes.push_back(**exact);
      continue;
    }
    const Result<Node> node = find_node(*reader, name);
    if (!node) return fail(node.error());
    request.nodes.push_back(node->id);
  }
  Result<std::vector<BatchId>> texts = text_batches(**store, arguments);
  if (!texts) return fail(texts.error());
  request.texts = std::move(*texts);
  if (!arguments.has("yes")) {
    return fail(ErrorCode::BadRequest, "a purge cannot be undone",
                "give --yes to do it; 'whocites forget' can be undone");
  }
  Result<std::set<BatchId>> mentions = kept_mentions(**store, request.nodes);
  if (!mentions) return fail(mentions.error());
  for (BatchId gone : request.texts) mentions->erase(gone);
  request.entry = session.entry(Action::Purge);
  request.entry.id = (*store)->next_batch();
  request.entry.summary = "purge " + counted(request.nodes.size(), "node", "nodes") + ", " +
                          counted(request.texts.size(), "text", "texts");
  if (auto purged = (*store)->purge(request); !purged) return fail(purged.error());
  session.report("purged " + counted(request.nodes.size(), "node", "nodes") + " and " +
                     counted(request.texts.size(), "kept text", "kept texts"),
                 request.entry.id);
  for (BatchId batch : *mentions) {
    session.remark("a text kept with batch " + std::to_string(batch.value) +
                   " may name it still; to remove it too: whocites purge --text " +
                   std::to_string(batch.value) + " --yes");
  }
  return kDone;
}

}  // namespace

Command describe_purge() {
  return {
      .name = "purge",
      .group = "Decide",
      .arguments = "[X…]",
      .summary = "remove nodes, or a kept text, for good, from the log too",
      .options = {{"text", "BATCH", "the text kept with this import", true},
                  {"yes", "", "really do it"}},
      .max_positional = SIZE_MAX,
      .run = run_purge,
  };
}

}  // namespace whocites::cli
