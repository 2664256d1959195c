// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Mermaid's flowchart, which GitHub, GitLab and many wikis draw. Source: mermaid.js.org/syntax.
#include <array>
#include <map>

#include "base/text.h"
#include "render/dot_graph.h"
#include "render/formats.h"
#include "render/groups.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/style.h"

namespace whocites::render {
namespace {

// Mermaid draws no more unless the page that shows it says so.
constexpr std::size_t kMostLines = 500;

struct Shape {
  Kind kind;
  const char* open;
  const char* close;
};
constexpr std::array<Shape, 5> kShapes{{{Kind::Article, "[\"", "\"]"},
                                        {Kind::Outlet, "(\"", "\")"},
                                        {Kind::Publication, "[[\"", "\"]]"},
                                        {Kind::Person, "([\"", "\"])"},
                                        {Kind::Organization, "{{\"", "\"}}"}}};

// A text between quotes. What Mermaid or the page could take for markup becomes an entity.
std::string quoted_text(std::string_view text) {
  std::string line = shown(text);
  if (line.empty()) line = "(no name)";
  std::string safe;
  for (const char c : line) {
    if (std::string_view("\"#<>&`\\*_[]{}()|;%").find(c) == std::string_view::npos) {
      safe += c;
    } else {
      safe += "#" + std::to_string(static_cast<int>(c)) + ";";
    }
  }
  return safe;
}

std::string node_name(std::size_t place) { return "n" + std::to_string(place); }

class Writer {
 public:
  Writer(const Network& network, const DrawOptions& options, std::ostream& out)
      : network_(network),
        options_(options),
        groups_(groups_of(network)),
        drawn_(drawn_nodes(network, options)),
        out_(out) {
    for (std::size_t i = 0; i < network.nodes.size(); ++i) {
      const std::optional<VertexId> whole = groups_.whole[i];
      parts_[whole ? std::optional(whole->value) : std::nullopt].push_back(i);
    }
  }

  void write(const std::vector<Line>& lines) {
    if (!options_.title.empty()) out_ << "---\ntitle: \"" << title() << "\"\n---\n";
    out_ << "flowchart LR\n";
    write_parts(std::nullopt, 1);
    for (const Line& line : lines) write_line(line);
    for (const Shape& shape : kShapes) {
      const KindStyle& style = style_of(shape.kind);
      out_ << "  classDef " << name_of(shape.kind) << " fill:" << style.fill
           << ",stroke:" << style.border << ",color:" << kTextColour << "\n";
    }
    out_ << "  classDef unresolved fill:#FFFFFF,stroke-dasharray:5 3\n";
  }

 private:
  // In a YAML string with double quotes.
  std::string title() const {
    std::string text;
    for (const char c : shown(options_.title)) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    return text;
  }

  // Recursion is bounded by kMaxDepth.
  void write_parts(std::optional<std::uint32_t> whole, int depth) {
    const auto at = parts_.find(whole);
    if (at == parts_.end()) return;
    for (const std::size_t part : at->second) {
      if (!groups_.is_group[part]) {
        write_node(part, depth);
        continue;
      }
      const std::string indent(static_cast<std::size_t>(2 * depth), ' ');
      out_ << indent << "subgraph g" << part << "[\"" << quoted_text(label_of(network_.nodes[part]))
           << "\"]\n";
      if (drawn_[part]) write_node(part, depth + 1);
      write_parts(static_cast<std::uint32_t>(part), depth + 1);
      out_ << indent << "end\n";
    }
  }

  void write_node(std::size_t place, int depth) {
    const Node& node = network_.nodes[place];
    std::string text = quoted_text(label_of(node));
    // What has no title is called after its date.
    if (node.facts.date && !node.facts.title.empty())
      text += ", " + quoted_text(date_words(*node.facts.date));
    for (const Shape& shape : kShapes) {
      if (shape.kind != node.kind) continue;
      out_ << std::string(static_cast<std::size_t>(2 * depth), ' ') << node_name(place)
           << shape.open << text << shape.close
           << ":::" << (node.facts.unresolved ? "unresolved" : name_of(node.kind)) << '\n';
    }
  }

  void write_line(const Line& line) {
    const auto [from, to] = network_.graph.ends(line.front());
    std::vector<std::string> words;
    bool rejected = false;
    for (const EdgeId edge : line) {
      const Citation& citation = network_.citation(edge);
      words.emplace_back(verb_of(citation.relation));
      rejected = rejected || is_rejected(citation);
    }
    if (rejected) words.emplace_back("(rejected)");
    out_ << "  " << node_name(from.value) << (rejected ? " -. \"" : " -- \"") << join(words, ", ")
         << (rejected ? "\" .-> " : "\" --> ") << node_name(to.value) << '\n';
  }

  const Network& network_;
  const DrawOptions& options_;
  Groups groups_;
  std::vector<bool> drawn_;
  std::ostream& out_;
  std::map<std::optional<std::uint32_t>, std::vector<std::size_t>> parts_;  // by the whole
};

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  const std::vector<Line> lines = lines_of(network);
  if (lines.size() > kMostLines) {
    return fail(ErrorCode::BadRequest,
                std::to_string(lines.size()) + " lines are too many for Mermaid (limit " +
                    std::to_string(kMostLines) + ")",
                "select fewer with filters or --depth, or export --to dot");
  }
  Writer(network, options, out).write(lines);
  return put(out, "");
}

}  // namespace

const Format mermaid_format{.name = "mermaid",
                            .summary = "a flowchart for GitHub, GitLab and wikis; small graphs",
                            .extensions = {".mmd", ".mermaid"},
                            .write = write};

}  // namespace whocites::render
