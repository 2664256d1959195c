// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>

#include "base/text.h"
#include "cli/drawing.h"
#include "storage/graph_file.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

bool is_terminal(const std::ostream& out) {
  return &out == &std::cout && isatty(STDOUT_FILENO) != 0;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// $COLUMNS, else the terminal's, else no limit: a file or a program takes long lines.
std::size_t output_width(bool terminal) {
  const std::string columns = environment("COLUMNS");
  std::size_t width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (width >= 40) return width;
  if (!terminal) return 0;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return 80;
  return size.ws_col;
}

bool is_table_format(std::string_view name, TableFormat& format) {
  static constexpr std::pair<std::string_view, TableFormat> kNames[] = {
      {"table", TableFormat::Table}, {"json", TableFormat::Json}, {"ndjson", TableFormat::Ndjson},
      {"csv", TableFormat::Csv},     {"tsv", TableFormat::Tsv},
  };
  for (const auto& [known, value] : kNames) {
    if (known != name) continue;
    format = value;
    return true;
  }
  return false;
}

}  // namespace

std::string shell_word(const std::string& word) {
  const bool simple = !word.empty() && word.find_first_not_of(
                                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                           "0123456789-_./:=@%+,") == std::string::npos;
  if (simple) return word;
  std::string quoted = "'";
  for (char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return kNotFound;
    case ErrorCode::BadRequest:
      return kUsage;
    case ErrorCode::Unreadable:
      return kUnreadable;
    case ErrorCode::Locked:
      return kLocked;
    case ErrorCode::Damaged:
      return kDamaged;
    case ErrorCode::Io:
      return kIoFailure;
    case ErrorCode::TimedOut:
    case ErrorCode::Network:
      return kTimedOut;
    case ErrorCode::Interrupted:
      return kInterrupted;
  }
  return kBug;
}

Session::Session(Streams streams, const Command& command, const Arguments& arguments,
                 const std::atomic<bool>* stop)
    : streams_(streams),
      command_(command),
      arguments_(arguments),
      stop_(stop),
      command_line_(command.name) {
  for (const std::string& word : arguments.positional) command_line_ += " " + shell_word(word);
  for (const Option& option : command.options) {
    const std::string name(option.name.substr(option.name.find(',') + 1));
    if (name == "output" || !arguments.has(name)) continue;
    if (option.value.empty()) command_line_ += " --" + name;
    for (const std::string& value : arguments.all(name)) {
      command_line_ += " --" + name + " " + shell_word(value);
    }
  }
  path_ = arguments.text("db");
  if (path_.empty()) path_ = environment("WHOCITES_DB");
  if (path_.empty()) path_ = "whocites.db";
}

Session::Session(Session& outer, Streams streams, const Command& command,
                 const Arguments& arguments)
    : Session(streams, command, arguments, outer.stop_) {
  outer_ = &outer;
  path_ = outer.path_;
}

Result<void> Session::configure() {
  if (arguments_.has("format")) format_ = arguments_.text("format");
  if (!is_table_format(format_, style_.format) && format_ != "tree" && format_ != "dot") {
    return fail(ErrorCode::BadRequest, "'" + format_ + "' is not an output format",
                "--format takes table, json, ndjson, csv, tsv, tree or dot");
  }
  const std::string color = arguments_.has("color") ? arguments_.text("color") : "auto";
  if (color != "auto" && color != "always" && color != "never") {
    return fail(ErrorCode::BadRequest, "--color takes auto, always or never");
  }
  const bool terminal = is_terminal(streams_.out);
  style_.color =
      color == "always" || (color == "auto" && terminal && environment("NO_COLOR").empty());
  style_.width = output_width(terminal);
  const Result<std::optional<std::uint64_t>> limit = arguments_.number("limit");
  if (!limit) return fail(limit.error());
  limit_ = *limit;
  if (!arguments_.has("svg")) return {};
  const Result<const render::Format*> picture = picture_format(arguments_.text("svg"));
  if (!picture) return fail(picture.error());
  return {};
}

Result<Store*> Session::store_to_read() {
  if (outer_ != nullptr) return outer_->store_to_read();
  if (!store_) {
    Result<std::unique_ptr<Store>> opened = open_rocksdb_store(path_, OpenMode::Read);
    if (!opened) return fail(opened.error());
    store_ = std::move(*opened);
  }
  return store_.get();
}

Result<std::string> Session::path_to_write() const {
  if (!arguments_.has("read-only")) return path_;
  return fail(ErrorCode::BadRequest, "'" + std::string(command_.name) +
                                         "' changes the store, and --read-only forbids that");
}

Result<Store*> Session::store_to_write() { return open_to_write(OpenMode::Write); }
Result<Store*> Session::existing_store_to_write() { return open_to_write(OpenMode::WriteExisting); }

Result<Store*> Session::open_to_write(OpenMode mode) {
  if (auto allowed = path_to_write(); !allowed) return fail(allowed.error());
  if (!store_ || !writable_) {
    store_.reset();
    StoreOptions options;
    options.sync = !arguments_.has("no-sync");
    Result<std::unique_ptr<Store>> opened = open_rocksdb_store(path_, mode, options);
    if (!opened) return fail(opened.error());
    store_ = std::move(*opened);
    writable_ = true;
  }
  return store_.get();
}

Result<Reader> Session::reader() {
  const Result<Store*> store = store_to_read();
  if (!store) return fail(store.error());
  const Result<std::optional<Date>> as_of = date_option(arguments_, "as-of");
  if (!as_of) return fail(as_of.error());
  return Reader::make(**store, *as_of ? std::optional((*as_of)->latest()) : std::nullopt);
}

Result<Filter> Session::filter(const Reader& reader) const {
  Filter filter;
  for (const std::string& name : arguments_.all("kind")) {
    const std::optional<Kind> kind = kind_named(name);
    if (!kind) {
      return fail(ErrorCode::BadRequest, "'" + name + "' is not a kind", "kinds: " + kind_names());
    }
    filter.kinds.push_back(*kind);
  }
  for (const std::string& name : arguments_.all("relation")) {
    const std::optional<Relation> relation = relation_named(name);
    if (!relation) {
      return fail(ErrorCode::BadRequest, "'" + name + "' is not a relation",
                  "relations: " + relation_names());
    }
    filter.relations.push_back(*relation);
  }
  for (const std::string& name : arguments_.all("outlet")) {
    const Result<Node> outlet = find_node(reader, name);
    if (!outlet) return fail(outlet.error());
    filter.outlets.push_back(outlet->id);
  }
  const Result<std::optional<Date>> since = date_option(arguments_, "since");
  if (!since) return fail(since.error());
  const Result<std::optional<Date>> until = date_option(arguments_, "until");
  if (!until) return fail(until.error());
  const Result<std::optional<double>> confidence = arguments_.real("min-confidence");
  if (!confidence) return fail(confidence.error());
  if (*confidence && (**confidence < 0 || **confidence > 1)) {
    return fail(ErrorCode::BadRequest, "--min-confidence takes a number from 0 to 1");
  }
  if (*since) filter.since = (*since)->earliest();
  if (*until) filter.until = (*until)->latest();
  filter.include_undated = arguments_.has("include-undated");
  filter.include_rejected = arguments_.has("include-rejected");
  filter.min_confidence = confidence->value_or(0);
  return filter;
}

Result<SourceGraph> Session::source_graph(const Reader& reader, const Filter& filter,
                                          const std::vector<NodeId>& keep, const Work& work) const {
  const bool may_write = !arguments_.has("read-only");
  const GraphFileUse use = may_write ? GraphFileUse::ReadAndWrite : GraphFileUse::ReadOnly;
  Result<SourceGraph> whole = load_source_graph(reader, use, work);
  if (!whole) return whole;
  return filtered(*whole, filter, keep);
}

std::optional<std::string> Session::after() const {
  if (!arguments_.has("after")) return std::nullopt;
  return arguments_.text("after");
}

// To begin again instead would send a program that goes page by page round in a circle.
Error Session::no_such_row() const {
  return {ErrorCode::NotFound,
          "--after: no row of this answer is '" + arguments_.text("after") + "'"};
}

Result<Answer::Rest> Session::cut(const Answer& answer, Table& table) const {
  if (table.is_record) return Answer::Rest{};
  if (answer.rest) return *answer.rest;
  if (const std::optional<std::string> cursor = after()) {
    const auto at = std::find_if(table.rows.begin(), table.rows.end(),
                                 [&](const Row& row) { return row.cursor == *cursor; });
    if (at == table.rows.end()) return fail(no_such_row());
    table.rows.erase(table.rows.begin(), at + 1);
  }
  const std::optional<std::uint64_t> limit = limit_ ? limit_ : answer.usual_limit;
  if (!limit || table.rows.size() <= *limit) return Answer::Rest{};
  Answer::Rest rest{true, table.rows.size() - *limit};
  if (answer.usual_limit) rest.count.reset();
  table.rows.resize(*limit);
  return rest;
}

void Session::tell_more(const Answer::Rest& rest, const Table& table) const {
  if (!rest.more) return;
  std::string line = "more rows";
  if (rest.count)
    line = std::to_string(*rest.count) + (rest.count == 1 ? " more row" : " more rows");
  if (!table.rows.empty()) line += "; go on with --after " + shell_word(table.rows.back().cursor);
  remark(line);
}

void Session::report(const std::string& done, BatchId batch) const {
  if (!is_json()) {
    out() << done << "  (batch " << batch.value << ")\n";
    return;
  }
  Table table;
  table.is_record = true;
  table.columns = {"batch", "done"};
  table.add({static_cast<std::int64_t>(batch.value), done});
  cli::print(table, style_, out());
}

Result<int> Session::print(Answer answer) {
  const Result<Answer::Rest> rest = cut(answer, answer.table);
  if (!rest) return fail(rest.error());
  if (auto ready = prepare_drawing(answer.drawing); !ready) return fail(ready.error());
  if (auto printed = print_format(answer); !printed) return fail(printed.error());
  if (answer.table.rows.empty() && !answer.nothing.empty()) remark(answer.nothing);
  for (const std::string& line : answer.remarks) remark(line);
  tell_more(*rest, answer.table);
  if (!arguments_.has("svg")) return kDone;
  if (!answer.network && !answer.chart) {
    return fail(ErrorCode::BadRequest, "this answer cannot be drawn",
                "--svg works with questions about nodes and citations");
  }
  if (auto drawn = draw(answer); !drawn) return fail(drawn.error());
  return kDone;
}

Result<void> Session::draw(Answer& answer) const {
  const std::string path = arguments_.text("svg");
  const Result<const render::Format*> found = picture_format(path);
  if (!found) return fail(found.error());
  const render::Format* format = *found;
  if (answer.chart && format->name != "svg") {
    return fail(ErrorCode::BadRequest, "a chart is drawn as SVG alone", "give --svg FILE.svg");
  }
  if (!arguments_.has("max-nodes")) answer.drawing.max_nodes = format->max_nodes;
  return write_file(path, [&](std::ostream& out) -> Result<void> {
    if (!answer.chart) return format->write(*answer.network, answer.drawing, out);
    out << render::draw_chart(answer.chart(answer.table), answer.drawing);
    return {};
  });
}

// The command with the options that change what is drawn, as a line that can be pasted.
std::string Session::whole_command() const {
  std::string line = "whocites " + command_line_;
  for (const std::span<const Option> options : {filter_options(), picture_options()}) {
    for (const Option& option : options) {
      const std::string name(option.name);
      if (!arguments_.has(name) || option.name == "timeout") continue;
      if (option.value.empty()) line += " --" + name;
      for (const std::string& value : arguments_.all(name)) {
        line += " --" + name + " " + shell_word(value);
      }
    }
  }
  if (limit_) line += " --limit " + std::to_string(*limit_);
  return line;
}

Result<void> Session::prepare_drawing(render::DrawOptions& drawing) {
  if (!draws()) return {};
  if (auto read = read_picture_options(arguments_, drawing); !read) return read;
  if (drawing.title.empty()) drawing.title = command_line_;
  drawing.command = whole_command();
  const Result<std::optional<Timestamp>> state = state_time();
  if (!state) return fail(state.error());
  if (*state) drawing.as_of = to_string(**state);
  if (arguments_.has("as-of")) drawing.as_of = arguments_.text("as-of");
  return {};
}

Result<std::optional<Timestamp>> Session::state_time() {
  const Result<std::optional<Date>> as_of = date_option(arguments_, "as-of");
  if (!as_of) return fail(as_of.error());
  if (*as_of) return (*as_of)->latest();
  const Result<Store*> store = store_to_read();
  if (!store) return fail(store.error());
  const BatchId next = (*store)->next_batch();
  if (next.value < 2) return std::nullopt;
  const Result<std::optional<Batch>> last = (*store)->batch(BatchId(next.value - 1));
  if (!last) return fail(last.error());
  if (!*last) return std::nullopt;
  return (*last)->time;
}

Result<void> Session::print_format(Answer& answer) {
  if (format_ == "dot") {
    if (!answer.network) {
      return fail(ErrorCode::BadRequest, "this answer cannot be drawn",
                  "--format dot works with questions about nodes and citations");
    }
    return render::format_named("dot")->write(*answer.network, answer.drawing, out());
  }
  if (format_ == "tree") {
    if (answer.tree.empty() && !answer.table.rows.empty()) {
      return fail(ErrorCode::BadRequest, "this answer is not a tree",
                  "--format tree works with trace, cites, cited-by, neighbors and path");
    }
    for (const std::string& line : answer.tree) out() << line << "\n";
    return {};
  }
  cli::print(answer.table, style_, out());
  return {};
}

bool Session::draws() const {
  return format_ == "dot" || arguments_.has("svg") || command_.name == "render";
}

bool Session::is_watched() const {
  return &streams_.err == &std::cerr && isatty(STDERR_FILENO) != 0;
}

void Session::remark(const std::string& line) const {
  if (!arguments_.has("quiet")) streams_.err << line << "\n";
}

void Session::complain(const Error& error) const {
  // Both may quote what stands in a file or a store.
  streams_.err << "whocites: " << printable(to_string(error)) << "\n";
  if (error.hint.empty()) return;
  for (std::string_view line : split(error.hint, '\n')) streams_.err << printable(line) << "\n";
}

Result<void> Session::write_file(const std::string& path,
                                 const std::function<Result<void>(std::ostream&)>& write) const {
  if (path == "-") return write(out());
  const auto failure = [&](std::string_view what) {
    return fail(ErrorCode::Io,
                "cannot " + std::string(what) + " '" + path + "': " + std::strerror(errno));
  };
  struct stat there {};
  const bool regular = ::stat(path.c_str(), &there) != 0 || S_ISREG(there.st_mode);
  // A device or pipe is written in place; a file is replaced whole, so that a failure half-way
  // leaves the old one.
  const std::string target = regular ? path + ".part" : path;
  errno = 0;
  std::ofstream file(target, std::ios::binary | std::ios::trunc);
  if (!file) return failure("write");
  Result<void> written = write(file);
  file.close();
  if (written && file.fail()) written = failure("write");
  if (!written) {
    if (regular) ::unlink(target.c_str());
    return written;
  }
  if (regular && ::rename(target.c_str(), path.c_str()) != 0) return failure("replace");
  return {};
}

Timestamp Session::now() {
  const std::string epoch = environment("SOURCE_DATE_EPOCH");
  std::int64_t seconds = 0;
  const auto [end, failure] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
  if (!epoch.empty() && failure == std::errc() && end == epoch.data() + epoch.size()) {
    return Timestamp(std::chrono::seconds(seconds));
  }
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string Session::who() {
  if (std::string name = environment("WHOCITES_USER"); !name.empty()) return name;
  if (const passwd* user = getpwuid(geteuid())) return user->pw_name;
  return environment("USER");
}

Batch Session::entry(Action action) const {
  Batch batch;
  batch.time = now();
  batch.action = action;
  batch.who = who();
  batch.summary = command_line_;
  return batch;
}

Result<std::optional<Date>> date_option(const Arguments& arguments, const std::string& name) {
  if (!arguments.has(name)) return std::nullopt;
  Result<Date> date = parse_date(arguments.text(name));
  if (!date) {
    return fail(ErrorCode::BadRequest, "--" + name + ": " + date.error().message,
                "dates are written 2019, 2019-03, 2019-03-04, each with ~ for about");
  }
  return *date;
}

Result<Relation> relation_option(const Arguments& arguments, Relation otherwise) {
  if (!arguments.has("relation")) return otherwise;
  const std::optional<Relation> relation = relation_named(arguments.text("relation"));
  if (relation) return *relation;
  return fail(ErrorCode::BadRequest, "'" + arguments.text("relation") + "' is not a relation",
              "relations: " + relation_names());
}

}  // namespace whocites::cli
