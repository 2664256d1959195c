// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/page.h"

#include <array>
#include <sstream>

#include "render/dot_graph.h"
#include "render/label.h"
#include "render/page/embedded.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// What stands between the marks of the template, of which each occurs once, in this order.
constexpr std::array<std::string_view, 4> kMarks{"<!--connect-->", "<!--title-->", "<!--table-->",
                                                 "<!--data-->"};

std::string filled(const std::array<std::string, kMarks.size()>& contents) {
  std::string_view rest = embedded::page_html();
  std::string page;
  for (std::size_t i = 0; i < kMarks.size(); ++i) {
    const std::size_t at = rest.find(kMarks[i]);
    page += rest.substr(0, at);
    page += contents[i];
    rest.remove_prefix(at + kMarks[i].size());
  }
  return page.append(rest);
}

// JSON that no HTML parser takes for a tag: "<" stands only in strings there.
std::string for_script(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003C";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string title_of(const std::string& title) {
  return markup_text(title.empty() ? "Who cites whom" : title);
}

std::string name_cell(const Network& network, const Node& node) {
  std::string name = markup_text(label_of(node));
  if (node.part_of) {
    if (const auto whole = network.vertex_of(*node.part_of)) {
      name += " (" + markup_text(label_of(network.node(*whole))) + ")";
    }
  }
  const std::string address = link_target(node.facts.url);
  if (address.empty()) return name;
  return "<a rel=\"noreferrer\" href=\"" + address + "\">" + name + "</a>";
}

std::string cites_cell(const Network& network, VertexId vertex) {
  std::string cell;
  for (const CitationGraph::Arc arc : network.graph.out_arcs(vertex)) {
    const Citation& citation = network.citation(arc.edge);
    cell += "<li>" + std::string(verb_of(citation.relation)) + " " +
            markup_text(full_label(network, arc.vertex));
    if (is_rejected(citation)) cell += " (rejected)";
    if (!citation.evidence.front().text.empty()) {
      cell += " <q>" + markup_text(citation.evidence.front().text) + "</q>";
    }
    cell += "</li>";
  }
  return cell.empty() ? cell : "<ul>" + cell + "</ul>";
}

std::string table(const Network& network, const DrawOptions& options) {
  std::string rows;
  const std::vector<bool> drawn = drawn_nodes(network, options);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    const VertexId vertex(static_cast<std::uint32_t>(i));
    const Node& node = network.node(vertex);
    rows += "<tr><th scope=\"row\">" + name_cell(network, node) + "</th><td>" +
            std::string(name_of(node.kind)) + "</td><td>" +
            (node.facts.date ? markup_text(date_words(*node.facts.date)) : std::string()) +
            "</td><td>" + cites_cell(network, vertex) + "</td></tr>\n";
  }
  return "<table><caption>" + title_of(options.title) +
         "</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Kind</th>"
         "<th scope=\"col\">Date</th><th scope=\"col\">Cites</th></tr></thead><tbody>\n" +
         rows + "</tbody></table>";
}

}  // namespace

bool has_page() { return !embedded::page_html().empty(); }

Result<void> write_page(const Network& network, const DrawOptions& options, std::ostream& out) {
  if (!has_page()) {
    return fail(ErrorCode::BadRequest, "this whocites was built without the page for browsers",
                "build it where Node.js and npm are installed, or draw an .svg");
  }
  std::ostringstream data;
  if (auto written = write_page_data(network, options, data); !written) return written;
  return put(out, filled({"'none'", title_of(options.title), table(network, options),
                          for_script(data.str())}));
}

std::string page_for_server(const std::string& title) {
  return filled(
      {"'self'", title_of(title), "<p>This page needs scripts.</p>", "{\"server\":true}"});
}

}  // namespace whocites::render
