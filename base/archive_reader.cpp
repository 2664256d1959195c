// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/archive.h"
#include "base/detail/zip_stream.h"
#include "base/text.h"

namespace whocites {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Error> unreadable(std::string message, std::string hint = {}) {
  return fail(ErrorCode::Unreadable, std::move(message), std::move(hint));
}

// Whether the name stays in the folder that it is unpacked into, on every system.
bool is_harmless(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != name.npos) return false;
  if (name.size() > 1 && name[1] == ':') return false;
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  if (std::any_of(name.begin(), name.end(), is_control)) return false;
  const std::vector<std::string_view> parts = split(name, '/');
  return std::none_of(parts.begin(), parts.end(),
                      [](std::string_view part) { return part == ".." || part == "."; });
}

std::string quoted(std::string_view name) { return "'" + printable(name) + "'"; }

}  // namespace

struct Archive::State {
  // The bytes of the file that is read, with an end where they are found to be wrong.
  class Buffer final : public std::streambuf {
   public:
    explicit Buffer(State& state) : state_(state) {}
    ~Buffer() override {
      state_.file.reset();
      state_.stream->rest();
    }

   protected:
    int_type underflow() override {
      const std::size_t count = state_.read_some(block_.data(), block_.size());
      setg(block_.data(), block_.data(), block_.data() + count);
      return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_[0]);
    }

   private:
    State& state_;
    std::vector<char> block_ = std::vector<char>(kBlockBytes);
  };

  class Stream final : public std::istream {
   public:
    explicit Stream(State& state) : std::istream(nullptr), buffer_(state) { rdbuf(&buffer_); }

   private:
    Buffer buffer_;
  };

  std::size_t read_some(char* out, std::size_t size);
  Result<void> list(const ArchiveLimits& limits, std::uint64_t packed_bytes);
  void break_off(const std::string& why) {
    damage = Error{ErrorCode::Unreadable,
                   "the packed data are damaged behind byte " + std::to_string(done) +
                       " of what they hold (" + why + ")",
                   std::nullopt, "was the archive cut off or changed on its way?"};
  }

  std::unique_ptr<ZipStream> stream;
  std::unique_ptr<zip_t, Discard> archive;
  std::vector<File> files;
  std::unordered_map<std::string_view, std::size_t> places;  // by name
  std::unique_ptr<zip_file_t, CloseFile> file;
  const File* open_file = nullptr;
  std::uint64_t done = 0;
  std::optional<Error> damage;
};

std::size_t Archive::State::read_some(char* out, std::size_t size) {
  if (!file || damage) return 0;
  const zip_int64_t count = zip_fread(file.get(), out, size);
  if (count < 0) {
    break_off(zip_file_strerror(file.get()));
    return 0;
  }
  done += static_cast<std::uint64_t>(count);
  if (done > open_file->bytes) break_off("more than the archive says");
  if (count == 0 && done < open_file->bytes) break_off("less than the archive says");
  return damage ? 0 : static_cast<std::size_t>(count);
}

Result<void> Archive::State::list(const ArchiveLimits& limits, std::uint64_t packed_bytes) {
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count > static_cast<zip_int64_t>(limits.files)) {
    return unreadable("the archive has " + std::to_string(count) + " files, more than " +
                      std::to_string(limits.files));
  }
  const std::uint64_t most = std::max(limits.free_bytes, packed_bytes * limits.growth);
  std::uint64_t sum = 0;
  files.reserve(static_cast<std::size_t>(count));
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t known;
    zip_stat_init(&known);
    constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &known) != 0 ||
        (known.valid & kNeeded) != kNeeded) {
      return unreadable("the archive's list of files is damaged at file " + std::to_string(i + 1));
    }
    const std::string_view name = known.name;
    if (limits.must_be_sound && !is_harmless(name)) {
      return unreadable("the archive has a file " + quoted(name) +
                        ", which is no name within a folder");
    }
    const bool is_encrypted = known.encryption_method != ZIP_EM_NONE;
    if (limits.must_be_sound && is_encrypted) {
      return unreadable(quoted(name) + " in the archive is encrypted", "unpack it first");
    }
    if (known.size > most || (sum += known.size) > most) {
      return unreadable("the archive grows more than " + std::to_string(limits.growth) +
                        "-fold when unpacked: a zip bomb");
    }
    files.push_back({std::string(name), known.size, is_encrypted});
    places.emplace(files.back().name, files.size() - 1);
  }
  return {};
}

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(Opener opener, const ArchiveLimits& limits) {
  auto state = std::make_unique<State>();
  state->stream = std::make_unique<ZipStream>(std::move(opener));
  zip_source_t* const source = state->stream->make_source();
  if (source == nullptr) return fail(ErrorCode::Io, "the archive cannot be read");
  zip_error_t error;
  zip_error_init(&error);
  const int check = limits.must_be_sound ? ZIP_CHECKCONS : 0;
  state->archive.reset(zip_open_from_source(source, ZIP_RDONLY | check, &error));
  if (!state->archive) zip_source_free(source);
  const bool is_twice = zip_error_code_zip(&error) == ZIP_ER_EXISTS;
  const std::string cause = text_of(&error);
  zip_error_fini(&error);
  if (is_twice) return unreadable("the archive has two files of one name");
  if (!state->archive) {
    return fail(ErrorCode::NotFound,
                "this is no whole zip archive: " + cause + " (within its " +
                    std::to_string(state->stream->size()) + " bytes)",
                "was it cut off or changed on its way?");
  }
  if (auto listed = state->list(limits, state->stream->size()); !listed) {
    return fail(listed.error());
  }
  state->stream->rest();
  return Archive(std::move(state));
}

std::span<const Archive::File> Archive::files() const { return state_->files; }
bool Archive::has(std::string_view name) const { return state_->places.contains(name); }
const std::optional<Error>& Archive::damage() const { return state_->damage; }

Result<std::unique_ptr<std::istream>> Archive::read(std::string_view name) {
  const auto place = state_->places.find(name);
  if (place != state_->places.end()) return read(place->second);
  return fail(ErrorCode::NotFound, "the archive has no file " + quoted(name));
}

Result<std::unique_ptr<std::istream>> Archive::read(std::size_t place) {
  State& state = *state_;
  state.damage.reset();
  state.done = 0;
  state.open_file = &state.files.at(place);
  if (state.open_file->is_encrypted) {
    return unreadable("encrypted", "unpack the archive with its password, and import the files");
  }
  state.file.reset(zip_fopen_index(state.archive.get(), place, 0));
  if (!state.file) {
    return unreadable("the archive does not give it (" +
                      std::string(zip_strerror(state.archive.get())) + ")");
  }
  return std::make_unique<State::Stream>(state);
}

}  // namespace whocites
