// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/graph_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "storage/detail/graph_folder.h"
#include "storage/detail/structure.h"

namespace whocites {
namespace storage::detail {
namespace {

namespace fs = std::filesystem;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int file, std::span<const std::byte> bytes) {
  constexpr std::size_t kAtOnce = std::size_t{1} << 30;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), std::min(bytes.size(), kAtOnce));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

// No other process, and no other call in this one, has that name.
std::string own_name(const std::string& path) {
  static std::atomic<unsigned> calls{0};
  return path + "." + std::to_string(::getpid()) + "-" + std::to_string(calls++);
}

// A purge removes the file after it has written a new manifest. So either it finds what was put
// there, or that manifest is found here: what was purged does not come back.
void put_file(const GraphImage& image, const Store& store, const std::string& folder) {
  if (!store.is_latest()) return;
  const std::string path = graph_file_path(folder);
  const std::string temporary = own_name(path);
  bool is_whole = false;
  {
    const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!file.is_open()) return;
    is_whole = write_all(file.number(), image.bytes());
  }
  if (!is_whole || ::rename(temporary.c_str(), path.c_str()) != 0) {
    ::unlink(temporary.c_str());
    return;
  }
  if (!store.is_latest()) ::unlink(path.c_str());
}

// NotFound also when there is no file.
Result<GraphImage> map_file(const Store::State& state) {
  const std::string path = graph_file_path(state.folder);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return fail(ErrorCode::NotFound, "there is none");
  std::optional<Mapping> bytes = Mapping::of_file(file.number());
  if (!bytes) return fail(ErrorCode::Damaged, "it is empty or cannot be mapped");
  return GraphImage::open(std::move(*bytes), state.stamp);
}

Result<void> remove_if(const std::string& folder, bool (*is_meant)(std::string_view name)) {
  std::error_code failure;
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    if (is_meant(entry.path().filename().native())) found.push_back(entry.path());
  }
  for (const fs::path& path : found) {
    fs::remove_all(path, failure);
    if (!failure) continue;
    return fail(ErrorCode::Io, "cannot remove '" + path.string() + "': " + failure.message());
  }
  return {};
}

bool is_unfinished(std::string_view name) {
  return name.starts_with(kGraphFileName) && name.substr(kGraphFileName.size()).starts_with('.');
}

SourceGraph graph_of(GraphImage image) {
  return GraphImage::graph(std::make_shared<const GraphImage>(std::move(image)));
}

}  // namespace

std::string graph_file_path(const std::string& folder) {
  return folder + "/" + std::string(kGraphFileName);
}

Result<void> remove_graph_files(const std::string& folder) {
  return remove_if(
      folder, [](std::string_view name) { return name == kGraphFileName || is_unfinished(name); });
}

Result<void> remove_unfinished_graph_files(const std::string& folder) {
  return remove_if(folder, is_unfinished);
}

}  // namespace storage::detail

Result<SourceGraph> load_source_graph(const Reader& reader, GraphFileUse use, const Work& work) {
  using namespace storage::detail;  // NOLINT
  if (!reader.shows_present()) return reader.source_graph(work);
  const Store& store = reader.store();
  const Result<std::optional<Store::State>> state = store.state();
  if (!state) return fail(state.error());
  if (!*state) return reader.source_graph(work);
  if (Result<GraphImage> image = map_file(**state)) return graph_of(std::move(*image));
  Result<GraphImage> image = read_structure(store, reader.view(), work);
  if (!image) return fail(image.error());
  if (use == GraphFileUse::ReadAndWrite) {
    image->seal((*state)->stamp);
    put_file(*image, store, (*state)->folder);
  }
  return graph_of(std::move(*image));
}

Result<std::optional<std::string>> check_graph_file(const Store& store) {
  using namespace storage::detail;  // NOLINT
  const Result<std::optional<Store::State>> state = store.state();
  if (!state) return fail(state.error());
  if (!*state) return std::nullopt;
  const Result<GraphImage> image = map_file(**state);
  if (!image && image.error().code == ErrorCode::NotFound) return std::nullopt;
  const std::string remedy =
      "; delete '" + graph_file_path((*state)->folder) + "', it is made again when it is needed";
  if (!image) return "the derived graph is not used: " + image.error().message + remedy;
  const Result<View> view = load_view(store);
  if (!view) return fail(view.error());
  Result<GraphImage> fresh = read_structure(store, *view);
  if (!fresh) return fail(fresh.error());
  fresh->seal((*state)->stamp);
  // Whatever changes the order in which dates and classes are numbered changes the version too.
  if (std::ranges::equal(image->bytes(), fresh->bytes())) return std::nullopt;
  return "the derived graph tells something else than the store" + remedy;
}

}  // namespace whocites
