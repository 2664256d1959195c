// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace whocites::ingest {

// The text in UTF-8: as it is when it is valid, else read as Windows-1252, the superset of Latin-1
// that old bibliographies and networks are in when they do not say. Source: WHATWG Encoding.
std::string legacy_text(std::string_view bytes);

}  // namespace whocites::ingest
