// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/keyring.h"

#include "app/service/bearer.h"
#include "core/services/entropy.h"

#include <algorithm>

using namespace toll;

namespace {

/// Takes the same time wherever they differ.
bool isSame(const SecretHash &a, const SecretHash &b)
{
    std::byte difference{0};
    for (std::size_t i = 0; i < a.bytes.size(); ++i)
        difference |= a.bytes[i] ^ b.bytes[i];
    return difference == std::byte{0};
}

http::Problem unauthorized(std::string detail, std::string_view challenge)
{
    http::Problem problem{.status = 401, .detail = std::move(detail)};
    return std::move(problem).with("WWW-Authenticate", std::string(challenge));
}

} // namespace

Keyring::Keyring() : m_clock(systemClock()) { }

void Keyring::setStored(std::vector<AdminKey> keys)
{
    std::erase_if(keys, [](const AdminKey &key) { return key.revokedAt.has_value(); });
    set(m_stored, std::move(keys));
}

void Keyring::setOfFile(std::vector<AdminKey> keys)
{
    set(m_ofFile, std::move(keys));
}

void Keyring::set(std::vector<AdminKey> &place, std::vector<AdminKey> keys)
{
    const std::scoped_lock lock(m_mutex);
    place = std::move(keys);
    auto entries = std::make_shared<Entries>();
    for (const std::vector<AdminKey> *all : {&m_stored, &m_ofFile})
        for (const AdminKey &key : *all)
            if (const Result<SecretHash> hash = parseSecretHash(key.hash))
                entries->push_back({*hash, std::make_shared<const AdminKey>(key)});
    m_entries = std::move(entries);
}

std::shared_ptr<const Keyring::Entries> Keyring::entries() const
{
    const std::scoped_lock lock(m_mutex);
    return m_entries;
}

std::shared_ptr<const AdminKey> Keyring::holderOf(const http::Request &request) const
{
    const std::optional<std::string_view> secret = bearerOf(request);
    if (!secret)
        return nullptr;
    const SecretHash hash = hashOfSecret(*secret);
    const std::shared_ptr<const Entries> known = entries();
    std::shared_ptr<const AdminKey> found;
    for (const Entry &entry : *known) // all of them, whichever it is
        if (isSame(entry.hash, hash))
            found = entry.key;
    return found;
}

std::optional<http::Problem> Keyring::refusal(const http::Request &request, Scope scope)
{
    if (const std::shared_ptr<const AdminKey> key = holderOf(request)) {
        if (key->scopes.has(scope))
            return {};
        const std::string needed(name(scope));
        http::Problem problem{.status = 403,
            .detail = "This needs a key with the scope " + needed + "; this one has " + toString(key->scopes) + "."};
        problem.extra.emplace_back("scope", Json(needed));
        return std::move(problem).with(
            "WWW-Authenticate", R"(Bearer error="insufficient_scope", scope=")" + needed + '"');
    }
    if (entries()->empty())
        return unauthorized("This service has no management key yet. Stop it and run “tollkeeper-cli admin-key create "
                            "--name NAME --scope admin”, or start it with --admin-key-file FILE.",
            R"(Bearer realm="tollkeeperd")");
    if (!bearerOf(request))
        return unauthorized("This needs a management key, as “Authorization: Bearer KEY”.",
            R"(Bearer realm="tollkeeperd")");
    return m_wrongKeys.refusal(request.peer, m_clock(),
        "This is no management key of this service, or it was revoked.",
        R"(Bearer realm="tollkeeperd", error="invalid_token")");
}
