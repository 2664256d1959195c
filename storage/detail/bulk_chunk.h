// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/records.h"
#include "graph/text_sketch.h"
#include "storage/detail/spill_file.h"
#include "storage/detail/symbol_table.h"

namespace whocites::storage::detail {

inline constexpr std::size_t kNameHashBytes = 5;
inline constexpr std::size_t kWordBytes = sizeof(std::uint32_t);
inline constexpr std::size_t kBandBytes = sizeof(Band);

// Gives words numbers, and keeps them.
class WordTable {
 public:
  // The words of a node are given one by one, and then numbered together, so that they are waited
  // for together. Appends their numbers, of kWordBytes each, and returns how many there are.
  void await(std::string_view word);
  std::uint32_t append_numbers(std::string& bytes);
  // The numbers here of all words of another table, by those that they have there.
  std::vector<std::uint32_t> add(const WordTable& other);
  const std::vector<std::string>& words() const { return words_; }
  void clear();

 private:
  struct Awaited {
    TextHash hash;
    std::uint32_t begin;  // in awaited_text_
    std::uint32_t size;
  };
  std::uint32_t number_of(std::string_view word, const TextHash& hash);

  SymbolTable table_;
  std::vector<std::string> words_;
  std::string awaited_text_;
  std::vector<Awaited> awaited_;
};

// A node of a batch as it waits for its id: this head, and then its key, its encoded facts, the
// hashes of its names and of those that are identifiers, the numbers of its words, which may
// repeat, and the bands of its text.
struct NodeHead {
  std::uint32_t symbol = 0;  // of the key
  std::uint32_t line = 0;    // where the record stands
  std::uint32_t key_size = 0;
  std::uint32_t facts_size = 0;
  std::uint32_t word_count = 0;
  std::uint16_t source = 0;  // from 1
  std::uint16_t name_count = 0;
  std::uint16_t identifier_count = 0;
  std::uint8_t kind = 0;
  std::uint8_t unresolved = 0;
  std::uint8_t linked = 0;  // is_only_linked()
  std::uint8_t band_count = 0;

  std::size_t body_size() const {
    return std::size_t{key_size} + facts_size +
           kNameHashBytes * (std::size_t{name_count} + identifier_count) +
           kWordBytes * std::size_t{word_count} + kBandBytes * std::size_t{band_count};
  }
};

// A view of such a node's parts.
struct NodeBody {
  NodeHead head;
  std::string_view key, facts, names, identifiers, words, bands;
};
std::vector<Band> bands_in(const NodeBody& body);
NodeBody body_of(const NodeHead& head, std::string_view bytes);
// The next node of a file of them; valid until the reader is asked again. Requires: there is one.
Result<NodeBody> next_node(SpillReader& nodes);

// Appends head and body; what is left of the head is for the caller to set.
void append_node(std::string& bytes, NodeHead head, std::string_view key, const NodeFacts& facts,
                 WordTable& words);

// What one thread makes of one chunk of an input: everything that can be done without knowing the
// others.
class BulkChunk final : public RecordSink {
 public:
  // `source` is the number of the source, from 1, and `name` how it is called in places.
  BulkChunk(std::uint16_t source, std::string name) : source_(source), name_(std::move(name)) {}
  // As if it was made anew, but for the memory that it has: to get that again would take as long as
  // to fill it.
  void reset(std::uint16_t source, const std::string& name);

  Result<void> accept(Record record) override;
  Result<void> accept_bare(std::string_view from, std::string_view to, Relation relation,
                           const std::string& file, std::uint64_t line) override;
  void reject(Error error) override { rejected.push_back(std::move(error)); }
  // Whether there is no record in it.
  bool is_empty() const { return nodes.empty() && citations.empty() && others.empty(); }

  // A text in `texts`, and its hash.
  struct Text {
    TextHash hash;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct NodeRef {
    TextHash key;
    Text part_of;             // of size 0: not stated
    Text read;                // the beginning of its text, in `read_texts`; of size 0: none
    std::uint32_t begin = 0;  // of its head in node_bytes
  };
  struct CitationRef {
    Text from;
    Text to;
    std::uint32_t line = 0;
    std::uint32_t evidence = 0;  // number in `evidence`, from 1; 0: only the line
    Relation relation = Relation::Mentions;
  };
  std::string_view text(const Text& which) const {
    return std::string_view(texts).substr(which.begin, which.size);
  }

  std::string_view read(const Text& which) const {
    return std::string_view(read_texts).substr(which.begin, which.size);
  }

  std::string texts;
  std::string read_texts;
  WordTable words;  // of the chunk's nodes
  std::string node_bytes;
  std::vector<NodeRef> nodes;
  std::vector<CitationRef> citations;
  std::vector<std::string> evidence;  // EvidenceLists
  std::vector<Record> others;         // judgements, decisions, ignored texts
  std::vector<Error> rejected;

 private:
  Text keep(std::string_view text);
  void take(NodeRecord node);
  void take(CitationRecord citation);

  std::uint16_t source_;
  std::string name_;
};

}  // namespace whocites::storage::detail
