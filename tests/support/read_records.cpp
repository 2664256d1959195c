// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/read_records.h"

#include <cassert>
#include <sstream>

#include "base/text.h"

namespace whocites::testing {
namespace {

// Collects " name=value" of the values that are known.
class Line {
 public:
  explicit Line(std::string_view start) : text_(start) {}
  Line& add(std::string_view name, std::string_view value) {
    if (!value.empty()) text_ += " " + std::string(name) + "=" + std::string(value);
    return *this;
  }
  Line& add(std::string_view name, const std::vector<std::string>& values) {
    return add(name, join(values, "|"));
  }
  Line& add(std::string_view name, const std::optional<Date>& date) {
    return add(name, date ? to_string(*date) : std::string());
  }
  Line& add(const std::vector<Property>& properties) {
    for (const Property& property : properties) add(property.name, property.json);
    return *this;
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

std::string number(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string text_of(const NodeRecord& record) {
  const NodeFacts& facts = record.facts;
  Line line(facts.kind ? name_of(*facts.kind) : "node");
  line.add("key", record.key)
      .add("title", facts.title)
      .add("date", facts.date)
      .add("in", record.part_of)
      .add("url", facts.url)
      .add("lang", facts.language)
      .add("country", facts.country)
      .add("authors", facts.authors)
      .add("domains", facts.domains)
      .add("aliases", facts.aliases)
      .add("notes", facts.notes)
      .add("unresolved", facts.unresolved ? "yes" : "");
  for (const Suggestion& guess : facts.suggestions) {
    line.add("maybe", guess.key + "/" + guess.name + "/" + number(guess.score));
  }
  return line.add(facts.properties).text();
}

std::string text_of(const CitationRecord& record) {
  const Evidence& evidence = record.evidence;
  const Place& place = evidence.place;
  Line line(record.from + " " + std::string(name_of(record.relation)) + " " + record.to);
  line.add("evidence", evidence.text).add("date", evidence.date);
  if (evidence.confidence) line.add("confidence", number(*evidence.confidence));
  line.add("at", place.file + ":" + std::to_string(place.line));
  if (place.begin != 0 || place.end != 0) {
    line.add("bytes", std::to_string(place.begin) + "-" + std::to_string(place.end));
  }
  return line.add(evidence.properties).text();
}

std::string text_of(const IdentityRecord& record) {
  return Line(record.a + (record.same ? " same " : " not-same ") + record.b)
      .add("reason", record.reason)
      .text();
}

std::string text_of(const JudgementRecord& record) {
  const Judgement& judgement = record.judgement;
  return Line(std::string(name_of(judgement.verdict)) + " " + record.from + " " +
              std::string(name_of(record.relation)) + " " + record.to)
      .add("who", judgement.who)
      .add("when", to_string(judgement.when))
      .add("why", judgement.why)
      .text();
}

std::string text_of(const IgnoredRecord& record) { return "ignored: " + record.reason; }

}  // namespace

std::string describe(const Record& record) {
  return std::visit([](const auto& one) { return text_of(one); }, record);
}

std::string describe(const Error& error) {
  return to_string(error) + (error.hint.empty() ? "" : " [" + error.hint + "]");
}

ReadOutcome read_records(std::string_view format, std::string_view bytes,
                         const ingest::ReadOptions& options) {
  const ingest::Format* reader = ingest::format_named(format);
  assert(reader != nullptr);
  std::istringstream in{std::string(bytes)};
  RecordList list;
  const Result<void> result = reader->read(in, options, list);
  ReadOutcome outcome;
  for (const Record& record : list.records) outcome.records.push_back(describe(record));
  for (const Error& error : list.rejected) outcome.rejected.push_back(describe(error));
  if (!result) outcome.failure = describe(result.error());
  return outcome;
}

}  // namespace whocites::testing
