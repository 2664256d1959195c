// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// CSL-JSON, the data of citation processors. Source: citeproc's csl-data.json, version 1.0.2.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/formats/json_graph.h"
#include "ingest/json_names.h"
#include "ingest/reference_records.h"

namespace whocites::ingest {
namespace {

// One published piece; anything else is a work.
constexpr std::array<std::string_view, 7> kArticles{
    "article", "article-journal", "article-magazine", "article-newspaper",
    "post",    "post-weblog",     "webpage"};

class CslJson final : public JsonVisitor {
 public:
  CslJson(const ReadOptions& options, RecordSink& sink) : records_(options, sink) {}

  bool enters(const JsonSite& site) override {
    if (site.inside.empty()) return is_list_ || has_items_;
    return site.inside == "$" && site.name == "items";
  }
  Result<void> take(const JsonSite& site, std::string_view value) override;
  Result<void> finish() { return records_.finish(); }
  void begin(std::string_view head) override {
    head = trim_json(trim(head));
    is_list_ = head.starts_with('[');
    has_items_ = head.starts_with('{') && has_member(head.substr(0, 4096), "items");
  }

 private:
  static void take_member(const JsonMember& member, Reference& reference, std::string& container);

  ReferenceRecords records_;
  bool is_list_ = false;
  bool has_items_ = false;
};

Result<void> CslJson::take(const JsonSite& site, std::string_view value) {
  if (!site.name.empty()) return {};  // beside the items
  if (json_type(value) != JsonType::Object) {
    records_.reject(site.position,
                    "an item must be an object, not " + std::string(name_of(json_type(value))));
    return {};
  }
  Reference reference;
  reference.position = site.position;
  std::string container;
  for (const JsonMember& member : json_members(value)) take_member(member, reference, container);
  if (reference.own_key.empty()) {  // what we wrote has no tags but its own
    reference.title = without_markup(reference.title);
    container = without_markup(container);
  }
  reference.add_container("container-title", container);
  return records_.take(std::move(reference));
}

void CslJson::take_member(const JsonMember& member, Reference& reference, std::string& container) {
  const std::string& name = member.name;
  const std::string text = json_first_text(member.value);
  if (name == "id" || name == "citation-key") {
    const bool number = json_type(member.value) == JsonType::Number;
    if (reference.citekey.empty()) reference.citekey = number ? std::string(member.value) : text;
  } else if (name == "type") {
    const bool article = std::find(kArticles.begin(), kArticles.end(), text) != kArticles.end();
    reference.kind = article ? Kind::Article : Kind::Publication;
    reference.add_text("type", text);
  } else if (name == "title") {
    reference.title = text;
  } else if (name == "author") {
    reference.authors = json_people(member.value);
  } else if (name == "issued" && json_date(member.value)) {
    reference.date = json_date(member.value);
  } else if (name == "container-title") {
    container = text;
  } else if (name == "DOI" && doi_in(text)) {
    reference.doi = *doi_in(text);
  } else if (name == "URL") {
    reference.url = text;
  } else if (name == "language") {
    reference.language = text;
  } else if (name == "note") {
    reference.add_text("note", reference.take_note(text));
  } else if (json_type(member.value) != JsonType::Null) {
    reference.add_json(name, member.value);
  }
}

int recognise(std::string_view head) {
  head = trim_json(trim(head));
  if (!head.starts_with('[') && !head.starts_with('{')) return 0;
  if (has_member(head, "kind") || !has_member(head, "type")) return 0;
  const bool has_id = has_member(head, "id") || has_member(head, "citation-key");
  const bool has_terms = has_member(head, "issued") || has_member(head, "container-title") ||
                         has_member(head, "family") || has_member(head, "publisher-place");
  // Crossref's records have the same terms, and a prefix.
  if (!has_id || !has_terms || has_member(head, "prefix")) return 0;
  return 91;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  CslJson visitor(options, sink);
  if (auto done = walk_json(in, options.source_name, visitor, sink); !done) return done;
  return visitor.finish();
}

}  // namespace

const Format& csl_json_format() {
  static const Format format{.name = "csl-json",
                             .summary = "CSL-JSON of Zotero, Mendeley, Pandoc and others",
                             .extensions = {".csl.json", ".json"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
