// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/page.h"

#include <algorithm>
#include <regex>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/detail/main_text.h"
#include "ingest/html/detail/page_sources.h"
#include "ingest/text/decode.h"

namespace whocites::ingest::html {
namespace {

// The encoding that a page declares in its first bytes, by a meta element or an XML declaration.
// Source: WHATWG HTML, 13.2.3.2 (which looks at 1,024; banners of comments push it back).
std::string declared_charset(std::string_view bytes) {
  const std::string head = ascii_lower(bytes.substr(0, 8192));
  for (const std::string_view mark : {"charset", "encoding"}) {
    for (std::size_t at = head.find(mark); at != head.npos; at = head.find(mark, at + 1)) {
      std::size_t begin = head.find_first_not_of(" \t\r\n", at + mark.size());
      if (begin == head.npos || head[begin] != '=') continue;
      begin = head.find_first_not_of(" \t\r\n\"'", begin + 1);
      if (begin == head.npos) continue;
      const std::size_t end = head.find_first_of(" \t\r\n\"'/>;?", begin);
      if (end != head.npos && end > begin && end - begin < 40) {
        return head.substr(begin, end - begin);
      }
    }
  }
  return {};
}

std::vector<std::size_t> line_starts_of(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    starts.push_back(at + 1);
  }
  return starts;
}

std::string base_of(const Document& document, const std::string& address) {
  for (const GumboNode* base : elements_named(document.root(), GUMBO_TAG_BASE)) {
    const std::string href(trim(attribute(base, "href")));
    if (!href.empty()) return resolve_link(address, href);
  }
  return address;
}

// The day that an address has in its path: "/2020/03/04/", "/2020-03-04-".
std::optional<Date> date_in_address(std::string_view address) {
  static const std::regex day("/((?:19|20)[0-9]{2})[/-]?([01][0-9])[/-]?([0-3][0-9])[/_-]");
  std::cmatch found;
  constexpr std::size_t kLongest = 2000;
  if (address.size() > kLongest) return std::nullopt;
  if (!std::regex_search(address.data(), address.data() + address.size(), found, day)) {
    return std::nullopt;
  }
  const Result<Date> date =
      parse_date(found[1].str() + "-" + found[2].str() + "-" + found[3].str());
  return date ? std::optional(*date) : std::nullopt;
}

// A page that names its text apart but shows none: one behind a wall.
MainText text_of_body(const PageFacts& facts) {
  MainText main;
  main.text = facts.title + "\n\n" + facts.body;
  return main;
}

}  // namespace

std::uint64_t Page::line_of(std::size_t at) const {
  const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), at);
  return static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(1, after - line_starts.begin()));
}

Result<Page> read_page(std::string bytes, const PageOrigin& origin) {
  if (bytes.size() > kMaxPageBytes) {
    return fail(ErrorCode::Unreadable,
                "a page of more than " + std::to_string(kMaxPageBytes >> 20) + " MiB");
  }
  const std::string charset =
      origin.charset.empty() ? declared_charset(bytes) : ascii_lower(origin.charset);
  const bool is_wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!is_wide) std::erase(bytes, '\0');
  Result<text::Decoded> decoded = text::decode(std::move(bytes), charset);
  if (!decoded) return fail(decoded.error());
  Page page;
  page.line_starts = line_starts_of(decoded->text);
  const Result<std::unique_ptr<Document>> document = Document::parse(std::move(decoded->text));
  if (!document) return fail(document.error());
  page.facts = facts_of_json_ld(**document, title_of_document(**document));
  fill_from(page.facts, facts_of_meta(**document));
  fill_from(page.facts, facts_of_markup(**document));
  const std::string address = origin.url.empty() ? page.facts.url : origin.url;
  page.base = base_of(**document, address);
  page.facts.url = resolve_link(address, page.facts.url);
  if (!page.facts.published) page.facts.published = date_in_address(page.facts.url);
  page.main = main_text_of(**document, page.facts.title);
  if (page.main.text.size() < page.facts.body.size() / 2) page.main = text_of_body(page.facts);
  for (auto& [text, source] : page.main.places) source += decoded->shift;
  return page;
}

}  // namespace whocites::ingest::html
