// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A sound store has nothing wrong, whatever it lived through; each way of being wrong is found.
#include "storage/verify.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "storage/detail/tally.h"
#include "tests/storage/backends.h"
#include "tests/support/faulty_store.h"
#include "tests/support/passing_store.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> told(const Store& store) {
  const auto result = verify_store(store);
  EXPECT_THAT(result, IsOk());
  std::vector<std::string> lines;
  if (!result) return lines;
  for (const Finding& finding : result->findings) {
    lines.push_back(finding.part + ": " + finding.what);
  }
  EXPECT_EQ(lines.size(), std::min<std::size_t>(result->finding_count, 100));
  return lines;
}

// ---- sound stores ----

class VerifySound : public ::testing::TestWithParam<std::tuple<Backend, unsigned>> {};
INSTANTIATE_TEST_SUITE_P(Lives, VerifySound,
                         ::testing::Combine(::testing::ValuesIn(kBackends),
                                            ::testing::Range(1U, 7U)));

TEST_P(VerifySound, FindsNothingAfterEachOfManyChanges) {
  const auto& [backend, seed] = GetParam();
  TempDir dir;
  const std::unique_ptr<Store> store = backend.open(dir / "store");
  EXPECT_THAT(told(*store), IsEmpty());
  RandomData random(seed);
  std::vector<NodeId> known;
  for (int i = 0; i < 30; ++i) {
    if (i % 7 == 6 && !known.empty()) {
      ASSERT_THAT(store->purge(purge_of(*store, {known.back()})), IsOk());
      known.pop_back();
    } else {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    ASSERT_THAT(told(*store), IsEmpty()) << i;
  }
}

TEST(Verify, CountsWhatItChecked) {
  const std::unique_ptr<Store> store = make_memory_store();
  BatchBuilder build(*store);
  const NodeId a = build.node("a");
  const NodeId b = build.node("b");
  build.cites(a, b).cites(a, b).cites(b, a).decides(a, b, true);
  ASSERT_THAT(build.commit(*store), IsOk());
  ASSERT_THAT(BatchBuilder(*store).cites(a, b).commit(*store), IsOk());
  const auto result = verify_store(*store);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->batches, 2U);
  EXPECT_EQ(result->nodes, 2U);
  EXPECT_EQ(result->citations, 2U);
  EXPECT_EQ(result->evidence, 4U);
  EXPECT_EQ(result->decisions, 1U);
  EXPECT_EQ(result->finding_count, 0U);
}

// ---- stores that are wrong in one thing ----

// Changes what goes through a call; each of these may be set.
class Spoilt final : public PassingStore {
 public:
  using PassingStore::PassingStore;

  std::function<void(StoredNode&)> node_change;
  std::function<void(Citation&)> citation_change;
  std::function<void(Batch&)> batch_change;
  std::function<bool(const StoredNode&)> hides_node = [](const auto&) { return false; };
  std::function<bool(const Citation&)> hides_citation = [](const auto&) { return false; };
  std::function<bool(const Batch&)> hides_batch = [](const auto&) { return false; };
  std::function<bool(NodeId)> hides_key = [](NodeId) { return false; };
  std::function<bool(NodeId)> hides_name = [](NodeId) { return false; };
  std::function<bool(NodeId)> hides_word = [](NodeId) { return false; };
  std::function<bool(Direction)> hides_first_end = [](Direction) { return false; };
  std::function<bool(Direction)> adds_end = [](Direction) { return false; };
  std::function<void(NodeId, std::vector<NodeId>&)> part_change;
  std::function<void(NodeId, std::vector<IdentityDecision>&)> decision_change;
  std::function<void(NodeId, Direction, std::vector<Adjacent>&)> judged_change;
  std::function<void(std::vector<Batch>&)> withdrawal_change;
  std::optional<std::pair<std::string, NodeId>> key_too_much;
  std::optional<std::pair<std::string, NodeId>> word_too_much;
  std::optional<NodeId> name_too_much;
  bool loses_digests = false;
  bool fails_files = false;
  bool fails_nodes = false;
  std::optional<NodeId> other_next_node;
  std::optional<BatchId> other_next_batch;

  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override {
    if (fails_nodes) return fail(ErrorCode::Damaged, "the nodes make no sense");
    return whole_.scan_nodes(after, [&](const StoredNode& node) {
      if (hides_node(node)) return true;
      StoredNode changed = node;
      if (node_change) node_change(changed);
      return visit(changed);
    });
  }
  Result<void> scan_citations(const CitationVisitor& visit) const override {
    return whole_.scan_citations([&](const Citation& citation) {
      if (hides_citation(citation)) return true;
      Citation changed = citation;
      if (citation_change) citation_change(changed);
      return visit(changed);
    });
  }
  Result<void> scan_batches(const BatchVisitor& visit) const override {
    return whole_.scan_batches([&](const Batch& batch) {
      if (hides_batch(batch)) return true;
      Batch changed = batch;
      if (batch_change) batch_change(changed);
      return visit(changed);
    });
  }
  Result<void> scan_keys(std::string_view prefix, const KeyVisitor& visit) const override {
    if (key_too_much) visit(key_too_much->first, key_too_much->second);
    return whole_.scan_keys(prefix, [&](std::string_view key, NodeId node) {
      return hides_key(node) || visit(key, node);
    });
  }
  Result<void> scan_names(const HashVisitor& visit) const override {
    if (name_too_much) visit("12345", *name_too_much);
    return whole_.scan_names(
        [&](std::string_view hash, NodeId node) { return hides_name(node) || visit(hash, node); });
  }
  Result<void> scan_word(std::string_view word, NodeId after,
                         const IdVisitor& visit) const override {
    if (word_too_much && word_too_much->first == word) visit(word_too_much->second);
    return whole_.scan_word(word, after,
                            [&](NodeId node) { return hides_word(node) || visit(node); });
  }
  Result<void> scan_ends(Direction direction, const EndsVisitor& visit) const override {
    bool first = true;
    if (adds_end(direction)) visit(NodeId(1), BatchId(1), {NodeId(3), Relation::Retracts});
    return whole_.scan_ends(direction, [&](NodeId node, BatchId batch, const Adjacent& adjacent) {
      const bool hidden = first && hides_first_end(direction);
      first = false;
      return hidden || visit(node, batch, adjacent);
    });
  }
  Result<std::vector<NodeId>> parts_of(NodeId node) const override {
    auto parts = whole_.parts_of(node);
    if (part_change) part_change(node, *parts);
    return parts;
  }
  Result<bool> has_identities() const override { return whole_.has_identities(); }
  Result<std::vector<IdentityDecision>> identities(NodeId node) const override {
    auto decisions = whole_.identities(node);
    if (decision_change) decision_change(node, *decisions);
    return decisions;
  }
  Result<std::vector<Adjacent>> judged(NodeId node, Direction direction) const override {
    auto found = whole_.judged(node, direction);
    if (judged_change) judged_change(node, direction, *found);
    return found;
  }
  Result<std::vector<Batch>> withdrawals() const override {
    auto found = whole_.withdrawals();
    if (withdrawal_change) withdrawal_change(*found);
    return found;
  }
  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override {
    if (loses_digests) return std::vector<BatchId>{};
    return whole_.find_digest(digest);
  }
  Result<void> check_files() const override {
    if (fails_files) return fail(ErrorCode::Damaged, "file 7 has rotted");
    return whole_.check_files();
  }
  NodeId next_node() const override { return other_next_node.value_or(whole_.next_node()); }
  BatchId next_batch() const override { return other_next_batch.value_or(whole_.next_batch()); }
};

struct Wrong {
  std::string name;
  std::function<void(Spoilt&)> spoil;
  std::string finding;  // a part of the one finding that must be there
};

// Nodes: a (1), b (2), outlet (3); batch 1 cites a → b, and b → a which is judged; a is part of
// the outlet; a is not b. Batch 2 is withdrawn by batch 3.
const std::vector<Wrong> kWrong{
    {"File", [](Spoilt& s) { s.fails_files = true; }, "files: file 7 has rotted"},
    {"Nodes", [](Spoilt& s) { s.fails_nodes = true; }, "nodes: the nodes make no sense"},
    {"NodeWithoutKey", [](Spoilt& s) { s.node_change = [](StoredNode& n) { n.key.clear(); }; },
     "nodes: node 1 has no key"},
    {"KeyOfAnother", [](Spoilt& s) { s.node_change = [](StoredNode& n) { n.key += "x"; }; },
     "keys: node 1 'a': a key leads to it that it does not have"},
    {"KeyLost", [](Spoilt& s) { s.hides_key = [](NodeId n) { return n == NodeId(2); }; },
     "keys: node 2 'b': its key does not lead to it"},
    {"KeyWithoutNode",
     [](Spoilt& s) {
       s.key_too_much = {"ghost", NodeId(9)};
     },
     "keys: node 9: a key leads to it"},
    {"NodeLost",
     [](Spoilt& s) { s.hides_node = [](const StoredNode& n) { return n.id == NodeId(2); }; },
     "keys: node 2 'b': a key leads to it"},
    {"NodeLostThatIsCited",
     [](Spoilt& s) { s.hides_node = [](const StoredNode& n) { return n.id == NodeId(2); }; },
     "citations: node 1 mentions node 2: one of the two nodes does not exist"},
    {"NodePastTheNext", [](Spoilt& s) { s.other_next_node = NodeId(3); },
     "nodes: node 3 is not below the next one, 3"},
    {"AssertionOfNoBatch",
     [](Spoilt& s) { s.node_change = [](StoredNode& n) { n.assertions[0].batch = BatchId(77); }; },
     "nodes: node 1: what batch 77 says"},
    {"AssertionTwice",
     [](Spoilt& s) {
       s.node_change = [](StoredNode& n) { n.assertions.push_back(n.assertions.back()); };
     },
     "stands twice"},
    {"DateThatIsNone",
     [](Spoilt& s) {
       s.node_change = [](StoredNode& n) {
         n.assertions[0].facts.date.emplace().start.year = 12345;
       };
     },
     "nodes: node 1: batch 1 gives a date"},
    {"NameLost", [](Spoilt& s) { s.hides_name = [](NodeId n) { return n == NodeId(1); }; },
     "names: node 1 'a': a name of it is not in the index"},
    {"NameTooMuch", [](Spoilt& s) { s.name_too_much = NodeId(2); },
     "names: node 2 'b': the index has a name"},
    {"WordLost", [](Spoilt& s) { s.hides_word = [](NodeId n) { return n == NodeId(3); }; },
     "words: node 3 'outlet': a word of its names"},
    {"WordTooMuch",
     [](Spoilt& s) {
       s.word_too_much = {"bridge", NodeId(3)};
     },
     "words: node 3 'outlet': the index has a word"},
    {"PartLost",
     [](Spoilt& s) { s.part_change = [](NodeId, std::vector<NodeId>& parts) { parts.clear(); }; },
     "parts: node 1 'a' and node 3 'outlet': it is not among"},
    {"PartTooMuch",
     [](Spoilt& s) {
       s.part_change = [](NodeId n, std::vector<NodeId>& parts) {
         if (n == NodeId(2)) parts.push_back(NodeId(3));
       };
     },
     "parts: node 3 'outlet' and node 2 'b': it is among"},
    {"CitationLost",
     [](Spoilt& s) { s.hides_citation = [](const Citation& c) { return c.from == NodeId(1); }; },
     "cites: node 1 mentions node 2, batch 1: the citing node's list has this"},
    {"NoEvidence",
     [](Spoilt& s) {
       s.citation_change = [](Citation& c) {
         c.evidence.clear();
         c.judgements.clear();
       };
     },
     "citations: node 1 mentions node 2 has no evidence"},
    {"EvidenceOfNoBatch",
     [](Spoilt& s) { s.citation_change = [](Citation& c) { c.evidence[0].batch = BatchId(55); }; },
     "the evidence of batch 55 has no entry"},
    {"EvidenceOfAnotherBatch",
     [](Spoilt& s) { s.citation_change = [](Citation& c) { c.evidence[0].batch = BatchId(2); }; },
     "cites: node 1 mentions node 2, batch 2: there is evidence for this"},
    {"EvidenceTooSure",
     [](Spoilt& s) { s.citation_change = [](Citation& c) { c.evidence[0].confidence = 1.5; }; },
     "the evidence of batch 1 has no entry in the log, or a date or confidence"},
    {"JudgementOfNoBatch",
     [](Spoilt& s) {
       s.citation_change = [](Citation& c) {
         for (Judgement& one : c.judgements) one.batch = BatchId(0);
       };
     },
     "the judgement of batch 0"},
    {"CitingLost",
     [](Spoilt& s) { s.hides_first_end = [](Direction d) { return d == Direction::Cites; }; },
     "cites: node 1 mentions node 2, batch 1: there is evidence for this"},
    {"CitedLost",
     [](Spoilt& s) { s.hides_first_end = [](Direction d) { return d == Direction::CitedBy; }; },
     "cited_by: node 2 quotes node 1, batch 1: the citing node's list has this"},
    {"CitedTooMuch",
     [](Spoilt& s) { s.adds_end = [](Direction d) { return d == Direction::CitedBy; }; },
     "cited_by: node 3 retracts node 1, batch 1: the cited node's list has this"},
    {"CitingTooMuch",
     [](Spoilt& s) { s.adds_end = [](Direction d) { return d == Direction::Cites; }; },
     "cites: node 1 retracts node 3, batch 1: the citing node's list has this"},
    {"JudgingLost",
     [](Spoilt& s) {
       s.judged_change = [](NodeId, Direction d, std::vector<Adjacent>& found) {
         if (d == Direction::Cites) found.clear();
       };
     },
     "judgements: node 2 quotes node 1: this was judged, and the citing node"},
    {"JudgedLost",
     [](Spoilt& s) {
       s.judged_change = [](NodeId, Direction d, std::vector<Adjacent>& found) {
         if (d == Direction::CitedBy) found.clear();
       };
     },
     "judgements: node 2 quotes node 1: this was judged, and the cited node"},
    {"JudgedTooMuch",
     [](Spoilt& s) {
       s.judged_change = [](NodeId n, Direction d, std::vector<Adjacent>& found) {
         if (d == Direction::CitedBy && n == NodeId(3)) {
           found.push_back({NodeId(1), Relation::Links});
         }
       };
     },
     "judgements: node 1 links node 3: the cited node tells"},
    {"DecisionOnOneSideOnly",
     [](Spoilt& s) {
       s.decision_change = [](NodeId n, std::vector<IdentityDecision>& all) {
         if (n == NodeId(2)) all.clear();
       };
     },
     "decisions: node 1 'a' is not node 2 'b', batch 1: this stands with the first"},
    {"DecisionThatDiffers",
     [](Spoilt& s) {
       s.decision_change = [](NodeId n, std::vector<IdentityDecision>& all) {
         if (n == NodeId(2)) all[0].same = true;
       };
     },
     "decisions: node 1 'a' is node 2 'b', batch 1: this stands with the second"},
    {"DecisionOfOthers",
     [](Spoilt& s) {
       s.decision_change = [](NodeId n, std::vector<IdentityDecision>& all) {
         if (n == NodeId(3)) all.push_back({BatchId(1), NodeId(1), NodeId(2), true, ""});
       };
     },
     "decisions: node 3 has a decision of batch 1"},
    {"BatchLost",
     [](Spoilt& s) { s.hides_batch = [](const Batch& b) { return b.id == BatchId(2); }; },
     "log: batch 2 is missing"},
    {"LastBatchLost",
     [](Spoilt& s) { s.hides_batch = [](const Batch& b) { return b.id == BatchId(3); }; },
     "log: batch 3 is missing"},
    {"BatchPastTheNext", [](Spoilt& s) { s.other_next_batch = BatchId(3); },
     "log: batch 3 is not below the next one, 3"},
    {"BatchLookedUp", [](Spoilt& s) { s.batch_change = [](Batch& b) { b.who = "somebody"; }; },
     "log: batch 1 is another one when looked up"},
    {"WithdrawsALaterOne",
     [](Spoilt& s) {
       s.batch_change = [](Batch& b) {
         if (b.target) b.target = BatchId(3);
       };
     },
     "log: batch 3 withdraws batch 3, which is not before it"},
    {"WithdrawalLost",
     [](Spoilt& s) { s.withdrawal_change = [](std::vector<Batch>& all) { all.clear(); }; },
     "log: batch 3 withdraws another and is not among"},
    {"WithdrawalTooMuch",
     [](Spoilt& s) {
       s.withdrawal_change = [](std::vector<Batch>& all) { all.emplace_back().id = BatchId(1); };
     },
     "log: batch 1 is among those that withdraw another"},
    {"DigestLost", [](Spoilt& s) { s.loses_digests = true; },
     "log: batch 1 is not found by the digest of its source file.txt"},
};

std::unique_ptr<Store> sound_store() {
  std::unique_ptr<Store> store = make_memory_store();
  BatchBuilder build(*store, Action::Import);
  const NodeId a = build.node("a", titled("Bridge unsafe"), NodeId(3));
  const NodeId b = build.node("b", titled("Bridge moved"));
  build.node("outlet", titled("The Harbour Post", Kind::Outlet));
  build.cites(a, b).cites(b, a, Relation::Quotes);
  build.judges(b, a, Verdict::Confirmed, Relation::Quotes).decides(a, b, false);
  build.changes.batch.sources = {{"file.txt", "digest", "text"}};
  EXPECT_THAT(build.commit(*store), IsOk());
  EXPECT_THAT(BatchBuilder(*store).says(a, titled("Bridge safe")).commit(*store), IsOk());
  EXPECT_THAT(BatchBuilder(*store, Action::Forget).withdraws(BatchId(2)).commit(*store), IsOk());
  return store;
}

class VerifyWrong : public ::testing::TestWithParam<Wrong> {};
INSTANTIATE_TEST_SUITE_P(Ways, VerifyWrong, ::testing::ValuesIn(kWrong),
                         [](const auto& row) { return row.param.name; });

TEST_P(VerifyWrong, IsFound) {
  const std::unique_ptr<Store> store = sound_store();
  ASSERT_THAT(told(*store), IsEmpty());
  Spoilt spoilt(*store);
  ASSERT_THAT(told(spoilt), IsEmpty());
  GetParam().spoil(spoilt);
  EXPECT_THAT(told(spoilt), ::testing::Contains(HasSubstr(GetParam().finding)));
}

TEST(Verify, OneLostRowIsOneFinding) {
  const std::unique_ptr<Store> store = sound_store();
  Spoilt spoilt(*store);
  spoilt.hides_first_end = [](Direction d) { return d == Direction::CitedBy; };
  EXPECT_THAT(told(spoilt), ElementsAre(HasSubstr("node 2 quotes node 1")));
}

TEST(Verify, ListsAsManyFindingsAsWantedAndCountsTheOthers) {
  const std::unique_ptr<Store> store = make_memory_store();
  BatchBuilder build(*store);
  for (int i = 0; i < 50; ++i) build.node("n" + std::to_string(i));
  ASSERT_THAT(build.commit(*store), IsOk());
  Spoilt spoilt(*store);
  spoilt.node_change = [](StoredNode& node) { node.assertions[0].batch = BatchId(9); };
  VerifyOptions options;
  options.max_findings = 7;
  const auto result = verify_store(spoilt, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->findings.size(), 7U);
  EXPECT_EQ(result->finding_count, 50U);
}

TEST(Verify, TellsSomeOfManyLostRowsAndThatThereAreMore) {
  const std::unique_ptr<Store> store = make_memory_store();
  BatchBuilder build(*store);
  for (int i = 0; i < 500; ++i) build.node("n" + std::to_string(i));
  ASSERT_THAT(build.commit(*store), IsOk());
  Spoilt spoilt(*store);
  spoilt.hides_key = [](NodeId) { return true; };
  const std::vector<std::string> lines = told(spoilt);
  EXPECT_GT(lines.size(), 5U);
  EXPECT_EQ(lines.back(), "keys: and more of this kind");
}

TEST(Verify, ADiskThatFailsIsAFailureAndNotAFinding) {
  const std::unique_ptr<Store> store = sound_store();
  bool failed = true;
  for (std::size_t n = 0; failed; ++n) {
    const FaultyStore faulty(*store, n);
    const auto result = verify_store(faulty);
    failed = faulty.has_failed();
    if (failed) {
      EXPECT_THAT(result, FailsWith(ErrorCode::Io, "fault injected")) << n;
    } else {
      EXPECT_THAT(result, IsOk());
    }
  }
}

TEST(VerifyOnDisk, FlippedByteInATableIsFound) {
  TempDir dir;
  const std::string path = dir / "store";
  {
    const std::unique_ptr<Store> store = open_in(path);
    RandomData random(4);
    std::vector<NodeId> known;
    for (int i = 0; i < 20; ++i) {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    ASSERT_THAT(store->compact(), IsOk());
    ASSERT_THAT(told(*store), IsEmpty());
  }
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() != ".sst") continue;
    const std::string bytes = read_file(entry.path());
    std::string flipped = bytes;
    flipped[5] = static_cast<char>(flipped[5] ^ 1);
    write_file(entry.path(), flipped);
    const auto store = open_rocksdb_store(path, OpenMode::Read);
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT(told(**store), ::testing::Contains(HasSubstr("files: ")));
    ++found;
    write_file(entry.path(), bytes);
  }
  EXPECT_GE(found, 5);
}

// ---- the comparison itself ----

using storage::detail::Tally;

TEST(Tally, DoesNotMindTheOrderAndFindsEveryDifference) {
  std::mt19937 random(9);
  for (int round = 0; round < 20; ++round) {
    std::vector<Tally::Item> left;
    for (int i = 0; i < 3000; ++i) {
      left.push_back({static_cast<std::uint32_t>(random()) % 50, random() % 50 == 0, 0, 1});
    }
    std::vector<Tally::Item> right = left;
    std::shuffle(right.begin(), right.end(), random);
    Tally same;
    for (const Tally::Item& item : left) same.left(item);
    for (const Tally::Item& item : right) same.right(item);
    EXPECT_TRUE(same.agrees());
    const Tally::Item lost = right.back();
    right.back() = {77, 77, 77, 77};
    Tally other;
    for (const bool again : {false, true}) {
      if (again) other.collect();
      for (const Tally::Item& item : left) other.left(item);
      for (const Tally::Item& item : right) other.right(item);
    }
    EXPECT_FALSE(other.agrees());
    EXPECT_EQ(other.differing(), 2U);
    EXPECT_THAT(other.differences().first, ElementsAre(lost));
    EXPECT_THAT(other.differences().second, ElementsAre(Tally::Item{77, 77, 77, 77}));
  }
}

}  // namespace
}  // namespace whocites::testing
