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
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "graph/algorithms/bfs.h"
#include "graph/algorithms/dominators.h"
#include "graph/algorithms/leiden.h"
#include "graph/algorithms/main_path.h"
#include "graph/algorithms/pagerank.h"
#include "graph/algorithms/parts.h"
#include "graph/algorithms/weak_components.h"
#include "storage/graph_file.h"
#include "storage/reader.h"
#include "storage/search.h"

namespace whocites {
namespace {

struct Subject {
  const Reader& reader;
  const SourceGraph& source;
  VertexId root;

  const CitationGraph& graph() const { return source.graph(); }
};

Work both_cores() { return {.threads = machine_threads()}; }

std::string number(std::uint64_t value) { return std::to_string(value); }

// {"count":…,"largest":…}
std::string parts_answer(const Parts& parts) {
  std::uint32_t largest = 0;
  for (std::size_t part = 0; part < parts.count(); ++part) {
    largest = std::max(largest, parts.size(part));
  }
  return "{\"count\":" + number(parts.count()) + ",\"largest\":" + number(largest) + "}";
}

// {"top":[[article, value], …]}: the hundred highest, articles counted from 0 by their keys.
std::string top_answer(const Subject& subject, const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  const std::size_t size = std::min<std::size_t>(100, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(size), order.end(),
                    [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
  std::string text = "{\"top\":[";
  for (std::size_t i = 0; i < size; ++i) {
    const auto node = subject.reader.node(subject.source.node(VertexId(order[i])));
    if (!node || !*node) return "{}";
    char value[32];
    std::snprintf(value, sizeof value, "%.12g", values[order[i]]);
    text += std::string(i == 0 ? "[" : ",[") +
            number(std::strtoull((*node)->key.c_str() + 1, nullptr, 10) - 1) + "," + value + "]";
  }
  return text + "]}";
}

// {"reached":…,"largest":…,"sum":…}: what is reached, the most that one but the root dominates, and
// the sum over all but the root.
std::string dominator_answer(const Dominators& found, VertexId root) {
  std::vector<std::uint64_t> dominated(found.immediate.size(), 0);
  for (auto at = found.order.rbegin(); at != found.order.rend(); ++at) {
    const std::uint32_t above = found.immediate[at->value];
    if (above < Dominators::kNotReached) dominated[above] += 1 + dominated[at->value];
  }
  std::uint64_t largest = 0;
  std::uint64_t sum = 0;
  for (std::uint32_t v = 0; v < dominated.size(); ++v) {
    if (v == root.value) continue;
    largest = std::max(largest, dominated[v]);
    sum += dominated[v];
  }
  return "{\"reached\":" + number(found.order.size()) + ",\"largest\":" + number(largest) +
         ",\"sum\":" + number(sum) + "}";
}

// A question is timed without what puts its answer into words: `ask` returns that part.
using Words = std::function<std::string()>;
struct Question {
  const char* name;
  Words (*ask)(const Subject& subject);
};

const Question kQuestions[] = {
    {"PageRank, 20 rounds",
     [](const Subject& subject) -> Words {
       PageRankOptions options;
       options.limits.rounds = 20;
       options.limits.tolerance = 0;
       options.method = PageRankMethod::Rounds;
       return [subject, found = pagerank(subject.graph(), options, both_cores())] {
         return top_answer(subject, found.value);
       };
     }},
    {"PageRank, converged",
     [](const Subject& subject) -> Words {
       return [subject, found = pagerank(subject.graph(), {}, both_cores())] {
         return top_answer(subject, found.value);
       };
     }},
    {"weak components",
     [](const Subject& subject) -> Words {
       return [found = weak_components(subject.graph(), {.threads = machine_threads()})] {
         return parts_answer(parts_of(found));
       };
     }},
    {"strong components",
     [](const Subject& subject) -> Words {
       return [found = strong_parts(subject.graph())] { return parts_answer(found); };
     }},
    {"reachability",
     [](const Subject& subject) -> Words {
       const std::span<const VertexId> start(&subject.root, 1);
       return [found = bfs_distances(subject.graph(), start, Follow::CitedBy, both_cores())] {
         const auto unreached = std::count(found.begin(), found.end(), kUnreached);
         const std::size_t reached = found.size() - static_cast<std::size_t>(unreached);
         return "{\"reached\":" + number(reached) + "}";
       };
     }},
    {"dominator tree",
     [](const Subject& subject) -> Words {
       const std::span<const VertexId> start(&subject.root, 1);
       return [found = dominators(subject.graph(), start, Follow::CitedBy), root = subject.root] {
         return dominator_answer(found, root);
       };
     }},
    {"communities",
     [](const Subject& subject) -> Words {
       const double value = leiden(subject.graph()).modularity;
       return [value] { return "{\"modularity\":" + std::to_string(value) + "}"; };
     }},
    {"main path",
     [](const Subject& subject) -> Words {
       return [path = main_path(subject.graph())] {
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
  const Result<SourceGraph> source = load_source_graph(*reader);
  if (!source) return complain(source.error());
  const Result<Node> root = find_node(*reader, argv[2]);
  if (!root) return complain(root.error());
  const auto vertex = source->vertex_of(root->id);
  if (!vertex) return 1;
  tell("reading", seconds_since(begin), "{}");
  ask_all({*reader, *source, *vertex}, std::max(1, std::atoi(argv[3])), argc, argv);
  return 0;
}

}  // namespace
}  // namespace whocites

int main(int argc, char** argv) { return whocites::run(argc, argv); }
