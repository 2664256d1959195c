#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# The checks of this folder notice what they are there for: each is run on a small project that
# breaks its rule. Usage: checks_notice.sh ROOT COMPILER
set -eu
checks=$1/tests/checks
compiler=$2
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
failures=0

# A project without fault; then `breaks FILE TEXT` puts the one fault in.
start_anew() {
  rm -rf "$project"
  mkdir -p "$project/scripts" "$project/cmake" "$project/tests/checks"
  for layer in base graph storage ingest render cli bench; do
    mkdir -p "$project/$layer/detail"
    printf '#pragma once\n#include <string>\n' >"$project/$layer/good.h"
    printf '#include "%s/good.h"\n// std::cout\n' "$layer" >"$project/$layer/good.cpp"
  done
  cp "$1/scripts/packages.txt" "$project/scripts"
  touch "$project/CMakeLists.txt" "$project/cmake/Some.cmake" "$project/tests/CMakeLists.txt" \
    "$project/tests/checks/CMakeLists.txt"
}

# notices CHECK FILE TEXT MESSAGE: CHECK passes, and with TEXT in FILE fails, saying MESSAGE.
notices() {
  start_anew "$root"
  if ! said=$("$checks/$1.sh" "$project" "$compiler" 2>&1); then
    printf '%s fails without a fault:\n%s\n' "$1" "$said"
    failures=1
  fi
  mkdir -p "$(dirname "$project/$2")"
  printf '%s\n' "$3" >>"$project/$2"
  if said=$("$checks/$1.sh" "$project" "$compiler" 2>&1); then
    printf '%s passes in spite of "%s" in %s\n' "$1" "$3" "$2"
    failures=1
  elif ! echo "$said" | grep -qF -e "$4"; then
    printf '%s should say "%s" of "%s" in %s, but says:\n%s\n' "$1" "$4" "$3" "$2" "$said"
    failures=1
  fi
}

root=$1
notices headers_compile_alone base/bad.h 'inline std::string text;' 'base/bad.h does not compile'
notices include_directions base/bad.cpp '#include "graph/good.h"' 'base/bad.cpp:1: base/ may not'
notices include_directions graph/bad.cpp '#include "cli/good.h"' 'graph/ may not include cli/'
notices include_directions ingest/bad.cpp '#include "storage/good.h"' 'ingest/ may not include sto'
notices include_directions render/bad.cpp '# include "ingest/good.h"' 'render/ may not include ing'
notices include_directions serve/bad.cpp '#include "graph/good.h"' 'serve/ may not include graph/'
notices include_directions cli/bad.cpp '#include "bench/good.h"' 'cli/ may not include bench/'
notices include_directions cli/bad.cpp '#include "storage/detail/x.h"' 'is private to storage/'
notices include_directions cli/bad.cpp '#include "tests/support/x.h"' 'does not start from the root'
notices include_directions cli/bad.cpp '#include "good.h"' 'does not start from the root'
notices include_directions cli/bad.cpp '#include <base/good.h>' 'include it in double quotes'
notices include_directions other/bad.cpp 'int x;' 'other/ is no layer'
notices third_party_headers cli/bad.cpp '#include <boost/any.hpp>' 'only graph/ includes Boost'
notices third_party_headers graph/bad.cpp '#include <rocksdb/db.h>' 'only storage/ includes RocksDB'
notices third_party_headers cli/bad.cpp '#include <gvc.h>' 'only render/ includes Graphviz'
notices third_party_headers cli/bad.cpp '#include <graphviz/cgraph.h>' 'only render/ includes'
notices third_party_headers base/bad.cpp '#include <cxxopts.hpp>' 'only cli/ includes cxxopts'
notices third_party_headers cli/bad.cpp '#include <boost/beast.hpp>' 'only serve/ includes Boost.Asio'
notices third_party_headers serve/bad.cpp '#include <boost/any.hpp>' 'only graph/ includes Boost'
notices third_party_headers cli/bad.cpp '#include <simdjson.h>' 'only ingest/ includes simdjson'
notices third_party_headers graph/bad.h '#include <boost/any.hpp>' 'in a header that others include'
notices third_party_headers base/bad.h '#include <unicode/uchar.h>' 'in a header that others'
notices silent_libraries base/bad.cpp 'std::cout << "x";' 'base/bad.cpp:1: a library says "cout"'
notices silent_libraries graph/bad.h 'inline void f() { exit(1); }' 'a library says "exit"'
notices silent_libraries render/bad.cpp 'std::abort();' 'a library says "abort"'
notices silent_libraries ingest/bad.cpp '#include <iostream>' 'only for printing'
notices packages cmake/Some.cmake 'find_package(Unheard REQUIRED)' 'looks for Unheard'
notices packages cmake/Some.cmake 'pkg_check_modules(X REQUIRED unheard)' 'looks for unheard'
if command -v clang-format >/dev/null; then
  notices format base/bad.cpp 'int   x ;' 'base/bad.cpp'
fi
[ "$failures" = 0 ] && echo "every check notices every fault"
exit "$failures"
