#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# The arrows of docs/architecture.md: base <- graph <- {storage, ingest, render} <- cli, base <- serve
# <- cli, and no other; bench/ and tests/ may include anything, only tests/ include bench/, nothing
# includes tests/.
# Usage: include_directions.sh ROOT
set -eu
cd "$1"

find . -path './build*' -prune -o -path './.git' -prune -o -path './tests' -prune -o \
  -path './samples' -prune -o \( -name '*.h' -o -name '*.cpp' \) -print | LC_ALL=C sort |
  xargs awk '
  BEGIN {
    may["base"] = " base "
    may["graph"] = " base graph "
    may["storage"] = " base graph storage "
    may["ingest"] = " base graph ingest "
    may["render"] = " base graph render "
    may["serve"] = " base serve "
    may["cli"] = " base graph storage ingest render serve cli "
    may["bench"] = " base graph storage ingest render serve cli bench "
  }
  function complain(what) {
    printf "%s:%d: %s\n", file, FNR, what
    bad = 1
  }
  FNR == 1 {
    ++files
    file = substr(FILENAME, 3)
    layer = file
    sub(/\/.*/, "", layer)
    if (!(layer in may)) complain(layer "/ is no layer: give it a row in include_directions.sh")
  }
  /^[ \t]*#[ \t]*include[ \t]*["<]/ {
    name = $0
    sub(/^[^"<]*/, "", name)
    quoted = name ~ /^"/
    name = substr(name, 2)
    sub(/[">].*/, "", name)
    to = name
    sub(/\/.*/, "", to)
    if (!quoted && !((to in may) && name ~ /\//)) next
    if (!quoted) complain("<" name "> is ours: include it in double quotes")
    else if (!((to in may) && name ~ /\//))
      complain("\"" name "\" does not start from the root of the project")
    else if (index(may[layer], " " to " ") == 0)
      complain(layer "/ may not include " to "/ (\"" name "\"), only:" may[layer])
    else if (name ~ /\/detail\// && to != layer)
      complain("\"" name "\" is private to " to "/")
  }
  END {
    if (files == 0) { print "no sources"; bad = 1 }
    if (!bad) print files " files include only what their layer may"
    exit bad
  }'
