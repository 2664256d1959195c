// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Cases that are not as `bundle` made them: each is refused by name and place, and nothing of it is
// stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <sstream>

#include "base/archive.h"
#include "base/text.h"
#include "tests/support/tool.h"
#include "tests/support/zip_file.h"

namespace whocites::testing {
namespace {

using ::testing::HasSubstr;
using Files = std::vector<std::pair<std::string, std::string>>;  // name and bytes, in order

class CaseImport : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const Tool maker;
    maker.import("harbour.jsonl", kHarbour);
    ASSERT_EQ(maker({"reject", "bridge", "pillar", "--why", "no"}).code, 0);
    ASSERT_EQ(maker({"bundle", "-o", maker.path("case.zip")}).code, 0);
    sound_bytes_ = new std::string(read_file(maker.path("case.zip")));
    auto archive =
        Archive::open([] { return std::make_unique<std::istringstream>(*sound_bytes_); });
    ASSERT_TRUE(archive);
    sound_ = new Files;
    for (const Archive::File& file : archive->files()) {
      if (file.name == "page.html") continue;  // large, and not asked for
      std::ostringstream text;
      text << (*archive->read(file.name))->rdbuf();
      sound_->emplace_back(file.name, std::move(text).str());
    }
    list(*sound_);
  }
  static void TearDownTestSuite() {
    delete sound_;
    delete sound_bytes_;
  }

  static std::string& file(Files& files, const std::string& name) {
    for (auto& [known, bytes] : files) {
      if (known == name) return bytes;
    }
    files.emplace_back(name, "");
    return files.back().second;
  }

  // As an attacker would: with a manifest that fits.
  static void list(Files& files) {
    nlohmann::json manifest = nlohmann::json::parse(file(files, "manifest.json"));
    manifest["files"] = nlohmann::json::array();
    for (const auto& [name, bytes] : files) {
      if (name == "manifest.json") continue;
      manifest["files"].push_back(
          {{"name", name}, {"bytes", bytes.size()}, {"sha256", sha256_hex(bytes)}});
    }
    file(files, "manifest.json") = manifest.dump();
  }

  static std::string packed(const Files& files) {
    const TempDir dir;
    std::vector<FileToPack> list;
    for (const auto& [name, bytes] : files) {
      list.push_back({name, dir / std::to_string(list.size()), name != "mimetype"});
      write_file(list.back().path, bytes);
    }
    std::ostringstream out;
    EXPECT_TRUE(write_archive(list, Timestamp(), out));
    return std::move(out).str();
  }

  // Imports the bytes where there is no store; there must be none afterwards.
  static Ran refused(const std::string& bytes) {
    const Tool tool;
    Ran ran = tool({"import", tool.file("case.zip", bytes)});
    EXPECT_EQ(ran.code, 7) << ran.err;
    EXPECT_NE(tool({"stats"}).code, 0) << "something was stored";
    return ran;
  }

  static inline Files* sound_ = nullptr;
  static inline std::string* sound_bytes_ = nullptr;
};

TEST_F(CaseImport, TakesOneThatWasPackedAnew) {
  Files files(sound_->rbegin(), sound_->rend());
  std::erase_if(files, [](const auto& row) { return row.first == "mimetype"; });
  list(files);
  const Tool tool;
  const Ran ran = tool({"import", tool.file("again.zip", packed(files))});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("brought"));
}

// As a browser that unpacks what it loads leaves it.
std::string unpacked(const Tool& tool, const Files& files, const std::string& folder) {
  std::filesystem::create_directories(tool.path(folder));
  for (const auto& [name, bytes] : files) write_file(tool.path(folder) + "/" + name, bytes);
  return tool.path(folder);
}

TEST_F(CaseImport, TakesOneThatWasUnpacked) {
  const Tool tool;
  const std::string folder = unpacked(tool, *sound_, "case");
  write_file(folder + "/.DS_Store", "of a Macintosh");
  const Ran ran = tool({"import", folder + "/"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("from case"));
  const Tool packed_one;
  ASSERT_EQ(packed_one({"import", packed_one.file("case.zip", *sound_bytes_)}).code, 0);
  EXPECT_EQ(tool({"export", "--to", "evidence"}).out,
            packed_one({"export", "--to", "evidence"}).out);
  EXPECT_THAT(tool({"import", folder}).err, HasSubstr("nothing to do"));
}

TEST_F(CaseImport, TakesOneWithinAFolderAsAWhole) {
  const Tool tool;
  unpacked(tool, *sound_, "all/more/case");
  tool.file("all/a.jsonl", R"({"kind":"article","key":"mine"})");
  const Ran ran = tool({"import", tool.path("all")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("batch 3: 1 article, 0 citations"));
}

TEST_F(CaseImport, TakesOneThatStandsInAFolderOfItsArchive) {
  std::vector<ZipEntry> entries;
  for (const auto& [name, bytes] : *sound_) entries.push_back({"My case/" + name, bytes});
  entries.push_back({"__MACOSX/My case/._mimetype", "of a Macintosh"});
  const Tool tool;
  const Ran ran = tool({"import", tool.file("again.zip", zip_of(entries))});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("brought"));
}

TEST_F(CaseImport, RefusesOneThatWasUnpackedAndChanged) {
  const auto refused_folder = [](const std::function<void(const std::string&)>& change) {
    const Tool tool;
    const std::string folder = unpacked(tool, *sound_, "case");
    change(folder);
    const Ran ran = tool({"import", folder});
    EXPECT_EQ(ran.code, 7) << ran.err;
    EXPECT_NE(tool({"stats"}).code, 0) << "something was stored";
    return ran.err;
  };
  EXPECT_THAT(refused_folder([](const auto& at) { write_file(at + "/evidence.csv", "x"); }),
              HasSubstr("case/evidence.csv: the file is not the one that was packed"));
  EXPECT_THAT(refused_folder([](const auto& at) { write_file(at + "/notes.txt", "x"); }),
              HasSubstr("case/notes.txt: the case's manifest does not name this file"));
  EXPECT_THAT(refused_folder([](const auto& at) { write_file(at + "/manifest.json", "{"); }),
              HasSubstr("case/manifest.json: this is no manifest of a case"));
  EXPECT_THAT(refused_folder([](const auto& at) {
                std::filesystem::rename(at + "/log.jsonl", at + "/.log");
                std::filesystem::create_symlink(at + "/.log", at + "/log.jsonl");
              }),
              HasSubstr("case/log.jsonl: the file that the manifest names is missing"));
}

TEST_F(CaseImport, TakesOneFromTheStandardInputAndBesideOtherFiles) {
  const Tool tool;
  EXPECT_EQ(tool({"import", "-"}, *sound_bytes_).code, 0);
  const Tool other;
  const Ran ran = other({"import", other.file("case.zip", *sound_bytes_),
                         other.file("a.jsonl", R"({"kind":"article","key":"mine"})")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(other.column({"list", "articles"}, "key").size(),
            tool.column({"list", "articles"}, "key").size() + 1);
}

TEST_F(CaseImport, OneThatIsBadAmongSeveralIsLikeABadRecord) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("bad.zip", sound_bytes_->substr(0, 5000)),
                        tool.file("case.zip", *sound_bytes_),
                        tool.file("a.jsonl", R"({"kind":"article","key":"mine"})")});
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("bad.zip: "));
  EXPECT_EQ(tool.json({"log"}).size(), 3U);
}

TEST_F(CaseImport, TellsProgramsWhatBecameOfIt) {
  const Tool tool;
  const auto told = tool.json({"import", tool.file("case.zip", *sound_bytes_)});
  EXPECT_EQ(told["batches"], 2);
  EXPECT_EQ(told["batch"], 2);
  EXPECT_EQ(told["rejected"], 0);
  EXPECT_TRUE(tool.json({"import", tool.path("case.zip")})["batch"].is_null());
}

struct Change {
  const char* name;
  std::function<void(Files&)> make;
  bool fits;  // the manifest tells of it
  const char* place;
  const char* message;
};

TEST_F(CaseImport, RefusesWhatIsNotAsItWasMade) {
  const auto replace = [](const char* name, const std::string& from, const std::string& to) {
    return [=](Files& files) {
      std::string& bytes = file(files, name);
      const std::size_t at = bytes.find(from);
      ASSERT_NE(at, bytes.npos) << from;
      bytes.replace(at, from.size(), to);
    };
  };
  const auto add = [](const char* name, const std::string& line) {
    return [=](Files& files) { file(files, name) += line; };
  };
  const auto drop = [](const std::string& name) {
    return [=](Files& files) {
      std::erase_if(files, [&](const auto& row) { return row.first == name; });
    };
  };
  for (const Change& row : std::vector<Change>{
           {"record changed", replace("records.jsonl", "bridge", "brigde"), false,
            "case.zip/records.jsonl", "SHA-256 differs"},
           {"picture changed", add("graph.svg", " "), false, "case.zip/graph.svg", "SHA-256"},
           {"file added", add("virus.exe", "x"), false, "case.zip/virus.exe", "does not name"},
           {"file lost", drop("log.jsonl"), false, "case.zip/log.jsonl", "is missing"},
           {"no records", drop("records.jsonl"), true, "manifest.json", "records.jsonl"},
           {"no manifest JSON", replace("manifest.json", "{", "["), false, "manifest.json",
            "no manifest"},
           {"newer version", replace("manifest.json", "\"version\":1", "\"version\":2"), false,
            "manifest.json", "another version"},
           {"files of another sort", replace("manifest.json", "\"bytes\":", "\"bites\":"), false,
            "manifest.json", "no file"},
           {"file listed twice",
            [](Files& files) {
              auto manifest = nlohmann::json::parse(file(files, "manifest.json"));
              manifest["files"].push_back(manifest["files"][0]);
              file(files, "manifest.json") = manifest.dump();
            },
            false, "case.zip/manifest.json", "' twice"},
           {"record that is none", replace("records.jsonl", "\"kind\"", "\"kin\""), true,
            "case.zip/records.jsonl:1", "what it is"},
           {"record of JSON that is none", replace("records.jsonl", "{", ""), true,
            "case.zip/records.jsonl:1", "not well-formed"},
           {"line behind the log",
            add("records.jsonl", R"({"kind":"article","key":"more"})"
                                 "\n"),
            true, "case.zip/records.jsonl", "the log tells of fewer lines"},
           {"line that is missing", replace("log.jsonl", "[1,", "[1,1"), true, "log.jsonl:2",
            "do not follow"},
           {"lines that overlap", replace("log.jsonl", "[1,", "[2,"), true, "log.jsonl:1",
            "do not follow"},
           {"lines that are none", replace("log.jsonl", "[1,", "[-1,"), true, "log.jsonl:1",
            "'lines'"},
           {"batch behind all lines",
            add("log.jsonl",
                R"({"lines":[1000,1000],"time":"2026-01-01T00:00:00Z","action":"add","store":"s",)"
                R"("store_batch":1})"),
            true, "log.jsonl:3", "do not follow"},
           {"action that takes back", replace("log.jsonl", "\"import\"", "\"undo\""), true,
            "log.jsonl:1", "'action'"},
           {"action that is none", replace("log.jsonl", "\"import\"", "\"steal\""), true,
            "log.jsonl:1", "'action'"},
           {"time that is a day", replace("log.jsonl", "T22:13:20Z", ""), true, "log.jsonl:1",
            "'time'"},
           {"source without digest", replace("log.jsonl", "\"sha256\"", "\"sha\""), true,
            "log.jsonl:1", "'sources'"},
           {"log that is no JSON", replace("log.jsonl", "{", ""), true, "log.jsonl:1",
            "no JSON object"},
           {"text of no batch", add("texts.jsonl", R"({"batch":9,"reason":"r","text":"t"})"), true,
            "texts.jsonl:1", "no such batch"},
           {"node that is itself",
            replace("records.jsonl", "{\"kind\"",
                    R"({"kind":"same","a":"post","b":"post"})"
                    "\n{\"kind\""),
            true, "case.zip/records.jsonl:1", "is always itself"},
           {"date that is none",
            replace("records.jsonl", "{\"kind\"", R"({"date":"2019-13","kind")"), true,
            "case.zip/records.jsonl:1", ""},
       }) {
    Files files = *sound_;
    row.make(files);
    if (row.fits) list(files);
    const Ran ran = refused(packed(files));
    EXPECT_THAT(ran.err, HasSubstr(row.place)) << row.name;
    EXPECT_THAT(ran.err, HasSubstr(row.message)) << row.name;
  }
}

TEST_F(CaseImport, RefusesOneThatIsCutAnywhere) {
  for (std::size_t size = 100; size < sound_bytes_->size(); size += 1000) {
    const Ran ran = refused(sound_bytes_->substr(0, size));
    EXPECT_THAT(ran.err, HasSubstr("case.zip: ")) << size;
  }
}

// A flipped bit is found, or makes no difference.
TEST_F(CaseImport, NeverTakesOtherContentForTheCase) {
  const std::string bytes = packed(*sound_);
  const Tool sound;
  ASSERT_EQ(sound({"import", sound.file("case.zip", bytes)}).code, 0);
  const std::string expected = sound({"export", "--to", "jsonl"}).out;
  for (std::size_t at = 7; at < bytes.size(); at += bytes.size() / 300 + 1) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ (1 << at % 8));
    const Tool tool;
    const Ran ran = tool({"import", tool.file("case.zip", broken)});
    if (ran.code == 0 && ran.err.find("brought") != std::string::npos) {
      EXPECT_EQ(tool({"export", "--to", "jsonl"}).out, expected) << at;
    } else {
      EXPECT_THAT(ran.code, ::testing::AnyOf(0, 3, 7)) << at << ran.err;
    }
  }
}

TEST_F(CaseImport, AnArchiveThatIsNoCaseIsReadAsBefore) {
  const Tool tool;
  const std::string bytes = packed({{"a.jsonl", "{\"kind\":\"article\",\"key\":\"a\"}\n"}});
  const Ran ran = tool({"import", tool.file("a.zip", bytes)});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(tool.column({"list", "articles"}, "key").size(), 1U);
}

}  // namespace
}  // namespace whocites::testing
