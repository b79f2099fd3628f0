// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/adminkeys.h"

#include "core/services/stores.h"
#include "core/storage/sha256.h"
#include "core/tokens/secret.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostNameBytes = 200;

Json factOf(const AdminKey &key)
{
    Json payload;
    payload.set("admin_key", key.id).set("name", key.name).set("last_four", key.lastFour);
    payload.set("scopes", toString(key.scopes));
    return payload;
}

} // namespace

Result<IssuedAdminKey> AdminKeyService::create(const std::string &name, const Scopes &scopes)
{
    if (name.empty())
        return fail(ErrorCode::Missing, "name");
    if (name.size() > mostNameBytes)
        return fail(ErrorCode::OutOfRange, "name", std::to_string(name.size()), std::to_string(mostNameBytes));
    if (scopes.isEmpty())
        return fail(ErrorCode::Missing, "scope");
    IssuedAdminKey issued;
    issued.secret = makeSecret(adminKeyPrefix, m_context.entropy);
    issued.key = {newUuid(m_context.clock(), m_context.entropy), name,
        sha256(std::as_bytes(std::span(issued.secret))).toHex().toStdString(), std::string(lastFourOf(issued.secret)),
        scopes, m_context.clock(), {}};
    return change(m_context, Topic::AdminKeys, [&]() -> Result<IssuedAdminKey> {
        if (Result<void> inserted = m_context.stores->adminKeys.insert(issued.key); !inserted)
            return std::unexpected(inserted.error());
        return recorded(m_context, "admin_key.created", factOf(issued.key), issued);
    });
}

Result<std::vector<AdminKey>> AdminKeyService::list() const
{
    return m_context.stores->adminKeys.list();
}

Result<AdminKey> AdminKeyService::revoke(const std::string &id)
{
    return change(m_context, Topic::AdminKeys, [&]() -> Result<AdminKey> {
        const Result<bool> revoked = m_context.stores->adminKeys.revoke(id, m_context.clock());
        if (!revoked)
            return std::unexpected(revoked.error());
        const Result<std::vector<AdminKey>> keys = list();
        if (!keys)
            return std::unexpected(keys.error());
        const AdminKey &key = *std::ranges::find(*keys, id, &AdminKey::id);
        return *revoked ? recorded(m_context, "admin_key.revoked", factOf(key), key) : Result<AdminKey>(key);
    });
}

Json adminKeyJson(const AdminKey &key)
{
    const std::vector<std::string> scopes = key.scopes.names();
    Json json;
    json.set("id", key.id).set("name", key.name).set("prefix", adminKeyPrefix).set("last_four", key.lastFour);
    json.set("scopes", Json(Json::Array(scopes.begin(), scopes.end())));
    json.set("created", toRfc3339(key.createdAt));
    json.set("revoked", key.revokedAt ? Json(toRfc3339(*key.revokedAt)) : Json());
    return json;
}

} // namespace toll
