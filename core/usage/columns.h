// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// The first forms in which a column of a segment was kept; they are read, and no longer written. Each is checksummed;
/// decoding gives exactly `rows` values or a Damaged error naming the column. `rows` must be bounded by the caller.
using ColumnBytes = std::vector<std::byte>;

/// Never decreasing numbers, as differences.
[[nodiscard]] Result<std::vector<std::int64_t>> decodeAscending(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

/// Numbers of which some may be absent: the presence in runs, then the present ones.
[[nodiscard]] Result<std::vector<std::optional<std::int64_t>>> decodeOptional(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

/// Texts that repeat: each once, then which row has which.
[[nodiscard]] Result<std::vector<std::string>> decodeTexts(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

/// Texts that differ, such as ids: what each shares with the one before, then its rest.
[[nodiscard]] Result<std::vector<std::string>> decodeIds(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

using NamedNumbers = std::vector<std::pair<std::string, std::int64_t>>;
[[nodiscard]] Result<std::vector<NamedNumbers>> decodeNamedNumbers(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

using NamedTexts = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Result<std::vector<NamedTexts>> decodeNamedTexts(
    std::span<const std::byte> bytes, std::size_t rows, std::string_view column);

} // namespace toll
