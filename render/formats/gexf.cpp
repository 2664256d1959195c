// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// GEXF 1.3 and 1.2draft. Source: gexf.net/schema.html. Time is always given as intervals, which are
// open at the end: what was published stays so. Mixed with timestamps, programs refuse the file.
#include "render/flat_fields.h"
#include "render/formats.h"
#include "render/label.h"
#include "render/picture.h"
#include "render/placement.h"
#include "render/style.h"
#include "render/xml_text.h"

namespace whocites::render {
namespace {

struct Version {
  const char* number;
  const char* space;
  const char* dynamics;  // attributes of <graph>
  bool has_kinds;        // of edges, by which parallel ones are told apart
};
constexpr Version kNew{"1.3", "http://gexf.net/1.3", " timerepresentation=\"interval\"", true};
constexpr Version kOld{"1.2", "http://www.gexf.net/1.2draft", "", false};

void declare(std::ostream& out, const char* what, std::span<const Field> fields) {
  out << "    <attributes class=\"" << what << "\" mode=\"static\">\n";
  for (const Field& field : fields) {
    out << "      <attribute id=\"" << field.name << "\" title=\"" << field.name << "\" type=\""
        << name_of(field.type) << "\"/>\n";
  }
  out << "    </attributes>\n";
}

void write_values(std::ostream& out, std::span<const Field> fields,
                  const std::vector<std::string>& values) {
  out << "        <attvalues>\n";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) continue;
    out << "          <attvalue for=\"" << fields[i].name << "\" value=\"" << xml_text(values[i])
        << "\"/>\n";
  }
  out << "        </attvalues>\n";
}

// ` start="2021-03-01"`: the first day that the date may mean.
std::string start_text(const std::optional<Date>& date) {
  if (!date) return {};
  return " start=\"" + to_string(date->earliest()).substr(0, 10) + "\"";
}

void write_colour(std::ostream& out, std::string_view hex) {
  const auto part = [&](std::size_t at) {
    return std::stoi(std::string(hex.substr(at, 2)), nullptr, 16);
  };
  out << "        <viz:color r=\"" << part(1) << "\" g=\"" << part(3) << "\" b=\"" << part(5)
      << "\"/>\n";
}

// Writes nodes and edges, numbered in the order of the walk.
class Writer {
 public:
  Writer(const Version& version, const GraphWalk& walk, const std::vector<Point>& points,
         std::ostream& out)
      : version_(version), walk_(walk), points_(points), out_(out) {}

  bool write(const Node& node) {
    out_ << "      <node id=\"n" << node_ << "\" label=\"" << xml_text(label_of(node)) << '"'
         << start_text(node.facts.date) << ">\n";
    write_values(out_, node_fields(), node_values(walk_, node));
    write_colour(out_, style_of(node.kind).border);
    if (!points_.empty()) {
      out_ << "        <viz:position x=\"" << number_text(points_[node_].x) << "\" y=\""
           << number_text(points_[node_].y) << "\" z=\"0\"/>\n";
    }
    out_ << "      </node>\n";
    ++node_;
    return out_.good();
  }

  bool write(const Citation& citation) {
    const std::string_view relation = name_of(citation.relation);
    out_ << "      <edge id=\"e" << edge_++ << "\" source=\"n" << *walk_.place_of(citation.from)
         << "\" target=\"n" << *walk_.place_of(citation.to) << "\" weight=\""
         << number_text(confidence_of(citation)) << "\" label=\"" << relation << '"';
    if (version_.has_kinds) out_ << " kind=\"" << relation << '"';
    if (!citation.evidence.empty()) out_ << start_text(citation.evidence.front().date);
    out_ << ">\n";
    write_values(out_, citation_fields(), citation_values(citation));
    write_colour(out_, style_of(citation.relation).colour);
    out_ << "      </edge>\n";
    return out_.good();
  }

 private:
  const Version& version_;
  const GraphWalk& walk_;
  const std::vector<Point>& points_;
  std::ostream& out_;
  std::size_t node_ = 0;
  std::size_t edge_ = 0;
};

Result<void> write_version(const Version& version, const GraphWalk& walk, std::ostream& out) {
  const Result<std::vector<Point>> points = place_nodes(walk);
  if (!points) return fail(points.error());
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"" << version.space
      << "\" xmlns:viz=\"" << version.space << "/viz\" version=\"" << version.number
      << "\">\n"
         "  <meta>\n    <creator>whocites</creator>\n    <description>who cites whom: an edge "
         "points from the citing to the cited node</description>\n  </meta>\n"
         "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\""
      << version.dynamics << ">\n";
  declare(out, "node", node_fields());
  declare(out, "edge", citation_fields());
  Writer writer(version, walk, *points, out);
  out << "    <nodes>\n";
  if (auto done = walk.nodes([&](const Node& node) { return writer.write(node); }); !done) {
    return done;
  }
  out << "    </nodes>\n    <edges>\n";
  const auto write_edge = [&](const Citation& citation) { return writer.write(citation); };
  if (auto done = walk.citations(write_edge); !done) return done;
  return put(out, "    </edges>\n  </graph>\n</gexf>\n");
}

Result<void> stream_new(const GraphWalk& walk, std::ostream& out) {
  return write_version(kNew, walk, out);
}
Result<void> stream_old(const GraphWalk& walk, std::ostream& out) {
  return write_version(kOld, walk, out);
}

}  // namespace

const Format gexf_format{.name = "gexf",
                         .summary = "GEXF 1.3 with places, colours and dates, for Gephi",
                         .extensions = {".gexf"},
                         .write = write_walked<stream_new>,
                         .stream = stream_new};

const Format gexf_old_format{.name = "gexf-1.2",
                             .summary = "GEXF 1.2, for programs that do not know 1.3",
                             .extensions = {},
                             .write = write_walked<stream_old>,
                             .stream = stream_old};

}  // namespace whocites::render
