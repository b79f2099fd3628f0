// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/plainrow.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace toll {

/// Rows that follow one another in a file and have neither faults nor custom meters nor dimensions, column by column.
/// What PlainRow says of its members holds here. Columns the file does not have keep what they are made with.
struct PlainBlock {
    static constexpr std::size_t mostRows = 256;
    template<typename Value>
    using Values = std::array<Value, mostRows>;

    std::size_t rows = 0;
    std::string_view text; ///< what holds all the texts, and more that may be read
    std::int64_t line = 0; ///< of the first row; each other one is a line below
    Values<std::string_view> raw{};
    Values<std::int64_t> times{};
    Values<std::int16_t> statuses;
    Values<std::int64_t> counts;
    Values<std::int64_t> responses;
    std::array<Values<std::int64_t>, unitMeterCount> units;
    Values<std::string_view> ids{};
    Values<std::string_view> sources{};
    Values<std::string_view> tokens{};
    Values<std::string_view> customers{};
    Values<std::string_view> models{};
    Values<std::string_view> endpoints{};

    PlainBlock();
    [[nodiscard]] PlainRow at(std::size_t row) const;
};

} // namespace toll
