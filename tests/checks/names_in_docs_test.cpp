// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the tables of the program list, docs/ tells: a new row that nobody described fails here.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "cli/command.h"
#include "cli/served/endpoints.h"
#include "graph/algorithms/trace.h"
#include "graph/model.h"
#include "ingest/format.h"
#include "render/engine.h"
#include "render/format.h"
#include "render/theme.h"

namespace whocites {
namespace {

namespace fs = std::filesystem;
const fs::path kRoot = WHOCITES_SOURCE_DIR;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path << " is missing";
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string& command_line_page() {
  static const std::string text = bytes_of(kRoot / "docs/command_line.md");
  return text;
}

bool is_word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

// Whether `word` stands in `text`, not as a part of a longer word.
bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_part(text[at - 1])) &&
        (end == text.size() || !is_word_part(text[end]))) {
      return true;
    }
  }
  return false;
}

// The paragraph or list row of docs/command_line.md that begins with or holds `start`.
std::string paragraph_with(std::string_view start) {
  const std::string& page = command_line_page();
  const std::size_t at = page.find(start);
  if (at == page.npos) return "";
  return page.substr(at, page.find("\n\n", at) - at);
}

void expect_listed(std::string_view paragraph, std::string_view word) {
  EXPECT_TRUE(has_word(paragraph_with(paragraph), word))
      << "docs/command_line.md does not name \"" << word << "\" in the paragraph \"" << paragraph
      << "…\"";
}

TEST(NamesInDocs, EveryCommandHasARow) {
  for (const cli::Command& command : cli::commands()) {
    const std::regex row("\n\\|[^\n]*`" + std::string(command.name) + "[ `]");
    EXPECT_TRUE(std::regex_search(command_line_page(), row))
        << "the table of commands in docs/command_line.md has no `" << command.name << "`";
  }
}

TEST(NamesInDocs, NoRowIsOfACommandThatDoesNotExist) {
  const std::string table = paragraph_with("| command |");
  const std::regex row("\n\\| ([^|\\\n]*)");
  const std::regex code("`([a-z-]+)[^`]*(`|$)");
  std::size_t rows = 0;
  for (std::sregex_iterator at(table.begin(), table.end(), row), end; at != end; ++at) {
    const std::string cell = (*at)[1];
    for (std::sregex_iterator word(cell.begin(), cell.end(), code); word != end; ++word, ++rows) {
      EXPECT_NE(cli::command_named((*word)[1].str()), nullptr)
          << "docs/command_line.md has `" << (*word)[1] << "`, which is no command";
    }
  }
  EXPECT_GE(rows, cli::commands().size());
}

TEST(NamesInDocs, EveryImportFormatIsListed) {
  for (const ingest::Format& format : ingest::formats()) {
    expect_listed("Input formats for `--from`", format.name);
  }
}

TEST(NamesInDocs, EveryExportFormatIsListed) {
  for (const render::Format& format : render::formats()) {
    expect_listed("| `export --to FORMAT`", format.name);
  }
}

TEST(NamesInDocs, EveryAddressOfTheServerHasARow) {
  const std::string page = bytes_of(kRoot / "docs/serve.md");
  for (const cli::Endpoint& row : cli::endpoints()) {
    const std::string begin = "\n| `" + std::string(row.method) + " " + std::string(row.path);
    const std::size_t at = page.find(begin);
    ASSERT_NE(at, page.npos) << "docs/serve.md has no row for " << row.path;
    EXPECT_FALSE(is_word_part(page[at + begin.size()])) << row.path;
  }
}

TEST(NamesInDocs, EveryKindAndRelationIsListed) {
  for (const KindName& row : kKinds) expect_listed("Kinds:", row.name);
  for (const RelationName& row : kRelations) expect_listed("Relations:", row.name);
}

TEST(NamesInDocs, EveryClassOfAnEndIsListed) {
  for (const EndClassName& row : kEndClasses) expect_listed("| `trace X`", row.name);
}

TEST(NamesInDocs, EveryThemeAndLayoutIsListed) {
  const std::string page = bytes_of(kRoot / "docs/pictures.md");
  for (const render::Theme& theme : render::themes()) {
    EXPECT_TRUE(has_word(page, theme.name)) << theme.name;
  }
  for (const render::EngineRow& row : render::kEngines) {
    EXPECT_TRUE(has_word(page, row.name)) << row.name;
  }
}

TEST(NamesInDocs, EveryExitCodeHasARow) {
  const std::string header = bytes_of(kRoot / "cli/session.h");
  const std::string codes = header.substr(header.find("enum ExitCode"));
  const std::string body = codes.substr(0, codes.find('}'));
  const std::regex value("(k[A-Za-z]+) = ([0-9]+)");
  std::size_t count = 0;
  for (std::sregex_iterator at(body.begin(), body.end(), value), end; at != end; ++at, ++count) {
    const std::regex row("\n\\| `?" + (*at)[2].str() + "`? \\|");
    EXPECT_TRUE(std::regex_search(command_line_page(), row))
        << "docs/command_line.md does not tell exit code " << (*at)[2] << " (" << (*at)[1] << ")";
  }
  EXPECT_GE(count, 2u) << "cli/session.h lists no exit codes";
}

}  // namespace
}  // namespace whocites
