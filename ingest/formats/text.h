// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ingest/format.h"

namespace whocites::ingest {

// Plain text: one article as a person pastes it. See docs/text_import.md.
const Format& text_format();

}  // namespace whocites::ingest
