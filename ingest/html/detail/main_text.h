// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "ingest/html/detail/document.h"
#include "ingest/html/detail/text_weights.h"
#include "ingest/html/page.h"

namespace whocites::ingest::html {

// The node, or the neighbours, that hold most of the page's running text. Each paragraph counts for
// what it stands in, the less the further out; what is mostly links counts less. Empty when
// the page has no running text. Source of the idea: Arc90's Readability (2009).
std::vector<const GumboNode*> main_nodes(const Document& document, const Weights& weights);

// The text of those nodes, below a title.
MainText main_text_of(const Document& document, std::string_view title);

}  // namespace whocites::ingest::html
