// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "render/format.h"

namespace whocites::render {

struct Device {
  const char* name;        // what Graphviz calls it
  int dots_per_inch = 72;  // matters for pixels only
};

// Lays out and draws, in a process of its own (child_process.h), one picture at a time; in a
// plainer way when Graphviz fails or takes more than its time. A network of more than
// options.max_nodes nodes is collapsed first (fitted.h). TimedOut when even the plainest way took
// too long.
[[nodiscard]] Result<std::string> draw_picture(const Network& network, const DrawOptions& options,
                                               const Device& device);

// What a picture holds, in words: "3 nodes, 2 citations. Marked origin: A."
std::string content_of(const Network& network, const DrawOptions& options);

// Io, naming nothing, when `out` does not take the bytes.
[[nodiscard]] Result<void> put(std::ostream& out, std::string_view bytes);

}  // namespace whocites::render
