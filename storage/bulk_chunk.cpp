// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/bulk_chunk.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/encoding.h"

namespace whocites::storage::detail {
namespace {

// Of a text that is looked through for the passage that another one has too.
constexpr std::size_t kMostRead = std::size_t{16} << 10;

}  // namespace

std::uint32_t WordTable::number_of(std::string_view word, const TextHash& hash) {
  const SymbolTable::Interned interned = table_.intern(hash);
  if (interned.is_new) words_.emplace_back(word);
  return interned.symbol;
}

void WordTable::await(std::string_view word) {
  const Awaited awaited{hash_of(word), static_cast<std::uint32_t>(awaited_text_.size()),
                        static_cast<std::uint32_t>(word.size())};
  table_.prefetch(awaited.hash);
  awaited_text_ += word;
  awaited_.push_back(awaited);
}

std::uint32_t WordTable::append_numbers(std::string& bytes) {
  for (const Awaited& awaited : awaited_) table_.prefetch_text(awaited.hash);
  const std::string_view text = awaited_text_;
  for (const Awaited& awaited : awaited_) {
    const std::uint32_t number = number_of(text.substr(awaited.begin, awaited.size), awaited.hash);
    bytes.append(reinterpret_cast<const char*>(&number), kWordBytes);
  }
  const auto count = static_cast<std::uint32_t>(awaited_.size());
  awaited_text_.clear();
  awaited_.clear();
  return count;
}

void WordTable::clear() {
  table_.clear();
  words_.clear();
}

std::vector<std::uint32_t> WordTable::add(const WordTable& other) {
  constexpr std::size_t kAhead = 12;
  const std::size_t count = other.words_.size();
  std::vector<std::uint32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i + 2 * kAhead < count) table_.prefetch(other.table_.hash_at(i + 2 * kAhead));
    if (i + kAhead < count) table_.prefetch_text(other.table_.hash_at(i + kAhead));
    numbers[i] = number_of(other.words_[i], other.table_.hash_at(i));
  }
  return numbers;
}

NodeBody body_of(const NodeHead& head, std::string_view bytes) {
  NodeBody body{head, {}, {}, {}, {}, {}, {}};
  const auto cut = [&](std::size_t size) {
    const std::string_view part = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return part;
  };
  body.key = cut(head.key_size);
  body.facts = cut(head.facts_size);
  body.names = cut(kNameHashBytes * head.name_count);
  body.identifiers = cut(kNameHashBytes * head.identifier_count);
  body.words = cut(kWordBytes * std::size_t{head.word_count});
  body.bands = cut(kBandBytes * std::size_t{head.band_count});
  return body;
}

Result<NodeBody> next_node(SpillReader& nodes) {
  NodeHead head;
  const Result<std::string_view> bytes = nodes.take(sizeof(head));
  if (!bytes) return fail(bytes.error());
  std::memcpy(&head, bytes->data(), sizeof(head));
  const Result<std::string_view> rest = nodes.take(head.body_size());
  if (!rest) return fail(rest.error());
  return body_of(head, *rest);
}

std::vector<Band> bands_in(const NodeBody& body) {
  std::vector<Band> bands(body.head.band_count);
  std::memcpy(bands.data(), body.bands.data(), body.bands.size());
  return bands;
}

void append_node(std::string& bytes, NodeHead head, std::string_view key, const NodeFacts& facts,
                 WordTable& words) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + sizeof(NodeHead));
  bytes += key;
  head.key_size = static_cast<std::uint32_t>(key.size());
  const std::string encoded = encode(facts, std::nullopt);
  bytes += encoded;
  head.facts_size = static_cast<std::uint32_t>(encoded.size());
  const std::vector<std::string> names =
      visit_terms(facts, [&](std::string_view word) { words.await(word); });
  for (const std::string& name : names) bytes += name_hash(name);
  head.name_count = static_cast<std::uint16_t>(names.size());
  const std::vector<std::string> identifiers = identifiers_of(facts);
  for (const std::string& identifier : identifiers) bytes += name_hash(index_form(identifier));
  head.identifier_count = static_cast<std::uint16_t>(identifiers.size());
  head.word_count = words.append_numbers(bytes);
  const std::vector<Band> bands = index_bands(facts);
  bytes.append(reinterpret_cast<const char*>(bands.data()), kBandBytes * bands.size());
  head.band_count = static_cast<std::uint8_t>(bands.size());
  head.kind = facts.kind ? static_cast<std::uint8_t>(*facts.kind) : 0;
  head.unresolved = facts.unresolved ? 1 : 0;
  head.linked = is_only_linked(facts) ? 1 : 0;
  std::memcpy(bytes.data() + begin, &head, sizeof(NodeHead));
}

void BulkChunk::reset(std::uint16_t source, const std::string& name) {
  texts.clear();
  read_texts.clear();
  words.clear();
  node_bytes.clear();
  nodes.clear();
  citations.clear();
  evidence.clear();
  others.clear();
  rejected.clear();
  source_ = source;
  name_ = name;
}

BulkChunk::Text BulkChunk::keep(std::string_view text) {
  const Text kept{hash_of(text), static_cast<std::uint32_t>(texts.size()),
                  static_cast<std::uint32_t>(text.size())};
  texts += text;
  return kept;
}

Result<void> BulkChunk::accept_bare(std::string_view from, std::string_view to, Relation relation,
                                    const std::string&, std::uint64_t line) {
  if (line > UINT32_MAX || trim(from).empty() || trim(to).empty()) {
    return RecordSink::accept_bare(from, to, relation, name_, line);
  }
  CitationRef& citation = citations.emplace_back();
  // Citations of one node mostly follow each other.
  const std::size_t count = citations.size();
  const bool again = count > 1 && text(citations[count - 2].from) == from;
  citation.from = again ? citations[count - 2].from : keep(from);
  citation.to = keep(to);
  citation.line = static_cast<std::uint32_t>(line);
  citation.relation = relation;
  return {};
}

Result<void> BulkChunk::accept(Record record) {
  if (auto* node = std::get_if<NodeRecord>(&record)) {
    take(std::move(*node));
  } else if (auto* citation = std::get_if<CitationRecord>(&record)) {
    take(std::move(*citation));
  } else {
    others.push_back(std::move(record));
  }
  return {};
}

void BulkChunk::take(NodeRecord node) {
  if (node.key.empty()) node.key = key_for(node.facts);
  if (node.key.empty()) {
    reject({ErrorCode::BadRequest, "a node needs a key, an address or a name", node.position, {}});
    return;
  }
  NodeRef& ref = nodes.emplace_back();
  ref.key = hash_of(node.key);
  if (!node.part_of.empty()) ref.part_of = keep(node.part_of);
  if (!node.text.empty()) {
    const std::string_view read = std::string_view(node.text).substr(0, kMostRead);
    ref.read = {
        {}, static_cast<std::uint32_t>(read_texts.size()), static_cast<std::uint32_t>(read.size())};
    read_texts += read;
  }
  ref.begin = static_cast<std::uint32_t>(node_bytes.size());
  NodeHead head;
  head.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(node.position.line, UINT32_MAX));
  head.source = source_;
  append_node(node_bytes, head, node.key, node.facts, words);
}

void BulkChunk::take(CitationRecord citation) {
  if (trim(citation.from).empty() || trim(citation.to).empty()) {
    reject({ErrorCode::BadRequest, "a citation needs both 'from' and 'to'", citation.position, {}});
    return;
  }
  Evidence bare;
  bare.place.file = name_;
  bare.place.line = citation.evidence.place.line;
  CitationRef& ref = citations.emplace_back();
  ref.from = keep(citation.from);
  ref.to = keep(citation.to);
  ref.relation = citation.relation;
  if (citation.evidence == bare && bare.place.line <= UINT32_MAX) {
    ref.line = static_cast<std::uint32_t>(bare.place.line);
  } else {
    evidence.push_back(encode({citation.evidence}, {}));
    ref.evidence = static_cast<std::uint32_t>(evidence.size());
  }
}

}  // namespace whocites::storage::detail
