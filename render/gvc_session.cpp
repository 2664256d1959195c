// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/gvc_session.h"

#include <cstdlib>
#include <map>
#include <string_view>
#include <vector>

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include "base/text.h"

namespace whocites::render {
namespace {

std::mutex graphviz_mutex;

// What Graphviz has said since the session began. cgraph hands on a message in pieces and takes no
// context pointer, so this must be a global; graphviz_mutex guards it.
std::string messages;

int take_message(char* piece) {
  messages += piece;
  return 0;
}

// The first error, without the warnings around it; empty when there is none.
std::string first_error() {
  const std::size_t start = messages.find("Error: ");
  if (start == std::string::npos) return {};
  return printable(trim(split(std::string_view(messages).substr(start + 7), '\n').front()));
}

// cgraph writes through a discipline of function pointers; this one appends to a string.
int append_to_string(void* channel, const char* text) {
  static_cast<std::string*>(channel)->append(text);
  return 0;
}
int read_nothing(void*, char*, int) { return 0; }
int flush_nothing(void*) { return 0; }

Agiodisc_t to_string_discipline{read_nothing, append_to_string, flush_nothing};

// cgraph orders the subgraphs of a graph by their ids, and its own ids are addresses of names, so
// that clusters would come in another order, and be laid out otherwise, in each picture. These ids
// count the names: even ones are named, odd ones anonymous.
struct Ids {
  Agraph_t* graph = nullptr;
  std::map<std::string, IDTYPE> of_names;
  // The graph's own shared strings: cgraph looks for a mark in the bytes before each name.
  std::vector<char*> names;
  IDTYPE anonymous = 1;
};

void* open_ids(Agraph_t* graph, Agdisc_t*) {
  auto ids = std::make_unique<Ids>();
  ids->graph = graph;
  return ids.release();
}
void close_ids(void* state) { std::unique_ptr<Ids>(static_cast<Ids*>(state)).reset(); }

long map_id(void* state, int, char* name, IDTYPE* id, int create) {
  Ids& ids = *static_cast<Ids*>(state);
  if (name == nullptr) {
    *id = ids.anonymous;
    ids.anonymous += 2;
    return 1;
  }
  if (create == 0 && !ids.of_names.contains(name)) return 0;
  const auto [known, is_new] = ids.of_names.try_emplace(name, 2 * ids.names.size() + 2);
  if (is_new) ids.names.push_back(agstrdup(ids.graph, name));
  *id = known->second;
  return 1;
}

// Names are never given up: a graph lives only as long as one picture.
long take_id(void*, int, IDTYPE) { return 0; }
void free_id(void*, int, IDTYPE) {}
void register_id(void*, int, void*) {}

char* name_of_id(void* state, int, IDTYPE id) {
  const Ids& ids = *static_cast<Ids*>(state);
  if (id % 2 != 0 || id == 0 || id / 2 > ids.names.size()) return nullptr;
  return ids.names[id / 2 - 1];
}

Agiddisc_t counting_discipline{open_ids,   map_id,    take_id,    free_id,
                               name_of_id, close_ids, register_id};
Agdisc_t memory_discipline{&AgMemDisc, &counting_discipline, &to_string_discipline};

}  // namespace

void CloseGraph::operator()(Agraph_s* graph) const { agclose(graph); }

void abandon(GraphHandle graph) { static_cast<void>(graph.release()); }

Layout::~Layout() {
  if (graph_ != nullptr) gvFreeLayout(context_, graph_);
}

void Layout::keep_in_attributes() { attach_attrs(graph_); }

GvcSession::GvcSession() : alone_(graphviz_mutex) {
  messages.clear();
  agseterrf(take_message);
  agseterr(AGWARN);
  // Never freed: Graphviz 2.42's text plugin keeps a pointer to the last font's name, which goes
  // with the context, and compares it with the next picture's.
  static GVC_t* const context = gvContext();
  context_ = context;
}

GvcSession::~GvcSession() { agseterrf(nullptr); }

GraphHandle GvcSession::open_graph(const std::string& name) {
  return GraphHandle(agopen(const_cast<char*>(name.c_str()), Agdirected, &memory_discipline));
}

std::string GvcSession::to_dot(Agraph_s& graph) {
  std::string text;
  agwrite(&graph, &text);
  return text;
}

Result<Layout> GvcSession::lay_out(Agraph_s& graph, const char* engine) {
  messages.clear();
  std::srand(1);  // sfdp coarsens by rand() before it seeds it: a layout would depend on the last
  if (gvLayout(context_, &graph, engine) != 0) {
    return fail(ErrorCode::Io, "Graphviz cannot lay out: " + first_error(),
                "check that Graphviz's layout plugins are installed (dot -v lists them)");
  }
  if (const std::string error = first_error(); !error.empty()) {
    return fail(ErrorCode::BadRequest, "Graphviz could not draw this network: " + error,
                "draw less of it, or export --to dot and lay it out with another engine");
  }
  return Layout(context_, &graph);
}

Result<std::string> GvcSession::draw(Agraph_s& graph, const char* device) {
  messages.clear();
  char* data = nullptr;
  unsigned length = 0;
  const int status = gvRenderData(context_, &graph, device, &data, &length);
  if (status != 0 || data == nullptr) {
    return fail(ErrorCode::Io,
                "Graphviz cannot write " + std::string(device) + ": " + first_error(),
                "check that Graphviz's cairo plugin is installed (dot -v lists them)");
  }
  std::string picture(data, length);
  gvFreeRenderData(data);
  return picture;
}

}  // namespace whocites::render
