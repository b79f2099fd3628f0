// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/matrixfit.h"

#include <algorithm>
#include <vector>

namespace toll {

/// Finds uses by time, one after the other: the next is mostly as far off as the one before was.
class MarkSearch {
public:
    /// The first place after `from`, up to `last`, whose time is not before `t`.
    std::size_t firstFrom(const std::vector<CustomerUse::Mark> &marks, std::size_t from, std::size_t last, Instant t)
    {
        const std::size_t guess = from + m_stride;
        if (guess <= last && marks[guess - 1].time < t && (guess == last || marks[guess].time >= t))
            return guess;
        if (marks[last - 1].time < t)
            return last;
        const std::size_t found = search(marks, from, last, t);
        m_stride = found - from;
        return found;
    }

private:
    static std::size_t search(
        const std::vector<CustomerUse::Mark> &marks, std::size_t from, std::size_t last, Instant t)
    {
        std::size_t step = 1;
        while (from + step < last && marks[from + step].time < t) {
            from += step;
            step *= 2;
        }
        const auto begin = marks.begin() + static_cast<std::ptrdiff_t>(from + 1);
        const auto end = marks.begin() + static_cast<std::ptrdiff_t>(std::min(from + step, last));
        return static_cast<std::size_t>(
            std::ranges::lower_bound(begin, end, t, {}, &CustomerUse::Mark::time) - marks.begin());
    }

    std::size_t m_stride = 1;
};

} // namespace toll
