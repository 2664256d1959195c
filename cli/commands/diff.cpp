// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/long_work.h"
#include "cli/page.h"
#include "storage/compare.h"

namespace whocites::cli {
namespace {

// The number of a batch: "12", or "#2021", as four digits alone are a year.
std::optional<BatchId> batch_number(std::string_view text) {
  const bool marked = text.starts_with('#');
  if (marked) text.remove_prefix(1);
  if (!marked && text.size() == 4) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return BatchId(number);
}

// What the store knew after that batch, or at the end of that date.
Result<View> view_option(const Store& store, const Arguments& arguments, const std::string& name) {
  if (!arguments.has(name)) return load_view(store);
  const std::string text = arguments.text(name);
  if (const auto batch = batch_number(text)) {
    if (batch->value >= store.next_batch().value) {
      return fail(ErrorCode::NotFound, "there is no batch " + std::to_string(batch->value),
                  "'whocites log' lists them");
    }
    return load_view_after(store, *batch);
  }
  const Result<Date> date = parse_date(text);
  if (!date) {
    return fail(ErrorCode::BadRequest,
                "--" + name + " takes the number of a batch or a date: " + date.error().message,
                "'whocites log' lists both; 0 is before the first batch");
  }
  return load_view(store, date->latest());
}

std::string_view name_of_change(Change change) {
  switch (change) {
    case Change::Came:
      return "came";
    case Change::Went:
      return "went";
    case Change::Judged:
      return "judged";
  }
  return {};
}

// Names as they are now, or else as they were.
class NamesThen {
 public:
  NamesThen(const Store& store, const View& before, const View& after)
      : store_(store), before_(before), after_(after) {}

  Result<Node> node(NodeId id) const {
    const Result<std::optional<StoredNode>> stored = store_.node(id);
    if (!stored) return fail(stored.error());
    std::optional<Node> node;
    if (*stored) {
      node = resolve(**stored, after_);
      if (!node) node = resolve(**stored, before_);
    }
    return node.value_or(Node{});
  }

 private:
  const Store& store_;
  const View& before_;
  const View& after_;
};

Cell verdict_cell(const std::optional<Verdict>& verdict) {
  return verdict ? Cell(std::string(name_of(*verdict))) : Cell();
}

Result<void> add_node(const NamesThen& names, const NodeChange& change, Table& table) {
  const Result<Node> node = names.node(change.node);
  if (!node) return fail(node.error());
  table.add({std::string(name_of_change(change.change)), std::string(name_of(node->kind)),
             label_of(*node), Cell(), Cell(), Cell(), Cell(), node->key, Cell()},
            node->key);
  return {};
}

Result<void> add_citation(const NamesThen& names, const CitationChange& change, Table& table) {
  const Result<Node> from = names.node(change.from);
  if (!from) return fail(from.error());
  const Result<Node> to = names.node(change.to);
  if (!to) return fail(to.error());
  const std::string relation(name_of(change.relation));
  table.add(
      {std::string(name_of_change(change.change)), "citation", label_of(*from), relation,
       label_of(*to), verdict_cell(change.before), verdict_cell(change.after), from->key, to->key},
      from->key + "#" + to->key + "#" + relation);
  return {};
}

// The row of a node's key, or of "FROM#TO#RELATION"; nodes come first. Keys of what is gone are
// known as well.
Result<std::optional<std::size_t>> row_of(const Store& store, const Differences& found,
                                          const std::string& cursor) {
  const Result<std::optional<NodeId>> node = store.find_key(cursor);
  if (!node) return fail(node.error());
  if (*node) {
    const auto at = std::find_if(found.nodes.begin(), found.nodes.end(),
                                 [&](const NodeChange& one) { return one.node == **node; });
    if (at != found.nodes.end()) return static_cast<std::size_t>(at - found.nodes.begin());
  }
  const std::size_t last = std::min(cursor.rfind('#'), cursor.size());
  const auto relation = relation_named(cursor.substr(std::min(last + 1, cursor.size())));
  if (!relation) return std::nullopt;
  for (const auto& [citing, cited] : parted(cursor.substr(0, last))) {
    const Result<std::optional<NodeId>> from = store.find_key(citing);
    if (!from) return fail(from.error());
    const Result<std::optional<NodeId>> to = store.find_key(cited);
    if (!to) return fail(to.error());
    const auto at = std::find_if(
        found.citations.begin(), found.citations.end(), [&](const CitationChange& one) {
          return *from == one.from && *to == one.to && *relation == one.relation;
        });
    if (at == found.citations.end()) continue;
    return found.nodes.size() + static_cast<std::size_t>(at - found.citations.begin());
  }
  return std::nullopt;
}

template <class Changes>
std::uint64_t count_of(const Changes& changes, Change change) {
  return static_cast<std::uint64_t>(std::count_if(
      changes.begin(), changes.end(), [&](const auto& one) { return one.change == change; }));
}

std::string verdict(const Differences& found) {
  return counted(count_of(found.nodes, Change::Came), "node", "nodes") + " came, " +
         std::to_string(count_of(found.nodes, Change::Went)) + " went; " +
         counted(count_of(found.citations, Change::Came), "citation", "citations") + " came, " +
         std::to_string(count_of(found.citations, Change::Went)) + " went, " +
         std::to_string(count_of(found.citations, Change::Judged)) + " judged otherwise";
}

Result<int> run_diff(Session& session, const Arguments& arguments) {
  if (!arguments.has("from")) {
    return fail(ErrorCode::BadRequest, "--from is missing",
                "--from takes the number of a batch or a date; 0 is before the first batch");
  }
  const Result<Store*> store = session.store_to_read();
  if (!store) return fail(store.error());
  const Result<View> before = view_option(**store, arguments, "from");
  if (!before) return fail(before.error());
  const Result<View> after = view_option(**store, arguments, "to");
  if (!after) return fail(after.error());
  if (before->last > after->last) {
    return fail(ErrorCode::BadRequest, "--from is later than --to");
  }
  const Result<Differences> found =
      do_long_work(session, arguments, "comparing",
                   [&](const Work& work) { return compare(**store, *before, *after, work); });
  if (!found) return fail(found.error());

  Answer answer;
  answer.table.columns = {"change",         "what",          "node",     "relation", "cited",
                          "verdict_before", "verdict_after", "node_key", "cited_key"};
  answer.table.hidden = {"node_key", "cited_key"};
  const NamesThen names(**store, *before, *after);
  const std::size_t node_count = found->nodes.size();
  const std::size_t all = node_count + found->citations.size();
  const Result<Page> page = page_of(
      session, kUsualRows, all,
      [&](const std::string& cursor) { return row_of(**store, *found, cursor); }, answer);
  if (!page) return fail(page.error());
  for (std::size_t i = page->begin; i < page->end; ++i) {
    const Result<void> added =
        i < node_count ? add_node(names, found->nodes[i], answer.table)
                       : add_citation(names, found->citations[i - node_count], answer.table);
    if (!added) return fail(added.error());
  }
  answer.nothing = "no node or citation came, went or was judged otherwise";
  if (all != 0) answer.remarks.push_back(verdict(*found));
  return session.print(std::move(answer));
}

}  // namespace

Command describe_diff() {
  return {
      .name = "diff",
      .group = "Ask",
      .arguments = "--from DATE|BATCH",
      .summary = "what came, went or was judged otherwise between two moments of this store",
      .options = {{"from", "WHEN", "after that batch of the log, or at the end of that date"},
                  {"to", "WHEN", "the same (default: now)"}},
      .long_work = true,
      .run = run_diff,
  };
}

}  // namespace whocites::cli
