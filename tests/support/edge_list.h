// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "graph/citation_graph.h"

namespace whocites::test {

// A file of shared test data, which not every machine has.
std::filesystem::path shared_data(const char* name);

// The graph of a file with a pair of numbers on each line, plain or gzipped; other lines are passed
// over. Vertices are numbered in the order of first mention. Absent when the file is.
std::optional<CitationGraph> read_edge_list(const std::filesystem::path& path);

}  // namespace whocites::test
