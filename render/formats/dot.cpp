// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/dot_graph.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  GvcSession session;
  const GraphHandle graph = build_exchange_graph(session, network, options);
  return put(out, session.to_dot(*graph));
}

}  // namespace

const Format dot_format{.name = "dot",
                        .summary = "Graphviz's language, for other graph programs",
                        .extensions = {".dot", ".gv"},
                        .write = write};

}  // namespace whocites::render
