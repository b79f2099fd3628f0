// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/reader.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// An event without faults as a file has it: its texts are views into the row, valid during the call only.
struct PlainRow {
    static constexpr std::int64_t absent = -1;

    std::int64_t line = 0;
    std::string_view raw;
    std::int64_t time = 0; ///< milliseconds
    std::int16_t status = noStatus;
    std::int64_t count = 1;
    std::int64_t response = absent; ///< milliseconds
    std::array<std::int64_t, unitMeterCount> units{absent, absent, absent, absent};
    std::string_view id;
    std::string_view source;
    std::string_view token;
    std::string_view customer;
    std::string_view model;
    std::string_view endpoint;
    std::vector<std::pair<std::string_view, std::int64_t>> customs; ///< by name
    std::vector<std::pair<std::string_view, std::string_view>> dimensions; ///< by name
};

/// A row without faults; valid as long as it is.
[[nodiscard]] PlainRow plainOf(const ReadRow &row);

} // namespace toll
