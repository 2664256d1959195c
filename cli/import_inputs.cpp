// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/import_inputs.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/digest.h"
#include "cli/handed/case_files.h"
#include "cli/session.h"
#include "ingest/fetch.h"
#include "ingest/unpack.h"

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

Error placed(Error error, const std::string& name) {
  error.position = SourcePosition{name, 0, 0};
  return error;
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

ImportInput case_folder_input(const std::string& folder) {
  ImportInput input{folder, 0};
  input.is_case_folder = true;
  return input;
}

std::string without_slash(std::string folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return folder;
}

// Of a symbolic link in the folder: what leads out of it is not meant by who named the folder, and
// may have been put there by somebody else.
bool leads_out(const fs::path& link, const std::string& folder) {
  std::error_code failure;
  const fs::path target = fs::canonical(link, failure);
  if (failure) return false;  // to nothing
  const fs::path inside = target.lexically_relative(fs::canonical(folder, failure));
  return failure || inside.empty() || *inside.begin() == "..";
}

ImportInput link_out_of_folder(const std::string& name) {
  ImportInput input{name, 0};
  input.refused = placed({ErrorCode::Unreadable,
                          "a symbolic link to something outside of the folder, which is not read",
                          {},
                          "to import that too, name it itself"},
                         name);
  return input;
}

// What a folder holds, as one input; absent when it is none. With `cases` a folder may be one.
Result<std::optional<ImportInput>> input_at(const fs::directory_entry& at,
                                            const std::string& folder, bool cases) {
  std::error_code failure;
  const std::string name = at.path().string();
  if (at.path().filename().string().starts_with('.')) return std::nullopt;
  const bool is_folder = at.is_directory(failure);
  if (!is_folder && !at.is_regular_file(failure)) return std::nullopt;
  if (at.is_symlink(failure)) {
    if (leads_out(at.path(), folder)) return link_out_of_folder(name);
    if (is_folder) return std::nullopt;  // it is found where it stands
  }
  if (!is_folder) return file_input(name);
  if (cases && is_case_folder(name)) return case_folder_input(name);
  return std::nullopt;
}

// With `cases` a folder that is one is one input.
Result<void> find_in_folder(const std::string& folder, bool cases,
                            std::vector<ImportInput>& inputs) {
  if (cases && is_case_folder(folder)) {
    inputs.push_back(case_folder_input(folder));
    return {};
  }
  std::error_code failure;
  std::vector<ImportInput> found;
  fs::recursive_directory_iterator at(folder, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure)) {
    Result<std::optional<ImportInput>> input = input_at(*at, folder, cases);
    if (!input) return fail(input.error());
    const bool is_hidden = at->path().filename().string().starts_with('.');
    if (is_hidden || *input) at.disable_recursion_pending();
    if (*input) found.push_back(std::move(**input));
  }
  if (failure) return fail(unreadable(folder, failure.value()));
  if (found.empty()) return fail(ErrorCode::NotFound, "no file in the folder '" + folder + "'");
  std::sort(found.begin(), found.end(),
            [](const ImportInput& a, const ImportInput& b) { return a.name < b.name; });
  std::move(found.begin(), found.end(), std::back_inserter(inputs));
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

// Looks at no more of a file than is needed: a folder may hold very many.
Result<bool> is_archive(const ImportInput& input) {
  Result<std::unique_ptr<std::istream>> in = input.open();
  if (!in) return fail(in.error());
  std::array<char, 4> mark{};
  (*in)->read(mark.data(), mark.size());
  if (ingest::packing_of({mark.data(), mark.size()}) != ingest::Packing::Zip) return false;
  in->reset();  // one stream at a time
  const Result<std::string> head = input.head();
  if (!head) return fail(head.error());
  return ingest::packing_of(*head) == ingest::Packing::Zip;
}

Result<void> add_members(const ImportInput& input, std::vector<ImportInput>& inputs) {
  const auto archive = ingest::ZipArchive::open([input]() -> std::unique_ptr<std::istream> {
    Result<std::unique_ptr<std::istream>> in = input.open();
    return in ? std::move(*in) : nullptr;
  });
  if (!archive && archive.error().code == ErrorCode::Io) return fail(archive.error());
  if (!archive) {
    inputs.push_back(input);
    const bool is_cut_off = archive.error().code == ErrorCode::NotFound;
    if (!is_cut_off) inputs.back().refused = placed(archive.error(), input.name);
    return {};
  }
  const auto& members = (*archive)->members();
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string within = members.size() == 1 ? "" : "/" + members[i].name;
    ImportInput member{input.name + within, members[i].bytes};
    member.archive = *archive;
    member.member = i;
    inputs.push_back(std::move(member));
  }
  if (!members.empty()) return {};
  inputs.push_back(input);
  inputs.back().refused =
      placed({ErrorCode::Unreadable, "a zip archive without a file", {}, {}}, input.name);
  return {};
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
  if (refused) return fail(*refused);
  if (archive) {
    Result<std::unique_ptr<std::istream>> in = archive->read(member);
    if (!in) return fail(placed(in.error(), name));
    return in;
  }
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
  if (archive && ingest::packing_of(bytes) == ingest::Packing::Zip) {
    return fail(placed(
        {ErrorCode::Unreadable, "an archive within an archive", {}, "unpack it first"}, name));
  }
  return bytes;
}

std::optional<Error> ImportInput::damage() const {
  if (!archive || !archive->damage()) return std::nullopt;
  return placed(*archive->damage(), name);
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
      const auto found = find_in_folder(without_slash(word), !arguments.has("from"), inputs);
      if (!found) return fail(found.error());
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

Result<std::vector<ImportInput>> unpack_archives(const std::vector<ImportInput>& inputs) {
  std::vector<ImportInput> unpacked;
  for (const ImportInput& input : inputs) {
    if (input.refused) {
      unpacked.push_back(input);
      continue;
    }
    const Result<bool> is_packed = is_archive(input);
    if (!is_packed) return fail(is_packed.error());
    if (!*is_packed) {
      unpacked.push_back(input);
    } else if (auto found = add_members(input, unpacked); !found) {
      return fail(found.error());
    }
  }
  return unpacked;
}

}  // namespace whocites::cli
