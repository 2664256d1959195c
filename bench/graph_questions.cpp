// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// bench_graph_questions: whole-graph questions to a store, inside of one process.
// Usage: bench_graph_questions STORE KEY REPEAT [QUESTION...]
// KEY names the node from which reachability starts. Prints a JSON object a line: question, seconds
// (the fastest of REPEAT) and answer of each. The answers are those of peer_graph.py.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "graph/algorithms/detail/components.h"
#include "graph/algorithms/leiden.h"
#include "graph/algorithms/main_path.h"
#include "graph/algorithms/path.h"
#include "storage/reader.h"
#include "storage/search.h"

namespace whocites {
namespace {

struct Subject {
  const CitationGraph& graph;
  VertexId root;
};

std::string number(std::uint64_t value) { return std::to_string(value); }

// {"count":…,"largest":…} of a numbering of parts.
std::string parts_answer(const std::vector<std::uint32_t>& part_of) {
  std::vector<std::uint32_t> size(part_of.size(), 0);
  for (const std::uint32_t part : part_of) ++size[part];
  const auto unused = std::count(size.begin(), size.end(), 0U);
  const std::uint32_t largest = size.empty() ? 0 : *std::max_element(size.begin(), size.end());
  return "{\"count\":" + number(size.size() - static_cast<std::size_t>(unused)) +
         ",\"largest\":" + number(largest) + "}";
}

// A question is timed without what puts its answer into words: `ask` returns that part.
using Words = std::function<std::string()>;
struct Question {
  const char* name;
  Words (*ask)(const Subject& subject);
};

const Question kQuestions[] = {
    {"strong components",
     [](const Subject& subject) -> Words {
       return
           [found = detail::components_of(subject.graph)] { return parts_answer(found.of_vertex); };
     }},
    {"reachability",
     [](const Subject& subject) -> Words {
       const std::vector<VertexId> start{subject.root};
       const std::size_t count = reach(subject.graph, start, kNoDepthLimit, Follow::CitedBy).size();
       return [count] { return "{\"reached\":" + number(count) + "}"; };
     }},
    {"communities",
     [](const Subject& subject) -> Words {
       const double value = leiden(subject.graph).modularity;
       return [value] { return "{\"modularity\":" + std::to_string(value) + "}"; };
     }},
    {"main path",
     [](const Subject& subject) -> Words {
       return [path = main_path(subject.graph)] {
         return "{\"steps\":" + number(path.steps.size()) + ",\"paths\":\"" +
                path.path_count.text() + "\"}";
       };
     }},
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void tell(const char* question, double seconds, const std::string& answer) {
  std::printf("{\"question\":\"%s\",\"seconds\":%.6f,\"answer\":%s}\n", question, seconds,
              answer.c_str());
  std::fflush(stdout);
}

bool wanted(const std::string& name, int argc, char** argv) {
  return argc < 5 || std::any_of(argv + 4, argv + argc, [&](char* one) { return name == one; });
}

void ask_all(const Subject& subject, int repeat, int argc, char** argv) {
  for (const Question& question : kQuestions) {
    if (!wanted(question.name, argc, argv)) continue;
    double best = std::numeric_limits<double>::infinity();
    std::string answer;
    // What takes long is not made more certain by asking again.
    for (int i = 0; i < repeat && (i == 0 || best < 10); ++i) {
      const auto begin = std::chrono::steady_clock::now();
      const Words words = question.ask(subject);
      best = std::min(best, seconds_since(begin));
      answer = words();
    }
    tell(question.name, best, answer);
  }
}

int complain(const Error& error) {
  std::fprintf(stderr, "bench_graph_questions: %s\n", to_string(error).c_str());
  return 1;
}

int run(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: bench_graph_questions STORE KEY REPEAT [QUESTION...]\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto store = open_rocksdb_store(argv[1], OpenMode::Read);
  if (!store) return complain(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return complain(reader.error());
  const Result<SourceGraph> source = reader->source_graph();
  if (!source) return complain(source.error());
  const Result<Node> root = find_node(*reader, argv[2]);
  if (!root) return complain(root.error());
  const auto vertex = source->vertex_of(root->id);
  if (!vertex) return 1;
  tell("reading", seconds_since(begin), "{}");
  ask_all({source->graph(), *vertex}, std::max(1, std::atoi(argv[3])), argc, argv);
  return 0;
}

}  // namespace
}  // namespace whocites

int main(int argc, char** argv) { return whocites::run(argc, argv); }
