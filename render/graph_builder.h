// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "render/attributes.h"
#include "render/dot_graph.h"
#include "render/groups.h"

struct Agedge_s;
struct Agnode_s;

namespace whocites::render {

// Puts the nodes, groups and lines of one network into one cgraph graph. Requires: network and
// options outlive it.
class GraphBuilder {
 public:
  // A picture names nodes as people do and frames only what holds several; a graph for other
  // programs names them by key and frames every group.
  enum class Purpose : std::uint8_t { Picture, Exchange };

  GraphBuilder(Agraph_s* root, const Network& network, const DrawOptions& options,
               Grouping grouping, Purpose purpose);

  // Requires: `vertex` has not been added yet.
  Agnode_s* add_node(VertexId vertex);
  // Requires: its ends were added.
  Agedge_s* add_line(const Line& line, const std::string& name, bool labelled);
  // nullptr for one that was not added.
  Agnode_s* node(VertexId vertex) const { return nodes_[vertex.value]; }

 private:
  bool is_cited_back(VertexId from, VertexId to) const;
  void declare_defaults();
  void choose_frames(const std::vector<bool>& drawn);
  std::optional<VertexId> frame_around(VertexId vertex) const;
  Agraph_s* cluster_around(VertexId vertex);
  Agraph_s* cluster_of(VertexId group);
  Agraph_s* cluster_of_set(std::size_t set);
  std::string unique_name(VertexId vertex, std::set<std::string>& taken) const;
  std::string label_of_node(VertexId vertex) const;
  std::string label_of_line(const Line& line, const LineLook& look) const;
  LineLook look_of(const Line& line) const;
  std::uint64_t weight_of(const Line& line) const;

  Agraph_s* root_;
  const Network& network_;
  const DrawOptions& options_;
  const Theme& theme_;
  Groups groups_;
  Grouping grouping_;
  Purpose purpose_;
  std::vector<bool> framed_;  // by vertex: it is a group that gets a frame
  std::vector<Agraph_s*> clusters_;
  std::map<VertexId, std::size_t> set_of_;  // of options.sets
  std::vector<Agraph_s*> set_clusters_;
  std::vector<Agnode_s*> nodes_;
  std::set<VertexId> emphasised_;
  std::set<EdgeId> highlighted_;
  std::set<EdgeId> looping_;
  std::map<VertexId, std::vector<const Mark*>> marks_;
  std::uint64_t least_weight_ = 1;
  std::uint64_t most_weight_ = 1;
  std::set<std::string> node_names_;
  std::set<std::string> cluster_names_;
};

}  // namespace whocites::render
