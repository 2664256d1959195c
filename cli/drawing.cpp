// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/drawing.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "base/text.h"
#include "graph/algorithms/circles.h"
#include "graph/algorithms/corroborate.h"
#include "graph/algorithms/trace.h"
#include "render/engine.h"
#include "render/theme.h"

namespace whocites::cli {
namespace {

using render::DrawOptions;
using render::MarkKind;

Result<void> read_theme(const Arguments& arguments, DrawOptions& drawing) {
  if (!arguments.has("theme")) return {};
  const render::Theme* theme = render::theme_named(arguments.text("theme"));
  if (theme == nullptr) {
    std::vector<std::string> names;
    for (const render::Theme& row : render::themes()) names.emplace_back(row.name);
    return fail(ErrorCode::BadRequest, "'" + arguments.text("theme") + "' is not a theme",
                "--theme takes " + join(names, ", "));
  }
  drawing.theme = theme->id;
  return {};
}

Result<void> read_layout(const Arguments& arguments, DrawOptions& drawing) {
  if (!arguments.has("layout")) return {};
  const std::optional<render::Engine> engine = render::engine_named(arguments.text("layout"));
  if (!engine) {
    std::vector<std::string> names;
    for (const render::EngineRow& row : render::kEngines) names.emplace_back(row.name);
    return fail(ErrorCode::BadRequest, "'" + arguments.text("layout") + "' is not a layout",
                "--layout takes " + join(names, ", "));
  }
  if (arguments.has("by-date") && *engine != render::Engine::Dot) {
    return fail(ErrorCode::BadRequest, "columns of time are drawn by the layout dot alone",
                "leave out --layout or --by-date");
  }
  drawing.engine = *engine;
  return {};
}

void mark(const Shown& shown, VertexId vertex, MarkKind kind, const std::string& words,
          DrawOptions& drawing) {
  if (!shown.has(vertex)) return;
  const VertexId at = shown.in_network(vertex);
  const bool is_known =
      std::any_of(drawing.marks.begin(), drawing.marks.end(), [&](const render::Mark& known) {
        return known.vertex == at && known.kind == kind && known.words == words;
      });
  if (!is_known) drawing.marks.push_back({at, kind, words});
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

// "ORIGIN: PRIMARY SOURCE", "DEAD END".
void mark_origin(const SourceGraph& graph, const Shown& shown, EndShape shape,
                 std::span<const VertexId> members, DrawOptions& drawing) {
  for (const VertexId member : members) {
    const EndClass end_class = classify(graph, shape, member);
    if (end_class == EndClass::PrimarySource) {
      mark(shown, member, MarkKind::Origin, "ORIGIN: " + upper(name_of(end_class)), drawing);
    } else if (end_class == EndClass::CircularOrigin) {
      mark(shown, member, MarkKind::CircularOrigin, upper(name_of(end_class)), drawing);
    } else {
      mark(shown, member, MarkKind::DeadEnd, upper(name_of(end_class)), drawing);
    }
  }
}

// What a choke point's badge says.
std::string hanging_words(std::size_t falls, std::size_t all) {
  if (all < 2) return "CHOKE POINT";
  if (falls < all) {
    return std::to_string(falls) + " OF " + std::to_string(all) + " HANG ON THIS";
  }
  return (all == 2 ? "BOTH" : "ALL " + std::to_string(all)) + " HANG ON THIS";
}

// An origin that is one text has as members all prints that name no source.
std::vector<VertexId> drawn_members(const SourceGraph& graph, const Corroboration& found,
                                    const SourceOrigin& origin) {
  const PrintSet* prints = prints_of(found, origin.members.front());
  if (prints == nullptr || origin.members.size() > 1) return origin.members;
  std::vector<VertexId> silent;
  std::copy_if(prints->on_chains.begin(), prints->on_chains.end(), std::back_inserter(silent),
               [&](VertexId vertex) { return graph.graph().cites(vertex).empty(); });
  return silent;
}

void mark_choke_point(const Shown& shown, const Corroboration& found, const ChokePoint& point,
                      DrawOptions& drawing) {
  const VertexId member = point.members.front();
  const std::string words = hanging_words(point.falls.size(), found.asked.size());
  const PrintSet* prints = prints_of(found, member);
  if (prints == nullptr) return mark(shown, member, MarkKind::ChokePoint, words, drawing);
  for (const VertexId print : prints->on_chains) {
    mark(shown, print, MarkKind::ChokePoint, words + (found.asked.size() < 2 ? "" : " TEXT"),
         drawing);
  }
}

// "ONE TEXT, 3 PRINTS"; where there are several texts "TEXT 2, 3 PRINTS".
void mark_prints(const Shown& shown, const Corroboration& found, DrawOptions& drawing) {
  std::size_t number = 0;
  for (const PrintSet& set : found.prints) {
    ++number;
    const std::string text =
        found.prints.size() == 1 ? "ONE TEXT" : "TEXT " + std::to_string(number);
    const std::string words = text + ", " + std::to_string(set.on_chains.size()) + " PRINTS";
    for (const VertexId print : set.on_chains) {
      mark(shown, print, MarkKind::OneText, words, drawing);
    }
  }
}

// The citations between members of one circle that the picture shows.
void mark_loop(const SourceGraph& graph, const Shown& shown, std::span<const VertexId> members,
               DrawOptions& drawing) {
  if (members.empty()) return;
  for (const VertexId member : members) {
    for (const CitationGraph::Arc arc : graph.graph().out_arcs(member)) {
      const bool inside = std::binary_search(members.begin(), members.end(), arc.vertex);
      if (inside && shown.has(arc.edge)) drawing.looping.push_back(shown.in_network(arc.edge));
    }
  }
}

}  // namespace

Result<void> read_picture_options(const Arguments& arguments, DrawOptions& drawing) {
  if (arguments.has("title")) drawing.title = arguments.text("title");
  drawing.by_date = arguments.has("by-date");
  if (auto read = read_theme(arguments, drawing); !read) return read;
  if (auto read = read_layout(arguments, drawing); !read) return read;
  const Result<std::optional<std::uint64_t>> nodes = arguments.number("max-nodes");
  if (!nodes) return fail(nodes.error());
  if (*nodes) drawing.max_nodes = static_cast<std::size_t>(**nodes);
  const Result<std::optional<double>> seconds = arguments.real("timeout");
  if (!seconds) return fail(seconds.error());
  if (!*seconds) return {};
  constexpr double kLongest = 86'400;
  if (!(**seconds > 0) || **seconds > kLongest) {
    return fail(ErrorCode::BadRequest, "--timeout takes seconds, more than 0 and at most 86400");
  }
  drawing.timeout = std::chrono::milliseconds(static_cast<std::int64_t>(**seconds * 1000) + 1);
  return {};
}

Result<const render::Format*> picture_format(const std::string& path) {
  std::error_code unknown;  // then it is no file yet
  const std::filesystem::file_type type = std::filesystem::status(path, unknown).type();
  const bool is_stream = path == "-" || type == std::filesystem::file_type::character ||
                         type == std::filesystem::file_type::fifo;
  const render::Format* format =
      is_stream ? render::format_named("svg") : render::format_of_extension(path);
  if (format != nullptr && format->is_picture) return format;
  std::vector<std::string> endings;
  for (const render::Format& each : render::formats()) {
    if (each.is_picture) endings.emplace_back(each.extensions.front());
  }
  return fail(ErrorCode::BadRequest, "'" + path + "' does not end like a picture",
              "--svg draws " + join(endings, ", "));
}

void mark_asked(const Shown& shown, std::span<const VertexId> asked, DrawOptions& drawing) {
  for (const VertexId vertex : asked) {
    if (!shown.has(vertex)) continue;
    drawing.emphasised.push_back(shown.in_network(vertex));
    mark(shown, vertex, MarkKind::Asked, "", drawing);
  }
}

void mark_ends(const SourceGraph& graph, const Shown& shown, const Trace& traced,
               DrawOptions& drawing) {
  for (const End& end : traced.ends) {
    mark_origin(graph, shown, end.shape, end.members, drawing);
    if (end.shape == EndShape::CircularOrigin) mark_loop(graph, shown, end.members, drawing);
  }
}

void mark_sources(const SourceGraph& graph, const Shown& shown, const Corroboration& found,
                  DrawOptions& drawing) {
  for (const SourceOrigin& origin : found.origins) {
    mark_origin(graph, shown, origin.shape, drawn_members(graph, found, origin), drawing);
    if (origin.shape == EndShape::CircularOrigin) {
      mark_loop(graph, shown, origin.members, drawing);
    }
  }
  for (const ChokePoint& point : found.choke_points) {
    mark_choke_point(shown, found, point, drawing);
  }
  mark_prints(shown, found, drawing);
  // A single chain is one of as many as there are: to pick it out would say what is not so.
  const auto& chains = found.levels[0].chains;
  if (chains.size() < 2) return;
  drawing.highlight_words = "heavy: independent chains, which have nothing in common";
  for (const auto& chain : chains) {
    highlight(shown, steps_of(graph.graph(), chain), drawing);
  }
}

bool cites_itself_alone(const CitationGraph& graph, const Circle& circle) {
  return std::all_of(circle.members.begin(), circle.members.end(), [&](VertexId member) {
    const auto cited = graph.cites(member);
    return std::all_of(cited.begin(), cited.end(), [&](VertexId vertex) {
      return std::binary_search(circle.members.begin(), circle.members.end(), vertex);
    });
  });
}

void mark_circles(const SourceGraph& graph, const Shown& shown, std::span<const Circle> circles,
                  DrawOptions& drawing) {
  for (const Circle& circle : circles) {
    const MarkKind kind =
        cites_itself_alone(graph.graph(), circle) ? MarkKind::CircularOrigin : MarkKind::Loop;
    for (const VertexId member : circle.members) mark(shown, member, kind, "", drawing);
    for (const EdgeId edge : circle.shortest_loop) {
      if (shown.has(edge)) drawing.looping.push_back(shown.in_network(edge));
    }
  }
}

void note_cut(std::uint64_t all, DrawOptions& drawing) {
  if (all <= kMostDrawn) return;
  drawing.notes.push_back(
      "Of " + std::to_string(all) + " nodes the " + std::to_string(kMostDrawn) +
      " nearest to what was asked are drawn. See others with --outlet, --since, "
      "--kind or another question.");
}

void highlight(const Shown& shown, std::span<const EdgeId> chain, DrawOptions& drawing) {
  for (const EdgeId edge : chain) {
    if (shown.has(edge)) drawing.highlighted.push_back(shown.in_network(edge));
  }
}

void mark_circles(const Network& network, DrawOptions& drawing) {
  for (const Circle& circle : circles(network.graph).largest) {
    for (const VertexId member : circle.members) {
      drawing.marks.push_back({member, MarkKind::Loop, ""});
    }
    drawing.looping.insert(drawing.looping.end(), circle.shortest_loop.begin(),
                           circle.shortest_loop.end());
  }
}

}  // namespace whocites::cli
