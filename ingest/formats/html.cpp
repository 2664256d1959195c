// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/html.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "ingest/data_shape.h"
#include "ingest/html/detail/page_records.h"
#include "ingest/text/decode.h"

namespace whocites::ingest {
namespace {

int recognise(std::string_view head) {
  const std::string start = ascii_lower(head.substr(0, 4096));
  const std::size_t first = start.find('<');
  if (first == start.npos) return 0;
  const bool begins_so = trim(std::string_view(start).substr(0, first)).size() < 4;  // a mark
  for (const std::string_view mark : {"<!doctype html", "<html", "<head"}) {
    const std::size_t at = start.find(mark);
    if (at == start.npos) continue;
    return begins_so ? 90 : 40;
  }
  if (!begins_so || xml_root(head)) return 0;
  for (const std::string_view mark :
       {"<body", "<div", "<p>", "<article", "<h1", "<meta", "<title"}) {
    if (start.find(mark) != start.npos) return 50;
  }
  return 0;
}

// Hands on what was put together: the nodes that something cites, the citations with their places
// in the page, and what was left out.
class Delivery {
 public:
  Delivery(const html::Page& page, const ReadOptions& options, RecordSink& sink)
      : page_(page), options_(options), sink_(sink) {}

  Result<void> run(html::PageRecords& records) {
    drop_own(records);
    if (auto done = sink_.accept(records.article); !done) return done;
    if (!records.outlet.key.empty()) {
      if (auto done = sink_.accept(records.outlet); !done) return done;
    }
    std::unordered_set<std::string> used;
    for (const html::PageCitation& citation : records.citations) {
      used.insert(citation.record.from);
      used.insert(citation.record.to);
    }
    for (const NodeRecord& node : records.nodes) {
      if (used.count(node.key) != 0 && !node.part_of.empty()) used.insert(node.part_of);
    }
    for (NodeRecord& node : records.nodes) {
      if (used.count(node.key) == 0 || node.key == records.outlet.key) continue;
      node.position = records.article.position;
      if (auto done = sink_.accept(std::move(node)); !done) return done;
    }
    for (html::PageCitation& citation : records.citations) {
      place(citation);
      if (auto done = sink_.accept(std::move(citation.record)); !done) return done;
    }
    for (IgnoredRecord& ignored : records.ignored) {
      if (auto done = sink_.accept(std::move(ignored)); !done) return done;
    }
    return {};
  }

 private:
  // The paper that an article is in is no source of it, whatever it is called.
  static void drop_own(html::PageRecords& records) {
    std::unordered_set<std::string> own{records.article.key, records.outlet.key};
    const std::string name = fold_name(records.outlet.facts.title);
    for (const NodeRecord& node : records.nodes) {
      if (node.facts.unresolved && fold_name(node.facts.title) == name) own.insert(node.key);
    }
    std::erase_if(records.citations, [&](const html::PageCitation& citation) {
      return own.count(citation.record.to) != 0;
    });
  }

  void place(html::PageCitation& citation) const {
    Evidence& evidence = citation.record.evidence;
    evidence.place = {options_.source_name, 1, 0, 0};
    citation.record.position = SourcePosition{options_.source_name, 1, 0};
    if (citation.begin >= citation.end || page_.main.places.empty()) return;
    evidence.place.begin = page_.main.source_of(citation.begin);
    evidence.place.end = std::max(page_.main.source_of(citation.end - 1) + 1, evidence.place.begin);
    evidence.place.line = page_.line_of(evidence.place.begin);
    citation.record.position.line = evidence.place.line;
  }

  const html::Page& page_;
  const ReadOptions& options_;
  RecordSink& sink_;
};

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  Result<std::string> bytes = text::read_all(in, html::kMaxPageBytes);
  if (!bytes) return fail(bytes.error());
  return read_html(std::move(*bytes), options.charset, options, sink);
}

}  // namespace

Result<void> read_html(std::string bytes, const std::string& charset, const ReadOptions& options,
                       RecordSink& sink) {
  const Result<html::Page> page = html::read_page(std::move(bytes), {options.url, charset});
  if (!page) return fail(page.error());
  const bool says_nothing = page->facts.title.empty() && trim(page->main.text).empty() &&
                            page->facts.url.empty() && page->facts.claims.empty();
  if (says_nothing) return fail(ErrorCode::Unreadable, "the page holds no title and no text");
  html::PageRecords records;
  html::describe(*page, options, records);
  if (auto done = html::add_named_sources(*page, options, records); !done) return done;
  html::add_links(*page, records);
  html::add_stated_sources(*page, records);
  return Delivery(*page, options, sink).run(records);
}

const Format& html_format() {
  static const Format format{
      .name = "html",
      .summary = "a web page: what it says of itself, its text and the links in it",
      .extensions = {".html", ".htm", ".xhtml", ".shtml"},
      .recognise = recognise,
      .read = read,
      .reads_wide = true};
  return format;
}

}  // namespace whocites::ingest
