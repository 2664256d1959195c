// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/import_copies.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"
#include "ingest/text/copies.h"

namespace whocites::cli {
namespace {

using ingest::text::CopyFinder;
using ingest::text::Stretch;
using ingest::text::TextSketch;

constexpr double kSurest = 0.95;
constexpr std::size_t kLongestEvidence = 600;  // bytes

struct Print {
  std::string key;
  std::string name;
  std::optional<Date> date;
  TextSketch sketch;
};

// Whether `a` was certainly published before `b`.
bool is_before(const Print& a, const Print& b) {
  return a.date && b.date && a.date->latest() < b.date->earliest();
}

std::optional<Print> print_of(const std::string& key, const NodeFacts& facts) {
  std::optional<TextSketch> sketch = ingest::text::sketch_in(facts);
  if (!sketch) return std::nullopt;
  return Print{key, facts.title.empty() ? key : facts.title, facts.date, std::move(*sketch)};
}

class CopySearch {
 public:
  void add(Print print) {
    finder_.add(print.sketch);
    prints_.push_back(std::move(print));
  }

  // The earliest of the prints that are one text with this one.
  std::optional<std::pair<const Print*, double>> original_of(const Print& print) const {
    const Print* earliest = nullptr;
    double part = 0;
    for (const CopyFinder::Match& match : finder_.matches(print.sketch)) {
      const Print& other = prints_[match.text];
      if (other.key == print.key) continue;
      const bool is_earlier = earliest == nullptr || is_before(other, *earliest) ||
                              (!is_before(*earliest, other) && match.text < index_of(*earliest));
      if (!is_earlier) continue;
      earliest = &other;
      part = match.part;
    }
    if (earliest == nullptr) return std::nullopt;
    return std::pair{earliest, part};
  }

 private:
  std::size_t index_of(const Print& print) const {
    return static_cast<std::size_t>(&print - prints_.data());
  }

  CopyFinder finder_;
  std::vector<Print> prints_;
};

// The stretch that both have, as it stands in the new one.
void add_evidence(Evidence& evidence, const std::string& file, std::string_view bytes,
                  const TextSketch& other) {
  evidence.place.file = file;
  const std::optional<Stretch> stretch = ingest::text::shared_stretch(bytes, other);
  if (!stretch) return;
  const std::string_view words = bytes.substr(stretch->begin, stretch->end - stretch->begin);
  evidence.text = collapse_space(to_valid_utf8(words.substr(0, kLongestEvidence)));
  if (words.size() > kLongestEvidence) evidence.text += "\u2026";
  const std::string_view before = bytes.substr(0, stretch->begin);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  evidence.place.line = static_cast<std::uint64_t>(lines) + 1;
  evidence.place.begin = stretch->begin;
  evidence.place.end = stretch->end;
}

FoundCopy copy_between(const Print& fresh, const Print& known, double part,
                       const SourcePosition& position, std::string_view bytes) {
  const bool is_fresh_first = is_before(fresh, known);
  const Print& copy = is_fresh_first ? known : fresh;
  const Print& original = is_fresh_first ? fresh : known;
  FoundCopy found;
  found.citation.from = copy.key;
  found.citation.to = original.key;
  found.citation.relation = Relation::Republishes;
  found.citation.position = position;
  found.citation.evidence.confidence = std::round(std::min(part, kSurest) * 100) / 100;
  add_evidence(found.citation.evidence, position.file, bytes, known.sketch);
  const auto percent = std::to_string(std::lround(part * 100));
  const std::string told =
      "about " + percent + "% of the text of " + copy.name + " is that of " + original.name;
  if (found.citation.evidence.text.empty()) found.citation.evidence.text = told;
  found.remark = "copy: " + told + "; counted as one source";
  return found;
}

Result<void> add_stored(const Store& store, CopySearch& search) {
  const Result<Reader> reader = Reader::make(store);
  if (!reader) return fail(reader.error());
  Filter articles;
  articles.kinds = {Kind::Article};
  return reader->scan(articles, [&](const Node& node) {
    if (std::optional<Print> print = print_of(node.key, node.facts)) search.add(std::move(*print));
    return true;
  });
}

}  // namespace

Result<std::vector<FoundCopy>> find_text_copies(
    std::span<const Record> records, const Store* store,
    const std::function<std::string(const std::string& file)>& bytes_of) {
  std::vector<std::pair<Print, SourcePosition>> fresh;
  for (const Record& record : records) {
    const auto* node = std::get_if<NodeRecord>(&record);
    if (node == nullptr || node->facts.kind != Kind::Article) continue;
    std::optional<Print> print = print_of(node->key, node->facts);
    if (print) fresh.emplace_back(std::move(*print), node->position);
  }
  std::vector<FoundCopy> copies;
  if (fresh.empty()) return copies;
  CopySearch search;
  if (store != nullptr) {
    if (Result<void> added = add_stored(*store, search); !added) return fail(added.error());
  }
  for (auto& [print, position] : fresh) {
    if (const auto original = search.original_of(print)) {
      copies.push_back(copy_between(print, *original->first, original->second, position,
                                    bytes_of(position.file)));
    }
    search.add(std::move(print));
  }
  return copies;
}

}  // namespace whocites::cli
