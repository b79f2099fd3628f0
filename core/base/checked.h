// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace toll {

/// Adds to a count; false, and the count unchanged, where the sum leaves 64 bits.
[[nodiscard]] inline bool addChecked(std::int64_t &count, std::int64_t more)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(count, more, &sum))
        return false;
    count = sum;
    return true;
}

} // namespace toll
