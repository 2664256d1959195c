// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "base/error.h"

namespace whocites::storage::detail {

// A piece of work, and what can be done in any order once it is finished.
struct Stage {
  using Task = std::function<Result<void>()>;
  Task first;
  std::vector<Task> then;
};

// Does all of it: the first task of each stage on a thread of its own, the other ones on whichever
// has nothing else to do, so that none is idle while another has tasks left. After a failure none
// is begun; the failure that is returned is the earliest one in the order of the stages.
Result<void> run_stages(const std::vector<Stage>& stages);

}  // namespace whocites::storage::detail
