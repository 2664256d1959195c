// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/row_sorter.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <queue>

namespace whocites::storage::detail {
namespace {

std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = (prefix << 8) | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
  }
  return prefix;
}

constexpr std::size_t kHeadBytes = 2 * sizeof(std::uint32_t);

// A run: key size, value size, key, value, and so on.
class Run {
 public:
  Run(const SpillFile& file, std::size_t number) : reader_(file), number_(number) {}

  Result<bool> next() {
    if (reader_.at_end()) return false;
    std::uint32_t sizes[2];
    const Result<std::string_view> head = reader_.take(kHeadBytes);
    if (!head) return fail(head.error());
    std::memcpy(sizes, head->data(), kHeadBytes);
    const Result<std::string_view> row = reader_.take(std::size_t{sizes[0]} + sizes[1]);
    if (!row) return fail(row.error());
    key_ = row->substr(0, sizes[0]);
    value_ = row->substr(sizes[0]);
    return true;
  }
  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }
  std::size_t number() const { return number_; }

 private:
  SpillReader reader_;
  std::size_t number_;
  std::string_view key_;
  std::string_view value_;
};

}  // namespace

Result<void> RowSorter::add(std::string_view key, std::string_view value) {
  // Reserved once: what is not used takes no memory, and nothing is copied while it grows.
  if (rows_.capacity() == 0) {
    rows_.reserve(memory_bytes_ / 2 / sizeof(Row) + 1);
    bytes_.reserve(memory_bytes_ / 2);
  }
  const bool is_full = rows_.size() == rows_.capacity() ||
                       bytes_.size() + key.size() + value.size() > bytes_.capacity();
  if (is_full && !rows_.empty()) {
    if (auto done = spill(); !done) return done;
  }
  rows_.push_back({prefix_of(key), bytes_.size(), static_cast<std::uint32_t>(key.size()),
                   static_cast<std::uint32_t>(value.size())});
  bytes_.append(key);
  bytes_.append(value);
  return {};
}

void RowSorter::sort() {
  std::sort(rows_.begin(), rows_.end(), [this](const Row& a, const Row& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : a.begin < b.begin;
  });
}

Result<void> RowSorter::spill() {
  sort();
  SpillFile run(folder_, std::size_t{1} << 20);
  for (const Row& row : rows_) {
    char head[kHeadBytes];
    const std::uint32_t sizes[2] = {row.key_size, row.value_size};
    std::memcpy(head, sizes, kHeadBytes);
    const std::string_view bytes =
        std::string_view(bytes_).substr(row.begin, std::size_t{row.key_size} + row.value_size);
    Result<void> done = run.append({head, kHeadBytes});
    if (done) done = run.append(bytes);
    if (!done) return done;
  }
  runs_.push_back(std::move(run));
  bytes_.clear();
  rows_.clear();
  return {};
}

Result<void> RowSorter::finish(const Visitor& visit) {
  if (!runs_.empty()) {
    if (!rows_.empty()) {
      if (auto done = spill(); !done) return done;
    }
    bytes_ = {};
    rows_ = {};
    auto done = merge(visit);
    runs_.clear();
    return done;
  }
  sort();
  for (const Row& row : rows_) {
    const std::string_view value =
        std::string_view(bytes_).substr(row.begin + row.key_size, row.value_size);
    if (auto done = visit(key_of(row), value); !done) return done;
  }
  bytes_ = {};
  rows_ = {};
  return {};
}

Result<void> RowSorter::merge(const Visitor& visit) {
  std::vector<std::unique_ptr<Run>> runs;
  const auto later = [](const Run* a, const Run* b) {
    const int order = a->key().compare(b->key());
    return order != 0 ? order > 0 : a->number() > b->number();
  };
  std::priority_queue<Run*, std::vector<Run*>, decltype(later)> queue(later);
  for (const SpillFile& file : runs_) {
    runs.push_back(std::make_unique<Run>(file, runs.size()));
    const Result<bool> there = runs.back()->next();
    if (!there) return fail(there.error());
    if (*there) queue.push(runs.back().get());
  }
  while (!queue.empty()) {
    Run* first = queue.top();
    queue.pop();
    if (auto done = visit(first->key(), first->value()); !done) return done;
    const Result<bool> more = first->next();
    if (!more) return fail(more.error());
    if (*more) queue.push(first);
  }
  return {};
}

}  // namespace whocites::storage::detail
