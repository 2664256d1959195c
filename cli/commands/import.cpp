// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "cli/commands/bulk_import.h"
#include "cli/commands/import_case.h"
#include "cli/commands/import_doubts.h"
#include "cli/commands/parts.h"
#include "cli/commands/stream_import.h"
#include "cli/commands/watch_import.h"
#include "cli/handed/case_reader.h"
#include "cli/session.h"
#include "graph/text_sketch.h"
#include "ingest/format.h"
#include "ingest/graph_records.h"
#include "ingest/outlets.h"
#include "ingest/unpack.h"
#include "storage/batch_writer.h"

namespace whocites::cli {
namespace {

struct Source {
  const ImportInput* input;
  const ingest::Format* format;
  SourceFile file;       // as the log keeps it
  bool is_void = false;  // nothing of it could be read: it can be imported again
};

Result<ingest::ReadOptions> read_options(const Arguments& arguments) {
  ingest::ReadOptions options;
  options.outlet = arguments.text("outlet");
  options.url = arguments.text("url");
  options.title = arguments.text("title");
  options.language = arguments.text("language");
  Result<std::optional<Date>> date = date_option(arguments, "date");
  if (!date) return fail(date.error());
  options.date = *date;
  if (arguments.has("kind")) {
    options.default_kind = kind_named(arguments.text("kind"));
    if (!options.default_kind) {
      return fail(ErrorCode::BadRequest, "'" + arguments.text("kind") + "' is not a kind",
                  "kinds: " + kind_names());
    }
  }
  for (const std::string& pair : arguments.all("map")) {
    const std::size_t sign = pair.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == pair.size()) {
      return fail(ErrorCode::BadRequest, "--map takes THEIRS=OURS, not '" + pair + "'",
                  "for example --map type=kind");
    }
    options.field_map.push_back({pair.substr(0, sign), pair.substr(sign + 1)});
    if (auto known = ingest::check_mapping(options.field_map.back()); !known) {
      return fail(known.error());
    }
  }
  if (arguments.has("prefix")) options.id_prefix = arguments.text("prefix");
  options.as_written = arguments.has("as-written");
  return options;
}

Result<Source> open_source(const Arguments& arguments, const ImportInput& input) {
  const Result<std::string> head = input.head();
  if (!head) return fail(head.error());
  const Result<const ingest::Format*> format = import_format(arguments, input.name, *head);
  if (!format) return fail(format.error());
  const Result<std::string> digest = input.digest();
  if (!digest) return fail(digest.error());
  return Source{&input, *format, {input.name, *digest, format_line(**format, arguments)}};
}

std::string name_in(const Changes& changes, const Reader& reader, NodeId id) {
  for (const Changes::NodeAssertion& assertion : changes.assertions) {
    if (assertion.node == id && !assertion.facts.title.empty()) return assertion.facts.title;
  }
  for (const Changes::NewNode& node : changes.new_nodes) {
    if (node.id == id) return node.key;
  }
  const Result<std::optional<Node>> node = reader.node(id);
  return node && *node ? label_of(**node) : std::to_string(id.value);
}

// What would be stored, or was: one row for each citation and piece of evidence.
Table citations_table(const Changes& changes, const Reader& reader) {
  Table table;
  table.columns = {"from", "relation", "to", "confidence", "place", "evidence"};
  table.below = {"evidence"};
  for (const Citation& citation : changes.citations) {
    for (const Evidence& evidence : citation.evidence) {
      Cell confidence;
      if (evidence.confidence) confidence = *evidence.confidence;
      table.add({name_in(changes, reader, citation.from), std::string(name_of(citation.relation)),
                 name_in(changes, reader, citation.to), confidence, place_cell(evidence.place),
                 text_cell(evidence.text)});
    }
  }
  return table;
}

std::string kinds_line(const Changes& changes) {
  std::map<NodeId, NodeFacts> asserted;
  for (const Changes::NodeAssertion& assertion : changes.assertions) {
    const auto [at, fresh] = asserted.try_emplace(assertion.node, assertion.facts);
    if (!fresh) merge_into(at->second, assertion.facts);
  }
  std::map<Kind, std::uint64_t> counts;
  std::uint64_t unresolved = 0;
  std::uint64_t linked = 0;
  for (const auto& [id, facts] : asserted) {
    ++(is_only_linked(facts) ? linked
       : facts.unresolved    ? unresolved
                             : counts[facts.kind.value_or(Kind::Publication)]);
  }
  std::vector<std::string> words;
  for (const auto& [kind, count] : counts) {
    if (count != 0) words.push_back(counted(count, name_of(kind), plural_of(kind)));
  }
  add_unresolved(unresolved, linked, words);
  words.push_back(counted(changes.batch.citation_count, "citation", "citations"));
  return join(words, ", ");
}

class Import {
 public:
  Import(Session& session, const Arguments& arguments) : session_(session), arguments_(arguments) {}

  Result<int> run(const ingest::ReadOptions& options, const std::vector<ImportInput>& given) {
    const Result<std::vector<ImportInput>> unpacked = unpack_archives(given);
    if (!unpacked) return fail(unpacked.error());
    const std::vector<ImportInput>& inputs = *unpacked;
    is_alone_ = inputs.size() == 1;
    const Result<std::optional<int>> bulk = import_in_bulk(session_, arguments_, options, inputs);
    if (!bulk) return fail(bulk.error());
    if (*bulk) return **bulk;
    if (auto opened = open_sources(inputs); !opened) return fail(opened.error());
    if (auto skipped = skip_known(); !skipped) return fail(skipped.error());
    if (sources_.empty() && unreadable_.empty()) return report_nothing_new();
    // Read before the store is made: what cannot be read leaves no empty one behind.
    for (Source& source : sources_) {
      if (auto read = read_source(source, options); !read) return fail(read.error());
    }
    Result<Store*> store = open_store();
    if (!store) return fail(store.error());
    Batch entry = session_.entry(Action::Import);
    for (const Source& source : sources_) {
      if (!source.is_void) entry.sources.push_back(source.file);
    }
    BatchWriter writer(**store, ingest::outlet_authority(), std::move(entry));
    for (Record& record : read_.records) {
      if (auto taken = writer.accept(std::move(record)); !taken) return fail(taken.error());
    }
    for (Error& error : read_.rejected) writer.reject(std::move(error));
    for (Error& error : unreadable_) writer.reject(std::move(error));
    if (auto ready = writer.prepare(); !ready) return fail(ready.error());
    if (!arguments_.has("dry-run")) {
      if (auto stored = writer.commit(); !stored) return fail(stored.error());
    }
    return report(writer, **store);
  }

 private:
  Result<void> open_sources(const std::vector<ImportInput>& inputs) {
    for (const ImportInput& input : inputs) {
      Result<Source> source = open_source(arguments_, input);
      if (source) {
        sources_.push_back(std::move(*source));
      } else if (source.error().code == ErrorCode::Unreadable && !is_alone_) {
        unreadable_.push_back(source.error());
      } else {
        return fail(source.error());
      }
    }
    return {};
  }

  // A dry run also works where there is no store yet.
  Result<Store*> open_store() {
    if (!arguments_.has("dry-run")) return session_.store_to_write();
    Result<Store*> store = session_.store_to_read();
    if (store || store.error().code != ErrorCode::NotFound) return store;
    scratch_ = make_memory_store();
    return scratch_.get();
  }

  Result<void> skip_known() {
    if (arguments_.has("again")) return {};
    const Result<Store*> store = session_.store_to_read();
    if (!store && store.error().code == ErrorCode::NotFound) return {};
    if (!store) return fail(store.error());
    const Result<Reader> reader = Reader::make(**store);
    if (!reader) return fail(reader.error());
    std::vector<Source> fresh;
    for (Source& source : sources_) {
      const Result<std::optional<BatchId>> before = imported_before(*reader, source.file);
      if (!before) return fail(before.error());
      if (*before) {
        session_.remark(source.file.name + ": already imported as batch " +
                        std::to_string((*before)->value) + ", nothing to do");
      } else {
        fresh.push_back(std::move(source));
      }
    }
    sources_ = std::move(fresh);
    return {};
  }

  // One unreadable file among several is reported like a bad record.
  Result<void> read_source(Source& source, const ingest::ReadOptions& options) {
    const std::size_t before = read_.records.size();
    const Result<std::unique_ptr<std::istream>> in = source.input->open();
    if (!in) return fail(in.error());
    const Result<void> read =
        ingest::read_input(*source.format, **in, source.input->options_for(options), read_);
    source.is_void = read_.records.size() == before;
    if (!read && read.error().code == ErrorCode::Unreadable) {
      Error error = source.input->damage().value_or(read.error());
      if (!error.position) error.position = SourcePosition{source.file.name, 0, 0};
      if (is_alone_) return fail(error);
      unreadable_.push_back(std::move(error));
      return {};
    }
    if (!read) return read;
    if (auto damage = source.input->damage()) read_.reject(std::move(*damage));
    if (!arguments_.has("keep-text") || source.is_void) return read;
    return keep_text(source);
  }

  static Result<std::string> text_of(const Source& source) {
    const Result<std::unique_ptr<std::istream>> in = source.input->open();
    if (!in) return fail(in.error());
    ingest::UnpackedStream text(**in, ingest::UnpackedStream::Text::AsItIs);
    std::ostringstream bytes;
    if (source.input->size != 0) bytes << text.rdbuf();
    if ((*in)->bad() || !bytes.good()) {
      return fail(ErrorCode::Io, "cannot read '" + source.file.name + "'");
    }
    return std::move(bytes).str();
  }

  Result<void> keep_text(const Source& source) {
    Result<std::string> text = text_of(source);
    if (!text) return fail(text.error());
    return read_.accept(IgnoredRecord{
        std::move(*text), "source text", {source.file.name, 1, 0, source.input->size}});
  }

  Result<int> report(const BatchWriter& writer, const Store& store) {
    const Changes& changes = writer.changes();
    const Result<Reader> reader = Reader::make(store);
    if (!reader) return fail(reader.error());
    Answer answer;
    if (arguments_.has("dry-run")) {
      answer.table = citations_table(changes, *reader);
      answer.remarks.push_back("would store: " + kinds_line(changes) + "; nothing was stored");
    } else if (session_.is_json()) {
      answer.table = summary_table(changes, writer.rejected().size());
    } else if (changes.batch.id.value != 0) {
      session_.out() << "batch " << changes.batch.id.value << ": " << kinds_line(changes) << "\n";
    }
    for (const Error& error : writer.rejected()) session_.complain(error);
    const std::size_t bad = writer.rejected().size();
    if (auto told = remark_doubts(session_, changes, store); !told) return fail(told.error());
    if (auto told = remark_prints(changes, *reader); !told) return fail(told.error());
    const Result<int> printed = session_.print(std::move(answer));
    if (!printed) return printed;
    const bool nothing = changes.assertions.empty() && changes.citations.empty();
    if (bad == 0 && nothing && changes.identities.empty()) {
      session_.remark("no record was found; is it another format? see --from");
    }
    if (bad == 0) return kDone;
    session_.remark(counted(bad, "record was rejected", "records were rejected") +
                    (nothing                     ? "; nothing was stored"
                     : arguments_.has("dry-run") ? "; the others would be stored"
                                                 : "; the others are stored"));
    return nothing ? kUnreadable : kSomeRejected;
  }

  // Articles that were found to have the text of another one; of each the print most like it.
  Result<void> remark_prints(const Changes& changes, const Reader& reader) const {
    constexpr std::size_t kMostTold = 20;
    std::map<std::pair<NodeId, NodeId>, bool> last_word;
    for (const IdentityDecision& one : changes.identities) {
      if (one.of == Sameness::Text) last_word[std::minmax(one.a, one.b)] = one.same;
    }
    std::vector<IdentityDecision> found = changes.identities;
    if (auto done = add_known_prints(changes, reader, found); !done) return done;
    std::set<NodeId> told;
    for (const IdentityDecision& decision : found) {
      if (decision.of != Sameness::Text || told.contains(decision.a)) continue;
      const auto word = last_word.find(std::minmax(decision.a, decision.b));
      if (word != last_word.end() && !word->second) continue;
      const auto decided = reader.decided(decision.a, decision.b, Sameness::Text);
      if (!decided) return fail(decided.error());
      if (decided->has_value() && !**decided) continue;
      told.insert(decision.a);
      if (told.size() > kMostTold) continue;
      session_.remark("one text: " + printable(name_in(changes, reader, decision.a)) + " and " +
                      printable(name_in(changes, reader, decision.b)) + " (" +
                      printable(decision.reason.substr(0, decision.reason.find(':'))) + ")");
    }
    tell_prints(session_, told.size());
    return {};
  }

  // What earlier imports found of articles that this one tells of again: it holds again where the
  // article had been taken back.
  static Result<void> add_known_prints(const Changes& changes, const Reader& reader,
                                       std::vector<IdentityDecision>& found) {
    const Store& store = reader.store();
    for (const Changes::NodeAssertion& assertion : changes.assertions) {
      const NodeId id = assertion.node;
      if (!sketch_in(assertion.facts)) continue;
      if (!changes.new_nodes.empty() && id >= changes.new_nodes.front().id) continue;
      Result<std::vector<IdentityDecision>> known = store.identities(id);
      if (!known) return fail(known.error());
      for (IdentityDecision& one : *known) {
        if (one.of != Sameness::Text || !one.same || !reader.view().sees(one.batch)) continue;
        const Result<std::optional<Batch>> batch = store.batch(one.batch);
        if (!batch) return fail(batch.error());
        if (!*batch || (*batch)->action != Action::Import) continue;
        if (one.a != id) std::swap(one.a, one.b);
        const Result<std::optional<Node>> other = reader.node(one.b);
        if (!other) return fail(other.error());
        if (*other) found.push_back(std::move(one));
      }
    }
    return {};
  }

  // A program that asked for JSON gets it here too.
  Result<int> report_nothing_new() {
    if (!session_.is_json() || arguments_.has("dry-run")) return session_.print({});
    Answer answer;
    answer.table = summary_table({}, 0);
    return session_.print(std::move(answer));
  }

  static Table summary_table(const Changes& changes, std::size_t rejected) {
    Table table;
    table.is_record = true;
    table.columns = {"batch", "nodes", "citations", "rejected", "ignored_texts"};
    Cell batch;
    if (changes.batch.id.value != 0) batch = number_cell(changes.batch.id.value);
    table.add({batch, number_cell(changes.batch.node_count),
               number_cell(changes.batch.citation_count), number_cell(rejected),
               number_cell(changes.texts.size())});
    return table;
  }

  Session& session_;
  const Arguments& arguments_;
  bool is_alone_ = false;  // one input: what is wrong with it is the answer
  std::vector<Source> sources_;
  std::vector<Error> unreadable_;
  std::unique_ptr<Store> scratch_;
  RecordList read_;
};

Result<int> run_import(Session& session, const Arguments& arguments) {
  const Result<ingest::ReadOptions> options = read_options(arguments);
  if (!options) return fail(options.error());
  if (arguments.has("watch")) return import_watched(session, arguments, *options);
  if (arguments.has("stream")) return import_stream(session, arguments, *options);
  if (arguments.has("group")) {
    return fail(ErrorCode::BadRequest, "--group is for --stream alone");
  }
  const Result<std::vector<ImportInput>> inputs = find_inputs(session, arguments);
  if (!inputs) return fail(inputs.error());
  return import_inputs(session, arguments, *options, *inputs);
}

}  // namespace

Result<int> import_inputs(Session& session, const Arguments& arguments,
                          const ingest::ReadOptions& options,
                          const std::vector<ImportInput>& inputs) {
  std::vector<ImportInput> others;
  bool is_any_refused = false;
  for (const ImportInput& input : inputs) {
    const Result<bool> handed = arguments.has("from") ? Result<bool>(false) : is_case(input);
    if (!handed) return fail(handed.error());
    if (!*handed) {
      others.push_back(input);
      continue;
    }
    const Result<int> brought = import_case(session, arguments, input);
    if (brought) continue;
    // One of several is reported like a bad record.
    if (brought.error().code != ErrorCode::Unreadable || inputs.size() == 1) return brought;
    session.complain(brought.error());
    is_any_refused = true;
  }
  if (others.empty()) return is_any_refused ? kSomeRejected : kDone;
  const Result<int> code = Import(session, arguments).run(options, others);
  return code && *code == kDone && is_any_refused ? kSomeRejected : code;
}

std::string format_line(const ingest::Format& format, const Arguments& arguments) {
  std::string line(format.name);
  for (const std::string name : {"kind", "outlet", "url", "title", "date", "prefix", "language"}) {
    if (arguments.has(name)) line += " --" + name + " " + arguments.text(name);
  }
  for (const std::string& pair : arguments.all("map")) line += " --map " + pair;
  if (arguments.has("as-written")) line += " --as-written";
  return line;
}

Result<const ingest::Format*> import_format(const Arguments& arguments, const std::string& name,
                                            std::string_view head) {
  if (arguments.has("from")) {
    if (const auto* format = ingest::format_named(arguments.text("from"))) return format;
    std::vector<std::string> names;
    for (const ingest::Format& format : ingest::formats()) names.emplace_back(format.name);
    return fail(ErrorCode::BadRequest, "'" + arguments.text("from") + "' is not an input format",
                "--from takes " + join(names, ", "));
  }
  const Result<const ingest::Format*> format = ingest::detect_format(head, name);
  if (format) return format;
  Error error = format.error();
  if (!error.position) error.position = SourcePosition{name, 0, 0};
  return fail(error);
}

Result<std::optional<BatchId>> imported_before(const Reader& reader, const SourceFile& file) {
  const Result<std::vector<BatchId>> batches = reader.store().find_digest(file.digest);
  if (!batches) return fail(batches.error());
  for (BatchId id : *batches) {
    if (!reader.view().sees(id)) continue;
    const Result<std::optional<Batch>> batch = reader.store().batch(id);
    if (!batch) return fail(batch.error());
    if (!*batch) continue;
    for (const SourceFile& known : (*batch)->sources) {
      if (known.digest == file.digest && known.format == file.format) return id;
    }
  }
  return std::nullopt;
}

Command describe_import() {
  return {
      .name = "import",
      .group = "Bring in",
      .arguments = "FILE…|FOLDER…|URL…|-",
      .summary = "read articles, pages, archives, tables, bibliographies or graphs, as one batch",
      .options = {{"from", "FORMAT", "the format, when it is not to be told by the content"},
                  {"dry-run", "", "show what would be stored, and store nothing"},
                  {"kind", "KIND", "of records that state none"},
                  {"outlet", "X", "text: who published the article"},
                  {"url", "URL", "text: where the article stands"},
                  {"title", "TEXT", "text: its headline"},
                  {"date", "DATE", "text: when it was published"},
                  {"map", "THEIRS=OURS",
                   "tables, JSON lines, graphs: a field that is called otherwise there", true},
                  {"prefix", "TEXT",
                   "graphs: before numbered ids (default: the file's name and #)"},
                  {"as-written", "", "graphs: undirected edges cite from first to second end"},
                  {"language", "TAG",
                   "text: its language, such as de (default: told by its words)"},
                  {"keep-text", "", "keep the whole source with the batch"},
                  {"memory", "SIZE", "of a large input, held at most (default: 1G)"},
                  {"watch", "", "of a folder: also the files that come, until Ctrl-C"},
                  {"stream", "", "from '-': store what arrives in groups, and acknowledge each"},
                  {"group", "N", "of a stream: lines that are stored at once (default: 1000)"},
                  {"allow-private", "", "fetch also from private networks and this machine"},
                  {"again", "", "also what was imported before, unchanged"},
                  {"no-sync", "", "faster; what was stored last may be lost if the power fails"}},
      .min_positional = 1,
      .max_positional = SIZE_MAX,
      .run = run_import,
  };
}

}  // namespace whocites::cli
