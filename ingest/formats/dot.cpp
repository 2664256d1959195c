// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Graphviz's language. A parser of our own and not cgraph, which holds the whole graph, stops at
// the first mistake and does not know its column. Source: graphviz.org/doc/info/lang.html.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/dot_tokens.h"
#include "ingest/formats.h"
#include "ingest/graph_records.h"

namespace whocites::ingest {
namespace {

using Role = GraphAttribute::Role;
using Sort = DotToken::Sort;

constexpr std::size_t kMaxDepth = 256;
// A statement such as "{A B C} -> {D E}" is held, with one edge for each pair.
constexpr std::size_t kMaxGroup = 100'000;
constexpr std::size_t kMaxPairs = 1'000'000;

constexpr std::array<std::string_view, 34> kDrawing{
    "URL",      "arrowhead", "arrowsize",   "arrowtail",    "color",    "colorscheme", "constraint",
    "dir",      "fillcolor", "fixedsize",   "fontcolor",    "fontname", "fontsize",    "group",
    "headport", "height",    "href",        "labeltooltip", "margin",   "minlen",      "nojustify",
    "ordering", "penwidth",  "peripheries", "pos",          "rank",     "shape",       "sides",
    "style",    "tailport",  "target",      "tooltip",      "width",    "xlabel"};

using Defaults = std::map<std::string, GraphAttribute>;

// What `{` opens.
struct Scope {
  std::string name;
  Defaults of_nodes;
  Defaults of_edges;
  std::vector<std::string> nodes;  // all that stand in it, for an edge that begins or ends there
};

// "\n", "\l" and "\r" end a line of a label, "\\" is a backslash.
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char next = text[++i];
    if (next == 'n' || next == 'l' || next == 'r') {
      plain += '\n';
    } else if (next == '\\') {
      plain += '\\';
    } else {
      plain += {'\\', next};
    }
  }
  return plain;
}

// "\l" behind the last line of a label says only how that line is set.
std::string without_last_breaks(std::string label) {
  while (label.ends_with('\n')) label.pop_back();
  return label;
}

GraphAttribute attribute_of(const DotToken& name, const DotToken& value) {
  const bool drawing =
      value.is_html || std::find(kDrawing.begin(), kDrawing.end(), name.text) != kDrawing.end();
  std::string text = value.is_html ? value.text : unescaped(value.text);
  if (name.text == "label") text = without_last_breaks(std::move(text));
  return {name.text, std::move(text), false, drawing ? Role::Drawing : Role::Data};
}

class Dot {
 public:
  Dot(std::istream& in, const ReadOptions& options, RecordSink& sink)
      : tokens_(in), source_(options.source_name), records_(options, sink) {}

  Result<void> read();

 private:
  using Group = std::vector<std::string>;

  void advance() { token_ = tokens_.next(); }
  SourcePosition position() const { return {source_, token_.line, token_.column}; }
  bool is_word(std::string_view word) const {
    return token_.sort == Sort::Id && !token_.is_quoted && ascii_lower(token_.text) == word;
  }
  void complain(std::string_view expected);
  Result<void> graph();
  Result<void> statements();
  Result<void> statement();
  Result<void> subgraph(Group& nodes);
  std::vector<GraphAttribute> attribute_lists();
  void set_defaults(std::string_view what);
  void take_ids_as_keys() {
    ids_are_keys_ = true;
    records_.take_ids_as_keys();
  }
  std::optional<std::string> node_id();
  Result<void> node(const std::string& id, const SourcePosition& at);
  Result<void> edges(Group first, const SourcePosition& at);
  void stands_here(const std::string& id);

  DotTokens tokens_;
  const std::string& source_;
  GraphRecords records_;
  DotToken token_;
  std::vector<Scope> scopes_;
  bool is_directed_ = true;
  bool ids_are_keys_ = false;  // as our exporter says of what it writes
  bool found_graph_ = false;
};

// Says what is wrong at the current token and goes on behind the statement.
void Dot::complain(std::string_view expected) {
  std::string found = token_.sort == Sort::End      ? "the end of the input"
                      : token_.sort == Sort::Broken ? token_.text
                      : token_.sort == Sort::Arrow  ? "'->'"
                      : token_.sort == Sort::Line   ? "'--'"
                                                    : quoted(token_.text);
  records_.reject(position(), "expected " + std::string(expected) + ", found " + found);
  while (token_.sort != Sort::End && !token_.is(';') && !token_.is('}') && !token_.is('{')) {
    advance();
  }
}

Result<void> Dot::read() {
  if (auto text = expect_utf8_text(tokens_.head()); !text) return text;
  advance();
  while (token_.sort != Sort::End) {
    if (auto done = graph(); !done) return done;
  }
  records_.finish();
  if (auto done = tokens_.failure(); !done) return done;
  if (found_graph_) return {};
  return fail(Error{ErrorCode::Unreadable, "no 'graph' or 'digraph' in this input",
                    SourcePosition{source_, 1, 1}, ""});
}

Result<void> Dot::graph() {
  if (is_word("strict")) advance();
  if (!is_word("graph") && !is_word("digraph")) {
    if (!found_graph_) {  // not even a beginning: another format
      while (token_.sort != Sort::End) advance();
      return {};
    }
    complain("'graph' or 'digraph'");
    if (token_.sort != Sort::End) advance();
    return {};
  }
  found_graph_ = true;
  is_directed_ = is_word("digraph");
  advance();
  if (token_.sort == Sort::Id) advance();
  if (!token_.is('{')) {
    complain("'{'");
    if (!token_.is('{')) return {};
  }
  advance();
  scopes_.assign(1, {});
  if (auto done = statements(); !done) return done;
  if (token_.sort == Sort::End) {
    records_.reject(position(), "the input ends within the graph", "was it cut off?");
  }
  advance();
  return {};
}

// Up to the '}' that ends them.
Result<void> Dot::statements() {
  while (token_.sort != Sort::End && !token_.is('}')) {
    if (token_.is(';') || token_.is(',')) {
      advance();
      continue;
    }
    const DotToken before = token_;
    if (auto done = statement(); !done) return done;
    const bool stuck = token_.line == before.line && token_.column == before.column;
    if (stuck && token_.sort != Sort::End && !token_.is('}')) {
      complain("a node, an edge or an attribute");
      if (!token_.is('}')) advance();
    }
  }
  return {};
}

Result<void> Dot::statement() {
  const SourcePosition at = position();
  if (is_word("subgraph") || token_.is('{')) {
    Group nodes;
    if (auto done = subgraph(nodes); !done) return done;
    if (token_.sort != Sort::Arrow && token_.sort != Sort::Line) return {};
    return edges(std::move(nodes), at);
  }
  for (const std::string_view what : {"graph", "node", "edge"}) {
    if (!is_word(what)) continue;
    advance();
    set_defaults(what);
    return {};
  }
  const std::optional<std::string> id = node_id();
  if (!id) return {};
  if (token_.is('=')) {  // of the graph or subgraph: a name, or how it is drawn
    advance();
    const DotToken value = token_;
    if (value.sort != Sort::Id) {
      complain("a value");
      return {};
    }
    advance();
    const bool says = scopes_.size() == 1 && (*id == "label" || *id == "comment");
    return says && !value.is_html
               ? records_.set_aside(*id, without_last_breaks(unescaped(value.text)), at)
               : Result<void>();
  }
  stands_here(*id);
  if (token_.sort == Sort::Arrow || token_.sort == Sort::Line) return edges({*id}, at);
  return node(*id, at);
}

// "A", "A:port", "A:port:ne"; absent when the token is none.
std::optional<std::string> Dot::node_id() {
  if (token_.sort != Sort::Id) {
    complain("a node, an edge or an attribute");
    return std::nullopt;
  }
  std::string id = ids_are_keys_ ? unescaped(token_.text) : token_.text;
  advance();
  while (token_.is(':')) {
    advance();
    if (token_.sort == Sort::Id) advance();
  }
  return id;
}

void Dot::stands_here(const std::string& id) {
  for (std::size_t i = 1; i < scopes_.size(); ++i) {
    if (scopes_[i].nodes.size() < kMaxGroup) scopes_[i].nodes.push_back(id);
  }
}

Result<void> Dot::subgraph(Group& nodes) {
  Scope scope;
  if (is_word("subgraph")) {
    advance();
    if (token_.sort == Sort::Id) {
      scope.name = token_.text;
      advance();
    }
    if (!token_.is('{')) {
      complain("'{'");
      if (!token_.is('{')) return {};
    }
  }
  if (scopes_.size() == kMaxDepth) {
    records_.reject(position(),
                    "more than " + std::to_string(kMaxDepth) + " subgraphs inside one another");
    while (token_.sort != Sort::End) advance();
    return {};
  }
  advance();
  scope.of_nodes = scopes_.back().of_nodes;
  scope.of_edges = scopes_.back().of_edges;
  scopes_.push_back(std::move(scope));
  if (auto done = statements(); !done) return done;
  if (token_.is('}')) advance();
  nodes = std::move(scopes_.back().nodes);
  scopes_.pop_back();
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return {};
}

std::vector<GraphAttribute> Dot::attribute_lists() {
  std::vector<GraphAttribute> attributes;
  while (token_.is('[')) {
    advance();
    while (!token_.is(']')) {
      if (token_.is(';') || token_.is(',')) {
        advance();
        continue;
      }
      const DotToken name = token_;
      if (name.sort != Sort::Id) {
        complain("the name of an attribute, or ']'");
        return attributes;
      }
      advance();
      DotToken value = name;
      value.text = "true";  // "[bold]"
      if (token_.is('=')) {
        advance();
        value = token_;
        if (value.sort != Sort::Id) {
          complain("a value");
          return attributes;
        }
        advance();
      }
      attributes.push_back(attribute_of(name, value));
    }
    advance();
  }
  return attributes;
}

void Dot::set_defaults(std::string_view what) {
  for (GraphAttribute& attribute : attribute_lists()) {
    if (what == "graph") {
      if (attribute.name == "ids" && attribute.text == "keys") take_ids_as_keys();
      continue;
    }
    Scope& scope = scopes_.back();
    Defaults& defaults = what == "node" ? scope.of_nodes : scope.of_edges;
    const std::string name = attribute.name;
    defaults.insert_or_assign(name, std::move(attribute));
  }
}

// With the defaults of what they leave out, and without what they leave empty.
std::vector<GraphAttribute> with_defaults(std::vector<GraphAttribute> own,
                                          const Defaults& defaults) {
  for (const auto& [name, attribute] : defaults) {
    const auto is_it = [&name = name](const GraphAttribute& one) { return one.name == name; };
    const bool given = std::any_of(own.begin(), own.end(), is_it);
    if (!given) own.push_back(attribute);
  }
  own.erase(std::remove_if(own.begin(), own.end(),
                           [](const GraphAttribute& one) { return one.text.empty(); }),
            own.end());
  return own;
}

Result<void> Dot::node(const std::string& id, const SourcePosition& at) {
  std::vector<GraphAttribute> own = attribute_lists();
  const Scope& scope = scopes_.back();
  if (!scope.name.empty()) own.push_back({"subgraph", scope.name, false, Role::Drawing});
  return records_.node(id, with_defaults(std::move(own), scope.of_nodes), at);
}

Result<void> Dot::edges(Group first, const SourcePosition& at) {
  std::vector<Group> chain{std::move(first)};
  while (token_.sort == Sort::Arrow || token_.sort == Sort::Line) {
    const bool arrow = token_.sort == Sort::Arrow;
    if (arrow != is_directed_) {
      records_.reject(position(), is_directed_ ? "'--' in a directed graph, read as '->'"
                                               : "'->' in an undirected graph, read as '--'");
    }
    advance();
    Group next;
    if (is_word("subgraph") || token_.is('{')) {
      if (auto done = subgraph(next); !done) return done;
    } else {
      const std::optional<std::string> id = node_id();
      if (!id) return {};
      stands_here(*id);
      next.push_back(*id);
    }
    chain.push_back(std::move(next));
  }
  const std::vector<GraphAttribute> attributes =
      with_defaults(attribute_lists(), scopes_.back().of_edges);
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    if (chain[i].size() * chain[i + 1].size() > kMaxPairs) {
      records_.reject(at, "a statement with more than " + std::to_string(kMaxPairs) + " edges");
      continue;
    }
    for (const std::string& from : chain[i]) {
      for (const std::string& to : chain[i + 1]) {
        if (auto done = records_.edge(from, to, is_directed_, attributes, at); !done) return done;
      }
    }
  }
  return {};
}

int recognise(std::string_view head) {
  const std::string start = ascii_lower(head.substr(0, 4096));
  std::string_view rest = start;
  while (true) {  // comments may come first
    rest = trim(rest);
    std::size_t end = rest.npos;
    if (rest.starts_with("//") || rest.starts_with('#')) {
      end = rest.find('\n');
    } else if (rest.starts_with("/*")) {
      end = rest.find("*/");
      if (end != rest.npos) ++end;
    } else {
      break;
    }
    if (end == rest.npos) return 0;
    rest.remove_prefix(end + 1);
  }
  if (rest.starts_with("strict")) rest = trim(rest.substr(6));
  const bool directed = rest.starts_with("digraph");
  if (!directed && !rest.starts_with("graph")) return 0;
  rest.remove_prefix(directed ? 7 : 5);
  // Nothing but the graph's name may stand between.
  rest = trim(rest);
  if (rest.starts_with('"')) {
    const std::size_t close = rest.find('"', 1);
    rest = close == rest.npos ? std::string_view() : trim(rest.substr(close + 1));
  } else if (!rest.starts_with('{')) {
    rest = trim(rest.substr(std::min(rest.find_first_of(" \t\r\n{"), rest.size())));
  }
  return rest.starts_with('{') ? 95 : 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return Dot(in, options, sink).read();
}

}  // namespace

const Format& dot_format() {
  static const Format format{.name = "dot",
                             .summary = "Graphviz's language",
                             .extensions = {".dot", ".gv"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
