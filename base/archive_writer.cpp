// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>

#include "base/archive.h"
#include "base/detail/zip_stream.h"

namespace whocites {
namespace {

constexpr zip_uint32_t kUnixFile = 0100644U << 16;  // a plain file that everybody may read

struct DosTime {
  zip_uint16_t time = 0;
  zip_uint16_t date = 0;
};

// In UTC, whatever the clock of this machine is set to; zip knows no zone.
DosTime dos_time(Timestamp time) {
  using namespace std::chrono;
  constexpr sys_days kFirst = year(1980) / January / 1;
  constexpr sys_days kBehind = year(2108) / January / 1;
  time = std::clamp(time, Timestamp(kFirst), Timestamp(kBehind) - seconds(2));
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  DosTime dos;
  dos.date = static_cast<zip_uint16_t>((int{date.year()} - 1980) << 9 |
                                       static_cast<int>(unsigned{date.month()}) << 5 |
                                       static_cast<int>(unsigned{date.day()}));
  dos.time = static_cast<zip_uint16_t>(clock.hours().count() << 11 | clock.minutes().count() << 5 |
                                       clock.seconds().count() / 2);
  return dos;
}

// Discards what was not closed, without a word.
struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

bool add(zip_t* archive, const FileToPack& file, const DosTime& time) {
  zip_source_t* const source = zip_source_file(archive, file.path.c_str(), 0, -1);
  if (source == nullptr) return false;
  const zip_int64_t at = zip_file_add(archive, file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (at < 0) {
    zip_source_free(source);
    return false;
  }
  const auto index = static_cast<zip_uint64_t>(at);
  const zip_int32_t method = file.is_compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
  return zip_set_file_compression(archive, index, method, 0) == 0 &&
         zip_file_set_dostime(archive, index, time.time, time.date, 0) == 0 &&
         zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX, kUnixFile) == 0;
}

}  // namespace

Result<void> write_archive(std::span<const FileToPack> files, Timestamp time, std::ostream& out) {
  ZipStream stream(out);
  zip_source_t* const target = stream.make_source();
  zip_error_t error;
  zip_error_init(&error);
  std::unique_ptr<zip_t, Discard> archive;
  if (target != nullptr) {
    archive.reset(zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (!archive) zip_source_free(target);
  }
  const std::string cause = text_of(&error);
  zip_error_fini(&error);
  if (!archive) return fail(ErrorCode::Io, "cannot make an archive: " + cause);
  for (const FileToPack& file : files) {
    if (add(archive.get(), file, dos_time(time))) continue;
    return fail(ErrorCode::Io,
                "cannot add '" + file.name + "' to the archive: " + zip_strerror(archive.get()));
  }
  // Only now are the files read, and the bytes written.
  if (zip_close(archive.get()) != 0) {
    return fail(ErrorCode::Io,
                std::string("cannot write the archive: ") + zip_strerror(archive.get()));
  }
  static_cast<void>(archive.release());  // zip_close() has freed it
  return {};
}

}  // namespace whocites
