// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Pajek's .net. Source: Batagelj and Mrvar, "Pajek: Reference Manual". A label stands in double
// quotes and has no escapes, and some readers unquote it as a shell does.
#include "base/text.h"
#include "render/formats.h"
#include "render/label.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// The key, with what cannot stand in a label as %XX, and so % itself.
std::string label(std::string_view key) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text;
  for (const char c : to_valid_utf8(key)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == '"' || c == '\\' || c == '%') {
      text += '%';
      text += kHex[byte >> 4];
      text += kHex[byte & 15];
    } else {
      text += c;
    }
  }
  return text;
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  out << "*Vertices " << walk.node_count() << '\n';
  std::uint64_t number = 0;
  const auto write_node = [&](const Node& node) {
    out << ++number << " \"" << label(node.key) << "\"\n";
    return out.good();
  };
  if (auto done = walk.nodes(write_node); !done) return done;
  out << "*Arcs\n";
  const auto write_arc = [&](const Citation& citation) {
    out << *walk.place_of(citation.from) + 1 << ' ' << *walk.place_of(citation.to) + 1 << ' '
        << number_text(confidence_of(citation)) << " l \"" << name_of(citation.relation) << "\"\n";
    return out.good();
  };
  if (auto done = walk.citations(write_arc); !done) return done;
  return put(out, "");
}

}  // namespace

const Format pajek_format{.name = "pajek",
                          .summary = "Pajek's .net: keys, weights and relations only",
                          .extensions = {".net"},
                          .write = write_walked<stream>,
                          .stream = stream};

}  // namespace whocites::render
