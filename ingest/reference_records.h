// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/records.h"
#include "ingest/format.h"

// Records out of bibliographies. docs/formats_in.md, "What all bibliographies have in common", is
// the rule.
namespace whocites::ingest {

// A work that another one cites: by a DOI, by its citation key in the same file, or by its name.
struct CitedWork {
  std::string to;
  Relation relation = Relation::Mentions;
  std::string evidence = {};  // the reference as it was written
  std::vector<Property> properties = {};
};

// One entry of a bibliography.
struct Reference {
  Kind kind = Kind::Publication;
  std::string key;  // of ours, where the entry states it; usually empty
  // The same, of an entry that our exporters wrote: what only its format asks for is not kept.
  std::string own_key;
  std::string citekey;  // what the file calls it
  std::string title;
  std::string container;      // the journal or site of an article
  std::string container_key;  // of ours, where the entry states it
  std::optional<Date> date;
  std::string doi;
  std::string url;
  std::string language;
  std::vector<std::string> authors;
  std::vector<std::string> notes;
  std::vector<Property> properties;
  std::vector<CitedWork> cites;
  SourcePosition position;

  // Adds a property; one without text is none, one that there is already goes by another name.
  void add_text(std::string_view name, std::string_view text);
  void add_json(std::string_view name, std::string_view json);
  // What it is part of: the container of an article; of anything else the property `name`.
  void add_container(std::string_view name, const std::string& text);
  // Takes the lines of a note that are said to us: "cites: KEY, KEY" as Zotero's Extra field keeps
  // citations, "whocites-key:" and "whocites-outlet:". The rest, which is a note of ours when the
  // entry is, and then empty.
  std::string take_note(std::string_view note);
};

// Makes nodes and citations of the entries of one file. Memory: keys and citation keys, and
// citations until finish(), for what they name may come later.
class ReferenceRecords {
 public:
  // Requires: both outlive it.
  ReferenceRecords(const ReadOptions& options, RecordSink& sink) : options_(options), sink_(sink) {}

  // A failure of these is one of the sink.
  Result<void> take(Reference reference);
  Result<void> finish();
  void reject(const SourcePosition& position, std::string message, std::string hint = {});

  std::uint64_t record_count() const { return record_count_; }

 private:
  struct Waiting {
    std::string from;
    CitedWork work;
    SourcePosition position;
  };
  std::string free_key(const std::vector<std::string>& keys, const std::string& citekey);
  Result<void> name_container(const Reference& reference);
  Result<void> cite(const std::string& from, CitedWork work, const SourcePosition& position);

  const ReadOptions& options_;
  RecordSink& sink_;
  std::unordered_map<std::string, std::string> keys_;    // by citation key
  std::unordered_map<std::string, std::string> owners_;  // citation keys, by the node's key
  std::unordered_set<std::string> containers_;           // keys of those that were handed on
  std::vector<Waiting> waiting_;
  std::uint64_t record_count_ = 0;
};

// The DOI in a text that may be an address at any resolver; absent when there is none.
std::optional<std::string> doi_in(std::string_view text);
// A date of numbers, of which later ones may be 0 for "not known"; absent when it is none.
std::optional<Date> date_of(int year, int month, int day);
// Tags of titles (<i>, <sub>, …) taken off, the five entities of XML resolved, space collapsed.
std::string without_markup(std::string_view text);

}  // namespace whocites::ingest
