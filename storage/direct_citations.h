// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "storage/reader.h"

namespace whocites {

// What a node cites, or is cited by; of an outlet also what the nodes that are part of it do. The
// node itself is in the answer whatever the filter says. O(the citations).
Result<Network> direct_citations(const Reader& reader, const Node& node, Direction direction,
                                 const Filter& filter);

struct PageRequest {
  std::optional<CitationId> after;  // the last citation of the page before, with its ends as shown
  std::uint64_t limit = UINT64_MAX;
};

struct CitationPage {
  Network network;    // its citations are the page; with their ends and the outlets of these
  bool more = false;  // whether citations follow
  // How many: told as long as that takes no reading of far more than a page.
  std::optional<std::uint64_t> left;
};

// A page of direct_citations(), whose citations come in order of (from, to, relation). Absent when
// `after` is none of them.
//
// Of a node's own list only about the page is read: what the filter refuses is read too, until the
// page is full. Two things need the ends of all citations first, though not the evidence or nodes:
// an outlet's, whose lists are merged, and those of a node or to one of which somebody decided that
// it is the same as another, since it is shown in another place than it is stored in.
Result<std::optional<CitationPage>> direct_citations(const Reader& reader, const Node& node,
                                                     Direction direction, const Filter& filter,
                                                     const PageRequest& request);

}  // namespace whocites
