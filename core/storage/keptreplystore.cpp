// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keptreplystore.h"

namespace toll {

using namespace Qt::StringLiterals;

Result<void> KeptReplyStore::insert(std::string_view request, const KeptReply &reply)
{
    Q_ASSERT(m_connection.isInTransaction());
    return m_connection.run(u"INSERT INTO kept_reply (request, fingerprint, status, location, etag, body, created_at)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        request, reply.fingerprint, reply.status, reply.location, reply.etag, reply.body, reply.createdAt);
}

Result<std::optional<KeptReply>> KeptReplyStore::find(std::string_view request)
{
    return m_connection.first(
        u"SELECT fingerprint, status, location, etag, body, created_at FROM kept_reply WHERE request = ?"_s,
        [](const Row &row) {
            return KeptReply{row.text(0), static_cast<int>(row.integer(1)), row.text(2), row.text(3), row.text(4),
                row.instant(5)};
        },
        request);
}

Result<std::int64_t> KeptReplyStore::removeBefore(Instant time)
{
    return m_connection.change(u"DELETE FROM kept_reply WHERE created_at < ?"_s, time);
}

Result<std::int64_t> KeptReplyStore::count()
{
    const auto counted = m_connection.first(
        u"SELECT count(*) FROM kept_reply"_s, [](const Row &row) { return row.integer(0); });
    if (!counted)
        return std::unexpected(counted.error());
    return counted->value_or(0);
}

} // namespace toll
