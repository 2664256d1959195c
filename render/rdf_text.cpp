// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/rdf_text.h"

#include "render/xml_text.h"

namespace whocites::render {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
constexpr std::string_view kEdtf = "http://id.loc.gov/datatypes/edtf/EDTF";

void add_escaped(std::string& text, char c) {
  const auto byte = static_cast<unsigned char>(c);
  text += '%';
  text += kHex[byte >> 4];
  text += kHex[byte & 15];
}

bool is_unreserved(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') ||
         std::string_view("-._~:").find(c) != std::string_view::npos;
}

std::string_view datatype_of(const Date& date) {
  const PartialDate& day = date.start;
  if (date.end || day.approximate) return {};
  if (!day.month) return "gYear";
  if (!day.day) return "gYearMonth";
  if (!day.second_of_day) return "date";
  return day.offset_minutes ? "dateTime" : "";
}

}  // namespace

std::string rdf_iri(std::string_view address) {
  std::string iri = "<";
  for (const char c : exchangeable(address)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_forbidden = byte <= 0x20 || byte == 0x7F ||
                              std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos;
    if (is_forbidden) {
      add_escaped(iri, c);
    } else {
      iri += c;
    }
  }
  return iri + ">";
}

std::string rdf_node(std::string_view key) {
  if (key.starts_with("http://") || key.starts_with("https://")) return rdf_iri(key);
  if (key.starts_with("10.")) return rdf_iri("https://doi.org/" + std::string(key));
  std::string iri = "<urn:whocites:node:";
  for (const char c : exchangeable(key)) {
    if (is_unreserved(c)) {
      iri += c;
    } else {
      add_escaped(iri, c);
    }
  }
  return iri + ">";
}

std::string rdf_text(std::string_view text) {
  std::string literal = "\"";
  for (const char c : exchangeable(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      literal += '\\';
      literal += c;
    } else if (c == '\n') {
      literal += "\\n";
    } else if (c == '\r') {
      literal += "\\r";
    } else if (c == '\t') {
      literal += "\\t";
    } else if (c == '\0') {
      literal += "\uFFFD";  // many readers end a text there
    } else if (byte < 0x20 || byte == 0x7F) {
      literal += "\\u00";
      literal += kHex[byte >> 4];
      literal += kHex[byte & 15];
    } else {
      literal += c;
    }
  }
  return literal + '"';
}

std::string rdf_typed(std::string_view text, std::string_view datatype) {
  return rdf_text(text) + "^^" + rdf_iri(datatype);
}

std::string rdf_date(const Date& date) {
  const std::string_view type = datatype_of(date);
  if (type.empty()) return rdf_typed(to_string(date), kEdtf);
  return rdf_typed(to_string(date), std::string(kXsd) + std::string(type));
}

}  // namespace whocites::render
