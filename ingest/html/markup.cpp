// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/html/detail/page_parts.h"
#include "ingest/html/detail/page_sources.h"

namespace whocites::ingest::html {
namespace {

constexpr std::size_t kLongestByline = 100;

bool has_itemprop(const GumboNode* node, std::string_view name) {
  const std::string props = collapse_space(attribute(node, "itemprop"));
  for (const std::string_view one : split(props, ' ')) {
    if (one == name) return true;
  }
  return false;
}

std::size_t words_of(std::string_view text) {
  const std::string line = collapse_space(text);
  return line.empty() ? 0 : split(line, ' ').size();
}

// What a title element puts between the parts of a title, widest first.
constexpr std::array<std::string_view, 11> kBars{" | ", " - ", " – ", " — ",  " › ", " » ",
                                                 " « ", " > ", " / ", " \\ ", " · "};

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
};

Cut last_bar(std::string_view title) {
  Cut cut;
  for (const std::string_view bar : kBars) {
    const std::size_t at = title.rfind(bar);
    if (at != title.npos && (cut.at == title.npos || at > cut.at)) {
      cut = {at, bar.size()};
    }
  }
  return cut;
}

std::string only_heading(const Document& document) {
  const auto headings = elements_named(document.root(), GUMBO_TAG_H1);
  return headings.size() == 1 ? text_of(headings.front()) : std::string();
}

bool is_heading(const Document& document, std::string_view text) {
  const std::string wanted = fold_words(text);
  const std::vector<const GumboNode*> headings = headings_of(document);
  return std::any_of(headings.begin(), headings.end(), [&](const GumboNode* heading) {
    return fold_words(text_of(heading)) == wanted;
  });
}

bool is_name_of_author(const GumboNode* node) {
  if (has_itemprop(node, "name")) return true;
  const std::string names = " " + collapse_space(attribute(node, "class")) + " ";
  if (names.find(" fn ") != names.npos) return true;  // hCard
  if (tag_of(node) != GUMBO_TAG_A) return false;
  const std::string_view href = attribute(node, "href");
  return attribute(node, "rel") == "author" || href.find("/author") != href.npos ||
         href.find("/people/") != href.npos || href.find("/by/") != href.npos;
}

// The names in an element that marks an author: what marks a name in it, else all that it says.
std::vector<std::string> authors_in(const GumboNode* node) {
  std::vector<std::string> names;
  const auto take = [&](std::string_view text) {
    if (text.empty() || length_in_characters(text) > kLongestByline) return;
    for (std::string& name : names_of_byline(text)) names.push_back(std::move(name));
  };
  walk(node, [&](const GumboNode* one) {
    if (!is_name_of_author(one)) return true;
    take(has_attribute(one, "content") ? std::string(attribute(one, "content")) : text_of(one));
    return false;
  });
  if (!names.empty()) return names;
  take(text_of(node));
  if (names.empty()) take(attribute(node, "content"));
  return names;
}

bool marks_author(const GumboNode* node) {
  return ascii_lower(attribute(node, "rel")) == "author" || has_itemprop(node, "author") ||
         has_itemprop(node, "creator") || PageParts::get().is_author(node);
}

std::optional<Date> date_in(const GumboNode* node) {
  for (const char* const name : {"datetime", "content", "title"}) {
    if (std::optional<Date> date = read_page_date(attribute(node, name))) return date;
  }
  const std::string text = text_of(node);
  return text.size() < 64 ? read_page_date(text) : std::nullopt;
}

// The dates that the page shows, each only if nothing more certain has been seen before it.
struct Dates {
  std::optional<Date> stated;  // itemprop=datePublished, time[pubdate]
  std::optional<Date> marked;  // by a class that says so
  std::optional<Date> first_time;
  std::optional<Date> modified;
};

void look_for_date(const GumboNode* node, Dates& dates) {
  if (has_itemprop(node, "dateModified")) {
    if (!dates.modified) dates.modified = date_in(node);
  } else if (has_itemprop(node, "datePublished") || has_attribute(node, "pubdate")) {
    if (!dates.stated) dates.stated = date_in(node);
  } else if (tag_of(node) == GUMBO_TAG_TIME) {
    if (!dates.first_time) dates.first_time = date_in(node);
  } else if (!dates.marked && PageParts::get().is_date(node)) {
    dates.marked = date_in(node);
  }
}

}  // namespace

std::string title_of_document(const Document& document) {
  const auto titles = elements_named(document.root(), GUMBO_TAG_TITLE);
  const std::string whole = titles.empty() ? std::string() : text_of(titles.front());
  std::string title = whole;
  const Cut cut = last_bar(whole);
  if (cut.at != whole.npos) {
    title = whole.substr(0, cut.at);
    // "Site | Headline of the piece": the short part is the site.
    if (words_of(title) < 3) title = whole.substr(cut.at + cut.size);
  } else if (const std::size_t colon = whole.find(": "); colon != whole.npos) {
    if (!is_heading(document, whole)) {
      title = whole.substr(whole.rfind(": ") + 2);
      if (words_of(title) < 3) title = whole.substr(colon + 2);
      if (words_of(whole.substr(0, colon)) > 5) title = whole;
    }
  } else if (length_in_characters(whole) > 150 || length_in_characters(whole) < 15) {
    if (const std::string heading = only_heading(document); !heading.empty()) title = heading;
  }
  title = collapse_space(title);
  // A part so short is the title only if the page says it again.
  const bool is_part = cut.at != whole.npos && is_heading(document, title);
  return words_of(title) > 4 || is_part ? title : whole;
}

PageFacts facts_of_markup(const Document& document) {
  PageFacts facts;
  facts.title = title_of_document(document);
  Dates dates;
  int looks = 500;  // each may go through all that is in a node
  const PageParts& parts = PageParts::get();
  walk(document.root(), [&](const GumboNode* node) {
    if (tag_of(node) == GUMBO_TAG_LAST) return true;
    if (parts.is_comments(node)) return false;
    if (looks > 0) look_for_date(node, dates);
    const bool is_author = facts.authors.empty() && looks > 0 && marks_author(node);
    if (is_author) facts.authors = authors_in(node);
    if (is_author || PageParts::get().is_date(node)) --looks;
    return true;
  });
  facts.published = dates.stated ? dates.stated : dates.marked ? dates.marked : dates.first_time;
  facts.modified = dates.modified;
  return facts;
}

}  // namespace whocites::ingest::html
