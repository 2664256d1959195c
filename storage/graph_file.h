// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/parallel.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

// The file `graph.csr` in a store's folder holds the structure of the whole store, so that
// questions about the whole graph need not read the store for it. It is derived from the store and
// never trusted over it: it counts only when its stamp is that of the store as the reader sees it
// and its checksums are right, and it may be deleted at any time. Its bytes are told in
// storage/detail/graph_image.h.
namespace whocites {

inline constexpr std::string_view kGraphFileName = "graph.csr";

enum class GraphFileUse : std::uint8_t {
  ReadAndWrite,
  ReadOnly,  // a file that has the right state is used, none is written
};

// What Reader::source_graph() gives: mapped from the file when that is of the state that the reader
// shows, else read from the store and written to the file. That the file cannot be written is no
// failure. A reader that does not show the present neither uses nor writes it. Several processes
// may do so at once: each writes a file of its own and puts it in the place of the other's.
//
// The file is checked as a whole whenever it is opened, which takes about 10 ms for 100 MB. The
// graph stays valid when the file is replaced or deleted; not when something else writes into it.
// Interrupted when the work is stopped while the store is read.
Result<SourceGraph> load_source_graph(const Reader& reader,
                                      GraphFileUse use = GraphFileUse::ReadAndWrite,
                                      const Work& work = {});

// What is wrong with the file of a store, in one sentence: its bytes, or that it tells something
// else than the store. Absent when nothing is, also when there is no file or it is of another state
// and therefore never used. O(store).
Result<std::optional<std::string>> check_graph_file(const Store& store);

}  // namespace whocites
