// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// bench_generate: writes a citation graph as tables or JSON lines, the same for the same options.
#include <getopt.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>

#include "bench/article_model.h"
#include "bench/citation_model.h"
#include "bench/questions.h"

namespace {

using namespace whocites::bench;

constexpr const char* kUsage =
    R"(usage: bench_generate --out DIR [options]
  --articles N               (1000000)
  --citations-per-article N  on average (10)
  --outlets N                (5000)
  --more N                   further citations between the articles, in a file of their own (0)
  --seed N                   (1)
  --jsonl                    JSON lines instead of tables
writes outlets, articles, citations and more_citations (.csv or .jsonl), and truth.json
)";

struct Options {
  CitationOptions citations;
  std::uint32_t outlets = 5000;
  std::uint64_t more = 0;
  bool jsonl = false;
  std::string folder;
};

[[noreturn]] void stop(const std::string& message, int code) {
  std::fprintf(stderr, "bench_generate: %s\n", message.c_str());
  std::exit(code);
}

std::uint64_t number(const char* option, const char* text, std::uint64_t least,
                     std::uint64_t most) {
  std::uint64_t value = 0;
  const char* end = text + std::strlen(text);
  const auto [at, error] = std::from_chars(text, end, value);
  if (error != std::errc() || at != end || value < least || value > most) {
    stop(std::string("--") + option + " takes a number from " + std::to_string(least) + " to " +
             std::to_string(most) + ", not '" + text + "'",
         2);
  }
  return value;
}

Options parse(int argc, char** argv) {
  static constexpr std::array<option, 9> kOptions{{{"articles", 1, nullptr, 'a'},
                                                   {"citations-per-article", 1, nullptr, 'c'},
                                                   {"outlets", 1, nullptr, 'o'},
                                                   {"more", 1, nullptr, 'm'},
                                                   {"seed", 1, nullptr, 's'},
                                                   {"jsonl", 0, nullptr, 'j'},
                                                   {"out", 1, nullptr, 'd'},
                                                   {"help", 0, nullptr, 'h'},
                                                   {nullptr, 0, nullptr, 0}}};
  Options options;
  int which = 0;
  for (int c; (c = getopt_long(argc, argv, "", kOptions.data(), &which)) != -1;) {
    const auto value = [&](std::uint64_t least, std::uint64_t most) {
      return number(kOptions[static_cast<std::size_t>(which)].name, optarg, least, most);
    };
    switch (c) {
      case 'a':
        options.citations.articles = static_cast<std::uint32_t>(value(1, 1'000'000'000));
        break;
      case 'c':
        options.citations.mean_citations = static_cast<double>(value(1, 1000));
        break;
      case 'o':
        options.outlets = static_cast<std::uint32_t>(value(1, 1'000'000));
        break;
      case 'm':
        options.more = value(0, 1'000'000'000);
        break;
      case 's':
        options.citations.seed = value(0, UINT64_MAX);
        break;
      case 'j':
        options.jsonl = true;
        break;
      case 'd':
        options.folder = optarg;
        break;
      case 'h':
        std::fputs(kUsage, stdout);
        std::exit(0);
      default:
        std::fputs(kUsage, stderr);
        std::exit(2);
    }
  }
  if (options.folder.empty() || optind != argc) {
    std::fputs(kUsage, stderr);
    std::exit(2);
  }
  return options;
}

// A file that ends the program when it cannot be written.
class File {
 public:
  explicit File(std::filesystem::path path)
      : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")) {
    if (file_ == nullptr) fail();
  }
  ~File() {
    flush();
    if (std::fclose(file_) != 0) fail();
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  File& operator<<(std::string_view text) {
    bytes_ += text;
    if (bytes_.size() > kBufferBytes) flush();
    return *this;
  }
  File& operator<<(std::uint64_t value) {
    char text[20];
    return *this << std::string_view(text, std::to_chars(text, text + sizeof text, value).ptr);
  }

 private:
  static constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

  void flush() {
    if (std::fwrite(bytes_.data(), 1, bytes_.size(), file_) != bytes_.size()) fail();
    bytes_.clear();
  }
  void fail() const { stop("cannot write '" + path_.string() + "': " + std::strerror(errno), 6); }

  std::filesystem::path path_;
  std::FILE* file_;
  std::string bytes_;
};

// Draws the relation of each citation. Named as whocites reads them.
class Relations {
 public:
  explicit Relations(std::uint64_t seed) : random_(seed, 21) {}
  std::string_view next() { return kNames[sampler_.draw(random_)]; }

 private:
  static constexpr std::array<std::string_view, 6> kNames{"mentions", "links",       "quotes",
                                                          "reports",  "republishes", "based-on"};
  Random random_;
  Sampler sampler_{{30, 30, 15, 15, 5, 5}};
};

class Generator {
 public:
  explicit Generator(const Options& options)
      : options_(options),
        articles_(options.citations.seed, options.citations.articles, options.outlets),
        citations_(options.citations),
        relations_(options.citations.seed) {}

  void write() {
    write_outlets();
    write_articles();
    write_citations();
    if (options_.more != 0) write_more();
    write_truth();
  }

 private:
  std::filesystem::path path(std::string_view name) const {
    return std::filesystem::path(options_.folder) /
           (std::string(name) + (options_.jsonl ? ".jsonl" : ".csv"));
  }

  // No text of the model needs quoting in either format.
  void write_outlets() const {
    File file(path("outlets"));
    if (!options_.jsonl) file << "key,kind,name,domains\n";
    for (const Outlet& outlet : articles_.outlets()) {
      if (options_.jsonl) {
        file << R"({"kind":"outlet","key":")" << outlet.domain << R"(","name":")" << outlet.name
             << R"(","domains":[")" << outlet.domain << "\"]}\n";
      } else {
        file << outlet.domain << ",outlet," << outlet.name << "," << outlet.domain << "\n";
      }
    }
  }

  void write_articles() {
    File file(path("articles"));
    if (!options_.jsonl) file << "key,title,outlet,date\n";
    for (std::uint64_t id = 0; id < options_.citations.articles; ++id) {
      const Article& article = articles_.next();
      const std::string& outlet = articles_.outlets()[article.outlet].domain;
      if (options_.jsonl) {
        file << R"({"kind":"article","key":"a)" << id + 1 << R"(","title":")" << article.title
             << R"(","outlet":")" << outlet << R"(","date":")" << article.date << "\"}\n";
      } else {
        file << "a" << id + 1 << "," << article.title << "," << outlet << "," << article.date
             << "\n";
      }
    }
  }

  void write_citation(File& file, std::uint64_t from, std::uint64_t to) {
    if (options_.jsonl) {
      file << R"({"kind":"citation","from":"a)" << from + 1 << R"(","to":"a)" << to + 1
           << R"(","relation":")" << relations_.next() << "\"}\n";
    } else {
      file << "a" << from + 1 << ",a" << to + 1 << "," << relations_.next() << "\n";
    }
  }

  void write_citations() {
    File file(path("citations"));
    if (!options_.jsonl) file << "from,to,relation\n";
    while (citations_.next_article() < options_.citations.articles) {
      const std::uint32_t from = citations_.next_article();
      for (const std::uint32_t to : citations_.next()) write_citation(file, from, to);
    }
  }

  void write_more() {
    File file(path("more_citations"));
    if (!options_.jsonl) file << "from,to,relation\n";
    for (const auto& [from, to] : citations_.more(options_.more)) write_citation(file, from, to);
  }

  // What there is to be found, for those who ask.
  void write_truth() const {
    File file(std::filesystem::path(options_.folder) / "truth.json");
    file << R"({"articles":)" << options_.citations.articles << R"(,"outlets":)" << options_.outlets
         << R"(,"citations":)" << citations_.citation_count() << R"(,"forward_citations":)"
         << citations_.forward_count() << R"(,"more_citations":)" << options_.more
         << ",\n\"planted\":{";
    for (std::size_t i = 0; i < kPlantedWords.size(); ++i) {
      file << (i == 0 ? "\n\"" : ",\n\"") << kPlantedWords[i].word << "\":";
      write_keys(file, articles_.planted(i));
    }
    file << "},\n\"reached_by\":{";
    const Questions questions = choose_questions(citations_, options_.citations.seed);
    write_reached(file, "ordinary", questions.ordinary);
    write_reached(file << ",", "busy", questions.busy);
    write_reached(file << ",", "most_cited", questions.most_cited);
    write_reached(file << ",", "three_steps", questions.three_steps);
    file << "}}\n";
  }

  static void write_keys(File& file, const std::vector<std::uint32_t>& articles) {
    file << "[";
    for (std::size_t i = 0; i < articles.size(); ++i) {
      file << (i == 0 ? "\"a" : ",\"a") << std::uint64_t{articles[i]} + 1 << "\"";
    }
    file << "]";
  }

  static void write_reached(File& file, std::string_view name, const Reached& reached) {
    file << "\n\"" << name << R"(":{"article":"a)" << std::uint64_t{reached.article} + 1
         << R"(","steps":[)";
    for (std::size_t i = 0; i < reached.steps.size(); ++i) {
      if (i != 0) file << ",";
      write_keys(file, reached.steps[i]);
    }
    file << "]}";
  }

  const Options& options_;
  ArticleModel articles_;
  CitationModel citations_;
  Relations relations_;
};

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) stop("cannot make the folder '" + options.folder + "': " + error.message(), 6);
  Generator(options).write();
}
