// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/model.h"
#include "graph/text_sketch.h"

// The contract between whocites and what keeps its data. A store holds raw assertions, withdrawn
// ones included; graph-level meaning (merging assertions, identity, filters) is Reader's.
namespace whocites {

// What one batch asserts of one node.
struct Assertion {
  BatchId batch;
  NodeFacts facts;
  std::optional<NodeId> part_of;
  friend bool operator==(const Assertion&, const Assertion&) = default;
};

struct StoredNode {
  NodeId id;
  std::string key;
  std::vector<Assertion> assertions;  // ascending by batch
  friend bool operator==(const StoredNode&, const StoredNode&) = default;
};

// All that is stored of one batch: written as one, or not at all.
struct Changes {
  struct NewNode {
    NodeId id;
    std::string key;
  };
  struct NodeAssertion {
    NodeId node;
    NodeFacts facts;
    std::optional<NodeId> part_of;
  };
  Batch batch;                            // its id must be Store::next_batch()
  std::vector<NewNode> new_nodes;         // ids ascending from Store::next_node()
  std::vector<NodeAssertion> assertions;  // of new or existing nodes
  std::vector<Citation> citations;        // evidence and judgements to add; their batch is set
  std::vector<IdentityDecision> identities;
  std::vector<KeptText> texts;
};

enum class Direction : std::uint8_t { Cites, CitedBy };

// What one part of a store takes on disk.
struct PartSize {
  std::string name;  // of a family of rows ("nodes"), or of other files
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> rows;  // as written; exact after compact(). Absent: has no rows
  friend bool operator==(const PartSize&, const PartSize&) = default;
};

// The other end of a citation, as adjacency shows it: without the evidence. Ordered as citations
// of one node are.
struct Adjacent {
  NodeId peer;
  Relation relation = Relation::Mentions;
  friend auto operator<=>(const Adjacent&, const Adjacent&) = default;
};

// Names one citation; ordered as scan_citations() visits them.
struct CitationId {
  NodeId from;
  NodeId to;
  Relation relation = Relation::Mentions;
  friend auto operator<=>(const CitationId&, const CitationId&) = default;
};

// Which batches a question counts; for example View::sees.
using BatchFilter = std::function<bool(BatchId)>;

// Thread rule: const functions may run at the same time on several threads; a writing one on one
// thread with no other call beside it. Every failure names the file or folder. Views passed to
// callbacks live until the callback returns; a callback returns false to stop the scan.
class Store {
 public:
  virtual ~Store() = default;

  // ---- nodes ----
  [[nodiscard]] virtual Result<std::optional<StoredNode>> node(NodeId id) const = 0;
  // Those of `ids` that exist, in the order of `ids`, which ascend without repeats. One walk over
  // the rows, so that many cost far less than node() for each. O(ids · log nodes) at most.
  using NodeVisitor = std::function<bool(const StoredNode&)>;
  [[nodiscard]] virtual Result<void> visit_nodes(std::span<const NodeId> ids,
                                                 const NodeVisitor& visit) const = 0;
  // The node with exactly this key; keys are byte strings. O(log nodes).
  [[nodiscard]] virtual Result<std::optional<NodeId>> find_key(std::string_view key) const = 0;
  // Nodes of which some assertion, withdrawn or not, has a title, alias or identifier with this
  // fold_name() form; ascending.
  [[nodiscard]] virtual Result<std::vector<NodeId>> find_name(std::string_view folded) const = 0;
  // All that the index of names holds: of each name the hash that encoding.h tells (its first five
  // bytes), with each of its nodes, each pair once. What `verify` compares the nodes with.
  using HashVisitor = std::function<bool(std::string_view hash, NodeId node)>;
  [[nodiscard]] virtual Result<void> scan_names(const HashVisitor& visit) const = 0;
  // The words of names in byte order, beginning with the first that is not less than `from`. A
  // word is what stands between spaces in the fold_words() form of a title, alias or domain of
  // some assertion, withdrawn or not; "^" before a word makes another, which only those nodes have
  // of which some name begins with it, with its leading article or without. `visit` returns from
  // which word on to continue (a greater one: what lies between is skipped, not read), absent to
  // stop. O(words visited · log words).
  using WordVisitor = std::function<std::optional<std::string>(std::string_view word)>;
  [[nodiscard]] virtual Result<void> scan_words(std::string_view from,
                                                const WordVisitor& visit) const = 0;
  // The nodes that have `word`, ascending, beginning after `after`. O(log words + visited).
  using IdVisitor = std::function<bool(NodeId node)>;
  [[nodiscard]] virtual Result<void> scan_word(std::string_view word, NodeId after,
                                               const IdVisitor& visit) const = 0;
  // Keys that start with `prefix`, in byte order, each with its node.
  using KeyVisitor = std::function<bool(std::string_view key, NodeId node)>;
  [[nodiscard]] virtual Result<void> scan_keys(std::string_view prefix,
                                               const KeyVisitor& visit) const = 0;
  // Nodes in ascending order of id, beginning after `after`.
  [[nodiscard]] virtual Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const = 0;

  // ---- citations ----
  // The citations out of, or into, `node`, ordered by (from, to, relation) or (to, from,
  // relation). Empty for an unknown node. O(log citations + result).
  [[nodiscard]] virtual Result<std::vector<Citation>> citations(NodeId node,
                                                                Direction direction) const = 0;
  // One citation with all its evidence and judgements. O(log citations).
  [[nodiscard]] virtual Result<std::optional<Citation>> citation(NodeId from, NodeId to,
                                                                 Relation relation) const = 0;
  // Those of `ids` that exist, in the order of `ids`, which ascend without repeats; each as
  // citation() gives it. One walk, like visit_nodes().
  using CitationVisitor = std::function<bool(const Citation&)>;
  [[nodiscard]] virtual Result<void> visit_citations(std::span<const CitationId> ids,
                                                     const CitationVisitor& visit) const = 0;
  // The citations out of, or into, `node` of which some batch that `counts` gave evidence, in
  // order, beginning after `after`: no evidence is read, and of a long list only the part that is
  // visited. O(log citations + batches that concern the node + visited).
  using AdjacentVisitor = std::function<bool(const Adjacent&)>;
  [[nodiscard]] virtual Result<void> scan_adjacent(NodeId node, Direction direction,
                                                   const std::optional<Adjacent>& after,
                                                   const BatchFilter& counts,
                                                   const AdjacentVisitor& visit) const = 0;
  // What scan_adjacent() visits of each of `nodes` in turn, which ascend without repeats. One walk,
  // like visit_nodes().
  using EndVisitor = std::function<bool(NodeId node, const Adjacent& adjacent)>;
  [[nodiscard]] virtual Result<void> visit_adjacent(std::span<const NodeId> nodes,
                                                    Direction direction, const BatchFilter& counts,
                                                    const EndVisitor& visit) const = 0;
  // How many scan_adjacent() would visit. The longest list of one batch is not read: O(log
  // citations + what other batches say of the node).
  [[nodiscard]] virtual Result<std::uint64_t> citation_count(NodeId node, Direction direction,
                                                             const BatchFilter& counts) const = 0;
  // Those citations out of, or into, `node` that somebody ever judged; few, as it is done by hand.
  [[nodiscard]] virtual Result<std::vector<Adjacent>> judged(NodeId node,
                                                             Direction direction) const = 0;
  // All that judged() would give, ordered by (node, adjacent), beginning with those of `from`.
  [[nodiscard]] virtual Result<void> scan_judged(Direction direction, NodeId from,
                                                 const EndVisitor& visit) const = 0;
  // All citations, ordered by (from, to, relation).
  [[nodiscard]] virtual Result<void> scan_citations(const CitationVisitor& visit) const = 0;
  // All that the index of one direction holds, ordered by (node, batch, adjacent): once for each
  // batch that gave evidence. What `verify` compares the directions by.
  using EndsVisitor = std::function<bool(NodeId node, BatchId batch, const Adjacent& adjacent)>;
  [[nodiscard]] virtual Result<void> scan_ends(Direction direction,
                                               const EndsVisitor& visit) const = 0;
  // The nodes that some assertion makes part of `node`, ascending.
  [[nodiscard]] virtual Result<std::vector<NodeId>> parts_of(NodeId node) const = 0;

  // ---- structure ----
  // What questions about the whole graph need, without names, sentences and places: a small part
  // of what the scans above read. Withdrawn batches included.

  // What one batch says of a node. `date` is EDTF text, empty when the batch tells none.
  struct Outline {
    NodeId node;
    BatchId batch;
    std::optional<Kind> kind = {};
    bool unresolved = false;
    std::string_view date = {};
    std::optional<NodeId> part_of = {};
  };
  // All assertions, ordered by (node, batch).
  using OutlineVisitor = std::function<bool(const Outline& outline)>;
  [[nodiscard]] virtual Result<void> scan_outlines(const OutlineVisitor& visit) const = 0;
  // A citation, with the confidence of the best evidence that one batch gives, and how many pieces.
  struct Link {
    Adjacent to;
    double confidence = 1;
    std::uint32_t evidence_count = 1;
  };
  // Citations with evidence, ordered by (from, batch, to): of each batch once, in one or several
  // pieces.
  using LinkVisitor = std::function<bool(NodeId from, BatchId batch, std::span<const Link> links)>;
  [[nodiscard]] virtual Result<void> scan_links(const LinkVisitor& visit) const = 0;
  // All judgements, ordered by (from, to, relation, batch).
  using JudgementVisitor =
      std::function<bool(NodeId from, const Adjacent& to, const Judgement& judgement)>;
  [[nodiscard]] virtual Result<void> scan_judgements(const JudgementVisitor& visit) const = 0;
  // All decisions of one sort, ordered by (the lower of both nodes, batch).
  using IdentityVisitor = std::function<bool(const IdentityDecision& decision)>;
  [[nodiscard]] virtual Result<void> scan_identities(Sameness of,
                                                     const IdentityVisitor& visit) const = 0;

  // ---- texts that are alike ----
  // The nodes of which some assertion, withdrawn or not, has a text sketch with this band
  // (text_sketch.h): the first `limit` of them, ascending. O(log bands + limit).
  [[nodiscard]] virtual Result<std::vector<NodeId>> find_band(Band band,
                                                              std::size_t limit) const = 0;
  // All that the index of bands holds, each pair once. What `verify` compares the nodes with.
  using BandVisitor = std::function<bool(Band band, NodeId node)>;
  [[nodiscard]] virtual Result<void> scan_bands(const BandVisitor& visit) const = 0;
  // The first batch whose bands are not in the index: next_batch(), unless the store was written
  // by a program that knew none and has not been opened for writing since.
  [[nodiscard]] virtual BatchId bands_end() const = 0;

  // ---- identity, log, texts ----
  // Here `identities` are all decisions; "identity" is only what Sameness::Thing is about.
  // Whether anything was ever decided about identity. O(1).
  [[nodiscard]] virtual Result<bool> has_identities() const = 0;
  // The nodes that take part in some decision about identity, ascending, beginning with `from`.
  [[nodiscard]] virtual Result<void> scan_decided(NodeId from, const IdVisitor& visit) const = 0;
  // Decisions of either sort in which `node` takes part: first those about identity, each sort
  // ascending by batch.
  [[nodiscard]] virtual Result<std::vector<IdentityDecision>> identities(NodeId node) const = 0;
  [[nodiscard]] virtual Result<std::optional<Batch>> batch(BatchId id) const = 0;
  using BatchVisitor = std::function<bool(const Batch&)>;
  [[nodiscard]] virtual Result<void> scan_batches(const BatchVisitor& visit) const = 0;
  // Import batches whose source had this digest, ascending.
  [[nodiscard]] virtual Result<std::vector<BatchId>> find_digest(std::string_view digest) const = 0;
  // The entries of the log that withdraw another, ascending; few, and read at opening.
  [[nodiscard]] virtual Result<std::vector<Batch>> withdrawals() const = 0;
  [[nodiscard]] virtual Result<std::vector<KeptText>> texts(BatchId batch) const = 0;

  // The ids that the next commit must use. Grow with each commit; never reused.
  [[nodiscard]] virtual NodeId next_node() const = 0;
  [[nodiscard]] virtual BatchId next_batch() const = 0;

  // ---- writing ----
  // Stores one batch: all of it is durable when this returns, or nothing is stored. BadRequest
  // when an id is not the next one or does not exist, a key is taken or empty, or a value is in no
  // closed list or no date; Io when the disk refuses. An assertion added twice by one batch is
  // merged.
  [[nodiscard]] virtual Result<void> commit(const Changes& changes) = 0;

  // Removes for good, so that the bytes are in none of the store's files: the nodes with all that
  // any batch ever said of them and every citation from or to them; the kept texts of `texts`;
  // and the summary of every by-hand batch that concerned the nodes. Logged as `entry`, which
  // must not name what it removed.
  struct Purge {
    std::vector<NodeId> nodes;
    std::vector<BatchId> texts;
    Batch entry;
  };
  [[nodiscard]] virtual Result<void> purge(const Purge& request) = 0;

  // ---- files beside the store ----
  // Where files may lie that are derived from the store, and a stamp: two states that answer some
  // question differently have different ones, and other stores have others. Absent when the store
  // is not in a folder. O(1).
  struct State {
    std::string folder;
    std::array<std::uint64_t, 2> stamp{};
  };
  [[nodiscard]] virtual Result<std::optional<State>> state() const = 0;
  // False once a writer has made or dropped files of the store since it was opened for reading, as
  // a purge does: what was derived from it must not be left in the folder then.
  [[nodiscard]] virtual bool is_latest() const = 0;

  // ---- upkeep ----
  // What the store takes on disk, part by part; the sum is all that is in its folder. Empty when
  // it is not on a disk. O(files).
  [[nodiscard]] virtual Result<std::vector<PartSize>> sizes() const = 0;
  // Reads every file and verifies its checksums. Damaged, saying which is wrong. O(bytes stored).
  [[nodiscard]] virtual Result<void> check_files() const = 0;
  // Rewrites all that is stored into as few files as possible; changes no answer. Needs up to the
  // store's size in free space meanwhile. Safe to interrupt. O(store).
  [[nodiscard]] virtual Result<void> compact() = 0;
};

// Keeps everything in memory. Ordered and atomic like the other, lost at the end of the process.
std::unique_ptr<Store> make_memory_store();

enum class OpenMode : std::uint8_t {
  Read,   // NotFound when there is no store; sees the store as it is now, also beside a writer
  Write,  // creates when there is none; Locked, naming the process, when another writes
  WriteExisting,  // like Write, but NotFound when there is none
};

struct StoreOptions {
  bool sync = true;  // false: a commit may be lost with the machine's power, though not torn
};

// Opens the RocksDB store in the folder `path`. Damaged when its bytes are wrong or its format is
// newer than this program, saying which and what to do; Io when the folder cannot be used. Opening
// for reading goes on while a writer changes the files, until it has met one state of them; Io when
// it met none within a minute.
Result<std::unique_ptr<Store>> open_rocksdb_store(const std::string& path, OpenMode mode,
                                                  StoreOptions options = {});

}  // namespace whocites
