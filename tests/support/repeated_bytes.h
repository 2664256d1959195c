// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <streambuf>
#include <string>

namespace whocites::testing {

// An input of any length that takes no memory: `before`, one byte many times over, `after`.
class RepeatedBytes final : public std::streambuf {
 public:
  RepeatedBytes(std::string before, char byte, std::size_t count, std::string after)
      : piece_(std::move(before)), byte_(byte), left_(count), after_(std::move(after)) {
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
  }

 protected:
  int_type underflow() override {
    if (left_ > 0) {
      piece_.assign(std::min<std::size_t>(left_, 65536), byte_);
      left_ -= piece_.size();
    } else {
      piece_ = std::move(after_);
      after_.clear();
    }
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
    return piece_.empty() ? traits_type::eof() : traits_type::to_int_type(piece_.front());
  }

 private:
  std::string piece_;
  char byte_;
  std::size_t left_;
  std::string after_;
};

}  // namespace whocites::testing
