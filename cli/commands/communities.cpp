// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"
#include "graph/algorithms/leiden.h"
#include "graph/algorithms/modularity.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kNamesInRow = 3;

Result<LeidenOptions> leiden_options(const Arguments& arguments) {
  LeidenOptions options;
  const Result<std::optional<double>> resolution = arguments.real("resolution");
  if (!resolution) return fail(resolution.error());
  if (*resolution && (**resolution < 0 || **resolution > 1e6)) {
    return fail(ErrorCode::BadRequest, "--resolution takes a number from 0 to 1000000",
                "1 is usual; 2 gives more and smaller communities");
  }
  const Result<std::uint64_t> seed = seed_option(arguments);
  if (!seed) return fail(seed.error());
  options.resolution = resolution->value_or(options.resolution);
  options.seed = *seed;
  return options;
}

// The graph at one level, its communities, and who is in them.
struct Division {
  CitationGraph graph;
  std::vector<std::uint64_t> weight;
  std::vector<NodeId> node;  // of each vertex of `graph`
  Communities communities;
  GroupTies ties;
  std::vector<std::uint64_t> cited;  // inside its community, each vertex
  std::vector<std::uint32_t> order;  // vertices by community, then by `cited`, then as they come
  std::size_t joined = 0;            // of `order`, those in communities of two or more
  std::size_t community_count = 0;   // of two or more
};

Division divide(const SourceGraph& source, Level level, const LeidenOptions& options,
                const Work& work) {
  Division division;
  if (level == Level::Article) {
    division.graph = source.graph();
    division.node.assign(source.columns().node.begin(), source.columns().node.end());
  } else {
    LevelGraph between = level_graph(source, representatives(source, level));
    division.graph = between.between;
    division.weight = std::move(between.weight);
    for (const VertexId leader : between.leader) division.node.push_back(source.node(leader));
  }
  division.communities = leiden(division.graph, division.weight, options, work);
  const Communities& found = division.communities;
  division.ties = group_ties(division.graph, division.weight, found.of_vertex, found.count());
  division.cited = cited_inside(division.graph, division.weight, found.of_vertex);
  division.order.resize(found.of_vertex.size());
  std::iota(division.order.begin(), division.order.end(), 0U);
  std::stable_sort(division.order.begin(), division.order.end(), [&](auto a, auto b) {
    if (found.of_vertex[a] != found.of_vertex[b]) return found.of_vertex[a] < found.of_vertex[b];
    return division.cited[a] > division.cited[b];
  });
  for (const std::uint32_t size : found.size) {
    if (size < 2) break;
    division.joined += size;
    ++division.community_count;
  }
  return division;
}

// The citations between these nodes, to be drawn.
std::vector<CitationId> ends_between(const SourceGraph& source, const std::vector<NodeId>& nodes) {
  std::vector<VertexId> vertices;
  for (const NodeId node : nodes) {
    if (const auto vertex = source.vertex_of(node)) vertices.push_back(*vertex);
  }
  std::sort(vertices.begin(), vertices.end());
  std::vector<CitationId> ends;
  for (const VertexId from : vertices) {
    for (const CitationGraph::Arc& arc : source.graph().out_arcs(from)) {
      if (!std::binary_search(vertices.begin(), vertices.end(), arc.vertex)) continue;
      ends.push_back(
          {source.node(from), source.node(arc.vertex), source.citation(arc.edge).relation});
    }
  }
  return ends;
}

double percent(std::uint64_t part, std::uint64_t whole) {
  return std::round(1000.0 * static_cast<double>(part) / static_cast<double>(whole)) / 10;
}

std::string name_of(const Network& network, NodeId node) {
  const auto vertex = network.vertex_of(node);
  return vertex ? full_label(network, *vertex) : std::string();
}

std::string key_of(const Network& network, NodeId node) {
  const auto vertex = network.vertex_of(node);
  return vertex ? network.node(*vertex).key : std::string();
}

// The node with this key in the division; absent when there is none.
Result<std::optional<std::uint32_t>> member_with_key(const Reader& reader, const Division& division,
                                                     const std::string& key) {
  const Result<std::optional<NodeId>> node = reader.store().find_key(key);
  if (!node) return fail(node.error());
  const auto at = *node ? std::lower_bound(division.node.begin(), division.node.end(), **node)
                        : division.node.end();
  if (at == division.node.end() || *at != **node) return std::nullopt;
  return static_cast<std::uint32_t>(at - division.node.begin());
}

// Where the members of each community begin in the order.
std::vector<std::size_t> first_members(const Division& division) {
  std::vector<std::size_t> first(division.community_count + 1, 0);
  for (std::size_t c = 0; c < division.community_count; ++c) {
    first[c + 1] = first[c] + division.communities.size[c];
  }
  return first;
}

// The row of a cursor: the key of what is cited most in a community, or that of a member.
RowOfCursor row_of(const Reader& reader, const Division& division, bool members) {
  return [&reader, &division,
          members](const std::string& cursor) -> Result<std::optional<std::size_t>> {
    const auto member = member_with_key(reader, division, cursor);
    if (!member) return fail(member.error());
    if (!*member) return std::nullopt;
    const auto at = std::find(division.order.begin(), division.order.end(), **member);
    const auto place = static_cast<std::size_t>(at - division.order.begin());
    if (members) return place;
    const std::uint32_t community = division.communities.of_vertex[**member];
    const bool leads =
        community < division.community_count && first_members(division)[community] == place;
    return leads ? std::optional<std::size_t>(community) : std::nullopt;
  };
}

// One row for each community: who is cited most in it.
Result<Network> add_communities(const Reader& reader, const Division& division, const Page& page,
                                Table& table) {
  const std::vector<std::uint32_t>& sizes = division.communities.size;
  const std::vector<std::size_t> first = first_members(division);
  const auto leading = [&](std::size_t c) {
    std::vector<NodeId> nodes;
    for (std::size_t i = 0; i < std::min<std::size_t>(sizes[c], kNamesInRow); ++i) {
      nodes.push_back(division.node[division.order[first[c] + i]]);
    }
    return nodes;
  };
  std::vector<NodeId> named;
  for (std::size_t c = page.begin; c < page.end; ++c) {
    const std::vector<NodeId> nodes = leading(c);
    named.insert(named.end(), nodes.begin(), nodes.end());
  }
  Result<Network> network = reader.excerpt(named, {});
  if (!network) return network;
  table.columns = {"community", "size", "citations", "stays_inside_percent", "most_cited", "keys"};
  table.below = {"most_cited"};
  table.hidden = {"keys"};
  for (std::size_t c = page.begin; c < page.end; ++c) {
    std::vector<std::string> names;
    std::vector<std::string> keys;
    for (const NodeId node : leading(c)) {
      names.push_back(name_of(*network, node));
      keys.push_back(key_of(*network, node));
    }
    const std::uint64_t inside = division.ties.inside[c];
    const std::string cursor = keys.front();
    table.add({number_cell(c + 1), number_cell(sizes[c]), number_cell(inside),
               percent(inside, inside + division.ties.leaving[c]), join(names, "; "), keys},
              cursor);
  }
  return network;
}

// So many of each community are drawn at most, those cited most within it.
constexpr std::size_t kMostDrawnOfEach = 8;

std::string frame_label(const Division& division, std::size_t community, std::size_t drawn) {
  const std::uint64_t inside = division.ties.inside[community];
  const std::size_t size = division.communities.size[community];
  std::string label = "Community " + std::to_string(community + 1) + ": " + std::to_string(size) +
                      " that cite one another";
  if (size > drawn) label += ", " + std::to_string(drawn) + " of them drawn";
  return label + "; " +
         std::to_string(std::lround(percent(inside, inside + division.ties.leaving[community]))) +
         "% stays inside";
}

// The communities of the page as frames, with who is cited most in each.
Result<Network> draw_communities(const Reader& reader, const SourceGraph& source,
                                 const Division& division, const Page& page,
                                 render::DrawOptions& drawing) {
  const std::vector<std::size_t> first = first_members(division);
  std::vector<NodeId> nodes;
  std::vector<std::vector<NodeId>> members;
  for (std::size_t c = page.begin; c < page.end && nodes.size() < kMostDrawn; ++c) {
    const std::size_t count = std::min<std::size_t>(division.communities.size[c], kMostDrawnOfEach);
    members.emplace_back();
    for (std::size_t i = 0; i < count; ++i) {
      members.back().push_back(division.node[division.order[first[c] + i]]);
    }
    nodes.insert(nodes.end(), members.back().begin(), members.back().end());
  }
  Result<Network> network = reader.excerpt(nodes, ends_between(source, nodes));
  if (!network) return network;
  for (std::size_t i = 0; i < members.size(); ++i) {
    render::FramedSet set{frame_label(division, page.begin + i, members[i].size()), {}};
    for (const NodeId node : members[i]) set.members.push_back(*network->vertex_of(node));
    drawing.sets.push_back(std::move(set));
  }
  drawing.title = "Who cites one another?";
  return network;
}

// One row for each member of each community.
Result<Network> add_members(const Reader& reader, const Division& division, const Page& page,
                            Table& table) {
  std::vector<NodeId> named;
  for (std::size_t i = page.begin; i < page.end; ++i) {
    named.push_back(division.node[division.order[i]]);
  }
  Result<Network> network = reader.excerpt(named, {});
  if (!network) return network;
  table.columns = {"community", "cited_inside", "name", "key"};
  for (std::size_t i = page.begin; i < page.end; ++i) {
    const std::uint32_t v = division.order[i];
    table.add({number_cell(division.communities.of_vertex[v] + 1), number_cell(division.cited[v]),
               name_of(*network, division.node[v]), key_of(*network, division.node[v])},
              key_of(*network, division.node[v]));
  }
  return network;
}

std::string what_counts(Level level) {
  if (level == Level::Outlet) return "outlets (each with what it published)";
  return level == Level::Owner ? "owners (each with its outlets)" : "articles and other sources";
}

std::vector<std::string> remarks(const Division& division, Level level, double resolution) {
  const double value = division.communities.modularity;
  std::string verdict =
      counted(division.community_count, "community", "communities") + " among " +
      std::to_string(division.joined) + " " + what_counts(level) + "; modularity " +
      std::to_string(std::round(value * 10000) / 10000).substr(0, value < 0 ? 7 : 6);
  if (resolution == 1) {
    verdict += value >= 0.3    ? ", a clear division"
               : value >= 0.05 ? ", a weak one: the groups overlap much, take them as a hint"
                               : ", no better than chance: there are no groups to speak of";
  }
  std::vector<std::string> lines{verdict};
  lines.emplace_back(
      "a community cites its own more than chance would; stays inside: of the citations that its "
      "members make, those to other members (self-citations left out)");
  lines.emplace_back(
      "next: --members lists who belongs to each, --resolution 2 divides more finely, and another "
      "--seed shows what hangs on the order of the search");
  return lines;
}

Result<int> run_communities(Session& session, const Arguments& arguments) {
  const Result<Level> level = level_option(arguments, Level::Article);
  if (!level) return fail(level.error());
  const Result<LeidenOptions> options = leiden_options(arguments);
  if (!options) return fail(options.error());
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const auto division = whole->ask("looking for communities", [&](const Work& work) {
    return divide(whole->graph(), *level, *options, work);
  });
  if (!division) return fail(division.error());
  const bool members = arguments.has("members");
  Answer answer;
  const Result<Page> page =
      page_of(session, kFewRows, members ? division->joined : division->community_count,
              row_of(whole->reader(), *division, members), answer);
  if (!page) return fail(page.error());
  Result<Network> network = members
                                ? add_members(whole->reader(), *division, *page, answer.table)
                                : add_communities(whole->reader(), *division, *page, answer.table);
  if (!network) return fail(network.error());
  answer.nothing = "no communities: nothing here cites anything else";
  if (division->community_count > 0) {
    answer.remarks = remarks(*division, *level, options->resolution);
  }
  if (*level == Level::Article && !members && wants_picture(arguments)) {
    if (!answer.remarks.empty()) answer.drawing.subtitle = answer.remarks.front();
    Result<Network> drawn =
        draw_communities(whole->reader(), whole->graph(), *division, *page, answer.drawing);
    if (!drawn) return fail(drawn.error());
    answer.network = std::move(*drawn);
  }
  return session.print(std::move(answer));
}

}  // namespace

Command describe_communities() {
  return {
      .name = "communities",
      .group = "Ask",
      .arguments = "",
      .summary = "groups that cite one another more than others, with whom they cite most",
      .options = {{"level", "LEVEL", "article, outlet or owner (default: article)"},
                  {"resolution", "G", "above 1: more and smaller communities (default: 1)"},
                  {"members", "", "who belongs to each, one row each"}},
      .filters = true,
      .is_drawn = false,
      .long_work = true,
      .run = run_communities,
  };
}

}  // namespace whocites::cli
