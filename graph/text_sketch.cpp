// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/text_sketch.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace whocites {
namespace {

constexpr std::size_t kShingle = 5;    // words
constexpr std::uint32_t kFewest = 40;  // shingles
constexpr std::size_t kNear = 1200;    // bytes between two samples of one stretch
constexpr std::size_t kHexDigits = 8;  // of a hash
constexpr std::uint64_t kFnvBasis = 0xcbf29ce484222325;
constexpr std::uint64_t kFnvPrime = 0x100000001b3;

// Calls word(hash, begin, end) for each word. A byte beyond ASCII is a letter, but for the blocks
// of marks and spaces (U+2000 … U+206F, U+00A0 … U+00BF), so that quotes may be curly or straight.
template <class Visit>
void each_word(std::string_view text, const Visit& word) {
  std::uint64_t hash = kFnvBasis;
  std::size_t begin = 0;
  bool is_open = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
    const auto next = [&](std::size_t k) {
      return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    const bool is_long_mark = c == 0xE2 && (next(1) == 0x80 || next(1) == 0x81);
    const bool is_short_mark = c == 0xC2 && next(1) < 0xC0;
    const unsigned char lower = c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c;
    const bool is_letter = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
                           (c >= 0x80 && !is_long_mark && !is_short_mark);
    if (is_letter) {
      if (!is_open) begin = i;
      is_open = true;
      hash = (hash ^ lower) * kFnvPrime;
      continue;
    }
    if (is_open) word(hash, begin, i);
    is_open = false;
    hash = kFnvBasis;
    if (is_long_mark) i += 2;
    if (is_short_mark) i += 1;
  }
}

// The hash of five words; the last step spreads it over all bits (Steele et al. 2014, splitmix).
std::uint32_t shingle_hash(const std::vector<std::uint64_t>& words, std::size_t first) {
  std::uint64_t hash = kFnvBasis;
  for (std::size_t k = 0; k < kShingle; ++k) {
    hash = (hash ^ words[(first + k) % kShingle]) * kFnvPrime;
    hash ^= hash >> 29;
  }
  hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
  hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
  return static_cast<std::uint32_t>(hash >> 32);
}

void append_hex(std::string& out, std::uint32_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 28; shift >= 0; shift -= 4) out += kDigits[value >> shift & 15U];
}

template <class Number>
bool read_number(std::string_view text, int base, Number& value) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  return failure == std::errc() && end == text.data() + text.size();
}

}  // namespace

void Sketcher::add(std::string_view piece) {
  each_word(piece, [&](std::uint64_t hash, std::size_t, std::size_t) {
    last_words_.push_back(hash);
    if (last_words_.size() < kShingle) return;
    hashes_.push_back(shingle_hash(last_words_, 0));
    last_words_.erase(last_words_.begin());
  });
}

std::optional<TextSketch> Sketcher::finish() {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  if (hashes_.size() < kFewest) return std::nullopt;
  TextSketch sketch;
  sketch.shingles = static_cast<std::uint32_t>(hashes_.size());
  hashes_.resize(std::min(hashes_.size(), kSketchSize));
  sketch.hashes = std::move(hashes_);
  return sketch;
}

double shared_part(const TextSketch& a, const TextSketch& b) {
  // Of the smallest hashes of both together, those in both are as frequent as in all.
  const std::size_t size = std::min({kSketchSize, std::max(a.hashes.size(), b.hashes.size())});
  std::size_t in_both = 0;
  std::size_t seen = 0;
  auto i = a.hashes.begin();
  auto j = b.hashes.begin();
  for (; seen < size && (i != a.hashes.end() || j != b.hashes.end()); ++seen) {
    if (j == b.hashes.end() || (i != a.hashes.end() && *i < *j)) {
      ++i;
    } else if (i == a.hashes.end() || *j < *i) {
      ++j;
    } else {
      ++in_both;
      ++i;
      ++j;
    }
  }
  if (seen == 0 || in_both == 0) return 0;
  const double alike = static_cast<double>(in_both) / static_cast<double>(seen);
  const double shared = alike / (1 + alike) * (static_cast<double>(a.shingles) + b.shingles);
  return std::min(1.0, shared / std::min(a.shingles, b.shingles));
}

bool are_prints(const TextSketch& a, const TextSketch& b, double part) {
  constexpr double kOfShorter = 0.5;
  constexpr double kOfLonger = 0.2;
  const auto [shorter, longer] = std::minmax(a.shingles, b.shingles);
  return part >= kOfShorter && part * shorter >= kOfLonger * longer;
}

std::vector<Band> bands_of(const TextSketch& sketch) {
  std::vector<Band> bands;
  std::array<bool, kBands> has_band{};
  for (const std::uint32_t hash : sketch.hashes) {  // ascending: the first of each part
    const std::size_t part = hash % kBands;
    if (has_band[part]) continue;
    has_band[part] = true;
    bands.push_back((Band{part} << 32) | hash);
  }
  std::sort(bands.begin(), bands.end());
  return bands;
}

Property property_of(const TextSketch& sketch) {
  std::string text = "\"" + std::to_string(sketch.shingles) + ":";
  for (const std::uint32_t hash : sketch.hashes) append_hex(text, hash);
  return {std::string(kSketchProperty), text + "\""};
}

std::optional<TextSketch> sketch_in(const NodeFacts& facts) {
  const auto found =
      std::find_if(facts.properties.begin(), facts.properties.end(),
                   [](const Property& property) { return property.name == kSketchProperty; });
  if (found == facts.properties.end()) return std::nullopt;
  std::string_view text = found->json;
  const std::size_t colon = text.find(':');
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  if (colon == std::string_view::npos) return std::nullopt;
  TextSketch sketch;
  if (!read_number(text.substr(1, colon - 1), 10, sketch.shingles)) return std::nullopt;
  text = text.substr(colon + 1, text.size() - colon - 2);
  if (text.size() % kHexDigits != 0 || text.size() > kSketchSize * kHexDigits) return std::nullopt;
  for (; !text.empty(); text.remove_prefix(kHexDigits)) {
    std::uint32_t hash = 0;
    if (!read_number(text.substr(0, kHexDigits), 16, hash)) return std::nullopt;
    if (!sketch.hashes.empty() && hash <= sketch.hashes.back()) return std::nullopt;
    sketch.hashes.push_back(hash);
  }
  if (sketch.shingles < kFewest || sketch.hashes.empty()) return std::nullopt;
  return sketch;
}

void keep_sketch(NodeRecord& article) {
  Sketcher sketcher;
  sketcher.add(article.text);
  if (const std::optional<TextSketch> sketch = sketcher.finish()) {
    article.facts.properties.push_back(property_of(*sketch));
  }
}

std::optional<Stretch> shared_stretch(std::string_view text, const TextSketch& sketch) {
  std::vector<std::uint64_t> words(kShingle);
  std::vector<std::size_t> begins(kShingle);
  std::size_t count = 0;
  Stretch best;
  Stretch current;
  std::size_t samples = 0;
  std::size_t most = 1;
  each_word(text, [&](std::uint64_t hash, std::size_t begin, std::size_t end) {
    words[count % kShingle] = hash;
    begins[count % kShingle] = begin;
    ++count;
    if (count < kShingle) return;
    const std::uint32_t shingle = shingle_hash(words, count % kShingle);
    if (!std::binary_search(sketch.hashes.begin(), sketch.hashes.end(), shingle)) return;
    const std::size_t first = begins[count % kShingle];
    const bool goes_on = samples > 0 && first <= current.end + kNear;
    current = goes_on ? Stretch{current.begin, end} : Stretch{first, end};
    samples = goes_on ? samples + 1 : 1;
    if (samples <= most) return;
    most = samples;
    best = current;
  });
  if (most < 2) return std::nullopt;
  return best;
}

}  // namespace whocites
