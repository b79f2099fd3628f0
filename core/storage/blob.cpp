// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Large blobs past QtSql, which copies each twice: SQLite's incremental blob I/O on the driver's own handle. That needs
// a Qt that was built with the system's SQLite, as Debian's is; any other reads them as rows (TOLL_SYSTEM_SQLITE).
#include "core/storage/connection.h"

#ifdef TOLL_SYSTEM_SQLITE
#include <QSqlDatabase>
#include <QSqlDriver>

#include <sqlite3.h>
#endif

namespace toll {

using namespace Qt::StringLiterals;

#ifdef TOLL_SYSTEM_SQLITE

namespace {

struct Close {
    void operator()(sqlite3_blob *blob) const { sqlite3_blob_close(blob); }
};

} // namespace

Result<std::optional<std::vector<std::byte>>> Connection::blob(
    const char *table, const char *column, std::int64_t rowId)
{
    if (m_state != State::Sound)
        return fail(ErrorCode::Database, m_path.toStdString());
    if (fault && fault())
        return fail(ErrorCode::Database, m_path.toStdString(), "fault");
    const QVariant handle = QSqlDatabase::database(m_name, false).driver()->handle();
    auto *const database = *static_cast<sqlite3 *const *>(handle.constData());
    sqlite3_blob *opened = nullptr;
    int code = sqlite3_blob_open(database, "main", table, column, rowId, 0, &opened);
    const std::unique_ptr<sqlite3_blob, Close> blob(opened);
    if (code == SQLITE_ERROR) // which is how it says that there is no such row
        return std::nullopt;
    std::vector<std::byte> bytes;
    if (code == SQLITE_OK) {
        bytes.resize(static_cast<std::size_t>(sqlite3_blob_bytes(blob.get())));
        code = sqlite3_blob_read(blob.get(), bytes.data(), static_cast<int>(bytes.size()), 0);
    }
    if (code != SQLITE_OK)
        return std::unexpected(errorOf(code, sqlite3_errmsg(database)));
    return bytes;
}

#else

Result<std::optional<std::vector<std::byte>>> Connection::blob(
    const char *table, const char *column, std::int64_t rowId)
{
    return first(
        u"SELECT %1 FROM %2 WHERE rowid = ?"_s.arg(QLatin1StringView(column), QLatin1StringView(table)),
        [](const Row &row) {
            const QByteArray blob = row.blob(0);
            const auto bytes = bytesOf(blob);
            return std::vector<std::byte>(bytes.begin(), bytes.end());
        },
        rowId);
}

#endif

} // namespace toll
