// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/xml_graph.h"

namespace whocites::ingest {

std::string_view root_element(std::string_view head) {
  while (true) {
    const std::size_t tag = head.find('<');
    if (tag == head.npos || tag + 1 == head.size()) return {};
    // Nothing but space and a byte order mark stands between the things before the root.
    constexpr std::string_view kBetween = " \t\r\n\xEF\xBB\xBF";
    if (head.substr(0, tag).find_first_not_of(kBetween) != head.npos) return {};
    head.remove_prefix(tag + 1);
    std::string_view closing;
    if (head.starts_with("!--")) {
      closing = "-->";
    } else if (head.starts_with("?")) {
      closing = "?>";
    } else if (head.starts_with("!")) {
      closing = ">";
      const std::size_t subset = head.find('[');
      if (subset != head.npos && subset < head.find('>')) closing = "]>";
    } else {
      std::string_view name = head.substr(0, head.find_first_of(" \t\r\n/>"));
      return name.substr(name.find(':') + 1);
    }
    const std::size_t end = head.find(closing);
    if (end == head.npos) return {};
    head.remove_prefix(end + closing.size());
  }
}

void append_text(std::string& text, std::string_view part) {
  if (text.size() + part.size() <= kMaxLineBytes) text += part;
}

Result<void> finish_xml_graph(Result<void> walked, GraphRecords& records, RecordSink& sink) {
  records.finish();
  if (walked || walked.error().code != ErrorCode::Unreadable) return walked;
  if (records.record_count() == 0) return walked;
  sink.reject(std::move(walked.error()));
  return {};
}

}  // namespace whocites::ingest
