// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace whocites::render {

// The text as well-formed UTF-8 without U+FFFE and U+FFFF, which are no characters and at which
// readers stop; each becomes U+FFFD.
std::string exchangeable(std::string_view text);

// The text as XML 1.0 takes it between tags and in quoted attributes, where a reader gets the same
// text back: & < > " escaped, tabs and line ends as references. What no XML document can hold
// (control characters, U+FFFE, U+FFFF, bytes that are no UTF-8) becomes U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace whocites::render
