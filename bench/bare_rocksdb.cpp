// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// bench_bare_rocksdb: the least that a process on RocksDB can do, which is the limit for what
// whocites does in one. RocksDB's own defaults; one column family.
//   fill N    a new database with N entries of 8 + 100 bytes, compacted
//   get KEY   opens for reading only, reads one entry
//   put KEY   opens for writing, one synced write
#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

void expect(const rocksdb::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "bench_bare_rocksdb: %s\n", status.ToString().c_str());
  std::exit(1);
}

// Big-endian, so that entries are written in their order.
std::string key_of(std::uint64_t number) {
  std::string key(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8)
    key[static_cast<std::size_t>(i)] = static_cast<char>(number);
  return key;
}

void fill(const std::string& folder, std::uint64_t count) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.error_if_exists = true;
  rocksdb::DB* opened = nullptr;
  expect(rocksdb::DB::Open(options, folder, &opened));
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions without_log;
  without_log.disableWAL = true;
  std::string value(100, '\0');
  std::uint64_t state = 1;
  for (std::uint64_t i = 0; i < count; ++i) {
    for (char& c : value) {
      state = state * 6364136223846793005 + 1442695040888963407;  // Knuth's MMIX generator
      c = static_cast<char>('a' + (state >> 60));
    }
    expect(db->Put(without_log, key_of(i), value));
  }
  expect(db->Flush({}));
  expect(db->CompactRange({}, nullptr, nullptr));
}

void get(const std::string& folder, std::uint64_t number) {
  rocksdb::DB* opened = nullptr;
  expect(rocksdb::DB::OpenForReadOnly({}, folder, &opened));
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::string value;
  expect(db->Get({}, key_of(number), &value));
  std::puts(value.c_str());
}

void put(const std::string& folder, std::uint64_t number) {
  rocksdb::DB* opened = nullptr;
  expect(rocksdb::DB::Open({}, folder, &opened));
  const std::unique_ptr<rocksdb::DB> db(opened);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  expect(db->Put(synced, key_of(number), std::string(100, 'x')));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view action = argc == 4 ? argv[2] : "";
  const std::uint64_t number = argc == 4 ? std::strtoull(argv[3], nullptr, 10) : 0;
  if (action == "fill") {
    fill(argv[1], number);
  } else if (action == "get") {
    get(argv[1], number);
  } else if (action == "put") {
    put(argv[1], number);
  } else {
    std::fputs("usage: bench_bare_rocksdb FOLDER fill|get|put NUMBER\n", stderr);
    return 2;
  }
}
