// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/detail/page_sources.h"
#include "ingest/html/page.h"
#include "ingest/json_slices.h"

namespace whocites::ingest::html {
namespace {

using nlohmann::json;

// Of schema.org's types, those that are one published piece.
constexpr std::array<std::string_view, 11> kArticles{
    "Report",          "SocialMediaPosting", "BlogPosting",
    "LiveBlogPosting", "APIReference",       "DiscussionForumPosting",
    "Review",          "CriticReview",       "ClaimReview",
    "MediaReview",     "UserReview"};

bool has_type(const json& object, const std::function<bool(std::string_view)>& fits) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto one_fits = [&](const json& one) {
    if (!one.is_string()) return false;
    const std::string& name = one.get_ref<const std::string&>();
    return fits(std::string_view(name).substr(name.find_last_of("/:") + 1));
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), one_fits) : one_fits(*type);
}

bool is_article(const json& object) {
  return has_type(object, [](std::string_view type) {
    return type.ends_with("Article") ||
           std::find(kArticles.begin(), kArticles.end(), type) != kArticles.end();
  });
}

bool is_claim_review(const json& object) {
  return has_type(object, [](std::string_view type) { return type == "ClaimReview"; });
}

// A script's text without what hides it from old browsers, and without raw line ends in strings.
std::string json_of_script(std::string_view script) {
  static constexpr std::array<std::string_view, 4> kBefore{"<!--", "//<![CDATA[", "/*<![CDATA[*/",
                                                           "<![CDATA["};
  static constexpr std::array<std::string_view, 6> kBehind{"-->",   "//]]>", "/*]]>*/",
                                                           "//-->", "]]>",   ";"};
  std::string_view text = trim(script);
  for (const std::string_view mark : kBefore) {
    if (text.starts_with(mark)) text = trim(text.substr(mark.size()));
  }
  for (const std::string_view mark : kBehind) {
    if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
  }
  std::string bare(text);
  std::replace_if(
      bare.begin(), bare.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return bare;
}

// All objects of a page, each @graph and list opened.
class LinkedData {
 public:
  void add(const json& value) {
    if (value.is_array()) {
      for (const json& one : value) add(one);
    }
    if (!value.is_object()) return;
    objects_.push_back(&value);
    index(value);
    for (const char* const name :
         {"@graph", "mainEntity", "mainEntityOfPage", "hasPart", "review"}) {
      if (const auto inner = value.find(name); inner != value.end()) add(*inner);
    }
  }

  const std::vector<const json*>& objects() const { return objects_; }

  // What a value stands for: an object that is nothing but an @id stands for the one described.
  const json& resolve(const json& value) const {
    if (!value.is_object() || value.size() != 1) return value;
    const auto id = value.find("@id");
    if (id == value.end() || !id->is_string()) return value;
    const auto known = by_id_.find(id->get<std::string>());
    return known != by_id_.end() ? *known->second : value;
  }

  // The values of a member, a list opened.
  std::vector<const json*> all(const json& object, const char* name) const {
    std::vector<const json*> values;
    if (!object.is_object()) return values;
    const auto found = object.find(name);
    if (found == object.end()) return values;
    if (!found->is_array()) return {&resolve(*found)};
    for (const json& one : *found) values.push_back(&resolve(one));
    return values;
  }

 private:
  void index(const json& object) {
    const auto id = object.find("@id");
    if (id == object.end() || !id->is_string() || object.size() == 1) return;
    by_id_.emplace(id->get<std::string>(), &object);
  }

  std::vector<const json*> objects_;
  std::unordered_map<std::string, const json*> by_id_;
};

std::string text_of_value(const json& value) {
  if (value.is_string()) return collapse_space(unescape(value.get<std::string>()));
  if (value.is_object()) {
    if (const auto inner = value.find("@value"); inner != value.end()) return text_of_value(*inner);
  }
  return {};
}

class Reader {
 public:
  Reader(const LinkedData& data, std::string_view document_title)
      : data_(data), document_title_(document_title) {}

  PageFacts read() {
    const json* article = nullptr;
    const json* page = nullptr;
    for (const json* object : data_.objects()) {
      if (is_claim_review(*object)) facts_.claims.push_back(claim_of(*object));
      if (article == nullptr && is_article(*object)) article = object;
      if (page == nullptr && has_type(*object, [](auto type) { return type == "WebPage"; })) {
        page = object;
      }
    }
    if (article != nullptr) read_article(*article);
    PageFacts kept = std::move(facts_);
    if (page != nullptr) {  // says less, and of the page as much as of the article
      facts_ = {};
      facts_.published = date(*page, "datePublished");
      facts_.modified = date(*page, "dateModified");
      facts_.language = text(*page, "inLanguage");
      read_publisher(*page);
      fill_from(kept, std::move(facts_));
    }
    return kept;
  }

 private:
  std::string text(const json& object, const char* name) const {
    for (const json* value : data_.all(object, name)) {
      if (std::string found = text_of_value(*value); !found.empty()) return found;
    }
    return {};
  }

  std::optional<Date> date(const json& object, const char* name) const {
    return read_page_date(text(object, name));
  }

  void read_article(const json& article) {
    facts_.is_article = true;
    facts_.title = title_of(article);
    for (const char* const name : {"author", "creator"}) {
      if (facts_.authors.empty()) facts_.authors = names(article, name);
    }
    read_publisher(article);
    facts_.published = date(article, "datePublished");
    facts_.modified = date(article, "dateModified");
    facts_.language = text(article, "inLanguage");
    facts_.section = text(article, "articleSection");
    facts_.description = text(article, "description");
    facts_.body = body_of(article);
    facts_.url = address_of(article);
    for (const json* value : data_.all(article, "sameAs")) {
      if (canonical_url(text_of_value(*value))) facts_.same_as.push_back(text_of_value(*value));
    }
    facts_.based_on = works(article, "isBasedOn");
    for (NamedWork& work : works(article, "isBasedOnUrl")) facts_.based_on.push_back(work);
    facts_.citations = works(article, "citation");
  }

  // Of a name and a headline that differ, the one that the title of the page resembles.
  std::string title_of(const json& article) const {
    const std::string headline = text(article, "headline");
    const std::string name = text(article, "name");
    if (headline.empty() || name.empty()) return headline.empty() ? name : headline;
    constexpr std::size_t kLongest = 500;  // to compare takes the product of the lengths
    if (std::max({name.size(), headline.size(), document_title_.size()}) > kLongest)
      return headline;
    const double of_name = name_similarity(name, document_title_);
    return of_name > name_similarity(headline, document_title_) ? name : headline;
  }

  std::string body_of(const json& article) const {
    for (const json* value : data_.all(article, "articleBody")) {
      if (value->is_string()) return unescape(value->get<std::string>());
    }
    return {};
  }

  std::string address_of(const json& article) const {
    for (const char* const name : {"mainEntityOfPage", "url", "@id"}) {
      for (const json* value : data_.all(article, name)) {
        std::string address = text_of_value(*value);
        if (value->is_object()) address = text(*value, "@id");
        if (canonical_url(address)) return address;
      }
    }
    return {};
  }

  std::vector<std::string> names(const json& object, const char* member) const {
    std::vector<std::string> found;
    const auto add = [&](std::string name) {
      if (found.size() >= kMostNames) return;
      const bool is_new = std::find(found.begin(), found.end(), name) == found.end();
      if (is_new && !name.empty() && !canonical_url(name)) found.push_back(std::move(name));
    };
    for (const json* value : data_.all(object, member)) {
      if (value->is_object()) {
        for (const json* name : data_.all(*value, "name")) add(text_of_value(*name));
      } else {
        for (std::string& name : names_of_byline(text_of_value(*value))) add(std::move(name));
      }
    }
    return found;
  }

  void read_publisher(const json& object) {
    for (const char* const member : {"publisher", "sourceOrganization", "provider"}) {
      for (const json* value : data_.all(object, member)) {
        if (!facts_.outlet.empty()) return;
        facts_.outlet = value->is_object() ? text(*value, "name") : text_of_value(*value);
        if (canonical_url(facts_.outlet)) facts_.outlet.clear();
        if (value->is_object()) facts_.outlet_url = text(*value, "url");
      }
    }
  }

  std::vector<NamedWork> works(const json& object, const char* member) const {
    std::vector<NamedWork> found;
    for (const json* value : data_.all(object, member)) {
      NamedWork work = work_of(*value);
      if (!work.url.empty() || !work.name.empty()) found.push_back(std::move(work));
    }
    return found;
  }

  NamedWork work_of(const json& value) const {
    NamedWork work;
    if (value.is_object()) {
      for (const char* const name : {"url", "@id", "contentUrl", "sameAs"}) {
        if (work.url.empty() && canonical_url(text(value, name))) work.url = text(value, name);
      }
      for (const char* const name : {"headline", "name", "text"}) {
        if (work.name.empty()) work.name = text(value, name);
      }
      return work;
    }
    const std::string text = text_of_value(value);
    (canonical_url(text) || canonical_doi(text) ? work.url : work.name) = text;
    return work;
  }

  ClaimReview claim_of(const json& review) const {
    ClaimReview claim;
    claim.claim = text(review, "claimReviewed");
    for (const json* rating : data_.all(review, "reviewRating")) {
      claim.rating = text(*rating, "alternateName");
      claim.truth = share_of(*rating);
    }
    for (const json* item : data_.all(review, "itemReviewed")) {
      for (const json* author : data_.all(*item, "author")) {
        claim.claimant = author->is_object() ? text(*author, "name") : text_of_value(*author);
        claim.claimant_is_organization = author->is_object() && has_type(*author, [](auto type) {
                                           return type.ends_with("Organization");
                                         });
      }
      for (NamedWork& work : works(*item, "firstAppearance")) claim.first_appearance = work;
      for (NamedWork& work : works(*item, "appearance")) claim.appearances.push_back(work);
    }
    return claim;
  }

  // Where a rating stands between its worst and its best.
  std::optional<double> share_of(const json& rating) const {
    const std::optional<double> value = number(rating, "ratingValue");
    const std::optional<double> best = number(rating, "bestRating");
    const std::optional<double> worst = number(rating, "worstRating");
    if (!value || !best || !worst || *best <= *worst) return std::nullopt;
    if (*value < *worst || *value > *best) return std::nullopt;
    return (*value - *worst) / (*best - *worst);
  }

  std::optional<double> number(const json& object, const char* name) const {
    for (const json* value : data_.all(object, name)) {
      if (value->is_number()) return value->get<double>();
      const json parsed = json::parse(text_of_value(*value), nullptr, false);
      if (parsed.is_number()) return parsed.get<double>();
    }
    return std::nullopt;
  }

  const LinkedData& data_;
  std::string_view document_title_;
  PageFacts facts_;
};

}  // namespace

PageFacts facts_of_json_ld(const Document& document, std::string_view document_title) {
  std::vector<json> blocks;
  std::vector<std::string> unread;
  for (const GumboNode* script : elements_named(document.root(), GUMBO_TAG_SCRIPT)) {
    if (ascii_lower(trim(attribute(script, "type"))) != "application/ld+json") continue;
    std::string raw;
    for (const GumboNode* child : children_of(script)) raw += characters_of(child);
    const std::string text = json_of_script(raw);
    if (text.empty()) continue;
    if (const std::optional<JsonFault> fault = find_json_fault(text)) {
      unread.push_back("JSON-LD that cannot be read: " + fault->message);
      continue;
    }
    blocks.push_back(json::parse(text, nullptr, false));
  }
  LinkedData data;
  for (const json& block : blocks) data.add(block);
  PageFacts facts = Reader(data, document_title).read();
  facts.unread = std::move(unread);
  return facts;
}

}  // namespace whocites::ingest::html
