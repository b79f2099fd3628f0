// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/closingstore.h"

#include <QCryptographicHash>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

const QString isClosed = u"NOT EXISTS (SELECT 1 FROM reopening r WHERE r.closing_id = c.id)"_s;

QString selection(const QString &rest)
{
    return u"SELECT c.id, c.customer_id, c.from_ms, c.to_ms, c.closed_at, c.closed_by, c.currency, c.total, c.settled,"
           " o.at, o.actor, o.reason, o.batch_id FROM closing c LEFT JOIN reopening o ON o.closing_id = c.id "_s
        + rest;
}

Result<Closing> closingOf(const Row &row)
{
    const Result<Decimal> total = Decimal::parse(row.text(7));
    if (!total)
        return fail(ErrorCode::Damaged, "closing", row.text(0));
    Closing closing{{row.text(0)}, {row.text(1)}, {row.instant(2), row.instant(3)}, row.instant(4), row.text(5),
        row.text(6), *total, row.integer(8), {}};
    if (!row.isNull(9)) {
        closing.reopened = Reopening{row.instant(9), row.text(10), row.text(11), {}};
        if (const auto batch = row.optionalText(12))
            closing.reopened->batch = BatchId{*batch};
    }
    return closing;
}

} // namespace

std::string digestOf(const std::string &document)
{
    const QByteArrayView bytes(document.data(), static_cast<qsizetype>(document.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

Result<void> ClosingStore::add(
    const Closing &closing, const std::vector<FrozenText> &statements, const std::vector<FrozenTerm> &terms)
{
    Q_ASSERT(m_connection.isInTransaction());
    auto written = m_connection.run(
        u"INSERT INTO closing (id, customer_id, from_ms, to_ms, closed_at, closed_by, currency, total, settled)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        closing.id, closing.customer, closing.span.begin, closing.span.end, closing.closedAt, closing.closedBy,
        closing.currency, closing.total, closing.settled);
    if (!written)
        return written;
    for (const FrozenText &statement : statements) {
        written = m_connection.run(
            u"INSERT INTO closing_statement (closing_id, token_id, document, digest) VALUES (?, ?, ?, ?)"_s, closing.id,
            statement.token, statement.document, digestOf(statement.document));
        if (!written)
            return written;
    }
    for (const FrozenTerm &term : terms) {
        written = m_connection.run(u"INSERT INTO closing_term (closing_id, token_id, start_ms) VALUES (?, ?, ?)"_s,
            closing.id, term.token, term.start);
        if (!written)
            return written;
    }
    return {};
}

Result<void> ClosingStore::reopen(const ClosingId &id, const Reopening &reopening)
{
    Q_ASSERT(m_connection.isInTransaction());
    return m_connection.run(u"INSERT INTO reopening (closing_id, at, actor, reason, batch_id) VALUES (?, ?, ?, ?, ?)"_s,
        id, reopening.at, reopening.actor, reopening.reason, reopening.batch);
}

Result<std::vector<Closing>> ClosingStore::list()
{
    return m_connection.rows(selection(u"ORDER BY c.customer_id, c.from_ms, c.closed_at, c.id"_s), closingOf);
}

Result<std::vector<Closing>> ClosingStore::closedOf(const CustomerId &customer)
{
    return m_connection.rows(
        selection(u"WHERE c.customer_id = ? AND o.at IS NULL ORDER BY c.from_ms"_s), closingOf, customer);
}

Result<std::unordered_map<CustomerId, Instant>> ClosingStore::closedUntil()
{
    std::unordered_map<CustomerId, Instant> ends;
    auto read = m_connection.each(
        u"SELECT c.customer_id, max(c.to_ms) FROM closing c WHERE "_s + isClosed + u" GROUP BY c.customer_id"_s,
        [&ends](const Row &row) -> Result<void> {
            ends.emplace(CustomerId{row.text(0)}, row.instant(1));
            return {};
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return ends;
}

Result<std::optional<std::string>> ClosingStore::statement(const ClosingId &id, const TokenId &token)
{
    const auto found = m_connection.first(
        u"SELECT document, digest FROM closing_statement WHERE closing_id = ? AND token_id = ?"_s,
        [](const Row &row) { return std::pair(row.text(0), row.text(1)); }, id, token);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    if (digestOf((*found)->first) != (*found)->second)
        return fail(ErrorCode::Damaged, "closing", id.text);
    return std::move((*found)->first);
}

Result<std::unordered_map<TokenId, Instant>> ClosingStore::termStarts()
{
    std::unordered_map<TokenId, Instant> starts;
    auto read = m_connection.each(u"SELECT t.token_id, min(t.start_ms) FROM closing_term t"
                                  " JOIN closing c ON c.id = t.closing_id WHERE "_s
            + isClosed + u" GROUP BY t.token_id"_s,
        [&starts](const Row &row) -> Result<void> {
            starts.emplace(TokenId{row.text(0)}, row.instant(1));
            return {};
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return starts;
}

} // namespace toll
