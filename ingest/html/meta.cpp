// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>
#include <unordered_map>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/detail/page_sources.h"
#include "ingest/html/page.h"

namespace whocites::ingest::html {
namespace {

// The values of the meta elements by name, names in lower case with ":" for "." and no space.
class Metas {
 public:
  explicit Metas(const GumboNode* root) {
    const auto metas = elements_named(root, GUMBO_TAG_META);
    // A property (RDFa) is more explicit than a name.
    for (const char* const name : {"property", "name", "itemprop", "http-equiv"}) {
      for (const GumboNode* meta : metas) {
        const std::string value = collapse_space(unescape(attribute(meta, "content")));
        if (value.empty()) continue;
        const std::string names = collapse_space(attribute(meta, name));
        for (const std::string_view one : split(names, ' ')) add(one, value);
      }
      for (auto& [key, values] : fresh_) values_.try_emplace(key, std::move(values));
      fresh_.clear();
    }
  }

  // All values of the first of the names that has any.
  std::vector<std::string> all(std::initializer_list<const char*> names) const {
    for (const char* const name : names) {
      if (const auto found = values_.find(name); found != values_.end()) return found->second;
    }
    return {};
  }
  std::string first(std::initializer_list<const char*> names) const {
    const std::vector<std::string> values = all(names);
    return values.empty() ? std::string() : values.front();
  }
  // The first that is a date.
  std::optional<Date> date(std::initializer_list<const char*> names) const {
    for (const char* const name : names) {
      for (const std::string& value : all({name})) {
        if (std::optional<Date> date = read_page_date(value)) return date;
      }
    }
    return std::nullopt;
  }

 private:
  void add(std::string_view name, const std::string& value) {
    std::string key = ascii_lower(name);
    std::replace(key.begin(), key.end(), '.', ':');
    std::vector<std::string>& values = fresh_[key];
    if (values.size() >= kMostNames) return;
    const bool is_new = std::find(values.begin(), values.end(), value) == values.end();
    if (!key.empty() && is_new) values.push_back(value);
  }

  std::unordered_map<std::string, std::vector<std::string>> values_;
  std::unordered_map<std::string, std::vector<std::string>> fresh_;  // of one attribute
};

// "Doe, Jane" → "Jane Doe". A surname before a comma is one word, or it is a list of two.
std::string given_name_first(const std::string& value) {
  const std::size_t comma = value.find(", ");
  const bool is_inverted = comma != value.npos && value.find(' ') == comma + 1 &&
                           value.find(',', comma + 1) == value.npos &&
                           value.find(" and ") == value.npos;
  return is_inverted ? value.substr(comma + 2) + " " + value.substr(0, comma) : value;
}

std::vector<std::string> authors_of(const Metas& metas) {
  for (const char* const name : {"dc:creator", "dcterms:creator", "dcterm:creator", "author",
                                 "parsely-author", "sailthru:author", "article:author",
                                 "og:article:author", "byl", "citation_author", "twitter:data1"}) {
    // Twitter's first label may be anything.
    if (name == std::string_view("twitter:data1") &&
        fold_name(metas.first({"twitter:label1"})).find("by") == std::string::npos) {
      continue;
    }
    std::vector<std::string> authors;
    for (const std::string& value : metas.all({name})) {
      for (std::string& one : names_of_byline(given_name_first(value))) {
        const bool is_new = std::find(authors.begin(), authors.end(), one) == authors.end();
        if (is_new) authors.push_back(std::move(one));
      }
    }
    if (!authors.empty()) return authors;
  }
  return {};
}

std::string language_of(const Document& document, const Metas& metas) {
  for (std::string language :
       {std::string(attribute(document.root(), "lang")),
        std::string(attribute(document.root(), "xml:lang")),
        metas.first({"content-language", "og:locale", "language", "dc:language"})}) {
    std::replace(language.begin(), language.end(), '_', '-');
    language = std::string(trim(language.substr(0, language.find(','))));
    if (language.size() >= 2 && language.size() <= 35 && language.find(' ') == language.npos) {
      return language;
    }
  }
  return {};
}

}  // namespace

PageFacts facts_of_meta(const Document& document) {
  const Metas metas(document.root());
  PageFacts facts;
  facts.title = metas.first({"dc:title", "dcterms:title", "dcterm:title", "og:title",
                             "weibo:article:title", "weibo:webpage:title", "title", "twitter:title",
                             "parsely-title", "citation_title"});
  facts.authors = authors_of(metas);
  facts.outlet = metas.first({"og:site_name", "citation_journal_title", "dc:publisher"});
  facts.published = metas.date({"article:published_time",
                                "og:article:published_time",
                                "parsely-pub-date",
                                "datepublished",
                                "og:published_time",
                                "pubdate",
                                "publishdate",
                                "publish_date",
                                "dc:date:issued",
                                "dcterms:issued",
                                "dcterms:created",
                                "dc:created",
                                "dc:date",
                                "dcterms:date",
                                "citation_publication_date",
                                "citation_date",
                                "sailthru:date",
                                "published_at",
                                "article:published",
                                "date",
                                "rnews:datepublished",
                                "pub_date",
                                "article_date_original",
                                "cxenseparse:recs:publishtime",
                                "displaydate",
                                "originalpublicationdate"});
  facts.modified = metas.date({"article:modified_time", "og:updated_time", "datemodified",
                               "last-modified", "dcterms:modified", "revised"});
  facts.language = language_of(document, metas);
  facts.section = metas.first({"article:section", "parsely-section", "section"});
  facts.description = metas.first({"og:description", "description", "dc:description"});
  facts.is_article = metas.first({"og:type"}) == "article";
  for (const GumboNode* link : elements_named(document.root(), GUMBO_TAG_LINK)) {
    if (ascii_lower(attribute(link, "rel")) != "canonical") continue;
    facts.url = std::string(trim(attribute(link, "href")));
  }
  if (facts.url.empty()) facts.url = metas.first({"og:url", "twitter:url"});
  return facts;
}

}  // namespace whocites::ingest::html
