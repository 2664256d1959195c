// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "base/error.h"
#include "base/parallel.h"
#include "cli/command.h"
#include "cli/table.h"
#include "graph/filter.h"
#include "graph/network.h"
#include "render/chart.h"
#include "render/format.h"
#include "storage/reader.h"
#include "storage/store.h"

namespace whocites::cli {

inline constexpr std::string_view kVersion = "0.1.0";

// The exit codes of docs/command_line.md.
enum ExitCode : int {
  kDone = 0,
  kNotFound = 1,
  kUsage = 2,
  kSomeRejected = 3,
  kLocked = 4,
  kDamaged = 5,
  kIoFailure = 6,
  kUnreadable = 7,
  kTimedOut = 8,
  kBug = 70,
  kInterrupted = 130,
};
int exit_code(ErrorCode code);

// The word as a shell reads it: quoted when it would be taken apart otherwise, so that a line can
// be pasted back.
std::string shell_word(const std::string& word);

// What a question answers: rows, and, where it has one, the part of the graph that shows it and
// the lines of a tree.
struct Answer {
  Table table;
  std::optional<Network> network;
  // Drawn by --svg instead of the network, of the rows that are shown.
  std::function<render::Chart(const Table& shown)> chart;
  render::DrawOptions drawing;       // what to emphasise; the title defaults to the command
  std::vector<std::string> tree;     // for --format tree
  std::vector<std::string> remarks;  // to the error stream, unless --quiet
  std::string nothing;               // the remark when there are no rows
  // When the question cut its rows by --limit and --after itself, as page_of() helps to: how many
  // more there are.
  struct Rest {
    bool more = false;
    std::optional<std::uint64_t> count;  // absent: not known
  };
  std::optional<Rest> rest;
  // When the question stops by itself at so many rows: --limit's default. One row more in the
  // table tells that there are more.
  std::optional<std::uint64_t> usual_limit;
};

// One run of one command: where it reads and writes, its store, and how it prints.
class Session {
 public:
  struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
  };
  // `stop`: see run().
  Session(Streams streams, const Command& command, const Arguments& arguments,
          const std::atomic<bool>* stop = nullptr);
  // A command within another one, on the store as that one sees it: it reads, and never writes.
  // Requires: `outer` outlives it.
  Session(Session& outer, Streams streams, const Command& command, const Arguments& arguments);

  std::istream& in() const { return streams_.in; }
  std::ostream& out() const { return streams_.out; }
  // "trace 'The Times'": the command as it was given, for titles and the log.
  const std::string& command_line() const { return command_line_; }
  // What ends a computation from outside, instead of Ctrl-C; nullptr for nothing.
  const std::atomic<bool>* stop() const { return stop_; }
  // Whether a person watches the error stream on a terminal.
  bool is_watched() const;
  // --limit and --after, for questions that read no more than they show. Only rows are cut: what
  // is drawn, or printed as a tree, is whole.
  std::optional<std::uint64_t> limit() const { return limit_; }
  std::optional<std::string> after() const;
  bool cuts_rows() const { return !draws() && format_ != "tree" && (limit_ || after()); }
  // The failure when --after names no row.
  Error no_such_row() const;
  // Whether the answer is drawn, with all that is known of its citations: --format dot, --svg,
  // or a command that draws.
  bool draws() const;
  // Whether that person wants to see how far a long command is.
  bool wants_progress() const { return is_watched() && !arguments_.has("quiet"); }
  bool is_json() const { return format_ == "json" || format_ == "ndjson"; }

  // Checks --format, --color and --limit. To be called first.
  Result<void> configure();

  // The store, opened on first use. A read-only one keeps what it saw then.
  Result<Store*> store_to_read();
  Result<Store*> store_to_write();
  // The store's folder as given, for what only reads it in its own way.
  const std::string& store_path() const { return path_; }
  // The store's folder, for what opens it in its own way. BadRequest with --read-only.
  Result<std::string> path_to_write() const;
  // The same, but NotFound where there is no store yet.
  Result<Store*> existing_store_to_write();
  // A reader at --as-of, or now.
  Result<Reader> reader();
  // The filter options. Outlets are looked up in the reader's store.
  Result<Filter> filter(const Reader& reader) const;

  // The structure of what the filter leaves; nodes in `keep` whatever it says.
  Result<SourceGraph> source_graph(const Reader& reader, const Filter& filter,
                                   const std::vector<NodeId>& keep = {},
                                   const Work& work = {}) const;

  // Prints the answer in the wanted format, cut by --limit and --after, and draws it with --svg.
  // NotFound when --after names no row.
  Result<int> print(Answer answer);
  // Tells of a change that is stored: "added lemonde.fr  (batch 3)", or an object as JSON.
  void report(const std::string& done, BatchId batch) const;
  // Reads the options of pictures, and says by what command and of which state of the store the
  // picture is. The title is the command unless there is one. Nothing when nothing is drawn.
  Result<void> prepare_drawing(render::DrawOptions& drawing);
  // A line for people on the error stream; nothing with --quiet.
  void remark(const std::string& line) const;
  // The error as people read it: place, cause, hint.
  void complain(const Error& error) const;

  // Writes through a stream on the file, or on the output for "-". Io when that fails; a file is
  // only replaced when all of it could be written.
  Result<void> write_file(const std::string& path,
                          const std::function<Result<void>(std::ostream&)>& write) const;

  // Now, or $SOURCE_DATE_EPOCH (reproducible-builds.org) when it is set.
  static Timestamp now();
  // $WHOCITES_USER, else the system's user name.
  static std::string who();
  // The time of the state that is read: --as-of, or that of the log's last entry; absent without
  // any.
  Result<std::optional<Timestamp>> state_time();
  // A log entry for this command.
  Batch entry(Action action) const;

 private:
  Result<Store*> open_to_write(OpenMode mode);
  Result<void> print_format(Answer& answer);
  Result<void> draw(Answer& answer) const;  // by --svg
  std::string whole_command() const;
  Result<Answer::Rest> cut(const Answer& answer, Table& table) const;
  void tell_more(const Answer::Rest& rest, const Table& table) const;

  Streams streams_;
  const Command& command_;
  const Arguments& arguments_;
  const std::atomic<bool>* stop_;
  std::string command_line_;
  std::string path_;
  std::string format_ = "table";
  TableStyle style_;
  std::optional<std::uint64_t> limit_;
  Session* outer_ = nullptr;  // whose store is used
  std::unique_ptr<Store> store_;
  bool writable_ = false;
};

// A date option's value; BadRequest naming the option.
Result<std::optional<Date>> date_option(const Arguments& arguments, const std::string& name);
// A relation option's value, or `otherwise`; BadRequest listing the names.
Result<Relation> relation_option(const Arguments& arguments, Relation otherwise);

}  // namespace whocites::cli
