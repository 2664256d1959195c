// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/selection.h"
#include "render/format.h"

namespace whocites::cli {
namespace {

std::string picture_names() {
  std::vector<std::string> names;
  for (const render::Format& format : render::formats()) {
    if (format.is_picture || format.name == "dot") names.emplace_back(format.name);
  }
  return join(names, ", ");
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
                "pictures: " + picture_names() + "; other formats: whocites export");
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
  options.max_nodes = max_nodes->value_or(format->max_nodes);
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

}  // namespace

Command describe_render() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "ends in .svg, .png, .pdf, .html or .dot"});
  options.push_back({"to", "FORMAT", "the format, when the file's name does not say it"});
  options.push_back({"title", "TEXT", "written above the picture"});
  options.push_back({"no-legend", "", "without the legend"});
  options.push_back(
      {"max-nodes", "N", "refuse to draw more than this (default: 1500; a page: 5000)"});
  return {
      .name = "render",
      .group = "Hand on",
      .arguments = "[X…]",
      .summary = "draw everything, or what X draws on",
      .options = std::move(options),
      .max_positional = SIZE_MAX,
      .filters = true,
      .long_work = true,
      .run = run_render,
  };
}

}  // namespace whocites::cli
