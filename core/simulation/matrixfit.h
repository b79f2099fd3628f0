// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/applying.h"
#include "core/simulation/daysums.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace toll {

/// Why a customer's bill cannot be had from window sums alone, so that it has to be rated row by row.
enum class MatrixFault {
    Versions, ///< several plan versions
    Charges, ///< not exactly one charge
    Shape, ///< neither flat nor flat_capped
    Modifiers, ///< an allowance, slices, load bands or service levels
    Group, ///< a charge that shares its events
    Adjustments, ///< discounts, a minimum, a maximum or tax
    PriceChanges, ///< a token whose price has changed
    SeveralCaps, ///< several caps that act window by window: whether a unit has room depends on order
    RefusedUnbillable, ///< requests that are refused beside some that are not billable: who came first matters
    Grain, ///< cells too coarse for the windows: events are needed
    Size, ///< more units or terms than are counted here
    WholePlan, ///< the scenario changes more than rates, caps and lifetimes
};
[[nodiscard]] std::string_view name(MatrixFault fault); ///< "versions", "several_caps", …

/// A price that tokens have, before any scenario.
struct OwnPrice {
    TokenPrice price;
    bool isFlat = false; ///< of a charge without cap and lifetime: only the rate counts
};

/// The billable units that the one charge of a customer takes, token by token in order of time.
struct CustomerUse {
    /// A use, and the sum of the units of those before it. Side by side: who asks for one wants the other.
    struct Mark {
        Instant time;
        std::int64_t before = 0;
    };
    std::vector<Interval> periods; ///< billed, in order
    std::vector<std::optional<Instant>> starts; ///< of each token's first term
    std::vector<std::uint32_t> prices; ///< of each token: index into BilledUse::prices
    std::vector<bool> hasUnbillable; ///< by token: units whose status is not billable
    std::vector<std::size_t> begins; ///< of each token in marks; one more than tokens
    std::vector<Mark> marks; ///< one more than there are uses, which has the sum of all
    std::optional<DaySums> days;
    std::vector<bool> hasPlainTerms; ///< by token: nobody has extended, renewed or revoked it
    bool isAlike = false; ///< all tokens have plain terms, have begun, have one price and nothing unbillable
    Zone zone;
    int perPlaces = 0; ///< of the charge
    Rounding rounding = Rounding::HalfUp;
    int minorDigits = 2;
    std::uint32_t currency = 0; ///< equal numbers, equal currencies
    Grain grain = Grain::Cells;
    bool isOnQuarters = true; ///< nothing but its prices asks for finer grain than cells have
    std::optional<MatrixFault> fault; ///< whatever the scenario; then nothing else is filled in
};

/// What a baseline's customers used, read once for all scenarios.
struct BilledUse {
    explicit BilledUse(const Baseline &baseline);

    std::vector<CustomerUse> customers;
    std::vector<OwnPrice> prices;
    Instant earliestStart = latestInstant; ///< of a token's first term
};

/// Whether windows limit a price one by one, and not only its whole term.
[[nodiscard]] bool isLimitedByWindows(const TokenPrice &price);

/// Why window sums do not give what a token owes under a price; nothing where they do.
[[nodiscard]] std::optional<MatrixFault> matrixFault(const OwnPrice &price, bool hasUnbillable, Grain grain);

/// A customer that has to be rated row by row.
struct MatrixRefusal {
    CustomerId customer;
    MatrixFault fault = MatrixFault::Versions;
    bool operator==(const MatrixRefusal &) const = default;
};

} // namespace toll
