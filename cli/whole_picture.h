// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "cli/session.h"
#include "render/fitted.h"

namespace whocites::cli {

// What the filter options leave of a store too large to be drawn node by node, collapsed by its
// structure alone: of its names only those that are drawn are read. Absent when it is small enough.
// O(store's structure), a second or two for ten million citations.
Result<std::optional<render::Fitted>> whole_picture(const Session& session, const Reader& reader,
                                                    const render::DrawOptions& drawing);

// A part of a graph, collapsed as render::collapse_options() says for drawing.max_nodes; `keep`
// stay by themselves. O(graph).
Result<render::Fitted> part_picture(const Reader& reader, const SourceGraph& graph,
                                    const std::vector<VertexId>& keep,
                                    const render::DrawOptions& drawing);

// Who cites whom among outlets (or owners), the lines as wide as their citations are many.
Result<render::Fitted> outlet_picture(const Reader& reader, const SourceGraph& graph, Level level,
                                      const render::DrawOptions& drawing);

}  // namespace whocites::cli
