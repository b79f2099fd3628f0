// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledgerstore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

LedgerEntry entryOf(const Row &row)
{
    return {row.integer(0), row.instant(1), row.text(2), row.text(3), row.text(4)};
}

} // namespace

Result<std::int64_t> LedgerStore::append(
    Instant time, std::string_view actor, std::string_view kind, const Json &payload)
{
    Q_ASSERT(m_connection.isInTransaction());
    auto last = m_connection.first(
        u"SELECT coalesce(max(seq), 0) FROM ledger"_s, [](const Row &row) { return row.integer(0); });
    if (!last)
        return std::unexpected(std::move(last.error()));
    const std::int64_t sequence = last->value_or(0) + 1;
    auto written = m_connection.run(u"INSERT INTO ledger (seq, time, actor, kind, payload) VALUES (?, ?, ?, ?, ?)"_s,
        sequence, time, actor, kind, payload.dumpCanonical());
    if (!written)
        return std::unexpected(std::move(written.error()));
    return sequence;
}

Result<std::vector<LedgerEntry>> LedgerStore::page(std::int64_t limit, std::int64_t before)
{
    return m_connection.rows(
        u"SELECT seq, time, actor, kind, payload FROM ledger WHERE seq < ? ORDER BY seq DESC LIMIT ?"_s,
        entryOf, before, limit);
}

Result<std::vector<LedgerEntry>> LedgerStore::mentioning(std::string_view id)
{
    return m_connection.rows(
        u"SELECT seq, time, actor, kind, payload FROM ledger WHERE instr(payload, ?) > 0 ORDER BY seq"_s, entryOf,
        "\"" + std::string(id) + "\"");
}

} // namespace toll
