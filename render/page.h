// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>

#include "graph/network.h"
#include "render/format.h"

// The page for a browser (docs/page.md): an HTML file that needs nothing else, made of a template
// that is bundled from render/page/ when whocites is built.
namespace whocites::render {

// Whether this whocites was built with the page, for which Node.js and npm are needed.
bool has_page();

// More nodes than this no page takes: a browser would not keep up.
inline constexpr std::size_t kMostPageNodes = 5000;

// The drawing with all that is known of it, as one JSON document: "nodes" and "citations" as the
// format json has them, and where and how they are drawn. BadRequest when more than
// options.max_nodes nodes are to be drawn (drawn_nodes()).
[[nodiscard]] Result<void> write_page_data(const Network& network, const DrawOptions& options,
                                           std::ostream& out);

// The page with the network in it, which works from a file and offline. Readers without scripts see
// a table. BadRequest as above, or when there is no page.
[[nodiscard]] Result<void> write_page(const Network& network, const DrawOptions& options,
                                      std::ostream& out);

// The page with nothing in it, which asks the server that it came from (docs/serve.md). Requires:
// has_page().
std::string page_for_server(const std::string& title);

}  // namespace whocites::render
