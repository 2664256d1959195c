// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "cli/long_work.h"
#include "cli/selection.h"
#include "render/format.h"
#include "storage/store_walk.h"

namespace whocites::cli {
namespace {

std::string format_names() {
  std::vector<std::string> names;
  for (const render::Format& format : render::formats()) names.emplace_back(format.name);
  return join(names, ", ");
}

// Formats of two tables, which cannot be one stream: two files in a folder.
struct TablePair {
  std::string_view name;
  std::array<std::string_view, 2> formats;
  std::array<std::string_view, 2> files;
};
constexpr std::array<TablePair, 2> kPairs{
    {{"csv", {"csv-nodes", "csv-citations"}, {"nodes.csv", "citations.csv"}},
     {"neo4j", {"neo4j-nodes", "neo4j-relationships"}, {"nodes.csv", "relationships.csv"}}}};

const TablePair* pair_named(std::string_view name) {
  const auto* const found =
      std::find_if(kPairs.begin(), kPairs.end(), [&](const auto& row) { return row.name == name; });
  return found != kPairs.end() ? found : nullptr;
}

// What is exported: one format, or the two of a pair.
struct Target {
  std::vector<const render::Format*> formats;
  std::vector<std::string> paths;
  bool is_lossless() const { return formats.front()->keeps_everything; }
  bool streams() const { return formats.front()->stream != nullptr; }
};

Result<Target> target_of(const Arguments& arguments) {
  const std::string path = arguments.has("output") ? arguments.text("output") : "-";
  const std::string name = arguments.text("to");
  const TablePair* pair = pair_named(name.empty() && path.ends_with(".csv") ? "csv" : name);
  const render::Format* format =
      name.empty() ? render::format_of_extension(path) : render::format_named(name);
  if (format != nullptr) return Target{{format}, {path}};
  if (pair == nullptr) {
    return fail(
        ErrorCode::BadRequest,
        name.empty() ? "say the format with --to" : "'" + name + "' is not an export format",
        "formats: csv, neo4j, " + format_names());
  }
  if (path == "-") {
    return fail(ErrorCode::BadRequest,
                std::string(pair->name) + " is two tables, so it needs a folder",
                "give -o FOLDER, or --to " + std::string(pair->formats[0]) + " or " +
                    std::string(pair->formats[1]) + " for one of them");
  }
  if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) {
    return fail(ErrorCode::Io, "cannot create '" + path + "'");
  }
  Target target;
  for (std::size_t i = 0; i < 2; ++i) {
    target.formats.push_back(render::format_named(pair->formats[i]));
    target.paths.push_back(path + "/" + std::string(pair->files[i]));
  }
  return target;
}

// A walk that tells how far it is, and fails when the work is stopped.
class WatchedWalk final : public GraphWalk {
 public:
  WatchedWalk(const GraphWalk& walk, const Work& work) : walk_(walk), work_(work) {}

  Result<void> nodes(const NodeVisitor& visit) const override {
    Pace pace(work_, node_count());
    return ended(walk_.nodes([&](const Node& node) { return pace.goes_on() && visit(node); }));
  }
  Result<void> citations(const CitationVisitor& visit) const override {
    Pace pace(work_);
    return ended(walk_.citations(
        [&](const Citation& citation) { return pace.goes_on() && visit(citation); }));
  }
  Result<void> rows(const RowVisitor& visit) const override {
    Pace pace(work_, node_count());
    return ended(walk_.rows([&](const Node& node, std::span<const Citation> cites) {
      return pace.goes_on() && visit(node, cites);
    }));
  }
  std::span<const IdentityDecision> identities() const override { return walk_.identities(); }
  std::size_t node_count() const override { return walk_.node_count(); }
  std::optional<std::size_t> place_of(NodeId id) const override { return walk_.place_of(id); }
  std::string_view key_of(NodeId id) const override { return walk_.key_of(id); }

 private:
  Result<void> ended(Result<void> walked) const {
    if (walked && work_.is_stopped()) return interrupted();
    return walked;
  }

  const GraphWalk& walk_;
  const Work& work_;
};

// Everything, piece by piece, never held. What was written to the standard output before Ctrl-C
// stays written; a file is left as it was.
Result<void> export_store(const Session& session, const Reader& reader, const Target& target,
                          bool merged, const Work& work) {
  Result<Filter> filter = session.filter(reader);
  if (!filter) return fail(filter.error());
  const bool is_apart = target.is_lossless() && !merged;
  if (is_apart) filter->include_rejected = true;
  const auto identity = is_apart ? StoreWalk::Identity::Apart : StoreWalk::Identity::Merged;
  const Result<StoreWalk> walk = StoreWalk::make(reader, *filter, identity);
  if (!walk) return fail(walk.error());
  if (work.is_stopped()) return interrupted();
  const WatchedWalk watched(*walk, work);
  for (std::size_t i = 0; i < target.formats.size(); ++i) {
    const auto write = [&](std::ostream& out) { return target.formats[i]->stream(watched, out); };
    if (auto done = session.write_file(target.paths[i], write); !done) return done;
  }
  return {};
}

Result<void> export_selection(const Session& session, const Reader& reader, const Target& target,
                              const Arguments& arguments) {
  const Result<Selection> selection = select(session, reader, arguments);
  if (!selection) return fail(selection.error());
  for (std::size_t i = 0; i < target.formats.size(); ++i) {
    const auto write = [&](std::ostream& out) {
      const render::Format& format = *target.formats[i];
      return format.write(selection->network, {.max_nodes = format.max_nodes}, out);
    };
    if (auto done = session.write_file(target.paths[i], write); !done) return done;
  }
  return {};
}

Result<int> run_export(Session& session, const Arguments& arguments) {
  const Result<Target> target = target_of(arguments);
  if (!target) return fail(target.error());
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<void> done = arguments.positional.empty() && target->streams()
                                ? do_long_work(session, arguments, "writing",
                                               [&](const Work& work) {
                                                 return export_store(session, *reader, *target,
                                                                     arguments.has("merged"), work);
                                               })
                                : export_selection(session, *reader, *target, arguments);
  if (!done) return fail(done.error());
  return kDone;
}

}  // namespace

Command describe_export() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "where to (default: the output)"});
  options.insert(options.begin(), {"to", "FORMAT", "graphml, gexf, jsonl, csv, bibtex, turtle, …"});
  options.push_back({"merged", "", "nodes decided to be the same as one, filters applied"});
  return {
      .name = "export",
      .group = "Hand on",
      .arguments = "[X…]",
      .summary = "write the graph for other programs, or to import it elsewhere",
      .options = std::move(options),
      .max_positional = SIZE_MAX,
      .filters = true,
      .is_drawn = false,
      .long_work = true,
      .run = run_export,
  };
}

}  // namespace whocites::cli
