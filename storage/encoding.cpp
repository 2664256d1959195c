// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/encoding.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/wire.h"

namespace whocites::storage::detail {
namespace {

std::string encode_property(const Property& property) {
  WireWriter out;
  out.bytes(1, property.name);
  out.bytes(2, property.json);
  return out.take();
}

bool decode_property(std::string_view bytes, std::vector<Property>& into) {
  Property property;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) property.name = in.text();
    if (in.field() == 2) property.json = in.text();
  }
  into.push_back(std::move(property));
  return in.ok();
}

std::string encode_suggestion(const Suggestion& suggestion) {
  WireWriter out;
  out.bytes(1, suggestion.key);
  out.bytes(2, suggestion.name);
  out.real(3, suggestion.score);
  return out.take();
}

bool decode_suggestion(std::string_view bytes, std::vector<Suggestion>& into) {
  Suggestion suggestion;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) suggestion.key = in.text();
    if (in.field() == 2) suggestion.name = in.text();
    if (in.field() == 3) suggestion.score = in.real();
  }
  into.push_back(std::move(suggestion));
  return in.ok();
}

void decode_date(WireReader& in, std::optional<Date>& into) {
  if (const Result<Date> date = parse_date(in.bytes())) {
    into = *date;
  } else {
    in.fail();
  }
}

// The values on disk are those of the closed list; any other means damage.
std::optional<Kind> listed_kind(std::uint64_t value) {
  for (const KindName& row : kKinds) {
    if (static_cast<std::uint64_t>(row.kind) == value) return row.kind;
  }
  return std::nullopt;
}

void put_time(WireWriter& out, int field, Timestamp time) {
  out.signed_number(field, time.time_since_epoch().count());
}
Timestamp get_time(const WireReader& in) {
  return Timestamp(std::chrono::seconds(in.signed_number()));
}

std::string encode_evidence(const Evidence& evidence) {
  WireWriter out;
  out.text_if_any(1, evidence.text);
  out.text_if_any(2, evidence.place.file);
  if (evidence.place.line != 0) out.number(3, evidence.place.line);
  if (evidence.place.begin != 0) out.number(4, evidence.place.begin);
  if (evidence.place.end != 0) out.number(5, evidence.place.end);
  if (evidence.date) out.bytes(6, to_string(*evidence.date));
  if (evidence.confidence) out.real(7, *evidence.confidence);
  for (const Property& property : evidence.properties) out.bytes(8, encode_property(property));
  return out.take();
}

bool decode_one_evidence(std::string_view bytes, Evidence& evidence) {
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        evidence.text = in.text();
        break;
      case 2:
        evidence.place.file = in.text();
        break;
      case 3:
        evidence.place.line = in.number();
        break;
      case 4:
        evidence.place.begin = in.number();
        break;
      case 5:
        evidence.place.end = in.number();
        break;
      case 6:
        decode_date(in, evidence.date);
        break;
      case 7:
        evidence.confidence = in.real();
        break;
      case 8:
        if (!decode_property(in.bytes(), evidence.properties)) in.fail();
        break;
      default:
        break;
    }
  }
  return in.ok();
}

std::string encode_judgement(const Judgement& judgement) {
  WireWriter out;
  out.number(1, static_cast<std::uint64_t>(judgement.verdict));
  out.text_if_any(2, judgement.who);
  put_time(out, 3, judgement.when);
  out.text_if_any(4, judgement.why);
  return out.take();
}

bool decode_one_judgement(std::string_view bytes, Judgement& judgement) {
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        if (in.number() != 1 && in.number() != 2) in.fail();
        judgement.verdict = static_cast<Verdict>(in.number());
        break;
      case 2:
        judgement.who = in.text();
        break;
      case 3:
        judgement.when = get_time(in);
        break;
      case 4:
        judgement.why = in.text();
        break;
      default:
        break;
    }
  }
  return in.ok();
}

std::string encode_source(const SourceFile& source) {
  WireWriter out;
  out.bytes(1, source.name);
  out.bytes(2, source.digest);
  out.bytes(3, source.format);
  return out.take();
}

bool decode_source(std::string_view bytes, std::vector<SourceFile>& into) {
  SourceFile source;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) source.name = in.text();
    if (in.field() == 2) source.digest = in.text();
    if (in.field() == 3) source.format = in.text();
  }
  into.push_back(std::move(source));
  return in.ok();
}

}  // namespace

std::string be32(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16),
          static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::uint32_t read_be32(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = (value << 8) | static_cast<unsigned char>(bytes[offset + i]);
  }
  return value;
}

std::string assertion_key(NodeId node, BatchId batch) {
  return be32(node.value) + be32(batch.value);
}

std::string name_hash(std::string_view name) {
  const XXH64_hash_t hash = XXH3_64bits(name.data(), name.size());
  return be32(static_cast<std::uint32_t>(hash >> 32)) + static_cast<char>(hash >> 24);
}

std::string name_key(std::string_view name, NodeId node) {
  return name_hash(name) + be32(node.value);
}

std::string judgement_key(NodeId from, NodeId to, Relation relation, BatchId batch) {
  return table_key('j', from.value, to.value) + static_cast<char>(relation) + be32(batch.value);
}

std::string judged_key(NodeId to, NodeId from, Relation relation) {
  return table_key('J', to.value, from.value) + static_cast<char>(relation);
}

std::string table_key(char table, std::uint32_t first) { return table + be32(first); }
std::string table_key(char table, std::uint32_t first, std::uint32_t second) {
  return table + be32(first) + be32(second);
}

std::string decision_key(Sameness of, NodeId node, BatchId batch, std::uint32_t number) {
  return table_key(decision_table(of), node.value, batch.value) + be32(number);
}

std::string band_prefix(Band band) {
  return std::string{'m', static_cast<char>(band >> 32)} + be32(static_cast<std::uint32_t>(band));
}

std::string band_key(Band band, NodeId node) { return band_prefix(band) + be32(node.value); }

std::string index_form(std::string_view name) {
  std::string form(name);
  std::erase(form, '\0');
  return form;
}

std::vector<std::string> visit_terms(const NodeFacts& facts, const WordSink& word) {
  std::vector<std::string> names;
  const auto add_first = [&](std::string_view form) {
    const std::string_view first = form.substr(0, form.find(' '));
    if (!first.empty()) word(std::string("^").append(first));
  };
  const auto add = [&](std::string_view name, bool is_name) {
    const std::string form = index_form(fold_words(name));
    const std::string_view folded = without_article(form);
    for (std::size_t at = 0; at < form.size();) {
      const std::size_t end = std::min(form.find(' ', at), form.size());
      if (end != at) word(std::string_view(form).substr(at, end - at));
      at = end + 1;
    }
    add_first(form);
    if (folded.size() != form.size()) add_first(folded);
    if (is_name) names.emplace_back(folded);
  };
  for (const std::string& identifier : identifiers_of(facts)) {
    names.push_back(index_form(identifier));
  }
  if (!facts.title.empty()) add(facts.title, true);
  for (const std::string& alias : facts.aliases) add(alias, true);
  for (const std::string& domain : facts.domains) add(domain, false);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::erase(names, std::string());
  return names;
}

IndexTerms index_terms(const NodeFacts& facts) {
  IndexTerms terms;
  std::vector<std::string>& words = terms.words;
  terms.names = visit_terms(facts, [&](std::string_view word) { words.emplace_back(word); });
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return terms;
}

std::vector<std::string> index_names(const NodeFacts& facts) { return index_terms(facts).names; }
std::vector<std::string> index_words(const NodeFacts& facts) { return index_terms(facts).words; }

std::vector<Band> index_bands(const NodeFacts& facts) {
  const std::optional<TextSketch> sketch = sketch_in(facts);
  return sketch ? bands_of(*sketch) : std::vector<Band>();
}

std::string encode(const NodeFacts& facts, std::optional<NodeId> part_of) {
  WireWriter out;
  if (facts.kind) out.number(1, static_cast<std::uint64_t>(*facts.kind));
  out.text_if_any(2, facts.title);
  if (facts.date) out.bytes(3, to_string(*facts.date));
  out.text_if_any(4, facts.url);
  out.text_if_any(5, facts.language);
  out.text_if_any(6, facts.country);
  for (const std::string& author : facts.authors) out.bytes(7, author);
  for (const std::string& domain : facts.domains) out.bytes(8, domain);
  for (const std::string& alias : facts.aliases) out.bytes(9, alias);
  for (const std::string& note : facts.notes) out.bytes(10, note);
  for (const Property& property : facts.properties) out.bytes(11, encode_property(property));
  for (const Suggestion& suggestion : facts.suggestions)
    out.bytes(12, encode_suggestion(suggestion));
  if (facts.unresolved) out.number(13, 1);
  if (part_of) out.number(14, part_of->value);
  return out.take();
}

std::optional<Assertion> decode_assertion(std::string_view bytes, BatchId batch) {
  Assertion assertion;
  assertion.batch = batch;
  NodeFacts& facts = assertion.facts;
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        facts.kind = listed_kind(in.number());
        if (!facts.kind) in.fail();
        break;
      case 2:
        facts.title = in.text();
        break;
      case 3:
        decode_date(in, facts.date);
        break;
      case 4:
        facts.url = in.text();
        break;
      case 5:
        facts.language = in.text();
        break;
      case 6:
        facts.country = in.text();
        break;
      case 7:
        facts.authors.push_back(in.text());
        break;
      case 8:
        facts.domains.push_back(in.text());
        break;
      case 9:
        facts.aliases.push_back(in.text());
        break;
      case 10:
        facts.notes.push_back(in.text());
        break;
      case 11:
        if (!decode_property(in.bytes(), facts.properties)) in.fail();
        break;
      case 12:
        if (!decode_suggestion(in.bytes(), facts.suggestions)) in.fail();
        break;
      case 13:
        facts.unresolved = in.number() != 0;
        break;
      case 14:
        assertion.part_of = NodeId(in.small_number());
        break;
      default:
        break;
    }
  }
  return in.ok() ? std::optional(std::move(assertion)) : std::nullopt;
}

std::string encode(const std::vector<Evidence>& evidence,
                   const std::vector<Judgement>& judgements) {
  WireWriter out;
  for (const Evidence& one : evidence) out.bytes(1, encode_evidence(one));
  for (const Judgement& one : judgements) out.bytes(2, encode_judgement(one));
  return out.take();
}

bool decode_evidence(std::string_view bytes, BatchId batch, Citation& citation) {
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) {
      Evidence& evidence = citation.evidence.emplace_back();
      evidence.batch = batch;
      if (!decode_one_evidence(in.bytes(), evidence)) in.fail();
    } else if (in.field() == 2) {
      Judgement& judgement = citation.judgements.emplace_back();
      judgement.batch = batch;
      if (!decode_one_judgement(in.bytes(), judgement)) in.fail();
    }
  }
  return in.ok();
}

namespace {

std::string encode_origin(const BatchOrigin& origin) {
  WireWriter out;
  out.text_if_any(1, origin.store);
  out.number(2, origin.batch.value);
  put_time(out, 3, origin.time);
  return out.take();
}

std::optional<BatchOrigin> decode_origin(std::string_view bytes) {
  BatchOrigin origin;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) origin.store = in.text();
    if (in.field() == 2) origin.batch = BatchId(in.small_number());
    if (in.field() == 3) origin.time = get_time(in);
  }
  if (!in.ok()) return std::nullopt;
  return origin;
}

}  // namespace

std::string encode(const Batch& batch) {
  WireWriter out;
  put_time(out, 1, batch.time);
  out.number(2, static_cast<std::uint64_t>(batch.action));
  out.text_if_any(3, batch.who);
  out.text_if_any(4, batch.summary);
  for (const SourceFile& source : batch.sources) out.bytes(5, encode_source(source));
  if (batch.node_count != 0) out.number(6, batch.node_count);
  if (batch.citation_count != 0) out.number(7, batch.citation_count);
  if (batch.rejected_count != 0) out.number(8, batch.rejected_count);
  if (batch.target) out.number(9, batch.target->value);
  if (batch.origin) out.bytes(10, encode_origin(*batch.origin));
  return out.take();
}

std::optional<Batch> decode_batch(std::string_view bytes, BatchId id) {
  Batch batch;
  batch.id = id;
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        batch.time = get_time(in);
        break;
      case 2:
        batch.action = static_cast<Action>(in.number());
        if (in.number() > 255 || name_of(batch.action) == "unknown") in.fail();
        break;
      case 3:
        batch.who = in.text();
        break;
      case 4:
        batch.summary = in.text();
        break;
      case 5:
        if (!decode_source(in.bytes(), batch.sources)) in.fail();
        break;
      case 6:
        batch.node_count = in.number();
        break;
      case 7:
        batch.citation_count = in.number();
        break;
      case 8:
        batch.rejected_count = in.number();
        break;
      case 9:
        batch.target = BatchId(in.small_number());
        break;
      case 10:
        batch.origin = decode_origin(in.bytes());
        if (!batch.origin) in.fail();
        break;
      default:
        break;
    }
  }
  return in.ok() ? std::optional(std::move(batch)) : std::nullopt;
}

std::string encode(const IdentityDecision& decision) {
  WireWriter out;
  out.number(1, decision.a.value);
  out.number(2, decision.b.value);
  out.number(3, decision.same ? 1 : 0);
  out.text_if_any(4, decision.reason);
  return out.take();
}

std::optional<IdentityDecision> decode_identity(std::string_view bytes, BatchId batch,
                                                Sameness of) {
  IdentityDecision decision;
  decision.batch = batch;
  decision.of = of;
  WireReader in(bytes);
  while (in.next()) {
    if (in.field() == 1) decision.a = NodeId(in.small_number());
    if (in.field() == 2) decision.b = NodeId(in.small_number());
    if (in.field() == 3) decision.same = in.number() != 0;
    if (in.field() == 4) decision.reason = in.text();
  }
  return in.ok() ? std::optional(std::move(decision)) : std::nullopt;
}

std::string encode(const KeptText& text) {
  WireWriter out;
  out.text_if_any(1, text.place.file);
  if (text.place.line != 0) out.number(2, text.place.line);
  if (text.place.begin != 0) out.number(3, text.place.begin);
  if (text.place.end != 0) out.number(4, text.place.end);
  out.text_if_any(5, text.reason);
  out.text_if_any(6, text.text);
  return out.take();
}

std::optional<KeptText> decode_text(std::string_view bytes, BatchId batch) {
  KeptText text;
  text.batch = batch;
  WireReader in(bytes);
  while (in.next()) {
    switch (in.field()) {
      case 1:
        text.place.file = in.text();
        break;
      case 2:
        text.place.line = in.number();
        break;
      case 3:
        text.place.begin = in.number();
        break;
      case 4:
        text.place.end = in.number();
        break;
      case 5:
        text.reason = in.text();
        break;
      case 6:
        text.text = in.text();
        break;
      default:
        break;
    }
  }
  return in.ok() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace whocites::storage::detail
