// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/adjustments.h"

#include "core/base/pattern.h"
#include "core/rating/pricing.h"

#include <algorithm>

namespace toll {

namespace {

/// Adds adjustments to the sum of one period.
class Adjusting {
public:
    Adjusting(const RatingInput &input, const Plan &plan, const Interval &period, const Interval &whole)
        : m_input(input), m_plan(plan), m_period(period), m_start(input.zone.toLocal(whole.begin).date),
          m_byToken(input.tokens.size())
    {
    }

    Result<std::vector<StatementLine>> run(const std::vector<StatementLine> &lines)
    {
        for (const StatementLine &line : lines)
            if (!addUp(line))
                return fail(ErrorCode::Overflow);
        for (const auto adjust : {&Adjusting::percentages, &Adjusting::amounts, &Adjusting::limits, &Adjusting::tax})
            if (Result<void> adjusted = (this->*adjust)(); !adjusted)
                return std::unexpected(adjusted.error());
        return std::move(m_lines);
    }

private:
    bool isInForce(const Discount &discount) const
    {
        return (!discount.from || *discount.from <= m_start) && (!discount.to || m_start < *discount.to);
    }

    Result<void> percentages()
    {
        for (const Discount &discount : m_plan.discounts)
            if (discount.percent && isInForce(discount)) {
                const Result<Base> base = baseOf(discount.tag);
                const Result<Decimal> share = discount.percent->negated().shiftedDown(2);
                if (!base || !share)
                    return std::unexpected(!base ? base.error() : share.error());
                if (Result<void> added =
                        add(LineKind::Discount, base->sum.times(*share), *discount.percent, *base, "percent");
                    !added)
                    return added;
            }
        return {};
    }

    /// Never below zero.
    Result<void> amounts()
    {
        for (const Discount &discount : m_plan.discounts) {
            if (!discount.amount || !isInForce(discount))
                continue;
            const Result<Base> base = baseOf(discount.tag);
            if (!base)
                return std::unexpected(base.error());
            if (base->sum > Decimal(0))
                if (Result<void> added = add(LineKind::Discount, std::min(*discount.amount, base->sum).negated(),
                        *discount.amount, *base, "amount");
                    !added)
                    return added;
        }
        return {};
    }

    /// What an adjustment acts on: everything, or what tokens with a tag owe.
    struct Base {
        Decimal sum;
        std::string tag{}; ///< pattern; empty: everything
    };

    bool hasTag(std::size_t token, const std::string &pattern) const
    {
        return pattern.empty() || std::ranges::any_of(m_input.tokens[token].tags, [&](const std::string &tag) {
            return fitsPattern(tag, pattern);
        });
    }

    Result<Base> baseOf(const std::string &tag) const
    {
        Base base{m_sum, tag};
        if (tag.empty())
            return base;
        base.sum = Decimal();
        for (std::size_t token = 0; token < m_byToken.size(); ++token) {
            const Result<Decimal> sum = hasTag(token, tag) ? base.sum.plus(m_byToken[token]) : base.sum;
            if (!sum)
                return std::unexpected(sum.error());
            base.sum = *sum;
        }
        return base;
    }

    Result<void> limits()
    {
        if (m_plan.maximum && m_sum > *m_plan.maximum)
            if (Result<void> added = add(LineKind::Maximum, m_plan.maximum->minus(m_sum), *m_plan.maximum, {m_sum}); !added)
                return added;
        if (m_plan.minimum && m_sum < *m_plan.minimum)
            return add(LineKind::Minimum, m_plan.minimum->minus(m_sum), *m_plan.minimum, {m_sum});
        return {};
    }

    Result<void> tax()
    {
        if (!m_plan.taxPercent)
            return {};
        const Result<Decimal> share = m_plan.taxPercent->shiftedDown(2);
        return add(LineKind::Tax, share ? m_sum.times(*share) : share, *m_plan.taxPercent, {m_sum});
    }

    Result<void> add(LineKind kind, const Result<Decimal> &exact, const Decimal &factor, const Base &base,
        const char *rule = "")
    {
        if (!exact)
            return fail(ErrorCode::Overflow, std::string(name(kind)));
        if (exact->isZero())
            return {};
        StatementLine line;
        line.kind = kind;
        line.version = m_plan.version;
        line.period = m_period;
        line.exact = line.otherExact = *exact;
        line.agreement = m_plan.agreement;
        line.steps = {{rule, {}, 0, base.sum, factor, *exact, base.tag}};
        line.amount = exact->rounded(m_input.currency.minorDigits, m_plan.rounding);
        if (Result<void> shared = share(line, base.tag); !shared)
            return shared;
        if (!addUp(line))
            return fail(ErrorCode::Overflow, std::string(name(kind)));
        m_lines.push_back(std::move(line));
        return {};
    }

    /// Among the tokens by what they owe so far; equally where none owes anything.
    Result<void> share(StatementLine &line, const std::string &tag) const
    {
        std::vector<Decimal> weights;
        for (std::size_t token = 0; token < m_byToken.size(); ++token)
            weights.push_back(hasTag(token, tag) ? std::max(m_byToken[token], Decimal(0)) : Decimal());
        if (weights.empty())
            return {};
        if (std::ranges::all_of(weights, &Decimal::isZero))
            std::ranges::fill(weights, Decimal(1));
        const Result<std::vector<Decimal>> shares = sharesOf(line.amount, weights, m_input.currency.minorDigits);
        if (!shares)
            return std::unexpected(shares.error());
        for (std::uint32_t token = 0; token < shares->size(); ++token) {
            if ((*shares)[token].isZero())
                continue;
            LinePart &part = line.parts.emplace_back();
            part.token = token;
            part.exact = part.amount = (*shares)[token];
        }
        return {};
    }

    bool addUp(const StatementLine &line)
    {
        const Result<Decimal> sum = m_sum.plus(line.amount);
        if (!sum)
            return false;
        m_sum = *sum;
        for (const LinePart &part : line.parts) {
            const Result<Decimal> owed = m_byToken[part.token].plus(part.amount);
            if (!owed)
                return false;
            m_byToken[part.token] = *owed;
        }
        return true;
    }

    const RatingInput &m_input;
    const Plan &m_plan;
    Interval m_period;
    Date m_start; ///< local date on which the whole period begins
    Decimal m_sum; ///< of the amounts shown so far
    std::vector<Decimal> m_byToken;
    std::vector<StatementLine> m_lines;
};

} // namespace

Result<std::vector<StatementLine>> adjustmentLines(
    const RatingInput &input, const Plan &plan, const std::vector<StatementLine> &lines, const Interval &period,
    const Interval &whole)
{
    return Adjusting(input, plan, period, whole).run(lines);
}

} // namespace toll
