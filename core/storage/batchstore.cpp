// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/batchstore.h"

#include "core/storage/eventhash.h"

namespace toll {

using namespace Qt::StringLiterals;

namespace {

ImportBatch batchOf(const Row &row)
{
    return {
        .id = {row.text(0)},
        .source = row.text(1),
        .fileName = row.text(2),
        .startedAt = row.instant(3),
        .finishedAt = row.optionalInstant(4),
        .read = row.integer(5),
        .added = row.integer(6),
        .duplicates = row.integer(7),
        .conflicts = row.integer(8),
        .rejected = row.integer(9),
        .first = row.optionalInstant(10),
        .last = row.optionalInstant(11),
    };
}

std::string_view textOf(ConflictDecision decision)
{
    return decision == ConflictDecision::KeepFirst ? "first" : "second";
}

UsageConflict conflictOf(const Row &row)
{
    UsageConflict conflict{
        .number = row.integer(0),
        .batch = {row.text(1)},
        .foundAt = row.instant(2),
        .hash = eventHashOf(row.blob(3)),
        .firstBody = row.text(4),
        .secondBody = row.text(5),
        .decision = {},
    };
    if (const auto text = row.optionalText(6))
        conflict.decision =
            *text == textOf(ConflictDecision::KeepFirst) ? ConflictDecision::KeepFirst : ConflictDecision::TakeSecond;
    return conflict;
}

} // namespace

Result<void> BatchStore::insert(const ImportBatch &batch)
{
    return m_connection.run(
        u"INSERT INTO import_batch (id, source, file_name, started_at, finished_at, read_rows, added, duplicates,"
        " conflicts, rejected, first_ms, last_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        batch.id, batch.source, batch.fileName, batch.startedAt, batch.finishedAt, batch.read, batch.added,
        batch.duplicates, batch.conflicts, batch.rejected, batch.first, batch.last);
}

Result<void> BatchStore::update(const ImportBatch &batch)
{
    auto changed = m_connection.change(
        u"UPDATE import_batch SET finished_at = ?, read_rows = ?, added = ?, duplicates = ?, conflicts = ?,"
        " rejected = ?, first_ms = ?, last_ms = ? WHERE id = ?"_s,
        batch.finishedAt, batch.read, batch.added, batch.duplicates, batch.conflicts, batch.rejected, batch.first,
        batch.last, batch.id);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    if (*changed == 0)
        return fail(ErrorCode::NotFound, "batch", batch.id.text);
    return {};
}

Result<std::vector<ImportBatch>> BatchStore::list()
{
    return m_connection.rows(
        u"SELECT id, source, file_name, started_at, finished_at, read_rows, added, duplicates, conflicts, rejected,"
        " first_ms, last_ms FROM import_batch ORDER BY started_at DESC, id DESC"_s,
        batchOf);
}

Result<bool> BatchStore::addConflict(const UsageConflict &conflict)
{
    const QByteArray hash = bytesOf(conflict.hash);
    // Once the second stands, the first comes as the other one: the question is the same.
    auto known = m_connection.first(
        u"SELECT 1 FROM usage_conflict WHERE hash = ? AND first_body = ? AND second_body = ?"_s,
        [](const Row &row) { return row.integer(0); }, hash, conflict.secondBody, conflict.firstBody);
    if (!known)
        return std::unexpected(std::move(known.error()));
    if (*known)
        return false;
    auto changed =
        m_connection.change(u"INSERT INTO usage_conflict (batch_id, found_at, hash, first_body, second_body)"
                            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash, first_body, second_body) DO NOTHING"_s,
            conflict.batch, conflict.foundAt, hash, conflict.firstBody, conflict.secondBody);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    return *changed > 0;
}

Result<void> BatchStore::decide(std::int64_t conflictNumber, std::optional<ConflictDecision> decision)
{
    const std::optional<std::string> text = decision ? std::optional<std::string>(textOf(*decision)) : std::nullopt;
    auto changed =
        m_connection.change(u"UPDATE usage_conflict SET decision = ? WHERE number = ?"_s, text, conflictNumber);
    if (!changed)
        return std::unexpected(std::move(changed.error()));
    if (*changed == 0)
        return fail(ErrorCode::NotFound, "conflict", std::to_string(conflictNumber));
    return {};
}

Result<std::vector<UsageConflict>> BatchStore::conflicts(bool includeDecided)
{
    return m_connection.rows(
        u"SELECT number, batch_id, found_at, hash, first_body, second_body, decision FROM usage_conflict"
        " WHERE ? = 1 OR decision IS NULL ORDER BY number DESC"_s,
        conflictOf, includeDecided ? 1 : 0);
}

Result<UsageConflict> BatchStore::conflict(std::int64_t number)
{
    auto found = m_connection.first(
        u"SELECT number, batch_id, found_at, hash, first_body, second_body, decision FROM usage_conflict"
        " WHERE number = ?"_s,
        conflictOf, number);
    if (!found)
        return std::unexpected(std::move(found.error()));
    if (!*found)
        return fail(ErrorCode::NotFound, "conflict", std::to_string(number));
    return std::move(**found);
}

Result<std::vector<UsageConflict>> BatchStore::conflictsOf(const EventHash &hash)
{
    return m_connection.rows(
        u"SELECT number, batch_id, found_at, hash, first_body, second_body, decision FROM usage_conflict"
        " WHERE hash = ? ORDER BY number"_s,
        conflictOf, bytesOf(hash));
}

} // namespace toll
