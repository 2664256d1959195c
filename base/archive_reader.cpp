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
  void break_off(const std::string& what) {
    damage = Error{ErrorCode::Unreadable,
                   quoted(open_file->name) + " in the archive " + what + " (byte " +
                       std::to_string(done) + ")",
                   std::nullopt, "the archive was damaged or cut on its way: bring it again"};
  }

  std::unique_ptr<std::istream> in;
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
    break_off(std::string("cannot be unpacked: ") + zip_file_strerror(file.get()));
    return 0;
  }
  done += static_cast<std::uint64_t>(count);
  if (done > open_file->bytes) break_off("has more bytes than it should");
  if (count == 0 && done < open_file->bytes) break_off("has fewer bytes than it should");
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
    if (!is_harmless(name)) {
      return unreadable("the archive has a file " + quoted(name) +
                        ", which is no name within a folder");
    }
    if (known.encryption_method != ZIP_EM_NONE) {
      return unreadable(quoted(name) + " in the archive is encrypted", "unpack it first");
    }
    if (known.size > most || (sum += known.size) > most) {
      return unreadable("the archive grows more than " + std::to_string(limits.growth) +
                        "-fold when unpacked: a zip bomb");
    }
    files.push_back({std::string(name), known.size});
    places.emplace(files.back().name, files.size() - 1);
  }
  return {};
}

Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::unique_ptr<std::istream> in, const ArchiveLimits& limits) {
  auto state = std::make_unique<State>();
  state->in = std::move(in);
  state->stream = std::make_unique<ZipStream>(*state->in);
  zip_source_t* const source = state->stream->make_source();
  state->in->seekg(0, std::ios::end);
  const std::streamoff bytes = state->in->tellg();
  zip_error_t error;
  zip_error_init(&error);
  if (source != nullptr) {
    state->archive.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!state->archive) zip_source_free(source);
  }
  const bool is_twice = zip_error_code_zip(&error) == ZIP_ER_EXISTS;
  const std::string cause = text_of(&error);
  zip_error_fini(&error);
  if (is_twice) return unreadable("the archive has two files of one name");
  if (state->in->bad()) return fail(ErrorCode::Io, "the archive cannot be read");
  if (!state->archive) {
    return unreadable("this is no whole zip archive: " + cause + " (within its " +
                          std::to_string(bytes) + " bytes)",
                      "was it cut off or changed on its way?");
  }
  if (auto listed = state->list(limits, static_cast<std::uint64_t>(bytes)); !listed) {
    return fail(listed.error());
  }
  return Archive(std::move(state));
}

std::span<const Archive::File> Archive::files() const { return state_->files; }
bool Archive::has(std::string_view name) const { return state_->places.contains(name); }
const std::optional<Error>& Archive::damage() const { return state_->damage; }

Result<std::unique_ptr<std::istream>> Archive::read(std::string_view name) {
  const auto place = state_->places.find(name);
  if (place == state_->places.end()) {
    return fail(ErrorCode::NotFound, "the archive has no file " + quoted(name));
  }
  State& state = *state_;
  state.damage.reset();
  state.done = 0;
  state.open_file = &state.files[place->second];
  state.file.reset(zip_fopen_index(state.archive.get(), place->second, 0));
  if (!state.file) {
    state.break_off(std::string("cannot be opened: ") + zip_strerror(state.archive.get()));
    return fail(*state.damage);
  }
  return std::make_unique<State::Stream>(state);
}

}  // namespace whocites
