// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/term.h"

#include <optional>
#include <span>
#include <vector>

namespace toll {

/// The windows of a term's n-th cap. Where a later price brings another cap, the window under way runs to its end under
/// the cap that was in force when it began, and the new cap's windows follow (design.md §3).
class CapSeries {
public:
    /// `prices` in order of time, the first holding from ever; `which` counts their caps from 0.
    CapSeries(std::span<const DatedPrice> prices, std::size_t which, const Term &term, const Zone &zone);

    /// The window that holds an instant of the term; nothing where no such cap is in force then.
    [[nodiscard]] std::optional<Window> at(Instant t) const;
    /// The sum of the window caps of the whole term; nothing where it is unlimited, or without end.
    [[nodiscard]] Result<std::optional<std::int64_t>> total() const;
    /// How many of its windows overlap a span, which must lie in the term.
    [[nodiscard]] std::int64_t windowsWithin(Interval span) const;

private:
    struct Piece {
        Interval span;
        std::optional<WindowGrid> grid; ///< none: no cap
    };
    std::vector<Piece> m_pieces; ///< side by side over the whole term
};

/// One series a cap, as many as any of the prices that a term sees has.
[[nodiscard]] std::vector<CapSeries> capSeriesOf(
    std::span<const DatedPrice> prices, const Term &term, const Zone &zone);

/// C x T of the term: the smallest total of its series; nothing where it is unlimited.
[[nodiscard]] Result<std::optional<std::int64_t>> allowanceOf(std::span<const CapSeries> series);

} // namespace toll
