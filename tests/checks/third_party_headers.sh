#!/bin/sh
# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
# A third-party library is a matter of one layer, and headers show none of it to those who include
# them: outside of detail/ they use the standard library and tl::expected. What exists to show a
# library, the Boost.Graph adapter and view, is the exception. Usage: third_party_headers.sh ROOT
set -eu
cd "$1"

find base graph storage ingest render serve cli \( -name '*.h' -o -name '*.cpp' \) | LC_ALL=C sort |
  xargs awk '
  function complain(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
    bad = 1
  }
  function only_in(library, pattern, folder) {
    if (name ~ pattern && index(FILENAME, folder "/") != 1)
      complain("<" name ">: only " folder "/ includes " library)
  }
  FNR == 1 {
    ++files
    is_public = FILENAME ~ /\.h$/ && FILENAME !~ /\/detail\// &&
        FILENAME !~ /^graph\/(bgl_adapter|filtered_view)\.h$/
  }
  /^[ \t]*#[ \t]*include[ \t]*["<]/ {
    name = $0
    sub(/^[^"<]*["<]/, "", name)
    sub(/[">].*/, "", name)
    only_in("Boost.Asio and Beast", "^boost/(asio|beast)[./]", "serve")
    if (name !~ /^boost\/(asio|beast)[.\/]/) only_in("Boost", "^boost/", "graph")
    only_in("RocksDB", "^rocksdb/", "storage")
    only_in("Graphviz", "^graphviz/|(^|/)(cgraph|cdt|gvc|gvcext|gvcommon|gvplugin|pathplan)\\.h$",
            "render")
    only_in("simdjson", "^simdjson", "ingest")
    only_in("Gumbo", "^gumbo", "ingest")
    only_in("zlib and zstd", "^(zlib|zstd)\\.h$", "ingest")
    only_in("Brotli", "^brotli/", "ingest")
    only_in("libzip", "^zip(conf)?\\.h$", "base")
    only_in("libcurl", "^curl/", "ingest")
    only_in("expat", "^expat", "ingest")
    only_in("cxxopts", "^cxxopts", "cli")
    if (!is_public || name ~ /^(base|graph|storage|ingest|render|serve|cli)\//) next
    if (name ~ /[\/.]/ && name != "tl/expected.hpp")
      complain("<" name "> in a header that others include: move it to the .cpp or to detail/")
  }
  END {
    if (files == 0) { print "no sources"; bad = 1 }
    if (!bad) print files " files keep third-party headers where they belong"
    exit bad
  }'
