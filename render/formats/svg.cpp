// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  return draw_picture(network, options, {.name = "svg"}).and_then([&](const std::string& picture) {
    return put(out, picture);
  });
}

}  // namespace

const Format svg_format{.name = "svg",
                        .summary = "a picture for the web, with tooltips and links",
                        .extensions = {".svg"},
                        .is_picture = true,
                        .write = write};

}  // namespace whocites::render
