// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/import_inputs.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "cli/session.h"
#include "ingest/fetch.h"

namespace whocites::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeadBytes = std::size_t{64} << 10;

Error unreadable(const std::string& name, int cause) {
  const bool missing = cause == ENOENT || cause == ENOTDIR;
  return {missing ? ErrorCode::NotFound : ErrorCode::Io,
          "cannot read '" + name + "': " + std::strerror(cause != 0 ? cause : EIO),
          std::nullopt,
          {}};
}

// A copy that has no name, and ends with the last who holds it.
Result<ImportInput> spool(std::istream& in) {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp");
  path += "/whocites.XXXXXX";
  const int fd = ::mkstemp(path.data());
  if (fd < 0) return fail(ErrorCode::Io, "cannot write '" + path + "': " + std::strerror(errno));
  ::close(fd);
  auto file = std::make_shared<std::fstream>(
      path, std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  ::unlink(path.c_str());
  std::string block(kHeadBytes, '\0');
  std::uint64_t size = 0;
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    file->write(block.data(), in.gcount());
    size += static_cast<std::uint64_t>(in.gcount());
  }
  file->flush();
  if (!*file) {
    return fail(ErrorCode::Io, "standard input does not fit into the folder for temporary files",
                "set TMPDIR to a folder with more room");
  }
  ImportInput input{"-", size};
  input.copy = std::move(file);
  return input;
}

Result<void> find_in_folder(const std::string& folder, std::vector<ImportInput>& inputs) {
  std::error_code failure;
  std::vector<std::string> names;
  fs::recursive_directory_iterator at(folder, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    const bool is_hidden = at->path().filename().string().starts_with('.');
    if (is_hidden && at->is_directory(failure)) at.disable_recursion_pending();
    if (!is_hidden && at->is_regular_file(failure)) names.push_back(at->path().string());
  }
  if (failure) return fail(unreadable(folder, failure.value()));
  if (names.empty()) return fail(ErrorCode::NotFound, "no file in the folder '" + folder + "'");
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    Result<ImportInput> input = file_input(name);
    if (!input) return fail(input.error());
    inputs.push_back(std::move(*input));
  }
  return {};
}

Result<ImportInput> fetch_page(const std::string& address, const Arguments& arguments) {
  ingest::FetchOptions options;
  if (arguments.has("allow-private")) options.may_connect = [](std::string_view) { return true; };
  Result<ingest::Fetched> page = ingest::fetch(address, options);
  if (!page) {
    Error error = page.error();
    const bool is_private = error.code == ErrorCode::BadRequest && error.hint.empty();
    if (is_private) error.hint = "--allow-private fetches it all the same";
    return fail(error);
  }
  ImportInput input{address, page->body.size(), page->url, page->charset};
  input.copy = std::make_shared<std::stringstream>(std::move(page->body));
  return input;
}

}  // namespace

Result<ImportInput> file_input(const std::string& name) {
  errno = 0;
  std::ifstream file(name, std::ios::binary);
  const bool is_empty = file && file.peek() == std::ifstream::traits_type::eof();
  if (!file && !is_empty) return fail(unreadable(name, errno));
  if (file.bad() || (is_empty && errno != 0)) return fail(unreadable(name, errno));
  file.clear();
  file.seekg(0, std::ios::end);
  const std::streamoff size = file.tellg();
  if (size >= 0) return ImportInput{name, static_cast<std::uint64_t>(size)};
  file.clear();
  Result<ImportInput> copy = spool(file);
  if (copy) copy->name = name;
  return copy;
}

Result<std::unique_ptr<std::istream>> ImportInput::open() const {
  if (copy) {
    copy->clear();
    copy->seekg(0);
    return std::make_unique<std::istream>(copy->rdbuf());
  }
  errno = 0;
  auto file = std::make_unique<std::ifstream>(name, std::ios::binary);
  if (!*file) return fail(unreadable(name, errno));
  return file;
}

Result<std::string> ImportInput::head() const {
  const Result<std::unique_ptr<std::istream>> in = open();
  if (!in) return fail(in.error());
  std::string bytes(kHeadBytes, '\0');
  (*in)->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>((*in)->gcount()));
  if ((*in)->bad()) return fail(ErrorCode::Io, "cannot read '" + name + "'");
  return bytes;
}

Result<std::string> ImportInput::digest() const {
  const Result<std::unique_ptr<std::istream>> in = open();
  if (!in) return fail(in.error());
  Sha256 digest;
  std::string block(std::size_t{1} << 20, '\0');
  while ((*in)->read(block.data(), static_cast<std::streamsize>(block.size())) ||
         (*in)->gcount() > 0) {
    digest.add(std::string_view(block).substr(0, static_cast<std::size_t>((*in)->gcount())));
  }
  if ((*in)->bad()) return fail(ErrorCode::Io, "cannot read '" + name + "'");
  return digest.hex();
}

ingest::ReadOptions ImportInput::options_for(ingest::ReadOptions options) const {
  options.source_name = name;
  if (options.url.empty()) options.url = url;
  if (options.charset.empty()) options.charset = charset;
  return options;
}

Result<std::vector<ImportInput>> find_inputs(Session& session, const Arguments& arguments) {
  std::vector<ImportInput> inputs;
  for (const std::string& word : arguments.positional) {
    std::error_code failure;
    if (word != "-" && fs::is_directory(word, failure)) {
      if (auto found = find_in_folder(word, inputs); !found) return fail(found.error());
      continue;
    }
    Result<ImportInput> input = word == "-"                    ? spool(session.in())
                                : ingest::is_web_address(word) ? fetch_page(word, arguments)
                                                               : file_input(word);
    if (!input) return fail(input.error());
    inputs.push_back(std::move(*input));
  }
  return inputs;
}

}  // namespace whocites::cli
