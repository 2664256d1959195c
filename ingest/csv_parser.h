// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/line_reader.h"

namespace whocites::ingest {

struct CsvCell {
  std::string_view text;     // without its quotes, doubled quotes made one
  std::uint64_t line = 0;    // where the cell starts, its quote included
  std::uint64_t column = 0;  // in bytes, from 1
  bool is_quoted = false;    // an unquoted cell comes without the space around it
};

struct CsvFault {
  std::string message;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string hint;
};

enum class CsvStatus {
  Row,     // cells() holds it
  Broken,  // fault() says what is wrong
  End,
};

// Rows of a table of text, one at a time. After a broken row, reading goes on at the line below
// the one where that row started, so that a quote left open does not swallow what follows.
// Lines without any cell are passed over. A quote inside an unquoted cell is an ordinary
// character. Source: RFC 4180; lines may also end in a bare LF, and cells be parted by any byte.
class CsvParser {
 public:
  // Requires: `lines` outlives the parser.
  CsvParser(LineReader& lines, char separator, std::size_t max_row_bytes)
      : lines_(lines), separator_(separator), max_row_bytes_(max_row_bytes) {}

  CsvStatus next();

  // Of the last row; the texts are valid until the next call of next().
  const std::vector<CsvCell>& cells() const { return cells_; }
  const CsvFault& fault() const { return fault_; }
  std::uint64_t line() const { return first_line_; }  // where the row starts
  // Where the row ends: the line, and the column after its last byte.
  std::uint64_t end_line() const { return line_; }
  std::uint64_t end_column() const { return end_column_; }

  // Whether lines that `lines` has handed out already are still to be read again.
  bool has_lines_to_repeat() const { return replay_at_ < replay_.size(); }
  // Whether quotes were still open where the input ended: with more lines, rows already read might
  // have been others.
  bool met_end_in_quotes() const { return met_end_in_quotes_; }

 private:
  // A cell while its row may still grow, and move: `begin` counts in row_ or in unquoted_.
  struct Piece {
    std::size_t begin = 0;
    std::size_t size = 0;
    CsvCell cell;
  };

  LineStatus next_line();
  bool append_line();
  bool split_row();
  void split_plain_line();
  bool take_quoted(std::size_t& at);
  void take_plain(std::size_t& at, std::size_t end);
  std::size_t row_end() const;
  CsvCell cell_at(std::size_t at) const;
  void go_back();

  LineReader& lines_;
  char separator_;
  std::size_t max_row_bytes_;

  std::string row_;  // that has quotes in it: as it came, its lines joined by their line ends
  std::uint64_t first_line_ = 0;
  std::uint64_t line_ = 0;  // of the row's last line
  std::uint64_t end_column_ = 0;
  std::size_t line_start_ = 0;  // where in row_ that line starts
  std::string unquoted_;        // what stands inside the quotes of the row
  std::vector<Piece> pieces_;
  std::vector<CsvCell> cells_;
  CsvFault fault_;
  bool met_end_in_quotes_ = false;

  std::string_view input_;  // the line that next_line() found
  std::uint64_t input_number_ = 0;
  std::string replay_;  // lines below a broken row, to be read again
  std::size_t replay_at_ = 0;
  std::uint64_t replay_number_ = 0;  // of the next line in replay_
  bool from_replay_ = false;         // the row and all of its lines came from there
  std::size_t row_replay_at_ = 0;    // behind its first line
};

}  // namespace whocites::ingest
