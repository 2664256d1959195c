// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/article.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <variant>

namespace whocites::testing {
namespace {

std::string label(const ReadArticle& read, const std::string& key) {
  for (const NodeRecord& node : read.nodes) {
    if (node.key != key) continue;
    if (&node == &read.nodes.front()) return "article";
    return node.facts.title.empty() ? key : node.facts.title;
  }
  return "unknown " + key;
}

std::string line_of(const ReadArticle& read, const CitationRecord& citation) {
  return label(read, citation.from) + " -> " + label(read, citation.to) + ": " +
         std::string(name_of(citation.relation));
}

}  // namespace

const NodeRecord* ReadArticle::node_titled(std::string_view title) const {
  const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const NodeRecord& node) {
    return node.facts.title == title;
  });
  return found == nodes.end() ? nullptr : &*found;
}

std::vector<std::string> ReadArticle::edges() const {
  std::set<std::string> lines;
  for (const CitationRecord& citation : citations) lines.insert(line_of(*this, citation));
  return {lines.begin(), lines.end()};
}

std::vector<std::string> ReadArticle::evidence(std::string_view edge) const {
  std::vector<std::string> texts;
  for (const CitationRecord& citation : citations) {
    if (line_of(*this, citation) == edge) texts.push_back(citation.evidence.text);
  }
  return texts;
}

ReadArticle read_article(std::string_view text, const ingest::ReadOptions& options) {
  std::istringstream in{std::string(text)};
  RecordList list;
  ReadArticle read;
  read.result = ingest::format_named("text")->read(in, options, list);
  for (Record& record : list.records) {
    if (auto* node = std::get_if<NodeRecord>(&record)) read.nodes.push_back(std::move(*node));
    if (auto* citation = std::get_if<CitationRecord>(&record)) {
      read.citations.push_back(std::move(*citation));
    }
    if (auto* left_out = std::get_if<IgnoredRecord>(&record)) {
      read.ignored.push_back(std::move(*left_out));
    }
  }
  return read;
}

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace whocites::testing
