// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the documents show on a console is what happens: every command is run, in order, and its
// output compared. UPDATE_GOLDEN=1 writes the real output into the documents.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "tests/support/console_blocks.h"

namespace whocites::tests {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// README.md and every page of docs/ and samples/, relative to the project.
std::vector<std::string> documents() {
  const fs::path root = WHOCITES_SOURCE_DIR;
  std::vector<std::string> found;
  const auto add = [&](const fs::path& path) {
    if (path.extension() == ".md" && fs::is_regular_file(path)) {
      found.push_back(fs::relative(path, root).string());
    }
  };
  add(root / "README.md");
  for (const auto& entry : fs::directory_iterator(root / "docs")) add(entry.path());
  for (const auto& entry : fs::recursive_directory_iterator(root / "samples")) add(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

// A fresh folder in which the commands of one document work as they are written there:
// build/whocites and samples/ as in the project, whocites in the PATH, a sample's files beside.
class Console {
 public:
  explicit Console(const fs::path& document) {
    std::string pattern = (fs::temp_directory_path() / "whocites-console-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) return;
    folder_ = pattern;
    fs::create_directory(work());
    fs::create_directory(folder_ / "home");
    const fs::path root = WHOCITES_SOURCE_DIR;
    fs::create_directory_symlink(root / "samples", work() / "samples");
    fs::create_directory_symlink(fs::path(WHOCITES_TOOL).parent_path(), work() / "build");
    if (*document.begin() != "samples") return;
    for (const auto& entry : fs::directory_iterator((root / document).parent_path())) {
      if (entry.is_regular_file()) {
        fs::create_symlink(entry.path(), work() / entry.path().filename());
      }
    }
  }
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;
  ~Console() {
    std::error_code ignored;
    if (is_ready()) fs::remove_all(folder_, ignored);
  }

  bool is_ready() const { return !folder_.empty(); }

  // What `command` prints on both streams. `status` is its exit code, or 128 and its signal.
  std::vector<std::string> run(const std::string& command, int& status) const {
    std::ofstream(folder_ / "command") << command << "\n";
    // Only what is set here reaches the command, and what a sanitizer is told.
    const std::string line =
        "cd '" + work().string() + "' && exec env -i PATH='" +
        fs::path(WHOCITES_TOOL).parent_path().string() + "':\"$PATH\" HOME='" +
        (folder_ / "home").string() +
        "' ASAN_OPTIONS=\"${ASAN_OPTIONS-}\" SOURCE_DATE_EPOCH=1767225600 WHOCITES_USER=editor"
        " COLUMNS=100 LC_ALL=C.UTF-8 TZ=UTC sh -c \"$(cat ../command)\" </dev/null 2>&1";
    FILE* pipe = popen(line.c_str(), "r");
    if (pipe == nullptr) return {"the shell does not start"};
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
      text.append(buffer.data(), size);
    }
    const int ended = pclose(pipe);
    status = WIFSIGNALED(ended) ? 128 + WTERMSIG(ended) : WEXITSTATUS(ended);
    return lines_of(text);
  }

 private:
  fs::path work() const { return folder_ / "work"; }
  fs::path folder_;
};

// "scripts/demo" of "scripts/demo --quick"; these install and build, which is not for a test.
std::string own_script(const std::string& command) {
  if (!command.starts_with("scripts/")) return "";
  return command.substr(0, command.find(' '));
}

bool is_executable(const fs::path& path) {
  return fs::is_regular_file(path) &&
         (fs::status(path).permissions() & fs::perms::owner_exec) != fs::perms::none;
}

class Documents : public testing::TestWithParam<std::string> {};

TEST_P(Documents, ShowWhatHappens) {
  constexpr int kBug = 70;      // docs/command_line.md
  constexpr int kNotRun = 126;  // POSIX: not executable, not found, ended by a signal
  const std::string& name = GetParam();
  const fs::path path = fs::path(WHOCITES_SOURCE_DIR) / name;
  const ConsoleDocument document = read_console_blocks(bytes_of(path));
  for (const std::string& fault : document.faults) ADD_FAILURE() << name << ":" << fault;
  const Console console(name);
  ASSERT_TRUE(console.is_ready());
  const bool updates = std::getenv("UPDATE_GOLDEN") != nullptr;
  std::vector<std::vector<std::string>> outputs;
  for (const ConsoleCommand& step : document.commands) {
    const std::string place = name + ":" + std::to_string(step.line) + ": $ " + step.command;
    if (const std::string script = own_script(step.command); !script.empty()) {
      EXPECT_TRUE(is_executable(fs::path(WHOCITES_SOURCE_DIR) / script))
          << place << "\nthere is no such program";
      outputs.push_back(step.expected);
      continue;
    }
    int status = 0;
    outputs.push_back(console.run(step.command, status));
    EXPECT_TRUE(status != kBug && status < kNotRun) << place << "\nended with " << status;
    if (updates) continue;
    EXPECT_TRUE(matches(step.expected, outputs.back()))
        << place << "\n"
        << difference(step.expected, outputs.back())
        << "(-: the document, +: what happens; UPDATE_GOLDEN=1 writes it into the document)";
  }
  if (updates && !HasFailure()) {
    std::ofstream(path, std::ios::binary) << with_outputs(document, outputs);
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

// Also outside of console blocks, as in "    scripts/test    # all tests".
TEST_P(Documents, NameScriptsThatExist) {
  const std::string& name = GetParam();
  for (const std::string& line : lines_of(bytes_of(fs::path(WHOCITES_SOURCE_DIR) / name))) {
    const std::string script = own_script(std::string(trim(line)));
    if (script.empty()) continue;
    EXPECT_TRUE(is_executable(fs::path(WHOCITES_SOURCE_DIR) / script)) << name << ": " << line;
  }
}

INSTANTIATE_TEST_SUITE_P(Project, Documents, testing::ValuesIn(documents()), test_name);

}  // namespace
}  // namespace whocites::tests
