// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/circles.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

// Of a circle with more members only so many are named.
constexpr std::size_t kMostMembers = 1'000;
// The largest circles that are measured, more when --limit asks for more: ranking them by reach
// needs the reach of each.
constexpr std::size_t kMeasured = 256;

// The weakest link of a loop is the one to look at again first.
EdgeId least_sure(const SourceGraph& graph, const std::vector<EdgeId>& loop) {
  return *std::min_element(loop.begin(), loop.end(), [&](EdgeId a, EdgeId b) {
    return graph.citation(a).confidence < graph.citation(b).confidence;
  });
}

std::span<const VertexId> named(const Circle& circle) {
  return std::span(circle.members).first(std::min(kMostMembers, circle.members.size()));
}

void add_row(const Shown& shown, const SourceGraph& graph, const Circle& circle, Table& table) {
  std::vector<std::string> members;
  for (VertexId member : named(circle)) members.push_back(shown.node(member).key);
  std::vector<std::string> dates;
  for (EdgeId edge : circle.shortest_loop) {
    const std::string date = shown.date(graph.graph().citing(edge));
    dates.push_back(date.empty() ? "undated" : date);
  }
  const EdgeId weakest = least_sure(graph, circle.shortest_loop);
  const VertexId first = graph.graph().citing(circle.shortest_loop.front());
  const std::string cursor = members.front();
  table.add({number_cell(circle.members.size()), number_cell(circle.reach),
             shown.chain(first, circle.shortest_loop) +
                 (circle.loop_is_shortest ? "" : " (a shorter one may exist)"),
             join(dates, " → "), shown.sentence(weakest), std::move(members)},
            cursor);
}

void add_remarks(const Shown& shown, const SourceGraph& graph, const Circles& found,
                 std::span<const Circle> listed, Answer& answer) {
  answer.remarks.push_back(counted(found.count, "circle", "circles") + " with " +
                           counted(found.member_count, "member", "members") +
                           "; relied on by: how many outside draw on it, directly or not");
  const bool cut = std::any_of(listed.begin(), listed.end(), [](const Circle& circle) {
    return circle.members.size() > kMostMembers;
  });
  if (cut) {
    answer.remarks.push_back("of a large circle " + std::to_string(kMostMembers) +
                             " members are named");
  }
  if (found.largest.size() < found.count) {
    answer.remarks.push_back("the " + std::to_string(found.largest.size()) +
                             " largest were measured; a larger --limit measures more");
  }
  if (listed.empty()) return;
  const EdgeId first = least_sure(graph, listed.front().shortest_loop);
  answer.remarks.push_back("check next: " + printable(explain_command(shown, graph, first)) +
                           ", and which of the circle was published first");
}

// What the picture shows, for readers who do not see the table.
std::string subtitle(const SourceGraph& graph, const Circles& found) {
  if (found.count == 0) return "Nothing here cites itself, directly or through others.";
  if (found.count > 1) {
    return counted(found.count, "circle", "circles") + " with " +
           counted(found.member_count, "member", "members") + ".";
  }
  const Circle& only = found.largest.front();
  std::string text = only.members.size() == 1
                         ? std::string("One that cites itself")
                         : std::to_string(only.members.size()) + " that go round in one circle";
  if (cites_itself_alone(graph.graph(), only)) text += " and name no source outside it";
  text += ".";
  if (only.reach == 1) text += " One other draws on it.";
  if (only.reach > 1) text += " " + std::to_string(only.reach) + " others draw on it.";
  return text;
}

Result<int> run_circles(Session& session, const Arguments& arguments) {
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const SourceGraph& graph = whole->graph();
  const std::size_t measured = std::max<std::size_t>(kMeasured, session.limit().value_or(0));
  const auto found = whole->ask("looking for circles", [&](const Work& work) {
    return circles(whole->structure(), measured, work);
  });
  if (!found) return fail(found.error());
  Answer answer;
  const auto first_of = [](const Circle& circle) { return circle.members.front(); };
  const Result<Page> page =
      page_of(session, kUsualRows, found->largest.size(),
              by_vertex_in(whole->reader(), graph, found->largest, first_of), answer);
  if (!page) return fail(page.error());
  const auto circles = std::span(found->largest).subspan(page->begin, page->size());

  Shown shown(graph);
  if (wants_picture(arguments)) {
    std::size_t left = kMostDrawn;
    for (const Circle& circle : circles) {
      const std::size_t taken = std::min(left, circle.members.size());
      shown.add(std::span(circle.members).first(taken));
      left -= taken;
    }
    shown.add_between();
  }
  for (const Circle& circle : circles) {
    shown.add(named(circle));
    shown.add_chain(circle.shortest_loop);
  }
  if (auto read = shown.read(whole->reader()); !read) return fail(read.error());
  answer.table.columns = {"size", "relied_on_by", "loop", "dates", "check_first", "members"};
  answer.table.below = {"loop", "check_first"};
  answer.table.hidden = {"members"};
  for (const Circle& circle : circles) add_row(shown, graph, circle, answer.table);
  if (found->count != 0) add_remarks(shown, graph, *found, circles, answer);
  if (found->count == 0) {
    answer.nothing = "no circles: nothing in this store cites itself, directly or through others";
  }
  answer.drawing.title = "Who goes round in a circle?";
  mark_circles(graph, shown, circles, answer.drawing);
  answer.drawing.subtitle = subtitle(graph, *found);
  answer.network = shown.take();
  return session.print(std::move(answer));
}

}  // namespace

Command describe_circles() {
  return {
      .name = "circles",
      .group = "Ask",
      .arguments = "",
      .summary = "circular reporting: who ends up citing themselves, with the shortest loop",
      .filters = true,
      .long_work = true,
      .run = run_circles,
  };
}

}  // namespace whocites::cli
