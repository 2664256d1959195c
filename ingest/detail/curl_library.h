// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

// libcurl, opened when the first address is fetched. Linked, it would bring some thirty libraries
// along to every start of the program, which then takes twice as long.
namespace whocites::ingest {

struct CurlLibrary {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_perform) easy_perform = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_strerror) easy_strerror = nullptr;

  // Ready for use; nullptr where the machine has no libcurl. Opened once, and kept; thread-safe.
  static const CurlLibrary* get();
};

}  // namespace whocites::ingest
