// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "render/format.h"

namespace whocites::tests {

// What the format makes of the network, or "error: …".
std::string rendered(std::string_view format, const Network& network,
                     const render::DrawOptions& options = {});

// What is wrong with an XML document: a tag not closed, a stray & or <, a control character, no
// UTF-8. Empty when nothing is.
std::string xml_fault(std::string_view xml);

// Runs a command with `input` as standard input; its standard output, or "exit 1: …".
std::string piped_through(const std::string& command, const std::string& input);

}  // namespace whocites::tests
