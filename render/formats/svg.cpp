// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/fitted.h"
#include "render/formats.h"
#include "render/picture.h"
#include "render/svg_finish.h"

namespace whocites::render {
namespace {

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  const Fitted small = fitted(network, options);
  const auto picture = draw_picture(small.network, small.options, {.name = "svg"});
  return picture.and_then([&](const std::string& svg) {
    return put(out, finished_svg(svg, small.options, content_of(small.network, small.options)));
  });
}

}  // namespace

const Format svg_format{.name = "svg",
                        .summary = "a picture for the web, with tooltips and links",
                        .extensions = {".svg"},
                        .is_picture = true,
                        .write = write};

}  // namespace whocites::render
