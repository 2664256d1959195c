// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/store.h"

// The bytes of a store, format 2. Ids are 4 bytes big-endian, so that RocksDB's order is id order.
//
//   family          key                                    value
//   nodes           node · 0                               the node's key, as bytes
//   nodes           node · batch                           Assertion: fields below
//   keys            the node's key, as bytes               node
//   name_hashes     hash(5) · node                         empty
//   words           word · 00 · batch [· code]             packed list of nodes
//   cites_lists     from · batch [· code]                  packed list of (to · relation) with
//                                                          an evidence column
//   cited_by_lists  to · batch [· code]                    packed list of (from · relation)
//   default         'b' · batch                            Batch
//   default         'd' · SHA-256 (64 hex digits) · batch  empty
//   default         'i' · node · batch · number            IdentityDecision, once for either node
//   default         'j' · from · to · relation(1) · batch  EvidenceList with judgements only
//   default         'J' · to · from · relation(1)          empty; 'j' the other way round
//   default         'm' · part(1) · hash · node            empty; bands of text sketches
//   default         'M'                                    batch; those before it are in 'm'
//   default         'n'                                    next node · next batch
//   default         'P' · whole · batch [· code]           packed list of parts
//   default         'q' · node · batch · number            IdentityDecision on texts, likewise
//   default         's'                                    16 random bytes, new with each batch
//   default         't' · batch · number                   KeptText
//   default         'u'                                    empty; a purge is not finished
//   default         'w' · batch                            empty; batches that withdraw another
//
// A batch writes keys of its own and changes none that exist, except 'n' and 's'; so a commit is
// blind (nothing is read first), and taking a batch back is one more entry in the log. Packed lists
// and the piece's `code` are told in posting_list.h. 's' tells the states of two copies of a store
// apart; stores that were last written before there was one lack it. So with 'm' and 'q', which
// programs that know none pass over: 'M' tells what they have written since, and it is added when
// the store is next opened for writing.
//
// A name is fold_name() of a title or alias, or an identifier as it is; NUL bytes are dropped from
// it. Only the first 5 bytes (big-endian) of its XXH3 64-bit hash are kept: a million titles take
// a fifth of the room, and the node itself tells whether it is really called so.
//
// Format 1 had one row for each name, citation and part (families names, cites, cited_by; 'p'):
// see rocksdb_migrate.cpp.
//
// Values are fields in the Protocol Buffers wire format (wire.h); dates are EDTF text.
//   Assertion     1 kind · 2 title · 3 date · 4 url · 5 language · 6 country · 7 author* ·
//                 8 domain* · 9 alias* · 10 note* · 11 property* {1 name · 2 JSON} ·
//                 12 suggestion* {1 key · 2 name · 3 score (8 bytes)} · 13 unresolved · 14 part_of
//   EvidenceList  1 evidence* {1 text · 2 file · 3 line · 4 begin · 5 end · 6 date ·
//                 7 confidence (8 bytes) · 8 property*} ·
//                 2 judgement* {1 verdict · 2 who · 3 when (zigzag seconds) · 4 why}
//   Batch         1 time (zigzag seconds) · 2 action · 3 who · 4 summary ·
//                 5 source* {1 name · 2 digest · 3 format} · 6 nodes · 7 citations ·
//                 8 rejected · 9 target · 10 origin {1 store · 2 batch · 3 time (zigzag seconds)}
//   IdentityDecision  1 a · 2 b · 3 same · 4 reason
//   KeptText      1 file · 2 line · 3 begin · 4 end · 5 reason · 6 text
// A field marked * may repeat. Field numbers are never reused.
namespace whocites::storage::detail {

inline constexpr std::uint32_t kFormatVersion = 2;

// ---- keys ----
std::string be32(std::uint32_t value);
// Requires: at least `offset` + 4 bytes.
std::uint32_t read_be32(std::string_view bytes, std::size_t offset = 0);

std::string assertion_key(NodeId node, BatchId batch);
// The hash of a name that is in index_form(), and with a node the row that says so.
std::string name_hash(std::string_view name);
std::string name_key(std::string_view name, NodeId node);
std::string judgement_key(NodeId from, NodeId to, Relation relation, BatchId batch);
std::string judged_key(NodeId to, NodeId from, Relation relation);
std::string table_key(char table, std::uint32_t first);
std::string table_key(char table, std::uint32_t first, std::uint32_t second);
std::string decision_key(Sameness of, NodeId node, BatchId batch, std::uint32_t number);
inline char decision_table(Sameness of) { return of == Sameness::Thing ? 'i' : 'q'; }
// A band of a text sketch as rows begin with it, and the row that says who has it.
std::string band_prefix(Band band);
std::string band_key(Band band, NodeId node);

// A name as the index holds it: without NUL bytes, which end it there.
std::string index_form(std::string_view name);

// What a node with these facts is found by, each ascending and once: names, as Store::find_name
// has them, and words, as Store::scan_words does.
struct IndexTerms {
  std::vector<std::string> names;
  std::vector<std::string> words;
};
IndexTerms index_terms(const NodeFacts& facts);
// The same for many nodes: gives the names, and `word` the words, in no order and perhaps more than
// once. The views live until it returns.
using WordSink = std::function<void(std::string_view word)>;
std::vector<std::string> visit_terms(const NodeFacts& facts, const WordSink& word);
std::vector<std::string> index_names(const NodeFacts& facts);
std::vector<std::string> index_words(const NodeFacts& facts);
// The bands of its text sketch; none when it has none.
std::vector<Band> index_bands(const NodeFacts& facts);

// ---- values ----
// Each decode is absent when the bytes are not such a value.
std::string encode(const NodeFacts& facts, std::optional<NodeId> part_of);
std::optional<Assertion> decode_assertion(std::string_view bytes, BatchId batch);

std::string encode(const std::vector<Evidence>& evidence, const std::vector<Judgement>& judgements);
// Appends to `citation`, whose ends and relation are set from the key.
bool decode_evidence(std::string_view bytes, BatchId batch, Citation& citation);

std::string encode(const Batch& batch);
std::optional<Batch> decode_batch(std::string_view bytes, BatchId id);

std::string encode(const IdentityDecision& decision);
std::optional<IdentityDecision> decode_identity(std::string_view bytes, BatchId batch, Sameness of);

std::string encode(const KeptText& text);
std::optional<KeptText> decode_text(std::string_view bytes, BatchId batch);

}  // namespace whocites::storage::detail
