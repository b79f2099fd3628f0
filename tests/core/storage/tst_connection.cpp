// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storage/workspacefixture.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

const auto firstText = [](const Row &row) { return row.text(0); };

/// Works on a file behind the program's back.
void runRaw(const QString &path, const QStringList &statements)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"raw"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const QString &sql : statements) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(sql), qPrintable(sql));
        }
    }
    QSqlDatabase::removeDatabase(u"raw"_s);
}

} // namespace

class TestConnection : public QObject {
    Q_OBJECT

private slots:
    void holdsPragmas_data();
    void holdsPragmas();
    void createsFileForItsOwnerOnly();
    void marksFileAsWorkspace();
    void refusesAbsentFile();
    void refusesForeignFileUntouched_data();
    void refusesForeignFileUntouched();
    void refusesNewerSchemaButReadsIt();
    void refusesDamagedFileUntouched();
    void secondWriterGetsLocked();
    void readerSeesCommitsOnly();
    void readerCannotWrite();
    void readerKeepsOneViewInATransaction();
    void keepsValues();
    void tellsConstraintsApart();
    void rollsBackWhatFails();
    void rollsBackInnerWorkAlone();
    void missingRowIsNothing();
    void readingThatFailsMidwayIsAnError();
    void blobIsReadAsItWasWritten();
};

void TestConnection::holdsPragmas_data()
{
    QTest::addColumn<bool>("isWriter");
    QTest::addColumn<QString>("pragma");
    QTest::addColumn<QString>("value");
    const auto row = [](bool isWriter, const char *pragma, const char *value) {
        QTest::addRow("%s %s", isWriter ? "writer" : "reader", pragma)
            << isWriter << QString::fromLatin1(pragma) << QString::fromLatin1(value);
    };
    row(true, "journal_mode", "wal");
    row(true, "synchronous", "2");
    row(true, "foreign_keys", "1");
    row(true, "journal_size_limit", "67108864");
    row(true, "application_id", "1416588396");
    row(false, "journal_mode", "wal");
    row(false, "query_only", "1");
    row(false, "wal_autocheckpoint", "0");
    for (const bool isWriter : {true, false}) {
        row(isWriter, "trusted_schema", "0");
        row(isWriter, "cell_size_check", "1");
        row(isWriter, "mmap_size", "0");
        row(isWriter, "busy_timeout", "5000");
    }
}

void TestConnection::holdsPragmas()
{
    QFETCH(const bool, isWriter);
    QFETCH(const QString, pragma);
    QFETCH(const QString, value);
    WorkspaceFixture workspace;
    auto reader = Connection::openReader(workspace.path);
    QVERIFY_RESULT(reader);
    Connection &connection = isWriter ? *workspace.writer : **reader;
    const auto held = connection.first(u"PRAGMA "_s + pragma, firstText);
    QVERIFY_RESULT(held);
    QCOMPARE(toQString(held->value_or("")), value);
}

void TestConnection::createsFileForItsOwnerOnly()
{
    WorkspaceFixture workspace;
    QVERIFY_RESULT(workspace.writer->run(u"INSERT INTO workspace (key, value) VALUES ('a', 'b')"_s));
    for (const QString &path : {workspace.path, QString(workspace.path + u"-wal"_s)}) {
        const auto others =
            QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QCOMPARE(others, QFile::Permissions());
    }
}

void TestConnection::marksFileAsWorkspace()
{
    WorkspaceFixture workspace;
    workspace.writer.reset();
    QCOMPARE(contentOf(workspace.path).mid(68, 4), QByteArray("Toll"));
    QVERIFY_RESULT(Connection::openWriter(workspace.path));
}

void TestConnection::refusesAbsentFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"none.toll"_s);
    QCOMPARE_ERROR(Connection::openWriter(path), ErrorCode::FileNotFound);
    QCOMPARE_ERROR(Connection::openReader(path), ErrorCode::FileNotFound);
    QVERIFY(!QFile::exists(path));
}

void TestConnection::refusesForeignFileUntouched_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a database without an id") << QStringList{u"CREATE TABLE a (b)"_s} << QByteArray();
    QTest::newRow("a database of another program")
        << QStringList{u"PRAGMA application_id = 5"_s, u"CREATE TABLE a (b)"_s} << QByteArray();
    QTest::newRow("a database in WAL mode")
        << QStringList{u"PRAGMA journal_mode = wal"_s, u"CREATE TABLE a (b)"_s} << QByteArray();
    QTest::newRow("text") << QStringList() << QByteArray("time,token\n").repeated(20);
    QTest::newRow("a few bytes") << QStringList() << QByteArray("x");
}

void TestConnection::refusesForeignFileUntouched()
{
    QFETCH(const QStringList, statements);
    QFETCH(const QByteArray, bytes);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"foreign"_s);
    if (statements.isEmpty()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    } else {
        runRaw(path, statements);
    }
    const QByteArray before = contentOf(path);
    QVERIFY(!before.isEmpty());
    QCOMPARE_ERROR(Connection::openWriter(path), ErrorCode::NotAWorkspace);
    QCOMPARE_ERROR(Connection::openWriter(path, IfAbsent::Create), ErrorCode::NotAWorkspace);
    QCOMPARE_ERROR(Connection::openReader(path), ErrorCode::NotAWorkspace);
    QCOMPARE(contentOf(path), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"foreign"_s});
}

void TestConnection::refusesNewerSchemaButReadsIt()
{
    WorkspaceFixture workspace;
    QVERIFY_RESULT(workspace.writer->run(u"PRAGMA user_version = 99"_s));
    workspace.writer.reset();
    const auto writer = Connection::openWriter(workspace.path);
    QCOMPARE_ERROR(writer, ErrorCode::TooNew);
    QCOMPARE(writer.error().found, "99");
    QCOMPARE(writer.error().expected, std::to_string(latestSchemaVersion()));
    auto reader = Connection::openReader(workspace.path);
    QVERIFY_RESULT(reader);
    QCOMPARE((*reader)->schemaVersion().value_or(0), 99);
}

void TestConnection::refusesDamagedFileUntouched()
{
    WorkspaceFixture workspace;
    workspace.writer.reset();
    {
        QFile file(workspace.path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 page = pageSizeOf(file.peek(100));
        QVERIFY(file.seek(2 * page));
        file.write(QByteArray(page, '\x5a'));
    }
    const QByteArray before = contentOf(workspace.path);
    QCOMPARE_ERROR(Connection::openWriter(workspace.path), ErrorCode::Damaged);
    QCOMPARE(contentOf(workspace.path), before);
}

void TestConnection::secondWriterGetsLocked()
{
    WorkspaceFixture workspace;
    const auto second = Connection::openWriter(workspace.path);
    QCOMPARE_ERROR(second, ErrorCode::Locked);
    QCOMPARE(second.error().found, "tst_connection " + std::to_string(QCoreApplication::applicationPid()));
    const QString other = workspace.folder.filePath(u"other name"_s);
    QVERIFY(QFile::link(workspace.path, other));
    QCOMPARE_ERROR(Connection::openWriter(other), ErrorCode::Locked);
    workspace.writer.reset();
    QVERIFY_RESULT(Connection::openWriter(workspace.path));
}

void TestConnection::readerSeesCommitsOnly()
{
    WorkspaceFixture workspace;
    auto reader = Connection::openReader(workspace.path);
    QVERIFY_RESULT(reader);
    const auto count = [&] {
        return (*reader)
            ->first(u"SELECT count(*) FROM workspace"_s, [](const Row &row) { return row.integer(0); })
            ->value_or(-1);
    };
    const auto written = atomically(*workspace.writer, [&]() -> Result<void> {
        auto done = workspace.writer->run(u"INSERT INTO workspace (key, value) VALUES ('a', 'b')"_s);
        [&] { QCOMPARE(count(), 0); }();
        return done;
    });
    QVERIFY_RESULT(written);
    QCOMPARE(count(), 1);
}

void TestConnection::readerCannotWrite()
{
    WorkspaceFixture workspace;
    auto reader = Connection::openReader(workspace.path);
    QVERIFY_RESULT(reader);
    QCOMPARE_ERROR((*reader)->run(u"INSERT INTO workspace (key, value) VALUES ('a', 'b')"_s), ErrorCode::ReadOnly);
}

void TestConnection::readerKeepsOneViewInATransaction()
{
    WorkspaceFixture workspace;
    auto reader = Connection::openReader(workspace.path);
    QVERIFY_RESULT(reader);
    const auto count = [&] {
        return (*reader)
            ->first(u"SELECT count(*) FROM workspace"_s, [](const Row &row) { return row.integer(0); })
            ->value_or(-1);
    };
    const auto read = atomically(**reader, [&]() -> Result<std::int64_t> {
        const std::int64_t before = count();
        auto written = workspace.writer->run(u"INSERT INTO workspace (key, value) VALUES ('a', 'b')"_s);
        return written ? Result<std::int64_t>(count() - before) : fail(ErrorCode::Internal);
    });
    QCOMPARE(read.value_or(-1), 0);
    QCOMPARE(count(), 1);
}

void TestConnection::keepsValues()
{
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    QVERIFY_RESULT(connection.run(u"CREATE TABLE kept (a INTEGER, b TEXT, c BLOB, d INTEGER, e TEXT) STRICT"_s));
    const std::string text = "\u5ba2\u6237 \u00fc \xF0\x9F\x98\x80";
    const QByteArray blob("\0\xff\0", 3);
    QVERIFY_RESULT(connection.run(u"INSERT INTO kept VALUES (?, ?, ?, ?, ?)"_s,
        std::numeric_limits<std::int64_t>::max(), text, blob, std::optional<Instant>(), *Decimal::parse("0.10")));
    QVERIFY_RESULT(
        connection.run(u"INSERT INTO kept VALUES (?, ?, ?, ?, ?)"_s, std::numeric_limits<std::int64_t>::min(),
            std::string_view(), std::span<const std::byte>(), Instant{-5}, std::nullopt));
    const auto kept =
        connection.each(u"SELECT a, b, c, d, e FROM kept ORDER BY a DESC"_s, [&](const Row &row) -> Result<void> {
            const bool isFirst = row.integer(0) > 0;
            [&] {
                QCOMPARE(row.integer(0),
                    isFirst ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min());
                QCOMPARE(row.text(1), isFirst ? text : std::string());
                QCOMPARE(row.blob(2), isFirst ? blob : QByteArray());
                QVERIFY(!row.isNull(1) && !row.isNull(2)); // empty is not absent
                QCOMPARE(row.optionalInstant(3), isFirst ? std::nullopt : std::optional(Instant{-5}));
                QCOMPARE(row.optionalText(4), isFirst ? std::optional<std::string>("0.1") : std::nullopt);
            }();
            return {};
        });
    QVERIFY_RESULT(kept);
}

void TestConnection::tellsConstraintsApart()
{
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    const QString insert = u"INSERT INTO workspace (key, value) VALUES (?, ?)"_s;
    QVERIFY_RESULT(connection.run(insert, "key", "value"));
    QCOMPARE_ERROR(connection.run(insert, "key", "value"), ErrorCode::AlreadyExists);
    QCOMPARE_ERROR(connection.run(insert, "", "value"), ErrorCode::Conflict);
    QCOMPARE_ERROR(
        connection.run(u"INSERT INTO token_tag (token_id, tag) VALUES ('nobody', 'a')"_s), ErrorCode::Conflict);
    QCOMPARE_ERROR(connection.run(u"INSERT INTO nowhere VALUES (1)"_s), ErrorCode::Database);
    QCOMPARE(connection.change(u"UPDATE workspace SET value = 'new'"_s).value_or(-1), 1);
}

void TestConnection::rollsBackWhatFails()
{
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    const auto work = atomically(connection, [&]() -> Result<void> {
        if (auto done = connection.run(u"INSERT INTO workspace (key, value) VALUES ('a', 'b')"_s); !done)
            return done;
        return fail(ErrorCode::Cancelled);
    });
    QCOMPARE_ERROR(work, ErrorCode::Cancelled);
    QVERIFY(!connection.isInTransaction());
    QCOMPARE(connection.rows(u"SELECT key FROM workspace"_s, firstText).value_or(std::vector<std::string>{"?"}),
        std::vector<std::string>());
}

void TestConnection::rollsBackInnerWorkAlone()
{
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    const QString insert = u"INSERT INTO workspace (key, value) VALUES (?, '')"_s;
    const auto outer = atomically(connection, [&]() -> Result<void> {
        if (auto done = connection.run(insert, "outer"); !done)
            return done;
        const auto failed = atomically(connection, [&]() -> Result<void> {
            if (auto done = connection.run(insert, "lost"); !done)
                return done;
            return fail(ErrorCode::Cancelled);
        });
        const auto kept = atomically(connection, [&] { return connection.run(insert, "inner"); });
        return failed ? fail(ErrorCode::Internal) : kept;
    });
    QVERIFY_RESULT(outer);
    QCOMPARE(
        connection.rows(u"SELECT key FROM workspace ORDER BY key"_s, firstText).value_or(std::vector<std::string>()),
        (std::vector<std::string>{"inner", "outer"}));
}

void TestConnection::missingRowIsNothing()
{
    WorkspaceFixture workspace;
    const auto found = workspace.writer->first(u"SELECT value FROM workspace WHERE key = ?"_s, firstText, "none");
    QVERIFY_RESULT(found);
    QVERIFY(!found->has_value());
}

void TestConnection::readingThatFailsMidwayIsAnError()
{
    WorkspaceFixture workspace;
    const auto numbers = workspace.writer->rows(
        u"SELECT abs(?) UNION ALL SELECT abs(?)"_s, [](const Row &row) { return row.integer(0); }, std::int64_t{-1},
        std::numeric_limits<std::int64_t>::min()); // which has no absolute value
    QVERIFY(!numbers);
    QCOMPARE(numbers.error().code, ErrorCode::Database);
    const auto after = workspace.writer->first(u"SELECT abs(?)"_s, [](const Row &row) { return row.integer(0); }, -2);
    QVERIFY_RESULT(after);
    QCOMPARE(after->value_or(0), 2);
}

void TestConnection::blobIsReadAsItWasWritten()
{
    WorkspaceFixture workspace;
    Connection &connection = *workspace.writer;
    std::vector<std::byte> bytes(100'000); // of several pages
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i * 31);
    QVERIFY_RESULT(connection.run(u"CREATE TABLE thing (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"_s));
    QVERIFY_RESULT(connection.run(u"INSERT INTO thing (id, data) VALUES (7, ?), (8, x'')"_s, std::span(std::as_const(bytes))));
    const auto blob = [&connection](std::int64_t row) { return connection.blob("thing", "data", row).value(); };
    QVERIFY(blob(7) == bytes);
    QVERIFY(blob(8) == std::vector<std::byte>());
    QVERIFY(!blob(9));
    connection.fault = [] { return true; };
    const auto failed = connection.blob("thing", "data", 7);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Database);
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
