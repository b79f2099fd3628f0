// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/rating/rate.h"

#include <QTest>

#include <memory>
#include <type_traits>

namespace toll::test {

/// The value of a Result that must be there.
template<typename T>
T valueOf(Result<T> result)
{
    if (!result)
        qFatal("unexpected error %d at '%s' found '%s'", static_cast<int>(result.error().code),
            result.error().where.c_str(), result.error().found.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

inline Instant at(const char *text)
{
    return valueOf(parseRfc3339(text));
}

inline Decimal decimal(const char *text)
{
    return valueOf(Decimal::parse(text));
}

/// A small history to rate: one plan, tokens by index, rows in order of time.
class History {
public:
    explicit History(Plan plan = basicPlan())
        : m_plan(std::make_unique<Plan>(std::move(plan))), m_usage(std::make_unique<UsageTable>())
    {
        m_input.plan = m_plan.get();
        m_input.currency = valueOf(currency("USD"));
        m_input.usage = m_usage.get();
    }

    /// A price from texts: caps may hold several by comma.
    static TokenPrice price(const char *rate, const char *caps, const char *lifetime)
    {
        TokenPrice price;
        price.rate = decimal(rate);
        for (const QByteArray &cap : QByteArray(caps).split(','))
            if (cap != "none")
                price.caps.push_back(valueOf(parseCap(cap.toStdString())));
        price.lifetime = valueOf(parseLifetime(lifetime));
        return price;
    }

    std::uint32_t addToken(const TokenPrice &price, std::optional<Instant> start = {})
    {
        const std::string name = "token-" + std::to_string(m_input.tokens.size());
        m_input.tokens.push_back({{name}, name, price, {}, {}, start, {}});
        m_usage->tokens.push_back({name});
        return static_cast<std::uint32_t>(m_input.tokens.size() - 1);
    }

    UsageRow &add(Instant time, std::int64_t count, std::int16_t status = 200, std::uint32_t token = 0)
    {
        UsageRow row;
        row.time = time;
        row.token = token;
        row.status = status;
        row.requests = count;
        m_usage->rows.push_back(row);
        return m_usage->rows.back();
    }

    RatingInput &input() { return m_input; }
    UsageTable &usage() { return *m_usage; }
    Plan &plan() { return *m_plan; }

    Statement rated() { return valueOf(rate(m_input)); }

private:
    std::unique_ptr<Plan> m_plan;
    std::unique_ptr<UsageTable> m_usage;
    RatingInput m_input;
};

} // namespace toll::test
