// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "render/format.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

std::string format_names(bool pictures) {
  std::vector<std::string> names;
  for (const render::Format& format : render::formats()) {
    if (!pictures || format.is_picture || format.name == "dot") names.emplace_back(format.name);
  }
  return join(names, ", ");
}

struct Selection {
  Network network;
  std::vector<VertexId> named;
};

// The named nodes with what they draw on and what draws on them, or everything.
Result<Selection> select(const Session& session, const Reader& reader, const Arguments& arguments) {
  const Result<Filter> filter = session.filter(reader);
  if (!filter) return fail(filter.error());
  Selection selection;
  if (arguments.positional.empty()) {
    Result<Network> whole = reader.network(*filter);
    if (!whole) return fail(whole.error());
    selection.network = std::move(*whole);
    return selection;
  }
  NeighborhoodOptions options;
  options.filter = *filter;
  const std::string direction = arguments.has("direction") ? arguments.text("direction") : "cites";
  if (direction != "cites" && direction != "cited-by" && direction != "both") {
    return fail(ErrorCode::BadRequest,
                "--direction takes cites, cited-by or both, not '" + direction + "'");
  }
  options.cites = direction != "cited-by";
  options.cited_by = direction != "cites";
  const Result<std::optional<std::uint64_t>> depth = arguments.number("depth");
  if (!depth) return fail(depth.error());
  options.depth = *depth;
  std::vector<NodeId> starts;
  for (const std::string& name : arguments.positional) {
    const Result<Node> node = find_node(reader, name);
    if (!node) return fail(node.error());
    starts.push_back(node->id);
  }
  Result<Network> part = neighborhood(reader, starts, options);
  if (!part) return fail(part.error());
  selection.network = std::move(*part);
  for (NodeId start : starts) selection.named.push_back(*selection.network.vertex_of(start));
  return selection;
}

Result<int> run_render(Session& session, const Arguments& arguments) {
  if (!arguments.has("output")) {
    return fail(ErrorCode::BadRequest, "say where the picture goes", "for example: -o story.svg");
  }
  const std::string path = arguments.text("output");
  const render::Format* format = arguments.has("to") ? render::format_named(arguments.text("to"))
                                                     : render::format_of_extension(path);
  if (format == nullptr || !(format->is_picture || format->name == "dot")) {
    return fail(ErrorCode::BadRequest, "'" + path + "' does not end like a picture",
                "pictures: " + format_names(true) + "; other formats: whocites export");
  }
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Selection> selection = select(session, *reader, arguments);
  if (!selection) return fail(selection.error());
  render::DrawOptions options;
  options.title = arguments.text("title");
  options.legend = !arguments.has("no-legend");
  options.emphasised = selection->named;
  const Result<std::optional<std::uint64_t>> max_nodes = arguments.number("max-nodes");
  if (!max_nodes) return fail(max_nodes.error());
  if (*max_nodes) options.max_nodes = **max_nodes;
  const auto draw = [&](std::ostream& out) {
    return format->write(selection->network, options, out);
  };
  if (auto drawn = session.write_file(path, draw); !drawn) return fail(drawn.error());
  if (path != "-") {
    session.remark(path + ": " + counted(selection->network.nodes.size(), "node", "nodes") + ", " +
                   counted(selection->network.citations.size(), "citation", "citations"));
  }
  return kDone;
}

// Two tables cannot be one stream: nodes.csv and citations.csv in a folder.
Result<int> export_csv(Session& session, const Network& network, const std::string& folder) {
  if (folder == "-") {
    return fail(ErrorCode::BadRequest, "CSV is two tables, so it needs a folder",
                "give -o FOLDER, or --to csv-nodes or csv-citations for one of them");
  }
  if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) {
    return fail(ErrorCode::Io, "cannot create '" + folder + "'");
  }
  for (const std::string name : {"nodes", "citations"}) {
    const render::Format* format = render::format_named("csv-" + name);
    const auto write = [&](std::ostream& out) { return format->write(network, {}, out); };
    auto written = session.write_file(folder + "/" + name + ".csv", write);
    if (!written) return fail(written.error());
  }
  return kDone;
}

Result<int> run_export(Session& session, const Arguments& arguments) {
  const std::string path = arguments.has("output") ? arguments.text("output") : "-";
  const std::string name = arguments.text("to");
  const render::Format* format =
      name.empty() ? render::format_of_extension(path) : render::format_named(name);
  const bool csv = name == "csv" || (name.empty() && path.ends_with(".csv"));
  if (format == nullptr && !csv) {
    return fail(
        ErrorCode::BadRequest,
        name.empty() ? "say the format with --to" : "'" + name + "' is not an export format",
        "formats: csv, " + format_names(false));
  }
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const bool lossless = csv || format->keeps_everything;
  Result<Network> network = fail(ErrorCode::BadRequest, "");
  if (lossless && arguments.positional.empty() && !arguments.has("merged")) {
    Result<Filter> filter = session.filter(*reader);
    if (!filter) return fail(filter.error());
    filter->include_rejected = true;
    network = reader->unmerged_network(*filter);
  } else {
    Result<Selection> selection = select(session, *reader, arguments);
    if (!selection) return fail(selection.error());
    network = std::move(selection->network);
  }
  if (!network) return fail(network.error());
  if (csv) return export_csv(session, *network, path);
  const auto write = [&](std::ostream& out) { return format->write(*network, {}, out); };
  if (auto written = session.write_file(path, write); !written) return fail(written.error());
  return kDone;
}

std::vector<Option> selection_options() {
  return {{"depth", "N", "steps from the named nodes (default: as far as it goes)"},
          {"direction", "WHICH", "cites, cited-by or both (default: cites)"}};
}

}  // namespace

Command describe_render() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "ends in .svg, .png, .pdf or .dot"});
  options.push_back({"to", "FORMAT", "the format, when the file's name does not say it"});
  options.push_back({"title", "TEXT", "written above the picture"});
  options.push_back({"no-legend", "", "without the legend"});
  options.push_back({"max-nodes", "N", "refuse to draw more than this (default: 1500)"});
  return {
      .name = "render",
      .group = "Hand on",
      .arguments = "[X…]",
      .summary = "draw everything, or what X draws on",
      .options = std::move(options),
      .max_positional = SIZE_MAX,
      .filters = true,
      .run = run_render,
  };
}

Command describe_export() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "where to (default: the output)"});
  options.insert(options.begin(), {"to", "FORMAT", "dot, jsonl, csv, json, …"});
  options.push_back({"merged", "", "nodes decided to be the same as one, filters applied"});
  return {
      .name = "export",
      .group = "Hand on",
      .arguments = "[X…]",
      .summary = "write the graph for other programs, or to import it elsewhere",
      .options = std::move(options),
      .max_positional = SIZE_MAX,
      .filters = true,
      .run = run_export,
  };
}

}  // namespace whocites::cli
