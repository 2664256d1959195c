// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << '{';
  if (auto done = write_records(out, walk); !done) return done;
  return put(out, "}\n");
}

}  // namespace

const Format json_format{.name = "json",
                         .summary = "one JSON document of nodes and citations, for other programs",
                         .extensions = {".json"},
                         .write = write_walked<stream>,
                         .stream = stream};

}  // namespace whocites::render
