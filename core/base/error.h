// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace toll {

/// What went wrong, as a code. Sentences are made from it in one place only (core/services/wording),
/// in the reader's language; the groups follow the command line's exit codes.
enum class ErrorCode {
    // 1: the operation failed
    Io,
    Database,
    Cancelled,
    Overflow,
    Internal,
    Damaged,
    // 3: no such thing
    NotFound,
    FileNotFound,
    // 4: the input is not valid
    Syntax, ///< text does not parse; `expected` says what would
    UnknownKey, ///< a key nobody knows; `expected` lists the known ones
    Missing, ///< a required value is absent
    OutOfRange, ///< a value outside what is allowed
    Unsupported, ///< understood, but this version cannot do it
    Ambiguous, ///< several things match; `expected` lists them
    Negative, ///< a negative value where that is senseless
    // 5: it contradicts what is stored
    Conflict,
    AlreadyExists,
    WrongState,
    PeriodClosed, ///< `found` names the closed period; `expected` the first instant that is open
    PeriodOpen, ///< `found` names a period that is not over; `expected` when it will be
    // 8: the workspace
    Locked,
    TooNew,
    ReadOnly,
    NotAWorkspace,
};

/// A failure with its facts. Never a sentence: `code` selects one, the texts fill it in.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string where; ///< field name, JSON pointer, file, or option
    std::string found; ///< what was there (already safe to show: never a secret)
    std::string expected; ///< what is allowed instead
    std::int64_t line = 0; ///< line of the input, counted from 1; 0 where there is none

    bool operator==(const Error &) const = default;
};

/// A value, or the reason why there is none.
template<typename T>
using Result = std::expected<T, Error>;

/// A value, or every fault found in the input (plan files and imports report them all at once).
template<typename T>
using Checked = std::expected<T, std::vector<Error>>;

inline std::unexpected<Error> fail(
    ErrorCode code, std::string where = {}, std::string found = {}, std::string expected = {}, std::int64_t line = 0)
{
    return std::unexpected(Error{code, std::move(where), std::move(found), std::move(expected), line});
}

/// The process exit code of design.md §6 for a failure of this kind.
[[nodiscard]] int exitCode(ErrorCode code);

} // namespace toll
