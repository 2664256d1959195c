// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// Twice the usual 72, so that the text is sharp on today's screens and in print.
constexpr Device kDevice{.name = "png:cairo", .dots_per_inch = 144};

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  return draw_picture(network, options, kDevice).and_then([&](const std::string& picture) {
    return put(out, picture);
  });
}

}  // namespace

const Format png_format{
    .name = "png",
    .summary = "a picture in pixels, 144 to the inch while these are 24 million",
    .extensions = {".png"},
    .is_picture = true,
    .write = write};

}  // namespace whocites::render
