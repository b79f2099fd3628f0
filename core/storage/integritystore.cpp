// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/integritystore.h"

#include "core/storage/migrator.h"

#include <QTemporaryDir>

#include <algorithm>

namespace toll {

using namespace Qt::StringLiterals;

Result<std::vector<std::string>> IntegrityStore::damage(int most)
{
    auto lines = m_connection.rows(
        u"PRAGMA integrity_check("_s + QString::number(most) + u')', [](const Row &row) { return row.text(0); });
    if (lines && lines->size() == 1 && lines->front() == "ok")
        lines->clear();
    return lines;
}

Result<std::vector<OrphanRow>> IntegrityStore::orphans()
{
    return m_connection.rows(u"PRAGMA foreign_key_check"_s,
        [](const Row &row) { return OrphanRow{row.text(0), row.integer(1), row.text(2)}; });
}

Result<std::vector<SchemaObject>> IntegrityStore::schema()
{
    auto objects = m_connection.rows(
        u"SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s,
        [](const Row &row) { return SchemaObject{row.text(0), row.text(1), row.text(2)}; });
    if (objects)
        std::ranges::sort(*objects);
    return objects;
}

Result<FileUse> IntegrityStore::use()
{
    const auto number = [this](const QString &sql) -> Result<std::int64_t> {
        auto value = m_connection.first(sql, [](const Row &row) { return row.integer(0); });
        if (!value)
            return std::unexpected(std::move(value.error()));
        return value->value_or(0);
    };
    FileUse use;
    const auto pageSize = number(u"PRAGMA page_size"_s);
    const auto pages = number(u"PRAGMA page_count"_s);
    const auto freePages = number(u"PRAGMA freelist_count"_s);
    const auto cells = number(u"SELECT (SELECT coalesce(sum(length(cells)), 0) FROM usage_cell_day)"
                              " + (SELECT coalesce(sum(length(cells)), 0) FROM usage_cell_chunk)"_s);
    const auto cellDays =
        number(u"SELECT (SELECT count(*) FROM usage_cell_day) + (SELECT count(*) FROM usage_cell_chunk)"_s);
    const auto segments = number(u"SELECT count(*) FROM segment"_s);
    const auto events = number(u"SELECT coalesce(sum(events), 0) FROM segment"_s);
    const auto dropped = number(u"SELECT coalesce(sum(events), 0) FROM dropped_segment"_s);
    const auto identities = number(u"SELECT coalesce(sum(length(identities)), 0) FROM dropped_segment"_s);
    for (const auto *value :
        {&pageSize, &pages, &freePages, &cells, &cellDays, &segments, &events, &dropped, &identities}) {
        if (!*value)
            return std::unexpected(value->error());
    }
    auto columns =
        m_connection.rows(u"SELECT name, sum(length(data)) FROM segment_column GROUP BY name ORDER BY name"_s,
            [](const Row &row) { return std::pair(row.text(0), row.integer(1)); });
    if (!columns)
        return std::unexpected(std::move(columns.error()));
    use.file = *pageSize * *pages;
    use.free = *pageSize * *freePages;
    use.columns = std::move(*columns);
    use.cells = *cells;
    use.cellDays = *cellDays;
    use.segmentCount = *segments;
    use.events = *events;
    use.dropped = *dropped;
    use.identities = *identities;
    return use;
}

Result<std::int64_t> IntegrityStore::eventsImported()
{
    auto sum = m_connection.first(
        u"SELECT coalesce(sum(added), 0) FROM import_batch"_s, [](const Row &row) { return row.integer(0); });
    if (!sum)
        return std::unexpected(std::move(sum.error()));
    return sum->value_or(0);
}

Result<std::vector<SchemaObject>> builtInSchema(int version)
{
    const std::vector<Migration> &all = builtInMigrations();
    if (version < 1 || version > latestSchemaVersion())
        return fail(ErrorCode::OutOfRange, "user_version", std::to_string(version),
            "1 .. " + std::to_string(latestSchemaVersion()));
    const QTemporaryDir folder;
    if (!folder.isValid())
        return fail(ErrorCode::Io, folder.path().toStdString(), folder.errorString().toStdString());
    auto model = Connection::openWriter(folder.filePath(u"model.toll"_s), IfAbsent::Create);
    if (!model)
        return std::unexpected(std::move(model.error()));
    if (auto made = migrate(**model, std::span(all).first(static_cast<std::size_t>(version))); !made)
        return std::unexpected(std::move(made.error()));
    return IntegrityStore(**model).schema();
}

} // namespace toll
