// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/keys.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace whocites {
namespace {

// Parameters that tell a server where a visitor came from, not which page is meant.
constexpr std::string_view kUnnamed = "unnamed:";
constexpr std::array<std::string_view, 21> kTrackingParameters{
    "fbclid", "gclid",  "dclid",       "gbraid",    "wbraid",      "msclkid", "yclid",
    "twclid", "igshid", "mc_cid",      "mc_eid",    "_hsenc",      "_hsmi",   "ref_src",
    "ocid",   "cmpid",  "ns_mchannel", "at_medium", "at_campaign", "smid",    "ito"};

bool is_tracking(std::string_view parameter) {
  const std::string name = ascii_lower(parameter.substr(0, parameter.find('=')));
  if (name.starts_with("utm_")) return true;
  return std::find(kTrackingParameters.begin(), kTrackingParameters.end(), name) !=
         kTrackingParameters.end();
}

bool is_host_character(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c >= 0x80;
}

// "www.bbc.co.uk" -> "bbc.co.uk"; empty when it cannot be a host with a dot in it.
std::string clean_host(std::string_view host) {
  std::string lower = ascii_lower(host);
  while (lower.ends_with('.')) lower.pop_back();
  if (lower.starts_with("www.") && lower.find('.', 4) != std::string::npos) lower.erase(0, 4);
  const bool shaped = lower.find('.') != std::string::npos && !lower.starts_with('.') &&
                      !lower.starts_with('-') && lower.find("..") == std::string::npos &&
                      std::all_of(lower.begin(), lower.end(), is_host_character);
  return shaped ? lower : std::string();
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// RFC 3986 section 6.2.2: escapes of unreserved characters are decoded, the others upper-cased;
// what may not stand in an address is escaped.
std::string normalise_escapes(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      const char decoded = static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      if (is_unreserved(decoded)) {
        out += decoded;
      } else {
        const auto value = static_cast<unsigned char>(decoded);
        out += {'%', kHex[value >> 4], kHex[value & 15]};
      }
      i += 2;
    } else if (byte <= 0x20 || byte >= 0x7F || text[i] == '"' || text[i] == '<' || text[i] == '>') {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string kept_parameters(std::string_view query) {
  std::string kept;
  for (std::string_view parameter : split(query, '&')) {
    if (parameter.empty() || is_tracking(parameter)) continue;
    kept += kept.empty() ? '?' : '&';
    kept += normalise_escapes(parameter);
  }
  return kept;
}

struct UrlParts {
  std::string host;  // with a port that is not the scheme's own
  std::string path;
  std::string_view query;
};

std::optional<UrlParts> split_url(std::string_view text) {
  text = trim(text);
  std::string_view default_port;
  if (starts_with_ignoring_case(text, "https://")) {
    text.remove_prefix(8);
    default_port = "443";
  } else if (starts_with_ignoring_case(text, "http://")) {
    text.remove_prefix(7);
    default_port = "80";
  } else {
    return std::nullopt;
  }
  text = text.substr(0, text.find('#'));
  const std::size_t host_end = std::min(text.find_first_of("/?"), text.size());
  std::string_view authority = text.substr(0, host_end);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  std::string_view port;
  if (const std::size_t colon = authority.rfind(':'); colon != std::string_view::npos) {
    port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
  }
  UrlParts parts;
  parts.host = clean_host(authority);
  const bool digits =
      std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (parts.host.empty() || !digits) return std::nullopt;
  if (!port.empty() && port != default_port) parts.host += ":" + std::string(port);
  std::string_view rest = text.substr(host_end);
  const std::size_t question = rest.find('?');
  parts.path = normalise_escapes(rest.substr(0, question));
  if (question != std::string_view::npos) parts.query = rest.substr(question + 1);
  return parts;
}

// The address inside a wrapper: web.archive.org/web/2020…/https://x, x.cdn.ampproject.org/c/s/x,
// google.com/amp/s/x. Empty when the address is no wrapper.
std::string unwrapped(const UrlParts& parts, std::string_view text) {
  const auto with_scheme = [](std::string_view rest) {
    if (starts_with_ignoring_case(rest, "http:/") || starts_with_ignoring_case(rest, "https:/")) {
      return std::string(rest);
    }
    return "https://" + std::string(rest);
  };
  if (parts.host == "web.archive.org") {
    const std::size_t web = text.find("/web/");
    if (web == std::string_view::npos) return {};
    const std::string_view after = text.substr(web + 5);
    const std::size_t slash = after.find('/');
    if (slash == std::string_view::npos || slash + 1 == after.size()) return {};
    return with_scheme(after.substr(slash + 1));
  }
  const bool amp_cache = parts.host.ends_with(".cdn.ampproject.org");
  const bool google_amp = parts.host == "google.com" && parts.path.starts_with("/amp/");
  if (!amp_cache && !google_amp) return {};
  for (std::string_view marker : {"/c/s/", "/v/s/", "/amp/s/", "/c/", "/v/", "/amp/"}) {
    if (!std::string_view(parts.path).starts_with(marker)) continue;
    std::string inner = with_scheme(std::string_view(parts.path).substr(marker.size()));
    if (!parts.query.empty()) inner += "?" + std::string(parts.query);
    return inner;
  }
  return {};
}

// "/story/amp", "/amp/story", "/story.amp" and "?amp=1" name the page "/story".
void strip_amp(std::string& path) {
  if (path.ends_with("/amp/")) path.pop_back();
  if (path.ends_with("/amp")) path.erase(path.size() - 4);
  if (path.ends_with(".amp")) path.erase(path.size() - 4);
}

std::optional<std::string> canonical_url_within(std::string_view text, int depth) {
  const std::optional<UrlParts> parts = split_url(text);
  if (!parts) return std::nullopt;
  if (depth > 0) {
    if (const std::string inner = unwrapped(*parts, trim(text)); !inner.empty()) {
      if (auto canonical = canonical_url_within(inner, depth - 1)) return canonical;
    }
  }
  UrlParts clean = *parts;
  strip_amp(clean.path);
  while (clean.path.ends_with('/')) clean.path.pop_back();
  return "https://" + clean.host + clean.path + kept_parameters(clean.query);
}

}  // namespace

std::optional<std::string> canonical_url(std::string_view text) {
  // Wrappers may nest (an archived AMP page), though never deeply.
  return canonical_url_within(text, 3);
}

std::optional<std::string> domain_of(std::string_view text) {
  if (const std::optional<UrlParts> parts = split_url(text)) {
    return parts->host.substr(0, parts->host.find(':'));
  }
  const std::string host = clean_host(trim(text));
  const std::size_t dot = host.rfind('.');
  // A bare word with a dot is a domain only if it ends like one: letters, at least two.
  if (host.empty() || host.size() - dot < 3) return std::nullopt;
  const bool letters = std::none_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
  return letters ? std::optional(host) : std::nullopt;
}

std::optional<std::string> canonical_doi(std::string_view text) {
  text = trim(text);
  for (std::string_view prefix :
       {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
        "https://www.doi.org/", "doi.org/", "doi:"}) {
    if (!starts_with_ignoring_case(text, prefix)) continue;
    text = trim(text.substr(prefix.size()));
    break;
  }
  if (!text.starts_with("10.")) return std::nullopt;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash < 7 || slash + 1 == text.size()) return std::nullopt;
  const std::string_view registrant = text.substr(3, slash - 3);
  const bool shaped = std::all_of(registrant.begin(), registrant.end(),
                                  [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  const bool spaced = text.find_first_of(" \t\r\n") != std::string_view::npos;
  return shaped && !spaced ? std::optional(ascii_lower(text)) : std::nullopt;
}

std::string key_for(const NodeFacts& facts, std::string_view salt) {
  const Kind kind = facts.kind.value_or(Kind::Publication);
  if (kind == Kind::Article || kind == Kind::Publication) {
    if (const auto doi = canonical_doi(facts.url)) return *doi;
    if (const auto url = canonical_url(facts.url)) return *url;
  }
  if (kind == Kind::Outlet && !facts.domains.empty()) {
    if (const auto domain = domain_of(facts.domains.front())) return *domain;
  }
  const std::string prefix = std::string(name_of(kind)) + ":";
  if (const std::string words = slug(facts.title); !words.empty()) {
    // Papers run different texts under one headline; only the text tells them apart.
    const bool salted = kind == Kind::Article && !salt.empty();
    return prefix + words + (salted ? "-" + sha256_hex(salt).substr(0, 8) : std::string());
  }
  if (kind == Kind::Article && !salt.empty()) {
    const std::string date = facts.date ? to_string(*facts.date) : std::string("undated");
    return prefix + date + "-" + sha256_hex(salt).substr(0, 12);
  }
  if (trim(facts.title).empty()) return {};
  // A title without a letter or digit in it: still a name, so it gets a key of its own.
  return prefix + sha256_hex(facts.title).substr(0, 12);
}

std::vector<std::string> identifiers_of(const NodeFacts& facts) {
  std::vector<std::string> found;
  const auto add = [&found](const std::optional<std::string>& text) {
    if (text && std::find(found.begin(), found.end(), *text) == found.end()) found.push_back(*text);
  };
  add(canonical_url(facts.url));
  add(canonical_doi(facts.url));
  for (const Property& property : facts.properties) {
    if (ascii_lower(property.name) == "doi" && property.json.size() > 2) {
      add(canonical_doi(std::string_view(property.json).substr(1, property.json.size() - 2)));
    }
  }
  if (facts.kind == Kind::Outlet) {
    for (const std::string& domain : facts.domains) add(domain_of(domain));
  }
  return found;
}

std::string unnamed_key(std::string_view words, std::string_view article_key) {
  return std::string(kUnnamed) + slug(words) + "@" + std::string(article_key);
}

bool is_unnamed_key(std::string_view key) { return key.starts_with(kUnnamed); }

}  // namespace whocites
