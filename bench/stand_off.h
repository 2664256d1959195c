// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace whocites::bench {

// A marked piece of a text, in bytes.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A text with the sources that people marked in it.
struct MarkedText {
  std::string name;  // of the text's file, without its extension
  std::string text;
  std::vector<Span> sources;  // each once, sorted; a source in several pieces is one for each piece
};

// Reads the texts of a folder that are annotated in brat's stand-off format
// (https://brat.nlplab.org/standoff.html): NAME.txt beside NAME.ann, or text/NAME.txt with
// attributions/NAME.ann or attributions/NAME_ANNOTATOR.ann. Of several annotators the first in
// order of name counts. Spans are "Source" text-bounds that an event refers to; offsets count
// characters. A text without annotation is left out; a line that says no span is skipped.
Result<std::vector<MarkedText>> read_stand_off(const std::filesystem::path& folder);

}  // namespace whocites::bench
