// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/html/page.h"
#include "ingest/json_slices.h"
#include "ingest/line_records.h"
#include "ingest/outlets.h"

namespace whocites::ingest {
namespace {

// Columns of a Global Knowledge Graph record, counted from 0. Source: GDELT GKG 2.1 codebook.
constexpr std::size_t kColumns = 27;
constexpr std::size_t kRecordId = 0;
constexpr std::size_t kProcessed = 1;   // not when the article was published
constexpr std::size_t kCollection = 2;  // 1: the web, the document is an address
constexpr std::size_t kSource = 3;
constexpr std::size_t kDocument = 4;
constexpr std::size_t kTranslation = 25;
constexpr std::size_t kExtras = 26;

bool are_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int recognise(std::string_view head) {
  const std::string_view line = head.substr(0, std::min(head.find('\n'), head.size()));
  const std::vector<std::string_view> cells = split(line, '\t');
  const bool is_whole = line.size() < head.size();
  if (cells.size() < 5 || (is_whole && cells.size() != kColumns)) return 0;
  const bool has_id =
      are_digits(cells[kRecordId].substr(0, 14), 14) && cells[kRecordId].find('-') == 14;
  return has_id && are_digits(cells[kProcessed], 14) && are_digits(cells[kCollection], 1) ? 98 : 0;
}

// The text of <NAME>…</NAME> in the extras, its character references resolved.
std::string_view extra(std::string_view extras, std::string_view name) {
  const std::string begin = "<" + std::string(name) + ">";
  const std::size_t at = extras.find(begin);
  if (at == extras.npos) return {};
  const std::size_t end = extras.find("</", at);
  const std::size_t from = at + begin.size();
  return end == extras.npos ? std::string_view() : extras.substr(from, end - from);
}

// "20150218230000" → 2015-02-18T23:00:00Z.
std::optional<Date> stamp(std::string_view text) {
  if (!are_digits(text, 14)) return std::nullopt;
  const std::string t(text);
  const Result<Date> date =
      parse_date(t.substr(0, 4) + "-" + t.substr(4, 2) + "-" + t.substr(6, 2) + "T" +
                 t.substr(8, 2) + ":" + t.substr(10, 2) + ":" + t.substr(12, 2) + "Z");
  return date ? std::optional(*date) : std::nullopt;
}

// Texts of the page as they stand in the extras, where "&" and ";" may be written as references.
std::string plain(std::string_view text) {
  return collapse_space(to_valid_utf8(html::unescape(text)));
}

// Addresses with "&" for "&amp;", the only reference in them that is not one of their own parts.
std::string plain_addresses(std::string_view text) {
  constexpr std::string_view kReference = "&amp;";
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    plain += text[at];
    at += text.substr(at).starts_with(kReference) ? kReference.size() : 1;
  }
  return plain;
}

class GdeltRows final : public LineRecords {
 public:
  explicit GdeltRows(const ReadOptions& options) : options_(options) {}

  Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                        RecordSink& sink) const override {
    while (lines.consumed() < least_bytes) {
      const LineStatus status = lines.next();
      if (status == LineStatus::End) break;
      const SourcePosition position{options_.source_name, lines.number(), 0};
      if (status == LineStatus::TooLong) {
        sink.reject({ErrorCode::Unreadable, "a line that is too long", position});
      } else if (!trim(lines.text()).empty()) {
        if (auto done = read_row(lines.text(), position, sink); !done) return fail(done.error());
      }
    }
    return LinesEnd::Between;
  }

  std::size_t whole_records(std::string_view text) const override { return text.rfind('\n') + 1; }

 private:
  Result<void> read_row(std::string_view line, const SourcePosition& position,
                        RecordSink& sink) const {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != kColumns) {
      sink.reject({ErrorCode::Unreadable,
                   "a row of " + std::to_string(cells.size()) + " columns, not of 27", position});
      return {};
    }
    const std::string url(trim(cells[kDocument]));
    if (cells[kCollection] != "1" || !canonical_url(url)) {
      sink.reject({ErrorCode::Unreadable,
                   "a document that is no web page: \"" + ellipsize(printable(url), 60) + "\"",
                   position, "only records of the collection 1 (the web) have an address"});
      return {};
    }
    NodeRecord article = article_of(cells, url);
    article.position = position;
    const NodeRecord outlet = outlet_of(std::string(trim(cells[kSource])), url);
    article.part_of = outlet.key;
    const std::string key = article.key;
    if (auto done = sink.accept(std::move(article)); !done) return done;
    if (!outlet.key.empty()) {
      if (auto done = sink.accept(outlet); !done) return done;
    }
    return read_links(key, url, cells[kExtras], position, sink);
  }

  static NodeRecord article_of(const std::vector<std::string_view>& cells, const std::string& url) {
    NodeRecord article;
    NodeFacts& facts = article.facts;
    const std::string_view extras = cells[kExtras];
    facts.kind = Kind::Article;
    facts.url = to_valid_utf8(url);
    facts.title = plain(extra(extras, "PAGE_TITLE"));
    facts.date = stamp(extra(extras, "PAGE_PRECISEPUBTIMESTAMP"));
    for (const std::string_view author : split(extra(extras, "PAGE_AUTHORS"), ';')) {
      if (std::string name = plain(author); !name.empty()) facts.authors.push_back(name);
    }
    // "srclc:rus;eng:…": what it was translated from; untranslated ones are English.
    const std::string_view translation = cells[kTranslation];
    const std::string_view mark = "srclc:";
    if (const std::size_t at = translation.find(mark); at != translation.npos) {
      const std::string_view rest = translation.substr(at + mark.size());
      facts.language = std::string(rest.substr(0, rest.find(';')));
    }
    const auto keep = [&](const char* name, std::string_view value) {
      facts.properties.push_back({name, to_json_string(to_valid_utf8(value))});
    };
    keep("gkg-record", cells[kRecordId]);
    if (const auto processed = stamp(cells[kProcessed])) keep("processed", to_string(*processed));
    article.key = key_for(facts);
    return article;
  }

  static NodeRecord outlet_of(const std::string& source, const std::string& url) {
    const std::string domain = domain_of(url).value_or(source);
    if (const ListedOutlet* listed = outlet_of_domain(domain)) return record_of(*listed);
    NodeRecord outlet;
    if (domain.empty()) return outlet;
    outlet.facts.kind = Kind::Outlet;
    outlet.facts.title = to_valid_utf8(source.empty() ? domain : source);
    outlet.facts.domains = {to_valid_utf8(domain)};
    outlet.key = key_for(outlet.facts);
    return outlet;
  }

  // The links in the article's text, as GDELT's own reader of pages found them.
  static Result<void> read_links(const std::string& from, const std::string& url,
                                 std::string_view extras, const SourcePosition& position,
                                 RecordSink& sink) {
    const std::optional<std::string> own = canonical_url(url);
    const std::string links = plain_addresses(extra(extras, "PAGE_LINKS"));
    for (const std::string_view link : split(links, ';')) {
      const std::string target = to_valid_utf8(trim(link));
      const std::optional<std::string> address = canonical_url(target);
      if (!address || address == own) continue;
      NodeRecord node;
      node.facts.url = target;
      node.facts.unresolved = true;  // until somebody reads the page itself
      const std::optional<std::string> domain = domain_of(target);
      const ListedOutlet* outlet = domain ? outlet_of_domain(*domain) : nullptr;
      node.facts.kind = outlet != nullptr ? Kind::Article : Kind::Publication;
      if (outlet != nullptr) {
        const NodeRecord owner = record_of(*outlet);
        node.part_of = owner.key;
        if (auto done = sink.accept(owner); !done) return done;
      }
      node.key = key_for(node.facts);
      node.position = position;
      CitationRecord citation;
      citation.from = from;
      citation.to = node.key;
      citation.relation = Relation::Links;
      citation.evidence.place = {position.file, position.line, 0, 0};
      citation.evidence.properties.push_back({"href", to_json_string(target)});
      citation.position = position;
      if (auto done = sink.accept(std::move(node)); !done) return done;
      if (auto done = sink.accept(std::move(citation)); !done) return done;
    }
    return {};
  }

  const ReadOptions& options_;
};

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           RecordSink&) {
  if (auto text = expect_utf8_text(lines.peek()); !text) return fail(text.error());
  return std::make_unique<GdeltRows>(options);
}

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin);
}

}  // namespace

const Format& gdelt_format() {
  static const Format format{
      .name = "gdelt",
      .summary = "GDELT's Global Knowledge Graph 2.1: articles and the links in them",
      .extensions = {".gkg.csv"},
      .recognise = recognise,
      .read = read,
      .begin = begin};
  return format;
}

}  // namespace whocites::ingest
