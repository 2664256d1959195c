// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/records.h"
#include "ingest/format.h"
#include "ingest/html/page.h"
#include "ingest/outlets.h"

// The records of a page while they are put together.
namespace whocites::ingest::html {

// A citation with where its evidence stands in the main text.
struct PageCitation {
  CitationRecord record;
  std::size_t begin = 0;  // bytes of the main text; equal to `end`: it stands in none
  std::size_t end = 0;
};

struct PageRecords {
  NodeRecord article;
  NodeRecord outlet;  // no kind: not known
  std::vector<NodeRecord> nodes;
  std::unordered_map<std::string, std::size_t> node_at = {};  // by key
  std::vector<PageCitation> citations;
  std::vector<IgnoredRecord> ignored;
  // What the reader of the text took for no part of it, as bytes of the main text.
  std::vector<std::pair<std::size_t, std::size_t>> left_out = {};
};

// The article and its outlet, as the page and the caller say.
void describe(const Page& page, const ReadOptions& options, PageRecords& records);

// What the main text cites, by the reader of plain text: its records, with its article and its
// outlet in the place of those that it makes itself.
Result<void> add_named_sources(const Page& page, const ReadOptions& options, PageRecords& records);

// The links of the main text. A sentence that names an outlet and links to an article of it
// ("Reuters <reported>") makes one citation, of that article.
void add_links(const Page& page, PageRecords& records);

// isBasedOn, citation, the works and persons of claim reviews.
void add_stated_sources(const Page& page, PageRecords& records);

// The node of an address: the outlet, if it is an outlet's front page; an article of a listed
// outlet or of the page's own; else a publication. Unresolved but for outlets, since a link says no
// more than that there is a page. The outlet is added with it.
std::string add_address(const std::string& url, const std::string& title, PageRecords& records);
// The node of a key; nullptr when there is none. Valid until a node is added.
const NodeRecord* find_node(const PageRecords& records, const std::string& key);
// Adds a node, or what is new of one that is there.
void add_node(NodeRecord node, PageRecords& records);

}  // namespace whocites::ingest::html
