// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace whocites::render {

// Lists inside a JSON document, one element a line, so that the file can be read by people and
// compared by diff, and need not be held.
class JsonLines {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}

  // `"name":[`; one list at a time.
  void begin(std::string_view name, char open = '[') {
    out_ << '"' << name << "\":" << open;
    separator_ = "\n";
  }
  // Whether the output still takes anything.
  bool add(std::string_view json) {
    out_ << separator_ << json;
    separator_ = ",\n";
    return out_.good();
  }
  void end(char close = ']') {
    if (separator_ != std::string_view("\n")) out_ << '\n';
    out_ << close;
  }

 private:
  std::ostream& out_;
  std::string_view separator_;
};

}  // namespace whocites::render
