// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/page.h"

namespace whocites::render {

const Format html_format{.name = "html",
                         .summary = "one page to look around in with a browser, also offline",
                         .extensions = {".html", ".htm"},
                         .is_picture = true,
                         .write = write_page,
                         .keeps_everything = false,
                         .max_nodes = kMostPageNodes};

}  // namespace whocites::render
