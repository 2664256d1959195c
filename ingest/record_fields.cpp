// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_fields.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "graph/keys.h"
#include "graph/text_sketch.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {

// A node with what it cites.
struct NodeDraft {
  NodeRecord node;
  std::vector<CitationRecord> cites;
};

// One row of the table: what a name sets in each sort of record; null where it sets nothing.
struct KnownField {
  std::string_view name;
  std::string_view meaning;  // the same for names of one field
  FieldResult<void> (*in_node)(NodeDraft&, const Field&) = nullptr;
  FieldResult<void> (*in_citation)(CitationRecord&, const Field&) = nullptr;
  FieldResult<void> (*in_judgement)(JudgementRecord&, const Field&) = nullptr;
  FieldResult<void> (*in_identity)(IdentityRecord&, const Field&) = nullptr;
};

namespace {

// Puts a value where it belongs, or passes on what is wrong with it.
template <class T, class U>
FieldResult<void> put(T& place, FieldResult<U> value) {
  if (!value) return tl::unexpected(std::move(value.error()));
  place = std::move(*value);
  return {};
}

tl::unexpected<FieldFault> wrong(std::string_view at, std::string message, std::string hint = {}) {
  return tl::unexpected<FieldFault>(FieldFault{std::move(message), std::move(hint), at});
}

tl::unexpected<FieldFault> needs(std::string_view what, std::string_view missing) {
  return wrong({}, std::string(what) + " needs " + std::string(missing));
}

FieldResult<void> add_properties(std::vector<Property>& properties, const Field& field) {
  FieldResult<std::vector<Property>> more = read_properties(field);
  if (!more) return tl::unexpected(std::move(more.error()));
  for (Property& property : *more) properties.push_back(std::move(property));
  return {};
}

FieldResult<void> nothing(NodeDraft&, const Field&) { return {}; }
FieldResult<void> nothing(CitationRecord&, const Field&) { return {}; }
FieldResult<void> nothing(JudgementRecord&, const Field&) { return {}; }
FieldResult<void> nothing(IdentityRecord&, const Field&) { return {}; }

FieldResult<void> add_cites(NodeDraft& draft, const Field& field);

const std::array<KnownField, 37> kFields{{
    {"kind", "kind", nothing, nothing, nothing, nothing},
    {"record", "kind", nothing, nothing, nothing, nothing},
    {"key", "key", [](NodeDraft& d, const Field& f) { return put(d.node.key, read_reference(f)); }},
    {"id", "key", [](NodeDraft& d, const Field& f) { return put(d.node.key, read_reference(f)); }},
    {"title", "title",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.title, read_text(f)); }},
    {"name", "title",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.title, read_text(f)); }},
    {"date", "date",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.date, read_date(f)); },
     [](CitationRecord& c, const Field& f) { return put(c.evidence.date, read_date(f)); }},
    {"outlet", "part_of",
     [](NodeDraft& d, const Field& f) { return put(d.node.part_of, read_reference(f)); }},
    {"part_of", "part_of",
     [](NodeDraft& d, const Field& f) { return put(d.node.part_of, read_reference(f)); }},
    {"url", "url",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.url, read_text(f)); }},
    {"lang", "language",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.language, read_text(f)); }},
    {"language", "language",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.language, read_text(f)); }},
    {"country", "country",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.country, read_text(f)); }},
    {"authors", "authors",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.authors, read_list(f)); }},
    {"domains", "domains",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.domains, read_list(f)); }},
    {"aliases", "aliases",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.aliases, read_list(f)); }},
    {"notes", "notes",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.notes, read_list(f)); }},
    {"unresolved", "unresolved",
     [](NodeDraft& d, const Field& f) { return put(d.node.facts.unresolved, read_boolean(f)); }},
    {"suggestions", "suggestions",
     [](NodeDraft& d, const Field& f) {
       return put(d.node.facts.suggestions, read_suggestions(f));
     }},
    {"cites", "cites", add_cites},
    {"properties", "properties",
     [](NodeDraft& d, const Field& f) { return add_properties(d.node.facts.properties, f); },
     [](CitationRecord& c, const Field& f) { return add_properties(c.evidence.properties, f); }},
    {"from", "from", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.from, read_reference(f)); },
     [](JudgementRecord& j, const Field& f) { return put(j.from, read_reference(f)); },
     [](IdentityRecord& i, const Field& f) { return put(i.a, read_reference(f)); }},
    {"to", "to", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.to, read_reference(f)); },
     [](JudgementRecord& j, const Field& f) { return put(j.to, read_reference(f)); },
     [](IdentityRecord& i, const Field& f) { return put(i.b, read_reference(f)); }},
    {"relation", "relation", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.relation, read_relation(f)); },
     [](JudgementRecord& j, const Field& f) { return put(j.relation, read_relation(f)); }},
    {"evidence", "evidence", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.text, read_text(f)); }},
    {"confidence", "confidence", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.confidence, read_share(f)); }},
    {"file", "file", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.place.file, read_text(f)); }},
    {"line", "line", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.place.line, read_count(f)); }},
    {"begin", "begin", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.place.begin, read_count(f)); }},
    {"end", "end", nullptr,
     [](CitationRecord& c, const Field& f) { return put(c.evidence.place.end, read_count(f)); }},
    {"verdict", "verdict", nullptr, nullptr,
     [](JudgementRecord& j, const Field& f) { return put(j.judgement.verdict, read_verdict(f)); }},
    {"who", "who", nullptr, nullptr,
     [](JudgementRecord& j, const Field& f) { return put(j.judgement.who, read_text(f)); }},
    {"when", "when", nullptr, nullptr,
     [](JudgementRecord& j, const Field& f) -> FieldResult<void> {
       const FieldResult<std::optional<Date>> date = read_date(f);
       if (!date) return tl::unexpected(date.error());
       if (*date) j.judgement.when = (*date)->earliest();
       return {};
     }},
    {"why", "why", nullptr, nullptr,
     [](JudgementRecord& j, const Field& f) { return put(j.judgement.why, read_text(f)); },
     [](IdentityRecord& i, const Field& f) { return put(i.reason, read_text(f)); }},
    {"reason", "why", nullptr, nullptr, nullptr,
     [](IdentityRecord& i, const Field& f) { return put(i.reason, read_text(f)); }},
    {"a", "from", nullptr, nullptr, nullptr,
     [](IdentityRecord& i, const Field& f) { return put(i.a, read_reference(f)); }},
    {"b", "to", nullptr, nullptr, nullptr,
     [](IdentityRecord& i, const Field& f) { return put(i.b, read_reference(f)); }},
}};

auto setter(const KnownField& field, const NodeDraft&) { return field.in_node; }
auto setter(const KnownField& field, const CitationRecord&) { return field.in_citation; }
auto setter(const KnownField& field, const JudgementRecord&) { return field.in_judgement; }
auto setter(const KnownField& field, const IdentityRecord&) { return field.in_identity; }

std::vector<Property>* properties_of(NodeDraft& draft) { return &draft.node.facts.properties; }
std::vector<Property>* properties_of(CitationRecord& record) { return &record.evidence.properties; }
std::vector<Property>* properties_of(JudgementRecord&) { return nullptr; }
std::vector<Property>* properties_of(IdentityRecord&) { return nullptr; }

template <class Target>
std::vector<std::string_view> names_in(const Target& target) {
  std::vector<std::string_view> names;
  for (const KnownField& field : kFields) {
    if (setter(field, target) != nullptr) names.push_back(field.name);
  }
  return names;
}

Field value_of(const NamedValue& value) { return {value.name.text, value.text, value.is_json}; }

// Sets every field that says something. `what` is the record's sort with its article.
template <class Target>
FieldResult<void> fill(Target& target, std::string_view what, std::span<const NamedValue> fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field field = value_of(fields[i]);
    const KnownField* known = fields[i].name.known;
    if (known == nullptr || setter(*known, target) == nullptr) {
      std::vector<Property>* properties = properties_of(target);
      if (properties == nullptr) {
        if (is_blank(field)) continue;
        return wrong(field.text, std::string(what) + " has no field " + quoted(field.name),
                     hint_for(field.name, names_in(target)));
      }
      if (field.is_json || !is_blank(field)) {
        properties->push_back({std::string(field.name), property_json(field)});
      }
      continue;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (mean_the_same(fields[j].name, fields[i].name)) {
        return wrong(field.text, quoted(fields[j].name.text) + " and " + quoted(field.name) +
                                     " both give the " + std::string(known->meaning));
      }
    }
    if (is_blank(field)) continue;
    if (auto done = setter(*known, target)(target, field); !done) return done;
  }
  return {};
}

FieldResult<void> check_names(const std::vector<Property>& properties) {
  if (properties.size() < 2) return {};
  std::vector<std::string_view> names;
  for (const Property& property : properties) names.push_back(property.name);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return {};
  return wrong({}, "the property " + quoted(*twice) + " is given twice");
}

// What a citation must have, and what it takes from its record.
FieldResult<void> complete(CitationRecord& citation, const SourcePosition& position) {
  if (trim(citation.from).empty()) return needs("a citation", "'from'");
  if (trim(citation.to).empty()) return needs("a citation", "'to'");
  Place& place = citation.evidence.place;
  if (place.end < place.begin) {
    return wrong({}, "the evidence ends at byte " + std::to_string(place.end) +
                         ", before it begins at " + std::to_string(place.begin));
  }
  if (place == Place{}) {
    place.file = position.file;
    place.line = position.line;
  }
  citation.position = position;
  return check_names(citation.evidence.properties);
}

// An entry of `cites`: a key or a name, or an object with more.
FieldResult<CitationRecord> cited(const Field& entry) {
  CitationRecord citation;
  if (!entry.is_json || json_type(entry.text) != JsonType::Object) {
    if (is_blank(entry)) return wrong(entry.text, "an entry of 'cites' is empty");
    if (auto done = put(citation.to, read_reference(entry)); !done) {
      return tl::unexpected(done.error());
    }
    return citation;
  }
  const std::vector<JsonMember> members = json_members(entry.text);
  std::vector<NamedValue> fields;
  for (const JsonMember& member : members) {
    if (member.name == "from") {
      return wrong(member.name_slice, "an entry of 'cites' has no 'from': the node itself cites");
    }
    fields.push_back({field_name(member.name), member.value, true});
  }
  if (auto done = fill(citation, "an entry of 'cites'", fields); !done) {
    return tl::unexpected(done.error());
  }
  if (citation.to.empty()) return wrong(entry.text, "an entry of 'cites' needs 'to'");
  return citation;
}

FieldResult<void> add_cites(NodeDraft& draft, const Field& field) {
  const auto elements = read_json_array(field);
  if (!elements) return tl::unexpected(elements.error());
  std::vector<Field> entries;
  if (*elements) {
    for (const std::string_view element : **elements)
      entries.push_back({field.name, element, true});
  } else if (field.is_json) {
    entries.push_back(field);
  } else {
    for (const std::string_view entry : split(field.text, ';')) {
      if (!trim(entry).empty()) entries.push_back({field.name, trim(entry), false});
    }
  }
  for (const Field& entry : entries) {
    FieldResult<CitationRecord> citation = cited(entry);
    if (!citation) return tl::unexpected(citation.error());
    draft.cites.push_back(std::move(*citation));
  }
  return {};
}

enum class Sort { Node, Citation, Judgement, Same, NotSame, SameText, NotSameText };
struct SortName {
  std::string_view name;
  Sort sort;
};
constexpr std::array<SortName, 6> kSorts{{{"citation", Sort::Citation},
                                          {"judgement", Sort::Judgement},
                                          {"same", Sort::Same},
                                          {"not-same", Sort::NotSame},
                                          {"same-text", Sort::SameText},
                                          {"not-same-text", Sort::NotSameText}}};

struct Decision {
  Sort sort = Sort::Node;
  std::optional<Kind> kind;
};

bool means(const FieldName& name, std::string_view meaning) {
  return name.known != nullptr && name.known->meaning == meaning;
}

bool is_named(const FieldName& name, std::string_view text) {
  return name.known != nullptr && name.known->name == text;
}

// The first field that says something and that `is` (name, text) holds for; null when none does.
const NamedValue* find(std::span<const NamedValue> fields,
                       bool (*is)(const FieldName&, std::string_view), std::string_view text) {
  for (const NamedValue& field : fields) {
    if (is(field.name, text) && !is_blank(value_of(field))) return &field;
  }
  return nullptr;
}

FieldResult<Decision> decide(std::span<const NamedValue> fields, const RecordContext& context) {
  const NamedValue* stated = find(fields, means, "kind");
  if (stated != nullptr) {
    const FieldResult<std::string> text = read_text(value_of(*stated));
    if (!text) return tl::unexpected(text.error());
    const std::string name = ascii_lower(trim(*text));
    for (const SortName& row : kSorts) {
      if (row.name == name) return Decision{row.sort, std::nullopt};
    }
    if (const auto kind = kind_named(name)) return Decision{Sort::Node, kind};
    std::vector<std::string_view> names;
    for (const KindName& row : kKinds) names.push_back(row.name);
    for (const SortName& row : kSorts) names.push_back(row.name);
    return wrong(stated->text, "unknown kind " + quoted(name), hint_for(name, names));
  }
  const bool from = find(fields, is_named, "from") != nullptr;
  const bool to = find(fields, is_named, "to") != nullptr;
  const bool cites = context.citations_by_default || (from && to);
  if (cites || ((from || to) && !context.default_kind)) return Decision{Sort::Citation, {}};
  if (context.default_kind) return Decision{Sort::Node, context.default_kind};
  return wrong({}, "the record does not say what it is",
               "give it a 'kind': " + kind_names() +
                   ", citation; or 'from' and 'to'; --kind article says it of all");
}

// An article whose text is given is compared with others, as if the text was read from a file.
void compare_text_of(NodeRecord& article) {
  if (article.facts.kind != Kind::Article || sketch_in(article.facts)) return;
  for (const Property& property : article.facts.properties) {
    if (property.name != "text" || json_type(property.json) != JsonType::String) continue;
    article.text = json_string_value(property.json);
    return keep_sketch(article);
  }
}

FieldResult<std::vector<Record>> make_node(std::span<const NamedValue> fields, Kind kind,
                                           const SourcePosition& position) {
  NodeDraft draft;
  draft.node.facts.kind = kind;
  draft.node.position = position;
  if (auto done = fill(draft, "a node", fields); !done) return tl::unexpected(done.error());
  if (auto done = check_names(draft.node.facts.properties); !done) {
    return tl::unexpected(done.error());
  }
  compare_text_of(draft.node);
  const std::string key = draft.node.key.empty() ? key_for(draft.node.facts) : draft.node.key;
  if (key.empty()) return needs(name_of(kind), "a 'key', a 'name' or a 'url'");
  std::vector<Record> records;  // filled one by one: a list of initial values would be copied
  records.reserve(1 + draft.cites.size());
  records.emplace_back(std::move(draft.node));
  for (CitationRecord& citation : draft.cites) {
    citation.from = key;
    if (auto done = complete(citation, position); !done) return tl::unexpected(done.error());
    records.emplace_back(std::move(citation));
  }
  return records;
}

FieldResult<std::vector<Record>> make_citation(std::span<const NamedValue> fields,
                                               const SourcePosition& position) {
  CitationRecord citation;
  if (auto done = fill(citation, "a citation", fields); !done) return tl::unexpected(done.error());
  if (auto done = complete(citation, position); !done) return tl::unexpected(done.error());
  std::vector<Record> records;
  records.emplace_back(std::move(citation));
  return records;
}

FieldResult<std::vector<Record>> make_judgement(std::span<const NamedValue> fields,
                                                const SourcePosition& position) {
  JudgementRecord record;
  record.position = position;
  if (auto done = fill(record, "a judgement", fields); !done) return tl::unexpected(done.error());
  for (const std::string_view name : {"from", "to", "verdict", "when"}) {
    if (find(fields, is_named, name) == nullptr) return needs("a judgement", quoted(name));
  }
  std::vector<Record> records;
  records.emplace_back(std::move(record));
  return records;
}

FieldResult<std::vector<Record>> make_identity(std::span<const NamedValue> fields, Sort sort,
                                               const SourcePosition& position) {
  IdentityRecord record;
  record.same = sort == Sort::Same || sort == Sort::SameText;
  const bool of_text = sort == Sort::SameText || sort == Sort::NotSameText;
  record.of = of_text ? Sameness::Text : Sameness::Thing;
  record.position = position;
  const IdentityDecision decision{{}, {}, {}, record.same, {}, record.of};
  const std::string what =
      "a record '" + std::string(record_name(decision.of, decision.same)) + "'";
  if (auto done = fill(record, what, fields); !done) return tl::unexpected(done.error());
  if (record.a.empty() || record.b.empty()) return needs(what, "'a' and 'b'");
  std::vector<Record> records;
  records.emplace_back(std::move(record));
  return records;
}

}  // namespace

FieldName field_name(std::string_view text) {
  for (const KnownField& field : kFields) {
    if (field.name == text) return {text, &field};
  }
  return {text, nullptr};
}

FieldName known_field(std::string_view text) {
  const FieldName found = field_name(text);
  return found.known != nullptr ? FieldName{found.known->name, found.known} : found;
}

bool is_of_node(const FieldName& name) {
  return name.known != nullptr && name.known->in_node != nullptr;
}

bool is_of_pair(const FieldName& name) {
  return name.known != nullptr &&
         (name.known->in_citation != nullptr || name.known->in_judgement != nullptr ||
          name.known->in_identity != nullptr);
}

bool mean_the_same(const FieldName& a, const FieldName& b) {
  return a.known != nullptr && b.known != nullptr && a.known->meaning == b.known->meaning;
}

bool names_a_node(const FieldName& name) {
  return means(name, "key") || means(name, "title") || means(name, "url");
}

bool makes_a_pair(std::span<const FieldName> names) {
  const auto has = [&](std::string_view text) {
    return std::any_of(names.begin(), names.end(),
                       [&](const FieldName& name) { return is_named(name, text); });
  };
  return (has("from") && has("to")) || (has("a") && has("b"));
}

FieldResult<std::vector<Record>> make_records(std::span<const NamedValue> fields,
                                              const RecordContext& context) {
  const FieldResult<Decision> decision = decide(fields, context);
  if (!decision) return tl::unexpected(decision.error());
  switch (decision->sort) {
    case Sort::Citation:
      return make_citation(fields, context.position);
    case Sort::Judgement:
      return make_judgement(fields, context.position);
    case Sort::Same:
    case Sort::NotSame:
    case Sort::SameText:
    case Sort::NotSameText:
      return make_identity(fields, decision->sort, context.position);
    case Sort::Node:
      break;
  }
  return make_node(fields, *decision->kind, context.position);
}

FieldResult<void> set_field(NodeRecord& node, std::string_view name, std::string_view text) {
  const Field field{name, text, false};
  const FieldName named = field_name(name);
  if (means(named, "kind")) return put(node.facts.kind, read_kind(field));
  if (named.known == nullptr || named.known->in_node == nullptr) {
    NodeFacts later;
    later.properties.push_back({std::string(name), property_json(field)});
    later.unresolved = node.facts.unresolved;
    merge_into(node.facts, later);
    return {};
  }
  if (means(named, "cites")) {
    return wrong(text, "'cites' cannot be set", "whocites link FROM TO adds a citation");
  }
  NodeDraft draft{node, {}};
  if (auto done = named.known->in_node(draft, field); !done) return done;
  node = std::move(draft.node);
  return {};
}

}  // namespace whocites::ingest
