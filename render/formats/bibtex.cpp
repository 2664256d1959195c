// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// BibTeX with BibLaTeX's `date`, in UTF-8. Source: Patashnik, "BibTeXing"; Kime, Wemheuer and
// Lehman, "The biblatex Package".
#include "base/text.h"
#include "render/bibliography.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// BibTeX counts braces even after a backslash, so that none may stand for itself.
std::string escape(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\textbraceleft{}";
    case '}':
      return "\\textbraceright{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '$':
    case '&':
    case '#':
    case '_':
    case '%':
      return std::string("\\") + c;
    case '\0':
      return "\uFFFD";
    default:
      return std::string(1, static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  }
}

// Two of these are one sign to TeX: a dash, a quotation mark.
bool is_ligature(char before, char c) { return before == c && (c == '-' || c == '`' || c == '\''); }

std::string tex(std::string_view text) {
  std::string escaped;
  char before = 0;
  for (const char c : to_valid_utf8(text)) {
    if (is_ligature(before, c)) escaped += "{}";
    escaped += escape(c);
    before = c;
  }
  return escaped;
}

std::string hex(char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {kHex[byte >> 4], kHex[byte & 15]};
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(":./-+?").find(c) != std::string_view::npos;
}

// The key, with what BibTeX or LaTeX would take amiss in a name as _XX, and so _ itself.
std::string citation_key(std::string_view key) {
  std::string name;
  for (const char c : to_valid_utf8(key)) {
    if (is_plain(c)) {
      name += c;
    } else {
      name += "_" + hex(c);
    }
  }
  return name.empty() ? "_" : name;
}

// An address is read without TeX's rules, but for braces, and as one word.
std::string verbatim(std::string_view url) {
  std::string text;
  for (const char c : to_valid_utf8(url)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '{' || c == '}' || c == '\\') {
      text += "%" + hex(c);
    } else {
      text += c;
    }
  }
  return text;
}

// Names are joined by "and", and a comma parts the last name from the first: ours are in natural
// order, so that one with either in it ("Ann Lee, Jr.") is kept together.
std::string name_list(const std::vector<std::string>& names) {
  std::vector<std::string> list;
  for (const std::string& name : names) {
    const std::string text = tex(collapse_space(name));
    if (text.empty()) continue;
    const bool is_one_word = text.find(" and ") == std::string::npos && text != "and" &&
                             text.find(',') == std::string::npos && !text.starts_with("and ") &&
                             !text.ends_with(" and");
    list.push_back(is_one_word ? text : "{" + text + "}");
  }
  return join(list, " and ");
}

void add(std::string& entry, std::string_view name, const std::string& value) {
  if (!value.empty()) entry += ",\n  " + std::string(name) + " = {" + value + "}";
}

std::string entry(const GraphWalk& walk, const Reference& reference) {
  const Node& node = *reference.node;
  const NodeFacts& facts = node.facts;
  const bool is_article = node.kind == Kind::Article;
  const std::string name = citation_key(node.key);
  std::string entry = (is_article ? "@article{" : "@misc{") + name;
  add(entry, "whocites_key", tex(node.key));
  add(entry, "title", facts.title.empty() ? "" : "{" + tex(facts.title) + "}");
  add(entry, "author", name_list(facts.authors));
  add(entry, is_article ? "journal" : "publisher", tex(reference.whole));
  add(entry, "outlet", is_article && node.part_of ? tex(walk.key_of(*node.part_of)) : "");
  if (facts.date) {
    const std::vector<int> parts = date_parts(facts.date->start);
    add(entry, "date", to_string(*facts.date));
    add(entry, "year", std::to_string(parts[0]));
    add(entry, "month", parts.size() > 1 ? std::to_string(parts[1]) : "");
  }
  add(entry, "url", verbatim(facts.url));
  add(entry, "language", tex(facts.language));
  std::vector<std::string> lines;
  for (const std::string& line : note_lines(reference)) lines.push_back(tex(line));
  add(entry, "note", join(lines, "\n"));
  return entry + "\n}\n";
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  const auto write = [&](const Reference& reference) {
    out << entry(walk, reference) << '\n';
    return out.good();
  };
  if (auto done = visit_references(walk, write); !done) return done;
  return put(out, "");
}

}  // namespace

const Format bibtex_format{.name = "bibtex",
                           .summary = "articles and publications for LaTeX and JabRef",
                           .extensions = {".bib"},
                           .write = write_walked<stream>,
                           .stream = stream};

}  // namespace whocites::render
