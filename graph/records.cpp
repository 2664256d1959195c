// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/records.h"

namespace whocites {

Result<void> RecordSink::accept_bare(std::string_view from, std::string_view to, Relation relation,
                                     const std::string& file, std::uint64_t line) {
  CitationRecord citation;
  citation.from = from;
  citation.to = to;
  citation.relation = relation;
  citation.evidence.place.file = file;
  citation.evidence.place.line = line;
  citation.position = {file, line, 1};
  return accept(std::move(citation));
}

Result<void> RecordList::accept(Record record) {
  records.push_back(std::move(record));
  return {};
}

void RecordList::reject(Error error) { rejected.push_back(std::move(error)); }

}  // namespace whocites
