// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/pieces.h"
#include "core/simulation/applying.h"

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
};
[[nodiscard]] std::string_view name(MatrixFault fault); ///< "versions", "several_caps", …

/// The billable units that the one charge of a customer takes, token by token in order of time. Holds for any scenario.
struct CustomerUse {
    std::vector<Interval> periods; ///< billed, in order
    std::vector<std::optional<Instant>> starts; ///< of each token's first term
    std::vector<std::size_t> begins; ///< of each token in times and units; one more than tokens
    std::vector<Instant> times;
    std::vector<std::int64_t> units;
    std::vector<bool> hasUnbillable; ///< by token: units whose status is not billable
    std::optional<MatrixFault> fault; ///< whatever the scenario; then nothing else is filled in
};
[[nodiscard]] CustomerUse useOf(const BaselineCustomer &customer, const std::optional<Interval> &range);

/// Whether windows limit a price one by one, and not only its whole term.
[[nodiscard]] bool isLimitedByWindows(const TokenPrice &price);

/// Nothing where window sums give the customer's bill to the digit.
[[nodiscard]] std::optional<MatrixFault> matrixFault(
    const BaselineCustomer &customer, const CustomerUse &use, const ChangedCustomer &changed);

/// A customer that has to be rated row by row.
struct MatrixRefusal {
    CustomerId customer;
    MatrixFault fault = MatrixFault::Versions;
    bool operator==(const MatrixRefusal &) const = default;
};

/// Whether window sums answer a scenario for all customers; else the others, with the reasons. Goes through all rows: who
/// asks often keeps a QuickReplay.
[[nodiscard]] Result<std::vector<MatrixRefusal>> matrixRefusals(const Baseline &baseline, const Scenario &scenario);
[[nodiscard]] bool matrixSuffices(const Baseline &baseline, const Scenario &scenario);

} // namespace toll
