// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.h"
#include "storage/detail/graph_image.h"
#include "storage/view.h"

namespace whocites::storage::detail {

// The structure of all that a view of a store shows, as Reader::network() shows it, rejected
// citations included. Reads nodes and citations on two threads. O(store), where nothing was
// withdrawn and nothing decided about identity without a look-up for any node. Memory: the image
// (9 bytes a citation and 21 a node), and while it is made 5 more bytes for each citation and 13
// for each node that is stored. Interrupted when the work is stopped.
Result<GraphImage> read_structure(const Store& store, const View& view, const Work& work = {});

}  // namespace whocites::storage::detail
