// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario changes of a charge as a whole: its tiers, its hours, whatever else its price has.
#pragma once

#include "core/rating/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toll {

/// Values in place of those of one charge; absent ones stay as they are. They are the plan's, and so hold for all tokens
/// on it.
struct ChargeChange {
    std::optional<std::vector<Tier>> tiers; ///< of graduated and volume
    std::optional<TierBy> tierBy; ///< likewise; by quantity, what else tells a request's size is dropped
    std::optional<std::int64_t> size; ///< of package: units of a block
    std::optional<Decimal> percent; ///< of percentage
    std::optional<Decimal> amount; ///< of fixed
    // Of all but fixed:
    std::optional<std::int64_t> allowance;
    std::optional<int> perPlaces; ///< `per` is 10^perPlaces; not of package
    std::optional<std::vector<Slice>> slices; ///< empty: none
    std::optional<std::vector<LoadBand>> load; ///< empty: none; else the plan must state its capacity
    std::optional<std::vector<ServiceLevel>> serviceLevel; ///< empty: none

    bool operator==(const ChargeChange &) const = default;
    [[nodiscard]] bool changesNothing() const { return *this == ChargeChange(); }
};

inline constexpr std::string_view chargeSettingNames =
    "tiers, tier_by, size, percent, amount, allowance, per, slices, load, service_level";
[[nodiscard]] bool isChargeSetting(std::string_view key);
/// Whether a value is written as JSON (a list, a whole number), and not as text.
[[nodiscard]] bool isWrittenAsJson(std::string_view key);
/// A value as a plan file has it: tiers `[{"up_to":1000,"rate":"0.01"},{"rate":"0.006"}]`, slices
/// `[{"hours":"Mon-Fri 09:00-18:00","multiplier":"1.2"}]`, load and service_level likewise, each of the last three also
/// "none"; size, allowance and per as whole numbers; tier_by, percent and amount as text. Faults are those of a plan file,
/// `where` leading from the key on: "tiers/0/rate".
[[nodiscard]] Result<void> setOfCharge(ChargeChange &change, std::string_view key, std::string_view value);
/// What setOfCharge() reads, key by key.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> settingsOf(const ChargeChange &change);

/// Changes the charge `id` of a plan, or, where that is empty, the only one that the change fits. `whose` names customer
/// and token in errors. NotFound where there is no such charge; Unsupported where the change does not fit it, `expected`
/// naming what it would fit; Ambiguous where it fits several, `expected` naming them.
[[nodiscard]] Result<void> changeCharge(
    Plan &plan, const ChargeChange &change, const std::string &id, const std::string &whose);

/// A price that rates of tokens have no part in: `rate` puts another rate of a package's block in its place, `factor`
/// multiplies that, or the rate of each tier, exactly. Of the charge `id`, or of the only one of these shapes. Unsupported
/// and the like as above, and where `rate` meets tiers.
[[nodiscard]] Result<void> changeOwnRates(Plan &plan, const std::optional<Decimal> &rate,
    const std::optional<Decimal> &factor, const std::string &id, const std::string &whose);

} // namespace toll
