// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/network.h"

namespace whocites::tests {

// Makes a network from keys, in a few lines.
class NetworkBuilder {
 public:
  // The node with this key, added when there is none; `title` empty: none.
  Node& node(Kind kind, const std::string& key, const std::string& title = {});
  Node& article(const std::string& key, const std::string& title, std::string_view date,
                const std::string& outlet = {});
  // Requires: both keys were added.
  Citation& cite(const std::string& from, const std::string& to, Relation relation,
                 const std::string& sentence = {}, std::uint64_t line = 0);
  void decide(const std::string& a, const std::string& b, bool same, const std::string& reason);
  NodeId id_of(const std::string& key) const;

  Network network() const;

 private:
  std::vector<Node> nodes_;
  std::vector<Citation> citations_;
  std::vector<IdentityDecision> identities_;
};

// Every field and mark that the formats know, on few nodes.
Network small_network();
// An article that cites two outlets, which cite older papers, one of them misspelt.
Network relayed_network();
// Eleven articles of eleven outlets about an invented first name, with a circle among them.
Network circle_network();
// `articles` articles of `outlets` outlets with random citations backwards in time.
Network random_network(std::size_t articles, std::size_t outlets, std::size_t citations,
                       std::uint32_t seed);

// Texts that break careless writers, each with a name for messages.
struct HostileText {
  std::string name;
  std::string text;
};
std::vector<HostileText> hostile_texts();
// The text everywhere where a text can be: titles, keys, notes, sentences, places, properties.
Network hostile_network(const std::string& text);

}  // namespace whocites::tests
