// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace toll::http {

/// How far a log file has been read: behind the last whole line that was taken. The text before it says whether a file
/// is that one, whatever its name is by now.
struct LogPosition {
    std::uint64_t device = 0;
    std::uint64_t file = 0; ///< its number on the device
    std::int64_t offset = 0; ///< bytes
    std::uint64_t before = 0; ///< hash of the last bytes before, 256 at most

    bool operator==(const LogPosition &) const = default;
};

[[nodiscard]] std::string toString(const LogPosition &position);
[[nodiscard]] Result<LogPosition> parseLogPosition(std::string_view text); ///< Syntax

/// The hash of what stands before an offset in an open file; nothing where the file is shorter or cannot be read.
[[nodiscard]] std::optional<std::uint64_t> hashBefore(int descriptor, std::int64_t offset);
/// Where an open file begins.
[[nodiscard]] std::optional<LogPosition> beginningOf(int descriptor);
/// Whether an open file is the one, and reaches so far.
[[nodiscard]] bool holds(int descriptor, const LogPosition &position);

} // namespace toll::http
