// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace whocites::cli {

// Runs one command line (without the program's own name), as `whocites` does: the result goes to
// `out`, everything else to `err`. Returns the exit code of docs/command_line.md. Never exits the
// process; safe to call again and again, from one thread at a time.
int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err);

}  // namespace whocites::cli
