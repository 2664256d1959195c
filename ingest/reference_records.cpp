// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/reference_records.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

std::string surname_of(std::string_view author) {
  const std::size_t comma = author.find(',');
  if (comma != author.npos) return std::string(trim(author.substr(0, comma)));
  const std::string_view name = trim(author);
  return std::string(name.substr(name.rfind(' ') + 1));
}

// Whether a citation key is a key wherever it stands: one that key_for() made, or an address.
bool is_key(std::string_view citekey) {
  const std::size_t colon = citekey.find(':');
  if (colon == citekey.npos) return false;
  const auto kind = kind_named(citekey.substr(0, colon));
  return (kind && name_of(*kind) == citekey.substr(0, colon) && colon + 1 < citekey.size()) ||
         canonical_url(citekey).has_value();
}

// Keys that an entry may have, the surest first. A title alone would take every "Introduction" for
// one work, and some entries have the address of the site where the work is.
std::vector<std::string> keys_of(const Reference& reference, const NodeFacts& facts) {
  if (!reference.own_key.empty()) return {reference.own_key};
  if (!reference.key.empty()) return {reference.key};
  if (const auto doi = canonical_doi(reference.doi)) return {*doi};
  std::vector<std::string> keys;
  if (canonical_url(facts.url)) keys.push_back(key_for(facts));
  if (is_key(reference.citekey)) {
    keys.push_back(canonical_url(reference.citekey).value_or(reference.citekey));
  }
  if (trim(reference.title).empty() && reference.citekey.empty()) return keys;
  std::string name = reference.title;
  if (!reference.authors.empty()) name += " " + surname_of(reference.authors.front());
  if (reference.date) name += " " + std::to_string(reference.date->start.year);
  // No DOI, but what its maker tells it by from others of the same name.
  if (!trim(reference.doi).empty()) name += " " + reference.doi;
  NodeFacts named;
  named.kind = facts.kind;
  named.title = name;
  if (!slug(reference.title).empty()) keys.push_back(key_for(named));
  named.title = name + " " + reference.citekey;
  if (std::string key = key_for(named); !key.empty()) keys.push_back(std::move(key));
  return keys;
}

void add_property(std::vector<Property>& properties, std::string_view name, std::string json) {
  std::string free(name);
  const auto is_taken = [&](const Property& one) { return one.name == free; };
  while (std::any_of(properties.begin(), properties.end(), is_taken)) free += "'";
  properties.push_back({std::move(free), std::move(json)});
}

void remove_property(std::vector<Property>& properties, std::string_view name) {
  const auto is_it = [&](const Property& one) { return one.name == name; };
  properties.erase(std::remove_if(properties.begin(), properties.end(), is_it), properties.end());
}

}  // namespace

void Reference::add_text(std::string_view name, std::string_view text) {
  if (trim(text).empty()) return;
  add_property(properties, name, to_json_string(to_valid_utf8(trim(text))));
}

void Reference::add_json(std::string_view name, std::string_view json) {
  add_property(properties, name, std::string(json));
}

void Reference::add_container(std::string_view name, const std::string& text) {
  if (kind == Kind::Article) {
    container = text;
  } else {
    add_text(name, text);
  }
}

std::string Reference::take_note(std::string_view note) {
  std::vector<std::string> rest;
  for (const std::string_view line : split(note, '\n')) {
    const std::string_view text = trim(line);
    const auto takes = [&](std::string_view name) { return starts_with_ignoring_case(text, name); };
    const std::string_view said = trim(text.substr(std::min(text.find(':'), text.size() - 1) + 1));
    if (takes("whocites-key:")) {
      own_key = said;
    } else if (takes("whocites-outlet:")) {
      container_key = said;
    } else if (!takes("cites:")) {
      rest.emplace_back(line);
    } else if (!own_key.empty()) {
      cites.push_back({.to = std::string(said)});  // one a line: a key may hold a comma
    } else {
      for (const std::string_view one : split(said, said.find(';') != said.npos ? ';' : ',')) {
        if (!trim(one).empty()) cites.push_back({.to = std::string(trim(one))});
      }
    }
  }
  if (own_key.empty()) return join(rest, "\n");
  for (const std::string& line : rest) {
    if (!trim(line).empty()) notes.emplace_back(trim(line));
  }
  return {};
}

// The outlet of an article under the key that it is said to have.
Result<void> ReferenceRecords::name_container(const Reference& reference) {
  const bool is_named = !reference.container.empty() && !reference.container_key.empty();
  if (!is_named || !containers_.insert(reference.container_key).second) return {};
  NodeRecord outlet;
  outlet.position = reference.position;
  outlet.key = reference.container_key;
  outlet.facts.kind = Kind::Outlet;
  outlet.facts.title = collapse_space(reference.container);
  return sink_.accept(std::move(outlet));
}

Result<void> ReferenceRecords::take(Reference reference) {
  if (auto named = name_container(reference); !named) return named;
  NodeRecord node;
  node.position = reference.position;
  NodeFacts& facts = node.facts;
  facts.kind = reference.kind;
  facts.title = reference.title;
  facts.url = reference.url;
  facts.date = reference.date;
  facts.language = reference.language;
  facts.authors = std::move(reference.authors);
  facts.notes = std::move(reference.notes);
  node.part_of = collapse_space(reference.container_key.empty() ? reference.container
                                                                : reference.container_key);
  reference.authors = facts.authors;
  const std::vector<std::string> keys = keys_of(reference, facts);
  if (keys.empty()) {
    reject(reference.position, "an entry without a title, a DOI, an address or a key");
    return {};
  }
  node.key = free_key(keys, reference.citekey);
  reference.add_text("doi", reference.doi);
  const bool is_own = !reference.own_key.empty();
  if (!is_own && reference.citekey != node.key) reference.add_text("citekey", reference.citekey);
  if (is_own) remove_property(reference.properties, "type");
  facts.properties = std::move(reference.properties);
  if (!reference.citekey.empty()) {
    const auto [known, fresh] = keys_.try_emplace(reference.citekey, node.key);
    if (!fresh && known->second != node.key) {
      reject(reference.position, "the citation key '" + printable(reference.citekey) +
                                     "' is given twice; what cites it means the first");
    }
  }
  ++record_count_;
  const std::string key = node.key;
  if (auto taken = sink_.accept(std::move(node)); !taken) return taken;
  for (CitedWork& work : reference.cites) {
    if (auto doi = canonical_doi(work.to)) {
      work.to = std::move(*doi);
      if (auto done = cite(key, std::move(work), reference.position); !done) return done;
    } else if (work.evidence.empty()) {
      waiting_.push_back({key, std::move(work), reference.position});
    } else if (auto done = cite(key, std::move(work), reference.position); !done) {
      return done;
    }
  }
  return {};
}

// The first key that no entry of another citation key has; the last one if all are taken.
std::string ReferenceRecords::free_key(const std::vector<std::string>& keys,
                                       const std::string& citekey) {
  for (const std::string& key : keys) {
    const auto [known, fresh] = owners_.try_emplace(key, citekey);
    if (fresh || known->second == citekey) return key;
  }
  return keys.size() > 1 ? keys.back() : keys.front();
}

Result<void> ReferenceRecords::cite(const std::string& from, CitedWork work,
                                    const SourcePosition& position) {
  CitationRecord citation;
  citation.from = from;
  citation.to = collapse_space(work.to);
  citation.relation = work.relation;
  citation.evidence.text = std::move(work.evidence);
  citation.evidence.properties = std::move(work.properties);
  citation.evidence.place.file = position.file;
  citation.evidence.place.line = position.line;
  citation.position = position;
  return sink_.accept(std::move(citation));
}

Result<void> ReferenceRecords::finish() {
  for (Waiting& one : waiting_) {
    if (const auto known = keys_.find(one.work.to); known != keys_.end()) {
      one.work.to = known->second;
    }
    if (auto done = cite(one.from, std::move(one.work), one.position); !done) return done;
  }
  waiting_.clear();
  return {};
}

void ReferenceRecords::reject(const SourcePosition& position, std::string message,
                              std::string hint) {
  sink_.reject(Error{ErrorCode::BadRequest, std::move(message), position, std::move(hint)});
}

std::optional<std::string> doi_in(std::string_view text) {
  if (auto doi = canonical_doi(text)) return doi;
  for (std::size_t at = text.find("10."); at != text.npos; at = text.find("10.", at + 1)) {
    const bool starts = at == 0 || text[at - 1] == '/' || text[at - 1] == ':' ||
                        text[at - 1] == ' ' || text[at - 1] == '=';
    const std::string_view rest = text.substr(at);
    if (!starts) continue;
    if (auto doi = canonical_doi(rest.substr(0, rest.find_first_of(" \t\r\n")))) return doi;
  }
  return std::nullopt;
}

std::optional<Date> date_of(int year, int month, int day) {
  std::array<char, 48> text{};
  if (year <= 0 || year > 9999) return std::nullopt;
  if (month == 0) {
    std::snprintf(text.data(), text.size(), "%04d", year);
  } else if (day == 0) {
    std::snprintf(text.data(), text.size(), "%04d-%02d", year, month);
  } else {
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
  }
  const Result<Date> date = parse_date(text.data());
  return date ? std::optional(*date) : std::nullopt;
}

std::string without_markup(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kTags{
      "i",  "b",    "u", "em", "strong", "sub", "sup",  "scp",
      "sc", "span", "p", "tt", "inf",    "br",  "bold", "italic"};
  static constexpr std::pair<std::string_view, char> kEntities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.front() == '<') {
      std::string_view name = rest.substr(rest.starts_with("</") ? 2 : 1);
      name = name.substr(0, name.find_first_of(" />"));
      const std::size_t end = rest.find('>');
      const std::string lower = ascii_lower(name);
      if (end != rest.npos && std::find(kTags.begin(), kTags.end(), lower) != kTags.end()) {
        at += end;
        continue;
      }
    }
    const auto* entity = std::find_if(std::begin(kEntities), std::end(kEntities),
                                      [&](const auto& one) { return rest.starts_with(one.first); });
    if (entity != std::end(kEntities)) {
      plain += entity->second;
      at += entity->first.size() - 1;
    } else {
      plain += rest.front();
    }
  }
  return collapse_space(plain);
}

}  // namespace whocites::ingest
