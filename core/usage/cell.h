// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/histogram.h"
#include "core/usage/row.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace toll {

/// What the events of a cell have in common, within one token.
struct CellKey {
    Instant quarter; ///< start of the quarter of an hour, UTC
    std::string model;
    std::int16_t status = noStatus;
    std::string source;
    std::vector<std::pair<std::string, std::string>> dimensions; ///< at most four, those the workspace declares

    auto operator<=>(const CellKey &) const = default;
};

/// Sums of events.
struct CellSums {
    std::int64_t requests = 0;
    std::array<MeterSum, unitMeterCount> units{};
    UsageTable::Customs customs; ///< sorted by name
    MeterSum responseMs;
    Histogram response; ///< response times in ms, for percentiles

    /// Adds one event; a sum above 2^63 - 1 is an Overflow and leaves the cell as it was.
    [[nodiscard]] Result<void> add(const UsageEvent &event);
    [[nodiscard]] Result<void> add(const CellSums &other);

    bool operator==(const CellSums &) const = default;
};

/// The cells of one token and one UTC day, in order of key: the unit in which cells are stored.
using CellDay = std::map<CellKey, CellSums>;

/// Compact, versioned bytes of a day's cells and back; a foreign or damaged input is a Damaged error, never a crash.
[[nodiscard]] std::vector<std::byte> encodeCellDay(const CellDay &day);
[[nodiscard]] Result<CellDay> decodeCellDay(std::span<const std::byte> bytes);

/// The key an event falls under, keeping only the declared dimensions.
[[nodiscard]] CellKey cellKeyOf(const UsageEvent &event, std::span<const std::string> declaredDimensions);

/// Appends a day's cells as rows of `token` (an index into table.tokens).
void appendRows(UsageTable &table, std::uint32_t token, const CellDay &day);

} // namespace toll
