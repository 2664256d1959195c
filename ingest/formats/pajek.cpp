// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Pajek networks. Source: de Nooy, Mrvar, Batagelj, the program's reference manual, section 5.3.
#include <charconv>
#include <unordered_set>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/graph_records.h"
#include "ingest/legacy_text.h"
#include "ingest/line_reader.h"

namespace whocites::ingest {
namespace {

struct Word {
  std::string text;
  bool is_quoted = false;
};

// Words parted by space; one in quotes may hold some.
std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  std::size_t at = 0;
  while ((at = line.find_first_not_of(" \t\r", at)) != line.npos) {
    const char quote = line[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(line.find(quote, at + 1), line.size());
      words.push_back({std::string(line.substr(at + 1, end - at - 1)), true});
      at = end + 1;
      if (at >= line.size()) break;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
    words.push_back({std::string(line.substr(at, end - at)), false});
    at = end;
  }
  return words;
}

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

// "c Red" behind a vertex, an arc: names and values in turn; a number alone is a coordinate.
std::vector<GraphAttribute> parameters(const std::vector<Word>& words, std::size_t at,
                                       std::initializer_list<std::string_view> numbers) {
  std::vector<GraphAttribute> attributes;
  for (const std::string_view name : numbers) {
    if (at >= words.size() || words[at].is_quoted || !is_number(words[at].text)) break;
    attributes.push_back(typed_attribute(std::string(name), words[at++].text, false));
  }
  while (at < words.size()) {
    if (at + 1 == words.size()) {
      attributes.push_back({"shape", words[at].text});
      break;
    }
    const bool names_next = !is_number(words[at].text);
    if (names_next && (words[at + 1].is_quoted || words[at].text.size() <= 6)) {
      attributes.push_back(typed_attribute(words[at].text, words[at + 1].text, false));
      at += 2;
    } else {
      attributes.push_back({"shape", words[at++].text});
    }
  }
  return attributes;
}

enum class Section { None, Network, Vertices, Arcs, ArcsList, Edges, EdgesList, Matrix, Unknown };

class Pajek {
 public:
  Pajek(const ReadOptions& options, RecordSink& sink)
      : options_(options), records_(options, sink) {}

  Result<void> read(LineReader& lines);

 private:
  Result<void> take(std::string_view line);
  Result<void> begin_section(std::string_view line);
  Result<void> vertex(const std::vector<Word>& words);
  Result<void> pair(const std::vector<Word>& words, bool is_directed);
  Result<void> list(const std::vector<Word>& words, bool is_directed);
  Result<void> matrix_row(const std::vector<Word>& words);
  bool is_vertex(const Word& word);

  const ReadOptions& options_;
  GraphRecords records_;
  SourcePosition position_;
  Section section_ = Section::None;
  std::string relation_;  // of the section: '*Arcs :2 "cites"'
  std::uint64_t row_ = 0;
  std::unordered_set<std::size_t> labels_;  // hashes of those seen
  bool found_any_ = false;
};

Result<void> Pajek::read(LineReader& lines) {
  if (auto text = expect_utf8_text(lines.peek()); !text) return text;
  for (LineStatus status = lines.next(); status != LineStatus::End; status = lines.next()) {
    position_ = {options_.source_name, lines.number(), 1};
    if (status == LineStatus::TooLong) {
      records_.reject(position_,
                      "a line longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
      continue;
    }
    if (auto done = take(lines.text()); !done) return done;
    if (!found_any_ && lines.number() > 100) break;
  }
  records_.finish();
  if (auto done = lines.failure(); !done) return done;
  if (found_any_) return {};
  return fail(Error{ErrorCode::Unreadable, "no '*Vertices' in this network",
                    SourcePosition{options_.source_name, 1, 1}, ""});
}

Result<void> Pajek::take(std::string_view raw) {
  const std::string line = legacy_text(trim(raw));
  if (line.empty() || line.front() == '%') return {};
  if (line.front() == '*') return begin_section(line);
  const std::vector<Word> words = words_of(line);
  switch (section_) {
    case Section::Vertices:
      return vertex(words);
    case Section::Arcs:
    case Section::Edges:
      return pair(words, section_ == Section::Arcs);
    case Section::ArcsList:
    case Section::EdgesList:
      return list(words, section_ == Section::ArcsList);
    case Section::Matrix:
      return matrix_row(words);
    case Section::Network:
    case Section::Unknown:
      return records_.set_aside({}, line, position_);
    case Section::None:
      records_.reject(position_, "a line in front of '*Vertices'");
      return {};
  }
  return {};
}

Result<void> Pajek::begin_section(std::string_view line) {
  const std::vector<Word> words = words_of(line);
  const std::string name = ascii_lower(words.front().text);
  relation_.clear();
  if (words.size() > 1 && words.back().is_quoted) relation_ = words.back().text;
  row_ = 0;
  static constexpr std::pair<std::string_view, Section> kSections[] = {
      {"*vertices", Section::Vertices},   {"*arcs", Section::Arcs},
      {"*arcslist", Section::ArcsList},   {"*edges", Section::Edges},
      {"*edgeslist", Section::EdgesList}, {"*matrix", Section::Matrix},
      {"*network", Section::Network}};
  section_ = Section::Unknown;
  for (const auto& [known, section] : kSections) {
    // "*Arcs:1" is written without a space, too.
    if (name.substr(0, name.find(':')) == known) section_ = section;
  }
  found_any_ = found_any_ || (section_ != Section::Unknown && section_ != Section::Network);
  if (section_ == Section::Unknown) return records_.set_aside({}, line, position_);
  if (section_ == Section::Network && line.size() > 9) {
    return records_.set_aside("network", line.substr(9), position_);
  }
  return {};
}

// "%22" and the like, which our exporter writes for what cannot stand in a label; others stay.
std::string unescaped(std::string_view label) {
  std::string text;
  for (std::size_t i = 0; i < label.size(); ++i) {
    unsigned code = 0;
    const std::string_view hex = label.substr(i + 1, 2);
    const bool whole = label[i] == '%' && hex.size() == 2 &&
                       std::from_chars(hex.data(), hex.data() + 2, code, 16).ptr == hex.data() + 2;
    const bool is_ours =
        whole && (code < 0x20 || code == 0x7F || code == '"' || code == '\\' || code == '%');
    text += is_ours ? static_cast<char>(code) : label[i];
    if (is_ours) i += 2;
  }
  return text;
}

// The label is what a vertex is called, and by which others know it; its number means something in
// this file only. A label that says nothing but an address or another key is no title.
Result<void> Pajek::vertex(const std::vector<Word>& words) {
  if (!is_number(words.front().text)) {
    records_.reject(position_,
                    "a vertex begins with its number, not with " + quoted(words.front().text));
    return {};
  }
  std::vector<GraphAttribute> attributes = parameters(words, 2, {"x", "y", "z"});
  if (words.size() > 1 && !words[1].text.empty()) {
    const std::string label = unescaped(words[1].text);
    const bool is_first = labels_.insert(std::hash<std::string>()(label)).second;
    const bool is_key =
        canonical_url(label) || canonical_doi(label) || label.find(':') != label.npos;
    if (is_first) attributes.insert(attributes.begin(), {"key", label});
    if (!is_first || !is_key) attributes.insert(attributes.begin(), {"title", label});
  }
  return records_.node(words.front().text, std::move(attributes), position_);
}

bool Pajek::is_vertex(const Word& word) {
  if (is_number(word.text) && word.text.find_first_not_of("0123456789") == std::string::npos) {
    return true;
  }
  records_.reject(position_, "expected the number of a vertex, not " + quoted(word.text));
  return false;
}

Result<void> Pajek::pair(const std::vector<Word>& words, bool is_directed) {
  if (words.size() < 2) {
    records_.reject(position_, "a line needs two vertices");
    return {};
  }
  if (!is_vertex(words[0]) || !is_vertex(words[1])) return {};
  std::vector<GraphAttribute> attributes = parameters(words, 2, {"weight"});
  if (!relation_.empty()) attributes.push_back({"relation", relation_});
  for (GraphAttribute& one : attributes) {
    // Our exporter's: the label is the relation, the weight how sure it is.
    if (one.name != "l" || !relation_named(one.text)) continue;
    one.name = "relation";
    GraphAttribute& weight = attributes.front();
    if (weight.name == "weight" && weight.text.starts_with("0.")) weight.name = "confidence";
  }
  return records_.edge(words[0].text, words[1].text, is_directed, std::move(attributes), position_);
}

Result<void> Pajek::list(const std::vector<Word>& words, bool is_directed) {
  if (words.size() < 2) {
    records_.reject(position_, "a line needs two vertices");
    return {};
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_vertex(words[i])) return {};
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::vector<GraphAttribute> attributes;
    if (!relation_.empty()) attributes.push_back({"relation", relation_});
    if (auto done = records_.edge(words[0].text, words[i].text, is_directed, std::move(attributes),
                                  position_);
        !done) {
      return done;
    }
  }
  return {};
}

Result<void> Pajek::matrix_row(const std::vector<Word>& words) {
  ++row_;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_number(words[i].text)) {
      records_.reject(position_, "expected a number in the matrix, not " + quoted(words[i].text));
      return {};
    }
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& weight = words[i].text;
    if (weight.find_first_not_of("0.+-") == std::string::npos) continue;
    std::vector<GraphAttribute> attributes;
    if (weight != "1") attributes.push_back(typed_attribute("weight", weight, false));
    if (auto done = records_.edge(std::to_string(row_), std::to_string(i + 1), true,
                                  std::move(attributes), position_);
        !done) {
      return done;
    }
  }
  return {};
}

int recognise(std::string_view head) {
  const std::string start = ascii_lower(head.substr(0, std::size_t{16} << 10));
  for (std::string_view rest = start; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trim(rest.substr(0, end));
    if (line.starts_with("*vertices ") || line.starts_with("*vertices\t")) return 95;
    const bool may_precede = line.empty() || line.front() == '%' || line.starts_with("*network");
    if (!may_precede) return 0;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  LineReader lines(in, kMaxLineBytes);
  return Pajek(options, sink).read(lines);
}

}  // namespace

const Format& pajek_format() {
  static const Format format{.name = "pajek",
                             .summary = "a network of Pajek: *Vertices, *Arcs and so on",
                             .extensions = {".net", ".paj"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
