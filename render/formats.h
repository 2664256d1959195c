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
extern const Format html_format;
extern const Format jsonl_format;
extern const Format json_format;
extern const Format csv_nodes_format;
extern const Format csv_citations_format;
extern const Format graphml_format;
extern const Format gexf_format;
extern const Format gexf_old_format;
extern const Format pajek_format;
extern const Format node_link_format;
extern const Format cytoscape_format;
extern const Format jgf_format;
extern const Format csl_json_format;
extern const Format bibtex_format;
extern const Format ris_format;
extern const Format turtle_format;
extern const Format ntriples_format;
extern const Format neo4j_nodes_format;
extern const Format neo4j_relationships_format;
extern const Format matrix_format;
extern const Format mermaid_format;
extern const Format evidence_format;

}  // namespace whocites::render
