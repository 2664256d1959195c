// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How often which outlet cites which, as a square table for spreadsheets. Holds 8 bytes of each
// node, the names of the outlets, and 16 bytes of each pair of outlets between which there is a
// citation.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "render/csv_text.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr const char* kNoOutlet = "(no outlet)";

class Matrix {
 public:
  explicit Matrix(const GraphWalk& walk) : walk_(walk) {}

  // Requires: all nodes, before anything else.
  void add(const Node& node) {
    if (node.kind == Kind::Outlet) {
      outlet_.push_back(static_cast<std::uint32_t>(names_.size()));
      names_.push_back(label_of(node));
      keys_.push_back(node.key);
    } else {
      outlet_.push_back(kNone);
    }
    const auto whole = node.part_of ? walk_.place_of(*node.part_of) : std::nullopt;
    whole_.push_back(whole ? static_cast<std::uint32_t>(*whole) : kNone);
  }

  // Gives each node the outlet that it is part of, directly or through a periodical.
  void all_added() {
    for (std::size_t place = 0; place < outlet_.size(); ++place) {
      std::uint32_t at = whole_[place];
      for (int step = 0; outlet_[place] == kNone && at != kNone && step < kMostSteps; ++step) {
        outlet_[place] = outlet_[at];
        at = whole_[at];
      }
    }
    name_apart();
  }

  void count(const Citation& citation) {
    const std::uint32_t from = row_of(citation.from);
    const std::uint32_t to = row_of(citation.to);
    ++counts_[std::uint64_t{from} << 32 | to];
    has_others_ = has_others_ || from == names_.size() || to == names_.size();
  }

  void write(std::ostream& out) const {
    std::vector<std::string> names = names_;
    if (has_others_) names.emplace_back(kNoOutlet);
    std::vector<std::string> cells{"citing outlet"};
    for (const std::string& name : names) cells.push_back(no_formula(name));
    write_csv_row(out, cells);
    for (std::uint64_t from = 0; from < names.size() && out.good(); ++from) {
      cells.assign(1, no_formula(names[from]));
      for (std::uint64_t to = 0; to < names.size(); ++to) {
        const auto at = counts_.find(from << 32 | to);
        cells.push_back(std::to_string(at != counts_.end() ? at->second : 0));
      }
      write_csv_row(out, cells);
    }
  }

 private:
  static constexpr int kMostSteps = 8;  // owners of owners may go round in a circle

  std::uint32_t row_of(NodeId id) const {
    const std::uint32_t outlet = outlet_[*walk_.place_of(id)];
    return outlet != kNone ? outlet : static_cast<std::uint32_t>(names_.size());
  }

  // Two outlets of one name get their keys behind it.
  void name_apart() {
    std::unordered_map<std::string, std::size_t> uses;
    for (const std::string& name : names_) ++uses[name];
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (uses[names_[i]] > 1) names_[i] += " (" + keys_[i] + ")";
    }
    keys_.clear();
  }

  const GraphWalk& walk_;
  std::vector<std::uint32_t> outlet_;  // by place in the walk: its row
  std::vector<std::uint32_t> whole_;   // likewise: the place of what it is part of
  std::vector<std::string> names_;     // by row
  std::vector<std::string> keys_;
  std::unordered_map<std::uint64_t, std::uint64_t> counts_;
  bool has_others_ = false;
};

Result<void> stream(const GraphWalk& walk, std::ostream& out) {
  Matrix matrix(walk);
  const auto add = [&](const Node& node) {
    matrix.add(node);
    return true;
  };
  if (auto done = walk.nodes(add); !done) return done;
  matrix.all_added();
  const auto count = [&](const Citation& citation) {
    matrix.count(citation);
    return true;
  };
  if (auto done = walk.citations(count); !done) return done;
  matrix.write(out);
  return put(out, "");
}

}  // namespace

const Format matrix_format{.name = "matrix",
                           .summary = "outlet by outlet, how often one cites the other, as CSV",
                           .extensions = {".matrix.csv"},
                           .write = write_walked<stream>,
                           .stream = stream};

}  // namespace whocites::render
