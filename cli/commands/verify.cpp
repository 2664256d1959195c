// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/verify.h"

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

std::string counts_line(const VerifyResult& result) {
  return counted(result.batches, "batch", "batches") + ", " +
         counted(result.nodes, "node", "nodes") + ", " +
         counted(result.citations, "citation", "citations") + ", " +
         counted(result.evidence, "piece of evidence", "pieces of evidence");
}

Result<int> run_verify(Session& session, const Arguments&) {
  const Result<Store*> store = session.store_to_read();
  if (!store) return fail(store.error());
  const Result<VerifyResult> result = verify_store(**store);
  if (!result) return fail(result.error());
  Answer answer;
  answer.table.columns = {"part", "finding"};
  for (const Finding& finding : result->findings) {
    answer.table.add({finding.part, finding.what}, std::to_string(answer.table.rows.size() + 1));
  }
  answer.nothing = "nothing wrong: " + counts_line(*result);
  if (result->finding_count != 0) {
    answer.remarks.push_back(counted(result->finding_count, "thing is wrong", "things are wrong") +
                             (result->finding_count > result->findings.size() ? " or more" : "") +
                             " with " + counts_line(*result) +
                             "; restore a backup, or import the sources again");
  }
  const Result<int> printed = session.print(std::move(answer));
  if (!printed || result->finding_count == 0) return printed;
  return kDamaged;
}

}  // namespace

Command describe_verify() {
  return {
      .name = "verify",
      .group = "Keep",
      .arguments = "",
      .summary = "check every byte and every index of the store, and say what is wrong",
      .run = run_verify,
  };
}

}  // namespace whocites::cli
