// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/records.h"

namespace whocites {

// The form under which a web address is compared: scheme http(s) → https, host lower case without
// "www.", default port, fragment, user name and known tracking parameters (utm_*, fbclid, gclid,
// …) off, remaining parameters kept in order, percent-escapes normalised, AMP and web-archive
// wrappers taken off, a trailing slash off. Absent when `text` is not an http(s) address.
// Source: RFC 3986 section 6.2 and RFC 3987 for the normalisations that never change the target.
std::optional<std::string> canonical_url(std::string_view text);

// The host of an http(s) address or a bare domain, lower case, without "www."; absent if neither.
std::optional<std::string> domain_of(std::string_view text);

// "10.1000/182", lower case, of "doi:…", "https://doi.org/…" or the bare form; absent if none.
// Source: ISO 26324; DOI names are case-insensitive.
std::optional<std::string> canonical_doi(std::string_view text);

// The stable key of a node that names none: the canonical URL of an article or publication, an
// outlet's first domain, else "kind:slug" ("person:serzh-sargsyan"). For an article, `salt` (its
// text) keeps two texts under one headline apart: the first 8 digits of its SHA-256 follow the
// slug; without a title the key is "article:" + its date or "undated" + "-" + the first 12. Empty
// when the record gives nothing to make a key of.
std::string key_for(const NodeFacts& facts, std::string_view salt = {});

// Every text by which a record that means the same thing may be recognised for certain: canonical
// URL, DOI, and for an outlet its domains. Never empty strings, no duplicates.
std::vector<std::string> identifiers_of(const NodeFacts& facts);

// The key of a source that a text cites without naming it ("a senior official"): of that article
// alone, since the official of one need not be that of another.
std::string unnamed_key(std::string_view words, std::string_view article_key);
bool is_unnamed_key(std::string_view key);

}  // namespace whocites
