// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a broken disk or an ended transfer leaves of an input: every reader, on every input that is
// there for its format, whole and cut, makes of it records, or an error that says where. A new
// format is tried as soon as it has a row in formats() and a file in tests/fuzz/corpus/<its name>.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "ingest/format.h"
#include "tests/support/real_graphs.h"

namespace whocites::ingest {
namespace {

namespace fs = std::filesystem;

// With WHOCITES_EVERY_CUT=1 all real files are read whole and cut at all multiples of kStep, which
// takes hours; with a larger number, at all multiples of that. Without it every n-th is, so that
// those of a folder have about kSampleBytes, and no more than kLargest of each; cut in the middle.
constexpr std::size_t kStep = 1000;
constexpr std::size_t kSampleBytes = std::size_t{2} << 20;
constexpr std::size_t kLargest = std::size_t{128} << 10;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

// A sink that keeps nothing but what is wrong with what it is given.
class Inspector final : public RecordSink {
 public:
  Result<void> accept(Record record) override {
    ++records_;
    if (const auto* citation = std::get_if<CitationRecord>(&record)) {
      if (citation->from.empty() || citation->to.empty()) faults.push_back("a citation of nothing");
    }
    return {};
  }
  void reject(Error error) override {
    if (error.message.empty()) faults.push_back("a rejection without a cause");
    if (!error.position || error.position->file.empty()) {
      faults.push_back("a rejection without a place: " + error.message);
    }
  }
  std::size_t records() const { return records_; }
  std::vector<std::string> faults;

 private:
  std::size_t records_ = 0;
};

// What is wrong with the reader's answer to these bytes; empty when nothing is.
std::vector<std::string> faults_of(const Format& format, std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  Inspector sink;
  const Result<void> read = read_input(format, in, {.source_name = "input"}, sink);
  if (!read) {
    if (read.error().message.empty()) sink.faults.push_back("a failure without a cause");
    if (read.error().code != ErrorCode::Unreadable) {
      sink.faults.push_back("a failure that is not of the input: " + read.error().message);
    }
  }
  return sink.faults;
}

// Where to cut: multiples of `step`, no more than `most` of them, the last ones included.
std::vector<std::size_t> cuts_of(std::size_t size, std::size_t step, std::size_t most) {
  std::vector<std::size_t> cuts;
  const std::size_t count = (size + step - 1) / step;
  const std::size_t stride = std::max<std::size_t>(1, count / std::max<std::size_t>(1, most));
  for (std::size_t i = 0; i < count; i += stride) cuts.push_back(i * step);
  return cuts;
}

void expect_survives(const Format& format, std::string_view bytes,
                     const std::vector<std::size_t>& cuts, const fs::path& path) {
  EXPECT_THAT(faults_of(format, bytes), testing::IsEmpty()) << path;
  for (const std::size_t cut : cuts) {
    EXPECT_THAT(faults_of(format, bytes.substr(0, cut)), testing::IsEmpty())
        << path << " cut at byte " << cut;
  }
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

const fs::path kCorpus = fs::path(WHOCITES_SOURCE_DIR) / "tests/fuzz/corpus";

class Reader : public testing::TestWithParam<std::string> {};

TEST_P(Reader, HasACorpusAndReadsIt) {
  const Format& format = *format_named(GetParam());
  std::size_t records = 0;
  for (const fs::path& path : files_in(kCorpus / GetParam())) {
    std::istringstream in(bytes_of(path));
    Inspector sink;
    (void)read_input(format, in, {.source_name = "input"}, sink);
    records += sink.records();
  }
  EXPECT_GT(records, 0u) << "put an input into " << kCorpus / GetParam();
}

TEST_P(Reader, SurvivesItsCorpusCutAtEveryByte) {
  for (const fs::path& path : files_in(kCorpus / GetParam())) {
    const std::string bytes = bytes_of(path);
    expect_survives(*format_named(GetParam()), bytes, cuts_of(bytes.size(), 1, 1500), path);
  }
}

TEST_P(Reader, SurvivesWhatIsOfOtherFormats) {
  for (const fs::path& path : files_in(kCorpus)) {
    EXPECT_THAT(faults_of(*format_named(GetParam()), bytes_of(path)), testing::IsEmpty()) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, Reader, testing::ValuesIn(format_names()), test_name);

// 0: a sample is enough.
std::size_t step_asked_for() {
  const char* asked = std::getenv("WHOCITES_EVERY_CUT");
  if (asked == nullptr) return 0;
  const std::size_t step = std::strtoul(asked, nullptr, 10);
  return step > 1 ? step : kStep;
}

// Every n-th of the files, of which the beginnings together have about kSampleBytes.
std::vector<fs::path> sample_of(const std::vector<fs::path>& files) {
  std::size_t all = 0;
  for (const fs::path& path : files) all += std::min<std::size_t>(fs::file_size(path), kLargest);
  const std::size_t stride = 1 + all / kSampleBytes;
  std::vector<fs::path> sample;
  for (std::size_t i = 0; i < files.size(); i += stride) sample.push_back(files[i]);
  return sample;
}

// Folders of ../shared/data: what the web and other programs made.
class RealInputs : public testing::TestWithParam<std::string> {};

TEST_P(RealInputs, AreReadWholeAndCut) {
  std::vector<fs::path> files = files_in(test::shared_data(GetParam().c_str()));
  if (files.empty()) GTEST_SKIP() << "no ../shared/data/" << GetParam() << " beside the sources";
  const std::size_t step = step_asked_for();
  const bool everywhere = step != 0;
  if (!everywhere) files = sample_of(files);
  for (const fs::path& path : files) {
    std::string bytes = bytes_of(path);
    const Result<const Format*> format =
        detect_format(bytes.substr(0, std::size_t{64} << 10), path.filename().string());
    if (!format) continue;  // said to be something else: an image, say
    if (everywhere) std::cout << path.string() << std::endl;  // in hours one wants to know
    if (!everywhere && bytes.size() > kLargest) bytes.resize(kLargest);
    const auto cuts = everywhere ? cuts_of(bytes.size(), step, SIZE_MAX)
                                 : std::vector<std::size_t>{bytes.size() / 2};
    expect_survives(**format, bytes, cuts, path);
  }
}

INSTANTIATE_TEST_SUITE_P(Folders, RealInputs,
                         testing::Values("references", "graph_formats", "warc", "html"), test_name);

}  // namespace
}  // namespace whocites::ingest
