// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/sample_store.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "bench/article_model.h"
#include "storage/batch_writer.h"

namespace whocites::bench {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::uint32_t kOutlets = 500;

const CitationModel& model() {
  static const CitationModel grown = [] {
    CitationModel growing({.seed = kSeed, .articles = sample_articles()});
    while (growing.next_article() < sample_articles()) growing.next();
    return growing;
  }();
  return grown;
}

std::string key_of(std::uint32_t article) { return "a" + std::to_string(article + 1); }

template <class Write>
std::string citations_text(Write write) {
  std::string text;
  for (std::uint32_t from = 0; from < sample_articles(); ++from) {
    for (const std::uint32_t to : model().cited_by(from)) write(text, key_of(from), key_of(to));
  }
  return text;
}

struct Folder {
  Folder()
      : path((std::filesystem::temp_directory_path() /
              ("whocites-bench-" + std::to_string(::getpid())))
                 .string()) {}
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  const std::string path;
};

// Articles first, so that their ids count from 1.
void fill(Store& store) {
  Batch entry;
  entry.action = Action::Import;
  BatchWriter writer(store, {}, entry);
  ArticleModel articles(kSeed, sample_articles(), kOutlets);
  for (std::uint32_t i = 0; i < sample_articles(); ++i) {
    const Article& article = articles.next();
    NodeRecord record;
    record.key = key_of(i);
    record.facts.kind = Kind::Article;
    record.facts.title = article.title;
    record.facts.date = expect(parse_date(article.date));
    record.part_of = articles.outlets()[article.outlet].domain;
    expect(writer.accept(std::move(record)));
  }
  for (const Outlet& outlet : articles.outlets()) {
    NodeRecord record;
    record.key = outlet.domain;
    record.facts.kind = Kind::Outlet;
    record.facts.title = outlet.name;
    expect(writer.accept(std::move(record)));
  }
  for (std::uint32_t from = 0; from < sample_articles(); ++from) {
    for (const std::uint32_t to : model().cited_by(from)) {
      CitationRecord record;
      record.from = key_of(from);
      record.to = key_of(to);
      expect(writer.accept(std::move(record)));
    }
  }
  expect(writer.commit());
}

}  // namespace

std::uint32_t sample_articles() {
  static const std::uint32_t count = [] {
    const char* text = std::getenv("WHOCITES_BENCH_ARTICLES");
    const long value = text != nullptr ? std::strtol(text, nullptr, 10) : 20'000;
    return static_cast<std::uint32_t>(value > 0 ? value : 20'000);
  }();
  return count;
}

const std::string& sample_csv() {
  static const std::string text =
      "from,to,relation\n" +
      citations_text([](std::string& out, const std::string& from, const std::string& to) {
        out.append(from).append(1, ',').append(to).append(",quotes\n");
      });
  return text;
}

const std::string& sample_jsonl() {
  static const std::string text =
      citations_text([](std::string& out, const std::string& from, const std::string& to) {
        out.append(R"({"kind":"citation","from":")").append(from).append(R"(","to":")");
        out.append(to).append(R"(","relation":"quotes"})").append(1, '\n');
      });
  return text;
}

const std::vector<std::string>& sample_titles() {
  static const std::vector<std::string> titles = [] {
    ArticleModel articles(kSeed, sample_articles(), kOutlets);
    std::vector<std::string> made;
    for (std::uint32_t i = 0; i < sample_articles(); ++i) made.push_back(articles.next().title);
    return made;
  }();
  return titles;
}

NodeId article_id(std::uint32_t article) { return NodeId(article + 1); }

const Questions& sample_questions() {
  static const Questions questions = choose_questions(model(), kSeed);
  return questions;
}

const std::string& sample_store() {
  static const Folder folder;
  static const bool filled = [] {
    fill(*expect(open_rocksdb_store(folder.path, OpenMode::Write)));
    return true;
  }();
  static_cast<void>(filled);
  return folder.path;
}

std::unique_ptr<Store> open_sample(OpenMode mode, StoreOptions options) {
  return expect(open_rocksdb_store(sample_store(), mode, options));
}

void stop(const Error& error) {
  std::fprintf(stderr, "bench_parts: %s\n", error.message.c_str());
  std::exit(1);
}

}  // namespace whocites::bench
