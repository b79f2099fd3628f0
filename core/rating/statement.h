// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/rating/plan.h"
#include "core/tokens/term.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

enum class LineKind { Shape, OutsideTerm, Unknown, Unpriced };
[[nodiscard]] std::string_view name(LineKind kind); ///< "shape", "outside_term", "unknown", "unpriced"

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
    std::int64_t absentStatus = 0; ///< of n: units whose status is absent
    std::int64_t outsideTerm = 0; ///< units outside every term, whatever their status
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
};

/// What rows of usage gave to a part of a line; only kept when asked for (charts, cuts by day).
struct RowCharge {
    std::uint32_t row = 0; ///< index into UsageTable::rows
    std::uint32_t part = 0; ///< index into StatementLine::parts
    std::int64_t billable = 0;
    std::int64_t over = 0;
    bool operator==(const RowCharge &) const = default;
};

/// One charge, kind, version and billing period of a customer (billing-rules.md 6).
struct StatementLine {
    std::string charge; ///< id of the charge
    LineKind kind = LineKind::Shape;
    int version = 1;
    Interval period;
    std::string meter;
    std::int64_t quantity = 0; ///< billing-rules.md 2
    std::int64_t billable = 0; ///< units that carry a price, those at the overage rate included
    std::int64_t n = 0;
    int perPlaces = 0;
    bool isCapped = false; ///< of a flat_capped charge
    std::vector<LinePart> parts; ///< one a token that the charge touched in the period; in order of tokens
    Decimal exact;
    Decimal otherExact; ///< what the other cap scope would have given
    Decimal amount; ///< exact, rounded once
    std::vector<RowCharge> rows; ///< only when asked for

    bool operator==(const StatementLine &) const = default;
};

/// What one rating produced.
struct Statement {
    struct TokenName {
        TokenId id;
        std::string name;
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

    bool operator==(const Statement &) const = default;
};

/// The formula of a line with its numbers, in signs and digits only: "0.02 × min(20, 20) = 0.4".
/// Several tokens at different prices are a sum of such terms, the longest cut to three and a count.
[[nodiscard]] std::string formulaOf(const StatementLine &line);

} // namespace toll
