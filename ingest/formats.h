// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ingest/format.h"

// The formats, each defined in a file of its own in ingest/formats/; formats.cpp tabulates them.
namespace whocites::ingest {

const Format& jsonl_format();
const Format& csv_format();
const Format& tsv_format();
const Format& warc_format();
const Format& gdelt_format();
// Bibliographies.
const Format& bibtex_format();
const Format& ris_format();
const Format& csl_json_format();
const Format& crossref_format();
const Format& openalex_format();
// Graphs of other tools.
const Format& doi_pairs_format();
const Format& graphml_format();
const Format& gexf_format();
const Format& dot_format();
const Format& pajek_format();
const Format& gml_format();
const Format& edges_format();
const Format& cytoscape_format();
const Format& jgf_format();
const Format& node_link_format();

}  // namespace whocites::ingest
