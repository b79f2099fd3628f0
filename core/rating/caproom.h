// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace toll {

inline constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

/// Units a cap still has room for.
[[nodiscard]] constexpr std::int64_t roomIn(std::int64_t cap, std::int64_t used)
{
    return std::max<std::int64_t>(0, cap - used);
}

/// min(n, C).
[[nodiscard]] constexpr std::int64_t unitsWithin(std::int64_t units, std::int64_t room)
{
    return std::min(units, room);
}

} // namespace toll
