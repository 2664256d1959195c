// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/records.h"

namespace whocites {

Result<void> RecordList::accept(Record record) {
  records.push_back(std::move(record));
  return {};
}

void RecordList::reject(Error error) { rejected.push_back(std::move(error)); }

}  // namespace whocites
