// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/rating/plan.h"
#include "core/tokens/term.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// In the order in which they stand on a statement: those of a charge, those of the plan, those of closed periods.
enum class LineKind {
    Allowance,
    Shape,
    Slices,
    Load,
    ServiceLevel,
    OutsideTerm,
    Unknown,
    Unpriced,
    Discount,
    Maximum,
    Minimum,
    Tax,
    Adjustment,
};
[[nodiscard]] std::string_view name(LineKind kind); ///< "shape", "service_level", "outside_term", …

/// What a cap did to the units of one part of a line, under one scope.
struct ScopeResult {
    std::int64_t billable = 0; ///< units within the cap
    std::int64_t over = 0; ///< units over it
    bool operator==(const ScopeResult &) const = default;
};

/// A window whose cap was passed.
struct FullWindow {
    Interval span;
    std::int64_t cap = 0;
    std::int64_t over = 0; ///< units that found no room in it
    bool operator==(const FullWindow &) const = default;
};

/// Units of one status.
struct StatusUnits {
    std::int16_t status = 0;
    std::int64_t units = 0;
    bool operator==(const StatusUnits &) const = default;
};

/// Why units lie outside every term of their token.
struct OutsideUnits {
    std::int64_t beforeFirst = 0; ///< before the first term began
    std::int64_t ended = 0; ///< after a term ended, before the next one began if one did
    std::int64_t revoked = 0; ///< after the token was revoked
    bool operator==(const OutsideUnits &) const = default;
};

/// A charge that nearly took requests: the one pattern that did not fit, or the charge of its group that came before.
struct NearRule {
    std::string charge;
    std::string field; ///< "model"; empty where `takenBy` says why
    std::string pattern;
    std::string value; ///< what the requests had there; empty: nothing
    std::string takenBy;
    std::int64_t requests = 0;
    bool operator==(const NearRule &) const = default;
};

/// One term's part of a line: what the period adds to min(N, C x T).
struct TermPart {
    Term term;
    std::optional<std::int64_t> allowance; ///< C x T of the whole term; nothing: unlimited
    std::int64_t before = 0; ///< billable-status units of the term before the period
    std::int64_t n = 0; ///< status-billable units of the term inside the period
    std::int64_t billable = 0; ///< units within the cap under the scope that bills
    std::int64_t over = 0; ///< units over it
    bool operator==(const TermPart &) const = default;
};

/// One token's part of a line: the numbers of F = R x min(N, C x T).
struct LinePart {
    std::uint32_t token = 0; ///< index into Statement::tokens
    TokenPrice price; ///< as it was applied
    std::vector<TermPart> terms; ///< those that touch the period
    std::int64_t quantity = 0; ///< every unit the charge took, whatever its status
    std::int64_t n = 0; ///< status-billable units inside a term
    std::int64_t notBillable = 0; ///< units inside a term whose status is not billable
    std::vector<StatusUnits> notBillableBy; ///< the same by status, in the order in which they came
    std::int64_t absentStatus = 0; ///< of n: units whose status is absent
    std::int64_t outsideTerm = 0; ///< units outside every term, whatever their status
    OutsideUnits outsideBy; ///< the same by reason
    std::int64_t given = 0; ///< of n: units given free by the allowance; the shape never sees them
    std::optional<std::int64_t> share; ///< the token's own part of a divided allowance; nothing: a pool
    std::int64_t refused = 0; ///< under reject: units not admitted
    ScopeResult applied; ///< under the scope that bills
    ScopeResult other; ///< what the other scope would have given
    std::int64_t windows = 0; ///< windows of the first cap that overlap the period
    std::int64_t fullWindows = 0; ///< windows in which units of the period found no room
    std::optional<FullWindow> fullest; ///< the one with the most units over
    Decimal exact; ///< R x billable + overage rate x over
    Decimal otherExact; ///< the same under the other scope
    Decimal amount; ///< largest-remainder share of the line's amount

    bool operator==(const LinePart &) const = default;

    /// Units inside a term whose status is not billable; their sum is no more than the quantity.
    void addNotBillable(std::int16_t status, std::int64_t units);
};

/// What rows of usage gave to a part of a line; only kept when asked for (charts, cuts by day).
struct RowCharge {
    std::uint32_t row = 0; ///< index into UsageTable::rows
    std::uint32_t part = 0; ///< index into StatementLine::parts
    std::int64_t billable = 0;
    std::int64_t over = 0;
    bool operator==(const RowCharge &) const = default;
};

/// One rule of a line and what it did: a tier, the blocks of a package, a slice, a load band, a credit, a discount.
struct LineStep {
    /// "Mon-Fri 09:00-18:00", "> 0.8", "> 2000 ms", "p95 > 1000 ms"; of a discount "percent" or "amount"; else empty.
    std::string rule;
    std::optional<std::int64_t> upTo; ///< the last unit of a tier, or the size of a package's blocks
    std::int64_t quantity = 0; ///< units, blocks, requests or days it acted on
    Decimal base; ///< the amount it acted on; 0 for shapes
    Decimal factor; ///< rate, multiplier, share or percent
    Decimal exact; ///< what it made: the amount of a tier, the difference of a modifier
    std::string tag{}; ///< of a discount by tag: its pattern

    bool operator==(const LineStep &) const = default;
};

/// A rule of a modifier that did nothing in the period.
struct IdleRule {
    LineKind kind = LineKind::Slices;
    std::string rule; ///< as LineStep::rule
    Decimal factor;
    bool operator==(const IdleRule &) const = default;
};

/// What late usage made of one charge of a period that was closed before it came: the amounts that an adjustment's line
/// is the difference of.
struct LateAdjustment {
    LineKind of = LineKind::Shape; ///< of a charge: Shape, for all its lines; else the kind of the lines it follows
    Decimal now; ///< what the closed period would be with all usage known now
    Decimal frozen; ///< what it was closed at
    Decimal adjusted; ///< what closed statements have adjusted of it already
    std::int64_t outsideTerm = 0; ///< of the line's units: outside every term
    Instant closedAt; ///< when the period was closed
    std::int64_t events = 0; ///< usage records of the period that came since then
    Instant firstArrival; ///< of these; equal to closedAt where there are none
    Instant lastArrival;
    bool operator==(const LateAdjustment &) const = default;
};

/// One charge, kind, version and billing period of a customer (billing-rules.md 6). An adjustment's period is the closed one.
struct StatementLine {
    std::string charge; ///< id of the charge; empty for lines of the whole plan
    std::string shape; ///< of the charge's price: "flat_capped"; empty for lines of the whole plan
    LineKind kind = LineKind::Shape;
    int version = 1;
    /// Since when the version is in force; nothing for the first. (Not until when: that would change old statements.)
    std::optional<Instant> inForceFrom;
    int agreement = 0; ///< number of the agreement with the customer that applies; 0: none
    Interval period;
    std::string meter;
    std::int64_t quantity = 0; ///< billing-rules.md 2
    std::int64_t billable = 0; ///< units that carry a price, those at the overage rate included
    std::int64_t n = 0;
    std::int64_t given = 0; ///< of n: units given free
    int perPlaces = 0;
    std::vector<LineStep> steps; ///< the rules that acted, in the plan's order
    std::vector<IdleRule> idle; ///< of the shape's line: rules of its modifiers that nothing fell under
    std::map<std::string, std::string> match; ///< of the charge: field -> pattern
    std::vector<NearRule> near; ///< what nearly matched; only when asked for
    std::int64_t days = 0; ///< of a fixed fee: local dates it is owed for
    std::int64_t daysOfPeriod = 0; ///< of these dates in all
    bool isCapped = false; ///< of a flat_capped charge
    std::vector<LinePart> parts; ///< one a token that the charge touched in the period; in order of tokens
    Decimal exact;
    Decimal otherExact; ///< what the other cap scope would have given
    Decimal amount; ///< exact, rounded once
    std::vector<RowCharge> rows; ///< only when asked for
    std::vector<Decimal> rowAmounts; ///< of rows, where counts times the rate do not give them; else empty
    std::optional<LateAdjustment> late; ///< of an adjustment's line
    std::vector<std::string> explained; ///< of a closed statement: the sentences as they stood, in Closure::language

    bool operator==(const StatementLine &) const = default;
};

/// A statement's total in another currency, at a stated rate.
struct Conversion {
    Currency currency;
    std::string date; ///< ISO 8601: of the rate; without one, of the period's last day
    Decimal rate; ///< units of `currency` for one of the statement's
    std::string source; ///< who says so
    std::optional<Decimal> total; ///< total x rate, rounded once; nothing where no rate was known

    bool operator==(const Conversion &) const = default;
};

/// When and by whom a statement was frozen.
struct Closure {
    Instant at;
    std::string by;
    std::string language; ///< of StatementLine::explained, as a locale's code

    bool operator==(const Closure &) const = default;
};

/// Usage that was dated later than it arrived.
struct FutureUse {
    std::string file;
    std::int64_t events = 0; ///< usage records
    Instant first; ///< as they are dated
    Instant last;
    Instant arrived;

    bool operator==(const FutureUse &) const = default;
};

/// What one rating produced.
struct Statement {
    struct TokenName {
        TokenId id;
        std::string name;
        std::vector<std::string> tags{}; ///< what discounts by tag looked at
        bool operator==(const TokenName &) const = default;
    };

    Currency currency;
    std::string timezone;
    std::string plan;
    Rounding rounding = Rounding::HalfUp;
    std::vector<std::string> billableStatuses;
    std::optional<Interval> period; ///< nothing without usage and without a period
    std::vector<TokenName> tokens;
    std::vector<StatementLine> lines;
    Decimal total; ///< the sum of the amounts shown
    std::optional<Conversion> converted; ///< where the customer's own currency is another
    std::optional<Closure> closed; ///< of a closed period: it never changes
    std::vector<FutureUse> future; ///< in the period, by arrival

    bool operator==(const Statement &) const = default;
};

/// The formula of a line with its numbers, in signs and digits only: "0.02 × min(20, 20) = 0.4".
/// Several tokens at different prices are a sum of such terms, the longest cut to three and a count.
[[nodiscard]] std::string formulaOf(const StatementLine &line);

} // namespace toll
