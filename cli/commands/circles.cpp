// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/circles.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

std::string loop_text(const Network& network, const std::vector<EdgeId>& loop) {
  std::string text = full_label(network, network.graph.ends(loop.front()).first);
  for (EdgeId edge : loop) text += " → " + full_label(network, network.graph.ends(edge).second);
  return text;
}

// The weakest link of a loop is the one to look at again first.
EdgeId least_sure(const Network& network, const std::vector<EdgeId>& loop) {
  return *std::min_element(loop.begin(), loop.end(), [&](EdgeId a, EdgeId b) {
    return confidence_of(network.citation(a)) < confidence_of(network.citation(b));
  });
}

Result<int> run_circles(Session& session, const Arguments&) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Network> network = reader->network(*filter);
  if (!network) return fail(network.error());
  Answer answer;
  answer.table.columns = {"size", "relied_on_by", "loop", "dates", "check_first", "members"};
  answer.table.below = {"loop", "check_first"};
  answer.table.hidden = {"members"};
  std::vector<VertexId> vertices;
  for (const Circle& circle : circles(network->graph)) {
    std::vector<std::string> members;
    std::vector<std::string> dates;
    for (VertexId member : circle.members) members.push_back(network->node(member).key);
    for (EdgeId edge : circle.shortest_loop) {
      const Node& node = network->node(network->graph.ends(edge).first);
      dates.push_back(node.facts.date ? to_string(*node.facts.date) : "undated");
    }
    const EdgeId weakest = least_sure(*network, circle.shortest_loop);
    const auto [from, to] = network->graph.ends(weakest);
    answer.table.add({number_cell(circle.members.size()), number_cell(circle.reach),
                      loop_text(*network, circle.shortest_loop) +
                          (circle.loop_is_shortest ? "" : " (a shorter one may exist)"),
                      join(dates, " → "),
                      full_label(*network, from) + " " +
                          std::string(verb_of(network->citation(weakest).relation)) + " " +
                          full_label(*network, to),
                      members},
                     members.front());
    vertices.insert(vertices.end(), circle.members.begin(), circle.members.end());
  }
  answer.nothing = "no circles: nothing in this store cites itself, directly or through others";
  answer.network = subnetwork(*network, vertices);
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
      .run = run_circles,
  };
}

}  // namespace whocites::cli
