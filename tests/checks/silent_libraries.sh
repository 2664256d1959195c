#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# Only cli/ prints and ends the process; the libraries return what they have to say.
# Usage: silent_libraries.sh ROOT
set -eu
cd "$1"

# Allowed, with the reason: "FILE WORD".
# base/digest.cpp abort: a digest has no failure to return, for SHA-256 of bytes in memory has none;
#   an OpenSSL that cannot compute it is broken, and any made-up digest would corrupt a store.
# render/child_process.cpp _exit: ends the copy of the process in which Graphviz worked, not this one.
allowed="base/digest.cpp abort,render/child_process.cpp _exit"

find base graph storage ingest render serve \( -name '*.h' -o -name '*.cpp' \) | LC_ALL=C sort |
  xargs awk -v allowed="$allowed" '
  BEGIN {
    rows = split(allowed, row, ",")
    for (i = 1; i <= rows; ++i) may[row[i]] = 1
    words = split("cout cerr clog wcout wcerr wclog stdout stderr printf vprintf fprintf vfprintf " \
                  "dprintf puts fputs putchar putc fputc perror exit _exit _Exit quick_exit abort " \
                  "terminate STDOUT_FILENO STDERR_FILENO system popen", word, " ")
  }
  FNR == 1 { ++files }
  {
    code = $0
    gsub(/\\./, "", code)       # escapes first, so that quotes below pair up
    gsub(/"[^"]*"/, "\"\"", code)
    sub(/\/\/.*/, "", code)
    if (code ~ /#[ \t]*include[ \t]*<(iostream|print|syncstream)>/) {
      printf "%s:%d: includes a header that is only for printing\n", FILENAME, FNR
      bad = 1
    }
    for (i = 1; i <= words; ++i) {
      if (code !~ ("(^|[^A-Za-z0-9_.>])" word[i] "([^A-Za-z0-9_]|$)")) continue
      if ((FILENAME " " word[i]) in may) continue
      printf "%s:%d: a library says \"%s\"; return a value or an Error instead:\n%s\n",
             FILENAME, FNR, word[i], $0
      bad = 1
    }
  }
  END {
    if (files == 0) { print "no sources"; bad = 1 }
    if (!bad) print files " files print nothing and end nothing"
    exit bad
  }'
