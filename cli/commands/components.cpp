// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"
#include "graph/algorithms/parts.h"

namespace whocites::cli {
namespace {

constexpr std::uint32_t kSampleSize = 5;

struct Question {
  const Session& session;
  const WholeGraph& whole;
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
  // What stands alone is a row only when asked for: there may be as many as nodes.
  const std::size_t count = asked.arguments.has("alone") ? parts.count() : several(parts);
  const auto row_of = [&](VertexId vertex) {
    const std::uint32_t part = parts.part[vertex.value];
    return parts.members[parts.begin[part]] == vertex ? std::optional<std::size_t>(part)
                                                      : std::nullopt;
  };
  const Result<Page> page =
      page_of(asked.session, kFewRows, count,
              by_vertex(asked.whole.reader(), asked.whole.graph(), row_of), answer);
  if (!page) return fail(page.error());
  std::vector<VertexId> named;
  for (std::size_t p = page->begin; p < page->end; ++p) {
    const auto some = members(parts, p, 0, std::min(parts.size(p), kSampleSize));
    named.insert(named.end(), some.begin(), some.end());
  }
  const Result<Shown> shown = Shown::make(asked.whole.reader(), asked.whole.graph(), named);
  if (!shown) return fail(shown.error());
  answer.table.columns = {"component", "size", "first_members", "keys"};
  answer.table.hidden = {"keys"};
  for (std::size_t p = page->begin; p < page->end; ++p) {
    std::vector<std::string> names;
    std::vector<std::string> keys;
    for (const VertexId vertex : members(parts, p, 0, std::min(parts.size(p), kSampleSize))) {
      names.push_back(shown->label(vertex));
      keys.push_back(shown->node(vertex).key);
    }
    const std::string cursor = keys.front();
    answer.table.add({number_cell(p + 1), number_cell(parts.size(p)), names, keys}, cursor);
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
  const std::size_t part = asked.parts.part[asked.whole.vertex(node).value];
  const std::size_t size = asked.parts.size(part);
  const auto all = std::span(asked.parts.members).subspan(asked.parts.begin[part], size);
  const auto itself = [](VertexId vertex) { return vertex; };
  const Result<Page> page =
      page_of(asked.session, kFewRows, size,
              by_vertex_in(asked.whole.reader(), asked.whole.graph(), all, itself), answer);
  if (!page) return fail(page.error());
  const auto rows = all.subspan(page->begin, page->size());
  const Result<Shown> shown =
      Shown::make(asked.whole.reader(), asked.whole.graph(), {rows.begin(), rows.end()});
  if (!shown) return fail(shown.error());
  answer.table.columns = node_columns({});
  for (const VertexId row : rows) answer.table.add(shown->cells(row), shown->node(row).key);
  answer.remarks.push_back(printable(label_of(node)) + " is in component " +
                           std::to_string(part + 1) + ", of " + counted(size, "node", "nodes"));
  return answer;
}

Result<int> run_components(Session& session, const Arguments& arguments) {
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  std::optional<Node> node;
  if (!arguments.positional.empty()) {
    Result<Node> found = whole->find(arguments.positional.front());
    if (!found) return fail(found.error());
    node = std::move(*found);
  }
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const bool strong = arguments.has("strong");
  const auto parts = whole->ask("finding the parts", [&](const Work& work) {
    return strong ? strong_parts(whole->structure(), work) : weak_parts(whole->structure(), work);
  });
  if (!parts) return fail(parts.error());
  const Question asked{session, *whole, *parts, arguments};
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
      .is_drawn = false,
      .long_work = true,
      .run = run_components,
  };
}

}  // namespace whocites::cli
