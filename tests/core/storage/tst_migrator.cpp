// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/customerstore.h"
#include "core/storage/tokenstore.h"
#include "tests/core/storage/workspacefixture.h"

#include <QDir>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

std::vector<Migration> withNextStep(const QStringList &statements)
{
    std::vector<Migration> migrations = builtInMigrations();
    migrations.push_back({latestSchemaVersion() + 1, u"next.sql"_s, statements});
    return migrations;
}

const auto firstText = [](const Row &row) { return row.text(0); };

} // namespace

class TestMigrator : public QObject {
    Q_OBJECT

private slots:
    void splitsAtLinesOfTwoHyphens();
    void startsWithTheNewestSchema();
    void everyTableIsStrict();
    void keepsACopyOfWhatItChanges();
    void earlierTokensAndCustomersHaveNoLimits();
    void failedStepChangesNothing();
    void doesNothingTwice();
};

void TestMigrator::splitsAtLinesOfTwoHyphens()
{
    QCOMPARE(statementsOf(u"-- note\nCREATE a;\n--\n  --  \nCREATE b -- c\n--\n"_s),
        (QStringList{u"-- note\nCREATE a;"_s, u"CREATE b -- c"_s}));
}

void TestMigrator::startsWithTheNewestSchema()
{
    WorkspaceFixture workspace;
    QVERIFY(workspace.writer);
    QCOMPARE(workspace.writer->schemaVersion().value_or(0), latestSchemaVersion());
    QCOMPARE(QDir(workspace.folder.path()).entryList({u"*.bak*"_s}), QStringList());
}

void TestMigrator::everyTableIsStrict()
{
    WorkspaceFixture workspace;
    const auto lax =
        workspace.writer->rows(u"SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                               " AND name NOT LIKE 'sqlite_%' AND strict = 0"_s,
            firstText);
    QVERIFY_RESULT(lax);
    QCOMPARE(*lax, std::vector<std::string>());
}

void TestMigrator::keepsACopyOfWhatItChanges()
{
    WorkspaceFixture workspace;
    QVERIFY_RESULT(workspace.writer->run(u"INSERT INTO workspace (key, value) VALUES ('kept', 'yes')"_s));
    const auto steps = withNextStep({u"CREATE TABLE later (a INTEGER) STRICT"_s, u"DELETE FROM workspace"_s});
    QVERIFY_RESULT(migrate(*workspace.writer, steps));
    QCOMPARE(workspace.writer->schemaVersion().value_or(0), latestSchemaVersion() + 1);

    const QString copy = workspace.path + u".v"_s + QString::number(latestSchemaVersion()) + u".bak"_s;
    QCOMPARE(QFile::permissions(copy) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    auto before = Connection::openReader(copy);
    QVERIFY_RESULT(before);
    QCOMPARE((*before)->schemaVersion().value_or(0), latestSchemaVersion());
    QCOMPARE((*before)->first(u"SELECT value FROM workspace WHERE key = 'kept'"_s, firstText)->value_or(""), "yes");
}

void TestMigrator::earlierTokensAndCustomersHaveNoLimits()
{
    constexpr std::size_t before = 10; // the step that brought access and pools is 11
    QTemporaryDir folder;
    auto writer = Connection::openWriter(folder.filePath(u"old.toll"_s), IfAbsent::Create);
    QVERIFY_RESULT(writer);
    const std::vector<Migration> &all = builtInMigrations();
    QVERIFY_RESULT(migrate(**writer, std::span(all).first(before)));
    QVERIFY_RESULT((*writer)->run(u"INSERT INTO customer VALUES ('c', 'Acme', 'USD', 'UTC', '', 1, NULL)"_s));
    QVERIFY_RESULT((*writer)->run(u"INSERT INTO token VALUES ('t', 'c', 'gateway', '0.1', '', 'none', 'lifetime', 'free',"
                                  " NULL, 'term', 'none', 'first_use', '', '', 1, NULL, NULL)"_s));
    QVERIFY_RESULT(migrate(**writer));
    const auto token = TokenStore(**writer).byId({"t"});
    const auto customer = CustomerStore(**writer).byId({"c"});
    QVERIFY_RESULT(token);
    QVERIFY_RESULT(customer);
    QVERIFY(*token && (*token)->access == TokenAccess());
    QVERIFY(*customer && (*customer)->pool.isEmpty());
    QVERIFY(QFile::exists(folder.filePath(u"old.toll.v10.bak"_s)));
}

void TestMigrator::failedStepChangesNothing()
{
    WorkspaceFixture workspace;
    const auto steps = withNextStep({u"CREATE TABLE later (a INTEGER) STRICT"_s, u"INSERT INTO nowhere VALUES (1)"_s});
    const auto migrated = migrate(*workspace.writer, steps);
    QCOMPARE_ERROR(migrated, ErrorCode::Database);
    QCOMPARE(migrated.error().where, "next.sql");
    QCOMPARE(workspace.writer->schemaVersion().value_or(0), latestSchemaVersion());
    QCOMPARE_ERROR(workspace.writer->run(u"SELECT a FROM later"_s), ErrorCode::Database);
}

void TestMigrator::doesNothingTwice()
{
    WorkspaceFixture workspace;
    int accesses = 0;
    workspace.writer->fault = [&accesses] { return ++accesses > 1; }; // only the look at the version is free
    QVERIFY_RESULT(migrate(*workspace.writer));
}

QTEST_GUILESS_MAIN(TestMigrator)
#include "tst_migrator.moc"
