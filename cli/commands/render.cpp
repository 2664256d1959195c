// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/drawing.h"
#include "cli/selection.h"
#include "cli/whole_picture.h"
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

// What is drawn, with the circles in it marked.
Result<render::Fitted> choose(const Session& session, const Reader& reader,
                              const Arguments& arguments, const render::Format& format,
                              render::DrawOptions options) {
  const bool drawn_by_graphviz = format.is_picture && format.name != "html";
  if (arguments.positional.empty() && drawn_by_graphviz) {
    Result<std::optional<render::Fitted>> whole = whole_picture(session, reader, options);
    if (!whole) return fail(whole.error());
    if (*whole) return std::move(**whole);
  }
  Result<Selection> selection = select(session, reader, arguments);
  if (!selection) return fail(selection.error());
  options.emphasised = selection->named;
  mark_circles(selection->network, options);
  if (!drawn_by_graphviz) return render::Fitted{std::move(selection->network), std::move(options)};
  return render::fitted(selection->network, options);
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
  render::DrawOptions options;
  options.legend = !arguments.has("no-legend");
  options.title = "Who cites whom";
  options.max_nodes = format->max_nodes;
  if (auto ready = session.prepare_drawing(options); !ready) return fail(ready.error());
  Result<render::Fitted> drawn = choose(session, *reader, arguments, *format, std::move(options));
  if (!drawn) return fail(drawn.error());
  const auto draw = [&](std::ostream& out) {
    return format->write(drawn->network, drawn->options, out);
  };
  if (auto written = session.write_file(path, draw); !written) return fail(written.error());
  if (path != "-") {
    session.remark(path + ": " + counted(drawn->network.nodes.size(), "node", "nodes") + ", " +
                   counted(drawn->network.citations.size(), "citation", "citations"));
    for (const std::string& note : drawn->options.notes) session.remark(note);
  }
  return kDone;
}

}  // namespace

Command describe_render() {
  std::vector<Option> options = selection_options();
  options.insert(options.begin(), {"o,output", "FILE", "ends in .svg, .png, .pdf, .html or .dot"});
  options.push_back({"to", "FORMAT", "the format, when the file's name does not say it"});
  options.push_back({"no-legend", "", "without the legend"});
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
