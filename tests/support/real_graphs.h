// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "graph/citation_graph.h"

// Graphs of real citations, for those who have them in ../shared/data beside the sources; absent
// elsewhere, where tests skip, saying so.
namespace whocites::test {

// A file of that folder.
std::filesystem::path shared_data(const char* name);

// The graph of a file with a pair of numbers on each line, plain or gzipped; other lines are passed
// over. Vertices are numbered in the order of first mention. Absent when the file is.
std::optional<CitationGraph> read_edge_list(const std::filesystem::path& path);

// 27,770 papers with circles and self-citations, numbered in order of first mention.
std::optional<CitationGraph> cit_hepth();

// 1,490 political blogs, numbered from 0 in the order of the list; some links come twice.
std::optional<CitationGraph> polblogs();

}  // namespace whocites::test
