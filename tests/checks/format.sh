#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# All sources are as .clang-format lays them out. Exit code 77: clang-format is not installed, which
# building and testing do not need. Usage: format.sh ROOT
set -eu
cd "$1"

if ! command -v clang-format >/dev/null; then
  echo "skipped: clang-format is not installed"
  exit 77
fi
said=$(find base graph storage ingest render serve cli bench tests \( -name '*.h' -o -name '*.cpp' \) |
  LC_ALL=C sort | xargs -n 20 -P 2 clang-format --dry-run -Werror 2>&1) &&
  { echo "all sources are formatted"; exit 0; }
bad=$(echo "$said" | sed -n 's/^\([^: ]*\):[0-9]*:[0-9]*: error:.*/\1/p' | LC_ALL=C sort -u)
printf 'not formatted; run clang-format -i on:\n%s\n' "${bad:-$said}"
exit 1
