// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/ids.h"

// What the database is about. Everything a store holds is an assertion made by one numbered batch
// (an import, or one command of a person); nothing is ever overwritten. What a question sees is the
// sum of the assertions whose batch has not been withdrawn.
namespace whocites {

// ---- the closed lists. Values are persisted: never renumber, never reuse. ----

enum class Kind : std::uint8_t {
  Article = 1,       // one published piece
  Outlet = 2,        // who publishes: newspaper, agency, broadcaster, site, journal
  Publication = 3,   // a cited work, or a periodical that no list knows
  Person = 4,        // who is quoted or named as the source
  Organization = 5,  // likewise
};

// How the citing node uses the cited one. Always read citing → cited.
enum class Relation : std::uint8_t {
  Mentions = 1,     // names it as a source, no more is known
  Links = 2,        // hyperlink in the main text
  Quotes = 3,       // repeats its words
  Reports = 4,      // tells what it said or published
  Republishes = 5,  // prints its text, in whole or in part
  BasedOn = 6,      // draws its facts from it
  Supports = 7,
  Disputes = 8,
  Corrects = 9,
  Retracts = 10,
};

enum class Verdict : std::uint8_t { Confirmed = 1, Rejected = 2 };

enum class Action : std::uint8_t {
  Import = 1,
  Add = 2,
  Link = 3,
  Alias = 4,
  Same = 5,
  NotSame = 6,
  Confirm = 7,
  Reject = 8,
  Note = 9,
  Forget = 10,  // withdraws another batch
  Undo = 11,    // withdraws the last entry of the log, which may itself be a Forget or an Undo
  Purge = 12,   // removed something for good; cannot be withdrawn
  Set = 13,
};

struct RelationName {
  Relation relation;
  std::string_view name;       // as in files and on the command line
  std::string_view verb;       // "A … B" in a sentence: "quotes", "is based on"
  std::string_view cito_name;  // local name in http://purl.org/spar/cito/ (Peroni & Shotton 2012)
};
inline constexpr std::array<RelationName, 10> kRelations{{
    {Relation::Mentions, "mentions", "mentions", "cites"},
    {Relation::Links, "links", "links to", "linksTo"},
    {Relation::Quotes, "quotes", "quotes", "includesQuotationFrom"},
    {Relation::Reports, "reports", "relays", "citesForInformation"},
    {Relation::Republishes, "republishes", "republishes", "includesExcerptFrom"},
    {Relation::BasedOn, "based-on", "is based on", "obtainsBackgroundFrom"},
    {Relation::Supports, "supports", "supports", "supports"},
    {Relation::Disputes, "disputes", "disputes", "disputes"},
    {Relation::Corrects, "corrects", "corrects", "corrects"},
    {Relation::Retracts, "retracts", "retracts", "retracts"},
}};

struct KindName {
  Kind kind;
  std::string_view name;
  std::string_view plural;
};
inline constexpr std::array<KindName, 5> kKinds{{
    {Kind::Article, "article", "articles"},
    {Kind::Outlet, "outlet", "outlets"},
    {Kind::Publication, "publication", "publications"},
    {Kind::Person, "person", "persons"},
    {Kind::Organization, "organization", "organizations"},
}};

// The names above; `…_named` is absent for a name that is not in the list. Kinds are found by
// either form ("outlet", "outlets").
std::string_view name_of(Kind kind);
std::string_view plural_of(Kind kind);
std::string_view name_of(Relation relation);
std::string_view verb_of(Relation relation);
std::string_view name_of(Verdict verdict);  // "confirmed", "rejected"
std::string_view name_of(Action action);    // "import", "not-same", …
std::optional<Kind> kind_named(std::string_view name);
std::optional<Relation> relation_named(std::string_view name);
std::optional<Verdict> verdict_named(std::string_view name);
// "article, outlet, publication, person, organization", for messages.
std::string kind_names();
std::string relation_names();

// ---- nodes ----

// A field that whocites does not know, kept as it came. `json` is the value's JSON text, so that
// a number stays a number and a list a list.
struct Property {
  std::string name;
  std::string json;
  friend bool operator==(const Property&, const Property&) = default;
};

// A node or a list entry that an unresolved name may mean. Never acted upon by itself.
struct Suggestion {
  std::string key;
  std::string name;
  double score = 0;  // 0 … 1, name_similarity()
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

// What is said of a node, by one record or by all of them together. Empty and absent mean
// "not known", never "none".
struct NodeFacts {
  std::optional<Kind> kind;
  std::string title;  // an article's headline, a work's title, anything else's name
  std::optional<Date> date;
  std::string url;       // as it came; the key or an identifier holds the canonical form
  std::string language;  // BCP 47
  std::string country;   // ISO 3166-1 alpha-2
  std::vector<std::string> authors;
  std::vector<std::string> domains;
  std::vector<std::string> aliases;  // other names, spellings, external identifiers
  std::vector<std::string> notes;
  std::vector<Property> properties;
  std::vector<Suggestion> suggestions;
  bool unresolved = false;  // only a name that something cited; nothing describes it
  friend bool operator==(const NodeFacts&, const NodeFacts&) = default;
};

// Whether all that is known is the address that a link led to, and no name that could be looked up.
bool is_only_linked(const NodeFacts& facts);

// Adds `later` to `facts`: known single values replace, lists unite keeping the first order,
// properties replace by name; `unresolved` stays only when both are.
void merge_into(NodeFacts& facts, const NodeFacts& later);

// A node as a question sees it.
struct Node {
  NodeId id;
  std::string key;
  Kind kind = Kind::Publication;
  NodeFacts facts;
  std::optional<NodeId> part_of;    // an article's outlet; an outlet's owner; a work's periodical
  std::vector<BatchId> batches;     // that assert it, ascending
  std::vector<std::string> merged;  // keys of the nodes that decisions made the same as this one
  friend bool operator==(const Node&, const Node&) = default;
};

// What to call a node in a picture or a table: its title; for an article without one
// "untitled article, 2020-02-25"; else its key. Never empty. Not made safe for a terminal.
std::string label_of(const Node& node);

// ---- citations ----

// Where in a source something stands. Lines count from 1; bytes from 0, `end` exclusive; both are
// absent together when a source has no such place.
struct Place {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

// One reason to believe that a citation exists.
struct Evidence {
  BatchId batch;
  std::string text;  // the sentence, or the link's text; empty for a bare assertion
  Place place;
  std::optional<Date> date;          // when the citing was done, if stated apart from the article
  std::optional<double> confidence;  // 0 … 1; absent: asserted outright, counts as 1
  std::vector<Property> properties;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// A person's decision on a citation. Kept apart from the evidence, so that a re-import does not
// touch it; the latest one that is not withdrawn counts.
struct Judgement {
  BatchId batch;
  Verdict verdict = Verdict::Confirmed;
  std::string who;
  Timestamp when;
  std::string why;
  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// A citation as a question sees it. Two nodes may be joined by one citation of each relation.
struct Citation {
  NodeId from;
  NodeId to;
  Relation relation = Relation::Mentions;
  std::vector<Evidence> evidence;     // at least one; the order of the batches
  std::vector<Judgement> judgements;  // ascending; the last one counts
  friend bool operator==(const Citation&, const Citation&) = default;
};

// The confidence of the best evidence; 1 when confirmed, 0 when rejected, by the last judgement.
double confidence_of(const Citation& citation);
bool is_rejected(const Citation& citation);
bool is_confirmed(const Citation& citation);

// ---- identity and the log ----

// In what two nodes may be the same.
enum class Sameness : std::uint8_t {
  Thing,  // they are one thing under two keys, and are shown as one
  Text,   // two things, prints of one text: of which of them the other has it is not said
};

// That two nodes are, or are not, the same thing or of the same text. Reversible: withdrawing the
// batch takes it back. The last word on a pair counts.
struct IdentityDecision {
  BatchId batch;
  NodeId a;
  NodeId b;
  bool same = true;
  std::string reason;  // of texts also the passage that both have
  Sameness of = Sameness::Thing;
  friend bool operator==(const IdentityDecision&, const IdentityDecision&) = default;
};

// "same", "not-same", "same-text", "not-same-text": as records that state such a decision are
// called.
std::string_view record_name(Sameness of, bool same);
inline constexpr std::array<std::string_view, 4> kDecisionRecords{"same", "not-same", "same-text",
                                                                  "not-same-text"};
bool states_decision(std::string_view record_name);

// A file, or standard input, that an import read.
struct SourceFile {
  std::string name;    // as given
  std::string digest;  // SHA-256 of its bytes
  std::string format;  // the reader, with the options that change what it makes of the bytes
  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

// Where a batch was made that came by a merge: the first store that had it.
struct BatchOrigin {
  std::string store;  // as the one who merged it called it
  BatchId batch;      // its number there
  Timestamp time;     // when it was made there
  friend bool operator==(const BatchOrigin&, const BatchOrigin&) = default;
};

// One entry of the log.
struct Batch {
  BatchId id;
  Timestamp time;
  Action action = Action::Import;
  std::string who;
  std::string summary;              // what was asked, in a line
  std::vector<SourceFile> sources;  // import only
  std::uint64_t node_count = 0;
  std::uint64_t citation_count = 0;
  std::uint64_t rejected_count = 0;
  std::optional<BatchId> target;      // Forget, Undo: the batch that it withdraws
  std::optional<BatchOrigin> origin;  // of merged ones; their `time` is that of the merge
  friend bool operator==(const Batch&, const Batch&) = default;
};

// Text of an import that became no record (an error banner above an article), or, with
// `--keep-text`, the whole source.
struct KeptText {
  BatchId batch;
  Place place;
  std::string reason;  // "not part of the article: …", or "source text"
  std::string text;
  friend bool operator==(const KeptText&, const KeptText&) = default;
};

}  // namespace whocites
