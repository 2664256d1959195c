// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "graph/model.h"

// What flows between files, stores and graphs. Records name nodes by text; ids belong to stores.
namespace whocites {

// A node as an input describes it.
struct NodeRecord {
  std::string key;      // empty: derived by key_for() from URL, domain, or kind and title
  NodeFacts facts;      // facts.kind may be absent only when another record states it
  std::string part_of;  // key or name of its outlet, owner or periodical; empty: not stated
  SourcePosition position;
  std::string text;  // of an article whose text was read: to be compared with others, not stored
  friend bool operator==(const NodeRecord&, const NodeRecord&) = default;
};

// A citation as an input states it. `from` and `to` are keys, or, where no such key exists at the
// end of the import, names.
struct CitationRecord {
  std::string from;
  std::string to;
  Relation relation = Relation::Mentions;
  Evidence evidence;  // its batch is set by the store
  SourcePosition position;
  friend bool operator==(const CitationRecord&, const CitationRecord&) = default;
};

struct IdentityRecord {
  std::string a;
  std::string b;
  bool same = true;
  std::string reason;
  SourcePosition position;
  Sameness of = Sameness::Thing;
  friend bool operator==(const IdentityRecord&, const IdentityRecord&) = default;
};

struct JudgementRecord {
  std::string from;
  std::string to;
  Relation relation = Relation::Mentions;
  Judgement judgement;  // its batch is set by the store
  SourcePosition position;
  friend bool operator==(const JudgementRecord&, const JudgementRecord&) = default;
};

// Text that the reader left out, and why.
struct IgnoredRecord {
  std::string text;
  std::string reason;
  Place place;
  friend bool operator==(const IgnoredRecord&, const IgnoredRecord&) = default;
};

using Record =
    std::variant<NodeRecord, CitationRecord, IdentityRecord, JudgementRecord, IgnoredRecord>;

// Takes records one by one. Stores, graph builders and exporters are fed the same way.
class RecordSink {
 public:
  virtual ~RecordSink() = default;

  // Takes one record. A failure ends the run (the disk is full, say): the caller stops and passes
  // it on. A record that is merely wrong is not a failure: the sink keeps the good ones and adds
  // the bad one to its own report.
  virtual Result<void> accept(Record record) = 0;

  // The same as accepting a citation of which only the ends, the relation and the line are stated:
  // its evidence is that place. For inputs of millions of such; the views live until it returns.
  virtual Result<void> accept_bare(std::string_view from, std::string_view to, Relation relation,
                                   const std::string& file, std::uint64_t line);

  // A reader could not make a record of something; the run goes on. `error.position` is set.
  virtual void reject(Error error) = 0;
};

// Takes what several threads read at once, in the order of the input all the same.
class ChunkedSink {
 public:
  virtual ~ChunkedSink() = default;

  // A sink for the records of one chunk of the input. Called, like take(), by the thread that
  // leads; the chunk is then filled by any one thread.
  virtual std::unique_ptr<RecordSink> make_chunk() = 0;

  // Takes a filled chunk that make_chunk() made; in the order of the input. A failure ends the run.
  virtual Result<void> take(std::unique_ptr<RecordSink> chunk) = 0;
};

// Collects, for tests and `--dry-run`.
class RecordList final : public RecordSink {
 public:
  Result<void> accept(Record record) override;
  void reject(Error error) override;

  std::vector<Record> records;
  std::vector<Error> rejected;
};

// Knowledge from outside a store: what is known of a named outlet, and what a misspelt name may
// mean. Plain functions, so that the layers that use it need not know who supplies it; each may be
// empty: then nothing is known, and names that fold_name() makes equal are taken for the same.
struct NameAuthority {
  // The outlet that `name` certainly means; absent when unknown or not certain.
  std::function<std::optional<NodeRecord>(std::string_view name)> outlet_named;
  // Likely meanings of a name that is not known, best first, at most `limit`.
  std::function<std::vector<Suggestion>(std::string_view name, std::size_t limit)> similar;
  // Why the outlet called `name` is certainly the one that `text` names; absent when a person has
  // to decide.
  std::function<std::optional<std::string>(std::string_view text, std::string_view name)> same;
  // What else than fold_name(text) the one that `text` names may be called, in that form: to be
  // confirmed by same().
  std::function<std::vector<std::string>(std::string_view text)> other_forms;
};

}  // namespace whocites
