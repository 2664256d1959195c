// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A disk that is really full: a small one in memory, mounted in a namespace of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "tests/support/effort.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tool_process.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;

// Imports file after file until the disk is full; says how many were stored and what the last
// command said; makes room, tries that one again, and takes the store off the disk.
constexpr const char* kScript = R"sh(
set -u
tool=$1; dir=$2; size=$3
mount -t tmpfs -o size=$size none "$dir/disk" || exit 77
dd if=/dev/zero of="$dir/disk/filler" bs=1k count=200 2>/dev/null || exit 78
i=1
while :; do
  "$tool" --db "$dir/disk/store" import "$dir/$i.jsonl" --keep-text >"$dir/said" 2>&1
  code=$?
  [ $code = 0 ] || break
  i=$((i + 1))
done
echo "code $code stored $((i - 1))"
head -1 "$dir/said"
"$tool" --db "$dir/disk/store" log --format ndjson >"$dir/log" 2>&1
echo "log code $? entries $(grep -c action "$dir/log")"
rm "$dir/disk/filler"
"$tool" --db "$dir/disk/store" import "$dir/$i.jsonl" --keep-text >"$dir/said" 2>&1
echo "again code $?"
cp -r "$dir/disk/store" "$dir/taken"
)sh";

class FullDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (ToolProcess("unshare", {"-rm", "true"}).wait().code != 0) {
      GTEST_SKIP() << "no namespaces here: unshare -rm is not permitted";
    }
    fs::create_directory(dir_ / "disk");
    std::mt19937_64 random(seed());
    for (int i = 1; i < 60; ++i) {
      std::string lines;
      for (int k = 0; k < 40; ++k) {
        const std::string number = std::to_string(i * 100 + k);
        lines += R"({"kind":"article","key":"a)" + number + R"(","title":"Story )" + number +
                 R"(","notes":[")";
        for (int w = 0; w < 40; ++w) lines += std::to_string(random());
        lines += R"("],"cites":["a)" + std::to_string(i * 100) + "\"]}\n";
      }
      write_file(dir_ / (std::to_string(i) + ".jsonl"), lines);
    }
  }
  std::string twin_after(int imports) {
    const std::string twin = dir_ / "twin";
    fs::remove_all(twin);
    for (int i = 1; i <= imports; ++i) {
      const Ended ended = ToolProcess({"--db", twin, "import",
                                       dir_ / (std::to_string(i) + ".jsonl"), "--keep-text"})
                              .wait();
      EXPECT_EQ(ended.code, 0) << ended.err;
    }
    const auto store = open_rocksdb_store(twin, OpenMode::Read);
    return store ? dump(**store) : "";
  }

  TempDir dir_;
};

TEST_F(FullDisk, IsAClearErrorLosesNothingAndTheStoreGoesOnWhenThereIsRoom) {
  const int sizes = times(3, 30);
  for (int k = 0; k < sizes; ++k) {
    const int kilobytes = 600 + (k * 2400) / sizes;
    SCOPED_TRACE(std::to_string(kilobytes) + " kB");
    fs::remove_all(dir_ / "taken");
    const Ended ended = ToolProcess("unshare", {"-rm", "sh", "-c", kScript, "sh", WHOCITES_TOOL,
                                                dir_.path(), std::to_string(kilobytes) + "k"})
                            .wait();
    if (ended.code == 77) GTEST_SKIP() << "a small disk cannot be mounted here: " << ended.err;
    ASSERT_EQ(ended.code, 0) << ended.out << ended.err;
    count("really full disks");
    int code = 0;
    int stored = 0;
    ASSERT_EQ(std::sscanf(ended.out.c_str(), "code %d stored %d", &code, &stored), 2) << ended.out;
    EXPECT_EQ(code, 6) << ended.out;
    EXPECT_GT(stored, 0);
    EXPECT_THAT(ended.out, ::testing::HasSubstr("is full"));
    EXPECT_THAT(ended.out, ::testing::HasSubstr("log code 0 entries " + std::to_string(stored)));
    EXPECT_THAT(ended.out, ::testing::HasSubstr("again code 0"));
    const auto store = open_rocksdb_store(dir_ / "taken", OpenMode::Write);
    ASSERT_THAT(store, IsOk());
    EXPECT_EQ(disagreements(**store), "");
    EXPECT_EQ(dump(**store), twin_after(stored + 1));
  }
}

}  // namespace
}  // namespace whocites::testing
