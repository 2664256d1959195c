// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/records.h"
#include "ingest/field_values.h"

// The fields of the project's own records (docs/jsonl.md), by name. JSON lines, tables and the
// commands that set a field all go through here, so they accept and refuse the same things.
namespace whocites::ingest {

struct KnownField;

// What a field is called; found once for a column, once for each member of an object.
struct FieldName {
  std::string_view text;
  const KnownField* known = nullptr;  // null: a property
};
// Requires: `text` outlives the result. A lower-case name is compared as it stands.
FieldName field_name(std::string_view text);
// The same, whose text lives to the program's end when the name is known.
FieldName known_field(std::string_view text);
// Whether it is a field of a node; of a record that joins two nodes. False for properties.
bool is_of_node(const FieldName& name);
bool is_of_pair(const FieldName& name);
// Whether both name one field: "id" and "key" do. False for properties.
bool mean_the_same(const FieldName& a, const FieldName& b);
// Whether the field makes a table one of nodes: a key, a name, an address.
bool names_a_node(const FieldName& name);
// Whether the fields can join two nodes: from and to, or a and b.
bool makes_a_pair(std::span<const FieldName> names);

// One field of a record that is being read.
struct NamedValue {
  FieldName name;
  std::string_view text;  // see Field
  bool is_json = false;
};

// What holds for records that do not say otherwise.
struct RecordContext {
  std::optional<Kind> default_kind;   // of a node without a kind
  bool citations_by_default = false;  // a record without a kind is a citation
  SourcePosition position;            // of the record
};

// The record, or the node with its citations, that the fields make: all of it or nothing. A
// citation that gives no place of its own gets that of the record. `at` of a fault is a view into
// the text or the name of one of the fields; empty when the record as a whole is at fault.
FieldResult<std::vector<Record>> make_records(std::span<const NamedValue> fields,
                                              const RecordContext& context);

// Sets one field of a node by its name, as `set NAME=VALUE` and `add` do; a name that is not
// known makes a property, which replaces one of that name.
FieldResult<void> set_field(NodeRecord& node, std::string_view name, std::string_view text);

}  // namespace whocites::ingest
