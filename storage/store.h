// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "graph/model.h"

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

// Thread rule: const functions may run at the same time on several threads; a writing one on one
// thread with no other call beside it. Every failure names the file or folder. Views passed to
// callbacks live until the callback returns; a callback returns false to stop the scan.
class Store {
 public:
  virtual ~Store() = default;

  // ---- nodes ----
  [[nodiscard]] virtual Result<std::optional<StoredNode>> node(NodeId id) const = 0;
  // The node with exactly this key; keys are byte strings. O(log nodes).
  [[nodiscard]] virtual Result<std::optional<NodeId>> find_key(std::string_view key) const = 0;
  // Nodes of which some assertion, withdrawn or not, has a title, alias or identifier with this
  // fold_name() form; ascending.
  [[nodiscard]] virtual Result<std::vector<NodeId>> find_name(std::string_view folded) const = 0;
  // Folded names from `prefix` on that start with it, in byte order, each with its node.
  using NameVisitor = std::function<bool(std::string_view folded, NodeId node)>;
  [[nodiscard]] virtual Result<void> scan_names(std::string_view prefix,
                                                const NameVisitor& visit) const = 0;
  // Keys that start with `prefix`, in byte order.
  [[nodiscard]] virtual Result<void> scan_keys(std::string_view prefix,
                                               const NameVisitor& visit) const = 0;
  // Nodes in ascending order of id, beginning after `after`.
  using NodeVisitor = std::function<bool(const StoredNode&)>;
  [[nodiscard]] virtual Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const = 0;

  // ---- citations ----
  // The citations out of, or into, `node`, ordered by (from, to, relation) or (to, from,
  // relation). Empty for an unknown node. O(log citations + result).
  [[nodiscard]] virtual Result<std::vector<Citation>> citations(NodeId node,
                                                                Direction direction) const = 0;
  // All citations, ordered by (from, to, relation).
  using CitationVisitor = std::function<bool(const Citation&)>;
  [[nodiscard]] virtual Result<void> scan_citations(const CitationVisitor& visit) const = 0;
  // The nodes that some assertion makes part of `node`, ascending.
  [[nodiscard]] virtual Result<std::vector<NodeId>> parts_of(NodeId node) const = 0;

  // ---- identity, log, texts ----
  // Decisions in which `node` takes part, ascending by batch.
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
// newer than this program, saying which and what to do; Io when the folder cannot be used.
Result<std::unique_ptr<Store>> open_rocksdb_store(const std::string& path, OpenMode mode,
                                                  StoreOptions options = {});

}  // namespace whocites
