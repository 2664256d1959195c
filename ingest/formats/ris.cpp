// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// RIS. Source: Research Information Systems' format of 2001 and 2011, and what exporters made of
// it.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/field_values.h"
#include "ingest/formats.h"
#include "ingest/json_slices.h"
#include "ingest/legacy_text.h"
#include "ingest/line_reader.h"
#include "ingest/person_names.h"
#include "ingest/reference_records.h"

namespace whocites::ingest {
namespace {

// One published piece; anything else is a work.
constexpr std::array<std::string_view, 10> kArticles{"JOUR", "EJOUR", "JFULL", "MGZN", "NEWS",
                                                     "ELEC", "BLOG",  "INPR",  "WEB",  "ABST"};

// A tag and what it is called here; the first of several that mean the same counts.
struct Tag {
  std::string_view tag;
  std::string_view name;
};
constexpr std::array<Tag, 42> kTags{
    {{"TY", "type"},          {"TI", "title"},     {"T1", "title"},       {"CT", "title"},
     {"BT", "title"},         {"AU", "author"},    {"A1", "author"},      {"PY", "date"},
     {"Y1", "date"},          {"DA", "date"},      {"DO", "doi"},         {"DI", "doi"},
     {"UR", "url"},           {"LK", "url"},       {"JF", "container"},   {"T2", "container"},
     {"JO", "container"},     {"JA", "container"}, {"J1", "container"},   {"J2", "container"},
     {"LA", "language"},      {"ID", "citekey"},   {"AB", "abstract"},    {"N2", "abstract"},
     {"N1", "note"},          {"KW", "keywords"},  {"A2", "editor"},      {"ED", "editor"},
     {"A3", "series_editor"}, {"T3", "series"},    {"VL", "volume"},      {"IS", "number"},
     {"SP", "first_page"},    {"EP", "last_page"}, {"PB", "publisher"},   {"CY", "address"},
     {"SN", "issn"},          {"ET", "edition"},   {"AD", "affiliation"}, {"DB", "database"},
     {"Y2", "accessed"},      {"L1", "file"}}};

struct Value {
  std::string tag;
  std::string text;
};

bool is_tag(std::string_view line) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (line.size() < 4 || !is_upper(line[0])) return false;
  if (!is_upper(line[1]) && !(line[1] >= '0' && line[1] <= '9')) return false;
  // "TY  - JOUR" by the rules; "TY - JOUR" and "TY  -JOUR" are seen.
  const std::size_t dash = line.find_first_not_of(' ', 2);
  return dash != line.npos && dash > 2 && dash <= 4 && line[dash] == '-' &&
         (dash + 1 == line.size() || line[dash + 1] == ' ' || line[dash + 1] == '\t' || dash == 4);
}

// "2001/09/01/Fall", "2001", "///", "2001-09-01"; "2001/09//2001-09~" is how our exporter says what
// the parts cannot.
std::optional<Date> date_in(std::string_view text) {
  if (const auto date = parse_date(trim(text))) return *date;
  std::string_view other = text;
  for (int part = 0; part < 3; ++part) {
    other.remove_prefix(std::min(other.find('/'), other.size() - 1) + 1);
    if (other.empty()) break;
  }
  if (const auto date = parse_date(trim(other)); date && !trim(other).empty()) return *date;
  std::array<int, 3> parts{};
  std::size_t i = 0;
  for (const std::string_view part : split(text, '/')) {
    if (i == parts.size()) break;
    const std::string_view number = trim(part);
    const auto [end, error] =
        std::from_chars(number.data(), number.data() + number.size(), parts[i]);
    if (error != std::errc{} || end != number.data() + number.size()) parts[i] = 0;
    ++i;
  }
  if (parts[0] < 1000) return std::nullopt;
  if (auto date = date_of(parts[0], parts[1], parts[1] != 0 ? parts[2] : 0)) return date;
  return date_of(parts[0], 0, 0);
}

class Ris {
 public:
  Ris(LineReader& lines, const ReadOptions& options, RecordSink& sink)
      : lines_(lines), source_(options.source_name), records_(options, sink) {}

  Result<void> read();

 private:
  Result<void> take_line(std::string_view line);
  Result<void> close();
  static void add_rest(const std::map<std::string, std::vector<std::string>>& rest,
                       Reference& reference);

  LineReader& lines_;
  const std::string& source_;
  ReferenceRecords records_;
  std::vector<Value> values_;
  SourcePosition start_;
  bool found_any_ = false;
};

Result<void> Ris::read() {
  if (auto text = expect_utf8_text(lines_.peek()); !text) return text;
  constexpr std::uint64_t kMostStrayLines = 1000;
  for (LineStatus status = lines_.next(); status != LineStatus::End; status = lines_.next()) {
    if (status == LineStatus::TooLong) {
      records_.reject({source_, lines_.number(), 1},
                      "a line longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
      continue;
    }
    if (auto done = take_line(legacy_text(lines_.text())); !done) return done;
    if (!found_any_ && lines_.number() > kMostStrayLines) break;
  }
  if (!values_.empty()) {
    records_.reject(start_, "the record has no end ('ER  -')", "was the input cut off?");
    if (auto done = close(); !done) return done;
  }
  if (auto done = records_.finish(); !done) return done;
  if (auto done = lines_.failure(); !done) return done;
  if (found_any_) return {};
  return fail(Error{ErrorCode::Unreadable, "no record ('TY  - …') in this input",
                    SourcePosition{source_, 1, 1}, ""});
}

Result<void> Ris::take_line(std::string_view line) {
  line = trim(line);
  if (!is_tag(line)) {
    const bool goes_on = !line.empty() && !values_.empty();
    if (goes_on && values_.back().text.size() < kMaxLineBytes) {
      values_.back().text += "\n" + std::string(line);
    } else if (!line.empty() && found_any_) {
      records_.reject({source_, lines_.number(), 1}, "a line outside of any record");
    }
    return {};
  }
  const std::string tag(line.substr(0, 2));
  const std::string_view text = trim(line.substr(line.find('-') + 1));
  if (tag == "ER") return close();
  if (tag == "TY") {
    const bool open = std::any_of(values_.begin(), values_.end(),
                                  [](const Value& one) { return one.tag != "TY"; });
    if (open) {
      records_.reject(start_, "the record has no end ('ER  -') before the next one");
      if (auto done = close(); !done) return done;
    }
    found_any_ = true;
  }
  if (values_.empty()) start_ = {source_, lines_.number(), 1};
  constexpr std::size_t kMostValues = 1'000'000;
  if (values_.size() < kMostValues) values_.push_back({tag, std::string(text)});
  return {};
}

// What is no part of a reference of its own, under the name that bibliographies use.
void Ris::add_rest(const std::map<std::string, std::vector<std::string>>& rest,
                   Reference& reference) {
  for (const auto& [name, texts] : rest) {
    if (texts.size() == 1) {
      reference.add_text(name, texts.front());
      continue;
    }
    std::string list;
    for (const std::string& text : texts) {
      list += (list.empty() ? "[" : ",") + to_json_string(to_valid_utf8(text));
    }
    reference.add_json(name, list + "]");
  }
}

Result<void> Ris::close() {
  const std::vector<Value> values = std::exchange(values_, {});
  if (values.empty()) return {};
  Reference reference;
  reference.position = start_;
  std::map<std::string, std::vector<std::string>> rest;
  std::vector<std::pair<std::ptrdiff_t, std::string>> containers;  // with their rank in kTags
  std::string type;
  for (const auto& [tag, text] : values) {
    if (text.empty()) continue;
    const auto* known =
        std::find_if(kTags.begin(), kTags.end(), [&](const Tag& row) { return row.tag == tag; });
    const std::string name(known != kTags.end() ? known->name : std::string_view(tag));
    if (name == "type") {
      if (type.empty()) type = text;
      rest["type"].push_back(text);
    } else if (name == "title" && reference.title.empty()) {
      reference.title = collapse_space(text);
    } else if (name == "author") {
      reference.authors.push_back(collapse_space(text));
    } else if (name == "date" && date_in(text)) {
      // The most precise of several: "PY  - 2005", "DA  - 2005/07/15".
      if (!reference.date || !reference.date->start.month) reference.date = date_in(text);
    } else if (name == "doi" && reference.doi.empty() && doi_in(text)) {
      reference.doi = *doi_in(text);
    } else if (name == "url" && reference.url.empty()) {
      reference.url = text;
    } else if (name == "container") {
      containers.emplace_back(known - kTags.data(), collapse_space(text));
    } else if (name == "language") {
      reference.language = text;
    } else if (name == "citekey" && reference.citekey.empty()) {
      reference.citekey = text;
    } else if (name == "note") {
      const std::string note = reference.take_note(text);
      if (!trim(note).empty()) rest[name].push_back(note);
    } else {
      rest[name].push_back(text);
    }
  }
  if (reference.own_key.empty()) {  // what we wrote has names as they are
    for (std::string& author : reference.authors) author = collapse_space(natural_name(author));
  }
  // The full name before its abbreviations, whatever came first.
  std::stable_sort(containers.begin(), containers.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [rank, text] : containers) {
    if (reference.container.empty()) reference.container = text;
    if (text != reference.container) rest["container"].push_back(text);
  }
  const std::string upper_type = type.substr(0, type.find(' '));
  const bool is_article =
      std::find(kArticles.begin(), kArticles.end(), upper_type) != kArticles.end();
  reference.kind = is_article ? Kind::Article : Kind::Publication;
  if (!is_article && !reference.container.empty()) {
    rest["container"].insert(rest["container"].begin(), std::exchange(reference.container, {}));
  }
  if (type.empty()) records_.reject(start_, "the record has no type ('TY  -'); read as a work");
  add_rest(rest, reference);
  return records_.take(std::move(reference));
}

int recognise(std::string_view head) {
  std::size_t tags = 0;
  std::size_t lines = 0;
  bool has_type = false;
  while (!head.empty() && lines < 50) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = trim(head.substr(0, end));
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.empty()) continue;
    ++lines;
    if (!is_tag(line)) continue;
    ++tags;
    has_type = has_type || line.starts_with("TY");
  }
  if (has_type) return 94;
  return tags > 2 && tags * 2 > lines ? 60 : 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  LineReader lines(in, kMaxLineBytes);
  return Ris(lines, options, sink).read();
}

}  // namespace

const Format& ris_format() {
  static const Format format{.name = "ris",
                             .summary = "RIS of EndNote, Zotero, publishers and libraries",
                             .extensions = {".ris"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
