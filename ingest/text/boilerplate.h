// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace whocites::ingest::text {

// Why a block is no part of an article, as ingest/data/boilerplate.txt knows it ("cookie or
// privacy notice"); empty when it knows nothing of the kind. O(block), only short blocks are read.
std::string boilerplate_reason(std::string_view block);

}  // namespace whocites::ingest::text
