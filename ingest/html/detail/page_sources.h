// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "ingest/html/detail/document.h"
#include "ingest/html/page_facts.h"

// The places where a page says what it is, from the most to the least explicit. Each gives what it
// finds there, and is pure.
namespace whocites::ingest::html {

// JSON-LD of the page: articles, their publisher and sources, and claim reviews; a string, an
// object, a list or an @graph, with references by @id. A block that is no JSON is told in `unread`.
// Source: JSON-LD 1.1; schema.org. `document_title` decides between a name and a headline.
PageFacts facts_of_json_ld(const Document& document, std::string_view document_title);

// meta elements (Open Graph, Dublin Core, Twitter, Parse.ly and plain names), rel=canonical and the
// language of the page. Source: ogp.me; DCMI; WHATWG HTML.
PageFacts facts_of_meta(const Document& document);

// What a reader sees: the title element without the site's name, rel=author, bylines, time
// elements, microdata (itemprop).
PageFacts facts_of_markup(const Document& document);

// The title element without the name of the site around it.
std::string title_of_document(const Document& document);

}  // namespace whocites::ingest::html
