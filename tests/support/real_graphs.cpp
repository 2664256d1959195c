// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/real_graphs.h"

#include <cstdio>
#include <fstream>
#include <memory>
#include <unordered_map>

namespace whocites::test {

std::filesystem::path shared_data(const char* name) {
  return std::filesystem::path(WHOCITES_SOURCE_DIR) / ".." / "shared" / "data" / name;
}

std::optional<CitationGraph> read_edge_list(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string command = "gzip -dcf '" + path.string() + "'";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  if (!pipe) return std::nullopt;
  std::unordered_map<unsigned long, VertexId> vertex_of;
  const auto vertex = [&](unsigned long number) {
    const VertexId next(static_cast<std::uint32_t>(vertex_of.size()));
    return vertex_of.emplace(number, next).first->second;
  };
  std::vector<CitationGraph::Edge> edges;
  char line[256];
  while (std::fgets(line, sizeof line, pipe.get()) != nullptr) {
    unsigned long from = 0;
    unsigned long to = 0;
    if (std::sscanf(line, "%lu %lu", &from, &to) != 2) continue;
    const VertexId citing = vertex(from);
    edges.emplace_back(citing, vertex(to));
  }
  return CitationGraph(vertex_of.size(), std::move(edges));
}

std::optional<CitationGraph> cit_hepth() {
  return read_edge_list(shared_data("graphs/cit-HepTh.tsv.gz"));
}

std::optional<CitationGraph> polblogs() {
  std::ifstream file(shared_data("graphs/polblogs-edges.tsv"));
  if (!file) return std::nullopt;
  constexpr std::size_t kBlogs = 1490;
  std::vector<CitationGraph::Edge> edges;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  while (file >> from >> to) edges.emplace_back(VertexId(from - 1), VertexId(to - 1));
  return CitationGraph(kBlogs, std::move(edges));
}

}  // namespace whocites::test
