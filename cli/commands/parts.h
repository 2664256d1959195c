// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"
#include "graph/records.h"
#include "graph/source_graph.h"

// What several commands share.
namespace whocites::cli {

// The node's title or name; empty when it has none.
Cell name_cell(const Node& node);
// The name of the outlet that published an article; empty when it is not known.
Result<Cell> outlet_cell(const Reader& reader, const Node& node);
// The same from a network that has the outlets of its nodes.
Cell outlet_cell(const Network& network, const Node& node);
Cell date_cell(const std::optional<Date>& date);
Cell number_cell(std::uint64_t number);
// "korea.txt:12"; empty when no file is known.
Cell place_cell(const Place& place);
// "confirmed", "rejected", or empty.
Cell verdict_cell(const Citation& citation);
// Two decimals.
Cell confidence_cell(const Citation& citation);
// The text of the surest evidence; empty when there is none.
std::string best_evidence(const Citation& citation);

// --level: article, outlet or owner; `usual` when it is not given, and no finer one. BadRequest for
// any other.
Result<Level> level_option(const Arguments& arguments, Level usual);

// "1 article", "3 articles".
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);

// Adds to what an import made: names that mean nothing known, and pages that only a link led to.
void add_unresolved(std::uint64_t names, std::uint64_t linked, std::vector<std::string>& words);

// That so many imported articles have the text of another one; nothing when none has.
void tell_prints(const Session& session, std::uint64_t count);

// The records as one batch with this entry: prints what became of them, returns the exit code.
Result<int> store_records(Session& session, std::vector<Record> records, Batch entry,
                          const std::string& done);

// Options that describe a node, for `add` and `set`, and the facts that they state.
std::vector<Option> node_options();
Result<NodeFacts> node_facts(const Arguments& arguments);

}  // namespace whocites::cli
