// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace toll {

/// Units that are given free before a price is asked, used up in order of time.
struct FreeUnits {
    std::int64_t left = 0;

    /// Gives as many of `wanted` as are left.
    std::int64_t give(std::int64_t wanted)
    {
        const std::int64_t given = std::min(wanted, left);
        left -= given;
        return given;
    }
};

/// A token's part of a line in one piece of a period, and what its rows gave.
struct PeriodPart {
    LinePart part;
    std::vector<RowCharge> rows;
    bool isTouched = false; ///< the charge took units of the token in it
};

/// What one flat-capped charge needs to know of one token.
struct CappedInput {
    const RatingInput *rating = nullptr;
    const RatedToken *token = nullptr;
    std::vector<DatedPrice> prices; ///< resolved; at least one, the first holding from ever
    Instant firstTermStart;
    std::span<const Interval> pieces; ///< to bill, in order, half-open, each under one price and plan version
    std::int64_t freePerTerm = 0; ///< units given free in each term
    bool keepsRows = false;
};

/// Where each token's terms begin: as given, or the UTC quarter of an hour of its first row of any status
/// (billing-rules.md 7); nothing for a token without either.
[[nodiscard]] std::vector<std::optional<Instant>> termStarts(const RatingInput &input);

/// Walks one token's units through its terms and windows in order of time, under both cap scopes at once. Money comes
/// later: these are counts only.
class CappedWalk {
public:
    explicit CappedWalk(CappedInput input);
    ~CappedWalk();
    CappedWalk(CappedWalk &&) noexcept;

    /// Units of a row not earlier than the one before; `free` is the allowance of its period, if there is one.
    [[nodiscard]] Result<void> count(const Take &take, bool isBillable, FreeUnits *free);
    /// One part a piece.
    [[nodiscard]] Result<std::vector<PeriodPart>> finish();

private:
    class Walk;
    std::unique_ptr<Walk> m_walk;
};

/// The whole walk over the takes of one token, in order of time, by the statuses of the input's plan.
[[nodiscard]] Result<std::vector<PeriodPart>> countCapped(CappedInput input, std::span<const Take> takes);

} // namespace toll
