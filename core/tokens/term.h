// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tokens/token.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace toll {

/// One run of a lifetime.
struct Term {
    Interval span; ///< end is latestInstant where the lifetime is none
    std::int64_t number = 1; ///< counted from 1
    /// The wall-clock time the term keeps where that is not its start's: the 31st, though it begins on 28 February.
    std::optional<LocalTime> wall = {};

    [[nodiscard]] WindowAnchor anchor() const { return {span.begin, wall}; }
    bool operator==(const Term &) const = default;
};

/// The terms that begin at or before `until`: the first at `start`, automatic renewals at start + k x T
/// (billing-rules.md 9), an operator's renewal at the end of the last term, or when it was made if that had ended;
/// extensions lengthen the term that was last when they were made. Renewals that follow on without a gap keep the
/// first term's anchor (the 31st comes back to the 31st); after a gap or an extension they count anew. Where renewal
/// is automatic, an operator's renewals change nothing. No term passes latestInstant.
[[nodiscard]] std::vector<Term> termsOf(
    const TokenPrice &price, std::span<const TermChange> changes, Instant start, Instant until, const Zone &zone);

/// The same where the price changes: the first price holds from ever, each later one from its instant on. A new lifetime
/// counts from the start of the term it finds; where that has passed already, the term ends at the change.
[[nodiscard]] std::vector<Term> termsOf(std::span<const DatedPrice> prices, std::span<const TermChange> changes,
    Instant start, Instant until, const Zone &zone);

/// C x T of one term: the smallest total of its caps. Nothing where it is unlimited.
[[nodiscard]] Result<std::optional<std::int64_t>> termAllowance(
    const TokenPrice &price, const Term &term, const Zone &zone);

/// Where the first term begins: the quarter of an hour of the first use, or the creation; nothing while unused.
[[nodiscard]] std::optional<Instant> firstTermStart(const Token &token, std::optional<Instant> firstUse);

} // namespace toll
