// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/date.h"
#include "render/formats.h"
#include "render/picture.h"

namespace whocites::render {
namespace {

// The date by https://reproducible-builds.org/specs/source-date-epoch/ as PDF writes it,
// "20261124050607"; empty when the variable is not set or not such a number.
std::string stated_date() {
  const char* stated = std::getenv("SOURCE_DATE_EPOCH");
  if (stated == nullptr) return {};
  const std::string_view digits(stated);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), seconds);
  constexpr std::int64_t kYear10000 = 253402300800;
  const bool is_number = error == std::errc() && end == digits.end();
  if (!is_number || seconds < 0 || seconds >= kYear10000) return {};
  std::string date = to_string(Timestamp(std::chrono::seconds(seconds)));
  std::erase_if(date, [](char c) { return c < '0' || c > '9'; });
  return date;
}

// cairo notes the time of drawing, by which two equal pictures would differ. The entry is
// optional: it gets the stated date, or is blanked. Either keeps the length, on which the file's
// table of offsets depends.
void fix_creation_date(std::string& pdf) {
  constexpr std::string_view kStart = "/CreationDate (D:";
  const std::size_t start = pdf.rfind(kStart);
  if (start == std::string::npos) return;
  const std::size_t end = pdf.find(')', start);
  if (end == std::string::npos) return;
  const std::string date = stated_date();
  const std::size_t digits = start + kStart.size();
  if (date.size() == 14 && end - digits == 15) {
    pdf.replace(digits, 14, date);
  } else {
    std::fill(pdf.begin() + static_cast<std::ptrdiff_t>(start),
              pdf.begin() + static_cast<std::ptrdiff_t>(end) + 1, ' ');
  }
}

Result<void> write(const Network& network, const DrawOptions& options, std::ostream& out) {
  return draw_picture(network, options, {.name = "pdf:cairo"}).and_then([&](std::string picture) {
    fix_creation_date(picture);
    return put(out, picture);
  });
}

}  // namespace

const Format pdf_format{.name = "pdf",
                        .summary = "a picture for print",
                        .extensions = {".pdf"},
                        .is_picture = true,
                        .write = write};

}  // namespace whocites::render
