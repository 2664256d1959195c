// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/chunked_read.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "ingest/detail/chunk_source.h"
#include "ingest/unpack.h"

namespace whocites::ingest {
namespace {

using detail::Chunk;
using detail::ChunkSource;
using detail::Cut;

// Threads that do tasks in the order in which they were given. Its end waits for the running ones
// and drops the others.
class Workers {
 public:
  explicit Workers(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      try {
        threads_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {  // no more threads to be had: those there are will do
        break;
      }
    }
  }
  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      is_ending_ = true;
      tasks_.clear();
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  using Task = std::packaged_task<Result<LinesEnd>()>;

  void give(Task task) {
    if (threads_.empty()) return task();
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
  }

 private:
  void work() {
    while (true) {
      Task task;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_ending_ || !tasks_.empty(); });
        if (is_ending_) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

// For records read one by one: fills one chunk after another, none of them with very many.
class ChunkByChunk final : public RecordSink {
 public:
  explicit ChunkByChunk(ChunkedSink& sink) : sink_(sink) {}

  Result<void> accept(Record record) override {
    if (auto ready = make_room(); !ready) return ready;
    return chunk_->accept(std::move(record));
  }
  Result<void> accept_bare(std::string_view from, std::string_view to, Relation relation,
                           const std::string& file, std::uint64_t line) override {
    if (auto ready = make_room(); !ready) return ready;
    return chunk_->accept_bare(from, to, relation, file, line);
  }
  void reject(Error error) override {
    if (chunk_ == nullptr) chunk_ = sink_.make_chunk();
    chunk_->reject(std::move(error));
  }
  Result<void> finish() {
    if (chunk_ == nullptr) return {};
    count_ = 0;
    return sink_.take(std::move(chunk_));
  }

 private:
  Result<void> make_room() {
    constexpr std::size_t kMostRecords = 4096;
    if (count_ == kMostRecords) {
      if (auto taken = finish(); !taken) return taken;
    }
    if (chunk_ == nullptr) chunk_ = sink_.make_chunk();
    ++count_;
    return {};
  }

  ChunkedSink& sink_;
  std::unique_ptr<RecordSink> chunk_;
  std::size_t count_ = 0;
};

// A chunk on its way through a worker.
struct Job {
  Chunk chunk;
  std::unique_ptr<RecordSink> sink;
  std::future<Result<LinesEnd>> done;
};

class ChunkedReader {
 public:
  ChunkedReader(const LineRecords& records, ChunkSource& source, ChunkedSink& sink,
                const ChunkedOptions& how)
      : records_(records),
        source_(source),
        sink_(sink),
        how_(how),
        most_jobs_(how.threads + std::size_t{2}),
        workers_(how.threads) {}

  Result<void> read();

 private:
  Cut give_out();
  Result<void> take_first(bool is_last);
  Result<void> read_lines(std::uint64_t least_bytes);

  const LineRecords& records_;
  ChunkSource& source_;
  ChunkedSink& sink_;
  const ChunkedOptions& how_;
  std::size_t most_jobs_;
  std::deque<Job> jobs_;  // in the order of the input
  Workers workers_;       // ends before the jobs that it works on do
};

// Gives chunks to the workers until there are enough, or no more; says which.
Cut ChunkedReader::give_out() {
  while (jobs_.size() < most_jobs_) {
    Chunk chunk;
    if (const Cut cut = source_.next(records_, chunk); cut != Cut::Made) return cut;
    Job& job = jobs_.emplace_back(Job{std::move(chunk), sink_.make_chunk(), {}});
    Workers::Task task([&job, this]() -> Result<LinesEnd> {
      LineReader lines(job.chunk.text, kMaxLineBytes, job.chunk.first_line);
      return records_.read(lines, LineRecords::kToTheEnd, *job.sink);
    });
    job.done = task.get_future();
    workers_.give(std::move(task));
  }
  return Cut::Made;
}

Result<void> ChunkedReader::read() {
  while (true) {
    const Cut cut = give_out();
    if (!jobs_.empty()) {
      const bool is_last = cut == Cut::End && jobs_.size() == 1;
      if (auto taken = take_first(is_last); !taken) return taken;
    } else if (cut == Cut::LineTooLong) {
      if (auto done = read_lines(how_.chunk_bytes); !done) return done;
    } else {
      return {};
    }
  }
}

Result<void> ChunkedReader::take_first(bool is_last) {
  Job& job = jobs_.front();
  const Result<LinesEnd> end = job.done.get();
  if (!end) return fail(end.error());
  if (*end == LinesEnd::Within && !is_last) {
    // The chunks behind it may begin inside a record, too.
    const std::size_t size = job.chunk.text.size();
    for (; !jobs_.empty(); jobs_.pop_back()) {
      if (jobs_.back().done.valid()) jobs_.back().done.wait();
      source_.put_back(jobs_.back().chunk);
    }
    return read_lines(size);
  }
  if (auto taken = sink_.take(std::move(job.sink)); !taken) return taken;
  if (how_.progress) how_.progress(job.chunk.end_byte);
  source_.recycle(std::move(job.chunk.text));
  jobs_.pop_front();
  return {};
}

// Reads on line by line, at least so far that a chunk can be cut again.
Result<void> ChunkedReader::read_lines(std::uint64_t least_bytes) {
  LineReader lines(source_.bytes(), kMaxLineBytes, source_.next_line());
  ChunkByChunk sink(sink_);
  const Result<LinesEnd> end = records_.read(lines, least_bytes, sink);
  if (!end) return fail(end.error());
  if (auto taken = sink.finish(); !taken) return taken;
  source_.continue_after(lines);
  if (how_.progress) how_.progress(source_.position());
  return {};
}

}  // namespace

bool can_read_chunked(const Format& format) { return format.begin != nullptr; }

Result<void> read_chunked(const Format& format, std::istream& in, const ReadOptions& options,
                          ChunkedSink& sink, const ChunkedOptions& how) {
  ChunkByChunk first(sink);
  if (!can_read_chunked(format)) {
    if (auto done = read_input(format, in, options, first); !done) return done;
    return first.finish();
  }
  UnpackedStream unpacked(in);
  LineReader lines(unpacked, kMaxLineBytes);
  const Result<std::unique_ptr<LineRecords>> records = format.begin(lines, options, first);
  if (!records) return fail(unpacked.damage().value_or(records.error()));
  if (auto taken = first.finish(); !taken) return taken;
  if (*records != nullptr) {
    ChunkSource source(unpacked, lines, how.chunk_bytes);
    if (auto done = ChunkedReader(**records, source, sink, how).read(); !done) return done;
  }
  if (!unpacked.damage()) return lines.failure();
  Error damage = *unpacked.damage();
  damage.position = SourcePosition{options.source_name, 0, 0};
  ChunkByChunk last(sink);
  last.reject(std::move(damage));
  return last.finish();
}

}  // namespace whocites::ingest
