// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How many of the records that stand in files of other tools are read: counts those that a plain
// search of the bytes finds, and those that the reader hands on. Usage: bench_formats_read FOLDER…
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "base/text.h"
#include "ingest/format.h"

namespace {

namespace fs = std::filesystem;
using whocites::Record;
using whocites::Result;
using whocites::ingest::Format;

struct Counts {
  std::size_t nodes = 0;  // or entries
  std::size_t edges = 0;
};

class Counter final : public whocites::RecordSink {
 public:
  Result<void> accept(Record record) override {
    if (const auto* node = std::get_if<whocites::NodeRecord>(&record)) {
      const bool is_own = node->facts.kind != whocites::Kind::Outlet && !node->facts.unresolved;
      if (is_own) ++read.nodes;
    } else if (std::holds_alternative<whocites::CitationRecord>(record)) {
      ++read.edges;
    }
    return {};
  }
  void reject(whocites::Error) override { ++rejected; }

  Counts read;
  std::size_t rejected = 0;
};

std::size_t matches(const std::string& text, const char* pattern) {
  const std::regex wanted(pattern, std::regex::ECMAScript | std::regex::multiline);
  return static_cast<std::size_t>(std::distance(
      std::sregex_iterator(text.begin(), text.end(), wanted), std::sregex_iterator()));
}

// Graphviz's own count.
Counts counted_by_graphviz(const fs::path& path) {
  Counts counts;
  std::size_t nodes = 0;  // most are named by edges alone, and then no records
  const std::string command = "gc -n -e '" + path.string() + "' 2>/dev/null";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  if (pipe && std::fscanf(pipe.get(), "%zu %zu", &nodes, &counts.edges) != 2) return {};
  return counts;
}

// Of JSON, whatever it is: what lists with these names hold.
Counts counted_in_json(const nlohmann::json& value) {
  Counts counts;
  for (const auto& [name, member] : value.items()) {
    if (member.is_structured() && name == "nodes") counts.nodes += member.size();
    if (member.is_array() && (name == "edges" || name == "links")) counts.edges += member.size();
    if (name == "nodes" || !member.is_structured()) continue;
    const Counts inside = counted_in_json(member);
    counts.nodes += inside.nodes;
    counts.edges += inside.edges;
  }
  return counts;
}

// What a search finds that knows no more of a format than how a record begins.
Counts present(std::string_view format, const fs::path& path, const std::string& text) {
  if (format == "bibtex") {
    constexpr const char* kEntry =
        R"(^[ \t]*@[ \t]*(?!(comment|string|preamble)[ \t]*[{(])[a-z]+[ \t]*[{(])";
    return {matches(whocites::ascii_lower(text), kEntry), 0};
  }
  if (format == "ris") return {matches(text, R"(^[ \t]*TY[ \t]*-)"), 0};
  if (format == "crossref") {
    return {matches(text, R"(^\{)"), matches(text, R"re("key":)re")};
  }
  if (format == "graphml" || format == "gexf") {
    return {matches(text, R"(<(\w+:)?node[\s>/])"), matches(text, R"(<(\w+:)?edge[\s>/])")};
  }
  if (format == "gml") return {matches(text, R"(\bnode\s*\[)"), matches(text, R"(\bedge\s*\[)")};
  if (format == "dot") return counted_by_graphviz(path);
  if (format == "node-link" || format == "jgf" || format == "cytoscape") {
    return counted_in_json(nlohmann::json::parse(text));
  }
  return {};
}

struct Row {
  std::size_t files = 0;
  Counts present;
  Counts read;
  std::size_t rejected = 0;
};

void measure(const fs::path& path, std::map<std::string, Row>& rows) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const std::string text = bytes.str();
  const auto format = whocites::ingest::detect_format(std::string_view(text).substr(0, 65536),
                                                      path.filename().string());
  if (!format) return;
  const Counts there = present((*format)->name, path, text);
  if (there.nodes + there.edges == 0) return;
  Counter counter;
  std::istringstream in(text);
  const whocites::ingest::ReadOptions options{.source_name = path.string(), .as_written = true};
  const Result<void> read = whocites::ingest::read_input(**format, in, options, counter);
  if (!read) ++counter.rejected;
  Row& row = rows[std::string((*format)->name)];
  ++row.files;
  row.present.nodes += there.nodes;
  row.present.edges += there.edges;
  if (there.nodes == 0) counter.read.nodes = 0;
  row.read.nodes += counter.read.nodes;
  row.read.edges += counter.read.edges;
  row.rejected += counter.rejected;
  if (there.nodes == counter.read.nodes && there.edges == counter.read.edges) return;
  std::cerr << path.string() << ": " << counter.read.nodes << " of " << there.nodes << ", "
            << counter.read.edges << " of " << there.edges << ", " << counter.rejected
            << " rejected\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, Row> rows;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : fs::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) measure(entry.path(), rows);
    }
  }
  std::cout << "| format | files | records read of found | edges read of found | rejected |\n"
            << "|---|---|---|---|---|\n";
  for (const auto& [name, row] : rows) {
    std::cout << "| " << name << " | " << row.files << " | " << row.read.nodes << " of "
              << row.present.nodes << " | " << row.read.edges << " of " << row.present.edges
              << " | " << row.rejected << " |\n";
  }
}
