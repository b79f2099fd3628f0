// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/instant.h"
#include "core/usage/event.h"

#include <array>
#include <optional>
#include <string>

namespace toll {

/// Usage that a source gives already summed, at the source's own grain: it is never spread over finer time.
struct UsageBucket {
    Interval span;
    std::optional<TokenId> token; ///< nothing: the source does not say whose
    std::string model; ///< may be empty
    std::int64_t requests = 0;
    std::array<std::optional<std::int64_t>, unitMeterCount> units{}; ///< by UnitMeter; absent is unknown

    bool operator==(const UsageBucket &) const = default;
    /// Whether both count the same: there is one of them in a source.
    [[nodiscard]] bool isSamePlace(const UsageBucket &other) const
    {
        return span == other.span && token == other.token && model == other.model;
    }
};

} // namespace toll
