// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// bench_attribution: how well the text reader finds the sources that people marked in texts.
// Usage: bench_attribution FOLDER [OUTLETS.tsv] [--list]
// FOLDER is as read_stand_off() reads it. OUTLETS.tsv has a header with the columns "doc" and
// "outlet_named_in_gold_source_span". --list prints each find and each miss.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "bench/stand_off.h"
#include "ingest/outlets.h"
#include "ingest/text/article_sources.h"

namespace whocites::bench {
namespace {

using ingest::text::ArticleSources;
using ingest::text::FoundSource;

struct Score {
  std::size_t found = 0;
  std::size_t right = 0;   // of those found
  std::size_t marked = 0;  // by people
  std::size_t met = 0;     // of those marked

  void print(const char* what) const {
    const double precision =
        found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found);
    const double recall = marked == 0 ? 0 : static_cast<double>(met) / static_cast<double>(marked);
    const double sum = precision + recall;
    std::printf("| %s | %zu | %zu | %.3f | %.3f | %.3f |\n", what, marked, found, precision, recall,
                sum == 0 ? 0 : 2 * precision * recall / sum);
  }
};

struct Decile {
  std::size_t found = 0;
  std::size_t right = 0;
  double confidence = 0;  // sum
};

bool overlap(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

bool meets_any(const Span& span, const std::vector<Span>& others) {
  return std::any_of(others.begin(), others.end(),
                     [&](const Span& other) { return overlap(span, other); });
}

// The sources of a text, each place once, at the confidence of its best cue.
std::vector<FoundSource> distinct(const ArticleSources& read) {
  std::map<std::pair<std::size_t, std::size_t>, FoundSource> by_place;
  for (const FoundSource& source : read.sources) {
    if (source.is_audience) continue;
    const auto [at, is_new] = by_place.emplace(std::pair{source.begin, source.end}, source);
    if (!is_new && source.confidence > at->second.confidence) at->second = source;
  }
  std::vector<FoundSource> sources;
  for (auto& [place, source] : by_place) sources.push_back(std::move(source));
  return sources;
}

// Each marked source with at most one found one, in order.
std::size_t paired(const std::vector<Span>& found, const std::vector<Span>& marked) {
  std::vector<bool> is_taken(found.size(), false);
  std::size_t pairs = 0;
  for (const Span& span : marked) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (is_taken[i] || !overlap(found[i], span)) continue;
      is_taken[i] = true;
      ++pairs;
      break;
    }
  }
  return pairs;
}

using OutletsOf = std::map<std::string, std::set<std::string>, std::less<>>;

OutletsOf read_outlets(const char* path) {
  OutletsOf outlets;
  std::ifstream in(path);
  std::string line;
  std::size_t doc = 0;
  std::size_t outlet = 0;
  for (bool is_header = true; std::getline(in, line); is_header = false) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (is_header) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == "doc") doc = i;
        if (cells[i] == "outlet_named_in_gold_source_span") outlet = i;
      }
    } else if (std::max(doc, outlet) < cells.size()) {
      // The list's own name for it, where the list knows it.
      const ingest::ListedOutlet* listed = ingest::outlet_named(cells[outlet]);
      outlets[std::string(cells[doc])].emplace(listed != nullptr ? listed->name : cells[outlet]);
    }
  }
  return outlets;
}

class Measurement {
 public:
  explicit Measurement(bool is_listing) : is_listing_(is_listing) {}

  void add(const MarkedText& marked, const ArticleSources& read) {
    std::vector<Span> found;
    for (const FoundSource& source : distinct(read)) {
      const Span span{source.begin, source.end};
      found.push_back(span);
      const bool is_right = meets_any(span, marked.sources);
      Decile& decile = deciles_[std::min<std::size_t>(
          9, static_cast<std::size_t>(source.confidence * 10 + 1e-9))];
      ++decile.found;
      decile.right += is_right ? 1 : 0;
      decile.confidence += source.confidence;
      overlap_.right += is_right ? 1 : 0;
      if (is_listing_) {
        list(is_right ? "right" : "wrong", marked, span, source.cue_begin, source.cue_end);
      }
    }
    for (const Span& span : marked.sources) {
      if (meets_any(span, found)) {
        ++overlap_.met;
      } else if (is_listing_) {
        list("missed", marked, span, span.begin, span.end);
      }
    }
    const std::size_t pairs = paired(found, marked.sources);
    overlap_.found += found.size();
    overlap_.marked += marked.sources.size();
    paired_.found += found.size();
    paired_.marked += marked.sources.size();
    paired_.right += pairs;
    paired_.met += pairs;
  }

  // Outlets that pass on what somebody told them are no source in the sense of those who marked
  // the texts: finding one is neither right nor wrong.
  void add_outlets(const MarkedText& marked, const ArticleSources& read,
                   const std::set<std::string>& expected) {
    std::set<std::string> found;
    std::set<std::string> audiences;
    for (const FoundSource& source : read.sources) {
      for (const int node : source.nodes) {
        const NodeFacts& facts = read.nodes[static_cast<std::size_t>(node)].facts;
        if (facts.kind != Kind::Outlet) continue;
        (source.is_audience && expected.count(facts.title) == 0 ? audiences : found)
            .insert(facts.title);
      }
    }
    for (const std::string& name : audiences) {
      if (is_listing_ && found.count(name) == 0) {
        std::printf("outlet as audience: %s: %s\n", marked.name.c_str(), name.c_str());
      }
    }
    outlets_.found += found.size();
    outlets_.marked += expected.size();
    for (const std::string& name : found) {
      if (expected.count(name) != 0) {
        ++outlets_.right;
        ++outlets_.met;
      } else if (is_listing_) {
        std::printf("outlet not marked: %s: %s\n", marked.name.c_str(), name.c_str());
      }
    }
    for (const std::string& name : expected) {
      if (is_listing_ && found.count(name) == 0) {
        std::printf("outlet missed: %s: %s\n", marked.name.c_str(), name.c_str());
      }
    }
  }

  void print(bool has_outlets) const {
    std::printf("| what | marked | found | precision | recall | F1 |\n|---|---|---|---|---|---|\n");
    overlap_.print("sources that overlap");
    paired_.print("sources paired one to one");
    if (has_outlets) outlets_.print("outlets per text");
    std::printf("\n| confidence | found | mean confidence | share right |\n|---|---|---|---|\n");
    for (std::size_t d = 0; d < 10; ++d) {
      const Decile& decile = deciles_[d];
      if (decile.found == 0) continue;
      const auto count = static_cast<double>(decile.found);
      std::printf("| 0.%zu– | %zu | %.2f | %.2f |\n", d, decile.found, decile.confidence / count,
                  static_cast<double>(decile.right) / count);
    }
  }

 private:
  static void list(const char* what, const MarkedText& marked, const Span& span,
                   std::size_t cue_begin, std::size_t cue_end) {
    const std::size_t begin = span.begin < 60 ? 0 : span.begin - 60;
    const std::string before = marked.text.substr(begin, span.begin - begin);
    const std::string behind = marked.text.substr(span.end, 60);
    std::printf("%s: %s…[%s]…%s (%s) %s:%zu-%zu\n", what, collapse_space(before).c_str(),
                collapse_space(marked.text.substr(span.begin, span.end - span.begin)).c_str(),
                collapse_space(behind).c_str(),
                marked.text.substr(cue_begin, cue_end - cue_begin).c_str(), marked.name.c_str(),
                span.begin, span.end);
  }

  bool is_listing_;
  Score overlap_, paired_, outlets_;
  Decile deciles_[10];
};

void print_speed(const std::vector<MarkedText>& texts) {
  constexpr double kLeast = 2;  // seconds
  // The processor's time, not the wall's: others may use the machine.
  const std::clock_t begin = std::clock();
  double seconds = 0;
  std::size_t bytes = 0;
  while (seconds < kLeast) {
    for (const MarkedText& marked : texts) {
      bytes += marked.text.size();
      ingest::text::find_sources(marked.text, nullptr);
    }
    seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  }
  std::printf("\n%.1f MB/s on one core\n", static_cast<double>(bytes) / seconds / 1e6);
}

int run(int argc, char** argv) {
  std::vector<const char*> paths;
  bool is_listing = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--list") == 0) {
      is_listing = true;
    } else {
      paths.push_back(argv[i]);
    }
  }
  if (paths.empty() || paths.size() > 2) {
    std::fputs("usage: bench_attribution FOLDER [OUTLETS.tsv] [--list]\n", stderr);
    return 2;
  }
  const Result<std::vector<MarkedText>> texts = read_stand_off(paths[0]);
  if (!texts) {
    std::fprintf(stderr, "%s\n", to_string(texts.error()).c_str());
    return 1;
  }
  const OutletsOf outlets = paths.size() > 1 ? read_outlets(paths[1]) : OutletsOf{};
  Measurement measurement(is_listing);
  for (const MarkedText& marked : *texts) {
    const ArticleSources read = ingest::text::find_sources(marked.text, nullptr);
    measurement.add(marked, read);
    const auto expected = outlets.find(marked.name);
    measurement.add_outlets(marked, read,
                            expected == outlets.end() ? std::set<std::string>{} : expected->second);
  }
  std::printf("%zu texts\n\n", texts->size());
  measurement.print(!outlets.empty());
  if (!is_listing) print_speed(*texts);
  return 0;
}

}  // namespace
}  // namespace whocites::bench

int main(int argc, char** argv) { return whocites::bench::run(argc, argv); }
