// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "storage/detail/encoding.h"
#include "storage/store.h"

// All that a store says through every one of its functions, as text that a person can compare.
namespace whocites::testing {

inline std::string show(const std::string& bytes) {
  std::ostringstream out;
  out << '"';
  for (unsigned char c : bytes.size() > 300 ? bytes.substr(0, 300) : bytes) {
    if (c < 0x20) {
      out << '\\' << int{c} << ';';
    } else {
      out << c;
    }
  }
  out << '"';
  if (bytes.size() > 300) out << " and so on, hash " << std::hash<std::string>{}(bytes);
  return out.str();
}

inline std::string show(const std::vector<std::string>& list) {
  std::string text = "[";
  for (const std::string& item : list) text += show(item) + " ";
  return text + "]";
}

inline std::string show(const std::vector<Property>& list) {
  std::string text = "{";
  for (const Property& item : list) text += show(item.name) + ":" + show(item.json) + " ";
  return text + "}";
}

inline std::string show(const Place& place) {
  return show(place.file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.begin) +
         "-" + std::to_string(place.end);
}

inline std::string show(const NodeFacts& facts) {
  std::ostringstream out;
  if (facts.kind) out << name_of(*facts.kind);
  out << " title " << show(facts.title);
  if (facts.date) out << " date " << to_string(*facts.date);
  out << " url " << show(facts.url) << " language " << show(facts.language) << " country "
      << show(facts.country) << " authors " << show(facts.authors) << " domains "
      << show(facts.domains) << " aliases " << show(facts.aliases) << " notes " << show(facts.notes)
      << " properties " << show(facts.properties) << " suggestions";
  for (const Suggestion& suggestion : facts.suggestions) {
    out << " " << show(suggestion.key) << "=" << show(suggestion.name) << "@" << suggestion.score;
  }
  if (facts.unresolved) out << " unresolved";
  return out.str();
}

inline std::string show(const StoredNode& node) {
  std::ostringstream out;
  out << "node " << node.id.value << " " << show(node.key) << "\n";
  for (const Assertion& assertion : node.assertions) {
    out << "  batch " << assertion.batch.value << ": " << show(assertion.facts);
    if (assertion.part_of) out << " part of " << assertion.part_of->value;
    out << "\n";
  }
  return out.str();
}

inline std::string show(const Citation& citation) {
  std::ostringstream out;
  out << "citation " << citation.from.value << " " << name_of(citation.relation) << " "
      << citation.to.value << "\n";
  for (const Evidence& one : citation.evidence) {
    out << "  batch " << one.batch.value << ": " << show(one.text) << " at " << show(one.place)
        << (one.date ? " date " + to_string(*one.date) : "");
    if (one.confidence) out << " confidence " << *one.confidence;
    out << " " << show(one.properties) << "\n";
  }
  for (const Judgement& one : citation.judgements) {
    out << "  batch " << one.batch.value << ": " << name_of(one.verdict) << " by " << show(one.who)
        << " at " << one.when.time_since_epoch().count() << " " << show(one.why) << "\n";
  }
  return out.str();
}

inline std::string show(const IdentityDecision& decision) {
  return "decision of batch " + std::to_string(decision.batch.value) + ": " +
         std::to_string(decision.a.value) + (decision.same ? " is " : " is not ") +
         (decision.of == Sameness::Text ? "of the text of " : "") +
         std::to_string(decision.b.value) + " " + show(decision.reason) + "\n";
}

inline std::string show(const Batch& batch) {
  std::ostringstream out;
  out << "batch " << batch.id.value << " at " << batch.time.time_since_epoch().count() << " "
      << name_of(batch.action) << " by " << show(batch.who) << ": " << show(batch.summary) << " "
      << batch.node_count << "/" << batch.citation_count << "/" << batch.rejected_count;
  if (batch.target) out << " withdraws " << batch.target->value;
  if (batch.origin) {
    out << " from " << show(batch.origin->store) << " " << batch.origin->batch.value << " at "
        << batch.origin->time.time_since_epoch().count();
  }
  for (const SourceFile& source : batch.sources) {
    out << " source " << show(source.name) << " " << show(source.digest) << " "
        << show(source.format);
  }
  return out.str() + "\n";
}

inline std::string show(const KeptText& text) {
  return "text of batch " + std::to_string(text.batch.value) + " at " + show(text.place) + " " +
         show(text.reason) + ": " + show(text.text) + "\n";
}

// A failure becomes a line of the dump, so that it cannot pass for an empty answer.
template <class T>
bool noted(std::string& text, const Result<T>& result) {
  if (!result) text += "FAILED: " + to_string(result.error()) + "\n";
  return result.has_value();
}

// Who else has the names of the node.
inline std::string dump_names(const Store& store, NodeId id) {
  std::string text;
  const auto node = store.node(id);
  if (!noted(text, node) || !*node) return text;
  for (const Assertion& assertion : (*node)->assertions) {
    for (const std::string& name : storage::detail::index_names(assertion.facts)) {
      text += "  name " + show(name);
      if (const auto ids = store.find_name(name); noted(text, ids)) {
        for (NodeId bearer : *ids) text += " " + std::to_string(bearer.value);
      }
      text += "\n";
    }
  }
  return text;
}

// What the adjacency of a node answers, whole and by pages, for all batches and for every other.
inline std::string dump_adjacency(const Store& store, NodeId id, Direction direction) {
  std::string text;
  for (const bool all : {true, false}) {
    const BatchFilter counts = [all](BatchId batch) { return all || batch.value % 2 == 1; };
    if (const auto count = store.citation_count(id, direction, counts); noted(text, count)) {
      text += "  " + std::to_string(*count) + (all ? ":" : " by odd batches:");
    }
    std::optional<Adjacent> after;
    for (bool more = true; more;) {
      more = false;
      std::size_t page = 0;
      noted(text, store.scan_adjacent(id, direction, after, counts, [&](const Adjacent& end) {
        text += " " + std::to_string(end.peer.value) + "/" + std::string(name_of(end.relation));
        after = end;
        more = ++page == 3;
        return !more;
      }));
    }
    text += "\n";
  }
  if (const auto list = store.judged(id, direction); noted(text, list) && !list->empty()) {
    text += "  judged:";
    for (const Adjacent& end : *list) {
      text += " " + std::to_string(end.peer.value) + "/" + std::string(name_of(end.relation));
    }
    text += "\n";
  }
  return text;
}

inline std::string dump_nodes(const Store& store, const std::vector<NodeId>& ids) {
  std::string text;
  for (NodeId id : ids) {
    if (const auto node = store.node(id); noted(text, node) && *node) text += show(**node);
    text += dump_names(store, id);
    for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
      text += direction == Direction::Cites ? " cites\n" : " cited by\n";
      text += dump_adjacency(store, id, direction);
      if (const auto list = store.citations(id, direction); noted(text, list)) {
        for (const Citation& citation : *list) text += "  " + show(citation);
      }
    }
    if (const auto list = store.identities(id); noted(text, list)) {
      for (const IdentityDecision& decision : *list) text += "  " + show(decision);
    }
    if (const auto list = store.parts_of(id); noted(text, list)) {
      for (NodeId part : *list) text += "  part " + std::to_string(part.value) + "\n";
    }
  }
  return text;
}

inline std::string dump_batches(const Store& store) {
  std::string text;
  for (std::uint32_t id = 0; id <= store.next_batch().value; ++id) {
    if (const auto batch = store.batch(BatchId(id)); noted(text, batch) && *batch) {
      text += " " + show(**batch);
    }
    if (const auto list = store.texts(BatchId(id)); noted(text, list)) {
      for (const KeptText& kept : *list) text += "  " + show(kept);
    }
  }
  if (const auto list = store.withdrawals(); noted(text, list)) {
    for (const Batch& batch : *list) text += " withdrawal " + show(batch);
  }
  return text;
}

inline std::string dump(const Store& store) {
  std::string text = "next node " + std::to_string(store.next_node().value) + ", next batch " +
                     std::to_string(store.next_batch().value) + "\n";
  std::vector<NodeId> ids;
  noted(text, store.scan_nodes(NodeId(0), [&](const StoredNode& node) {
    text += "scan " + show(node);
    ids.push_back(node.id);
    return true;
  }));
  noted(text, store.scan_citations([&](const Citation& citation) {
    text += "scan " + show(citation);
    return true;
  }));
  noted(text, store.scan_keys("", [&](std::string_view key, NodeId id) {
    text += "key " + show(std::string(key)) + " " + std::to_string(id.value) + "\n";
    return true;
  }));
  noted(text, store.scan_bands([&](Band band, NodeId id) {
    text += "band " + std::to_string(band) + " " + std::to_string(id.value) + "\n";
    return true;
  }));
  std::vector<std::string> words;
  noted(text, store.scan_words("", [&](std::string_view word) {
    words.emplace_back(word);
    return std::optional(words.back());
  }));
  for (const std::string& word : words) {
    text += "word " + show(word);
    noted(text, store.scan_word(word, NodeId(0), [&](NodeId id) {
      text += " " + std::to_string(id.value);
      return true;
    }));
    text += "\n";
  }
  for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
    noted(text, store.scan_ends(direction, [&](NodeId node, BatchId batch, const Adjacent& end) {
      text += "end " + std::to_string(node.value) + " " + std::to_string(batch.value) + " " +
              std::to_string(end.peer.value) + " " + std::string(name_of(end.relation)) + "\n";
      return true;
    }));
  }
  noted(text, store.scan_batches([&](const Batch& batch) {
    text += "scan " + show(batch);
    return true;
  }));
  return text + dump_nodes(store, ids) + dump_batches(store);
}

// The first lines in which two dumps differ; empty when they are equal.
inline std::string first_difference(const std::string& found, const std::string& expected) {
  constexpr std::size_t kShown = 300;
  std::istringstream ours(expected);
  std::istringstream theirs(found);
  std::string wanted;
  std::string got;
  for (bool more = true; more;) {
    if (!std::getline(ours, wanted)) wanted = "(nothing more)";
    more = static_cast<bool>(ours);
    if (!std::getline(theirs, got)) got = "(nothing more)";
    more = more || theirs;
    if (wanted != got) {
      return "- " + wanted.substr(0, kShown) + "\n+ " + got.substr(0, kShown) + "\n";
    }
  }
  return {};
}

// Sentences that tell where the two directions disagree; empty when they agree.
inline std::string disagreements(const Store& store) {
  std::string wrong;
  std::string forward;
  std::vector<Citation> all;
  noted(wrong, store.scan_citations([&](const Citation& citation) {
    all.push_back(citation);
    return true;
  }));
  std::size_t out_count = 0;
  std::size_t in_count = 0;
  noted(wrong, store.scan_nodes(NodeId(0), [&](const StoredNode& node) {
    if (const auto out = store.citations(node.id, Direction::Cites); noted(wrong, out)) {
      out_count += out->size();
    }
    if (const auto in = store.citations(node.id, Direction::CitedBy); noted(wrong, in)) {
      in_count += in->size();
      for (const Citation& citation : *in) {
        if (std::find(all.begin(), all.end(), citation) == all.end()) wrong += show(citation);
      }
    }
    return true;
  }));
  if (out_count != all.size() || in_count != all.size()) {
    wrong += std::to_string(all.size()) + " citations, " + std::to_string(out_count) +
             " going out, " + std::to_string(in_count) + " coming in\n";
  }
  return wrong;
}

}  // namespace whocites::testing
