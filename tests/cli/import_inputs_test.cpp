// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Where the inputs of an import come from: folders, compressed files, archives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/support/tool.h"
#include "tests/support/web_server.h"
#include "tests/support/zip_file.h"

namespace whocites::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::string kCorpus = std::string(WHOCITES_SOURCE_DIR) + "/tests/fuzz/corpus/";

// A folder of three pages, a hidden file, and one that is no text.
std::string folder_of(const Tool& tool) {
  const std::string folder = tool.path("pages");
  std::filesystem::create_directories(folder + "/more/.hidden");
  const auto write = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
  };
  for (const std::string name : {"one", "two", "more/three"}) {
    write(name + ".html", "<title>Page number " + name + " of the folder</title><p>Text.</p>");
  }
  write(".secret.html", "<title>Never read, for it is hidden</title>");
  write("more/.hidden/four.html", "<title>Never read, for its folder is</title>");
  return folder;
}

TEST(ImportInputs, AFolderIsAllOfItsFiles) {
  const Tool tool;
  const std::string folder = folder_of(tool);
  EXPECT_THAT(tool({"import", folder}).out, HasSubstr("batch 1: 3 articles, 0 citations"));
  EXPECT_THAT(tool({"import", folder}).err, HasSubstr("already imported as batch 1"));
}

TEST(ImportInputs, AFileThatIsNoTextIsOneRejectionOfAFolder) {
  const Tool tool;
  const std::string folder = folder_of(tool);
  std::ofstream(folder + "/logo.png", std::ios::binary) << "\x89PNG\r\n\x1A\n";
  const Ran ran = tool({"import", folder});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.out, HasSubstr("3 articles"));
  EXPECT_THAT(ran.err, HasSubstr("logo.png: this is a PNG image"));
}

TEST(ImportInputs, ALinkThatLeadsOutOfAFolderIsNotFollowed) {
  for (const std::string memory : {"", "16M"}) {
    const Tool tool;
    const std::string folder = folder_of(tool);
    const std::string page = "<title>Page that stands elsewhere</title><p>Text.</p>";
    const std::string outside = tool.file("outside.html", page);
    std::filesystem::create_directories(tool.path("beside"));
    tool.file("beside/five.html", page);
    std::filesystem::create_symlink(outside, folder + "/link.html");
    std::filesystem::create_symlink("../../outside.html", folder + "/more/relative.html");
    std::filesystem::create_symlink("../beside", folder + "/beside");
    std::filesystem::create_symlink("more/.hidden/four.html", folder + "/within.html");
    std::filesystem::create_symlink("more", folder + "/again");
    std::filesystem::create_symlink("nowhere.html", folder + "/broken.html");
    std::vector<std::string> words{"import", folder};
    if (!memory.empty()) words.insert(words.end(), {"--memory", memory});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.out, HasSubstr("4 articles, 0 citations")) << "one of them by its link";
    for (const std::string name : {"link.html", "more/relative.html", "beside"}) {
      EXPECT_THAT(ran.err, HasSubstr(folder + "/" + name + ": a symbolic link to something out"));
    }
    EXPECT_THAT(ran.err, HasSubstr("3 records were rejected"));
    EXPECT_EQ(tool({"import", folder + "/link.html"}).code, 0) << "named itself";
  }
}

TEST(ImportInputs, AnEmptyFolderIsNotFound) {
  const Tool tool;
  std::filesystem::create_directories(tool.path("empty"));
  const Ran ran = tool({"import", tool.path("empty")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("no file in the folder"));
}

TEST(ImportInputs, CopiesOfOneFileAreReadTogetherInBulkToo) {
  for (const std::string memory : {"", "16M"}) {
    const Tool tool;
    const std::string rows = "from,to\nhttps://a.example/,https://b.example/\n";
    std::vector<std::string> words{"import", tool.file("a.csv", rows), tool.file("b.csv", rows)};
    if (!memory.empty()) words.insert(words.end(), {"--memory", memory});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("1 citation"));
    EXPECT_EQ(tool({"verify"}).code, 0);
  }
}

TEST(ImportInputs, WhatGaveNothingIsCountedAsRejectedAndNotAsImported) {
  for (const std::string memory : {"", "16M"}) {
    const Tool tool;
    const std::string logo = tool.file("a.png", "\x89PNG\r\n\x1A\n");
    const std::string bad = tool.file("b.jsonl", "{\"kind\":\"nothing\"}\n{\n");
    const std::string good = tool.file("c.csv", "from,to\nhttps://a.example/,https://b.example/\n");
    const std::string torn = tool.file("d.csv", "no,usable,columns,at,all\n1,2,3,4,5\n");
    const std::string last = tool.file("e.csv", "from,to\nhttps://c.example/,https://b.example/\n");
    std::vector<std::string> words{"import", logo, bad, good, torn, last};
    if (!memory.empty()) words.insert(words.end(), {"--memory", memory});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err, HasSubstr("4 records were rejected"));
    const nlohmann::json batch = tool.json({"log"})[0];
    EXPECT_EQ(batch["rejected"], 4);
    EXPECT_EQ(batch["citations"], 2);
    EXPECT_THAT(tool({"explain", "https://c.example/", "https://b.example/"}).out,
                HasSubstr("e.csv:2"));
    const Ran again = tool(words);
    EXPECT_EQ(again.code, 7) << "nothing was stored";
    for (const std::string& name : {good, last}) {
      EXPECT_THAT(again.err, HasSubstr(name + ": already imported as batch 1"));
    }
    for (const std::string& name : {logo, bad, torn}) {
      EXPECT_THAT(again.err, Not(HasSubstr(name + ": already imported")));
      EXPECT_THAT(again.err, HasSubstr(name));
    }
    EXPECT_EQ(tool({"verify"}).code, 0);
  }
}

// Three pages, one of them encrypted, a table and an archive.
std::string zip_of_pages() {
  const auto page = [](const std::string& name) {
    return "<title>Page number " + name + " of the archive</title><p>Text.</p>";
  };
  return zip_of({{"pages/two.html", page("two")},
                 {"pages/one.html", page("one"), true},
                 {"pages/three.html", page("three"), false, "key"},
                 {"links.csv", "from,to\nhttps://a.example/,https://b.example/\n"},
                 {"inner.zip", zip_of({{"a.html", page("inner")}})}});
}

TEST(ImportInputs, AZipArchiveIsAllOfItsFiles) {
  const Tool tool;
  const std::string archive = tool.file("pages.zip", zip_of_pages());
  const Ran ran = tool({"import", archive});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 2 articles, 2 linked pages, 1 citation"));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("pages.zip/pages/three.html: encrypted"),
                             HasSubstr("pages.zip/inner.zip: an archive within an archive")));
  EXPECT_THAT(tool({"explain", "https://a.example/", "https://b.example/"}).out,
              HasSubstr("pages.zip/links.csv"));
  EXPECT_THAT(tool({"import", archive}).err,
              HasSubstr("pages.zip/links.csv: already imported as batch 1"));
}

TEST(ImportInputs, AZipArchiveIsReadTheSameInBulk) {
  const Tool tool;
  const std::string archive = tool.file("pages.zip", zip_of_pages());
  const Ran ran = tool({"import", archive, "--memory", "16M"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 2 articles, 2 linked pages, 1 citation"));
  EXPECT_THAT(ran.err, HasSubstr("pages.zip/pages/three.html: encrypted"));
}

TEST(ImportInputs, DamageInAZipArchiveKeepsTheRecordsBeforeIt) {
  const std::string rows = "from,to\nhttps://a.example/,https://b.example/\nevil,twin\n";
  const std::string zip =
      zip_of({{"a.csv", rows, true}, {"b.csv", "from,to\nmore,rows\nand,others\n"}});
  for (const std::string memory : {"", "16M"}) {
    const Tool tool;
    const std::string archive = tool.file("a.zip", patched(zip, "evil", "Evil"));
    std::vector<std::string> words{"import", archive};
    if (!memory.empty()) words.insert(words.end(), {"--memory", memory});
    const Ran ran = tool(words);
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.out, HasSubstr("4 citations"));
    EXPECT_THAT(ran.err, HasSubstr("a.zip/a.csv: the packed data are damaged"));
  }
}

TEST(ImportInputs, OfAZipArchiveThatWasCutOffTheFirstFileIsRead) {
  const Tool tool;
  const std::string rows = "from,to\nhttps://a.example/,https://b.example/\n";
  const std::string zip = zip_of({{"a.csv", rows}, {"b.csv", rows}});
  const Ran ran = tool({"import", tool.file("a.zip", zip.substr(0, zip.size() - 10))});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.out, HasSubstr("1 citation"));
  EXPECT_THAT(ran.err, HasSubstr("only the first file of the zip archive was read"));
}

TEST(ImportInputs, AnArchiveIsReadRecordByRecord) {
  const Tool tool;
  const Ran ran = tool({"import", kCorpus + "warc/pages.warc.gz"});
  EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 4 articles, 1 outlet, 1 linked page, 4 citations"));
  EXPECT_THAT(ran.err, HasSubstr("one text: Tunnel closed for two weeks, city says and Bridge"));
  EXPECT_THAT(ran.err, HasSubstr("1 image/png\" (responses that are no pages)"));
  EXPECT_THAT(tool({"explain", "Tunnel closed for two weeks, city says",
                    "https://registry.example/bridges/4"})
                  .out,
              AllOf(HasSubstr("pages.warc.gz@"), HasSubstr("The bridge over the Arl was closed")));
}

TEST(ImportInputs, AnAddressIsFetched) {
  WebServer server;
  server.page("/news/1", "<title>\xC9v\xE9nement du jour, dit-on ici</title><p>Text.</p>",
              "text/html; charset=iso-8859-1");
  server.redirect("/old", "/news/1");
  const Tool tool;
  const Ran refused = tool({"import", server.url("/old")});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("127.0.0.1 is an address of a private network"),
                                 HasSubstr("--allow-private")));
  const Ran ran = tool({"import", "--allow-private", server.url("/old")});
  EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_EQ(tool.json({"show", "Événement du jour, dit-on ici"})["url"], server.url("/news/1"));
  EXPECT_EQ(tool({"import", "--allow-private", server.url("/none")}).code, 8);
}

// More than is read in memory: the bulk path takes every format, and keeps nothing of it.
TEST(ImportInputs, ManyPagesAreImportedWithoutHoldingThem) {
  const Tool tool;
  const std::string folder = tool.path("pages");
  std::filesystem::create_directories(folder);
  const std::string fill(std::size_t{300} << 10, ' ');
  for (int i = 0; i < 30; ++i) {
    std::ofstream(folder + "/" + std::to_string(i) + ".html")
        << "<link rel=canonical href='https://post.example/" << i << "'><title>Page number " << i
        << " of the folder</title>" << fill << "<p>The bridge was closed on Monday, <a "
        << "href='https://registry.example/4'>an inspection</a> found, and stays so all week.</p>";
  }
  std::ofstream(folder + "/logo.png", std::ios::binary) << "\x89PNG\r\n\x1A\n";
  const Ran ran = tool({"import", folder});
  EXPECT_EQ(ran.code, 3) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.out, HasSubstr("batch 1: 30 articles, 1 outlet, 1 linked page, 30 citations"));
  EXPECT_THAT(ran.err, HasSubstr("logo.png: this is a PNG image"));
  EXPECT_THAT(tool.column({"cited-by", "https://registry.example/4"}, "name"), SizeIs(30));
}

}  // namespace
}  // namespace whocites::testing
