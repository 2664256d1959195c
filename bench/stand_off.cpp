// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/stand_off.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "base/text.h"

namespace whocites::bench {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

// The byte at which each character of a UTF-8 text begins, and the end.
std::vector<std::size_t> character_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "Source 10 20;25 30"
std::vector<Span> pieces_of(std::string_view bounds, const std::vector<std::size_t>& starts) {
  std::vector<Span> pieces;
  const std::size_t space = bounds.find(' ');
  if (space == std::string_view::npos) return pieces;
  for (const std::string_view piece : split(bounds.substr(space + 1), ';')) {
    const std::size_t middle = piece.find(' ');
    if (middle == std::string_view::npos) continue;
    const std::optional<std::size_t> begin = number(piece.substr(0, middle));
    const std::optional<std::size_t> end = number(piece.substr(middle + 1));
    if (begin && end && *begin < *end && *end < starts.size()) {
      pieces.push_back({starts[*begin], starts[*end]});
    }
  }
  return pieces;
}

std::vector<Span> sources_of(std::string_view annotation, std::string_view text) {
  const std::vector<std::size_t> starts = character_starts(text);
  std::map<std::string, std::string, std::less<>> bounds;  // T1 → "Source 10 20"
  std::set<std::string, std::less<>> used;                 // by an event, as its source
  for (const std::string_view line : split(annotation, '\n')) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() < 2) continue;
    if (cells[0].starts_with('T')) bounds.emplace(cells[0], cells[1]);
    if (!cells[0].starts_with('E')) continue;
    for (const std::string_view role : split(cells[1], ' ')) {
      const std::size_t colon = role.find(':');
      if (role.starts_with("Source") && colon != std::string_view::npos) {
        used.emplace(trim(role.substr(colon + 1)));
      }
    }
  }
  std::set<std::pair<std::size_t, std::size_t>> spans;
  for (const std::string& id : used) {
    const auto found = bounds.find(id);
    if (found == bounds.end()) continue;
    for (const Span& piece : pieces_of(found->second, starts)) {
      spans.emplace(piece.begin, piece.end);
    }
  }
  std::vector<Span> sources;
  for (const auto& [begin, end] : spans) sources.push_back({begin, end});
  return sources;
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<MarkedText>> read_stand_off(const fs::path& folder) {
  const bool has_folders = fs::is_directory(folder / "text");
  const std::vector<fs::path> annotations =
      files_in(has_folders ? folder / "attributions" : folder, ".ann");
  std::vector<MarkedText> texts;
  for (const fs::path& path : files_in(has_folders ? folder / "text" : folder, ".txt")) {
    const std::string name = path.stem().string();
    const auto found = std::find_if(annotations.begin(), annotations.end(), [&](const auto& other) {
      const std::string stem = other.stem().string();
      return stem == name || stem.starts_with(name + "_");
    });
    if (found == annotations.end()) continue;
    MarkedText marked{name, content_of(path), {}};
    marked.sources = sources_of(content_of(*found), marked.text);
    texts.push_back(std::move(marked));
  }
  if (texts.empty()) {
    return fail(ErrorCode::NotFound, folder.string() + " holds no annotated text",
                "it needs .txt files with .ann files beside them, or in text/ and attributions/");
  }
  return texts;
}

}  // namespace whocites::bench
