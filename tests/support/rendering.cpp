// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/rendering.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/text.h"

namespace whocites::tests {
namespace {

bool is_entity(std::string_view text) {
  const std::size_t end = text.find(';');
  if (end == std::string_view::npos || end > 10) return false;
  const std::string_view name = text.substr(1, end - 1);
  if (name.starts_with('#')) return name.size() > 1;
  for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"}) {
    if (name == known) return true;
  }
  return false;
}

std::string character_fault(std::string_view xml) {
  if (!is_valid_utf8(xml)) return "not UTF-8";
  for (std::size_t i = 0; i < xml.size(); ++i) {
    const auto byte = static_cast<unsigned char>(xml[i]);
    if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') return "control character";
    if (xml[i] == '&' && !is_entity(xml.substr(i))) {
      return "stray &: " + std::string(xml.substr(i, 20));
    }
  }
  return {};
}

}  // namespace

std::string rendered(std::string_view format, const Network& network,
                     const render::DrawOptions& options) {
  std::ostringstream out;
  const auto done = render::format_named(format)->write(network, options, out);
  return done ? out.str() : "error: " + done.error().message;
}

std::string xml_fault(std::string_view xml) {
  if (const std::string fault = character_fault(xml); !fault.empty()) return fault;
  std::vector<std::string> open;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    if (xml.substr(at).starts_with("<!--")) {
      at = xml.find("-->", at + 4);
      if (at == std::string_view::npos) return "comment without end";
      continue;
    }
    const std::size_t end = xml.find('>', at);
    if (end == std::string_view::npos) return "tag without end";
    const std::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('?') || tag.starts_with('!') || tag.ends_with('/')) continue;
    if (!tag.starts_with('/')) {
      open.emplace_back(tag.substr(0, tag.find_first_of(" \n\t")));
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return "unexpected <" + std::string(tag) + ">";
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

std::string piped_through(const std::string& command, const std::string& input) {
  std::array<char, 32> name{"/tmp/whocites-test-XXXXXX"};
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return "no temporary file";
  close(descriptor);
  std::ofstream(name.data(), std::ios::binary) << input;
  std::string output;
  FILE* pipe = popen((command + " < " + name.data() + " 2>&1").c_str(), "r");
  if (pipe != nullptr) {
    std::array<char, 4096> buffer{};
    for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
      output.append(buffer.data(), count);
    }
    const int status = pclose(pipe);
    if (status != 0) output.insert(0, "exit " + std::to_string(WEXITSTATUS(status)) + ": ");
  }
  std::remove(name.data());
  return output;
}

}  // namespace whocites::tests
