// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Answers about single nodes and small parts of the store, read here and now.
#include <charconv>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/served/endpoints.h"
#include "cli/served/own_command.h"
#include "render/page.h"
#include "render/record_json.h"
#include "storage/direct_citations.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kUsualHits = 12;
constexpr std::size_t kMostHits = 100;
constexpr std::size_t kUsualNeighbors = 30;
constexpr std::size_t kMostNeighbors = 200;
constexpr std::size_t kMostCited = 15;

// A store that is open, and what is seen of it.
struct Opened {
  std::unique_ptr<Store> store;
  std::unique_ptr<Reader> reader;
};

Result<Opened> open(const Served& served) {
  Result<std::unique_ptr<Store>> store = open_rocksdb_store(served.store, OpenMode::Read);
  if (!store) return fail(store.error());
  Opened opened{std::move(*store), nullptr};
  Result<Reader> reader = Reader::make(*opened.store);
  if (!reader) return fail(reader.error());
  opened.reader = std::make_unique<Reader>(std::move(*reader));
  return opened;
}

Result<std::size_t> number(const serve::Request& request, const char* name, std::size_t usual,
                           std::size_t most) {
  const std::string text = request.parameter(name);
  if (text.empty()) return usual;
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || value == 0 || value > most) {
    return fail(ErrorCode::BadRequest,
                std::string(name) + " takes a number from 1 to " + std::to_string(most));
  }
  return value;
}

Result<Node> named_node(const Reader& reader, const serve::Request& request) {
  const std::string key = request.parameter("key");
  if (key.empty()) return fail(ErrorCode::BadRequest, "say which node with key=");
  return find_node(reader, key);
}

Result<std::string> whole_of(const Reader& reader, const Node& node) {
  if (!node.part_of) return std::string();
  const Result<std::optional<Node>> whole = reader.node(*node.part_of);
  if (!whole) return fail(whole.error());
  return *whole ? label_of(**whole) : std::string();
}

Result<std::string> hit_json(const Reader& reader, const SearchHit& hit) {
  const Result<std::string> whole = whole_of(reader, hit.node);
  if (!whole) return fail(whole.error());
  render::JsonObject object;
  object.add("key", render::json_string(hit.node.key))
      .add("label", render::json_string(label_of(hit.node)))
      .add("kind", render::json_string(name_of(hit.node.kind)))
      .add_text("outlet", *whole);
  if (hit.node.facts.date) object.add_text("date", to_string(*hit.node.facts.date));
  return object.add("match", render::json_string(name_of(hit.match))).text();
}

// How much of the store is joined to a node, of which a drawing may show a part.
Result<std::string> degrees_json(const Reader& reader, NodeId id) {
  const Result<std::uint64_t> cites = reader.citation_count(id, Direction::Cites);
  if (!cites) return fail(cites.error());
  const Result<std::uint64_t> cited_by = reader.citation_count(id, Direction::CitedBy);
  if (!cited_by) return fail(cited_by.error());
  return render::JsonObject()
      .add("cites", std::to_string(*cites))
      .add("cited_by", std::to_string(*cited_by))
      .text();
}

serve::Response json(std::string body) { return {.body = std::move(body) + "\n"}; }

// The keys of the whole store, unless it has more nodes than a drawing.
Result<std::optional<std::vector<std::string>>> all_keys(const Reader& reader) {
  std::vector<std::string> keys;
  const Result<void> scanned = reader.scan({}, [&](const Node& node) {
    keys.push_back(node.key);
    return keys.size() <= kMostServedNodes;
  });
  if (!scanned) return fail(scanned.error());
  if (keys.size() > kMostServedNodes) return std::nullopt;
  return keys;
}

Result<std::vector<std::string>> most_cited(const Served& served) {
  const Result<OwnCommand> ran =
      run_own_command({"rank", "--by", "in-degree", "--limit", std::to_string(kMostCited),
                       "--format", "json", "--db", served.store},
                      {.time = served.time, .bytes = 1 << 20});
  std::vector<std::string> keys;
  if (!ran) return fail(ran.error());
  const auto rows = nlohmann::json::parse(ran->out, nullptr, false);
  if (!rows.is_array()) return keys;
  for (const auto& row : rows) {
    if (row.contains("key") && row["key"].is_string()) keys.push_back(row["key"]);
  }
  return keys;
}

Result<std::vector<std::string>> wanted_keys(const nlohmann::json& asked, const char* name) {
  std::vector<std::string> keys;
  if (!asked.is_object() || !asked.contains(name)) return keys;
  if (!asked[name].is_array() || asked[name].size() > kMostServedNodes) {
    return fail(ErrorCode::BadRequest,
                std::string(name) + " takes a list of at most " + std::to_string(kMostServedNodes));
  }
  for (const auto& key : asked[name]) {
    if (!key.is_string()) return fail(ErrorCode::BadRequest, "a key is a text");
    keys.push_back(key);
  }
  return keys;
}

// The nodes of the keys that there are; one that went meanwhile is left out.
Result<std::set<NodeId>> ids_of(const Reader& reader, const std::vector<std::string>& keys) {
  std::set<NodeId> ids;
  for (const std::string& key : keys) {
    const Result<Node> node = find_node(reader, key);
    if (node) {
      ids.insert(node->id);
    } else if (node.error().code != ErrorCode::NotFound) {
      return fail(node.error());
    }
  }
  return ids;
}

Result<std::string> all_degrees(const Reader& reader, const Network& network) {
  render::JsonObject degrees;
  for (const Node& node : network.nodes) {
    const Result<std::string> one = degrees_json(reader, node.id);
    if (!one) return fail(one.error());
    degrees.add(node.key, *one);
  }
  return degrees.text();
}

}  // namespace

Result<serve::Response> answer_start(const Served& served, const serve::Request&) {
  const Result<Opened> opened = open(served);
  if (!opened) return fail(opened.error());
  const auto all = all_keys(*opened->reader);
  if (!all) return fail(all.error());
  std::vector<std::string> keys;
  if (*all) {
    keys = **all;
  } else {
    Result<std::vector<std::string>> most = most_cited(served);
    if (!most) return fail(most.error());
    keys = std::move(*most);
  }
  return json(render::JsonObject()
                  .add("all", *all ? "true" : "false")
                  .add("keys", render::json_list(keys))
                  .text());
}

Result<serve::Response> answer_search(const Served& served, const serve::Request& request) {
  SearchOptions options;
  const Result<std::size_t> limit = number(request, "limit", kUsualHits, kMostHits);
  if (!limit) return fail(limit.error());
  options.limit = *limit;
  const Result<Opened> opened = open(served);
  if (!opened) return fail(opened.error());
  const Result<SearchAnswer> found = search(*opened->reader, request.parameter("q"), options);
  if (!found) return fail(found.error());
  std::string hits;
  for (const SearchHit& hit : found->hits) {
    const Result<std::string> one = hit_json(*opened->reader, hit);
    if (!one) return fail(one.error());
    hits += (hits.empty() ? "" : ",\n") + *one;
  }
  return json("{\"hits\":[" + hits + "],\"more\":" + (found->more ? "true" : "false") + "}");
}

Result<serve::Response> answer_node(const Served& served, const serve::Request& request) {
  const Result<Opened> opened = open(served);
  if (!opened) return fail(opened.error());
  const Result<Node> node = named_node(*opened->reader, request);
  if (!node) return fail(node.error());
  NeighborhoodOptions alone;
  alone.depth = 0;
  alone.evidence = false;
  const Result<Network> network = neighborhood(*opened->reader, {node->id}, alone);
  if (!network) return fail(network.error());
  const Result<std::string> degrees = degrees_json(*opened->reader, node->id);
  if (!degrees) return fail(degrees.error());
  return json(render::JsonObject()
                  .add("node", render::node_json(NetworkWalk(*network), *node)
                                   .add_texts("merged", node->merged)
                                   .text())
                  .add("degrees", *degrees)
                  .text());
}

Result<serve::Response> answer_neighbors(const Served& served, const serve::Request& request) {
  const std::string direction = request.parameter("direction");
  if (direction != "cites" && direction != "cited-by") {
    return fail(ErrorCode::BadRequest, "direction takes cites or cited-by");
  }
  const Result<std::size_t> limit = number(request, "limit", kUsualNeighbors, kMostNeighbors);
  if (!limit) return fail(limit.error());
  const Result<Opened> opened = open(served);
  if (!opened) return fail(opened.error());
  const Result<Node> node = named_node(*opened->reader, request);
  if (!node) return fail(node.error());
  const bool cites = direction == "cites";
  const auto page =
      direct_citations(*opened->reader, *node, cites ? Direction::Cites : Direction::CitedBy, {},
                       {.after = std::nullopt, .limit = *limit});
  if (!page) return fail(page.error());
  std::vector<std::string> keys;
  std::set<NodeId> told;
  for (const Citation& citation : (*page)->network.citations) {
    const NodeId end = cites ? citation.to : citation.from;
    if (!told.insert(end).second) continue;
    keys.push_back((*page)->network.node(*(*page)->network.vertex_of(end)).key);
  }
  return json(render::JsonObject()
                  .add("keys", render::json_list(keys))
                  .add("more", (*page)->more ? "true" : "false")
                  .text());
}

Result<serve::Response> answer_graph(const Served& served, const serve::Request& request) {
  const auto asked = nlohmann::json::parse(request.body, nullptr, false);
  if (!asked.is_object()) {
    return fail(ErrorCode::BadRequest, "the body is no JSON object",
                R"(for example {"keys":["a"]})");
  }
  const Result<std::vector<std::string>> keys = wanted_keys(asked, "keys");
  if (!keys) return fail(keys.error());
  const Result<std::vector<std::string>> named = wanted_keys(asked, "named");
  if (!named) return fail(named.error());
  const Result<Opened> opened = open(served);
  if (!opened) return fail(opened.error());
  const Result<std::set<NodeId>> ids = ids_of(*opened->reader, *keys);
  if (!ids) return fail(ids.error());
  const Result<std::set<NodeId>> heavy = ids_of(*opened->reader, *named);
  if (!heavy) return fail(heavy.error());
  NeighborhoodOptions between;
  between.depth = 0;
  between.filter.include_rejected = true;
  const Result<Network> network =
      neighborhood(*opened->reader, {ids->begin(), ids->end()}, between);
  if (!network) return fail(network.error());
  const Result<std::string> degrees = all_degrees(*opened->reader, *network);
  if (!degrees) return fail(degrees.error());
  render::DrawOptions options;
  options.title = served.title;
  for (const NodeId id : *heavy) {
    if (const auto vertex = network->vertex_of(id)) options.emphasised.push_back(*vertex);
  }
  std::ostringstream page;
  page << "{\"degrees\":" << *degrees << ",\n\"page\":";
  if (auto written = render::write_page_data(*network, options, page); !written) {
    return fail(written.error());
  }
  return json(page.str() + "}");
}

}  // namespace whocites::cli
