// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/connection.h"

#include "core/storage/migrator.h"

#include <QFile>
#include <QFileInfo>
#include <QScopedValueRollback>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlResult>
#include <QtEndian>

#ifdef TOLL_SYSTEM_SQLITE
#include <sqlite3.h>
#endif

#include <atomic>

namespace toll {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageBytes = 16 * 1024;
constexpr int pagesBetweenCheckpoints = 256; ///< 4 MiB, as SQLite has it with its own smaller pages
constexpr qint64 largestCheckedAtOpen = 64LL * 1024 * 1024;

/// SQLite's primary result codes that we tell apart; extended ones carry these in their low byte.
enum SqliteCode {
    Busy = 5,
    BusyTable = 6,
    OutOfMemory = 7,
    ReadOnlyFile = 8,
    Interrupted = 9,
    IoError = 10,
    Corrupt = 11,
    DiskFull = 13,
    CannotOpen = 14,
    Constraint = 19,
    NotADatabase = 26
};
constexpr int constraintPrimaryKey = 1555;
constexpr int constraintUnique = 2067;

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt();
}

ErrorCode meaningOf(int code)
{
    if (code == constraintPrimaryKey || code == constraintUnique)
        return ErrorCode::AlreadyExists;
    switch (code & 0xff) {
    case Busy:
    case BusyTable:
        return ErrorCode::Locked;
    case ReadOnlyFile:
        return ErrorCode::ReadOnly;
    case IoError:
    case DiskFull:
    case CannotOpen:
        return ErrorCode::Io;
    case Corrupt:
    case NotADatabase:
        return ErrorCode::Damaged;
    case Constraint:
        return ErrorCode::Conflict;
    default:
        return ErrorCode::Database;
    }
}

/// After these SQLite may have rolled the transaction back by itself.
bool endsTransaction(int code)
{
    switch (code & 0xff) {
    case Busy:
    case OutOfMemory:
    case Interrupted:
    case IoError:
    case DiskFull:
        return true;
    default:
        return false;
    }
}

QString uniqueName()
{
    static std::atomic<quint64> counter = 0;
    return u"workspace-"_s + QString::number(++counter);
}

/// Whether the file is a workspace, found without SQLite: opening a foreign database could already change it.
Result<void> checkHeader(const QString &path, bool mayBeEmpty)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path.toStdString(), file.errorString().toStdString());
    if (file.size() == 0 && mayBeEmpty)
        return {};
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16))
        || qFromBigEndian<qint32>(header.constData() + 68) != workspaceApplicationId)
        return fail(ErrorCode::NotAWorkspace, path.toStdString());
    return {};
}

Result<void> createFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return fail(ErrorCode::Io, path.toStdString(), file.errorString().toStdString());
    return {};
}

} // namespace

Connection::Connection(QString path, QString name, std::optional<WorkspaceLock> lock)
    : m_path(std::move(path)), m_name(std::move(name)), m_lock(std::move(lock))
{
}

Connection::~Connection()
{
    m_statements.clear();
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Connection>> Connection::openWriter(const QString &path, IfAbsent ifAbsent)
{
    const bool mayCreate = ifAbsent == IfAbsent::Create;
    if (!mayCreate && !QFileInfo::exists(path))
        return fail(ErrorCode::FileNotFound, path.toStdString());
    auto lock = WorkspaceLock::acquire(path);
    if (!lock)
        return std::unexpected(std::move(lock.error()));
    if (!QFileInfo::exists(path)) {
        if (auto created = createFile(path); !created)
            return std::unexpected(std::move(created.error()));
    }
    if (auto ours = checkHeader(path, mayCreate); !ours)
        return std::unexpected(std::move(ours.error()));

    const bool isNew = QFileInfo(path).size() == 0;
    std::unique_ptr<Connection> connection(new Connection(path, uniqueName(), std::move(*lock)));
    auto opened = connection->open(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (opened)
        opened = connection->prepareWriter(isNew);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    return connection;
}

Result<std::unique_ptr<Connection>> Connection::openReader(const QString &path)
{
    if (!QFileInfo::exists(path))
        return fail(ErrorCode::FileNotFound, path.toStdString());
    if (auto ours = checkHeader(path, false); !ours)
        return std::unexpected(std::move(ours.error()));
    std::unique_ptr<Connection> connection(new Connection(path, uniqueName(), std::nullopt));
    auto opened = connection->open(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (opened)
        opened = connection->prepareReader();
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    return connection;
}

Result<void> Connection::open(const QString &options)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    database.setDatabaseName(m_path);
    database.setConnectOptions(options);
    if (database.open())
        return {};
    const QSqlError error = database.lastError();
    return fail(meaningOf(codeOf(error)), m_path.toStdString(), error.databaseText().toStdString());
}

Result<void> Connection::prepareWriter(bool isNew)
{
    auto version = schemaVersion();
    if (!version)
        return std::unexpected(std::move(version.error()));
    if (*version > latestSchemaVersion())
        return fail(
            ErrorCode::TooNew, m_path.toStdString(), std::to_string(*version), std::to_string(latestSchemaVersion()));
    if (auto whole = quickCheck(); !whole)
        return whole;

    const std::pair<QString, QString> pragmas[] = {
        {u"journal_mode"_s, u"wal"_s},
        {u"synchronous"_s, u"2"_s}, // FULL: with NORMAL a power cut loses confirmed commits
        {u"foreign_keys"_s, u"1"_s},
        {u"trusted_schema"_s, u"0"_s},
        {u"cell_size_check"_s, u"1"_s},
        {u"mmap_size"_s, u"0"_s},
        {u"busy_timeout"_s, u"5000"_s},
        {u"wal_autocheckpoint"_s, QString::number(pagesBetweenCheckpoints)},
        {u"journal_size_limit"_s, QString::number(largestCheckedAtOpen)},
    };
    if (isNew) {
        // Before anything is written: most of a workspace is long columns, and each page of one costs alike.
        if (auto held = setPragma(u"page_size"_s, QString::number(pageBytes)); !held)
            return held;
        if (auto marked = setPragma(u"application_id"_s, QString::number(workspaceApplicationId)); !marked)
            return marked;
    }
    for (const auto &[pragma, value] : pragmas) {
        if (auto held = setPragma(pragma, value); !held)
            return held;
    }
    return {};
}

Result<void> Connection::prepareReader()
{
    const std::pair<QString, QString> pragmas[] = {
        {u"query_only"_s, u"1"_s},
        {u"wal_autocheckpoint"_s, u"0"_s},
        {u"trusted_schema"_s, u"0"_s},
        {u"cell_size_check"_s, u"1"_s},
        {u"mmap_size"_s, u"0"_s},
        {u"busy_timeout"_s, u"5000"_s},
    };
    for (const auto &[pragma, value] : pragmas) {
        if (auto held = setPragma(pragma, value); !held)
            return held;
    }
    return {};
}

Result<void> Connection::setPragma(const QString &pragma, const QString &value)
{
    // Setting can fail without an error (journal_mode does), so only what is read back counts.
    const auto text = [](const Row &row) { return toQString(row.text(0)); };
    if (auto set = rows(u"PRAGMA "_s + pragma + u" = "_s + value, text); !set)
        return std::unexpected(std::move(set.error()));
    auto held = first(u"PRAGMA "_s + pragma, text);
    if (!held)
        return std::unexpected(std::move(held.error()));
    if (!*held || **held != value)
        return fail(
            ErrorCode::Database, pragma.toStdString(), held->value_or(QString()).toStdString(), value.toStdString());
    return {};
}

Result<void> Connection::quickCheck()
{
    if (QFileInfo(m_path).size() > largestCheckedAtOpen)
        return {};
    auto report = first(u"PRAGMA quick_check(1)"_s, [](const Row &row) { return row.text(0); });
    if (!report)
        return std::unexpected(std::move(report.error()));
    if (*report != "ok")
        return fail(ErrorCode::Damaged, m_path.toStdString(), report->value_or(std::string()));
    return {};
}

Result<int> Connection::schemaVersion()
{
    auto version = first(u"PRAGMA user_version"_s, [](const Row &row) { return static_cast<int>(row.integer(0)); });
    if (!version)
        return std::unexpected(std::move(version.error()));
    return version->value_or(0);
}

Error Connection::errorOf(const QSqlQuery &query)
{
    return errorOf(codeOf(query.lastError()), query.lastError().databaseText().toStdString());
}

Error Connection::errorOf(int code, std::string text)
{
    if (m_depth > 0 && endsTransaction(code))
        m_state = State::Doomed;
    return {meaningOf(code), m_path.toStdString(), std::move(text), {}, 0};
}

Result<QSqlQuery *> Connection::execute(const QString &sql, const std::vector<QVariant> &values)
{
    if (m_state != State::Sound)
        return fail(ErrorCode::Database, m_path.toStdString());
    if (fault && fault())
        return fail(ErrorCode::Database, m_path.toStdString(), "fault");
    return executeNow(sql, values);
}

Result<QSqlQuery *> Connection::executeNow(const QString &sql, const std::vector<QVariant> &values)
{
    Q_ASSERT(!m_isVisiting);
    Q_ASSERT(sql.count(u'?') == static_cast<qsizetype>(values.size()));
    if (sql.startsWith(u"PRAGMA"))
        m_statements.erase(sql); // some act when prepared, not when run
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(QSqlDatabase::database(m_name, false));
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return std::unexpected(errorOf(query));
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    for (std::size_t i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values[i]);
    if (!query.exec()) {
        Error error = errorOf(query);
        query.finish();
        return std::unexpected(std::move(error));
    }
    return &query;
}

Result<std::int64_t> Connection::runBound(const QString &sql, const std::vector<QVariant> &values)
{
    auto query = execute(sql, values);
    if (!query)
        return std::unexpected(std::move(query.error()));
    const int changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<void> Connection::eachBound(const QString &sql, const std::vector<QVariant> &values, const Visitor &visit)
{
    auto query = execute(sql, values);
    if (!query)
        return std::unexpected(std::move(query.error()));
    Result<void> result;
    {
        const QScopedValueRollback visiting(m_isVisiting, true);
        result = visitRows(**query, visit);
    }
    (*query)->finish();
    return result;
}

#ifdef TOLL_SYSTEM_SQLITE

Result<void> Connection::visitRows(QSqlQuery &query, const Visitor &visit)
{
    if (!query.next()) // the driver has gone to the first row already
        return query.lastError().isValid() ? std::unexpected(errorOf(query)) : Result<void>();
    auto *const statement = *static_cast<sqlite3_stmt *const *>(query.result()->handle().constData());
    int step = SQLITE_ROW;
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) {
        if (Result<void> visited = visit(Row(statement)); !visited)
            return visited;
    }
    sqlite3 *const database = sqlite3_db_handle(statement);
    return step == SQLITE_DONE ? Result<void>()
                               : std::unexpected(errorOf(sqlite3_extended_errcode(database), sqlite3_errmsg(database)));
}

#else

Result<void> Connection::visitRows(QSqlQuery &query, const Visitor &visit)
{
    while (query.next())
        if (Result<void> visited = visit(Row(query)); !visited)
            return visited;
    // next() also ends where reading failed
    return query.lastError().isValid() ? std::unexpected(errorOf(query)) : Result<void>();
}

#endif

} // namespace toll
