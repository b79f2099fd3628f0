// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/droppedstore.h"

#include "core/storage/eventhash.h"
#include "core/storage/sha256.h"

#include <QtEndian>

#include <algorithm>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype identitySize = 16;

void append(QByteArray &bytes, std::int64_t value)
{
    const qint64 ordered = qToBigEndian<qint64>(value);
    bytes.append(reinterpret_cast<const char *>(&ordered), sizeof ordered);
}

/// Over the identities and what is said of them.
QByteArray digestOf(Interval span, const QByteArray &identities)
{
    QByteArray facts;
    append(facts, span.begin.ms);
    append(facts, span.end.ms);
    return sha256(bytesOf(facts + identities));
}

} // namespace

void DroppedSums::add(std::int64_t day, const TokenId &token, const CellDay &cells)
{
    if (cells.empty())
        return;
    QByteArray named;
    append(named, static_cast<std::int64_t>(token.text.size()));
    named.append(token.text.data(), static_cast<qsizetype>(token.text.size()));
    const std::vector<std::byte> bytes = encodeCellDay(cells);
    named.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    m_days[day].push_back(sha256(bytesOf(named)));
}

std::map<std::int64_t, QByteArray> DroppedSums::digests() const
{
    std::map<std::int64_t, QByteArray> digests;
    for (const auto &[day, tokens] : m_days) {
        std::vector<QByteArray> sorted = tokens;
        std::ranges::sort(sorted);
        QByteArray all;
        for (const QByteArray &digest : sorted)
            all += digest;
        digests.emplace(day, sha256(bytesOf(all)));
    }
    return digests;
}

Result<void> DroppedStore::add(std::vector<EventHash> identities, const BatchId &batch, Interval span, Instant now)
{
    Q_ASSERT(m_connection.isInTransaction());
    std::ranges::sort(identities);
    QByteArray bytes;
    bytes.reserve(identitySize * std::ssize(identities));
    for (const EventHash &identity : identities)
        bytes += bytesOf(identity);
    return m_connection.run(
        u"INSERT INTO dropped_segment (batch_id, dropped_at, events, from_ms, to_ms, digest, identities)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        batch, now, static_cast<std::int64_t>(identities.size()), span.begin, span.end, digestOf(span, bytes), bytes);
}

Result<void> DroppedStore::addUse(const TokenId &token, const DroppedUse &use)
{
    return m_connection.run(u"INSERT INTO dropped_use (token_id, first_ms, last_ms, events) VALUES (?, ?, ?, ?)"
                            " ON CONFLICT (token_id) DO UPDATE SET first_ms = min(first_ms, excluded.first_ms),"
                            " last_ms = max(last_ms, excluded.last_ms), events = events + excluded.events"_s,
        token, use.first, use.last, use.events);
}

Result<void> DroppedStore::putDay(std::int64_t day, const QByteArray &digest)
{
    return m_connection.run(u"INSERT INTO dropped_day (day, digest) VALUES (?, ?)"
                            " ON CONFLICT (day) DO UPDATE SET digest = excluded.digest"_s,
        day, digest);
}

Result<void> DroppedStore::addFinal(const ClosingId &closing)
{
    return m_connection.run(
        u"INSERT INTO dropped_closing (closing_id) VALUES (?) ON CONFLICT (closing_id) DO NOTHING"_s, closing);
}

Result<std::vector<DroppedStore::Piece>> DroppedStore::pieces(Interval span)
{
    return m_connection.rows(
        u"SELECT number, events, from_ms, to_ms, digest FROM dropped_segment"
        " WHERE from_ms < ? AND to_ms > ? ORDER BY from_ms, number"_s,
        [](const Row &row) {
            return Piece{row.integer(0), row.integer(1), {row.instant(2), row.instant(3)}, row.blob(4)};
        },
        span.end, span.begin);
}

Result<std::vector<EventHash>> DroppedStore::identities(const Piece &piece)
{
    const auto bytes = m_connection.first(
        u"SELECT identities FROM dropped_segment WHERE number = ?"_s, [](const Row &row) { return row.blob(0); },
        piece.number);
    if (!bytes)
        return std::unexpected(bytes.error());
    const bool isWhole =
        *bytes && (*bytes)->size() == piece.events * identitySize && digestOf(piece.span, **bytes) == piece.digest;
    if (!isWhole)
        return fail(ErrorCode::Damaged, "dropped " + std::to_string(piece.number));
    std::vector<EventHash> found;
    found.reserve(static_cast<std::size_t>(piece.events));
    for (qsizetype at = 0; at < (*bytes)->size(); at += identitySize)
        found.push_back({qFromBigEndian<quint64>((*bytes)->constData() + at),
            qFromBigEndian<quint64>((*bytes)->constData() + at + identitySize / 2)});
    return found;
}

Result<std::unordered_set<EventHash>> DroppedStore::known(Interval span, std::span<const EventHash> identities)
{
    std::unordered_set<EventHash> found;
    const auto touched = pieces(span);
    if (!touched)
        return std::unexpected(touched.error());
    for (const Piece &piece : *touched) {
        const auto dropped = this->identities(piece);
        if (!dropped)
            return std::unexpected(dropped.error());
        for (const EventHash &identity : identities)
            if (std::ranges::binary_search(*dropped, identity))
                found.insert(identity);
    }
    return found;
}

Result<void> DroppedStore::visit(const Visitor &visit, const OnDamage &onDamage)
{
    const auto all = pieces({earliestInstant, latestInstant.plus(1)});
    if (!all)
        return std::unexpected(all.error());
    for (const Piece &piece : *all) {
        const auto dropped = identities(piece);
        if (!dropped && dropped.error().code == ErrorCode::Damaged && onDamage) {
            onDamage(piece.number);
            continue;
        }
        if (!dropped)
            return std::unexpected(dropped.error());
        if (auto visited = visit(*dropped); !visited)
            return visited;
    }
    return {};
}

Result<std::int64_t> DroppedStore::eventCount()
{
    auto count = m_connection.first(
        u"SELECT coalesce(sum(events), 0) FROM dropped_segment"_s, [](const Row &row) { return row.integer(0); });
    if (!count)
        return std::unexpected(std::move(count.error()));
    return count->value_or(0);
}

Result<std::unordered_map<TokenId, DroppedUse>> DroppedStore::uses()
{
    std::unordered_map<TokenId, DroppedUse> uses;
    auto read = m_connection.each(
        u"SELECT token_id, first_ms, last_ms, events FROM dropped_use"_s, [&uses](const Row &row) -> Result<void> {
            uses.emplace(TokenId{row.text(0)}, DroppedUse{row.instant(1), row.instant(2), row.integer(3)});
            return {};
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return uses;
}

Result<std::map<std::int64_t, QByteArray>> DroppedStore::days()
{
    std::map<std::int64_t, QByteArray> days;
    auto read = m_connection.each(u"SELECT day, digest FROM dropped_day"_s, [&days](const Row &row) -> Result<void> {
        days.emplace(row.integer(0), row.blob(1));
        return {};
    });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return days;
}

Result<std::set<ClosingId>> DroppedStore::finals()
{
    std::set<ClosingId> finals;
    auto read =
        m_connection.each(u"SELECT closing_id FROM dropped_closing"_s, [&finals](const Row &row) -> Result<void> {
            finals.insert({row.text(0)});
            return {};
        });
    if (!read)
        return std::unexpected(std::move(read.error()));
    return finals;
}

} // namespace toll
