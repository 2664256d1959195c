// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How much of what real pages state is found. Usage:
//   bench_html_pages FOLDER [--misses]
// FOLDER holds either folders with source.html and expected-metadata.json (as Readability's tests
// do), or html/*.html and metadata/*.json (as newspaper4k's do).
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "ingest/html/page.h"

namespace whocites {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Case {
  std::string name;
  std::string bytes;
  json expected;
  std::string text;  // that a person, or another program, took for the main text
};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

std::vector<Case> cases_in(const fs::path& folder) {
  std::vector<Case> cases;
  if (fs::exists(folder / "metadata")) {
    for (const auto& entry : fs::directory_iterator(folder / "metadata")) {
      const std::string name = entry.path().stem().string();
      Case one{name,
               bytes_of(folder / "html" / (name + ".html")),
               json::parse(bytes_of(entry.path())),
               {}};
      json& expected = one.expected;
      one.text = expected.value("text", "");
      expected["siteName"] = expected.value("meta_site_name", json());
      expected["publishedTime"] = expected.value("publish_date", json());
      expected["lang"] = expected.value("meta_lang", json());
      if (expected.contains("authors") && expected["authors"].is_array()) {
        std::string byline;
        for (const json& author : expected["authors"]) {
          byline += (byline.empty() ? "" : ", ") + author.get<std::string>();
        }
        expected["byline"] = byline;
      }
      cases.push_back(std::move(one));
    }
  } else {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (!fs::exists(entry.path() / "source.html")) continue;
      Case one{entry.path().filename().string(),
               bytes_of(entry.path() / "source.html"),
               json::parse(bytes_of(entry.path() / "expected-metadata.json")),
               {}};
      const Result<ingest::html::Page> text =
          ingest::html::read_page(bytes_of(entry.path() / "expected.html"));
      if (text) one.text = text->main.text;
      cases.push_back(std::move(one));
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

std::map<std::string, std::size_t> words_of(std::string_view text) {
  std::map<std::string, std::size_t> words;
  const std::string folded = fold_words(text);
  for (const std::string_view word : split(folded, ' ')) ++words[std::string(word)];
  return words;
}

// How much of the words of two texts is the same: precision, recall.
std::pair<double, double> overlap(std::string_view found, std::string_view expected) {
  const auto a = words_of(found);
  const auto b = words_of(expected);
  double same = 0;
  double of_a = 0;
  double of_b = 0;
  for (const auto& [word, count] : a) {
    of_a += static_cast<double>(count);
    if (const auto other = b.find(word); other != b.end()) {
      same += static_cast<double>(std::min(count, other->second));
    }
  }
  for (const auto& [word, count] : b) of_b += static_cast<double>(count);
  return {of_a == 0 ? 0 : same / of_a, of_b == 0 ? 0 : same / of_b};
}

bool same_words(const std::string& a, const std::string& b) {
  return fold_words(a) == fold_words(b);
}

std::string language_of(std::string_view tag) { return ascii_lower(tag.substr(0, tag.find('-'))); }

bool same_date(const std::optional<Date>& found, const std::string& expected) {
  const auto date = ingest::html::read_page_date(expected);
  if (!found || !date) return false;
  // The same day; a time zone that one of them leaves out may shift it.
  constexpr std::chrono::hours kDay{24};
  return found->earliest() <= date->latest() + kDay && date->earliest() <= found->latest() + kDay;
}

// Names are found, and each stands in the byline. Expected bylines often have a date or a role,
// too.
bool are_names_of(const std::vector<std::string>& found, const std::string& expected) {
  const std::string line = fold_words(expected);
  return !found.empty() && std::all_of(found.begin(), found.end(), [&](const std::string& name) {
    return line.find(fold_words(name)) != line.npos;
  });
}

struct Score {
  std::size_t right = 0;
  std::size_t stated = 0;
};

class Measure {
 public:
  explicit Measure(bool show_misses) : show_misses_(show_misses) {}

  void add(const Case& one) {
    const Result<ingest::html::Page> page = ingest::html::read_page(one.bytes);
    if (!page) {
      std::cout << one.name << ": " << page.error().message << "\n";
      return;
    }
    const ingest::html::PageFacts& facts = page->facts;
    source_ = fold_words(one.bytes);
    check(one, "title", facts.title,
          [&](const std::string& e) { return same_words(facts.title, e); });
    check(one, "siteName", facts.outlet,
          [&](const std::string& e) { return same_words(facts.outlet, e); });
    check(one, "publishedTime", facts.published ? to_string(*facts.published) : "",
          [&](const std::string& e) { return same_date(facts.published, e); });
    check(one, "byline", join(facts.authors, ", "),
          [&](const std::string& e) { return are_names_of(facts.authors, e); });
    check(one, "lang", facts.language,
          [&](const std::string& e) { return language_of(facts.language) == language_of(e); });
    if (one.text.empty()) return;
    const auto [precision, recall] = overlap(page->main.text, one.text);
    precision_ += precision;
    recall_ += recall;
    ++texts_;
    if (show_misses_ && (precision < 0.8 || recall < 0.8)) {
      std::cout << one.name << ": text: precision " << precision << ", recall " << recall << "\n";
    }
  }

  void report() const {
    for (const auto& [field, score] : scores_) {
      std::cout << field << ": " << score.right << " of " << score.stated << " ("
                << static_cast<double>(score.right) / static_cast<double>(score.stated) << ")\n";
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, texts_));
    std::cout << "main text, by words, mean of " << texts_ << " pages: precision "
              << precision_ / count << ", recall " << recall_ / count << "\n";
  }

 private:
  template <class Fits>
  void check(const Case& one, const std::string& field, const std::string& found,
             const Fits& fits) {
    if (!one.expected.contains(field) || !one.expected[field].is_string()) return;
    const auto expected = one.expected[field].get<std::string>();
    if (trim(expected).empty()) return;
    Score& score = scores_[field];
    ++score.stated;
    const bool is_right = fits(expected);
    score.right += is_right ? 1 : 0;
    if (is_right || !show_misses_) return;
    const bool is_there = source_.find(fold_words(expected)) != std::string::npos;
    std::cout << one.name << ": " << field << " \"" << found << "\", expected \"" << expected
              << (is_there ? "\"\n" : "\" (not on the page as such)\n");
  }

  bool show_misses_;
  std::string source_;
  std::map<std::string, Score> scores_;
  double precision_ = 0;
  double recall_ = 0;
  std::size_t texts_ = 0;
};

}  // namespace
}  // namespace whocites

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: bench_html_pages FOLDER [--misses]\n";
    return 2;
  }
  whocites::Measure measure(count > 2);
  for (const whocites::Case& one : whocites::cases_in(words[1])) measure.add(one);
  measure.report();
  return 0;
}
