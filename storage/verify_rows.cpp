// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/verify_rows.h"

#include <set>

#include "storage/detail/encoding.h"

namespace whocites::storage::detail {
namespace {

// One comparison of two places. `left` and `right` say what it means that only that one has a row.
enum Place : std::size_t {
  kKeys,
  kNames,
  kWords,
  kParts,
  kCites,
  kCitedBy,
  kJudging,
  kJudged,
  kDecisions,
  kBandRows
};
struct Comparison {
  std::string_view part;
  std::string_view left;
  std::string_view right;
};
constexpr std::array<Comparison, 10> kComparisons{{
    {"keys", "its key does not lead to it", "a key leads to it that it does not have"},
    {"names", "a name of it is not in the index",
     "the index has a name for it that nothing calls it"},
    {"words", "a word of its names is not in the index",
     "the index has a word for it that is in none of its names"},
    {"parts", "it is not among the parts of what it is part of",
     "it is among the parts of what it is not part of"},
    {"cites", "there is evidence for this, and the citing node's list lacks it",
     "the citing node's list has this, and there is no evidence for it"},
    {"cited_by", "the citing node's list has this, the cited node's lacks it",
     "the cited node's list has this, the citing node's lacks it"},
    {"judgements", "this was judged, and the citing node does not tell",
     "the citing node tells that this was judged, and it was not"},
    {"judgements", "this was judged, and the cited node does not tell",
     "the cited node tells that this was judged, and it was not"},
    {"decisions", "this stands with the first node and not with the second",
     "this stands with the second node and not with the first"},
    {"bands", "a band of its text sketch is not in the index",
     "the index has a band for it that its text sketch does not have"},
}};

constexpr std::size_t kListed = 20;  // of one side of one comparison

class RowCheck {
 public:
  RowCheck(const Store& store, Findings& findings, VerifyResult& result,
           const std::vector<bool>& logged)
      : store_(store), findings_(findings), result_(result), logged_(logged) {
    exists_.resize(store.next_node().value);
  }

  Result<void> run() {
    if (auto done = read_all(); !done) return done;
    bool differ = false;
    for (std::size_t i = 0; i < kComparisons.size(); ++i) {
      if (broken_[i] || tallies_[i].agrees()) continue;
      differ = true;
      tallies_[i].collect();
    }
    if (!differ) return {};
    again_ = true;
    if (auto done = read_all(); !done) return done;
    for (std::size_t i = 0; i < kComparisons.size(); ++i) {
      if (!broken_[i] && !tallies_[i].agrees()) report(static_cast<Place>(i));
    }
    return {};
  }

 private:
  Result<void> read_all() {
    read_nodes();
    if (!failed_) read_keys();
    if (!failed_) read_names();
    if (!failed_) read_words();
    if (!failed_) read_bands();
    if (!failed_) read_citations();
    if (!failed_) read_ends();
    for (std::uint32_t id = 1; !failed_ && id < exists_.size(); ++id) read_node(NodeId(id));
    if (failed_) return fail(*failed_);
    return {};
  }

  // What is read a second time was checked the first.
  void add(std::string_view part, std::string what) {
    if (!again_) findings_.add(part, std::move(what));
  }
  template <class T>
  bool accept(std::string_view part, const Result<T>& done, std::initializer_list<Place> feeds) {
    if (again_) {
      if (!done && done.error().code != ErrorCode::Damaged) failed_ = done.error();
      return done.has_value();
    }
    if (findings_.accept(part, done, failed_)) return true;
    for (Place place : feeds) broken_[place] = true;  // half a side says nothing
    return false;
  }

  bool is_logged(BatchId batch) const {
    return batch.value < logged_.size() && logged_[batch.value];
  }
  bool is_node(NodeId id) const { return id.value < exists_.size() && exists_[id.value]; }
  static bool is_readable(const std::optional<Date>& date) {
    return !date || parse_date(to_string(*date)) == *date;
  }
  static std::string named(NodeId id) { return "node " + std::to_string(id.value); }
  static std::string named(BatchId id) { return "batch " + std::to_string(id.value); }
  static Tally::Item hashed(std::string_view text, NodeId node) {
    const Hash128 hash = hash_of(text);
    return {static_cast<std::uint32_t>(hash.low >> 32), static_cast<std::uint32_t>(hash.low),
            static_cast<std::uint32_t>(hash.high), node.value};
  }
  static Tally::Item row_of(Band band, NodeId node) {
    return {static_cast<std::uint32_t>(band >> 32), static_cast<std::uint32_t>(band), 0,
            node.value};
  }
  static Tally::Item row(NodeId from, NodeId to, Relation relation, BatchId batch) {
    return {from.value, to.value, static_cast<std::uint32_t>(relation), batch.value};
  }

  void read_nodes() {
    NodeId last{0};
    const auto visit = [&](const StoredNode& node) {
      if (!again_) ++result_.nodes;
      if (node.id <= last) add("nodes", named(node.id) + " is out of order");
      last = node.id;
      if (node.id.value == 0 || node.id >= store_.next_node()) {
        add("nodes", named(node.id) + " is not below the next one, " +
                         std::to_string(store_.next_node().value));
      } else {
        exists_[node.id.value] = true;
      }
      if (node.key.empty()) add("nodes", named(node.id) + " has no key");
      tallies_[kKeys].left(hashed(node.key, node.id));
      check_assertions(node);
      return true;
    };
    accept("nodes", store_.scan_nodes(NodeId(0), visit),
           {kKeys, kNames, kWords, kParts, kBandRows});
  }

  void check_assertions(const StoredNode& node) {
    std::set<std::string> names;
    std::set<std::string> words;
    std::set<NodeId> wholes;
    std::set<Band> bands;
    BatchId last{0};
    for (const Assertion& assertion : node.assertions) {
      if (assertion.batch <= last || !is_logged(assertion.batch)) {
        add("nodes", named(node.id) + ": what " + named(assertion.batch) +
                         " says stands twice, out of order, or without an entry in the log");
      }
      last = assertion.batch;
      const NodeFacts& facts = assertion.facts;
      if (!is_readable(facts.date) || (facts.kind && name_of(*facts.kind) == "unknown")) {
        add("nodes", named(node.id) + ": " + named(assertion.batch) +
                         " gives a date or a kind that does not exist");
      }
      for (std::string& name : index_names(facts)) names.insert(name_hash(index_form(name)));
      for (std::string& word : index_words(facts)) words.insert(std::move(word));
      if (assertion.part_of) wholes.insert(*assertion.part_of);
      if (assertion.batch < store_.bands_end()) {
        for (const Band band : index_bands(facts)) bands.insert(band);
      }
    }
    for (const Band band : bands) tallies_[kBandRows].left(row_of(band, node.id));
    for (const std::string& name : names) tallies_[kNames].left(hashed(name, node.id));
    for (const std::string& word : words) tallies_[kWords].left(hashed(word, node.id));
    for (NodeId whole : wholes) tallies_[kParts].left({whole.value, node.id.value, 0, 0});
  }

  void read_keys() {
    const auto visit = [&](std::string_view key, NodeId node) {
      tallies_[kKeys].right(hashed(key, node));
      return true;
    };
    accept("keys", store_.scan_keys("", visit), {kKeys});
  }

  void read_names() {
    const auto visit = [&](std::string_view hash, NodeId node) {
      tallies_[kNames].right(hashed(hash, node));
      return true;
    };
    accept("names", store_.scan_names(visit), {kNames});
  }

  void read_words() {
    const auto visit = [&](std::string_view word) -> std::optional<std::string> {
      const auto give = [&](NodeId node) {
        tallies_[kWords].right(hashed(word, node));
        return true;
      };
      accept("words", store_.scan_word(word, NodeId(0), give), {kWords});
      if (failed_) return std::nullopt;
      return std::string(word) + '\0';
    };
    accept("words", store_.scan_words("", visit), {kWords});
  }

  void read_bands() {
    const auto visit = [&](Band band, NodeId node) {
      tallies_[kBandRows].right(row_of(band, node));
      return true;
    };
    accept("bands", store_.scan_bands(visit), {kBandRows});
  }

  void read_citations() {
    std::optional<Tally::Item> last;
    const auto visit = [&](const Citation& citation) {
      const Tally::Item place = row(citation.from, citation.to, citation.relation, BatchId(0));
      if (!again_) ++result_.citations;
      if (!again_) result_.evidence += citation.evidence.size();
      if (last && place <= *last) add("citations", describe(place) + " is out of order");
      last = place;
      check(citation, place);
      std::set<BatchId> batches;
      for (const Evidence& one : citation.evidence) batches.insert(one.batch);
      for (BatchId batch : batches) {
        tallies_[kCites].left(row(citation.from, citation.to, citation.relation, batch));
      }
      if (!citation.judgements.empty()) {
        tallies_[kJudging].left(place);
        tallies_[kJudged].left(place);
      }
      return true;
    };
    accept("citations", store_.scan_citations(visit), {kCites, kJudging, kJudged});
  }

  void check(const Citation& citation, const Tally::Item& place) {
    if (again_) return;
    if (!is_node(citation.from) || !is_node(citation.to)) {
      add("citations", describe(place) + ": one of the two nodes does not exist");
    }
    if (name_of(citation.relation) == "unknown") {
      add("citations", describe(place) + " is of a relation that does not exist");
    }
    if (citation.evidence.empty() && citation.judgements.empty()) {
      add("citations", describe(place) + " has no evidence");
    }
    for (const Evidence& one : citation.evidence) {
      const bool sure = !one.confidence || (*one.confidence >= 0 && *one.confidence <= 1);
      if (!is_logged(one.batch) || !is_readable(one.date) || !sure) {
        add("citations",
            describe(place) + ": the evidence of " + named(one.batch) +
                " has no entry in the log, or a date or confidence that does not exist");
      }
    }
    for (const Judgement& one : citation.judgements) {
      const bool listed = one.verdict == Verdict::Confirmed || one.verdict == Verdict::Rejected;
      if (!is_logged(one.batch) || !listed) {
        add("citations", describe(place) + ": the judgement of " + named(one.batch) +
                             " has no entry in the log, or a verdict that does not exist");
      }
    }
  }

  void read_ends() {
    const auto citing = [&](NodeId from, BatchId batch, const Adjacent& to) {
      const Tally::Item item = row(from, to.peer, to.relation, batch);
      tallies_[kCites].right(item);
      tallies_[kCitedBy].left(item);
      return true;
    };
    accept("cites", store_.scan_ends(Direction::Cites, citing), {kCites, kCitedBy});
    const auto cited = [&](NodeId to, BatchId batch, const Adjacent& from) {
      tallies_[kCitedBy].right(row(from.peer, to, from.relation, batch));
      return true;
    };
    if (!failed_) accept("cited_by", store_.scan_ends(Direction::CitedBy, cited), {kCitedBy});
  }

  void read_node(NodeId id) {
    const Result<std::vector<NodeId>> parts = store_.parts_of(id);
    if (accept("parts", parts, {kParts})) {
      if (!parts->empty() && !is_node(id)) {
        add("parts", named(id) + " does not exist and " + named(parts->front()) + " is part of it");
      }
      for (NodeId part : *parts) tallies_[kParts].right({id.value, part.value, 0, 0});
    }
    const Result<std::vector<Adjacent>> judging = store_.judged(id, Direction::Cites);
    if (accept("judgements", judging, {kJudging})) {
      for (const Adjacent& to : *judging) {
        tallies_[kJudging].right(row(id, to.peer, to.relation, BatchId(0)));
      }
    }
    const Result<std::vector<Adjacent>> judged = store_.judged(id, Direction::CitedBy);
    if (accept("judgements", judged, {kJudged})) {
      for (const Adjacent& from : *judged) {
        tallies_[kJudged].right(row(from.peer, id, from.relation, BatchId(0)));
      }
    }
    read_decisions(id);
  }

  void read_decisions(NodeId id) {
    const Result<std::vector<IdentityDecision>> decisions = store_.identities(id);
    if (!accept("decisions", decisions, {kDecisions})) return;
    for (const IdentityDecision& one : *decisions) {
      const auto reason = static_cast<std::uint32_t>(hash_of(one.reason).low);
      const Tally::Item item{
          one.a.value, one.b.value, one.batch.value,
          (reason & ~3U) | (one.same ? 1U : 0U) | (one.of == Sameness::Text ? 2U : 0U)};
      if (one.a == id) tallies_[kDecisions].left(item);
      if (one.b == id) tallies_[kDecisions].right(item);
      if (one.a == id && !again_) ++result_.decisions;
      const bool sound = one.a != one.b && (one.a == id || one.b == id) && is_node(one.a) &&
                         is_node(one.b) && is_logged(one.batch);
      if (!sound) {
        add("decisions", named(id) + " has a decision of " + named(one.batch) +
                             " on nodes or from a batch that it cannot be about");
      }
    }
  }

  // ---- telling what differs ----

  std::string with_key(NodeId id) const {
    const Result<std::optional<StoredNode>> node = store_.node(id);
    const bool known = node && *node && !(*node)->key.empty();
    return named(id) + (known ? " '" + (*node)->key + "'" : "");
  }
  // A citation, and its batch when that is not 0.
  static std::string describe(const Tally::Item& item) {
    const auto relation = static_cast<Relation>(item[2]);
    std::string text = named(NodeId(item[0])) + " " + std::string(name_of(relation)) + " " +
                       named(NodeId(item[1]));
    if (item[3] != 0) text += ", " + named(BatchId(item[3]));
    return text;
  }
  std::string describe(Place place, const Tally::Item& item) const {
    switch (place) {
      case kKeys:
      case kNames:
      case kWords:
      case kBandRows:
        return with_key(NodeId(item[3]));
      case kParts:
        return with_key(NodeId(item[1])) + " and " + with_key(NodeId(item[0]));
      case kDecisions:
        return with_key(NodeId(item[0])) + (item[3] % 2 != 0 ? " is " : " is not ") +
               (item[3] & 2U ? "of the same text as " : "") + with_key(NodeId(item[1])) + ", " +
               named(BatchId(item[2]));
      default:
        return describe(item);
    }
  }

  void report(Place place) {
    const Comparison& comparison = kComparisons[place];
    const auto [left, right] = tallies_[place].differences();
    std::size_t told = 0;
    for (const auto& [items, meaning] :
         {std::pair(&left, comparison.left), std::pair(&right, comparison.right)}) {
      for (std::size_t i = 0; i < items->size() && i < kListed; ++i, ++told) {
        findings_.add(comparison.part, describe(place, (*items)[i]) + ": " + std::string(meaning));
      }
    }
    const bool more = tallies_[place].differing() > Tally::kCollected || left.size() > kListed ||
                      right.size() > kListed;
    if (more) findings_.add(comparison.part, "and more of this kind");
    // Only possible when the store changed between the two readings.
    if (told == 0 && !more) findings_.add(comparison.part, "the two sides differ");
  }

  const Store& store_;
  Findings& findings_;
  VerifyResult& result_;
  const std::vector<bool>& logged_;
  std::vector<bool> exists_;  // by node
  std::array<Tally, kComparisons.size()> tallies_;
  std::array<bool, kComparisons.size()> broken_{};
  bool again_ = false;
  std::optional<Error> failed_;
};

}  // namespace

Result<void> verify_rows(const Store& store, Findings& findings, VerifyResult& result,
                         const std::vector<bool>& logged) {
  return RowCheck(store, findings, result, logged).run();
}

}  // namespace whocites::storage::detail
