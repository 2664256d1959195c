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

// Lays out and draws. BadRequest when the network has more than options.max_nodes nodes; one
// picture at a time in the process.
[[nodiscard]] Result<std::string> draw_picture(const Network& network, const DrawOptions& options,
                                               const Device& device);

// Io, naming nothing, when `out` does not take the bytes.
[[nodiscard]] Result<void> put(std::ostream& out, std::string_view bytes);

}  // namespace whocites::render
