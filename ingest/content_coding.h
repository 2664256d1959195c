// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::ingest {

// A body of HTTP without the coding that its Content-Encoding names: "gzip", "deflate" (with zlib's
// header or without), "br" (RFC 7932), "zstd" (RFC 8878); several are taken off from the last on.
// A body that is gzip data is unpacked whatever is said, and one that turns out not to be packed as
// it says is returned as it is: archives keep bodies that were unpacked with headers that were not
// changed. Of damaged data what comes before the damage. Unreadable when it unpacks to more than
// `max_bytes`, when there is nothing before the damage, and for a coding that is not known.
// Source: RFC 9110, 8.4.1.
Result<std::string> without_coding(std::string body, std::string_view coding,
                                   std::size_t max_bytes);

}  // namespace whocites::ingest
