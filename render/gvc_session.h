// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/error.h"

struct Agraph_s;
struct GVC_s;

// Graphviz behind handles that clean up after themselves. Everything happens in memory: no program
// is called, no temporary file written. draw_picture() uses it in a copy of the process.
namespace whocites::render {

struct CloseGraph {
  void operator()(Agraph_s* graph) const;
};
// A cgraph graph. Must go before the session that opened it.
using GraphHandle = std::unique_ptr<Agraph_s, CloseGraph>;
// Gives up the memory of a graph whose layout failed. Graphviz 2.42 leaves such a graph in a state
// in which freeing it frees something twice.
void abandon(GraphHandle graph);

// The positions that a layout gave to a graph; they go with this object.
class Layout {
 public:
  Layout(GVC_s* context, Agraph_s* graph) : context_(context), graph_(graph) {}
  Layout(Layout&& other) noexcept : context_(other.context_), graph_(other.graph_) {
    other.graph_ = nullptr;
  }
  Layout& operator=(Layout&&) = delete;
  ~Layout();

  // Writes the positions into the graph's own attributes (pos, bb, lp), so that they outlive
  // this object and the engine "nop2" can draw from them.
  void keep_in_attributes();

 private:
  GVC_s* context_;
  Agraph_s* graph_;
};

// The right to use Graphviz. It keeps its state in globals, so one session exists at a time in
// the process: the constructor waits for the one before. A session has a context of its own, so
// that no picture depends on those drawn earlier. Not for use from two threads.
class GvcSession {
 public:
  GvcSession();
  GvcSession(const GvcSession&) = delete;
  GvcSession& operator=(const GvcSession&) = delete;
  ~GvcSession();

  // A directed graph in which parallel edges are allowed. Never null.
  GraphHandle open_graph(const std::string& name);

  // The graph in the DOT language, as agwrite writes it.
  std::string to_dot(Agraph_s& graph);

  // Places nodes and lines by `engine` ("dot", "nop2"). Fails when Graphviz reports an error, of
  // whatever sort: a picture that lacks a line would be a lie. Then abandon() the graph.
  [[nodiscard]] Result<Layout> lay_out(Agraph_s& graph, const char* engine);

  // The picture of a graph that is laid out, as `device` ("svg", "png:cairo") writes it. Io when
  // this installation of Graphviz lacks the device.
  [[nodiscard]] Result<std::string> draw(Agraph_s& graph, const char* device);

 private:
  std::unique_lock<std::mutex> alone_;
  GVC_s* context_ = nullptr;
};

}  // namespace whocites::render
