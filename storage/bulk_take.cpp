// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "storage/detail/bulk_work.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

}  // namespace

Result<Symbol> BulkWriter::Work::intern(const TextHash& hash, std::string_view text) {
  const SymbolTable::Interned interned = symbols_.intern(hash);
  if (interned.is_new) {
    const auto size = static_cast<std::uint32_t>(text.size());
    Result<void> done = texts_.append(bytes_of(size));
    if (done) done = texts_.append(text);
    if (!done) return fail(done.error());
    states_.push_back(0);
  }
  return interned.symbol;
}

// A source that gave nothing leaves its number to the next.
void BulkWriter::Work::begin_source(std::size_t number) {
  if (number == source_number_ && source_ != 0) return;
  drop_empty_source();
  entry_.sources.push_back(sources_.at(number));
  source_number_ = number;
  source_ = static_cast<std::uint16_t>(entry_.sources.size());
  has_given_ = false;
}

void BulkWriter::Work::drop_empty_source() {
  if (!has_given_) entry_.sources.pop_back();
  has_given_ = true;
}

std::unique_ptr<BulkWriter::Work::BulkChunk> BulkWriter::Work::make_chunk() {
  const std::string& name = entry_.sources[source_ - 1U].name;
  if (spare_chunks_.empty()) return std::make_unique<BulkChunk>(source_, name);
  std::unique_ptr<BulkChunk> chunk = std::move(spare_chunks_.back());
  spare_chunks_.pop_back();
  chunk->reset(source_, name);
  return chunk;
}

Result<void> BulkWriter::Work::take(std::unique_ptr<BulkChunk> chunk) {
  for (Error& error : chunk->rejected) reject(std::move(error));
  if (!chunk->is_empty()) has_given_ = true;
  if (auto done = take_nodes(*chunk); !done) return done;
  if (auto done = take_citations(*chunk); !done) return done;
  for (Record& record : chunk->others) {
    if (auto done = take_other(std::move(record)); !done) return done;
  }
  spare_chunks_.push_back(std::move(chunk));
  return check_memory();
}

Result<void> BulkWriter::Work::take_other(Record record) {
  Other other;
  const auto intern_both = [&](const std::string& a, const std::string& b) -> Result<void> {
    const Result<Symbol> first = intern(hash_of(a), a);
    if (!first) return fail(first.error());
    const Result<Symbol> second = intern(hash_of(b), b);
    if (!second) return fail(second.error());
    other.a = *first;
    other.b = *second;
    return {};
  };
  Result<void> done;
  if (const auto* same = std::get_if<IdentityRecord>(&record)) {
    done = intern_both(same->a, same->b);
  } else if (const auto* judged = std::get_if<JudgementRecord>(&record)) {
    done = intern_both(judged->from, judged->to);
  }
  if (!done) return done;
  other.record = std::move(record);
  others_.push_back(std::move(other));
  return {};
}

Result<void> BulkWriter::Work::take_nodes(BulkChunk& chunk) {
  const std::vector<std::uint32_t> word_numbers = words_.add(chunk.words);
  for (const BulkChunk::NodeRef& node : chunk.nodes) {
    NodeHead head;
    char* const at = chunk.node_bytes.data() + node.begin;
    std::memcpy(&head, at, sizeof(NodeHead));
    const std::string_view bytes(at + sizeof(NodeHead), head.body_size());
    const NodeBody body = body_of(head, bytes);
    const Result<Symbol> key = intern(node.key, body.key);
    if (!key) return fail(key.error());
    std::uint8_t& state = states_[*key];
    state |= (state & kIsKey) != 0 ? kIsRepeated : kIsKey;
    head.symbol = *key;
    std::memcpy(at, &head, sizeof(NodeHead));
    char* word = at + sizeof(NodeHead) + (body.words.data() - bytes.data());
    for (std::uint32_t i = 0; i < head.word_count; ++i, word += kWordBytes) {
      std::uint32_t number = 0;
      std::memcpy(&number, word, kWordBytes);
      std::memcpy(word, &word_numbers[number], kWordBytes);
    }
    std::uint32_t part = 0;
    if (node.part_of.size != 0) {
      const Result<Symbol> whole = intern(node.part_of.hash, chunk.text(node.part_of));
      if (!whole) return fail(whole.error());
      part = *whole + 1;
    }
    const auto record = static_cast<std::uint32_t>(record_keys_.size());
    has_bands_ = has_bands_ || head.band_count != 0;
    if (node.read.size != 0 && head.band_count != 0) {
      text_places_.emplace_back(record, read_texts_.size());
      Result<void> kept = read_texts_.append(bytes_of(node.read.size));
      if (kept) kept = read_texts_.append(chunk.read(node.read));
      if (!kept) return kept;
    }
    for (std::size_t i = 0; i < body.names.size(); i += kNameHashBytes) {
      const NameEntry name{number_of(body.names.substr(i, kNameHashBytes)), record};
      if (auto done = name_spill_.append(bytes_of(name)); !done) return done;
    }
    for (std::size_t i = 0; i < body.identifiers.size(); i += kNameHashBytes) {
      identifiers_.push_back({number_of(body.identifiers.substr(i, kNameHashBytes)), record});
    }
    record_keys_.push_back(*key);
    record_parts_.push_back(part);
    record_offsets_.push_back(nodes_.size() + node.begin);
  }
  return nodes_.append(chunk.node_bytes);
}

Result<void> BulkWriter::Work::take_citations(BulkChunk& chunk) {
  constexpr std::size_t kAhead = 12;
  const std::vector<BulkChunk::CitationRef>& refs = chunk.citations;
  Result<Symbol> from = 0;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (i + 2 * kAhead < refs.size()) symbols_.prefetch(refs[i + 2 * kAhead].to.hash);
    if (i + kAhead < refs.size()) symbols_.prefetch_text(refs[i + kAhead].to.hash);
    const BulkChunk::CitationRef& ref = refs[i];
    // Citations of one node mostly follow each other.
    if (i == 0 || ref.from.hash != refs[i - 1].from.hash) {
      from = intern(ref.from.hash, chunk.text(ref.from));
      if (!from) return fail(from.error());
    }
    const Result<Symbol> to = intern(ref.to.hash, chunk.text(ref.to));
    if (!to) return fail(to.error());
    RawCitation raw{*from, *to, ref.line, source_, static_cast<std::uint8_t>(ref.relation), 1};
    if (ref.evidence != 0) {
      const std::string& bytes = chunk.evidence[ref.evidence - 1];
      const std::uint64_t at = evidence_.size();
      if (at >> 48 != 0) return fail(ErrorCode::BadRequest, "one import has too much evidence");
      raw.low = static_cast<std::uint32_t>(at);
      raw.high = static_cast<std::uint16_t>(at >> 32);
      raw.is_bare = 0;
      const auto size = static_cast<std::uint32_t>(bytes.size());
      Result<void> done = evidence_.append(bytes_of(size));
      if (done) done = evidence_.append(bytes);
      if (!done) return done;
    }
    if (auto done = citations_.append(bytes_of(raw)); !done) return done;
    ++citation_count_;
  }
  return {};
}

}  // namespace whocites
