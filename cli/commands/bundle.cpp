// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/archive.h"
#include "base/digest.h"
#include "base/text.h"
#include "cli/commands/merge_words.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/handed/case_files.h"
#include "cli/handed/case_records.h"
#include "cli/handed/case_words.h"
#include "cli/handed/temp_folder.h"
#include "cli/import_inputs.h"
#include "cli/long_work.h"
#include "cli/selection.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

void add_options(const Arguments& arguments, std::span<const Option> options, Words& words) {
  for (const Option& option : options) {
    const std::string name(option.name);
    if (!arguments.has(name)) continue;
    if (option.value.empty()) words.push_back("--" + name);
    if (option.value.empty()) continue;
    for (const std::string& value : arguments.all(name)) {
      words.push_back("--" + name);
      words.push_back(value);
    }
  }
}

std::string line_of(const Words& words) {
  std::string line;
  for (const std::string& word : words) line += " " + shell_word(word);
  return line;
}

class Bundle {
 public:
  Bundle(Session& session, const Arguments& arguments, TempFolder folder)
      : session_(session), arguments_(arguments), folder_(std::move(folder)) {}

  Result<int> run() {
    if (auto read = read_request(); !read) return fail(read.error());
    if (auto written = write_records(); !written) return fail(written.error());
    for (const CaseFileRow& row : case_file_rows()) {
      if (row.command.empty()) continue;
      if (auto made = make_by_command(row); !made) return fail(made.error());
    }
    story_.commands.push_back("bundle" + line_of(own_words()) + " -o \"$folder/case.zip\"");
    if (auto written = write_about(); !written) return fail(written.error());
    if (auto packed = pack(); !packed) return fail(packed.error());
    return report();
  }

 private:
  Result<void> read_request() {
    path_ = arguments_.text("output");
    if (path_.empty() || path_ == "-") {
      return fail(ErrorCode::BadRequest, "say into which file the case goes",
                  "for example: -o case.zip");
    }
    render::DrawOptions drawing;
    if (auto read = read_picture_options(arguments_, drawing); !read) return read;
    const Result<Reader> reader = session_.reader();
    if (!reader) return fail(reader.error());
    const Result<std::optional<Timestamp>> state = session_.state_time();
    if (!state) return fail(state.error());
    story_.state = state->value_or(Timestamp());
    story_.archive = fs::path(path_).filename().string();
    story_.title = arguments_.text("title");
    // By their keys: another store may have other things of these names.
    for (const std::string& name : arguments_.positional) {
      const Result<Node> node = find_node(*reader, name);
      if (!node) return fail(node.error());
      chosen_.push_back(node->key);
    }
    add_options(arguments_, selection_options(), selecting_);
    add_options(arguments_, filter_options(), selecting_);
    add_options(arguments_, picture_options(), drawing_);
    story_.selection = line_of(own_words());
    return {};
  }

  // What chooses the part of the graph: the options, then the nodes.
  Words with_chosen(Words words) const {
    words.insert(words.end(), selecting_.begin(), selecting_.end());
    const bool looks_like_option =
        std::any_of(chosen_.begin(), chosen_.end(),
                    [](const std::string& key) { return key.starts_with('-'); });
    if (looks_like_option) words.emplace_back("--");
    words.insert(words.end(), chosen_.begin(), chosen_.end());
    return words;
  }
  Words own_words() const { return with_chosen(drawing_); }

  Result<void> write_records() {
    Arguments wide = arguments_;
    wide.set("include-rejected", {"true"});
    const Session::Streams streams{session_.in(), said_, said_};
    Session inner(session_, streams, *command_named("bundle"), wide);
    const Result<Reader> reader = inner.reader();
    if (!reader) return fail(reader.error());
    Selection selection;
    const Result<StorePart> part = choose(inner, *reader, wide, selection);
    if (!part) return fail(part.error());
    if (part->empty()) {
      return fail(
          ErrorCode::NotFound, "there is nothing to hand on",
          arguments_.positional.empty() ? "the filters leave nothing, or the store is empty" : "");
    }
    const std::string name =
        arguments_.has("name") ? arguments_.text("name") : store_name(session_.store_path());
    const CaseRecordsRequest request{*reader, *part, name, folder_ / "."};
    const auto counts =
        do_long_work(session_, arguments_, "writing the records",
                     [&](const Work& work) { return write_case_records(request, work); });
    if (!counts) return fail(counts.error());
    story_.counts = *counts;
    return {};
  }

  static Result<StorePart> choose(Session& inner, const Reader& reader, const Arguments& wide,
                                  Selection& selection) {
    if (wide.positional.empty()) {
      const Result<Filter> filter = inner.filter(reader);
      if (!filter) return fail(filter.error());
      return StorePart::whole(reader, *filter);
    }
    Result<Selection> selected = select(inner, reader, wide);
    if (!selected) return fail(selected.error());
    selection = std::move(*selected);
    return StorePart::of(reader, selection.network);
  }

  Words words_for(const CaseFileRow& row) const {
    Words words(row.words.begin(), row.words.end());
    if (row.is_picture) words.insert(words.end(), drawing_.begin(), drawing_.end());
    if (row.takes_rejected && !arguments_.has("include-rejected")) {
      words.emplace_back("--include-rejected");
    }
    return words;
  }

  // A page holds the whole graph, and is refused only then: a large store need not get so far.
  std::string too_large(const CaseFileRow& row) const {
    const render::Format* const format = render::format_of_extension(row.name);
    if (format == nullptr || format->name != "html") return {};
    const Result<std::optional<std::uint64_t>> wanted = arguments_.number("max-nodes");
    const std::uint64_t limit = wanted && *wanted ? **wanted : format->max_nodes;
    if (story_.counts.nodes <= limit) return {};
    return std::to_string(story_.counts.nodes) + " nodes are too many for a page (limit " +
           std::to_string(limit) + ")";
  }

  Result<void> make_by_command(const CaseFileRow& row) {
    const std::string name(row.name);
    if (std::string reason = too_large(row); !reason.empty()) {
      story_.left_out.emplace_back(name, std::move(reason));
      return {};
    }
    Words words = words_for(row);
    words.emplace_back("--output");
    words.push_back(folder_ / name);
    const Result<int> made = run_within(*command_named(row.command), with_chosen(words));
    if (made) {
      story_.commands.push_back(std::string(row.command) + line_of(words_for(row)) +
                                " -o \"$folder/" + name + "\"" + line_of(with_chosen({})));
      return {};
    }
    // Too large for a page, or for the time that a picture may take: the rest is no worse for it.
    const Error& error = made.error();
    if (error.code != ErrorCode::BadRequest && error.code != ErrorCode::TimedOut) {
      return fail(error);
    }
    story_.left_out.emplace_back(name, error.message);
    return {};
  }

  Result<int> run_within(const Command& command, const Words& words) {
    const Result<Arguments> parsed = parse_arguments(command, words);
    if (!parsed) return fail(parsed.error());
    Session inner(session_, {session_.in(), said_, said_}, command, *parsed);
    if (auto ready = inner.configure(); !ready) return fail(ready.error());
    return command.run(inner, *parsed);
  }

  // What tells of the others comes last, and in the archive where its row is.
  Result<void> write_about() {
    for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {std::string(kTypeFile), std::string(kCaseType)},
             {"README.txt", readme_text(story_)},
             {"commands.sh", commands_text(story_)}}) {
      if (auto written = write_text(name, text); !written) return written;
    }
    Result<std::vector<PackedCaseFile>> files = digests();
    if (!files) return fail(files.error());
    if (auto written = write_text("SHA256SUMS", sums_text(*files)); !written) return written;
    files = digests();
    if (!files) return fail(files.error());
    return write_text(std::string(kManifestFile), manifest_text(story_, *files));
  }

  Result<void> write_text(const std::string& name, const std::string& text) const {
    return session_.write_file(folder_ / name, [&](std::ostream& out) -> Result<void> {
      out << text;
      return {};
    });
  }

  // Of all files that are there so far.
  Result<std::vector<PackedCaseFile>> digests() const {
    std::vector<PackedCaseFile> files;
    for (const CaseFileRow& row : case_file_rows()) {
      const std::string name(row.name);
      if (!fs::exists(folder_ / name)) continue;
      const Result<ImportInput> input = file_input(folder_ / name);
      if (!input) return fail(input.error());
      const Result<std::string> digest = input->digest();
      if (!digest) return fail(digest.error());
      files.push_back({name, std::string(row.what), *digest, input->size});
    }
    return files;
  }

  Result<void> pack() {
    std::vector<FileToPack> files;
    for (const CaseFileRow& row : case_file_rows()) {
      const std::string name(row.name);
      if (fs::exists(folder_ / name)) files.push_back({name, folder_ / name, name != kTypeFile});
    }
    return session_.write_file(
        path_, [&](std::ostream& out) { return write_archive(files, story_.state, out); });
  }

  Result<int> report() const {
    const CaseCounts& counts = story_.counts;
    Answer answer;
    if (session_.is_json()) {
      answer.table.is_record = true;
      answer.table.columns = {"file", "nodes", "citations", "batches"};
      answer.table.add({path_, number_cell(counts.nodes), number_cell(counts.citations),
                        number_cell(counts.batches)});
    } else {
      session_.out() << path_ << ": " << counted(counts.nodes, "node", "nodes") << ", "
                     << counted(counts.citations, "citation", "citations") << ", from "
                     << counted(counts.batches, "batch", "batches") << " of the log\n";
    }
    for (const auto& [file, reason] : story_.left_out) {
      answer.remarks.push_back("without " + file + ": " + reason);
    }
    answer.remarks.push_back("it names who imported and judged: see README.txt in it");
    return session_.print(std::move(answer));
  }

  Session& session_;
  const Arguments& arguments_;
  TempFolder folder_;
  std::ostringstream said_;  // by commands within this one; nobody reads it
  std::string path_;
  Words chosen_;     // keys
  Words selecting_;  // options
  Words drawing_;    // likewise
  CaseStory story_;
};

Result<int> run_bundle(Session& session, const Arguments& arguments) {
  Result<TempFolder> folder = TempFolder::make();
  if (!folder) return fail(folder.error());
  return Bundle(session, arguments, std::move(*folder)).run();
}

}  // namespace

Command describe_bundle() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "the archive to write, such as case.zip"});
  options.push_back({"name", "TEXT", "what the log calls this store elsewhere, if not its folder"});
  return {
      .name = "bundle",
      .group = "Hand on",
      .arguments = "[X…]",
      .summary = "put all, or what X draws on, into one archive for people and for import",
      .options = std::move(options),
      .max_positional = SIZE_MAX,
      .examples =
          "  whocites bundle -o all.zip                 everything\n"
          "  whocites bundle 'The Times' -o times.zip   what it draws on\n"
          "  whocites import times.zip                  in another store\n",
      .filters = true,
      .long_work = true,
      .run = run_bundle,
  };
}

}  // namespace whocites::cli
