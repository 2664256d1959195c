// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/graph_builder.h"

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>

#include "base/text.h"

namespace whocites::test {
namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view part) {
  throw std::invalid_argument(std::string(what) + " in '" + std::string(part) + "'");
}

class SentenceReader {
 public:
  Network read(std::string_view sentence) {
    for (const std::string_view item : split(sentence, ',')) {
      if (trim(item).empty()) {
        if (trim(sentence).empty()) break;
        refuse("an empty part", sentence);
      }
      read_item(trim(item));
    }
    return make_network(nodes_, citations_);
  }

 private:
  void read_item(std::string_view item) {
    if (const auto less = item.find('<'); less != std::string_view::npos) {
      const std::size_t part = read_node(item.substr(0, less), Kind::Article);
      const std::size_t whole = read_node(item.substr(less + 1), Kind::Outlet);
      nodes_[part].part_of = nodes_[whole].id;
      return;
    }
    read_chain(item);
  }

  // Arrows are " -> " or " -relation-> ", with the spaces, since keys may contain "-".
  void read_chain(std::string_view item) {
    std::size_t arrow = item.find(" -");
    std::size_t from = read_node(item.substr(0, arrow), Kind::Article);
    while (arrow != std::string_view::npos) {
      const std::size_t head = item.find("-> ", arrow);
      if (head == std::string_view::npos) refuse("an arrow without a head", item);
      Relation relation = Relation::Mentions;
      if (head > arrow + 1) {
        const auto named = relation_named(item.substr(arrow + 2, head - arrow - 2));
        if (!named) refuse("an unknown relation", item);
        relation = *named;
      }
      const std::size_t next = item.find(" -", head);
      const std::size_t length =
          next == std::string_view::npos ? std::string_view::npos : next - head - 3;
      const std::size_t to = read_node(item.substr(head + 3, length), Kind::Article);
      citations_.push_back({nodes_[from].id, nodes_[to].id, relation, {Evidence{}}, {}});
      citations_.back().evidence.front().batch = BatchId(1);
      from = to;
      arrow = next;
    }
  }

  std::size_t read_node(std::string_view text, Kind default_kind) {
    text = trim(text);
    const std::string_view whole = text;
    const bool unresolved = !text.empty() && text.back() == '?';
    if (unresolved) text.remove_suffix(1);
    std::optional<Date> date;
    if (const auto at = text.find('@'); at != std::string_view::npos) {
      const auto parsed = parse_date(text.substr(at + 1));
      if (!parsed) refuse("a bad date", whole);
      date = *parsed;
      text = text.substr(0, at);
    }
    std::optional<Kind> kind;
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
      kind = kind_named(text.substr(colon + 1));
      if (!kind) refuse("an unknown kind", whole);
      text = text.substr(0, colon);
    }
    if (text.empty()) refuse("a node without a name", whole);

    const auto [place, is_new] = by_key_.emplace(std::string(text), nodes_.size());
    if (is_new) add_node(text, default_kind);
    Node& node = nodes_[place->second];
    if (kind) node.kind = *kind;
    node.facts.kind = node.kind;
    if (date) node.facts.date = date;
    if (unresolved) node.facts.unresolved = true;
    return place->second;
  }

  void add_node(std::string_view key, Kind kind) {
    Node node;
    node.id = NodeId(static_cast<std::uint32_t>(nodes_.size() + 1));
    node.key = std::string(key);
    node.kind = kind;
    node.facts.title = node.key;
    node.batches = {BatchId(1)};
    nodes_.push_back(std::move(node));
  }

  std::vector<Node> nodes_;
  std::vector<Citation> citations_;
  std::map<std::string, std::size_t> by_key_;
};

void extend_walks(const CitationGraph& graph, VertexId at, VertexId to, std::uint32_t left,
                  std::vector<EdgeId>& walk, std::vector<std::vector<EdgeId>>& found) {
  if (left == 0) {
    if (at == to) found.push_back(walk);
    return;
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    if (graph.ends(EdgeId(e)).first != at) continue;
    walk.push_back(EdgeId(e));
    extend_walks(graph, graph.ends(EdgeId(e)).second, to, left - 1, walk, found);
    walk.pop_back();
  }
}

}  // namespace

Network network_of(std::string_view sentence) { return SentenceReader().read(sentence); }

VertexId vertex(const Network& network, std::string_view key) {
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].key == key) return VertexId(v);
  }
  refuse("no such node", key);
}

std::string keys(const Network& network, const std::vector<VertexId>& vertices) {
  std::vector<std::string> names;
  for (const VertexId vertex : vertices) names.push_back(network.node(vertex).key);
  return join(names, " ");
}

std::string chain(const Network& network, VertexId start, const std::vector<EdgeId>& path) {
  std::string text = network.node(start).key;
  VertexId at = start;
  for (const EdgeId edge : path) {
    const auto [from, to] = network.graph.ends(edge);
    if (from != at) text += " | " + network.node(from).key;
    text += " -> " + network.node(to).key;
    at = to;
  }
  return text;
}

CitationGraph random_graph(std::uint32_t seed) {
  if (seed < 2) return CitationGraph(seed, {});
  // The engine's numbers are fixed by the standard, those of the distributions are not.
  std::mt19937 random(seed);
  const std::uint32_t vertex_count = 1 + random() % 8;
  const std::uint32_t edge_count = random() % (2 * vertex_count + 1);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t e = 0; e < edge_count; ++e) {
    const VertexId from(random() % vertex_count);
    const VertexId to(random() % vertex_count);
    if (from == to && random() % 2 == 0) continue;
    edges.emplace_back(from, to);
    if (random() % 8 == 0) edges.emplace_back(from, to);
  }
  return CitationGraph(vertex_count, std::move(edges));
}

bool is_path(const CitationGraph& graph, VertexId from, VertexId to,
             const std::vector<EdgeId>& path) {
  for (const EdgeId edge : path) {
    if (edge.value >= graph.edge_count() || graph.ends(edge).first != from) return false;
    from = graph.ends(edge).second;
  }
  return from == to;
}

Distances all_distances(const CitationGraph& graph) {
  const std::size_t n = graph.vertex_count();
  Distances distances(n, std::vector<std::optional<std::uint32_t>>(n));
  for (std::size_t v = 0; v < n; ++v) distances[v][v] = 0;
  for (const auto& [from, to] : graph.edge_list()) {
    if (from != to) distances[from.value][to.value] = 1;
  }
  for (std::size_t via = 0; via < n; ++via) {
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = 0; b < n; ++b) {
        if (!distances[a][via] || !distances[via][b]) continue;
        const std::uint32_t sum = *distances[a][via] + *distances[via][b];
        if (!distances[a][b] || sum < *distances[a][b]) distances[a][b] = sum;
      }
    }
  }
  return distances;
}

std::vector<std::vector<EdgeId>> all_walks(const CitationGraph& graph, VertexId from, VertexId to,
                                           std::uint32_t length) {
  std::vector<EdgeId> walk;
  std::vector<std::vector<EdgeId>> found;
  extend_walks(graph, from, to, length, walk, found);
  return found;
}

std::vector<VertexId> circle_around(const CitationGraph& graph, const Distances& distances,
                                    VertexId vertex) {
  std::vector<VertexId> members;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    if (distances[vertex.value][v] && distances[v][vertex.value]) members.push_back(VertexId(v));
  }
  return members;
}

}  // namespace whocites::test
