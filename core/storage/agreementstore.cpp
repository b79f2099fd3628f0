// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/agreementstore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

StoredAgreement agreementOf(const Row &row)
{
    return {{row.text(0)}, row.text(1), static_cast<int>(row.integer(2)), row.instant(3), row.text(4), row.instant(5)};
}

QString selection(const QString &rest)
{
    return u"SELECT a.customer_id, p.name, a.number, a.from_ms, a.terms, a.created_at FROM agreement a"
           " JOIN plan p ON p.id = a.plan_id "_s
        + rest;
}

} // namespace

Result<StoredAgreement> AgreementStore::add(StoredAgreement agreement)
{
    Q_ASSERT(m_connection.isInTransaction());
    const auto plan = m_connection.first(
        u"SELECT id FROM plan WHERE name = ?"_s, [](const Row &row) { return row.text(0); }, agreement.plan);
    if (!plan)
        return std::unexpected(plan.error());
    if (!*plan)
        return fail(ErrorCode::NotFound, "plan", agreement.plan);
    const auto last = m_connection.first(
        selection(u"WHERE a.customer_id = ? AND a.plan_id = ? ORDER BY a.number DESC LIMIT 1"_s), agreementOf,
        agreement.customer, **plan);
    if (!last)
        return std::unexpected(last.error());
    agreement.number = *last ? (*last)->number + 1 : 1;
    if (*last && agreement.from <= (*last)->from)
        return fail(ErrorCode::Conflict, "from", toRfc3339(agreement.from), toRfc3339((*last)->from));
    auto written = m_connection.run(
        u"INSERT INTO agreement (customer_id, plan_id, number, from_ms, terms, created_at) VALUES (?, ?, ?, ?, ?, ?)"_s,
        agreement.customer, **plan, agreement.number, agreement.from, agreement.terms, agreement.createdAt);
    if (!written)
        return std::unexpected(std::move(written.error()));
    return agreement;
}

Result<std::vector<StoredAgreement>> AgreementStore::list()
{
    return m_connection.rows(selection(u"ORDER BY a.customer_id, p.name, a.number"_s), agreementOf);
}

} // namespace toll
