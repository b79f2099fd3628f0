// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/watchstore.h"

namespace toll {

using namespace Qt::StringLiterals;

Result<bool> WatchStore::isKnown(const WatchedFile &file)
{
    const auto found = m_connection.first(
        u"SELECT 1 FROM watched_file WHERE name = ? AND size = ? AND digest = ?"_s,
        [](const Row &row) { return row.integer(0); }, file.name, file.size, file.digest);
    if (!found)
        return std::unexpected(found.error());
    return found->has_value();
}

Result<void> WatchStore::remember(
    const WatchedFile &file, Instant importedAt, std::int64_t added, std::int64_t rejected)
{
    return m_connection.run(u"INSERT INTO watched_file (name, size, digest, imported_at, added, rejected)"
                            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
        file.name, file.size, file.digest, importedAt, added, rejected);
}

} // namespace toll
