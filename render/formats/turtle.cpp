// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "render/formats.h"
#include "render/picture.h"
#include "render/triples.h"

namespace whocites::render {
namespace {

bool is_simple_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

// <http://purl.org/spar/cito/cites> as cito:cites, at the end of a literal too; what begins with no
// known prefix, or goes on with more than letters, stays.
std::string shortened(std::string_view term) {
  if (term.front() != '<') {
    const std::size_t type = term.rfind("\"^^<");
    if (type == std::string_view::npos || term.front() != '"') return std::string(term);
    return std::string(term.substr(0, type + 3)) + shortened(term.substr(type + 3));
  }
  const std::string_view iri = term.substr(1, term.size() - 2);
  for (const Vocabulary& vocabulary : vocabularies()) {
    if (!iri.starts_with(vocabulary.space)) continue;
    const std::string_view local = iri.substr(vocabulary.space.size());
    if (is_simple_name(local)) return std::string(vocabulary.prefix) + ":" + std::string(local);
  }
  return std::string(term);
}

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  for (const Vocabulary& vocabulary : vocabularies()) {
    out << "@prefix " << vocabulary.prefix << ": <" << vocabulary.space << "> .\n";
  }
  std::string subject;
  const auto write = [&](std::string_view of, std::string_view predicate, std::string_view object) {
    if (of == subject) {
      out << " ;\n  ";
    } else {
      out << (subject.empty() ? "\n" : " .\n\n") << of << ' ';
      subject = of;
    }
    out << shortened(predicate) << ' ' << shortened(object);
    return out.good();
  };
  if (auto done = visit_triples(walk, write); !done) return done;
  return put(out, subject.empty() ? "" : " .\n");
}

}  // namespace

const Format turtle_format{.name = "turtle",
                           .summary = "the same triples, for people to read",
                           .extensions = {".ttl"},
                           .write = write_walked<stream>,
                           .stream = stream};

}  // namespace whocites::render
