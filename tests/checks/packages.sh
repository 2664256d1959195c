#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# scripts/packages.txt installs whatever CMake looks for. Usage: packages.sh ROOT
set -eu
cd "$1"

# What CMake looks for, and the Debian package that brings it or depends on what does.
packages="
Boost libboost-graph-dev
EXPAT libexpat1-dev
GTest libgmock-dev
ICU libicu-dev
OpenSSL libssl-dev
PkgConfig pkg-config
Threads g++
CURL libcurl4-openssl-dev
ZLIB zlib1g-dev
ccache optional
cxxopts libcxxopts-dev
gumbo libgumbo-dev
libbrotlidec libbrotli-dev
libbrotlienc libbrotli-dev
libbz2.a librocksdb-dev
libcgraph libgraphviz-dev
libcpp-httplib.so libcpp-httplib-dev
libgvc libgraphviz-dev
liblz4.a librocksdb-dev
librocksdb.a librocksdb-dev
libsnappy.a librocksdb-dev
libz.a librocksdb-dev
libzip libzip-dev
libzstd libzstd-dev
libzstd.a librocksdb-dev
nlohmann_json nlohmann-json3-dev
node nodejs
npm npm
rocksdb librocksdb-dev
simdjson libsimdjson-dev
tl-expected libexpected-dev
"
# Programs that tests and scripts call.
programs="cmake ninja-build graphviz libxml2-utils bibutils nodejs npm python3-igraph python3-networkx
raptor2-utils"

cat CMakeLists.txt cmake/*.cmake tests/CMakeLists.txt tests/checks/CMakeLists.txt |
  awk -v packages="$packages" -v programs="$programs" '
  function need(what) {
    ++found
    if (!(what in package)) {
      print "CMake looks for " what ": name its Debian package in tests/checks/packages.sh"
      bad = 1
    } else if (package[what] != "optional" && !(package[what] in listed)) {
      print what " comes from " package[what] ", which scripts/packages.txt does not list"
      bad = 1
    }
  }
  BEGIN {
    while ((getline line < "scripts/packages.txt") > 0) if (line !~ /^#/) listed[line] = 1
    pairs = split(packages, field, /[ \n]+/)
    for (i = 2; i < pairs; i += 2) package[field[i]] = field[i + 1]
    count = split(programs, program, /[ \n]+/)
    for (i = 1; i <= count; ++i) { package[program[i]] = program[i]; need(program[i]) }
  }
  /^[^#]*(find_package|find_dependency|whocites_needs|find_library|find_program)\([A-Za-z]/ {
    takes_variable = $0 ~ /find_(library|program)\(/
    sub(/^[^(]*\(/, "")
    gsub(/[()"]/, " ")
    need(takes_variable ? $2 : $1)
  }
  /^[^#]*pkg_check_modules\(/ {
    sub(/^[^(]*\(/, "")
    gsub(/[()"]/, " ")
    for (i = 2; i <= NF; ++i) if ($i ~ /^[a-z]/) need($i)
  }
  END {
    if (!bad) print "scripts/packages.txt brings all " found " things that are looked for"
    exit bad
  }'
