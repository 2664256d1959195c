// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/network.h"

// The words in a picture, made safe for Graphviz, which reads backslash sequences and entities in
// every text that it shows, and for XML. All functions accept any bytes.
namespace whocites::render {

// One line of text that any reader of XML takes: controls and bidirectional overrides made
// harmless, noncharacters replaced, runs of space collapsed.
std::string shown(std::string_view text);

// "about 2020-02 to 2021".
std::string date_words(const Date& date);

// For HTML, between tags and in quoted attributes: `shown`, then <, >, & and quotes escaped.
std::string markup_text(std::string_view text);
// For an HTML-like label of Graphviz: the same, with backslashes escaped too.
std::string html_text(std::string_view text);
// For a plain label or tooltip: `shown` line by line, then & and backslashes escaped, and line
// ends as Graphviz's \n.
std::string plain_text(std::string_view text);
// For the name of a graph or node in a picture, which SVG repeats as a title: `shown`, then &
// escaped. Graphviz reads no backslash sequences in names.
std::string name_text(std::string_view text);
// A value that no drawing shows: NUL and ill-formed UTF-8 become U+FFFD and a backslash is
// doubled, without which Graphviz writes files that it cannot read ("a\").
std::string data_text(std::string_view text);

// The lines of a node's label as they are shown: its name, and below it, smaller, what it is part
// of (`whole`, if the label shall say it), its date and what an unresolved name may mean.
struct NodeLabel {
  std::vector<std::string> name;  // never empty
  std::vector<std::string> small;
};
NodeLabel node_label_lines(const Node& node, std::string_view whole);

// HTML-like labels. `whole` is the name of what the node is part of, if the label shall say it.
std::string node_label(const Node& node, std::string_view whole);
std::string group_label(const Node& group);
// `citations` join the same two nodes: "reports ✓, quotes"; struck out when rejected.
std::string edge_label(const std::vector<const Citation*>& citations);

// Several lines, for plain_text().
std::string node_tooltip(const Network& network, const Node& node);
std::string edge_tooltip(const Network& network, const std::vector<const Citation*>& citations);

// The key of a node of `network`; empty for an id that is not in it.
std::string key_of(const Network& network, NodeId id);
// "file:12", "file", or empty.
std::string place_text(const Place& place);
// The shortest decimal that reads back as the same number.
std::string number_text(double number);

// The address, safe as a link's target, when it is http or https; else empty.
std::string link_target(std::string_view url);

}  // namespace whocites::render
