// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// The meters every source may have beside the request itself. They are disjoint: input counts uncached input only.
enum class UnitMeter { Input, CachedInput, CacheWrite, Output };
inline constexpr std::size_t unitMeterCount = 4;
/// "input_units", "cached_input_units", "cache_write_units", "output_units".
[[nodiscard]] std::string_view name(UnitMeter meter);

/// Longest text (id, source, model, endpoint, dimension, …) of an event, bytes.
inline constexpr std::size_t maxEventText = 4096;

/// No HTTP status was recorded. Such a request is billable, counted apart.
inline constexpr std::int16_t noStatus = 0;

/// One request (or `count` equal ones), as a source reported it.
struct UsageEvent {
    std::string id; ///< the source's own id; empty: none
    std::string source; ///< who reported it; ids are unique within a source
    Instant time;
    std::string token; ///< id or name of the token, as the source wrote it; empty: given by the import
    std::string customer; ///< name, as the source wrote it; may be empty
    std::int16_t status = noStatus; ///< HTTP status 100 to 599
    std::int64_t count = 1; ///< 1 or more
    std::optional<std::int64_t> responseMs; ///< response time of each, milliseconds
    std::array<std::optional<std::int64_t>, unitMeterCount>
        units; ///< by UnitMeter, of the whole row; absent is unknown, never zero
    std::string model;
    std::string endpoint;
    std::vector<std::pair<std::string, std::int64_t>>
        custom; ///< "meter.NAME" columns by NAME, sorted; of the whole row
    std::vector<std::pair<std::string, std::string>> dimensions; ///< "dim.NAME" columns by NAME, sorted

    bool operator==(const UsageEvent &) const = default;
};

/// Refuses impossible events: time outside 0001-9999, status outside 100-599, negative meters, a count below 1 (0 may
/// stand where nothing was used: a minute without requests; there is nothing to store of it),
/// a response time that times count leaves 63 bits, texts longer than maxEventText.
/// One error a fault, `where` naming the field.
[[nodiscard]] std::vector<Error> faultsOf(const UsageEvent &event);

} // namespace toll
