// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/exchangestore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

Result<ExchangeRate> rateOf(const Row &row)
{
    const Result<Decimal> rate = Decimal::parse(row.text(3));
    if (!rate)
        return fail(ErrorCode::Damaged, "exchange_rate", row.text(3));
    return ExchangeRate{row.text(0), row.text(1), row.text(2), *rate, row.text(4)};
}

const QString selection = u"SELECT base, quote, date, rate, source FROM exchange_rate "_s;

} // namespace

Result<void> ExchangeStore::add(const ExchangeRate &rate, Instant now)
{
    Q_ASSERT(m_connection.isInTransaction());
    const auto known = m_connection.first(
        selection + u"WHERE base = ? AND quote = ? AND date = ?"_s, rateOf, rate.base, rate.quote, rate.date);
    if (!known)
        return std::unexpected(known.error());
    if (*known)
        return (*known)->rate == rate.rate
            ? Result<void>()
            : fail(ErrorCode::Conflict, "rate", rate.rate.toString(), (*known)->rate.toString());
    return m_connection.run(
        u"INSERT INTO exchange_rate (base, quote, date, rate, source, created_at) VALUES (?, ?, ?, ?, ?, ?)"_s,
        rate.base, rate.quote, rate.date, rate.rate, rate.source, now);
}

Result<std::vector<ExchangeRate>> ExchangeStore::list()
{
    return m_connection.rows(selection + u"ORDER BY base, quote, date"_s, rateOf);
}

Result<std::optional<ExchangeRate>> ExchangeStore::at(
    const std::string &base, const std::string &quote, const std::string &date)
{
    return m_connection.first(
        selection + u"WHERE base = ? AND quote = ? AND date <= ? ORDER BY date DESC LIMIT 1"_s, rateOf, base, quote,
        date);
}

} // namespace toll
