// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <cstring>

namespace whocites::ingest {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool is_shown(std::string_view part) {
  return !part.starts_with('.') || part == "." || part == "..";
}

bool is_file(std::string_view name) {
  if (name.empty() || name.ends_with('/') || name.starts_with("__MACOSX/")) return false;
  for (std::size_t slash; (slash = name.find('/')) != name.npos; name.remove_prefix(slash + 1)) {
    if (!is_shown(name.substr(0, slash))) return false;
  }
  return is_shown(name);
}

Error refusal(const std::string& what, const std::string& hint = "") {
  return {ErrorCode::Unreadable, what, std::nullopt, hint};
}

}  // namespace

// The archive's bytes, as libzip asks for them. Open only while a member is read.
class ZipArchive::Source {
 public:
  explicit Source(Opener opener) : opener_(std::move(opener)) {}

  // False when the bytes cannot be read.
  bool measure() {
    if (!ready()) return false;
    in_->seekg(0, std::ios::end);
    const std::streamoff end = in_->tellg();
    if (end < 0) return false;
    size_ = static_cast<std::uint64_t>(end);
    return true;
  }
  std::uint64_t size() const { return size_; }
  void rest() { in_.reset(); }

  // Of libzip's own kind, and owned by whoever opens it.
  zip_source_t* make(zip_error_t* error) { return zip_source_function_create(answer, this, error); }

 private:
  bool ready() {
    if (in_ == nullptr) in_ = opener_();
    if (in_ == nullptr) return false;
    in_->clear();
    return true;
  }

  zip_int64_t read(char* out, std::uint64_t size) {
    if (!ready()) return failed(ZIP_ER_READ);
    in_->seekg(static_cast<std::streamoff>(at_));
    in_->read(out, static_cast<std::streamsize>(size));
    if (in_->bad()) return failed(ZIP_ER_READ);
    at_ += static_cast<std::uint64_t>(in_->gcount());
    return in_->gcount();
  }

  zip_int64_t seek(void* data, std::uint64_t size) {
    const zip_int64_t to = zip_source_seek_compute_offset(at_, size_, data, size, &error_);
    if (to < 0) return -1;
    at_ = static_cast<std::uint64_t>(to);
    return 0;
  }

  zip_int64_t describe(void* data) const {
    auto* stat = static_cast<zip_stat_t*>(data);
    zip_stat_init(stat);
    stat->size = size_;
    stat->valid = ZIP_STAT_SIZE;
    return static_cast<zip_int64_t>(sizeof(zip_stat_t));
  }

  zip_int64_t failed(int code) {
    zip_error_set(&error_, code, 0);
    return -1;
  }

  static zip_int64_t answer(void* self, void* data, zip_uint64_t size, zip_source_cmd_t command) {
    auto& source = *static_cast<Source*>(self);
    switch (command) {
      case ZIP_SOURCE_OPEN:
        source.at_ = 0;
        return 0;
      case ZIP_SOURCE_READ:
        return source.read(static_cast<char*>(data), size);
      case ZIP_SOURCE_STAT:
        return source.describe(data);
      case ZIP_SOURCE_SEEK:
        return source.seek(data, size);
      case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(source.at_);
      case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&source.error_, data, size);
      case ZIP_SOURCE_CLOSE:
      case ZIP_SOURCE_FREE:
        return 0;
      case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
      default:
        return source.failed(ZIP_ER_OPNOTSUPP);
    }
  }

  Opener opener_;
  std::unique_ptr<std::istream> in_;
  std::uint64_t size_ = 0;
  std::uint64_t at_ = 0;
  zip_error_t error_{};
};

struct ZipArchive::State {
  explicit State(Opener opener) : source(std::move(opener)) {}

  Source source;
  std::unique_ptr<zip_t, CloseZip> zip;  // closed before its source
  std::vector<Member> members;
  std::optional<Error> damage;
};

class ZipArchive::MemberBuffer final : public std::streambuf {
 public:
  MemberBuffer(State& state, zip_file_t* file, std::uint64_t bytes)
      : state_(state), file_(file), left_(bytes) {}
  ~MemberBuffer() override {
    file_.reset();
    state_.source.rest();
  }

 protected:
  int_type underflow() override {
    const std::size_t count = state_.damage ? 0 : next();
    setg(block_.data(), block_.data(), block_.data() + count);
    return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_[0]);
  }

 private:
  std::size_t next() {
    const zip_int64_t count = zip_fread(file_.get(), block_.data(), block_.size());
    if (count < 0) return break_off(zip_error_strerror(zip_file_get_error(file_.get())));
    const auto size = static_cast<std::uint64_t>(count);
    if (size > left_) return break_off("more than its directory says");
    if (size == 0 && left_ > 0) return break_off("less than its directory says");
    left_ -= size;
    done_ += size;
    return static_cast<std::size_t>(size);
  }

  std::size_t break_off(const std::string& why) {
    state_.damage = refusal("the packed data are damaged behind byte " + std::to_string(done_) +
                            " of what they hold (" + why + ")");
    return 0;
  }

  State& state_;
  std::unique_ptr<zip_file_t, CloseFile> file_;
  std::uint64_t left_;
  std::uint64_t done_ = 0;
  std::vector<char> block_ = std::vector<char>(kBlockBytes);
};

class ZipArchive::MemberStream final : public std::istream {
 public:
  MemberStream(State& state, zip_file_t* file, std::uint64_t bytes)
      : std::istream(nullptr), buffer_(state, file, bytes) {
    rdbuf(&buffer_);
  }

 private:
  MemberBuffer buffer_;
};

ZipArchive::ZipArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipArchive::~ZipArchive() = default;

Result<std::shared_ptr<ZipArchive>> ZipArchive::open(Opener opener) {
  auto state = std::make_unique<State>(std::move(opener));
  Source& source = state->source;
  if (!source.measure()) return fail(ErrorCode::Io, "the archive cannot be read");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* bytes = source.make(&error);
  if (bytes != nullptr) state->zip.reset(zip_open_from_source(bytes, ZIP_RDONLY, &error));
  if (state->zip == nullptr) {
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (bytes != nullptr) zip_source_free(bytes);
    return fail(ErrorCode::NotFound, "the zip archive has no directory (" + why + ")");
  }
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(state->zip.get(), 0));
  if (count > kMostMembers) {
    return fail(refusal(
        "the zip archive holds more than " + std::to_string(kMostMembers) + " files: an attack",
        "unpack it, and import the folder"));
  }
  std::uint64_t all = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(state->zip.get(), i, 0, &stat) != 0) continue;
    const std::string name = (stat.valid & ZIP_STAT_NAME) != 0 ? stat.name : "";
    if (!is_file(name)) continue;
    const std::uint64_t size = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0;
    all = all + size < all ? UINT64_MAX : all + size;
    state->members.push_back({name, size, i});
  }
  if (all > kFreeBytes && all / kMostGrowth > source.size()) {
    return fail(refusal("the data grow more than " + std::to_string(kMostGrowth) +
                        "-fold when unpacked: a zip bomb"));
  }
  std::sort(state->members.begin(), state->members.end(), [](const Member& a, const Member& b) {
    return a.name != b.name ? a.name < b.name : a.index < b.index;
  });
  source.rest();
  return std::shared_ptr<ZipArchive>(new ZipArchive(std::move(state)));
}

const std::vector<ZipArchive::Member>& ZipArchive::members() const { return state_->members; }
const std::optional<Error>& ZipArchive::damage() const { return state_->damage; }

Result<std::unique_ptr<std::istream>> ZipArchive::read(std::size_t at) {
  state_->damage.reset();
  const Member& member = state_->members.at(at);
  zip_t* zip = state_->zip.get();
  zip_stat_t stat;
  const bool is_known = zip_stat_index(zip, member.index, 0, &stat) == 0;
  if (is_known && (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
      stat.encryption_method != ZIP_EM_NONE) {
    return fail(refusal("encrypted", "unpack the archive with its password, and import the files"));
  }
  zip_file_t* file = zip_fopen_index(zip, member.index, 0);
  if (file == nullptr) {
    return fail(refusal("the archive does not give it (" + std::string(zip_strerror(zip)) + ")"));
  }
  return std::make_unique<MemberStream>(*state_, file, member.bytes);
}

}  // namespace whocites::ingest
