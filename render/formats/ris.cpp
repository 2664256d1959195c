// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// RIS, one tag a line: what is written has no line ends. Source: Reference Manager's format
// specification, as EndNote and Zotero read it.
#include <cstdio>

#include "base/text.h"
#include "render/bibliography.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// Spaces for what would end the line, and U+FFFD for NUL and bytes that are no UTF-8.
std::string line_of(std::string_view text) {
  std::string line;
  for (const char c : to_valid_utf8(text)) {
    if (c == '\0') {
      line += "\uFFFD";
    } else {
      line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return std::string(trim(line));
}

void add(std::string& entry, std::string_view tag, std::string_view text) {
  const std::string line = line_of(text);
  if (!line.empty()) entry += std::string(tag) + "  - " + line + "\r\n";
}

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

// "2021/03/04/": year/month/day/other, where what is not known stays empty. What these cannot say,
// an interval, a time or that it is approximate, stands in EDTF as the other.
std::string slashed(const Date& date) {
  const std::vector<int> parts = date_parts(date.start);
  std::string text = padded(parts[0], 4);
  for (std::size_t i = 1; i < 3; ++i) {
    text += "/" + (i < parts.size() ? padded(parts[i], 2) : std::string());
  }
  PartialDate told;
  told.year = date.start.year;
  told.month = date.start.month;
  told.day = date.start.day;
  const std::string edtf = to_string(date);
  // Readers take a year before 1000 for none.
  const bool is_told = told.year >= 1000 && to_string(Date{told, std::nullopt}) == edtf;
  return text + "/" + (is_told ? std::string() : edtf);
}

std::string entry(const GraphWalk& walk, const Reference& reference) {
  const Node& node = *reference.node;
  const NodeFacts& facts = node.facts;
  std::string entry;
  add(entry, "TY", node.kind == Kind::Article ? "NEWS" : "GEN");
  add(entry, "ID", node.key);
  add(entry, "TI", facts.title);
  for (const std::string& author : facts.authors) add(entry, "AU", author);
  if (facts.date) {
    add(entry, "PY", padded(facts.date->start.year, 4));
    add(entry, "DA", slashed(*facts.date));
  }
  add(entry, "T2", reference.whole);
  add(entry, "UR", facts.url);
  add(entry, "LA", facts.language);
  for (const std::string& line : keyed_note_lines(walk, reference)) add(entry, "N1", line);
  return entry + "ER  - \r\n";
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  const auto write = [&](const Reference& reference) {
    out << entry(walk, reference) << "\r\n";
    return out.good();
  };
  if (auto done = visit_references(walk, write); !done) return done;
  return put(out, "");
}

}  // namespace

const Format ris_format{.name = "ris",
                        .summary = "articles and publications for reference managers",
                        .extensions = {".ris"},
                        .write = write_walked<stream>,
                        .stream = stream};

}  // namespace whocites::render
