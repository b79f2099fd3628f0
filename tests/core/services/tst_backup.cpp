// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A backup is sound or not there; restoring one never loses what was there before.
#include "core/services/backup.h"
#include "core/storage/workspacelock.h"
#include "tests/core/services/checkdesk.h"

#include <QDir>

using namespace toll;
using namespace Qt::StringLiterals;

class TestBackup : public QObject, private CheckDesk {
    Q_OBJECT

private slots:
    void init() { openFilled(); }
    void cleanup() { m_workspace.reset(); }

    void holdsAllThatIsCommitted();
    void neverOverwritesUnasked();
    void ofADamagedWorkspaceIsNotKept();
    void restoresAndKeepsWhatWasThere();
    void restoresWhereThereIsNothing();
    void movesTheLogWithItsDatabase();
    void refusesWhileAnotherProgramWrites();
    void refusesABadBackup_data();
    void refusesABadBackup();
    void refusesTheWorkspaceItself();
    void cancelLeavesNothing();

private:
    [[nodiscard]] QString file(const QString &name) const { return m_workspace->workspace.folder.filePath(name); }
    [[nodiscard]] Result<BackupReport> backUp(IfThere ifThere = IfThere::Refuse, const JobControl &job = {})
    {
        return backUpWorkspace(path().toStdString(), file(u"backup.toll"_s).toStdString(), ifThere, job);
    }
    [[nodiscard]] Result<RestoreReport> restore(const QString &backup)
    {
        return restoreWorkspace(
            path().toStdString(), backup.toStdString(), *parseRfc3339("2026-06-01T12:00:00.5Z"), {});
    }
    [[nodiscard]] QStringList files(const QString &filter) const
    {
        return QDir(m_workspace->workspace.folder.path()).entryList({filter}, QDir::Files, QDir::Name);
    }
    [[nodiscard]] static std::int64_t eventsIn(const QString &file)
    {
        auto reader = Connection::openReader(file);
        return reader ? UsageStore(**reader).eventCount().value_or(-1) : -1;
    }
};

void TestBackup::holdsAllThatIsCommitted()
{
    QVERIFY(QFileInfo(path() + u"-wal"_s).size() > 0); // the newest is in the log only
    const auto report = backUp();
    QVERIFY_RESULT(report);
    QCOMPARE(report->check.events, 180);
    QCOMPARE(report->bytes, QFileInfo(file(u"backup.toll"_s)).size());
    QCOMPARE(eventsIn(file(u"backup.toll"_s)), 180);
    QVERIFY(checked(file(u"backup.toll"_s)).findings.empty());
    QCOMPARE(QFile::permissions(file(u"backup.toll"_s)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(files(u"*.part*"_s), QStringList());
    QVERIFY_RESULT(import(write(u"c.csv"_s, rows(5, "second")))); // the workspace goes on
    QCOMPARE(eventsIn(file(u"backup.toll"_s)), 180);
}

void TestBackup::neverOverwritesUnasked()
{
    const QString target = write(u"backup.toll"_s, "precious");
    const auto refused = backUp();
    QCOMPARE_ERROR(refused, ErrorCode::AlreadyExists);
    QCOMPARE(contentOf(target), QByteArray("precious"));
    QVERIFY_RESULT(backUp(IfThere::Replace));
    QCOMPARE(eventsIn(target), 180);
    QCOMPARE_ERROR(backUpWorkspace(path().toStdString(), path().toStdString(), IfThere::Replace, {}),
        ErrorCode::AlreadyExists);
    QCOMPARE_ERROR(backUpWorkspace(path().toStdString(), "/nowhere/backup.toll", IfThere::Refuse, {}), ErrorCode::Io);
}

void TestBackup::ofADamagedWorkspaceIsNotKept()
{
    const QString target = write(u"backup.toll"_s, "precious");
    edit({u"UPDATE segment_column SET data = zeroblob(length(data)) WHERE segment = 2 AND name = 'time'"_s});
    const auto refused = backUp(IfThere::Replace);
    QCOMPARE_ERROR(refused, ErrorCode::Damaged);
    QVERIFY2(refused.error().found.contains("2"), refused.error().found.c_str());
    QCOMPARE(contentOf(target), QByteArray("precious"));
    QCOMPARE(files(u"*.part*"_s), QStringList());
}

void TestBackup::restoresAndKeepsWhatWasThere()
{
    QVERIFY_RESULT(backUp());
    QVERIFY_RESULT(import(write(u"c.csv"_s, rows(5, "second"))));
    close();
    for (int times = 1; times <= 2; ++times) { // the same second: a name of its own all the same
        const auto report = restore(file(u"backup.toll"_s));
        QVERIFY_RESULT(report);
        QCOMPARE(report->check.events, 180);
        QCOMPARE(toQString(report->file), path());
        QCOMPARE(toQString(report->movedTo),
            file(times == 1 ? u"test.2026-06-01T120000Z.toll"_s : u"test.2026-06-01T120000Z-2.toll"_s));
        QCOMPARE(eventsIn(path()), 180);
        QCOMPARE(eventsIn(toQString(report->movedTo)), times == 1 ? 240 : 180);
    }
    QCOMPARE(eventsIn(file(u"backup.toll"_s)), 180);
    reopen();
    QVERIFY(checked().findings.empty());
    QCOMPARE(import(write(u"c.csv"_s, rows(5, "second")))->added, 60);
}

void TestBackup::restoresWhereThereIsNothing()
{
    QVERIFY_RESULT(backUp());
    close();
    QVERIFY(QFile::remove(path()));
    const auto report = restore(file(u"backup.toll"_s));
    QVERIFY_RESULT(report);
    QVERIFY(report->movedTo.empty());
    QCOMPARE(eventsIn(path()), 180);
}

void TestBackup::movesTheLogWithItsDatabase()
{
    QVERIFY_RESULT(backUp());
    QVERIFY_RESULT(import(write(u"c.csv"_s, rows(5, "second"))));
    // As a killed program leaves it: what was confirmed last is in the log only.
    const QByteArray database = contentOf(path()), log = contentOf(path() + u"-wal"_s);
    close();
    spoil([&](QByteArray &bytes) { bytes = database; });
    QVERIFY(!write(u"test.toll-wal"_s, log).isEmpty());
    const auto report = restore(file(u"backup.toll"_s));
    QVERIFY_RESULT(report);
    QVERIFY(!QFileInfo::exists(path() + u"-wal"_s));
    QCOMPARE(eventsIn(path()), 180);
    QCOMPARE(eventsIn(toQString(report->movedTo)), 240);
}

void TestBackup::refusesWhileAnotherProgramWrites()
{
    QVERIFY_RESULT(backUp());
    const auto refused = restore(file(u"backup.toll"_s)); // the workspace is open for writing
    QCOMPARE_ERROR(refused, ErrorCode::Locked);
    QCOMPARE(files(u"test.2026*"_s), QStringList());
    QCOMPARE(eventsIn(path()), 180);
}

void TestBackup::refusesABadBackup_data()
{
    QTest::addColumn<int>("how");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("not there") << 0 << ErrorCode::FileNotFound;
    QTest::newRow("no database") << 1 << ErrorCode::NotAWorkspace;
    QTest::newRow("cut off") << 2 << ErrorCode::Damaged;
    QTest::newRow("a flipped bit") << 3 << ErrorCode::Damaged;
    QTest::newRow("of a newer program") << 4 << ErrorCode::TooNew;
}

void TestBackup::refusesABadBackup()
{
    QFETCH(int, how);
    QFETCH(ErrorCode, code);
    const QString backup = file(u"backup.toll"_s);
    const QByteArray column = blob(u"SELECT data FROM segment_column WHERE segment = 2 AND name = 'time'"_s);
    if (how >= 2)
        QVERIFY_RESULT(backUp());
    close();
    QByteArray bytes = how == 1 ? QByteArray(5000, 'x') : contentOf(backup);
    if (how == 2)
        bytes.truncate(bytes.size() / 2 / pageSizeOf(bytes) * pageSizeOf(bytes));
    if (how == 3)
        bytes[bytes.indexOf(column) + 5] = static_cast<char>(bytes[bytes.indexOf(column) + 5] ^ 1);
    if (how == 4)
        bytes[62] = 1;
    if (how > 0)
        QVERIFY(!write(u"backup.toll"_s, bytes).isEmpty());
    const QByteArray before = contentOf(path());
    QCOMPARE_ERROR(restore(backup), code);
    QCOMPARE(contentOf(path()), before);
    QCOMPARE(files(u"test.2026*"_s), QStringList());
    QCOMPARE(files(u"*.part*"_s), QStringList());
}

void TestBackup::refusesTheWorkspaceItself()
{
    close();
    QCOMPARE_ERROR(restore(path()), ErrorCode::Conflict);
    QCOMPARE(eventsIn(path()), 180);
}

void TestBackup::cancelLeavesNothing()
{
    JobControl job;
    job.cancel();
    QCOMPARE_ERROR(backUp(IfThere::Refuse, job), ErrorCode::Cancelled);
    QCOMPARE(files(u"backup*"_s), QStringList());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
