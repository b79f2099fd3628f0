// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/noticestore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

UsageNotice noticeOf(const Row &row)
{
    UsageNotice notice;
    notice.number = row.integer(0);
    notice.batch = {row.text(1)};
    notice.file = row.text(2);
    notice.customer = {row.text(3)};
    notice.kind = row.text(4) == "late" ? UsageNotice::Kind::Late : UsageNotice::Kind::Future;
    if (const auto closing = row.optionalText(5))
        notice.closing = ClosingId{*closing};
    notice.policy = row.optionalText(6).value_or(std::string());
    notice.events = row.integer(7);
    notice.first = row.instant(8);
    notice.last = row.instant(9);
    notice.notedAt = row.instant(10);
    return notice;
}

} // namespace

Result<void> NoticeStore::add(const UsageNotice &notice)
{
    Q_ASSERT(m_connection.isInTransaction());
    const bool isLate = notice.kind == UsageNotice::Kind::Late;
    return m_connection.run(
        u"INSERT INTO usage_notice (batch_id, customer_id, kind, closing_id, policy, events, first_ms, last_ms,"
        " noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        notice.batch, notice.customer, isLate ? "late" : "future", notice.closing,
        isLate ? std::optional(notice.policy) : std::nullopt, notice.events, notice.first, notice.last, notice.notedAt);
}

Result<std::vector<UsageNotice>> NoticeStore::list(const std::optional<CustomerId> &customer)
{
    const QString selection =
        u"SELECT n.number, n.batch_id, b.file_name, n.customer_id, n.kind, n.closing_id, n.policy,"
        " n.events, n.first_ms, n.last_ms, n.noted_at FROM usage_notice n"
        " JOIN import_batch b ON b.id = n.batch_id "_s;
    return customer ? m_connection.rows(selection + u"WHERE n.customer_id = ? ORDER BY n.number"_s, noticeOf, *customer)
                    : m_connection.rows(selection + u"ORDER BY n.number"_s, noticeOf);
}

Result<std::int64_t> NoticeStore::newest()
{
    const auto number = m_connection.first(
        u"SELECT coalesce(max(number), 0) FROM usage_notice"_s, [](const Row &row) { return row.integer(0); });
    if (!number)
        return std::unexpected(number.error());
    return number->value_or(0);
}

} // namespace toll
