// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/detail/page_records.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "graph/keys.h"
#include "graph/text_sketch.h"
#include "ingest/formats/text.h"
#include "ingest/json_slices.h"

namespace whocites::ingest::html {
namespace {

const ListedOutlet* listed_outlet(const std::string& name, const std::string& url) {
  if (const std::optional<std::string> domain = domain_of(url)) {
    if (const ListedOutlet* outlet = outlet_of_domain(*domain)) return outlet;
  }
  return name.empty() ? nullptr : outlet_named(name);
}

NodeRecord outlet_of(const Page& page, const ReadOptions& options, const std::string& url) {
  const std::string name = options.outlet.empty() ? page.facts.outlet : options.outlet;
  if (const ListedOutlet* outlet = listed_outlet(name, options.outlet.empty() ? url : "")) {
    return record_of(*outlet);
  }
  NodeRecord record;
  const std::optional<std::string> domain = domain_of(url);
  if (name.empty() && !domain) return record;
  record.facts.kind = Kind::Outlet;
  record.facts.title = name.empty() ? *domain : name;
  if (domain) record.facts.domains = {*domain};
  record.key = key_for(record.facts);
  return record;
}

void add_property(NodeFacts& facts, const char* name, const std::string& text) {
  if (!text.empty()) facts.properties.push_back({name, to_json_string(to_valid_utf8(text))});
}

// By which other prints of the page's text are found.
void take_sketch(NodeRecord& text, NodeRecord& page) {
  for (const Property& property : text.facts.properties) {
    if (property.name == kSketchProperty) page.facts.properties.push_back(property);
  }
  page.text = std::move(text.text);
}

std::size_t article_at(const std::vector<Record>& records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto* node = std::get_if<NodeRecord>(&records[i]);
    if (node != nullptr && node->facts.kind == Kind::Article) return i;
  }
  return records.size();
}

}  // namespace

void add_node(NodeRecord node, PageRecords& records) {
  if (node.key.empty() || node.key == records.article.key) return;
  const auto [at, is_new] = records.node_at.emplace(node.key, records.nodes.size());
  if (is_new) {
    records.nodes.push_back(std::move(node));
    return;
  }
  NodeRecord& known = records.nodes[at->second];
  merge_into(known.facts, node.facts);
  if (known.part_of.empty()) known.part_of = node.part_of;
}

const NodeRecord* find_node(const PageRecords& records, const std::string& key) {
  const auto found = records.node_at.find(key);
  return found != records.node_at.end() ? &records.nodes[found->second] : nullptr;
}

void describe(const Page& page, const ReadOptions& options, PageRecords& records) {
  const PageFacts& facts = page.facts;
  NodeRecord& article = records.article;
  article.facts.kind = Kind::Article;
  article.facts.title = options.title.empty() ? facts.title : options.title;
  article.facts.date = options.date ? options.date : facts.published;
  article.facts.url = facts.url.empty() ? options.url : facts.url;
  article.facts.language = facts.language;
  for (const std::string& author : facts.authors) {
    if (fold_name(author) != fold_name(facts.outlet)) article.facts.authors.push_back(author);
  }
  const std::optional<std::string> own = canonical_url(article.facts.url);
  for (std::string other : facts.same_as) {
    if (canonical_url(other) != own) article.facts.aliases.push_back(std::move(other));
  }
  if (facts.modified) add_property(article.facts, "modified", to_string(*facts.modified));
  add_property(article.facts, "section", facts.section);
  add_property(article.facts, "description", facts.description);
  article.key = key_for(article.facts, page.main.text);
  article.position = {options.source_name, 1, 0};
  records.outlet = outlet_of(page, options, article.facts.url);
  records.outlet.position = article.position;
  article.part_of = records.outlet.key;
  for (const std::string& reason : facts.unread) {
    records.ignored.push_back(
        {"<script type=\"application/ld+json\">", reason, {options.source_name, 1, 0, 0}});
  }
}

Result<void> add_named_sources(const Page& page, const ReadOptions& options, PageRecords& records) {
  if (trim(page.main.text).empty()) return {};
  ReadOptions how = options;
  const NodeFacts& facts = records.article.facts;
  how.title = facts.title;
  how.url = facts.url;
  how.date = facts.date;
  how.language = facts.language;
  const NodeFacts& outlet = records.outlet.facts;
  how.outlet = outlet.domains.empty() ? outlet.title : outlet.domains.front();
  std::istringstream in(page.main.text);
  RecordList found;
  const Result<void> read = text_format().read(in, how, found);
  if (!read && read.error().code != ErrorCode::Unreadable) return read;
  const std::size_t own = article_at(found.records);
  if (own == found.records.size()) return {};
  const std::string own_key = std::get<NodeRecord>(found.records[own]).key;
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    Record& record = found.records[i];
    if (auto* node = std::get_if<NodeRecord>(&record)) {
      if (i == own) take_sketch(*node, records.article);
      if (i == own || node->key == records.outlet.key) continue;
      add_node(std::move(*node), records);
    } else if (auto* citation = std::get_if<CitationRecord>(&record)) {
      if (citation->from == own_key) citation->from = records.article.key;
      const Place& place = citation->evidence.place;
      const PageCitation kept{*citation, place.begin, place.end};
      records.citations.push_back(kept);
    } else if (auto* ignored = std::get_if<IgnoredRecord>(&record)) {
      records.left_out.emplace_back(ignored->place.begin, ignored->place.end);
      const std::size_t begin = page.main.source_of(ignored->place.begin);
      ignored->place.line = page.line_of(begin);
      ignored->place.end = page.main.source_of(ignored->place.end);
      ignored->place.begin = begin;
      records.ignored.push_back(std::move(*ignored));
    }
  }
  return {};
}

std::string add_address(const std::string& url, const std::string& title, PageRecords& records) {
  NodeRecord record;
  record.facts.url = url;
  record.facts.title = title;
  record.facts.unresolved = true;  // until somebody reads the page itself
  const std::optional<std::string> address = canonical_url(url);
  const std::optional<std::string> domain = domain_of(url);
  const ListedOutlet* outlet = domain ? outlet_of_domain(*domain) : nullptr;
  if (outlet != nullptr) {
    NodeRecord owner = record_of(*outlet);
    const bool is_front = address && address->find('/', 8) == address->npos &&
                          std::find(owner.facts.domains.begin(), owner.facts.domains.end(),
                                    *domain) != owner.facts.domains.end();
    const std::string key = owner.key;
    add_node(std::move(owner), records);
    if (is_front) return key;
    record.part_of = key;
  }
  const bool is_own =
      domain && std::find(records.outlet.facts.domains.begin(), records.outlet.facts.domains.end(),
                          *domain) != records.outlet.facts.domains.end();
  if (is_own) record.part_of = records.outlet.key;
  record.facts.kind = outlet != nullptr || is_own ? Kind::Article : Kind::Publication;
  record.key = key_for(record.facts);
  record.position = records.article.position;
  const std::string key = record.key;
  add_node(std::move(record), records);
  return key;
}

}  // namespace whocites::ingest::html
