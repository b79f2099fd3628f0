// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/customerstore.h"

#include "core/storage/lists.h"

#include <string>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

Result<Customer> customerOf(const Row &row)
{
    Result<std::vector<Cap>> caps = capsOf(row.text(7));
    const Result<std::optional<RateLimit>> rate = rateLimitOf(row.optionalText(8));
    if (!caps || !rate)
        return fail(ErrorCode::Damaged, "customer", row.text(0));
    return Customer{
        .id = {row.text(0)},
        .name = row.text(1),
        .currency = row.text(2),
        .timezone = row.text(3),
        .contact = row.text(4),
        .createdAt = row.instant(5),
        .archivedAt = row.optionalInstant(6),
        .pool = {std::move(*caps), *rate},
    };
}

QString selection(const QString &rest)
{
    return u"SELECT id, name, currency, timezone, contact, created_at, archived_at, pool_caps, pool_rate_limit "
           "FROM customer "_s
        + rest;
}

/// Names the clash by what the operator typed instead of by the column.
Error named(Error error, const Customer &customer)
{
    if (error.code == ErrorCode::AlreadyExists)
        return {ErrorCode::AlreadyExists, "customer", customer.name, {}, 0};
    return error;
}

} // namespace

Result<void> CustomerStore::insert(const Customer &customer)
{
    auto done =
        m_connection.run(u"INSERT INTO customer (id, name, currency, timezone, contact, created_at, archived_at,"
                         " pool_caps, pool_rate_limit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            customer.id, customer.name, customer.currency, customer.timezone, customer.contact, customer.createdAt,
            customer.archivedAt, textOf(customer.pool.caps), textOf(customer.pool.rate));
    if (!done)
        return std::unexpected(named(std::move(done.error()), customer));
    return {};
}

Result<void> CustomerStore::update(const Customer &customer)
{
    auto done = m_connection.change(
        u"UPDATE customer SET name = ?, currency = ?, timezone = ?, contact = ?, archived_at = ?, pool_caps = ?,"
        " pool_rate_limit = ? WHERE id = ?"_s,
        customer.name, customer.currency, customer.timezone, customer.contact, customer.archivedAt,
        textOf(customer.pool.caps), textOf(customer.pool.rate), customer.id);
    if (!done)
        return std::unexpected(named(std::move(done.error()), customer));
    if (*done == 0)
        return fail(ErrorCode::NotFound, "customer", customer.id.text);
    return {};
}

Result<void> CustomerStore::erase(const CustomerId &id)
{
    auto done = m_connection.change(u"DELETE FROM customer WHERE id = ?"_s, id);
    if (!done) {
        if (done.error().code == ErrorCode::Conflict)
            return fail(ErrorCode::WrongState, "customer", id.text);
        return std::unexpected(std::move(done.error()));
    }
    if (*done == 0)
        return fail(ErrorCode::NotFound, "customer", id.text);
    return {};
}

Result<std::vector<Customer>> CustomerStore::list(bool includeArchived)
{
    return m_connection.rows(
        selection(includeArchived ? u"ORDER BY name"_s : u"WHERE archived_at IS NULL ORDER BY name"_s), customerOf);
}

Result<std::optional<Customer>> CustomerStore::byId(const CustomerId &id)
{
    return m_connection.first(selection(u"WHERE id = ?"_s), customerOf, id);
}

Result<std::optional<Customer>> CustomerStore::byName(std::string_view name)
{
    return m_connection.first(selection(u"WHERE name = ?"_s), customerOf, name);
}

Result<Customer> CustomerStore::byIdOrName(std::string_view text)
{
    auto found =
        m_connection.first(selection(u"WHERE id = ? OR name = ? ORDER BY id <> ?"_s), customerOf, text, text, text);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (!*found)
        return fail(ErrorCode::NotFound, "customer", std::string(text));
    return std::move(**found);
}

} // namespace toll
