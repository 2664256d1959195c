// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "cli/run.h"

int main(int argc, char** argv) {
  return whocites::cli::run({argv + 1, argv + argc}, std::cin, std::cout, std::cerr);
}
