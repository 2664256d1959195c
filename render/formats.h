// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "render/format.h"

// The formats, each defined in a file of its own in render/formats/; formats.cpp tabulates them.
namespace whocites::render {

extern const Format dot_format;
extern const Format svg_format;
extern const Format png_format;
extern const Format pdf_format;
extern const Format jsonl_format;
extern const Format json_format;
extern const Format csv_nodes_format;
extern const Format csv_citations_format;

}  // namespace whocites::render
