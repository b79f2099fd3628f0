// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/calendar/period.h"
#include "core/calendar/weekhours.h"
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
    std::optional<Cap> throttleTo; ///< for OverCap::Throttle: what is over is served no faster than this
    std::optional<Alignment> align;
    std::optional<Renewal> renewal;
    bool operator==(const FlatCapped &) const = default;

    [[nodiscard]] bool takesFromToken() const { return !rate || !caps || !lifetime; }
    /// The price with the token's own values where the plan says "token".
    [[nodiscard]] TokenPrice resolve(const TokenPrice &own) const;
};

/// One step of a tiered price.
struct Tier {
    std::optional<std::int64_t> upTo; ///< the last unit at this rate; absent: without end (the last tier)
    Decimal rate;
    bool operator==(const Tier &) const = default;
};
/// What finds the tier: the period's quantity, or the size of each request.
enum class TierBy { Quantity, Request };

/// Each unit at the rate of the tier it falls in.
struct Graduated {
    std::vector<Tier> tiers;
    TierBy by = TierBy::Quantity;
    bool operator==(const Graduated &) const = default;
};

/// All units at the rate of the tier the whole falls in.
struct Volume {
    std::vector<Tier> tiers;
    TierBy by = TierBy::Quantity;
    std::vector<std::string> context; ///< meters whose sum is a request's size; empty: the charge's own
    bool operator==(const Volume &) const = default;
};

/// A price for each started block of units.
struct Package {
    std::int64_t size = 1;
    Decimal rate; ///< per block
    bool operator==(const Package &) const = default;
};

/// A fee for each period, prorated by days (billing-rules.md 8).
struct Fixed {
    Decimal amount;
    bool operator==(const Fixed &) const = default;
};

/// A share of a value meter, which is in whole currency units divided by `per` (billing-rules.md 33).
struct Percentage {
    Decimal percent;
    bool operator==(const Percentage &) const = default;
};

using PriceShape = std::variant<Flat, FlatCapped, Graduated, Volume, Package, Fixed, Percentage>;
[[nodiscard]] std::string_view shapeName(const PriceShape &shape); ///< as plan files write it: "flat_capped"

/// A price for hours of the week: the amount times the multiplier.
struct Slice {
    WeekHours hours;
    Decimal multiplier;
    bool operator==(const Slice &) const = default;
};

/// A price for a busy system: the amount times the multiplier while the load is strictly above.
struct LoadBand {
    Decimal above; ///< of the plan's capacity: 0.8 is 80 %
    Decimal multiplier;
    bool operator==(const LoadBand &) const = default;
};

/// A credit (a surcharge where negative) for slow answers (billing-rules.md 22, 23).
struct ServiceLevel {
    std::int64_t slowerThanMs = 0; ///< slower is strictly greater
    std::optional<Decimal> percentile; ///< of the period's response times; absent: each request by itself
    Decimal credit; ///< a share of each slow request's amount (0.5: half); with a percentile, percent of the charge's
    bool operator==(const ServiceLevel &) const = default;
};

/// Percent or an amount off a period's sum, for periods that begin inside its dates.
struct Discount {
    std::optional<Decimal> percent;
    std::optional<Decimal> amount;
    std::optional<Date> from; ///< local date
    std::optional<Date> to; ///< local date, exclusive
    std::string tag; ///< pattern: only on what tokens with such a tag owe; empty: on everything
    bool operator==(const Discount &) const = default;
};

/// Who of a customer's tokens may use its allowance.
enum class AllowancePolicy {
    SharedPool, ///< whoever comes first
    FixedShares, ///< each its own part; what one leaves, no other may use
};

/// The weight of tokens in a divided allowance.
struct AllowanceShare {
    std::string token; ///< pattern of names (* any run, ? one character, case-sensitive)
    std::int64_t weight = 1; ///< 0 or more
    bool operator==(const AllowanceShare &) const = default;
};

/// A price on one meter.
struct Charge {
    std::string id; ///< "charge-N" where the plan gives none
    std::string group; ///< of charges with the same group the first that matches takes the event
    std::string meter = "requests"; ///< billing-rules.md 45
    std::map<std::string, std::string> match; ///< field -> pattern (* any run, ? one character, case-sensitive)
    int perPlaces = 0; ///< `per` is 10^perPlaces
    PriceShape shape;
    std::int64_t allowance = 0; ///< units given free in each period
    bool isPerTerm = false; ///< the allowance is for each term of a token instead
    AllowancePolicy allowancePolicy = AllowancePolicy::SharedPool;
    std::vector<AllowanceShare> allowanceShares{}; ///< the first that fits a token counts; 1 where none does
    std::vector<Slice> slices{}; ///< the first that holds acts
    std::vector<LoadBand> load{}; ///< the greatest `above` that is passed acts
    std::vector<ServiceLevel> serviceLevel{}; ///< the greatest limit that is passed acts, of each kind

    bool operator==(const Charge &) const = default;
    /// Whether the amounts of single events are needed, not only sums.
    [[nodiscard]] bool hasModifiers() const { return !slices.empty() || !load.empty() || !serviceLevel.empty(); }
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
    std::optional<Cap> capacity; ///< what a load of 1 is: requests in a calendar window of the zone
    std::vector<Charge> charges;
    std::vector<Discount> discounts; ///< percentages first, then amounts, each in this order
    std::optional<Decimal> minimum; ///< of a period's sum before tax
    std::optional<Decimal> maximum;
    std::optional<Decimal> taxPercent; ///< on top of the sum
    int version = 1;
    int agreement = 0; ///< number of the agreement with the customer that changed it; 0: none

    bool operator==(const Plan &) const = default;

    /// An absent status is billable always, counted apart.
    [[nodiscard]] bool isBillable(std::int16_t status) const;
};

/// The built-in plan: one flat-capped charge on requests with the token's own rate, cap and lifetime.
[[nodiscard]] const Plan &basicPlan();

/// A plan that lets everything be billed: no caps, lifetimes, allowances, minimum or maximum.
[[nodiscard]] Plan withoutLimits(Plan plan);

/// Reads and checks a whole plan (design.md §7). Every fault found is reported, `where` being its JSON pointer.
[[nodiscard]] Checked<Plan> parsePlan(const Json &document);
[[nodiscard]] Checked<Plan> parsePlan(std::string_view text);
[[nodiscard]] Json toJson(const Plan &plan);

} // namespace toll
