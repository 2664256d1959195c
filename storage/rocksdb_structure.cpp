// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a RocksDB store tells of its structure, and of the state that it is in.
#include <algorithm>

#include "storage/detail/hash128.h"
#include "storage/detail/rocksdb_store.h"
#include "storage/detail/wire.h"

namespace whocites::storage::detail {
namespace {

// The fields of an Assertion that structure needs. The view of the date is of `bytes`.
std::optional<Store::Outline> outline_in(std::string_view bytes) {
  Store::Outline outline;
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        if (in.number() > 255) return std::nullopt;
        outline.kind = static_cast<Kind>(in.number());
        if (name_of(*outline.kind) == "unknown") return std::nullopt;
        break;
      case 3:
        outline.date = in.bytes();
        break;
      case 13:
        outline.unresolved = in.number() != 0;
        break;
      case 14:
        outline.part_of = NodeId(in.small_number());
        break;
      default:
        break;
    }
  }
  return in.ok() ? std::optional(outline) : std::nullopt;
}

// Sets what an EvidenceList tells: the confidence of its best piece, as confidence_of() has it, -1
// without any; and how many there are. False when it makes no sense.
bool read_evidence(std::string_view bytes, Store::Link& link) {
  link.confidence = -1;
  link.evidence_count = 0;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() != 1) continue;
    double confidence = 1;
    WireReader one(in.bytes());
    while (one.next()) {
      if (one.field() == 7) confidence = one.real();
    }
    if (!one.ok()) return false;
    link.confidence = std::max({link.confidence, 0.0, confidence});
    ++link.evidence_count;
  }
  return in.ok();
}

bool is_listed(Relation relation) {
  static const auto listed = [] {
    std::array<bool, 16> is{};
    for (const RelationName& row : kRelations) is[static_cast<std::size_t>(row.relation)] = true;
    return is;
  }();
  return listed[static_cast<std::size_t>(relation) & 15];
}

// The links of one piece; false when it makes no sense.
bool read_links(PieceReader& piece, std::vector<Store::Link>& links, std::vector<Code>& codes) {
  codes.clear();
  links.clear();
  for (Code code = 0; piece.next(code);) codes.push_back(code);
  if (!piece.ok() || !piece.begin_column()) return false;
  for (const Code code : codes) {
    Store::Link link{adjacent_of(code)};
    ListEntry entry;
    if (!piece.next_evidence(entry) || !is_listed(link.to.relation)) return false;
    if (entry.source == 0 && !read_evidence(entry.evidence, link)) return false;
    if (link.confidence >= 0) links.push_back(link);
  }
  return true;
}

}  // namespace

Result<void> RocksDbStore::scan_outlines(const OutlineVisitor& visit) const {
  const auto give = [&](std::string_view key, std::string_view value) -> Result<bool> {
    if (key.size() != 8) return fail(damaged("a node"));
    const BatchId batch(read_be32(key, 4));
    if (batch.value == 0) return true;
    std::optional<Outline> outline = outline_in(value);
    if (!outline) return fail(damaged("a node"));
    outline->node = NodeId(read_be32(key));
    outline->batch = batch;
    return visit(*outline);
  };
  return scan(kNodes, "", give);
}

Result<void> RocksDbStore::scan_links(const LinkVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  std::vector<Link> links;
  std::vector<Code> codes;
  const auto give = [&](std::string_view prefix, BatchId batch,
                        PieceReader& piece) -> Result<bool> {
    if (!read_links(piece, links, codes)) return fail(cites_.damaged());
    return links.empty() || visit(NodeId(read_be32(prefix)), batch, links);
  };
  return cites_.scan_pieces(4, give);
}

Result<void> RocksDbStore::scan_judgements(const JudgementVisitor& visit) const {
  const auto give = [&](std::string_view key, std::string_view value) -> Result<bool> {
    if (key.size() != 14) return fail(damaged("a judgement"));
    const Adjacent to{NodeId(read_be32(key, 5)), static_cast<Relation>(key[9])};
    Citation citation;
    const bool listed = name_of(to.relation) != "unknown";
    if (!listed || !decode_evidence(value, BatchId(read_be32(key, 10)), citation)) {
      return fail(damaged("a judgement"));
    }
    for (const Judgement& judgement : citation.judgements) {
      if (!visit(NodeId(read_be32(key, 1)), to, judgement)) return false;
    }
    return true;
  };
  return scan(kTables, "j", give);
}

// Each decision is stored with either node.
Result<void> RocksDbStore::scan_identities(Sameness of, const IdentityVisitor& visit) const {
  const auto give = [&](std::string_view key, std::string_view value) -> Result<bool> {
    auto decision =
        key.size() == 13 ? decode_identity(value, BatchId(read_be32(key, 5)), of) : std::nullopt;
    if (!decision) return fail(damaged("a decision"));
    if (read_be32(key, 1) != std::min(decision->a, decision->b).value) return true;
    return visit(*decision);
  };
  return scan(kTables, std::string(1, decision_table(of)), give);
}

Result<std::optional<Store::State>> RocksDbStore::state() const {
  const Result<std::optional<std::string>> mark = get(kTables, "s");
  if (!mark) return fail(mark.error());
  std::string identity;
  files_->db().GetDbIdentity(identity);
  Hasher128 hasher;
  hasher.add(identity).add(mark->value_or(""));
  hasher.add(next_node_.value).add(next_batch_.value);
  hasher.add(files_->db().GetLatestSequenceNumber());
  const Hash128 hash = hasher.hash();
  return State{files_->path(), {hash.low, hash.high}};
}

bool RocksDbStore::is_latest() const { return files_->is_latest(); }

}  // namespace whocites::storage::detail
