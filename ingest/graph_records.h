// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/format.h"
#include "ingest/record_fields.h"

// Records out of the graph files of other tools, which have nodes, edges and attributes but no
// notion of a citation. docs/formats_in.md, "What all graph files have in common", is the rule.
namespace whocites::ingest {

// An attribute of a node or an edge.
struct GraphAttribute {
  enum class Role {
    Data,
    Term,     // the format's own word, whatever our field of that name is: only --map makes it one
    Drawing,  // likewise; how it is shown. Not kept of records that are in our own terms
  };

  std::string name;
  std::string text;      // its text, or with `is_json` a JSON value
  bool is_json = false;  // so that a number stays a number where it becomes a property
  Role role = Role::Data;
};

// An attribute of a typed file: JSON where the text is a number or a truth value, else text.
GraphAttribute typed_attribute(std::string name, std::string text, bool is_text);
// The members of a JSON object as attributes. Requires: well-formed.
std::vector<GraphAttribute> json_attributes(std::string_view object);
// BadRequest, with a hint, when no node and no citation has the field that the mapping calls ours.
Result<void> check_mapping(const FieldMapping& mapping);
// Its text; a JSON string's without quotes and escapes.
std::string plain_text(const GraphAttribute& attribute);

// Makes nodes and citations of one file. Memory: nothing but the ids of nodes that have another
// key. When such a node comes behind an edge, its id becomes an alias, by which the edge finds it.
class GraphRecords {
 public:
  // Requires: both outlive it.
  GraphRecords(const ReadOptions& options, RecordSink& sink);

  // From now on an id is a key as it is, also one that looks as if it meant something only within
  // its file.
  void take_ids_as_keys() { prefix_.clear(); }
  // A failure of these is one of the sink; what is wrong with a record is rejected.
  Result<void> node(std::string_view id, std::vector<GraphAttribute> attributes,
                    const SourcePosition& position);
  // `is_directed`: as the file says, or as its format means by saying nothing.
  Result<void> edge(std::string_view from, std::string_view to, bool is_directed,
                    std::vector<GraphAttribute> attributes, const SourcePosition& position);
  // Something of the graph as a whole, or of no node: kept aside as text.
  Result<void> set_aside(std::string_view name, std::string_view text,
                         const SourcePosition& position);
  void reject(const SourcePosition& position, std::string message, std::string hint = {});
  // Says what was left out. To be called once, at the end.
  void finish();

  // Of nodes and edges, good or bad.
  std::uint64_t record_count() const { return record_count_; }

 private:
  // An attribute with the field that it sets; without one it is a property.
  struct Mapped {
    const GraphAttribute* attribute = nullptr;
    FieldName field = {};
    bool is_asked = false;  // by --map
  };
  using MappedList = std::vector<Mapped>;

  static MappedList::iterator find_field(MappedList& mapped, std::string_view name);
  MappedList map_fields(const std::vector<GraphAttribute>& attributes, bool of_node) const;
  static void take_label(MappedList& mapped, std::string_view key);
  static void drop_drawing(MappedList& mapped, std::string_view ours);
  Result<void> take(MappedList mapped, std::vector<NamedValue> fields,
                    const RecordContext& context);
  Result<void> take_pieces(const GraphAttribute& list, const std::vector<NamedValue>& ends,
                           const RecordContext& context);
  Result<void> hand_on(FieldResult<std::vector<Record>> records, const RecordContext& context);
  std::string qualified(std::string_view id) const;
  std::string key_of(std::string_view id) const;

  const ReadOptions& options_;
  RecordSink& sink_;
  std::string prefix_;
  std::unordered_map<std::string, std::string> keys_;  // of nodes whose key is not their id's
  bool has_edges_ = false;
  std::uint64_t undirected_count_ = 0;
  SourcePosition first_undirected_;
  std::uint64_t record_count_ = 0;
};

}  // namespace whocites::ingest
