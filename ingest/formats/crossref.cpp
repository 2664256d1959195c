// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Crossref's records of works. Source: api.crossref.org, the REST API's format document.
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

// What Crossref says of its own record, not of the work.
constexpr std::array<std::string_view, 13> kBookkeeping{"indexed",
                                                        "deposited",
                                                        "created",
                                                        "score",
                                                        "source",
                                                        "prefix",
                                                        "member",
                                                        "content-domain",
                                                        "reference-count",
                                                        "references-count",
                                                        "is-referenced-by-count",
                                                        "license",
                                                        "link"};
constexpr std::array<std::string_view, 3> kArticles{"journal-article", "posted-content",
                                                    "peer-review"};
// A title of fewer words ("Introduction") does not tell works apart.
constexpr std::size_t kTellingWords = 4;

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// The words of a reference that is not given as a whole, in the order in which one would write it.
std::string words_of(JsonObjectReader& object) {
  std::string words;
  for (const std::string_view name :
       {"author", "article-title", "volume-title", "journal-title", "series-title", "edition",
        "volume", "issue", "first-page", "year"}) {
    const std::string text = collapse_space(object.take_text(name));
    if (!text.empty()) words += (words.empty() ? "" : ", ") + text;
  }
  return words;
}

// Absent when the reference says nothing that names a work.
std::optional<CitedWork> cited_work(std::string_view value) {
  JsonObjectReader object(value);
  CitedWork work;
  object.take("key");
  const std::string doi = object.take_text("DOI");
  const std::string whole = collapse_space(without_markup(object.take_text("unstructured")));
  JsonObjectReader parts(value);
  std::string title = without_markup(parts.take_text("article-title"));
  if (title.empty()) title = without_markup(parts.take_text("volume-title"));
  const std::string words = words_of(object);
  work.evidence = whole.empty() ? without_markup(words) : whole;
  if (const auto known = doi_in(doi)) {
    work.to = *known;
  } else if (std::count(title.begin(), title.end(), ' ') + 1 >=
             static_cast<std::ptrdiff_t>(kTellingWords)) {
    work.to = title;
  } else {
    work.to = work.evidence;
  }
  for (const GraphAttribute& rest : object.attributes()) {
    work.properties.push_back({rest.name, rest.text});
  }
  if (work.to.empty()) return std::nullopt;
  return work;
}

// "update-to" of a notice: the work that it retracts or corrects.
void add_updates(std::string_view list, Reference& reference) {
  if (json_type(list) != JsonType::Array) return;
  for (const std::string_view element : json_elements(list)) {
    if (json_type(element) != JsonType::Object) continue;
    JsonObjectReader update(element);
    const auto doi = doi_in(update.take_text("DOI"));
    const std::string type = ascii_lower(update.take_text("type"));
    if (!doi) continue;
    const bool retracts = type.find("retract") != type.npos || type.find("withdraw") != type.npos ||
                          type.find("removal") != type.npos;
    CitedWork work{.to = *doi, .relation = retracts ? Relation::Retracts : Relation::Corrects};
    work.properties.push_back({"update-to", std::string(element)});
    reference.cites.push_back(std::move(work));
  }
}

void add_references(std::string_view list, Reference& reference, const JsonSite& site,
                    RecordSink& sink) {
  if (json_type(list) != JsonType::Array) return;
  std::size_t empty = 0;
  for (const std::string_view element : json_elements(list)) {
    std::optional<CitedWork> work;
    if (json_type(element) == JsonType::Object) work = cited_work(element);
    if (work) {
      reference.cites.push_back(std::move(*work));
    } else {
      ++empty;
    }
  }
  if (empty == 0) return;
  sink.reject(Error{ErrorCode::BadRequest,
                    std::to_string(empty) + (empty == 1 ? " reference says" : " references say") +
                        " nothing that names a work",
                    site.position, ""});
}

void take_member(const JsonMember& member, Reference& reference, std::string& container,
                 std::string& subtitle) {
  const std::string& name = member.name;
  const std::string text = json_first_text(member.value);
  if (name == "DOI") {
    reference.doi = doi_in(text).value_or(text);
  } else if (name == "title") {
    reference.title = without_markup(text);
  } else if (name == "subtitle") {
    subtitle = without_markup(text);
  } else if (name == "container-title") {
    container = without_markup(text);
  } else if (name == "type") {
    reference.kind = is_one_of(text, kArticles) ? Kind::Article : Kind::Publication;
    reference.add_text("type", text);
  } else if (name == "author") {
    reference.authors = json_people(member.value);
  } else if (name == "issued") {
    reference.date = json_date(member.value);
  } else if (name == "language") {
    reference.language = text;
  } else if (name == "URL") {
    if (!doi_in(text)) reference.url = text;  // the DOI again, as an address
  } else if (name == "update-to") {
    add_updates(member.value, reference);
  } else if (name != "reference" && !is_one_of(name, kBookkeeping) && member.value != "[]" &&
             member.value != "{}" && json_type(member.value) != JsonType::Null) {
    reference.add_json(name, member.value);
  }
}

Result<void> take(const JsonSite& site, std::string_view object, const ReadOptions& options,
                  RecordSink& sink) {
  Reference reference;
  reference.position = site.position;
  std::string container;
  std::string subtitle;
  const std::vector<JsonMember> members = json_members(object);
  for (const JsonMember& member : members) take_member(member, reference, container, subtitle);
  if (!subtitle.empty() && reference.title.find(subtitle) == std::string::npos) {
    reference.title += (reference.title.empty() ? "" : ": ") + subtitle;
  }
  reference.add_container("container-title", container);
  for (const JsonMember& member : members) {
    if (member.name == "reference") add_references(member.value, reference, site, sink);
  }
  ReferenceRecords records(options, sink);
  if (auto done = records.take(std::move(reference)); !done) return done;
  return records.finish();
}

int recognise(std::string_view head) {
  head = trim_json(trim(head));
  if (!head.starts_with('{') && !head.starts_with('[')) return 0;
  if (!has_member(head, "DOI")) return 0;
  const bool has_terms = has_member(head, "prefix") || has_member(head, "reference") ||
                         has_member(head, "is-referenced-by-count") ||
                         has_member(head, "message-type");
  return has_terms ? 95 : 0;
}

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           RecordSink& sink) {
  return begin_json_objects(lines, options, sink,
                            {take, {"$/message/items", "$/items"}, "$/message"});
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin);
}

}  // namespace

const Format& crossref_format() {
  static const Format format{.name = "crossref",
                             .summary = "works of Crossref, one a line or as its server answers",
                             .extensions = {".jsonl", ".json", ".ndjson"},
                             .recognise = recognise,
                             .read = read,
                             .begin = begin};
  return format;
}

}  // namespace whocites::ingest
