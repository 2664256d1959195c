// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "graph/algorithms/trace.h"
#include "graph/network.h"
#include "graph/records.h"
#include "ingest/format.h"
#include "ingest/outlets.h"
#include "render/format.h"
#include "storage/batch_writer.h"
#include "storage/reader.h"
#include "storage/store.h"

namespace {

template <class T>
T must(whocites::Result<T> result) {
  if (!result) {
    std::cerr << to_string(result.error()) << "\n";
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void must(bool condition, const char* what) {
  if (condition) return;
  std::cerr << "not so: " << what << "\n";
  std::exit(1);
}

constexpr const char* kLines =
    R"({"kind":"article","key":"a","title":"A","outlet":"Le Monde","cites":["b"]}
{"kind":"article","key":"b","title":"B","cites":[{"to":"c","relation":"quotes"}]}
{"kind":"publication","key":"c","title":"C"}
)";

void write(whocites::Store& store) {
  whocites::Batch entry;
  entry.who = "outside";
  entry.summary = "import lines";
  whocites::BatchWriter writer(store, whocites::ingest::outlet_authority(), entry);
  std::istringstream in(kLines);
  must(whocites::ingest::format_named("jsonl")->read(in, {.source_name = "lines"}, writer));
  must(writer.commit());
  must(writer.rejected().empty(), "all records are good");
}

// Where the story of `a` ends, as the store answers it; and the graph in DOT.
std::string check(const whocites::Store& store) {
  const whocites::Reader reader = must(whocites::Reader::make(store));
  const whocites::Network network = must(reader.network({}));
  const auto id = must(store.find_key("a"));
  must(id.has_value(), "a is stored");
  must(must(store.find_key("lemonde.fr")).has_value(), "the built-in list knows Le Monde");
  const whocites::Trace traced = trace(network.graph, *network.vertex_of(*id));
  must(traced.ends.size() == 1, "there is one end");
  const whocites::End& end = traced.ends.front();
  must(network.node(end.members.front()).key == "c", "it is c");
  must(classify(source_graph_of(network), end.shape, end.members.front()) ==
           whocites::EndClass::PrimarySource,
       "it is a primary source");
  std::ostringstream dot;
  must(whocites::render::format_named("dot")->write(network, {}, dot));
  return dot.str();
}

}  // namespace

int main(int, char** argv) {
  const auto memory = whocites::make_memory_store();
  write(*memory);
  const std::string dot = check(*memory);
  must(dot.find("digraph") != std::string::npos, "the graph is drawn");

  const std::string folder = argv[1];
  write(*must(whocites::open_rocksdb_store(folder, whocites::OpenMode::Write)));
  const auto reopened = must(whocites::open_rocksdb_store(folder, whocites::OpenMode::Read));
  must(check(*reopened) == dot, "both stores give the same graph");
  std::cout << "the installed library works\n";
}
