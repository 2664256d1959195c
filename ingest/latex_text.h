// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace whocites::ingest {

// What TeX would set, as text: accents and letters of their own ("{\"u}", "\ss", "\v{c}"),
// symbols, dashes, quotes and ties; braces and commands for looks ("\emph{x}") are taken off.
// Formulas in $…$ and commands that are not known stay as they were written. Space is collapsed.
// The result is in Unicode's normal form C. Source: The LaTeX Companion, 2nd ed., chapter 7.
std::string latex_text(std::string_view source);

}  // namespace whocites::ingest
