// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<Evidence> stated_evidence(const Arguments& arguments) {
  Evidence evidence;
  evidence.text = arguments.text("evidence");
  Result<std::optional<Date>> date = date_option(arguments, "date");
  if (!date) return fail(date.error());
  evidence.date = *date;
  const Result<std::optional<double>> confidence = arguments.real("confidence");
  if (!confidence) return fail(confidence.error());
  if (*confidence && (**confidence < 0 || **confidence > 1)) {
    return fail(ErrorCode::BadRequest, "--confidence takes a number from 0 to 1");
  }
  evidence.confidence = *confidence;
  return evidence;
}

Result<int> run_link(Session& session, const Arguments& arguments) {
  CitationRecord record;
  const Result<Relation> relation = relation_option(arguments, Relation::Mentions);
  if (!relation) return fail(relation.error());
  record.relation = *relation;
  Result<Evidence> evidence = stated_evidence(arguments);
  if (!evidence) return fail(evidence.error());
  record.evidence = std::move(*evidence);

  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<Node> from = find_node(*reader, arguments.positional[0]);
  if (!from) return fail(from.error());
  record.from = from->key;
  const Result<Node> to = find_node(*reader, arguments.positional[1]);
  if (to) {
    record.to = to->key;
  } else if (arguments.has("by-name") && to.error().code == ErrorCode::NotFound) {
    record.to = arguments.positional[1];
  } else {
    Error error = to.error();
    if (error.code == ErrorCode::NotFound) {
      error.hint += (error.hint.empty() ? "" : "\n") +
                    std::string("to keep it as a name that is not resolved yet, give --by-name");
    }
    return fail(error);
  }
  const std::string done = printable(record.from) + " " + std::string(verb_of(record.relation)) +
                           " " + printable(record.to);
  return store_records(session, {std::move(record)}, session.entry(Action::Link), done);
}

}  // namespace

Command describe_link() {
  return {
      .name = "link",
      .group = "Change",
      .arguments = "FROM TO",
      .summary = "say that FROM cites TO",
      .options = {{"relation", "RELATION", "how (default: mentions)"},
                  {"evidence", "TEXT", "the sentence that shows it"},
                  {"date", "DATE", "when it was done, if apart from FROM's own date"},
                  {"confidence", "C", "how sure, 0 to 1 (default: asserted outright)"},
                  {"by-name", "", "keep TO as an unresolved name if nothing is called so"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_link,
  };
}

}  // namespace whocites::cli
