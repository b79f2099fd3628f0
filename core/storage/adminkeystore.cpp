// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/adminkeystore.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

Result<AdminKey> keyOf(const Row &row)
{
    AdminKey key;
    key.id = row.text(0);
    key.name = row.text(1);
    key.hash = row.text(2);
    key.lastFour = row.text(3);
    const Result<Scopes> scopes = parseScopes(row.text(4));
    if (!scopes)
        return fail(ErrorCode::Damaged, "admin_key", key.id);
    key.scopes = *scopes;
    key.createdAt = row.instant(5);
    key.revokedAt = row.optionalInstant(6);
    return key;
}

} // namespace

Result<void> AdminKeyStore::insert(const AdminKey &key)
{
    Q_ASSERT(m_connection.isInTransaction());
    return m_connection.run(u"INSERT INTO admin_key (id, name, hash, last_four, scopes, created_at, revoked_at)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        key.id, key.name, key.hash, key.lastFour, toString(key.scopes), key.createdAt, key.revokedAt);
}

Result<bool> AdminKeyStore::revoke(std::string_view id, Instant at)
{
    Q_ASSERT(m_connection.isInTransaction());
    const auto known = m_connection.first(
        u"SELECT 1 FROM admin_key WHERE id = ?"_s, [](const Row &row) { return row.integer(0); }, id);
    if (!known)
        return std::unexpected(known.error());
    if (!*known)
        return fail(ErrorCode::NotFound, "admin_key", std::string(id));
    const Result<std::int64_t> changed = m_connection.change(
        u"UPDATE admin_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"_s, at, id);
    if (!changed)
        return std::unexpected(changed.error());
    return *changed > 0;
}

Result<std::vector<AdminKey>> AdminKeyStore::list()
{
    return m_connection.rows(
        u"SELECT id, name, hash, last_four, scopes, created_at, revoked_at FROM admin_key ORDER BY created_at, id"_s,
        keyOf);
}

} // namespace toll
