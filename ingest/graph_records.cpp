// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/graph_records.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <iterator>

#include "base/text.h"
#include "ingest/json_slices.h"

namespace whocites::ingest {
namespace {

using Role = GraphAttribute::Role;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "7", "n7", "v_12", "-3", "4.0": what tools number the nodes of one file with.
bool is_local_id(std::string_view id) {
  constexpr std::size_t kMostLetters = 2;
  std::size_t at = 0;
  while (at < id.size() && at <= kMostLetters && !is_digit(id[at])) {
    if (static_cast<unsigned char>(id[at]) <= 0x20) return false;
    ++at;
  }
  return at < id.size() && at <= kMostLetters && id.find_first_not_of("0123456789.", at) == id.npos;
}

// "data/Le Monde.2020.gexf" -> "Le Monde.2020#".
std::string prefix_of_file(std::string_view path) {
  std::string_view name = path.substr(path.find_last_of("/\\") + 1);
  if (const std::size_t dot = name.rfind('.'); dot != name.npos && dot > 0) {
    name = name.substr(0, dot);
  }
  return std::string(name) + "#";
}

bool points_into(std::string_view text, std::string_view part) {
  const std::less_equal<const char*> before;
  return !part.empty() && before(text.data(), part.data()) &&
         before(part.data() + part.size(), text.data() + text.size());
}

std::string word_of(const GraphAttribute& attribute) {
  return ascii_lower(trim(plain_text(attribute)));
}

bool is_of_two(std::string_view kind) {
  return kind == "citation" || kind == "judgement" || states_decision(kind);
}

// Numbers and truth values are good for any field as their text.
NamedValue value_for(const FieldName& field, const GraphAttribute& attribute) {
  const bool scalar = attribute.is_json && (json_type(attribute.text) == JsonType::Number ||
                                            json_type(attribute.text) == JsonType::Boolean);
  return {field, attribute.text, attribute.is_json && !scalar};
}

// Whether an edge's attribute says again, for programs that show it, what the citation says: its
// relation, or a weight within the bounds of a confidence.
bool repeats(const GraphAttribute& attribute, std::string_view relation) {
  if (attribute.name == "weight") {
    const std::string text = plain_text(attribute);
    double weight = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
    return error == std::errc{} && weight >= 0 && weight <= 1;
  }
  for (const std::string_view name : {"label", "interaction", "kind", "key", "l"}) {
    if (attribute.name == name) return word_of(attribute) == relation;
  }
  return false;
}

}  // namespace

GraphAttribute typed_attribute(std::string name, std::string text, bool is_text) {
  const std::string_view bare = trim(text);
  const bool is_json =
      !is_text && !bare.empty() && !find_json_fault(bare) &&
      (json_type(bare) == JsonType::Number || json_type(bare) == JsonType::Boolean);
  if (is_json) return {std::move(name), std::string(bare), true};
  return {std::move(name), std::move(text), false};
}

std::vector<GraphAttribute> json_attributes(std::string_view object) {
  std::vector<GraphAttribute> attributes;
  for (JsonMember& member : json_members(object)) {
    attributes.push_back({std::move(member.name), std::string(member.value), true});
  }
  return attributes;
}

Result<void> check_mapping(const FieldMapping& mapping) {
  const FieldName field = field_name(mapping.ours);
  if (is_of_node(field) || is_of_pair(field)) return {};
  static constexpr std::array<std::string_view, 20> kUsual{
      "kind",     "key",      "title",      "name",    "date",    "outlet", "url",
      "lang",     "country",  "authors",    "domains", "aliases", "notes",  "unresolved",
      "relation", "evidence", "confidence", "from",    "to",      "cites"};
  return fail(ErrorCode::BadRequest, "no field is called " + quoted(mapping.ours),
              hint_for(mapping.ours, kUsual));
}

std::string plain_text(const GraphAttribute& attribute) {
  const bool in_quotes = attribute.is_json && json_type(attribute.text) == JsonType::String;
  return in_quotes ? json_string_value(attribute.text) : attribute.text;
}

GraphRecords::GraphRecords(const ReadOptions& options, RecordSink& sink)
    : options_(options),
      sink_(sink),
      prefix_(options.id_prefix ? *options.id_prefix : prefix_of_file(options.source_name)) {}

std::string GraphRecords::qualified(std::string_view id) const {
  return is_local_id(id) ? prefix_ + std::string(id) : std::string(id);
}

std::string GraphRecords::key_of(std::string_view id) const {
  if (!keys_.empty()) {
    if (const auto known = keys_.find(std::string(id)); known != keys_.end()) return known->second;
  }
  return qualified(id);
}

// The attribute that sets the field of that name, or of another name for it.
GraphRecords::MappedList::iterator GraphRecords::find_field(MappedList& mapped,
                                                            std::string_view name) {
  const FieldName wanted = known_field(name);
  return std::find_if(mapped.begin(), mapped.end(),
                      [&](const Mapped& one) { return mean_the_same(one.field, wanted); });
}

// The first attribute that gives a field sets it; --map comes before the names themselves.
GraphRecords::MappedList GraphRecords::map_fields(const std::vector<GraphAttribute>& attributes,
                                                  bool of_node) const {
  MappedList mapped;
  mapped.reserve(attributes.size());
  for (const GraphAttribute& attribute : attributes) mapped.push_back({&attribute});
  const auto set = [&](Mapped& one, std::string_view name, bool is_asked) {
    const FieldName field = known_field(name);
    if (one.field.known != nullptr || !(of_node ? is_of_node(field) : is_of_pair(field))) return;
    if (mean_the_same(field, known_field("kind"))) {
      const std::string kind = word_of(*one.attribute);
      if (of_node ? !kind_named(kind) : !is_of_two(kind)) return;
    }
    if (find_field(mapped, name) != mapped.end()) return;
    one.field = field;
    one.is_asked = is_asked;
  };
  for (const FieldMapping& asked : options_.field_map) {
    for (Mapped& one : mapped) {
      if (one.attribute->name == asked.theirs) set(one, asked.ours, true);
    }
  }
  for (Mapped& one : mapped) {
    if (one.attribute->role == Role::Data) set(one, ascii_lower(one.attribute->name), false);
  }
  // What is said twice in the same words is said once.
  const auto is_again = [&](const Mapped& one) {
    if (one.field.known != nullptr) return false;
    return std::any_of(mapped.begin(), mapped.end(), [&](const Mapped& other) {
      return other.field.known != nullptr && other.attribute->name == one.attribute->name &&
             plain_text(*other.attribute) == plain_text(*one.attribute);
    });
  };
  MappedList told;
  std::copy_if(mapped.begin(), mapped.end(), std::back_inserter(told),
               [&](const Mapped& one) { return !is_again(one); });
  return told;
}

// A label is the name, where none is given, unless it is what we would write for want of a name.
void GraphRecords::take_label(MappedList& mapped, std::string_view key) {
  const auto label = std::find_if(mapped.begin(), mapped.end(), [](const Mapped& one) {
    return one.field.known == nullptr && ascii_lower(one.attribute->name) == "label" &&
           one.attribute->role == Role::Data;
  });
  if (label == mapped.end()) return;
  Node node;
  node.key = key;
  const auto title = find_field(mapped, "title");
  if (title != mapped.end()) node.facts.title = plain_text(*title->attribute);
  const auto kind = find_field(mapped, "kind");
  if (kind != mapped.end()) node.kind = kind_named(word_of(*kind->attribute)).value_or(node.kind);
  if (const auto date = find_field(mapped, "date"); date != mapped.end()) {
    if (const auto known = parse_date(plain_text(*date->attribute))) node.facts.date = *known;
  }
  if (const auto url = find_field(mapped, "url"); url != mapped.end()) {
    node.facts.url = plain_text(*url->attribute);
  }
  const bool has_more = title != mapped.end() || kind != mapped.end();
  if (has_more && plain_text(*label->attribute) == label_of(node)) {
    mapped.erase(label);
  } else if (title == mapped.end()) {
    label->field = known_field("title");
  }
}

// A record with a kind or a relation that we know is in our own terms, and what says how to show
// it comes of these. `ours`: the name of that field.
void GraphRecords::drop_drawing(MappedList& mapped, std::string_view ours) {
  const auto stated = find_field(mapped, ours);
  if (stated == mapped.end() || stated->is_asked) return;
  const std::string word = word_of(*stated->attribute);
  if (ours == "relation" && !relation_named(word)) return;
  const auto is_drawing = [&](const Mapped& one) {
    return one.field.known == nullptr && (one.attribute->role == Role::Drawing ||
                                          (ours == "relation" && repeats(*one.attribute, word)));
  };
  mapped.erase(std::remove_if(mapped.begin(), mapped.end(), is_drawing), mapped.end());
}

// A value that its field cannot have stays what it was, an attribute of another tool: a property.
Result<void> GraphRecords::take(MappedList mapped, std::vector<NamedValue> fields,
                                const RecordContext& context) {
  const std::size_t given = fields.size();
  while (true) {
    fields.resize(given);
    std::vector<std::string> names;
    names.reserve(mapped.size());  // the fields keep views into it
    for (const Mapped& one : mapped) {
      if (one.field.known != nullptr) {
        fields.push_back(value_for(one.field, *one.attribute));
        continue;
      }
      std::string name = one.attribute->name;
      while (std::find(names.begin(), names.end(), name) != names.end()) name += "'";
      names.push_back(std::move(name));
      fields.push_back({{names.back(), nullptr}, one.attribute->text, one.attribute->is_json});
    }
    FieldResult<std::vector<Record>> records = make_records(fields, context);
    if (records) return hand_on(std::move(records), context);
    const FieldFault& fault = records.error();
    const auto wrong = std::find_if(mapped.begin(), mapped.end(), [&](const Mapped& one) {
      return one.field.known != nullptr && points_into(one.attribute->text, fault.at);
    });
    if (wrong == mapped.end()) return hand_on(std::move(records), context);
    if (wrong->is_asked) {
      reject(context.position,
             fault.message + "; kept as the property " + quoted(wrong->attribute->name),
             fault.hint);
    }
    wrong->field = {};
  }
}

Result<void> GraphRecords::hand_on(FieldResult<std::vector<Record>> records,
                                   const RecordContext& context) {
  if (!records) {
    reject(context.position, std::move(records.error().message), std::move(records.error().hint));
    return {};
  }
  for (Record& record : *records) {
    if (auto taken = sink_.accept(std::move(record)); !taken) return taken;
  }
  return {};
}

Result<void> GraphRecords::node(std::string_view id, std::vector<GraphAttribute> attributes,
                                const SourcePosition& position) {
  ++record_count_;
  RecordContext context;
  context.position = position;
  context.default_kind = options_.default_kind.value_or(Kind::Publication);
  MappedList mapped = map_fields(attributes, true);
  const std::string own = qualified(id);
  std::string key = own;
  if (const auto stated = find_field(mapped, "key"); stated != mapped.end()) {
    key = std::string(trim(plain_text(*stated->attribute)));
    if (key.empty()) key = own;
    mapped.erase(stated);
  }
  take_label(mapped, key);
  drop_drawing(mapped, "kind");
  std::vector<NamedValue> fields{{known_field("key"), key, false}};
  const std::string alias = "[" + to_json_string(own) + "]";
  if (key != own && !id.empty()) {
    keys_.insert_or_assign(std::string(id), key);
    const bool has_aliases = find_field(mapped, "aliases") != mapped.end();
    if (has_edges_ && !has_aliases) fields.push_back({known_field("aliases"), alias, true});
  }
  return take(std::move(mapped), std::move(fields), context);
}

Result<void> GraphRecords::edge(std::string_view from, std::string_view to, bool is_directed,
                                std::vector<GraphAttribute> attributes,
                                const SourcePosition& position) {
  ++record_count_;
  has_edges_ = true;
  if (!is_directed && !options_.as_written) {
    if (undirected_count_++ == 0) first_undirected_ = position;
    return {};
  }
  const std::string citing = key_of(from);
  const std::string cited = key_of(to);
  if (attributes.empty() && is_plain_reference(citing) && is_plain_reference(cited)) {
    return sink_.accept_bare(citing, cited, Relation::Mentions, position.file, position.line);
  }
  RecordContext context;
  context.position = position;
  context.citations_by_default = true;
  MappedList mapped = map_fields(attributes, false);
  drop_drawing(mapped, "relation");
  std::vector<NamedValue> ends;
  if (find_field(mapped, "from") == mapped.end()) ends.push_back({known_field("from"), citing});
  if (find_field(mapped, "to") == mapped.end()) ends.push_back({known_field("to"), cited});
  std::vector<NamedValue> all_ends = ends;
  std::vector<const GraphAttribute*> lists;
  for (auto one = mapped.begin(); one != mapped.end();) {
    if (one->attribute->name == "more_evidence" || one->attribute->name == "judgements") {
      lists.push_back(one->attribute);
      one = mapped.erase(one);
      continue;
    }
    const std::string_view name = one->field.text;
    if (name == "from" || name == "to" || name == "relation") {
      all_ends.push_back(value_for(one->field, *one->attribute));
    }
    ++one;
  }
  if (auto done = take(std::move(mapped), std::move(ends), context); !done) return done;
  for (const GraphAttribute* list : lists) {
    if (auto done = take_pieces(*list, all_ends, context); !done) return done;
  }
  return {};
}

// What our exporters write of a citation beyond its first evidence: a record for each element.
Result<void> GraphRecords::take_pieces(const GraphAttribute& list,
                                       const std::vector<NamedValue>& ends,
                                       const RecordContext& context) {
  const std::string text =
      list.is_json && json_type(list.text) != JsonType::String ? list.text : plain_text(list);
  const std::string_view array = trim_json(text);
  if (find_json_fault(array) || json_type(array) != JsonType::Array) {
    reject(context.position, quoted(list.name) + " must be a JSON list of objects");
    return {};
  }
  for (const std::string_view element : json_elements(array)) {
    if (json_type(element) != JsonType::Object) {
      reject(context.position, quoted(list.name) + " must be a JSON list of objects");
      continue;
    }
    const std::vector<JsonMember> members = json_members(element);
    std::vector<NamedValue> fields = ends;
    const bool is_judgement = list.name == "judgements";
    fields.push_back({known_field("kind"), is_judgement ? "judgement" : "citation", false});
    for (const JsonMember& member : members) {
      fields.push_back({field_name(member.name), member.value, true});
    }
    if (auto done = hand_on(make_records(fields, context), context); !done) return done;
  }
  return {};
}

Result<void> GraphRecords::set_aside(std::string_view name, std::string_view text,
                                     const SourcePosition& position) {
  if (trim(text).empty()) return {};
  Place place;
  place.file = position.file;
  place.line = position.line;
  const std::string start = name.empty() ? std::string() : std::string(name) + ": ";
  return sink_.accept(IgnoredRecord{to_valid_utf8(start + std::string(trim(text))),
                                    "is said of the graph, not of a node or an edge", place});
}

void GraphRecords::reject(const SourcePosition& position, std::string message, std::string hint) {
  sink_.reject(Error{ErrorCode::BadRequest, std::move(message), position, std::move(hint)});
}

void GraphRecords::finish() {
  if (undirected_count_ == 0) return;
  const bool one = undirected_count_ == 1;
  reject(first_undirected_,
         std::to_string(undirected_count_) +
             (one ? " undirected edge is left out: it does not say which end cites the other"
                  : " undirected edges are left out: they do not say which end cites the other"),
         "with --as-written an edge cites from its first end to its second");
  undirected_count_ = 0;
}

}  // namespace whocites::ingest
