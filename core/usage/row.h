// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/event.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace toll {

/// The sum of a meter over requests, and how many of them carried it: unknown stays apart from zero.
struct MeterSum {
    std::int64_t sum = 0;
    std::int64_t known = 0;
    bool operator==(const MeterSum &) const = default;
};

/// A piece of usage as rating, charts and simulation read it: one event, or one cell of many. Texts are indexes
/// into the table that holds it; 0 is the empty text.
struct UsageRow {
    Instant time; ///< of the event, or the start of the cell's quarter of an hour
    std::uint32_t token = 0; ///< index into UsageTable::tokens
    std::int16_t status = noStatus;
    std::int64_t requests = 1;
    std::array<MeterSum, unitMeterCount> units{};
    MeterSum responseMs; ///< sum of response times, for means; percentiles need the histogram
    std::uint32_t model = 0;
    std::uint32_t endpoint = 0;
    std::uint32_t source = 0;
    std::uint32_t custom = 0; ///< index into UsageTable::customs; 0: none
    std::uint32_t dimensions = 0; ///< index into UsageTable::dimensionSets; 0: none

    bool operator==(const UsageRow &) const = default;
};

/// Rows in order of time (ties by event id, then as they came), with their texts stored once.
class UsageTable {
public:
    using Customs = std::vector<std::pair<std::string, MeterSum>>;
    using Dimensions = std::vector<std::pair<std::string, std::string>>;

    std::vector<TokenId> tokens;
    std::vector<UsageRow> rows;

    UsageTable();
    [[nodiscard]] std::uint32_t intern(const std::string &text);
    [[nodiscard]] std::uint32_t addCustoms(Customs customs);
    /// Equal sets get the same index.
    [[nodiscard]] std::uint32_t addDimensions(Dimensions dimensions);
    [[nodiscard]] const std::string &text(std::uint32_t index) const { return m_texts[index]; }
    [[nodiscard]] std::size_t textCount() const { return m_texts.size(); }
    [[nodiscard]] const Customs &customs(std::uint32_t index) const { return m_customs[index]; }
    [[nodiscard]] const Dimensions &dimensions(std::uint32_t index) const { return m_dimensions[index]; }

    /// The row of one event without faults, of token `token` (an index into tokens).
    [[nodiscard]] UsageRow rowOf(const UsageEvent &event, std::uint32_t token);

private:
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::vector<Customs> m_customs;
    std::vector<Dimensions> m_dimensions;
    std::map<Dimensions, std::uint32_t> m_dimensionIndex;
};

} // namespace toll
