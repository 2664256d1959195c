// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"
#include "render/picture.h"
#include "render/triples.h"

namespace whocites::render {
namespace {

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  const auto write = [&](std::string_view subject, std::string_view predicate,
                         std::string_view object) {
    out << subject << ' ' << predicate << ' ' << object << " .\n";
    return out.good();
  };
  if (auto done = visit_triples(walk, write); !done) return done;
  return put(out, "");
}

}  // namespace

const Format ntriples_format{.name = "ntriples",
                             .summary = "RDF with CiTO and PROV-O, one triple a line",
                             .extensions = {".nt"},
                             .write = write_walked<stream>,
                             .stream = stream};

}  // namespace whocites::render
