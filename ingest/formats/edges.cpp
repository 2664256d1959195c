// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Edge lists, one edge a line, as SNAP, KONECT, networkx, Gephi and OpenCitations publish them.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/graph_records.h"
#include "ingest/legacy_text.h"
#include "ingest/line_records.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
constexpr std::size_t kMostColumns = 64;

// What the lines of a list have in common.
struct Layout {
  char separator = ' ';  // ' ': any run of space
  std::size_t from = 0;
  std::size_t to = 1;
  std::size_t type = kNoColumn;    // Gephi's: "Directed", "Undirected"
  std::vector<std::string> names;  // of the columns; empty where one has no name of its own
  bool is_directed = true;
  bool are_dois = false;
};

bool is_comment(std::string_view line) {
  return line.empty() || line.front() == '#' || line.front() == '%' || line.starts_with("//");
}

// Cells of a line, views into it; one in quotes without them.
std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  std::size_t at = 0;
  const std::string_view ends =
      separator == ' ' ? std::string_view(" \t") : std::string_view(&separator, 1);
  while (at <= line.size() && cells.size() < kMostColumns) {
    if (separator == ' ') {
      at = std::min(line.find_first_not_of(ends, at), line.size());
      if (at == line.size()) break;
    }
    if (at < line.size() && line[at] == '"') {
      const std::size_t close = line.find('"', at + 1);
      const bool is_whole = close != line.npos &&
                            (close + 1 == line.size() || ends.find(line[close + 1]) != ends.npos);
      if (is_whole) {
        cells.push_back(line.substr(at + 1, close - at - 1));
        at = std::min(line.find_first_of(ends, close), line.size()) + 1;
        continue;
      }
    }
    const std::size_t end = std::min(line.find_first_of(ends, at), line.size());
    cells.push_back(trim(line.substr(at, end - at)));
    at = end + 1;
  }
  return cells;
}

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc{} && end == text.data() + text.size();
}

// Seconds since 1970 for times from 1973 on, which no weight or rating is.
std::optional<Timestamp> unix_time(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || (end != text.data() + text.size() && *end != '.')) return {};
  if (seconds < 100'000'000 || seconds > 4'102'444'800) return std::nullopt;
  return Timestamp(std::chrono::seconds(seconds));
}

// The DOI in a cell: bare, as an address, or one of several identifiers ("omid:br/1 doi:10.1/x").
std::optional<std::string> doi_of(std::string_view cell) {
  for (const std::string_view word : split(cell, ' ')) {
    if (auto doi = canonical_doi(word)) return doi;
  }
  return std::nullopt;
}

char separator_of_line(std::string_view line) {
  for (const char separator : {'\t', ',', ';'}) {
    if (line.find(separator) != line.npos) return separator;
  }
  return ' ';
}

// Names of the two ends that make a first line a header.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEndNames{
    {{"source", "target"},
     {"citing", "cited"},
     {"from", "to"},
     {"src", "dst"},
     {"fromnodeid", "tonodeid"},
     {"citing_doi", "cited_doi"},
     {"citing_id", "cited_id"}}};

// Whether the line names columns; then the layout knows them.
bool take_header(std::string_view line, Layout& layout) {
  const std::vector<std::string_view> cells = cells_of(line, layout.separator);
  const auto column_of = [&](std::string_view name) {
    const auto found = std::find_if(cells.begin(), cells.end(), [&](std::string_view cell) {
      return ascii_lower(cell) == name;
    });
    return found == cells.end() ? kNoColumn : static_cast<std::size_t>(found - cells.begin());
  };
  for (const auto& [from, to] : kEndNames) {
    if (column_of(from) == kNoColumn || column_of(to) == kNoColumn) continue;
    layout.from = column_of(from);
    layout.to = column_of(to);
    layout.type = column_of("type");
    for (const std::string_view cell : cells) layout.names.emplace_back(legacy_text(cell));
    // OpenCitations' date of the citing work.
    if (const auto creation = column_of("creation"); creation != kNoColumn) {
      layout.names[creation] = "date";
    }
    return true;
  }
  return false;
}

// What the lines before the first edge say. The number of these lines, of which all but comments
// are a header.
struct Beginning {
  Layout layout;
  std::size_t lines = 0;
  std::vector<std::string_view> first;  // edges, at most kProbed of them
  bool has_header = false;
  bool is_ours = false;  // its header is one of csv and tsv
};

Beginning beginning_of(std::string_view head) {
  constexpr std::size_t kProbed = 20;
  Beginning found;
  bool cut = false;
  while (!head.empty() && found.first.size() < kProbed && !cut) {
    const std::size_t end = head.find('\n');
    cut = end == head.npos;
    const std::string_view line = trim(head.substr(0, end));
    head.remove_prefix(cut ? head.size() : end + 1);
    if (is_comment(line)) {
      if (found.first.empty()) ++found.lines;
      if (starts_with_ignoring_case(trim(line.substr(std::min<std::size_t>(1, line.size()))),
                                    "undirected")) {
        found.layout.is_directed = false;
      }
      // KONECT: "% sym unweighted"
      if (line.starts_with("% sym")) found.layout.is_directed = false;
      continue;
    }
    if (found.first.empty() && !found.has_header) {
      found.layout.separator = separator_of_line(line);
      if (take_header(line, found.layout)) {
        found.has_header = true;
        found.is_ours = ascii_lower(found.layout.names[found.layout.from]) == "from";
        ++found.lines;
        continue;
      }
    }
    if (!cut || found.first.empty()) found.first.push_back(line);
  }
  return found;
}

class EdgeLines final : public LineRecords {
 public:
  EdgeLines(Layout layout, const ReadOptions& options)
      : layout_(std::move(layout)), options_(options) {}

  Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                        RecordSink& sink) const override;

  std::size_t whole_records(std::string_view text) const override {
    return text.rfind('\n') + 1;  // 0 for npos
  }

 private:
  Result<void> take(std::string_view line, GraphRecords& records,
                    const SourcePosition& position) const;
  std::vector<GraphAttribute> attributes(const std::vector<std::string_view>& cells) const;

  Layout layout_;
  const ReadOptions& options_;
};

Result<LinesEnd> EdgeLines::read(LineReader& lines, std::uint64_t least_bytes,
                                 RecordSink& sink) const {
  GraphRecords records(options_, sink);
  for (LineStatus status = lines.next(); status != LineStatus::End; status = lines.next()) {
    const SourcePosition position{options_.source_name, lines.number(), 1};
    if (status == LineStatus::TooLong) {
      records.reject(position,
                     "a line longer than " + std::to_string(kMaxLineBytes >> 20) + " MiB");
    } else if (const std::string_view line = trim(lines.text()); !is_comment(line)) {
      if (is_valid_utf8(line)) {
        if (auto done = take(line, records, position); !done) return fail(std::move(done.error()));
      } else if (auto done = take(legacy_text(line), records, position); !done) {
        return fail(std::move(done.error()));
      }
    }
    if (lines.consumed() >= least_bytes) break;
  }
  records.finish();
  return LinesEnd::Between;
}

Result<void> EdgeLines::take(std::string_view line, GraphRecords& records,
                             const SourcePosition& position) const {
  const std::vector<std::string_view> cells = cells_of(line, layout_.separator);
  if (cells.size() <= std::max(layout_.from, layout_.to)) {
    records.reject(position, "a line with one node: an edge has two");
    return {};
  }
  const std::string_view from = cells[layout_.from];
  const std::string_view to = cells[layout_.to];
  if (from.empty() || to.empty()) {
    records.reject(position, "an edge with one end");
    return {};
  }
  bool is_directed = layout_.is_directed;
  if (layout_.type < cells.size() && !cells[layout_.type].empty()) {
    is_directed = ascii_lower(cells[layout_.type]) != "undirected";
  }
  if (!layout_.are_dois) {
    return records.edge(from, to, is_directed, attributes(cells), position);
  }
  const std::optional<std::string> citing = doi_of(from);
  const std::optional<std::string> cited = doi_of(to);
  if (citing && cited) return records.edge(*citing, *cited, true, attributes(cells), position);
  records.reject(position, quoted(citing ? to : from) + " is not a DOI",
                 "with --from edges any name is taken");
  return {};
}

// What else a line says. Without a header the columns are known by their looks: a time, a number
// for the weight, a word for the label.
std::vector<GraphAttribute> EdgeLines::attributes(
    const std::vector<std::string_view>& cells) const {
  std::vector<GraphAttribute> found;
  bool has_weight = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view cell = cells[i];
    if (i == layout_.from || i == layout_.to || i == layout_.type || cell.empty()) continue;
    if (i < layout_.names.size() && !layout_.names[i].empty()) {
      found.push_back(typed_attribute(layout_.names[i], std::string(cell), false));
    } else if (const auto time = unix_time(cell)) {
      found.push_back({"date", to_string(*time)});
    } else if (is_number(cell) && !has_weight) {
      has_weight = true;
      found.push_back(typed_attribute("weight", std::string(cell), false));
    } else {
      found.push_back(typed_attribute("column " + std::to_string(i + 1), std::string(cell), false));
    }
  }
  return found;
}

bool are_doi_pairs(const Beginning& start) {
  const auto is_pair = [&](std::string_view line) {
    const auto cells = cells_of(line, start.layout.separator);
    return cells.size() > std::max(start.layout.from, start.layout.to) &&
           doi_of(cells[start.layout.from]) && doi_of(cells[start.layout.to]);
  };
  return !start.first.empty() && std::all_of(start.first.begin(), start.first.end(), is_pair);
}

// Numbers, with or without a letter or two: what SNAP and others number nodes with.
bool are_numbered(const Beginning& start) {
  const auto is_edge = [&](std::string_view line) {
    const auto cells = cells_of(line, start.layout.separator);
    return cells.size() >= 2 && cells.size() <= 6 && is_number(cells[0]) && is_number(cells[1]);
  };
  return !start.first.empty() && std::all_of(start.first.begin(), start.first.end(), is_edge);
}

int recognise_edges(std::string_view head) {
  const Beginning start = beginning_of(head);
  // "from" and "to" are our own tables' words.
  if (start.has_header) return start.is_ours ? 30 : 75;
  return are_numbered(start) ? 80 : 0;
}

int recognise_dois(std::string_view head) {
  const Beginning start = beginning_of(head);
  return are_doi_pairs(start) ? 96 : 0;
}

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           bool are_dois) {
  const std::string_view head = lines.peek();
  if (auto text = expect_utf8_text(head); !text) return fail(std::move(text.error()));
  Beginning start = beginning_of(head);
  start.layout.are_dois = are_dois;
  const auto is_edge = [&](std::string_view line) {
    return cells_of(line, start.layout.separator).size() >= 2;
  };
  const bool any = std::any_of(start.first.begin(), start.first.end(), is_edge);
  if (!any) {
    return fail(Error{ErrorCode::Unreadable, "no line of this input names two nodes",
                      SourcePosition{options.source_name, start.lines + 1, 1}, ""});
  }
  Layout layout = std::move(start.layout);
  for (std::size_t i = 0; i < start.lines; ++i) lines.next();
  return std::make_unique<EdgeLines>(std::move(layout), options);
}

Result<std::unique_ptr<LineRecords>> begin_edges(LineReader& lines, const ReadOptions& options,
                                                 RecordSink&) {
  return begin(lines, options, false);
}

Result<std::unique_ptr<LineRecords>> begin_dois(LineReader& lines, const ReadOptions& options,
                                                RecordSink&) {
  return begin(lines, options, true);
}

Result<void> read_edges(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin_edges);
}

Result<void> read_dois(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin_dois);
}

}  // namespace

const Format& edges_format() {
  static const Format format{
      .name = "edges",
      .summary = "an edge list of SNAP, KONECT, networkx, Gephi: two nodes a line",
      .extensions = {".edges", ".edgelist", ".el", ".txt", ".tsv", ".csv"},
      .recognise = recognise_edges,
      .read = read_edges,
      .begin = begin_edges};
  return format;
}

const Format& doi_pairs_format() {
  static const Format format{.name = "doi-pairs",
                             .summary = "citing and cited DOI a line, as OpenCitations has them",
                             .extensions = {".csv", ".tsv", ".txt"},
                             .recognise = recognise_dois,
                             .read = read_dois,
                             .begin = begin_dois};
  return format;
}

}  // namespace whocites::ingest
