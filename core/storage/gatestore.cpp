// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/gatestore.h"

#include <algorithm>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::string_view, 4> stateNames{"open", "reserved", "uncompleted", "expired"};

std::string_view textOf(StoredGateRequest::State state)
{
    return stateNames[static_cast<std::size_t>(state)];
}

Result<StoredGateRequest> requestOf(const Row &row)
{
    StoredGateRequest request;
    request.id = row.text(0);
    request.token = {row.text(1)};
    request.time = row.instant(2);
    const auto state = std::ranges::find(stateNames, row.text(3));
    if (state == stateNames.end())
        return fail(ErrorCode::Damaged, "gate_request", request.id);
    request.state = static_cast<StoredGateRequest::State>(state - stateNames.begin());
    request.expiresAt = row.optionalInstant(4);
    request.requests = row.integer(5);
    for (int unit = 0; unit < static_cast<int>(unitMeterCount); ++unit)
        if (!row.isNull(6 + unit))
            request.units[static_cast<std::size_t>(unit)] = row.integer(6 + unit);
    request.model = row.text(10);
    request.endpoint = row.text(11);
    return request;
}

QString selection(const QString &rest)
{
    return u"SELECT id, token_id, time, state, expires_at, requests, input_units, cached_input_units, cache_write_units,"
           " output_units, model, endpoint FROM gate_request "_s
        + rest;
}

} // namespace

Result<std::optional<GateStore::Place>> GateStore::place()
{
    return m_connection.first(u"SELECT journal, drained FROM gate"_s, [](const Row &row) {
        return Place{row.text(0), static_cast<std::uint64_t>(row.integer(1))};
    });
}

Result<void> GateStore::setPlace(const Place &place)
{
    return m_connection.run(u"INSERT INTO gate (only, journal, drained) VALUES (1, ?, ?)"
                            " ON CONFLICT (only) DO UPDATE SET journal = excluded.journal, drained = excluded.drained"_s,
        place.journal, static_cast<std::int64_t>(place.drained));
}

Result<void> GateStore::add(const StoredGateRequest &request)
{
    Result<void> done = m_connection.run(
        u"INSERT INTO gate_request (id, token_id, time, state, expires_at, requests, input_units, cached_input_units,"
        " cache_write_units, output_units, model, endpoint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        request.id, request.token, request.time, textOf(request.state), request.expiresAt, request.requests,
        request.units[0], request.units[1], request.units[2], request.units[3], request.model, request.endpoint);
    if (!done && done.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, "request", request.id);
    return done;
}

Result<void> GateStore::setState(std::string_view id, StoredGateRequest::State state)
{
    const bool hasExpiry = state == StoredGateRequest::State::Expired || state == StoredGateRequest::State::Reserved;
    return m_connection.run(hasExpiry ? u"UPDATE gate_request SET state = ? WHERE id = ?"_s
                                      : u"UPDATE gate_request SET state = ?, expires_at = NULL WHERE id = ?"_s,
        textOf(state), id);
}

Result<void> GateStore::remove(std::string_view id)
{
    return m_connection.run(u"DELETE FROM gate_request WHERE id = ?"_s, id);
}

Result<std::optional<StoredGateRequest>> GateStore::find(std::string_view id)
{
    return m_connection.first(selection(u"WHERE id = ?"_s), requestOf, id);
}

Result<std::vector<StoredGateRequest>> GateStore::inState(StoredGateRequest::State state)
{
    return m_connection.rows(selection(u"WHERE state = ? ORDER BY time, id"_s), requestOf, textOf(state));
}

Result<std::vector<StoredGateRequest>> GateStore::due(Instant openSince, Instant expiresBy)
{
    return m_connection.rows(selection(u"WHERE (state = 'open' AND time <= ?) OR (state = 'reserved' AND expires_at <= ?)"
                                       " ORDER BY time, id"_s),
        requestOf, openSince, expiresBy);
}

Result<std::vector<GateStore::NewSegment>> GateStore::segmentsAfter(std::int64_t number)
{
    return m_connection.rows(
        u"SELECT number, events, from_ms, to_ms, digest, batch_id FROM segment WHERE number > ? ORDER BY number"_s,
        [](const Row &row) {
            return NewSegment{{row.integer(0), row.integer(1), {row.instant(2), row.instant(3)}, row.blob(4)},
                {row.text(5)}};
        },
        number);
}

Result<std::int64_t> GateStore::newestSegment()
{
    auto newest = m_connection.first(
        u"SELECT coalesce(max(number), 0) FROM segment"_s, [](const Row &row) { return row.integer(0); });
    if (!newest)
        return std::unexpected(newest.error());
    return newest->value_or(0);
}

} // namespace toll
