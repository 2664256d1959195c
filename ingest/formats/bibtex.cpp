// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// BibTeX and BibLaTeX. Source: Patashnik, "BibTeXing"; Kime, Wemheuer, Lehman, the biblatex manual.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "ingest/bibtex_parser.h"
#include "ingest/binary_data.h"
#include "ingest/field_values.h"
#include "ingest/formats.h"
#include "ingest/latex_text.h"
#include "ingest/person_names.h"
#include "ingest/reference_records.h"

namespace whocites::ingest {
namespace {

// One published piece; anything else is a work.
constexpr std::array<std::string_view, 8> kArticles{
    "article", "suppperiodical", "online",           "electronic",
    "www",     "webpage",        "newspaperarticle", "magazinearticle"};
// What a piece has of the volume that it stands in. Never what tells that volume from others.
constexpr std::array<std::string_view, 14> kInherited{
    "editor", "publisher", "year",    "month",    "date",         "journal", "journaltitle",
    "series", "volume",    "address", "location", "organization", "issn",    "eventtitle"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string text_of(const std::string* value) { return value ? latex_text(*value) : std::string(); }

// "3", "03", "jan", "January", "sept."; 0 when it is no month.
int month_of(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) {
    return number >= 1 && number <= 12 ? number : 0;
  }
  const std::string lower = ascii_lower(text);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower.starts_with(kMonths[i]) && lower.find_first_of("0123456789/-") == lower.npos) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

// "12", "12.", "12th"; 0 when it is no day.
int day_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && number >= 1 && number <= 31 ? number : 0;
}

// What others that refer to the entry may take from it; of @xdata, which is for that, all.
BibtexEntry heritage_of(const BibtexEntry& entry) {
  BibtexEntry heritage{entry.type, entry.key, {}, entry.position};
  for (const BibtexField& field : entry.fields) {
    const bool is_link = field.name == "crossref" || field.name == "xdata";
    const bool is_name = field.name == "title" || field.name == "booktitle";
    // By these an entry is told from others.
    const bool tells_apart = field.name == "doi" || field.name == "url";
    if ((entry.type == "xdata" && !tells_apart) || is_link || is_name ||
        is_one_of(field.name, kInherited)) {
      heritage.fields.push_back(field);
    }
  }
  return heritage;
}

class Bibtex {
 public:
  Bibtex(std::istream& in, const ReadOptions& options, RecordSink& sink)
      : records_(options, sink),
        parser_(in, options.source_name, [this](const SourcePosition& at, std::string message) {
          records_.reject(at, std::move(message));
        }) {}

  Result<void> read(const std::string& source_name);

 private:
  Result<void> take(BibtexEntry entry);
  Result<void> take_children();
  void inherit(BibtexEntry& entry, int depth);
  Result<void> hand_on(BibtexEntry entry);
  void set_date(const BibtexEntry& entry, Reference& reference);

  ReferenceRecords records_;
  BibtexParser parser_;
  std::unordered_map<std::string, BibtexEntry> parents_;  // heritage of all entries
  std::vector<BibtexEntry> children_;  // that refer to an entry, which may come later
};

Result<void> Bibtex::read(const std::string& source_name) {
  if (auto text = expect_utf8_text(parser_.head()); !text) return text;
  while (std::optional<BibtexEntry> entry = parser_.next()) {
    if (auto done = take(std::move(*entry)); !done) return done;
  }
  if (auto done = take_children(); !done) return done;
  if (auto done = records_.finish(); !done) return done;
  if (auto done = parser_.failure(); !done) return done;
  if (parser_.found_any()) return {};
  return fail(Error{ErrorCode::Unreadable, "no entry ('@article{…') in this input",
                    SourcePosition{source_name, 1, 1}, ""});
}

Result<void> Bibtex::take(BibtexEntry entry) {
  if (!entry.key.empty()) parents_.try_emplace(entry.key, heritage_of(entry));
  if (entry.type == "xdata") return {};
  if (entry.find("crossref") != nullptr || entry.find("xdata") != nullptr) {
    children_.push_back(std::move(entry));
    return {};
  }
  return hand_on(std::move(entry));
}

Result<void> Bibtex::take_children() {
  for (BibtexEntry& child : children_) {
    inherit(child, 0);
    if (auto done = hand_on(std::move(child)); !done) return done;
  }
  return {};
}

void Bibtex::inherit(BibtexEntry& entry, int depth) {
  constexpr int kMostSteps = 8;  // or they go round in a circle
  for (const std::string_view name : {"xdata", "crossref"}) {
    const std::string* keys = entry.find(name);
    if (keys == nullptr || depth == kMostSteps) continue;
    const std::string copy = *keys;
    for (const std::string_view key : split(copy, ',')) {
      const auto found = parents_.find(std::string(trim(key)));
      if (found == parents_.end()) {
        if (depth == 0) {
          records_.reject(entry.position, quoted(name) + " names " + quoted(trim(key)) +
                                              ", which is not in this file");
        }
        continue;
      }
      BibtexEntry parent = found->second;
      inherit(parent, depth + 1);
      for (BibtexField& field : parent.fields) {
        const bool all = name == "xdata";
        if (field.name == "title" && !all) field.name = "booktitle";
        const bool wanted = all || field.name == "booktitle" || is_one_of(field.name, kInherited);
        if (wanted && entry.find(field.name) == nullptr) entry.fields.push_back(std::move(field));
      }
    }
  }
}

void Bibtex::set_date(const BibtexEntry& entry, Reference& reference) {
  const std::string date = text_of(entry.find("date"));
  const std::string year_text = text_of(entry.find("year"));
  const std::string* as_written = entry.find("date");  // "2001~" is no space to BibLaTeX
  if (const auto known = parse_date(as_written ? trim(*as_written) : ""); known && !date.empty()) {
    reference.date = *known;
    const std::string month = text_of(entry.find("month"));
    const bool is_same_month =
        known->start.month && month_of(month) == static_cast<int>(*known->start.month);
    reference.add_text("year", year_text == date.substr(0, 4) ? "" : year_text);
    reference.add_text("month", is_same_month ? "" : month);
    return;
  }
  reference.add_text("date", date);
  int year = 0;
  const auto [end, error] =
      std::from_chars(year_text.data(), year_text.data() + year_text.size(), year);
  const bool whole =
      error == std::errc{} && end == year_text.data() + year_text.size() && year_text.size() == 4;
  const std::string month_text = text_of(entry.find("month"));
  int month = month_of(month_text);
  int day = day_of(text_of(entry.find("day")));
  // "12 jan", "jan 12", of `"12~" # jan`.
  if (const std::size_t space = month_text.find(' '); month == 0 && space != month_text.npos) {
    const std::string_view first = std::string_view(month_text).substr(0, space);
    const std::string_view second = std::string_view(month_text).substr(space + 1);
    const bool day_first = day_of(first) != 0;
    month = month_of(day_first ? second : first);
    if (day == 0) day = day_of(day_first ? first : second);
  }
  if (whole) reference.date = date_of(year, month, month != 0 ? day : 0);
  if (whole && !reference.date) reference.date = date_of(year, month, 0);
  if (!whole) reference.add_text("year", year_text);
  if (!whole || month == 0) reference.add_text("month", month_text);
  if (day == 0) reference.add_text("day", text_of(entry.find("day")));
}

// "de", "pt-BR"; babel's names of languages ("ngerman") are none.
bool is_language_tag(std::string_view text) {
  const std::size_t size = std::min(text.find('-'), text.size());
  return (size == 2 || size == 3) && text.find_first_of(" {}\\,") == text.npos;
}

// "\url{http://…}", or an address alone.
std::string url_of(std::string_view text) {
  const std::size_t start = text.find("http");
  if (start == text.npos) return {};
  const std::string_view rest = text.substr(start);
  return std::string(rest.substr(0, rest.find_first_of(" {}\t\r\n")));
}

// As text, line by line.
std::string plain_lines(std::string_view latex) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(latex, '\n')) lines.push_back(latex_text(line));
  return join(lines, "\n");
}

Result<void> Bibtex::hand_on(BibtexEntry entry) {
  Reference reference;
  reference.position = entry.position;
  reference.citekey = entry.key;
  reference.kind = is_one_of(entry.type, kArticles) ? Kind::Article : Kind::Publication;
  reference.title = text_of(entry.find("title"));
  if (const std::string subtitle = text_of(entry.find("subtitle")); !subtitle.empty()) {
    reference.title += reference.title.empty() ? subtitle : ": " + subtitle;
  }
  const std::string* journal = entry.find("journaltitle");
  if (journal == nullptr) journal = entry.find("journal");
  if (reference.kind == Kind::Article) reference.container = text_of(journal);
  // Our exporter's: the key, and that of what `journal` names.
  reference.own_key = text_of(entry.find("whocites_key"));
  const std::string* outlet = entry.find("outlet");
  if (reference.kind == Kind::Article) reference.container_key = text_of(outlet);
  set_date(entry, reference);
  const std::string* authors = entry.find("author");
  if (authors != nullptr) {
    reference.authors = bibtex_names(*authors);
    if (!reference.authors.empty() && reference.authors.back() == "others") {
      reference.authors.pop_back();
      reference.add_json("more_authors", "true");
    }
  }
  reference.add_text("type", entry.type);
  for (const BibtexField& field : entry.fields) {
    const std::string_view name = field.name;
    if (name == "title" || name == "subtitle" || name == "author" || name == "date" ||
        name == "year" || name == "month" || name == "day" || name == "whocites_key" ||
        (&field.value == outlet && reference.kind == Kind::Article)) {
      continue;
    }
    const bool is_journal = name == "journal" || name == "journaltitle";
    if (is_journal && &field.value == journal && !reference.container.empty()) continue;
    if (name == "doi") {
      const auto doi = doi_in(latex_text(field.value));
      reference.doi = doi ? *doi : std::string();
      if (!doi) reference.add_text("doi", field.value);
    } else if (name == "url") {
      reference.url = url_of(field.value).empty() ? latex_text(field.value) : url_of(field.value);
    } else if (name == "howpublished" && !url_of(field.value).empty() &&
               entry.find("url") == nullptr) {
      reference.url = url_of(field.value);
    } else if ((name == "language" || name == "langid") && is_language_tag(field.value)) {
      reference.language = field.value;
    } else if (name == "cites") {
      for (const std::string_view key : split(field.value, ',')) {
        if (!trim(key).empty()) reference.cites.push_back({.to = std::string(trim(key))});
      }
    } else if (name == "note" || name == "annotation" || name == "annote") {
      const bool is_own = !reference.own_key.empty();
      const std::string rest = reference.take_note(is_own ? plain_lines(field.value) : field.value);
      reference.add_text(name, latex_text(rest));
    } else if (name == "file" || name.starts_with("bdsk-")) {
      reference.add_text(name, field.value);
    } else {
      reference.add_text(name, latex_text(field.value));
    }
  }
  return records_.take(std::move(reference));
}

int recognise(std::string_view head) {
  // An entry at the start of a line: "@article{key,", "@string(", "@Comment{jabref-meta".
  for (std::size_t at = head.find('@'); at != head.npos; at = head.find('@', at + 1)) {
    std::size_t start = at;
    while (start > 0 && (head[start - 1] == ' ' || head[start - 1] == '\t')) --start;
    if (start > 0 && head[start - 1] != '\n' && head[start - 1] != '\xBF') continue;
    std::size_t end = at + 1;
    while (end < head.size() &&
           ((head[end] >= 'a' && head[end] <= 'z') || (head[end] >= 'A' && head[end] <= 'Z'))) {
      ++end;
    }
    const std::size_t open = head.find_first_not_of(" \t", end);
    const bool opens = open != head.npos && (head[open] == '{' || head[open] == '(');
    if (end - at > 2 && opens) return 93;
  }
  return 0;
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return Bibtex(in, options, sink).read(options.source_name);
}

}  // namespace

const Format& bibtex_format() {
  static const Format format{.name = "bibtex",
                             .summary = "BibTeX and BibLaTeX",
                             .extensions = {".bib", ".bibtex"},
                             .recognise = recognise,
                             .read = read};
  return format;
}

}  // namespace whocites::ingest
