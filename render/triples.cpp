// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/triples.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "render/label.h"
#include "render/rdf_text.h"
#include "render/record_json.h"

namespace whocites::render {
namespace {

constexpr std::array<Vocabulary, 10> kVocabularies{{
    {"cito", "http://purl.org/spar/cito/"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"schema", "https://schema.org/"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"w", "urn:whocites:terms#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
}};

// "cito:cites" as <http://purl.org/spar/cito/cites>.
std::string term(std::string_view name) {
  const std::size_t colon = name.find(':');
  const std::string_view prefix = name.substr(0, colon);
  const auto* const found =
      std::find_if(kVocabularies.begin(), kVocabularies.end(),
                   [&](const Vocabulary& one) { return one.prefix == prefix; });
  return "<" + std::string(found->space) + std::string(name.substr(colon + 1)) + ">";
}

// A literal whose datatype is a term.
std::string literal(std::string_view text, std::string_view datatype) {
  return rdf_text(text) + "^^" + term(datatype);
}

struct KindClasses {
  Kind kind;
  const char* schema;
  const char* prov;
};
constexpr std::array<KindClasses, 5> kClasses{{
    {Kind::Article, "schema:Article", "prov:Entity"},
    {Kind::Outlet, "schema:Organization", "prov:Agent"},
    {Kind::Publication, "schema:CreativeWork", "prov:Entity"},
    {Kind::Person, "schema:Person", "prov:Person"},
    {Kind::Organization, "schema:Organization", "prov:Organization"},
}};

bool is_work(Kind kind) { return kind == Kind::Article || kind == Kind::Publication; }

const char* part_term(Kind kind) {
  if (kind == Kind::Article) return "dcterms:publisher";
  return kind == Kind::Publication ? "dcterms:isPartOf" : "schema:parentOrganization";
}

std::string cito_term(Relation relation) {
  for (const RelationName& row : kRelations) {
    if (row.relation == relation) return "cito:" + std::string(row.cito_name);
  }
  return "cito:cites";
}

// Says all of one node or citation after the other.
class Describer {
 public:
  Describer(const GraphWalk& walk, const TripleVisitor& visit)
      : walk_(walk), visit_(visit), cites_(walk.node_count()) {}

  bool describe(const Node& node) {
    const NodeFacts& facts = node.facts;
    is_work_.push_back(is_work(node.kind));
    is_described_.push_back(node.kind == Kind::Publication && !facts.unresolved);
    subject_ = rdf_node(node.key);
    for (const KindClasses& row : kClasses) {
      if (row.kind != node.kind) continue;
      say("rdf:type", term(row.schema));
      say("rdf:type", term(row.prov));
    }
    say_text("w:kind", name_of(node.kind));
    say("dcterms:identifier", rdf_text(node.key));
    say("rdfs:label", rdf_text(label_of(node)));
    say_text(is_work(node.kind) ? "dcterms:title" : "schema:name", facts.title);
    if (facts.date) say("dcterms:issued", rdf_date(*facts.date));
    if (node.part_of) say(part_term(node.kind), rdf_node(walk_.key_of(*node.part_of)));
    say_text("schema:url", facts.url);
    say_text("dcterms:language", facts.language);
    say_text("schema:addressCountry", facts.country);
    say_texts("dcterms:creator", facts.authors);
    say_texts("w:domain", facts.domains);
    say_texts("skos:altLabel", facts.aliases);
    say_texts("skos:note", facts.notes);
    if (facts.unresolved) say("w:unresolved", literal("true", "xsd:boolean"));
    say_json("w:suggestions", suggestions_json(facts.suggestions));
    say_json("w:properties", properties_json(facts.properties));
    return goes_on_;
  }

  bool describe(const Citation& citation) {
    const std::string citing = rdf_node(walk_.key_of(citation.from));
    const std::string cited = rdf_node(walk_.key_of(citation.to));
    const std::string how = cito_term(citation.relation);
    if (!is_rejected(citation)) {
      cites_[*walk_.place_of(citation.from)] = true;
      subject_ = citing;
      say(how, cited);
      derive(citation, cited);
    }
    const std::string name = "_:c" + std::to_string(number_++);
    subject_ = name;
    say("rdf:type", term("cito:Citation"));
    say("cito:hasCitingEntity", citing);
    say("cito:hasCitedEntity", cited);
    say("cito:hasCitationCharacterization", term(how));
    say("w:weight", literal(number_text(confidence_of(citation)), "xsd:double"));
    say_json("w:judgements", judgements_json(citation.judgements));
    for (std::size_t i = 0; i < citation.evidence.size(); ++i) {
      say("w:evidence", name + "e" + std::to_string(i));
    }
    for (std::size_t i = 0; i < citation.evidence.size(); ++i) {
      subject_ = name + "e" + std::to_string(i);
      describe(citation.evidence[i]);
    }
    return goes_on_;
  }

  // What is known only when every citation was seen: a described publication that cites nothing
  // further is a primary source of what is based on it.
  void name_primary_sources() {
    for (const auto& [work, base] : bases_) {
      if (!goes_on_ || cites_[*walk_.place_of(base)]) continue;
      subject_ = rdf_node(walk_.key_of(work));
      say("prov:hadPrimarySource", rdf_node(walk_.key_of(base)));
    }
  }

 private:
  void say(std::string_view predicate, const std::string& object) {
    goes_on_ = goes_on_ && visit_(subject_, term(predicate), object);
  }
  void say_text(std::string_view predicate, std::string_view text) {
    if (!text.empty()) say(predicate, rdf_text(text));
  }
  void say_texts(std::string_view predicate, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) say(predicate, rdf_text(text));
  }
  void say_json(std::string_view predicate, const std::string& json) {
    if (!json.empty()) say(predicate, literal(json, "rdf:JSON"));
  }
  void say_count(std::string_view predicate, std::uint64_t count) {
    say(predicate, literal(std::to_string(count), "xsd:integer"));
  }

  void describe(const Evidence& evidence) {
    const Place& place = evidence.place;
    say("rdf:type", term("oa:TextQuoteSelector"));
    say_text("oa:exact", evidence.text);
    say_text("w:file", place.file);
    if (place.line != 0) say_count("w:line", place.line);
    if (place.begin != 0 || place.end != 0) {
      say_count("oa:start", place.begin);
      say_count("oa:end", place.end);
    }
    if (evidence.date) say("dcterms:date", rdf_date(*evidence.date));
    if (evidence.confidence) {
      say("w:confidence", literal(number_text(*evidence.confidence), "xsd:double"));
    }
    say_json("w:properties", properties_json(evidence.properties));
  }

  // Between works only: a person who is quoted is no entity that another derives from.
  void derive(const Citation& citation, const std::string& cited) {
    const std::size_t from = *walk_.place_of(citation.from);
    const std::size_t to = *walk_.place_of(citation.to);
    if (!is_work_[from] || !is_work_[to]) return;
    if (citation.relation == Relation::Quotes || citation.relation == Relation::Republishes) {
      say("prov:wasQuotedFrom", cited);
    } else if (citation.relation == Relation::BasedOn) {
      say("prov:wasDerivedFrom", cited);
      if (is_described_[to]) bases_.emplace_back(citation.from, citation.to);
    }
  }

  const GraphWalk& walk_;
  const TripleVisitor& visit_;
  bool goes_on_ = true;
  std::string subject_;
  std::uint64_t number_ = 0;        // of the next citation
  std::vector<bool> is_work_;       // by place in the walk
  std::vector<bool> is_described_;  // likewise: a publication, not only its name
  std::vector<bool> cites_;         // likewise
  std::vector<std::pair<NodeId, NodeId>> bases_;
};

}  // namespace

std::span<const Vocabulary> vocabularies() { return kVocabularies; }

Result<void> visit_triples(const GraphWalk& walk, const TripleVisitor& visit) {
  Describer describer(walk, visit);
  const auto node = [&](const Node& one) { return describer.describe(one); };
  if (auto done = walk.nodes(node); !done) return done;
  const auto citation = [&](const Citation& one) { return describer.describe(one); };
  if (auto done = walk.citations(citation); !done) return done;
  describer.name_primary_sources();
  return {};
}

}  // namespace whocites::render
