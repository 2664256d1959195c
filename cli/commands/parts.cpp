// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/parts.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ingest/outlets.h"
#include "storage/batch_writer.h"

namespace whocites::cli {

Cell name_cell(const Node& node) { return text_cell(trim(node.facts.title)); }

Result<Cell> outlet_cell(const Reader& reader, const Node& node) {
  if (node.kind != Kind::Article || !node.part_of) return Cell();
  const Result<std::optional<Node>> outlet = reader.node(*node.part_of);
  if (!outlet) return fail(outlet.error());
  return *outlet ? Cell(label_of(**outlet)) : Cell();
}

Cell outlet_cell(const Network& network, const Node& node) {
  if (node.kind != Kind::Article || !node.part_of) return {};
  const std::optional<VertexId> outlet = network.vertex_of(*node.part_of);
  return outlet ? Cell(label_of(network.node(*outlet))) : Cell();
}

Cell date_cell(const std::optional<Date>& date) {
  if (!date) return std::monostate{};
  return to_string(*date);
}

Cell number_cell(std::uint64_t number) { return static_cast<std::int64_t>(number); }

Cell place_cell(const Place& place) {
  if (place.file.empty() && place.line == 0) return std::monostate{};
  return place.line == 0 ? place.file : place.file + ":" + std::to_string(place.line);
}

Cell verdict_cell(const Citation& citation) {
  if (citation.judgements.empty()) return std::monostate{};
  return std::string(name_of(citation.judgements.back().verdict));
}

Cell confidence_cell(const Citation& citation) {
  return std::round(confidence_of(citation) * 100) / 100;
}

std::string best_evidence(const Citation& citation) {
  const Evidence* best = nullptr;
  for (const Evidence& evidence : citation.evidence) {
    if (evidence.text.empty()) continue;
    const bool surer =
        best == nullptr || evidence.confidence.value_or(1) > best->confidence.value_or(1);
    if (surer) best = &evidence;
  }
  return best == nullptr ? std::string() : best->text;
}

Result<Level> level_option(const Arguments& arguments, Level usual) {
  if (!arguments.has("level")) return usual;
  const std::string name = arguments.text("level");
  if (name == "article" && usual == Level::Article) return Level::Article;
  if (name == "outlet") return Level::Outlet;
  if (name == "owner") return Level::Owner;
  const std::string finest = usual == Level::Article ? "article, " : "";
  return fail(ErrorCode::BadRequest,
              "--level takes " + finest + "outlet or owner, not '" + name + "'");
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  return std::to_string(number) + " " + std::string(number == 1 ? singular : plural);
}

void add_unresolved(std::uint64_t names, std::uint64_t linked, std::vector<std::string>& words) {
  if (names != 0) words.push_back(counted(names, "unresolved name", "unresolved names"));
  if (linked != 0) words.push_back(counted(linked, "linked page", "linked pages"));
}

void tell_prints(const Session& session, std::uint64_t count) {
  if (count == 0) return;
  session.remark(counted(count, "article has the text of another one and is counted with it",
                         "articles have the text of another one each and are counted with it") +
                 "; whocites review asks whether so");
}

Result<int> store_records(Session& session, std::vector<Record> records, Batch entry,
                          const std::string& done) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  BatchWriter writer(**store, ingest::outlet_authority(), std::move(entry));
  for (Record& record : records) {
    if (auto taken = writer.accept(std::move(record)); !taken) return fail(taken.error());
  }
  if (auto ready = writer.prepare(); !ready) return fail(ready.error());
  // By hand it is one thing that was asked: if part of it is wrong, none of it is stored.
  if (!writer.rejected().empty()) {
    Error error = writer.rejected().front();
    error.position.reset();
    return fail(error);
  }
  if (auto stored = writer.commit(); !stored) return fail(stored.error());
  session.report(done, writer.batch().id);
  return kDone;
}

std::vector<Option> node_options() {
  return {
      {"title", "TEXT", "headline of an article, title of a work"},
      {"name", "TEXT", "name of an outlet, person or organization"},
      {"date", "DATE", "of publication: 2019, 2019-03, 2019-03-04, each with ~ for about"},
      {"url", "URL", "where it stands"},
      {"outlet", "X", "the outlet that published it"},
      {"part-of", "X", "the owner of an outlet, the periodical of a work"},
      {"lang", "CODE", "language, as en or pt-BR"},
      {"country", "CODE", "two letters, as KR"},
      {"author", "NAME", "who wrote it", true},
      {"domain", "DOMAIN", "web domain of an outlet", true},
      {"alias", "NAME", "another name", true},
      {"note", "TEXT", "a remark", true},
      {"set", "NAME=VALUE", "any further property; VALUE may be JSON", true},
  };
}

Result<NodeFacts> node_facts(const Arguments& arguments) {
  NodeFacts facts;
  facts.title = arguments.has("title") ? arguments.text("title") : arguments.text("name");
  if (arguments.has("title") && arguments.has("name")) {
    return fail(ErrorCode::BadRequest, "--title and --name are the same thing: give one");
  }
  Result<std::optional<Date>> date = date_option(arguments, "date");
  if (!date) return fail(date.error());
  facts.date = *date;
  facts.url = arguments.text("url");
  facts.language = arguments.text("lang");
  facts.country = arguments.text("country");
  facts.authors = arguments.all("author");
  facts.domains = arguments.all("domain");
  facts.aliases = arguments.all("alias");
  facts.notes = arguments.all("note");
  for (const std::string& text : arguments.all("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(ErrorCode::BadRequest, "--set takes NAME=VALUE, not '" + text + "'");
    }
    const std::string value = text.substr(equals + 1);
    // What is JSON stays what it is; anything else is a text.
    const std::string json = nlohmann::json::accept(value)
                                 ? nlohmann::json::parse(value).dump()
                                 : nlohmann::json(to_valid_utf8(value)).dump();
    facts.properties.push_back({text.substr(0, equals), json});
  }
  return facts;
}

}  // namespace whocites::cli
