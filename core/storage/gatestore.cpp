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

const QString insertion = u"INSERT INTO gate_request (id, token_id, time, state, expires_at, requests, input_units,"
                          " cached_input_units, cache_write_units, output_units, model, endpoint) VALUES "_s;
const QString oneRow = u"(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
constexpr std::size_t rowsAtOnce = 32; ///< of many: one statement each, so that few are kept prepared

void bind(const StoredGateRequest &request, std::vector<QVariant> &values)
{
    for (const QVariant &value : {toBindable(request.id), toBindable(request.token), toBindable(request.time),
             toBindable(textOf(request.state)), toBindable(request.expiresAt), toBindable(request.requests)})
        values.push_back(value);
    for (const std::optional<std::int64_t> &units : request.units)
        values.push_back(toBindable(units));
    values.push_back(toBindable(request.model));
    values.push_back(toBindable(request.endpoint));
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
    std::vector<QVariant> values;
    bind(request, values);
    Result<void> done = m_connection.runWith(insertion + oneRow, values);
    if (!done && done.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, "request", request.id);
    return done;
}

Result<void> GateStore::addAll(const std::vector<const StoredGateRequest *> &requests)
{
    static const QString many = insertion + QStringList(rowsAtOnce, oneRow).join(u',');
    std::vector<QVariant> values;
    std::size_t at = 0;
    for (; at + rowsAtOnce <= requests.size(); at += rowsAtOnce) {
        values.clear();
        for (std::size_t i = at; i < at + rowsAtOnce; ++i)
            bind(*requests[i], values);
        if (Result<void> done = m_connection.runWith(many, values); !done)
            return done;
    }
    for (; at < requests.size(); ++at)
        if (Result<void> done = add(*requests[at]); !done)
            return done;
    return {};
}

Result<std::vector<StoredGateRequest>> GateStore::findAll(const std::vector<std::string_view> &ids)
{
    static const QString many
        = selection(u"WHERE id IN ("_s + QStringList(rowsAtOnce, u"?"_s).join(u',') + u')');
    std::vector<StoredGateRequest> found;
    for (std::size_t at = 0; at < ids.size(); at += rowsAtOnce) {
        std::vector<QVariant> values;
        for (std::size_t i = at; i < at + rowsAtOnce; ++i)
            values.push_back(toBindable(ids[std::min(i, ids.size() - 1)])); // the last one fills up
        auto some = m_connection.rowsWith(many, values, requestOf);
        if (!some)
            return some;
        std::ranges::move(*some, std::back_inserter(found));
    }
    return found;
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
