// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/outlets.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/data/embedded.h"
#include "ingest/name_match.h"

namespace whocites::ingest {
namespace {

// Who has a folded name: as the outlet's own name, or as another spelling of it.
struct Owners {
  const ListedOutlet* proper = nullptr;
  const ListedOutlet* other = nullptr;
  bool several_proper = false;
  bool several_other = false;
};

using OwnerIndex = std::unordered_map<std::string, Owners>;
using Fold = std::string (*)(std::string_view);
using DomainIndex = std::unordered_map<std::string_view, const ListedOutlet*>;

std::vector<std::string_view> list_of(std::string_view cell) {
  std::vector<std::string_view> parts;
  for (std::string_view part : split(cell, ';')) {
    if (part = trim(part); !part.empty()) parts.push_back(part);
  }
  return parts;
}

// A line with the same name and main domain as an earlier one says nothing new.
bool is_repeated(const ListedOutlet& outlet, const ListedOutlet& earlier) {
  return outlet.name == earlier.name && outlet.domains == earlier.domains &&
         outlet.country == earlier.country;
}

std::vector<ListedOutlet> parse_list() {
  std::vector<ListedOutlet> outlets;
  std::unordered_map<std::string_view, std::size_t> by_name;
  for (std::string_view line : split(embedded::outlets_tsv(), '\n')) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() < 5 || cells[0].empty()) continue;
    ListedOutlet outlet{trim(cells[0]), trim(cells[1]), trim(cells[2]), list_of(cells[3]),
                        list_of(cells[4])};
    const auto [at, is_new] = by_name.emplace(outlet.name, outlets.size());
    if (!is_new && is_repeated(outlet, outlets[at->second])) continue;
    outlets.push_back(std::move(outlet));
  }
  return outlets;
}

OwnerIndex index_names(std::span<const ListedOutlet> outlets, Fold fold) {
  OwnerIndex index;
  for (const ListedOutlet& outlet : outlets) {
    Owners& own = index[fold(outlet.name)];
    if (own.proper != nullptr && own.proper != &outlet) own.several_proper = true;
    if (own.proper == nullptr) own.proper = &outlet;
    for (std::string_view spelling : outlet.spellings) {
      Owners& owners = index[fold(spelling)];
      if (owners.other != nullptr && owners.other != &outlet) owners.several_other = true;
      if (owners.other == nullptr) owners.other = &outlet;
    }
  }
  index.erase(std::string());
  return index;
}

// A domain that two lines claim belongs to the one that names it first, main domains before others.
DomainIndex index_domains(std::span<const ListedOutlet> outlets) {
  DomainIndex index;
  for (const ListedOutlet& outlet : outlets) {
    if (!outlet.domains.empty()) index.emplace(outlet.domains.front(), &outlet);
  }
  for (const ListedOutlet& outlet : outlets) {
    for (std::string_view domain : outlet.domains) index.emplace(domain, &outlet);
  }
  return index;
}

// Whether `words` is one of the outlet's names with its article. English text adds and drops a
// "the"; another article is part of the name: "Vanguardia" (Saltillo), "La Vanguardia" (Barcelona).
bool may_be_written(const ListedOutlet& outlet, std::string_view words) {
  const auto without_the = [](std::string_view name) {
    return name.starts_with("the ") ? name.substr(4) : name;
  };
  const auto is_written = [&](std::string_view name) {
    const std::string written = fold_words(name);
    return without_the(written) == without_the(words);
  };
  return is_written(outlet.name) ||
         std::any_of(outlet.spellings.begin(), outlet.spellings.end(), is_written);
}

const OwnerIndex& owners_by_name() {
  static const OwnerIndex index = index_names(listed_outlets(), fold_name);
  return index;
}

}  // namespace

std::span<const ListedOutlet> listed_outlets() {
  static const std::vector<ListedOutlet> outlets = parse_list();
  return outlets;
}

NodeRecord record_of(const ListedOutlet& outlet) {
  NodeRecord record;
  record.facts.kind = Kind::Outlet;
  record.facts.title = std::string(outlet.name);
  record.facts.country = std::string(outlet.country);
  record.facts.domains.assign(outlet.domains.begin(), outlet.domains.end());
  record.facts.aliases.assign(outlet.spellings.begin(), outlet.spellings.end());
  record.key = key_for(record.facts);
  return record;
}

const ListedOutlet* outlet_named(std::string_view name) {
  static const OwnerIndex with_article = index_names(listed_outlets(), fold_words);
  const auto found = owners_by_name().find(fold_name(name));
  if (found == owners_by_name().end()) return nullptr;
  const Owners& owners = found->second;
  const bool has_proper = owners.proper != nullptr;
  const bool several = has_proper ? owners.several_proper : owners.several_other;
  const std::string words = fold_words(name);
  if (!several) {
    const ListedOutlet* one = has_proper ? owners.proper : owners.other;
    return may_be_written(*one, words) ? one : nullptr;
  }
  // "Tempo" and "Il Tempo" are two papers: the article, where it is given, tells which.
  const auto exact = with_article.find(words);
  if (exact == with_article.end()) return nullptr;
  if (has_proper) return exact->second.several_proper ? nullptr : exact->second.proper;
  return exact->second.several_other ? nullptr : exact->second.other;
}

bool is_shared_name(std::string_view name) {
  const auto found = owners_by_name().find(fold_name(name));
  if (found == owners_by_name().end()) return false;
  const Owners& owners = found->second;
  const bool by_two =
      owners.proper != nullptr && owners.other != nullptr && owners.proper != owners.other;
  return owners.several_proper || owners.several_other || by_two;
}

const ListedOutlet* outlet_of_domain(std::string_view domain) {
  static const DomainIndex index = index_domains(listed_outlets());
  constexpr std::size_t kLongestHost = 253;  // RFC 1035 section 2.3.4
  if (domain.size() > kLongestHost) return nullptr;
  const std::string host = ascii_lower(domain);
  std::string_view rest = host;
  // A section's host ("news.bbc.co.uk") belongs to whoever has the domain above it.
  while (!rest.empty()) {
    if (const auto found = index.find(rest); found != index.end()) return found->second;
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return nullptr;
}

NameAuthority outlet_authority() {
  return NameAuthority{
      [](std::string_view name) -> std::optional<NodeRecord> {
        const ListedOutlet* outlet = outlet_named(name);
        // A bare domain names its outlet; the address of a page names the page.
        const auto domain = canonical_url(name) ? std::nullopt : domain_of(name);
        if (outlet == nullptr && domain) outlet = outlet_of_domain(*domain);
        if (outlet == nullptr) return std::nullopt;
        return record_of(*outlet);
      },
      [](std::string_view name, std::size_t limit) { return similar_outlets(name, limit); },
      [](std::string_view text, std::string_view name) -> std::optional<std::string> {
        std::optional<NameMatch> match = match_names(text, name);
        if (!match || !match->certain) return std::nullopt;
        return std::move(match->reason);
      },
      [](std::string_view text) -> std::vector<std::string> {
        std::string latin = slug(text);
        std::replace(latin.begin(), latin.end(), '-', ' ');
        latin = fold_name(latin);
        if (latin.empty() || latin == fold_name(text)) return {};
        return {std::move(latin)};
      }};
}

}  // namespace whocites::ingest
