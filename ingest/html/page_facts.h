// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace whocites::ingest::html {

// A work that a page names apart from its text. At least one of the two is there.
struct NamedWork {
  std::string url;
  std::string name;
  friend bool operator==(const NamedWork&, const NamedWork&) = default;
};

// A claim that the page examines. Source: schema.org/ClaimReview.
struct ClaimReview {
  std::string claim;            // claimReviewed
  std::string rating;           // reviewRating.alternateName, "False"
  std::optional<double> truth;  // 0 … 1, of the numeric rating and its ends
  std::string claimant;         // itemReviewed.author
  bool claimant_is_organization = false;
  std::optional<NamedWork> first_appearance;
  std::vector<NamedWork> appearances;
};

// More authors, or values of one name, than this are no page's.
inline constexpr std::size_t kMostNames = 200;

// What a page says of itself. Empty and absent: it does not say.
struct PageFacts {
  std::string title;
  std::vector<std::string> authors;
  std::string outlet;      // the publisher's or the site's name
  std::string outlet_url;  // where it says so
  std::string url;         // canonical
  std::optional<Date> published;
  std::optional<Date> modified;
  std::string language;  // BCP 47
  std::string section;
  std::string description;
  std::vector<std::string> same_as;  // other addresses of the article
  std::vector<NamedWork> based_on;
  std::vector<NamedWork> citations;
  std::vector<ClaimReview> claims;
  std::string body;                 // the text, where the page gives it apart (articleBody)
  std::vector<std::string> unread;  // why a part that should say these things could not be read
  bool is_article = false;          // the page calls itself one
};

// Fills what is not known yet of `facts` from `more`.
void fill_from(PageFacts& facts, PageFacts more);

// The date of a meta tag, a time element or JSON-LD: EDTF, ISO 8601 with fractions or without a
// colon in its offset, RFC 5322, or as people write it. Absent when it is none of these.
std::optional<Date> read_page_date(std::string_view text);

// One person's or organization's name out of a byline ("By Jane Doe and John Roe, Reporter"), or
// several. Empty when nothing of it is a name, or it is longer than a byline.
std::vector<std::string> names_of_byline(std::string_view text);

}  // namespace whocites::ingest::html
