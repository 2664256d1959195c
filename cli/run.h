// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace whocites::cli {

// Runs one command line (without the program's own name), as `whocites` does: the result goes to
// `out`, everything else to `err`. Returns the exit code of docs/command_line.md. Never exits the
// process; safe to call again and again, from one thread at a time.
//
// `stop` is how a program that embeds this ends a long question: when another thread sets it, the
// question ends soon, with code 130 and nothing on `out`. Without it SIGINT does so while something
// long is computed, as befits a process of its own.
int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err, const std::atomic<bool>* stop = nullptr);

}  // namespace whocites::cli
