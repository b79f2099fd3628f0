// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/exchange.h"

#include "core/services/stores.h"
#include "core/services/zones.h"

namespace toll {

Result<ExchangeRow> ExchangeService::set(const ExchangeRow &row)
{
    for (const auto &[code, where] : {std::pair(row.base, "base"), std::pair(row.quote, "quote")})
        if (const Result<Currency> known = currency(code); !known)
            return fail(known.error().code, where, code, known.error().expected);
    if (row.base == row.quote)
        return fail(ErrorCode::OutOfRange, "quote", row.quote, "<> " + row.base);
    if (row.rate <= Decimal(0))
        return fail(ErrorCode::OutOfRange, "rate", row.rate.toString(), "> 0");
    const Result<Date> date = parseDate(row.date);
    if (!date)
        return fail(date.error().code, "date", row.date, date.error().expected);
    return change(m_context, Topic::Plans, [&]() -> Result<ExchangeRow> {
        if (Result<void> added = m_context.stores->exchange.add(
                {row.base, row.quote, toIso(*date), row.rate, row.source}, m_context.clock());
            !added)
            return std::unexpected(added.error());
        Json payload;
        payload.set("base", row.base).set("quote", row.quote).set("date", row.date);
        payload.set("rate", row.rate.toString()).set("source", row.source);
        return recorded(m_context, "exchange.set", payload, row);
    });
}

Result<std::vector<ExchangeRow>> ExchangeService::list() const
{
    const Result<std::vector<ExchangeRate>> rates = m_context.stores->exchange.list();
    if (!rates)
        return std::unexpected(rates.error());
    std::vector<ExchangeRow> rows;
    for (const ExchangeRate &rate : *rates)
        rows.push_back({rate.base, rate.quote, rate.date, rate.rate, rate.source});
    return rows;
}

Result<void> convert(Stores &stores, Statement &statement, const Customer &customer)
{
    if (statement.currency.code == customer.currency || !statement.period)
        return {};
    const Result<Currency> own = currency(customer.currency);
    const Result<Zone> zone = zoneNamed(customer.timezone);
    if (!own || !zone)
        return std::unexpected(!own ? own.error() : zone.error());
    const std::string last = toIso(zone->toLocal(statement.period->end.plus(-1)).date);
    const Result<std::optional<ExchangeRate>> rate = stores.exchange.at(statement.currency.code, own->code, last);
    if (!rate)
        return std::unexpected(rate.error());
    Conversion conversion;
    conversion.currency = *own;
    conversion.date = last;
    if (*rate) {
        const Result<Decimal> exact = statement.total.times((*rate)->rate);
        if (!exact)
            return std::unexpected(exact.error());
        conversion.date = (*rate)->date;
        conversion.rate = (*rate)->rate;
        conversion.source = (*rate)->source;
        conversion.total = exact->rounded(own->minorDigits, statement.rounding);
    }
    statement.converted = conversion;
    return {};
}

} // namespace toll
