// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/csv_parser.h"

#include <algorithm>

namespace whocites::ingest {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

}  // namespace

// The next line of what is to be read again, then of the input.
LineStatus CsvParser::next_line() {
  if (replay_at_ < replay_.size()) {
    const std::size_t end = std::min(replay_.find('\n', replay_at_), replay_.size());
    input_ = std::string_view(replay_).substr(replay_at_, end - replay_at_);
    replay_at_ = end + 1;
    input_number_ = replay_number_++;
    return LineStatus::Read;
  }
  from_replay_ = false;
  const LineStatus status = lines_.next();
  input_ = lines_.text();
  input_number_ = lines_.number();
  return status;
}

CsvStatus CsvParser::next() {
  while (true) {
    from_replay_ = true;
    const LineStatus status = next_line();
    if (status == LineStatus::End) return CsvStatus::End;
    row_replay_at_ = replay_at_;
    first_line_ = line_ = input_number_;
    if (status == LineStatus::TooLong) {
      fault_ = {
          "a line longer than " + std::to_string(max_row_bytes_ >> 20) + " MiB", line_, 1, {}};
      return CsvStatus::Broken;
    }
    if (input_.find('"') == input_.npos) {
      if (input_.empty() || input_ == "\r") continue;
      split_plain_line();
      return CsvStatus::Row;
    }
    row_.assign(input_);
    line_start_ = 0;
    if (split_row()) return CsvStatus::Row;
    go_back();
    return CsvStatus::Broken;
  }
}

bool CsvParser::append_line() {
  if (row_.size() >= max_row_bytes_) return false;
  if (const LineStatus status = next_line(); status != LineStatus::Read) {
    met_end_in_quotes_ = met_end_in_quotes_ || status == LineStatus::End;
    return false;
  }
  row_ += '\n';
  line_start_ = row_.size();
  row_ += input_;
  line_ = input_number_;
  return true;
}

std::size_t CsvParser::row_end() const {
  return row_.size() - (row_.size() > line_start_ && row_.back() == '\r' ? 1 : 0);
}

CsvCell CsvParser::cell_at(std::size_t at) const {
  return {{}, line_, at - line_start_ + 1, false};
}

// What split_row() would make of a line without a quote, without a copy of it.
void CsvParser::split_plain_line() {
  const std::string_view line = input_.substr(0, input_.size() - (input_.back() == '\r' ? 1 : 0));
  cells_.clear();
  for (std::size_t at = 0;; ++at) {
    while (at < line.size() && is_space(line[at]) && line[at] != separator_) ++at;
    const std::size_t end = std::min(line.find(separator_, at), line.size());
    std::size_t last = end;
    while (last > at && is_space(line[last - 1])) --last;
    cells_.push_back({line.substr(at, last - at), line_, at + 1, false});
    at = end;
    if (at >= line.size()) break;
  }
  end_column_ = input_.size() + 1;
}

bool CsvParser::split_row() {
  pieces_.clear();
  unquoted_.clear();
  for (std::size_t at = 0;; ++at) {
    std::size_t start = at;
    while (start < row_end() && is_space(row_[start]) && row_[start] != separator_) ++start;
    if (start < row_end() && row_[start] == '"') {
      at = start;
      if (!take_quoted(at)) return false;
    } else {
      const std::size_t end = std::min(row_.find(separator_, start), row_end());
      at = start;
      take_plain(at, end);
    }
    if (at >= row_end()) break;
  }
  cells_.clear();
  for (const Piece& piece : pieces_) {
    cells_.push_back(piece.cell);
    const std::string& from = piece.cell.is_quoted ? unquoted_ : row_;
    cells_.back().text = std::string_view(from).substr(piece.begin, piece.size);
  }
  end_column_ = row_.size() - line_start_ + 1;
  return true;
}

void CsvParser::take_plain(std::size_t& at, std::size_t end) {
  std::size_t last = end;
  while (last > at && is_space(row_[last - 1])) --last;
  pieces_.push_back({at, last - at, cell_at(at)});
  at = end;
}

// Leaves `at` on the separator, or at the end of the row.
bool CsvParser::take_quoted(std::size_t& at) {
  Piece piece{unquoted_.size(), 0, cell_at(at)};
  piece.cell.is_quoted = true;
  for (++at;;) {
    const std::size_t quote = row_.find('"', at);
    unquoted_.append(row_, at, quote - at);
    if (quote == row_.npos) {
      at = row_.size() + 1;
      if (append_line()) {
        unquoted_ += '\n';
        continue;
      }
      fault_ = {"the quotes that open here are not closed", piece.cell.line, piece.cell.column,
                "a quote inside a quoted cell is written twice"};
      return false;
    }
    at = quote + 1;
    if (at >= row_.size() || row_[at] != '"') break;
    unquoted_ += '"';
    ++at;
  }
  while (at < row_end() && is_space(row_[at]) && row_[at] != separator_) ++at;
  if (at < row_end() && row_[at] != separator_) {
    fault_ = {"text after the closing quote", line_, at - line_start_ + 1,
              "a quote inside a quoted cell is written twice"};
    return false;
  }
  piece.size = unquoted_.size() - piece.begin;
  pieces_.push_back(piece);
  return true;
}

// Makes the lines below the broken row's first one the next to be read.
void CsvParser::go_back() {
  replay_number_ = first_line_ + 1;
  if (from_replay_) {
    replay_at_ = row_replay_at_;
    return;
  }
  const std::size_t first_end = row_.find('\n');
  if (first_end == row_.npos) {
    replay_.clear();
  } else {
    replay_.assign(row_, first_end + 1);
    replay_ += '\n';
  }
  replay_at_ = 0;
}

}  // namespace whocites::ingest
