// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// OpenAlex's works. Source: docs.openalex.org, "Work object".
#include <algorithm>
#include <array>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/formats.h"
#include "ingest/formats/json_graph.h"
#include "ingest/json_names.h"
#include "ingest/json_objects.h"
#include "ingest/reference_records.h"

namespace whocites::ingest {
namespace {

// One published piece; anything else is a work.
constexpr std::array<std::string_view, 6> kArticles{"article",   "preprint", "letter",
                                                    "editorial", "erratum",  "review"};
// Counts and guesses that change without the work, and what other fields say again.
constexpr std::array<std::string_view, 16> kBookkeeping{
    "display_name",   "publication_year", "cited_by_count",         "cited_by_api_url",
    "counts_by_year", "created_date",     "updated_date",           "related_works",
    "ngrams_url",     "relevance_score",  "referenced_works_count", "cited_by_percentile_year",
    "authors_count",  "concepts_count",   "locations_count",        "countries_distinct_count"};

std::string text_in(std::string_view object, std::string_view name) {
  if (json_type(object) != JsonType::Object) return {};
  return JsonObjectReader(object).take_text(name);
}

std::vector<std::string> authors_of(std::string_view authorships) {
  std::vector<std::string> authors;
  if (json_type(authorships) != JsonType::Array) return authors;
  for (const std::string_view one : json_elements(authorships)) {
    if (json_type(one) != JsonType::Object) continue;
    JsonObjectReader authorship(one);
    std::string name = authorship.take_text("raw_author_name");
    const auto author = authorship.take("author");
    if (author) {
      const std::string known = text_in(*author, "display_name");
      if (!known.empty()) name = known;
    }
    if (!trim(name).empty()) authors.push_back(collapse_space(name));
  }
  return authors;
}

// The id as a key: "https://openalex.org/W2741809807", also of the short "W2741809807".
std::string work_key(std::string_view id) {
  if (const auto url = canonical_url(id)) return *url;
  return id.starts_with('W') ? "https://openalex.org/" + std::string(id) : std::string(id);
}

void take_member(const JsonMember& member, Reference& reference, std::string& container) {
  const std::string& name = member.name;
  const std::string text = json_first_text(member.value);
  if (name == "id") {
    reference.key = work_key(text);
  } else if (name == "doi") {
    reference.doi = doi_in(text).value_or(text);
  } else if (name == "title") {
    reference.title = without_markup(text);
  } else if (name == "publication_date") {
    if (const auto date = parse_date(text)) {
      reference.date = *date;
    } else {
      reference.add_text(name, text);
    }
  } else if (name == "language") {
    reference.language = text;
  } else if (name == "type") {
    const bool article = std::find(kArticles.begin(), kArticles.end(), text) != kArticles.end();
    reference.kind = article ? Kind::Article : Kind::Publication;
    reference.add_text("type", text);
  } else if (name == "authorships") {
    reference.authors = authors_of(member.value);
    if (!reference.authors.empty()) reference.add_json("authorships", member.value);
  } else if (name == "primary_location" && json_type(member.value) == JsonType::Object) {
    JsonObjectReader location(member.value);
    const std::string page = location.take_text("landing_page_url");
    if (!doi_in(page)) reference.url = page;
    if (const auto source = location.take("source")) container = text_in(*source, "display_name");
    reference.add_json(name, member.value);
  } else if (name == "referenced_works" && json_type(member.value) == JsonType::Array) {
    for (const std::string_view id : json_elements(member.value)) {
      if (json_type(id) != JsonType::String) continue;
      reference.cites.push_back({.to = work_key(json_string_value(id))});
    }
  } else if (std::find(kBookkeeping.begin(), kBookkeeping.end(), name) == kBookkeeping.end() &&
             json_type(member.value) != JsonType::Null && member.value != "[]") {
    reference.add_json(name, member.value);
  }
}

Result<void> take(const JsonSite& site, std::string_view object, const ReadOptions& options,
                  RecordSink& sink) {
  Reference reference;
  reference.position = site.position;
  std::string container;
  const std::vector<JsonMember> members = json_members(object);
  for (const JsonMember& member : members) take_member(member, reference, container);
  for (const JsonMember& member : members) {
    const std::string text = json_first_text(member.value);
    if (member.name == "display_name" && reference.title.empty()) {
      reference.title = without_markup(text);
    }
    // A year alone, where the date is not known.
    if (member.name == "publication_year" && !reference.date) {
      if (const auto date = parse_date(member.value)) reference.date = *date;
    }
  }
  reference.add_container("source", container);
  ReferenceRecords records(options, sink);
  if (auto done = records.take(std::move(reference)); !done) return done;
  return records.finish();
}

int recognise(std::string_view head) {
  head = trim_json(trim(head));
  if (!head.starts_with('{') && !head.starts_with('[')) return 0;
  if (head.find("openalex.org/") == head.npos) return 0;
  const bool is_work = has_member(head, "referenced_works") || has_member(head, "authorships") ||
                       has_member(head, "publication_date") || has_member(head, "is_retracted");
  return is_work ? 97 : 0;
}

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           RecordSink& sink) {
  return begin_json_objects(lines, options, sink, {take, {"$/results"}});
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin);
}

}  // namespace

const Format& openalex_format() {
  static const Format format{.name = "openalex",
                             .summary = "works of OpenAlex, one a line or as its server answers",
                             .extensions = {".jsonl", ".json", ".ndjson"},
                             .recognise = recognise,
                             .read = read,
                             .begin = begin};
  return format;
}

}  // namespace whocites::ingest
