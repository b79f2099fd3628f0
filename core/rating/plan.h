// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/calendar/period.h"
#include "core/calendar/window.h"
#include "core/money/money.h"
#include "core/tokens/token.h"
#include "core/usage/event.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace toll {

/// A value of a plan file, or "token": the token's own.
template<typename T>
using OrToken = std::optional<T>;

/// Every unit at the same rate.
struct Flat {
    OrToken<Decimal> rate;
    bool operator==(const Flat &) const = default;
};

/// F = R x min(N, C x T). What a plan leaves to the token is absent here; resolve() fills it in.
struct FlatCapped {
    OrToken<Decimal> rate;
    OrToken<std::vector<Cap>> caps;
    OrToken<Lifetime> lifetime;
    /// Absent: the token's own where rate, cap or lifetime is "token", else the default of TokenPrice.
    std::optional<CapScope> capScope;
    std::optional<OverCap> overCap;
    std::optional<Decimal> overageRate;
    std::optional<Alignment> align;
    std::optional<Renewal> renewal;
    bool operator==(const FlatCapped &) const = default;

    [[nodiscard]] bool takesFromToken() const { return !rate || !caps || !lifetime; }
    /// The price with the token's own values where the plan says "token".
    [[nodiscard]] TokenPrice resolve(const TokenPrice &own) const;
};

using PriceShape = std::variant<Flat, FlatCapped>;

/// A price on one meter.
struct Charge {
    std::string id; ///< "charge-N" where the plan gives none
    std::string group; ///< of charges with the same group the first that matches takes the event
    std::string meter = "requests"; ///< billing-rules.md 45
    std::map<std::string, std::string> match; ///< field -> pattern (* any run, ? one character, case-sensitive)
    int perPlaces = 0; ///< `per` is 10^perPlaces
    PriceShape shape;

    bool operator==(const Charge &) const = default;
};

/// A versioned price list.
struct Plan {
    std::string name;
    std::string currency; ///< empty: the customer's own (Basic)
    std::string timezone = "UTC"; ///< empty: the customer's own (Basic)
    Span period{Span::Kind::Months, 1};
    PeriodAlignment periodAlign = PeriodAlignment::Calendar;
    Rounding rounding = Rounding::HalfUp;
    std::vector<std::string> billable{"2xx", "3xx"}; ///< "2xx" classes or exact statuses such as "429"
    std::vector<Charge> charges;
    int version = 1;

    bool operator==(const Plan &) const = default;

    /// An absent status is billable always, counted apart.
    [[nodiscard]] bool isBillable(std::int16_t status) const;
};

/// The built-in plan: one flat-capped charge on requests with the token's own rate, cap and lifetime.
[[nodiscard]] const Plan &basicPlan();

/// Reads and checks a whole plan (design.md §7). Every fault found is reported, `where` being its JSON pointer.
/// Shapes and modifiers this version does not price yet are Unsupported, never ignored.
[[nodiscard]] Checked<Plan> parsePlan(const Json &document);
[[nodiscard]] Checked<Plan> parsePlan(std::string_view text);
[[nodiscard]] Json toJson(const Plan &plan);

/// One difference between two plans: the JSON pointer, and the values as text (empty: absent).
struct PlanDifference {
    std::string pointer;
    std::string before;
    std::string after;
    bool operator==(const PlanDifference &) const = default;
};
[[nodiscard]] std::vector<PlanDifference> differences(const Plan &a, const Plan &b);

} // namespace toll
