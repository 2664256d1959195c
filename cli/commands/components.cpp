// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/commands/windows.h"
#include "cli/shown.h"
#include "graph/algorithms/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

constexpr std::uint64_t kUsualRows = 20;
constexpr std::uint32_t kSampleSize = 5;

struct Question {
  const Reader& reader;
  const SourceGraph& graph;
  const Parts& parts;
  const Arguments& arguments;
};

std::vector<VertexId> members(const Parts& parts, std::size_t part, std::size_t first,
                              std::size_t last) {
  const auto begin = parts.members.begin() + parts.begin[part];
  return {begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last)};
}

// How many parts have more than one member.
std::size_t several(const Parts& parts) {
  std::size_t count = 0;
  while (count < parts.count() && parts.size(count) > 1) ++count;
  return count;
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (share < 0.1) return "less than 0.1 %";
  std::string text = std::to_string(std::round(share * 10) / 10);
  text.resize(text.find('.') + 2);
  return text + " %";
}

std::string verdict(const Parts& parts, bool strong) {
  const std::size_t together = several(parts);
  const std::size_t all = parts.members.size();
  const std::string singles = counted(parts.count() - together, "node", "nodes");
  if (together == 0) {
    return strong ? "no circles: nothing here draws on itself through others"
                  : "no citations: each of " + singles + " stands alone";
  }
  const std::string largest = "the largest has " + counted(parts.size(0), "node", "nodes") +
                              " of " + std::to_string(all) + " (" + percent(parts.size(0), all) +
                              ")";
  if (strong) {
    return counted(together, "group draws", "groups draw") + " on one another in circles; " +
           largest + "; " + singles + " in no circle with others";
  }
  return counted(together, "part hangs", "parts hang") + " together by citations; " + largest +
         "; " + singles + " without any";
}

Result<Answer> part_rows(const Question& asked) {
  const Parts& parts = asked.parts;
  Answer answer;
  const Result<Window> window = Window::make(asked.arguments, kUsualRows, answer);
  if (!window) return fail(window.error());
  // What stands alone is a row only when asked for: there may be as many as nodes.
  const std::size_t end =
      window->end(asked.arguments.has("alone") ? parts.count() : several(parts));
  std::vector<VertexId> named;
  for (std::size_t p = window->first; p < end; ++p) {
    const auto some = members(parts, p, 0, std::min(parts.size(p), kSampleSize));
    named.insert(named.end(), some.begin(), some.end());
  }
  const Result<Shown> shown = Shown::make(asked.reader, asked.graph, named);
  if (!shown) return fail(shown.error());
  answer.table.columns = {"component", "size", "first_members", "keys"};
  answer.table.hidden = {"keys"};
  for (std::size_t p = window->first; p < end; ++p) {
    std::vector<std::string> names;
    std::vector<std::string> keys;
    for (const VertexId vertex : members(parts, p, 0, std::min(parts.size(p), kSampleSize))) {
      names.push_back(shown->label(vertex));
      keys.push_back(shown->node(vertex).key);
    }
    const std::string number = std::to_string(p + 1);
    answer.table.add({number_cell(p + 1), number_cell(parts.size(p)), names, keys}, number);
  }
  if (parts.count() == 0) {
    answer.nothing = "the store is empty, or the filter leaves nothing";
  } else {
    answer.remarks.push_back(verdict(parts, asked.arguments.has("strong")));
  }
  return answer;
}

Result<Answer> member_rows(const Question& asked, const Node& node) {
  Answer answer;
  const Result<Window> window = Window::make(asked.arguments, kUsualRows, answer);
  if (!window) return fail(window.error());
  const std::size_t part = asked.parts.part[asked.graph.vertex_of(node.id)->value];
  const std::size_t size = asked.parts.size(part);
  const std::size_t first = std::min(window->first, size);
  const auto rows = members(asked.parts, part, first, std::max(first, window->end(size)));
  const Result<Shown> shown = Shown::make(asked.reader, asked.graph, rows);
  if (!shown) return fail(shown.error());
  answer.table.columns = node_columns({});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    answer.table.add(shown->cells(rows[i]), std::to_string(first + i + 1));
  }
  answer.remarks.push_back(printable(label_of(node)) + " is in component " +
                           std::to_string(part + 1) + ", of " + counted(size, "node", "nodes"));
  return answer;
}

Result<int> run_components(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  std::optional<Node> node;
  std::vector<NodeId> keep;
  if (!arguments.positional.empty()) {
    Result<Node> found = find_node(*reader, arguments.positional.front());
    if (!found) return fail(found.error());
    keep.push_back(found->id);
    node = std::move(*found);
  }
  const Result<SourceGraph> graph = session.source_graph(*reader, *filter, keep);
  if (!graph) return fail(graph.error());
  const Parts parts =
      arguments.has("strong") ? strong_parts(graph->graph()) : weak_parts(graph->graph());
  const Question asked{*reader, *graph, parts, arguments};
  Result<Answer> answer = node ? member_rows(asked, *node) : part_rows(asked);
  if (!answer) return fail(answer.error());
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_components() {
  return {
      .name = "components",
      .group = "Ask",
      .arguments = "[X]",
      .summary = "which parts hang together by citations, largest first; or the part that X is in",
      .options = {{"strong", "", "what draws on one another, in circles"},
                  {"alone", "", "list also what stands alone"}},
      .max_positional = 1,
      .filters = true,
      .run = run_components,
  };
}

}  // namespace whocites::cli
