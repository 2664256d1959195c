#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# Every header can be the first that a file includes. Usage: headers_compile_alone.sh ROOT COMPILER
set -eu
cd "$1"
compiler=$2

headers=$(find base graph storage ingest render serve cli bench -name '*.h' | LC_ALL=C sort)
[ -n "$headers" ] || { echo "no headers under $1"; exit 1; }
echo "$headers" | xargs -P 2 -I '{}' sh -c '
  messages=$("$0" -std=c++20 -fsyntax-only -Wall -Wextra -I . -include "$1" -x c++ /dev/null 2>&1)
  code=$?
  [ -z "$messages" ] || printf "%s does not compile by itself:\n%s\n" "$1" "$messages"
  exit $code' "$compiler" '{}'
echo "$(echo "$headers" | wc -l) headers compile by themselves"
