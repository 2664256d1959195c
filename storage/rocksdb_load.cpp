// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/rocksdb_load.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "storage/detail/file_system.h"

namespace whocites::storage::detail {
namespace {

namespace fs = std::filesystem;

// The part of the citations that is sorted at once: a few processor caches large; not so small that
// the parts are too many to be open files, and to be written to at once.
constexpr std::uint64_t kPartitionBytes = std::uint64_t{4} << 20;
constexpr std::uint64_t kMaxPartitions = 128;
constexpr std::uint64_t kMostPartitionBytes = std::uint64_t{48} << 20;
constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

}  // namespace

// ---- growing lists ----

void GrowingList::add(NodeId node) {
  if (count_ != 0 && last_ == node.value) return;
  std::uint32_t distance = node.value - last_;
  for (; distance >= 0x80; distance >>= 7) bytes_ += static_cast<char>(distance | 0x80);
  bytes_ += static_cast<char>(distance);
  last_ = node.value;
  ++count_;
}

void GrowingList::encode(const PieceSink& emit) const {
  std::size_t at = 0;
  Code code = 0;
  const auto next = [&] {
    Code distance = 0;
    for (int shift = 0;; shift += 7) {
      const char byte = bytes_[at++];
      distance |= static_cast<Code>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) break;
    }
    return code += distance;
  };
  encode_codes(count_, next, emit);
}

// ---- one family's table ----

class RocksDbLoad::Table {
 public:
  Table(const RocksDbFiles& files, Family family, std::string path)
      : files_(files),
        path_(std::move(path)),
        writer_(rocksdb::EnvOptions(), files.table_options(family), files.family(family)) {}

  Result<void> put(std::string_view key, std::string_view value) {
    if (!opened_) {
      if (auto done = checked(writer_.Open(path_)); !done) return done;
      opened_ = true;
    }
    return checked(writer_.Put(slice(key), slice(value)));
  }

  // The pieces of one packed list; `encode` is called with where they go.
  template <class Encode>
  Result<void> put_list(std::string_view prefix, BatchId batch, const Encode& encode) {
    key_.assign(prefix);
    key_ += be32(batch.value);
    const std::size_t size = key_.size();
    Result<void> done;
    encode([&](std::string_view suffix, std::string_view value) {
      if (!done) return;
      key_.resize(size);
      key_ += suffix;
      done = put(key_, value);
    });
    return done;
  }

  // The path of the table; empty when it has no rows.
  Result<std::string> finish() {
    if (!opened_) return std::string();
    if (auto done = checked(writer_.Finish()); !done) return fail(done.error());
    return path_;
  }

 private:
  Result<void> checked(const rocksdb::Status& status) const {
    if (status.ok()) return {};
    return fail(to_error(status, files_.path()));
  }

  const RocksDbFiles& files_;
  std::string path_;
  rocksdb::SstFileWriter writer_;
  bool opened_ = false;
  std::string key_;
};

// ---- citations by ranges of nodes ----

// Records in files of their own for each range of nodes, in the order in which they came. A range
// that turns out to hold too many, as the much-cited do, is cut again before it is sorted.
class RocksDbLoad::Partitions {
 public:
  Partitions(std::string folder, SpillMemory* memory, std::uint64_t begin, std::uint64_t width,
             std::uint64_t total_bytes)
      : folder_(std::move(folder)), memory_(memory), begin_(begin) {
    const std::uint64_t count = std::clamp<std::uint64_t>(total_bytes / kPartitionBytes + 1, 1,
                                                          std::min(kMaxPartitions, width));
    width_ = (width + count - 1) / count;
    for (std::uint64_t i = 0; i < count; ++i) files_.emplace_back(folder_, kBlockBytes, memory_);
  }

  template <class Record>
  Result<void> add(std::uint32_t node, const Record& record) {
    char bytes[sizeof(Record)];
    std::memcpy(bytes, &record, sizeof(Record));
    return files_[(node - begin_) / width_].append({bytes, sizeof(Record)});
  }

  // Visits the records of each node, nodes ascending, in the order in which they came.
  template <class Record, class NodeOf, class Visit>
  Result<void> finish(const NodeOf& node_of, const Visit& visit) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      SpillFile file = std::move(files_[i]);  // its room is given back after it
      if (auto done = finish_one<Record>(file, begin_ + i * width_, node_of, visit); !done) {
        return done;
      }
    }
    return {};
  }

 private:
  template <class Record, class Visit>
  static Result<void> each(SpillReader reader, const Visit& visit) {
    while (!reader.at_end()) {
      const Result<std::string_view> bytes = reader.take(sizeof(Record));
      if (!bytes) return fail(bytes.error());
      Record record;
      std::memcpy(&record, bytes->data(), sizeof(Record));
      if (auto done = visit(record); !done) return done;
    }
    return {};
  }

  template <class Record, class NodeOf, class Visit>
  Result<void> finish_one(SpillFile& file, std::uint64_t base, const NodeOf& node_of,
                          const Visit& visit) {
    if (file.size() > kMostPartitionBytes && width_ > 1) {
      Partitions parts(folder_, memory_, base, width_, file.size());
      auto done = each<Record>(SpillReader::once(file), [&](const Record& record) {
        return parts.add(node_of(record), record);
      });
      if (!done) return done;
      return parts.template finish<Record>(node_of, visit);
    }
    std::vector<std::uint32_t> ends(width_ + 1, 0);
    auto done = each<Record>(SpillReader(file), [&](const Record& record) -> Result<void> {
      ++ends[node_of(record) - base + 1];
      return {};
    });
    if (!done) return done;
    for (std::uint64_t at = 0; at < width_; ++at) ends[at + 1] += ends[at];
    std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
    std::vector<Record> sorted(file.size() / sizeof(Record));
    done = each<Record>(SpillReader::once(file), [&](const Record& record) -> Result<void> {
      sorted[next[node_of(record) - base]++] = record;
      return {};
    });
    if (!done) return done;
    for (std::uint64_t at = 0; at < width_; ++at) {
      const std::size_t count = ends[at + 1] - ends[at];
      if (count == 0) continue;
      const std::span<Record> group(sorted.data() + ends[at], count);
      if (done = visit(NodeId(static_cast<std::uint32_t>(base + at)), group); !done) return done;
    }
    return {};
  }

  std::string folder_;
  SpillMemory* memory_;
  std::vector<SpillFile> files_;
  std::uint64_t begin_ = 0;
  std::uint64_t width_ = 1;
};

// ---- the load ----

RocksDbLoad::RocksDbLoad(RocksDbStore& store, Plan plan)
    : store_(store),
      plan_(std::move(plan)),
      folder_(store.files().loading_folder()),
      keys_(folder_, plan_.memory_bytes / 8),
      names_(folder_, plan_.memory_bytes / 8),
      tables_(folder_, plan_.memory_bytes / 16),
      evidence_(folder_, kBlockBytes, plan_.spills) {}

RocksDbLoad::~RocksDbLoad() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<std::unique_ptr<RocksDbLoad>> RocksDbLoad::make(RocksDbStore& store, Plan plan) {
  std::unique_ptr<RocksDbLoad> load(new RocksDbLoad(store, std::move(plan)));
  if (auto ready = load->prepare(); !ready) return fail(ready.error());
  return load;
}

Result<void> RocksDbLoad::prepare() {
  std::error_code failure;
  fs::create_directories(folder_, failure);
  if (failure) {
    return fail(ErrorCode::Io, "cannot create '" + folder_ + "': " + failure.message());
  }
  nodes_ = table(kNodes);
  const std::uint64_t width = std::uint64_t{plan_.next_node.value} + 1;
  cites_ =
      std::make_unique<Partitions>(folder_, plan_.spills, 0, width, plan_.citations * sizeof(Cite));
  cited_by_ = std::make_unique<Partitions>(folder_, plan_.spills, 0, width,
                                           plan_.citations * sizeof(CitedBy));
  return {};
}

std::unique_ptr<RocksDbLoad::Table> RocksDbLoad::table(Family family) const {
  const std::string path = folder_ + "/" + std::string(kFamilyNames[family]) + ".sst";
  return std::make_unique<Table>(store_.files(), family, path);
}

Result<void> RocksDbLoad::add_node(const NodeRows& node) {
  const std::string id = be32(node.id.value);
  if (!node.new_key.empty()) {
    if (auto done = nodes_->put(assertion_key(node.id, BatchId(0)), node.new_key); !done) {
      return done;
    }
    if (auto done = keys_.add(node.new_key, id); !done) return done;
  }
  if (auto done = nodes_->put(assertion_key(node.id, plan_.batch), node.assertion); !done) {
    return done;
  }
  for (const std::string_view hash : node.name_hashes) {
    bytes_.assign(hash);
    bytes_ += id;
    if (auto done = names_.add(bytes_, {}); !done) return done;
  }
  // Each word's list is somewhere else in memory: they are fetched all at once.
  for (const std::uint32_t word : node.words) {
    if (word >= words_.size()) words_.resize(std::size_t{word} * 2 + 1);
    __builtin_prefetch(&words_[word]);
  }
  for (const std::uint32_t word : node.words) words_[word].prefetch_end();
  for (const std::uint32_t word : node.words) words_[word].add(node.id);
  if (node.part_of) parts_[*node.part_of].add(node.id);
  return {};
}

Result<void> RocksDbLoad::add_citation(NodeId from, NodeId to, Relation relation,
                                       const ListEntry& evidence) {
  Cite cite{from.value, to.value, 0, 0, static_cast<std::uint8_t>(relation), 0};
  if (evidence.source != 0 && evidence.source <= UINT16_MAX && evidence.line <= UINT32_MAX) {
    cite.low = static_cast<std::uint32_t>(evidence.line);
    cite.high = static_cast<std::uint16_t>(evidence.source);
    cite.is_bare = 1;
  } else {
    std::string bytes(evidence.evidence);
    if (evidence.source != 0) {
      Evidence full;
      full.place.file = plan_.sources[evidence.source - 1].name;
      full.place.line = evidence.line;
      bytes = encode({full}, {});
    }
    const std::uint64_t at = evidence_.size();
    cite.low = static_cast<std::uint32_t>(at);
    cite.high = static_cast<std::uint16_t>(at >> 32);
    if (at >> 48 != 0) return fail(ErrorCode::BadRequest, "one import has too much evidence");
    Result<void> done = evidence_.append(be32(static_cast<std::uint32_t>(bytes.size())));
    if (done) done = evidence_.append(bytes);
    if (!done) return done;
  }
  if (auto done = cites_->add(from.value, cite); !done) return done;
  return cited_by_->add(to.value,
                        CitedBy{to.value, from.value, static_cast<std::uint32_t>(relation)});
}

Result<std::string> RocksDbLoad::evidence_at(const Cite& cite) const {
  if (cite.is_bare != 0) {
    Evidence full;
    full.place.file = plan_.sources[cite.high - 1U].name;
    full.place.line = cite.low;
    return encode({full}, {});
  }
  const std::uint64_t at = (std::uint64_t{cite.high} << 32) | cite.low;
  char head[4];
  if (auto done = evidence_.read_at(at, 4, head); !done) return fail(done.error());
  std::string bytes(read_be32({head, 4}), '\0');
  if (auto done = evidence_.read_at(at + 4, bytes.size(), bytes.data()); !done) {
    return fail(done.error());
  }
  return bytes;
}

Result<void> RocksDbLoad::put_cites_of(NodeId from, std::span<const Cite> cites, Table& table) {
  thread_local std::vector<std::pair<Code, const Cite*>> order;
  thread_local std::vector<ListEntry> entries;
  thread_local std::vector<std::unique_ptr<std::string>> bytes;
  order.clear();
  entries.clear();
  bytes.clear();
  for (const Cite& cite : cites) {
    order.emplace_back(code_of({NodeId(cite.to), static_cast<Relation>(cite.relation)}), &cite);
  }
  std::sort(order.begin(), order.end());  // of one code, by their place: as they came
  for (std::size_t i = 0; i < order.size();) {
    const Code code = order[i].first;
    ListEntry entry{.code = code};
    std::size_t end = i + 1;
    while (end < order.size() && order[end].first == code) ++end;
    if (end == i + 1 && order[i].second->is_bare != 0) {
      entry.source = order[i].second->high;
      entry.line = order[i].second->low;
    } else {
      std::string all;  // EvidenceLists one after the other are one
      for (; i < end; ++i) {
        const Result<std::string> one = evidence_at(*order[i].second);
        if (!one) return fail(one.error());
        all += *one;
      }
      entry.evidence = *bytes.emplace_back(std::make_unique<std::string>(std::move(all)));
    }
    entries.push_back(entry);
    i = end;
  }
  citation_count_ += entries.size();
  return table.put_list(be32(from.value), plan_.batch, [&](const PieceSink& emit) {
    encode_list(entries, Column::Evidence, plan_.sources, emit);
  });
}

Result<void> RocksDbLoad::put_cites() {
  const auto rows = table(kCites);
  const auto node_of = [](const Cite& cite) { return cite.from; };
  auto done = cites_->finish<Cite>(node_of, [&](NodeId from, std::span<Cite> cites) {
    return put_cites_of(from, cites, *rows);
  });
  if (!done) return done;
  Result<std::string> path = rows->finish();
  if (!path) return fail(path.error());
  files_[kCites] = std::move(*path);
  return {};
}

Result<void> RocksDbLoad::put_cited_by() {
  const auto rows = table(kCitedBy);
  const auto node_of = [](const CitedBy& record) { return record.to; };
  std::vector<Code> codes;
  const auto put = [&](NodeId to, std::span<CitedBy> group) -> Result<void> {
    codes.clear();
    for (const CitedBy& one : group) {
      codes.push_back(code_of({NodeId(one.from), static_cast<Relation>(one.relation)}));
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return rows->put_list(be32(to.value), plan_.batch, [&](const PieceSink& emit) {
      encode_codes(
          codes.size(), [at = codes.begin()]() mutable { return *at++; }, emit);
    });
  };
  if (auto done = cited_by_->finish<CitedBy>(node_of, put); !done) return done;
  Result<std::string> path = rows->finish();
  if (!path) return fail(path.error());
  files_[kCitedBy] = std::move(*path);
  return {};
}

Result<void> RocksDbLoad::put_sorted(RowSorter& sorter, Family family) {
  const auto rows = table(family);
  auto done = sorter.finish(
      [&](std::string_view key, std::string_view value) { return rows->put(key, value); });
  if (!done) return done;
  Result<std::string> path = rows->finish();
  if (!path) return fail(path.error());
  files_[family] = std::move(*path);
  return {};
}

Result<void> RocksDbLoad::put_words(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string_view, const GrowingList*>> order;
  for (std::size_t number = 0; number < std::min(words.size(), words_.size()); ++number) {
    if (!words_[number].is_empty()) order.emplace_back(words[number], &words_[number]);
  }
  std::sort(order.begin(), order.end());
  const auto rows = table(kWords);
  for (const auto& [word, list] : order) {
    const GrowingList& nodes = *list;
    auto done = rows->put_list(word_prefix(word), plan_.batch,
                               [&](const PieceSink& emit) { nodes.encode(emit); });
    if (!done) return done;
  }
  Result<std::string> path = rows->finish();
  if (!path) return fail(path.error());
  files_[kWords] = std::move(*path);
  return {};
}

Result<void> RocksDbLoad::put_tables(const Batch& entry) {
  for (const auto& [whole, parts] : parts_) {
    Result<void> added;
    const std::string list = part_prefix(whole) + be32(plan_.batch.value);
    parts.encode([&](std::string_view suffix, std::string_view value) {
      if (added) added = tables_.add(list + std::string(suffix), value);
    });
    if (!added) return added;
  }
  for (const auto& [key, value] : entry_rows(entry, plan_.next_node)) {
    if (auto added = tables_.add(key, value); !added) return added;
  }
  return put_sorted(tables_, kTables);
}

Result<void> RocksDbLoad::put_nodes() {
  Result<std::string> nodes = nodes_->finish();
  if (!nodes) return fail(nodes.error());
  files_[kNodes] = std::move(*nodes);
  nodes_.reset();
  return {};
}

Result<void> RocksDbLoad::finish(Batch& entry, NodeId next_node) {
  plan_.next_node = next_node;
  entry.citation_count = citation_count_;
  if (auto put = put_tables(entry); !put) return put;
  if (auto stored = ingest(); !stored) return stored;
  store_.has_stored(entry.id, plan_.next_node);
  return {};
}

Result<void> RocksDbLoad::ingest() {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (files_[i].empty()) continue;
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = store_.files().family(static_cast<Family>(i));
    argument.external_files = {files_[i]};
    argument.options.move_files = true;
    argument.options.write_global_seqno = false;
    arguments.push_back(std::move(argument));
  }
  const TakingIn careful;
  const rocksdb::Status status = store_.files().db().IngestExternalFiles(arguments);
  if (status.ok()) return {};
  store_.files().set_failed();
  return fail(to_error(status, store_.files().path()));
}

}  // namespace whocites::storage::detail
