// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace whocites {

// What the caller can do about a failure; one value per reaction, not per cause.
enum class ErrorCode : std::uint8_t {
  NotFound,  // the named node, batch or file does not exist, or the name is ambiguous: name another
  BadRequest,   // the request contradicts itself or the store's rules: change the request
  Unreadable,   // nothing in an input could be understood: bring another input
  Locked,       // another process writes to the store: wait, or read only
  Damaged,      // bytes are wrong or of a newer format: restore, or use a newer whocites
  Io,           // the disk or the file system refused: make room, fix permissions, try again
  TimedOut,     // a stated limit of time was reached: allow more, or ask for less
  Network,      // a server could not be reached, or did not give what was asked: try again later
  Interrupted,  // a person ended it; nothing was changed
};

// A place in a source text. Lines and columns count from 1, columns in bytes; 0 means unknown.
struct SourcePosition {
  std::string file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;

  friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

// A failure as a value. `message` names the cause, in lower case and without a full stop; `hint`,
// when not empty, says what to do about it.
struct Error {
  ErrorCode code = ErrorCode::BadRequest;
  std::string message;
  std::optional<SourcePosition> position = std::nullopt;
  std::string hint = {};

  friend bool operator==(const Error&, const Error&) = default;
};

// "file:line:column: message" (the parts of the position that are known), without the hint.
std::string to_string(const Error& error);

// Everything that a user, a file or a disk can make fail returns one of these. Absence is not a
// failure: it is an empty optional inside the result.
template <class T>
using Result = tl::expected<T, Error>;

// Shorthand for returning a failure: `return fail(ErrorCode::Io, "disk full");`.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::nullopt, std::move(hint)});
}
// What the work of a person who ended it comes back as.
inline tl::unexpected<Error> interrupted() {
  return fail(ErrorCode::Interrupted, "interrupted; nothing was changed");
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace whocites
