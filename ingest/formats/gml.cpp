// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// GML. Source: Himsolt, "GML: A portable Graph File Format", 1997.
#include <charconv>
#include <utility>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/graph_records.h"
#include "ingest/legacy_text.h"
#include "ingest/line_reader.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kMaxDepth = 64;

// "&amp;", "&quot;", "&lt;", "&gt;", "&apos;", "&#233;", "&#xE9;"; others stay as they are.
std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kNamed[] = {
      {"amp", '&'}, {"quot", '"'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}};
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '&' ? text.find(';', at) : text.npos;
    if (end == text.npos || end - at > 9) {
      plain += text[at];
      continue;
    }
    const std::string_view name = text.substr(at + 1, end - at - 1);
    const std::size_t size = plain.size();
    for (const auto& [known, c] : kNamed) {
      if (name == known) plain += c;
    }
    if (name.starts_with('#')) {
      const bool hex = name.starts_with("#x") || name.starts_with("#X");
      const std::string_view digits = name.substr(hex ? 2 : 1);
      std::uint32_t code = 0;
      const auto [stop, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
      const bool whole = error == std::errc{} && stop == digits.data() + digits.size();
      if (whole && code != 0) plain += to_utf8(std::u32string(1, code));
    }
    if (plain.size() == size) {
      plain += text[at];
    } else {
      at = end;
    }
  }
  return plain;
}

struct Token {
  enum class Sort { Word, Text, Open, Close } sort = Sort::Word;
  std::string text;
  SourcePosition position;
};

class Gml {
 public:
  Gml(LineReader& lines, const ReadOptions& options, RecordSink& sink)
      : lines_(lines), source_(options.source_name), records_(options, sink) {}

  Result<void> read();

 private:
  // A list "node [ … ]" whose members are being read.
  struct List {
    std::string name;
    std::vector<GraphAttribute> members;
    std::string id;
    std::string from;
    std::string to;
    SourcePosition position;
  };

  bool next_token(Token& token);
  bool next_line();
  void take_text(Token& token);
  Result<void> take(Token token);
  Result<void> member(const Token& value);
  Result<void> close();
  bool is_in(std::string_view list) const { return !open_.empty() && open_.back().name == list; }

  LineReader& lines_;
  const std::string& source_;
  GraphRecords records_;
  std::string line_;
  std::size_t at_ = 0;
  std::vector<List> open_;
  std::string key_;  // that waits for its value
  bool is_directed_ = false;
  bool found_graph_ = false;
};

bool Gml::next_line() {
  const LineStatus status = lines_.next();
  if (status == LineStatus::End) return false;
  if (status == LineStatus::TooLong) {
    records_.reject({source_, lines_.number(), 1},
                    "a line longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
  }
  line_ = legacy_text(lines_.text());
  at_ = 0;
  return true;
}

bool Gml::next_token(Token& token) {
  while (true) {
    at_ = std::min(line_.find_first_not_of(" \t\r", at_), line_.size());
    if (at_ < line_.size() && line_[at_] != '#') break;
    if (!next_line()) return false;
  }
  token = {Token::Sort::Word, {}, {source_, lines_.number(), at_ + 1}};
  const char c = line_[at_];
  if (c == '[' || c == ']') {
    token.sort = c == '[' ? Token::Sort::Open : Token::Sort::Close;
    ++at_;
  } else if (c == '"') {
    take_text(token);
  } else {
    const std::size_t end = std::min(line_.find_first_of(" \t\r[]\"", at_), line_.size());
    token.text = line_.substr(at_, end - at_);
    at_ = end;
  }
  return true;
}

// A text may go on over several lines.
void Gml::take_text(Token& token) {
  token.sort = Token::Sort::Text;
  ++at_;
  std::string raw;
  while (true) {
    const std::size_t end = line_.find('"', at_);
    raw += line_.substr(at_, end - at_);
    if (end != line_.npos) {
      at_ = end + 1;
      break;
    }
    if (raw.size() > kMaxLineBytes || !next_line()) {
      records_.reject(token.position, "a quote that is never closed");
      line_.clear();
      at_ = 0;
      break;
    }
    raw += '\n';
  }
  token.text = unescaped(raw);
}

Result<void> Gml::read() {
  if (auto text = expect_utf8_text(lines_.peek()); !text) return text;
  Token token;
  while (next_token(token)) {
    if (auto done = take(std::move(token)); !done) return done;
    if (!found_graph_ && open_.empty() && lines_.number() > 1000) break;
  }
  if (!open_.empty()) {
    records_.reject(open_.back().position, "the list '" + open_.back().name + "' is never closed",
                    "was the input cut off?");
  }
  records_.finish();
  if (auto done = lines_.failure(); !done) return done;
  if (found_graph_) return {};
  return fail(Error{ErrorCode::Unreadable, "no 'graph [' in this input",
                    SourcePosition{source_, 1, 1}, ""});
}

Result<void> Gml::take(Token token) {
  switch (token.sort) {
    case Token::Sort::Open:
      if (key_.empty()) records_.reject(token.position, "a '[' without a name before it");
      if (open_.size() == kMaxDepth) {
        return fail(Error{ErrorCode::Unreadable,
                          "more than " + std::to_string(kMaxDepth) + " lists inside one another",
                          token.position, ""});
      }
      found_graph_ = found_graph_ || (open_.empty() && key_ == "graph");
      open_.push_back({std::exchange(key_, {}), {}, {}, {}, {}, token.position});
      return {};
    case Token::Sort::Close:
      if (!key_.empty()) records_.reject(token.position, "'" + key_ + "' has no value");
      key_.clear();
      if (!open_.empty()) return close();
      records_.reject(token.position, "a ']' that closes nothing");
      return {};
    case Token::Sort::Text:
    case Token::Sort::Word:
      break;
  }
  if (!key_.empty()) return member(token);
  if (token.sort == Token::Sort::Text) {
    records_.reject(token.position, "a text without a name before it");
  } else {
    key_ = std::move(token.text);
  }
  return {};
}

Result<void> Gml::member(const Token& value) {
  const std::string key = std::exchange(key_, {});
  const bool of_graph = open_.size() <= 1;
  if (of_graph && key == "directed") {
    is_directed_ = value.text != "0";
    return {};
  }
  if (of_graph) {
    if (value.sort == Token::Sort::Word && !open_.empty()) return {};  // "hierarchic 1"
    return records_.set_aside(key, value.text, value.position);
  }
  List& list = open_.back();
  const bool structural = open_.size() == 2;
  if (structural && key == "id") {
    list.id = value.text;
  } else if (structural && is_in("edge") && key == "source") {
    list.from = value.text;
  } else if (structural && is_in("edge") && key == "target") {
    list.to = value.text;
  } else {
    list.members.push_back(typed_attribute(key, value.text, value.sort == Token::Sort::Text));
  }
  return {};
}

// A list inside a node or an edge becomes members of it: "graphics.x".
Result<void> Gml::close() {
  List list = std::move(open_.back());
  open_.pop_back();
  if (open_.size() > 1) {
    for (GraphAttribute& one : list.members) {
      one.name = list.name + "." + one.name;
      one.role = GraphAttribute::Role::Term;
      open_.back().members.push_back(std::move(one));
    }
    return {};
  }
  if (open_.empty()) return {};
  if (list.name == "node") {
    if (!list.id.empty()) return records_.node(list.id, std::move(list.members), list.position);
    records_.reject(list.position, "a node without 'id'");
  } else if (list.name == "edge") {
    if (!list.from.empty() && !list.to.empty()) {
      return records_.edge(list.from, list.to, is_directed_, std::move(list.members),
                           list.position);
    }
    records_.reject(list.position, "an edge needs 'source' and 'target'");
  }
  return {};
}

int recognise(std::string_view head) {
  const std::string start = ascii_lower(head.substr(0, 4096));
  std::size_t at = start.find("graph");
  while (at != start.npos) {
    const bool starts_word = at == 0 || start[at - 1] == '\n' || start[at - 1] == ' ';
    const std::size_t next = start.find_first_not_of(" \t\r\n", at + 5);
    if (starts_word && next != start.npos && start[next] == '[') return 92;
    at = start.find("graph", at + 5);
  }
  return 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  LineReader lines(in, kMaxLineBytes);
  return Gml(lines, options, sink).read();
}

}  // namespace

const Format& gml_format() {
  static const Format format{.name = "gml",
                             .summary = "GML, the Graph Modelling Language",
                             .extensions = {".gml"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
